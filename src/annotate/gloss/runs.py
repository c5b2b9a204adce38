"""Runs of Chinese in a text, and the pieces of a run that could be glosses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from annotate.model import Span
from annotate.text import KANA

_RUN = regex.compile(
    r"""
    (?:
        (?<![\w.])(?:[A-ZＡ-Ｚ][·.]?){0,3}[A-Z0-9Ａ-Ｚ０-９·]{1,6}(?=\p{Han})                # VR特警, 58同城, J·R·彭黑尔
      | (?<=[《“"\[(])[0-9]{1,4}[ ](?=\p{Han})
      | (?<!\w)(?:“[\p{Han}\d·]{1,12}”|‘[\p{Han}\d·]{1,12}’|"[\p{Han}\d·]{1,12}"|'[\p{Han}\d·]{1,12}'|〈\p{Han}{1,12}〉)(?=\p{Han})  # “十四五”规划
      | (?<=[《“"'\[(（])[(（]\p{Han}{1,8}[)）](?=\p{Han})                                      # ((新港)渔民)
    )?
    [\p{Han}〇々〻]
    (?:
        [\p{Han}〇々〻]
      | [·•・‧∙．](?=[\p{Han}])
      | [ \u3000]?\n?[ \u3000]{0,4}(?=\p{Han})             # broken by a blank or a line's end
      | [，,：:；！!？?—–\-“”‘’《》〈〉「」『』{}…~～/／、]{1,4}[ ]?(?=[\p{Han}《〈“‘「『（(—]|[0-9A-Z]{1,6}[ ]?\p{Han})
      | [ ]?[—–]{1,2}[ ]?(?=\p{Han})
      | [：:][ ](?=\p{Han})
      | [（(][^()（）\n]{0,8}\p{Han}[^()（）\n]{0,8}[）)]     # 商務印書館(香港)
      | "[\p{Han}\d·]{1,12}"(?=\p{Han})
      | [ ]?[0-9]{1,6}(?:[·.][0-9]{1,4})?[ ]?(?=[\p{Han}、，：《》“”）)])
      | [A-Za-z0-9%&+]{1,12}(?=\p{Han})
      | [ ][A-Z][A-Za-z0-9+]{0,11}[ ](?=\p{Han})
    )*
    (?:
        [0-9]{1,4}(?:[—–-][0-9]{1,4}|%)?(?![\p{L}\d])
      | [A-Z]{1,5}(?![\p{L}\d])
      | -[0-9]{1,3}[A-Z]?(?![\p{L}\d])                     # 麻雀-7B
      | [！？!?](?=[\s”’"'\)\]）】》,，]|$)
    )?
    """,
    regex.VERBOSE,
)
"""A run of Chinese with what may stand inside it: wide punctuation, digits, a Latin word."""

_SPLIT = regex.compile(
    r"""
      (?<=[》〉」』])\s*[，、,]?\s*(?=[《〈「『])
    | [；;]
    | [ ]?[/／][ ]?
    | [：:]?(?=《)
    | 》[，,、]?
    | (?P<author>(?<=(?:^|\P{Han})\p{Han}{2,4}),[ ]?(?=[“"《]))         # 何春雷, “论码头”
    | (?P<linked>[”’][和与與及、][“‘])                        # “忍耐”和“利润”
    """,
    regex.VERBOSE,
)
_COMMA = regex.compile(r"[，,、]\s?")
_EDGE = "《》〈〉「」『』“”‘’（）()【】\"' \t\n\u3000,，:：、；;—–-"
_LABEL = regex.compile(
    r"(?:(?:中文|汉语|漢語|原文|英文)(?:名称|名稱|名)?|原名|又名|又称|又稱|简称|簡稱|全称|全稱|旧称|舊稱|别名|別名|本名|简体|簡體|繁体|繁體)[：:]\s?"
    r"|(?<=(?:^|\n)[ \t]{0,8})[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
)
"""What a piece of Chinese is called before it stands (中文名：鸟阁), or its number in a list (一、油泼面)."""

Simplify = Callable[[str], str]
"""What turns traditional characters into simplified ones."""


def runs(text: str) -> Iterator[Span]:
    """Every run of Chinese that is not Japanese, in order."""
    for match in _RUN.finditer(text):
        before = text[max(match.start() - 1, 0) : match.start()]
        after = text[match.end() : match.end() + 1]
        if not KANA.search(before + match[0].replace("・", "") + after):
            yield Span(_begins(text, match.start()), match.end() + _answers(after, match[0]))


def _begins(text: str, start: int) -> int:
    """Where a run begins whose characters do at `start`: at the Latin words before them that the head shares.

    GitHub users (GitHub 用户). Words that the head ends with are a romanisation or an acronym of the whole.
    """
    shared = _SHARED.search(text, max(0, start - SHARED), start)
    if shared is None:
        return start
    before = text[max(0, shared.start() - SHARED) : shared.start()]
    found = before.find(shared[1])
    return shared.start(1) if 0 <= found < len(before) - len(shared[1]) else start


_SHARED = regex.compile(r"[(（,;] ?((?:[A-Za-z][\w.+-]{1,20} ){1,3})$")
SHARED = 80
"""How far back (characters) words that the Chinese and its head share are looked for."""


def _answers(mark: str, run: str) -> bool:
    """Whether a closing `mark` after `run` answers an opening one inside it."""
    openers, closers = _PAIRED.get(mark, ("", ""))
    return sum(map(run.count, closers)) < sum(map(run.count, openers))


def pieces(text: str, run: Span, simple: Simplify) -> Iterator[Span]:
    """A run cut at what separates one gloss from the next: title marks, slashes, lists of variants."""
    if _is_title(text, run):
        yield run
        return
    if periodical := _PERIODICAL.fullmatch(text, max(0, run.start - 1), run.end):
        yield Span(*periodical.span())
        return
    start = run.start
    for match in _SPLIT.finditer(text, run.start, run.end):
        if match.end() == match.start() and match.start() == run.start:
            continue
        if not _keeps_together(text, run, match):
            yield from _forms(text, Span(start, match.start()), simple)
            start = match.end()
    yield from _forms(text, Span(start, run.end), simple)


_PERIODICAL = regex.compile(
    "《[^《》]{1,20}》(?:[周週月季]刊|半月刊|[双雙]月刊|杂志|雜誌|[画畫]报|[画畫]報|[日晚早周週]报|[日晚早周週]報|丛书|叢書|编辑部|編輯部)社?"
)
"""A name that goes on behind its title marks (《生活》周刊): it takes in the one before the run, which else stays outside."""


def _is_title(text: str, run: Span) -> bool:
    """Whether a run fills its quotation and holds a title among other words: "书评：《一九八四》的未来"."""
    start, end = run.start - 1, run.end
    if start < 0 or _CLOSERS.get(text[start]) != text[end : end + 1]:
        return False
    return "《" in text[run.start + 1 : run.end] and text[run.end - 1] != "》"


def _keeps_together(text: str, run: Span, mark: regex.Match[str]) -> bool:
    """Whether a mark inside a run belongs to the name: a slash between single characters, a title in a title."""
    if mark["linked"]:
        opens = {text[run.start], text[run.start - 1 : run.start]} & {"“", "‘"}
        closes = {text[run.end - 1], text[run.end : run.end + 1]} & {"”", "’"}
        return not (opens and closes)
    if "/" in mark[0] and max(mark.start() - run.start, run.end - mark.end()) <= MAX_LONE:
        return len(text[run.start : mark.start()].strip()) == 1 == len(text[mark.end() : run.end].strip())
    return "》" in mark[0] and text[mark.end() : mark.end() + 1] == "—"


MAX_LONE = 8
"""How far a single character with the blanks around it can reach."""


def _forms(text: str, span: Span, simple: Simplify) -> Iterator[Span]:
    """A piece cut where one name stands in both scripts (臺灣 台湾), without its label, and as a list."""
    if label := _LABEL.match(text, span.start, span.end):
        span = Span(label.end(), span.end)
    middle = span.start + len(span) // 2
    if len(span) % 2 and text[middle].isspace():
        one, other = Span(span.start, middle), Span(middle + 1, span.end)
        if one.of(text) != other.of(text) and simple(one.of(text)) == simple(other.of(text)):
            yield one
            yield other
            return
    yield from _listed(text, span)


def _listed(text: str, span: Span) -> Iterator[Span]:
    """A piece cut at its commas, or at 或, when they part variants or names rather than the halves of a phrase."""
    parts = []
    position = span.start
    for match in _COMMA.finditer(text, span.start, span.end):
        parts.append(Span(position, match.start()))
        position = match.end()
    parts.append(Span(position, span.end))
    trimmed = [part for part in (_trim(text, part) for part in parts) if len(part)]
    whole = _trim(text, span)
    if not len(whole):
        return
    if len(trimmed) > 1 and _is_list(text, span, trimmed):
        yield from trimmed[:-1]
        yield from _last_two(text, trimmed)
    elif (either := _EITHER.match(text, max(0, whole.start - 1))) and len(either[1]) == len(either[2]):
        yield Span(*either.span(1))
        yield Span(*either.span(2))
    else:
        yield whole


_EITHER = regex.compile(r"[(（](\p{Han}{2,4})或(\p{Han}{2,4})[)）]")
"""Two names for one thing (脚夫或挑夫) fill their bracket and are of one length; the halves of a phrase seldom are."""
_AND = regex.compile("[和与與及]")


def _last_two(text: str, parts: list[Span]) -> Iterator[Span]:
    """The last part of a list, cut at the “and” between its last two names (河北、安徽和河南)."""
    last = parts[-1]
    joins = [match.start() for match in _AND.finditer(text, last.start + 1, last.end - 1)]
    if len(joins) == 1 and text[parts[-2].end] == "、":
        yield Span(last.start, joins[0])
        yield Span(joins[0] + 1, last.end)
    else:
        yield last


def _is_list(text: str, span: Span, parts: list[Span]) -> bool:
    """Whether comma-parted pieces are separate forms.

    Halves of a slogan or a sentence balance (4 + 4 characters) or are long; variants of a name
    are short, and an ASCII comma in Chinese mostly parts variants.
    """
    marks = {text[part.end] for part in parts[:-1]}
    lengths = [len(part) for part in parts]
    balanced = len(set(lengths)) == 1 and lengths[0] >= MIN_HALF
    if marks == {","}:
        return not balanced
    if "，" in marks:
        return False
    if marks == {"、"}:
        if _is_formula(text, span, parts):
            return False
        if (answer := _AUTHORS.match(text, span.end)) and len(_ANSWERS.findall(answer[1])) == len(parts):
            return max(lengths) <= MAX_LISTED
        return (
            min(lengths) >= MIN_LISTED
            and max(lengths) <= MAX_LISTED
            and text[span.start - 1 : span.start] in {"(", "（"}
        )
    return max(lengths) <= MAX_LISTED


def _is_formula(text: str, span: Span, parts: list[Span]) -> bool:
    """Whether pieces parted by 、 are the pieces of one formula or title, and no list of names."""
    said = [part.of(text) for part in parts]
    first = {one[0] for one in said}
    if first <= _NEGATIONS or (len(first) == 1 and first <= _PARALLEL) or all(map(_GOING.search, said)):
        return True
    if any(map(_ABOUT.search, said)) or (
        said[-1].endswith("罪") and not any(one.endswith("罪") for one in said[:-1])
    ):
        return True
    return _LISTED_IN_QUOTES.search(text, max(0, span.start - MAX_FORMULA), span.start) is not None


_NEGATIONS = frozenset("不无無没沒")
_PARALLEL = frozenset("同一有要先") | _NEGATIONS
"""What every part of a formula can begin with (不打、不骂、不捆)."""
_GOING = regex.compile("[进進出起回过過上下][来來去]$")
"""What every part of a formula can end with (引进来、走出去)."""
_ABOUT = regex.compile("关于|關於")
"""What stands in the titles of laws and reports, and in no name of a list; a crime's title ends in 罪, once."""
_LISTED_IN_QUOTES = regex.compile(
    "(?:“[^“”()（）]{3,120}(?:[,;]| and )[^“”()（）]{2,120}”|‘[^‘’()（）]{3,120}(?:[,;]| and )[^‘’()（）]{2,120}’"
    '|"[^"()（）]{3,120}(?:[,;]| and )[^"()（）]{2,120}")[ ]?[(（]$'
)
"""One quotation that lists what the Chinese lists: “dare to struggle and be good at struggling” (敢于斗争、善于斗争)."""
MAX_FORMULA = 260
_AUTHORS = regex.compile(r"\s?[(（](\p{Lu}[^()（）\n\p{Han}]{1,120})[)）]")
_ANSWERS = regex.compile(r"(?:^|[,;&/]|\band\b)(?:\s+and\b)?\s*\p{Lu}")
"""The names of a bracket behind a list: 李四、张三 (Li & Zhang)."""
MIN_HALF = 4
"""Halves of a set phrase have at least four characters."""
MIN_LISTED, MAX_LISTED = 1, 12
"""How long one name in a list of names is."""


def _trim(text: str, span: Span) -> Span:
    """`span` without the marks around it; a bracket or quotation that it closes itself stays."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE and not _opens_inside(text, start, end):
        start += 1
    while end > start and text[end - 1] in _EDGE and not _closes_inside(text, start, end):
        end -= 1
    if end > start and text[end - 1] in "?!" and text[end : end + 1] not in _SHUTS:
        end -= 1  # it ends the English sentence
    return Span(start, end)


_SHUTS = frozenset("”’\"'）)]】》")
_CLOSERS = {"“": "”", "‘": "’", "「": "」", '"': '"', "〈": "〉"}
_PAIRS = (("(（", ")）"), ("“", "”"), ("‘", "’"), ("「", "」"), ("《", "》"), ("〈", "〉"))
_PAIRED = {mark: pair for pair in _PAIRS for mark in pair[1]}
"""For each closing mark the opening ones that it answers, and the closing ones that answer the same."""


def _opens_inside(text: str, start: int, end: int) -> bool:
    """Whether the mark at the start is answered inside the span (“两不”规定)."""
    closer = _ANSWERED.get(text[start], "")
    return bool(closer) and closer in text[start + 1 : end].rstrip(_BLANK)[:-1]


_BLANK = " \t\n\u3000"
_ANSWERED = {**_CLOSERS, "'": "'", "(": ")", "（": "）"}


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Whether the mark at the end answers one inside the span (a revised edition's （修订本）)."""
    mark = text[end - 1]
    inside = text[start : end - 1]
    return mark != "》" and _answers(mark, inside)
