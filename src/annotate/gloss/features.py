"""Each candidate as a handful of named numbers; what they weigh is learned (`weights.json`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from annotate.gloss.candidates import Candidate, Scene, items
from annotate.gloss.evidence import MAX_CHARACTERS, NOTHING, Evidence, Match
from annotate.gloss.find import Site
from annotate.gloss.lexicon import Lexicon, stem
from annotate.gloss.surface import MAX_STRETCH
from annotate.gloss.termbase import FEATURE as TERMBASE
from annotate.gloss.words import ARTICLES, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, Form, Word
from annotate.model import Span
from annotate.text import HANGUL, KANA

Features = dict[str, float]

WORDS_PER_CHARACTER = 0.6
"""English content words for each character of Chinese: the median over our own corpus."""

LABELS = frozenset(
    "see cf aka alias also literally lit by called named term word phrase expression character characters saying concept"
    " title entitled titled title-page translated translation translate source note notes editor author via as like".split()
)
"""Words that lead up to a head without being part of it."""
QUANTIFIERS = frozenset(
    "either both namely usually often just only even simply so-called other many several various certain one two three few more most own so-called new famous first last next same such only entire whole".split()
)

_AMOUNT = regex.compile(
    r"(?:number|one|some|kind|kinds|sort|type|types|lot|series|group|set|pair|form|piece|member|part|head) of\b",
    regex.IGNORECASE,
)

_SENTENCE = regex.compile(r"[。！？!?]|[，,].*[，,]")
_PARTICLE = regex.compile(r"[了吗嗎吧呢我你您他她它们們这這那哪么麼]|不要|可以|怎么|什么|什麼|就是|不是|的是")
_JAPANESE = regex.compile(
    r"\b(?:Japan(?:ese)?|[Kk]anji|[Hh]iragana|[Kk]atakana|[Kk]ana|Tokyo|Kyoto|Osaka|Kobe|Nagoya|Hiroshima|Nagasaki|Fukuoka|Yokohama|Okinawa(?:n)?|Sapporo|Nara|"
    r"Edo|Meiji|Taish[oō]|Sh[oō]wa|Heisei|Tokugawa|Heian|Kamakura|[Ss]amurai|[Ss]hoguns?|Shint[oō]|[Mm]anga|[Aa]nime|[Hh]aiku|Nihon|Ainu|Ry[uū]ky[uū]|"
    r"Korean?s?|[Hh]anja|[Hh]angul|Seoul|Busan|Joseon|Chos[oŏ]n|Baekje|Silla|Goguryeo|Goryeo|Pyongyang)\b"
)
_ROMAJI = regex.compile(
    r"(?:(?:[kgsztdnhbpmyrwj]|sh|ch|ts|ky|gy|ny|hy|by|py|my|ry|f|v)?[aiueoāīūēō]|n(?![aiueo])|(?:kk|ss|tt|pp|ssh|tch|cch)[aiueo]){3,}",
    regex.IGNORECASE,
)
_CHINA = regex.compile(r"\b(?:Chin(?:a|ese)|Taiwan(?:ese)?|Hong Kong|Beijing|Mandarin)\b")
_HAN = regex.compile("[\u3400-\u9fff]")
_URLISH = regex.compile(r"[/_=%#&@]")
_OPENING_MARKS = regex.compile("[ 《“\"'‘「]{0,20}")


@dataclass(frozen=True)
class Reading:
    """One site with its evidence and candidates, ready to be scored."""

    scene: Scene
    site: Site
    evidence: Evidence
    lexicon: Lexicon
    candidates: tuple[Candidate, ...]

    @cached_property
    def text(self) -> str:
        """The surface text."""
        return self.scene.surface.text

    @cached_property
    def chinese(self) -> str:
        """The Chinese of the site."""
        return self.site.of(self.text)

    @cached_property
    def where(self) -> str:
        """`in` a bracket, within a `quote`, or `bare`."""
        return "in" if self.site.bracket else "quote" if self.site.quote else "bare"

    @cached_property
    def block(self) -> Span:
        """The block that the site stands in."""
        return self.scene.surface.block_at(self.site.zh.start)

    @cached_property
    def items(self) -> tuple[tuple[Span, ...], int]:
        """The items before the bracket that answer to its glosses, and which is this one's."""
        return items(self.scene, self.site, self.block)

    @cached_property
    def parted(self) -> bool:
        """Whether the glosses of the bracket stand in a list (甲、乙; 甲 and 乙), and not as forms of one."""
        bracket = self.site.bracket
        return bracket is not None and _PARTS.search(self.text, bracket.open, bracket.close) is not None

    @cached_property
    def block_words(self) -> range:
        """The indices of the words of that block."""
        words = self.scene.words
        return range(words.after(self.block.start), words.before(self.block.end))

    @cached_property
    def listed(self) -> int:
        """How many commas the Chinese has."""
        return len(_LISTED.findall(self.chinese))

    def match(self, index: int) -> Match:
        """The evidence of the word at `index`."""
        return self.evidence.match(self.scene.words.items[index])

    @cached_property
    def head_features(self) -> tuple[Features, ...]:
        """The features of each candidate, in order."""
        heads = [
            _head(self, c, c.span, covered) if c.span and covered else self._no_head
            for c, covered in zip(self.candidates, self.coverages, strict=True)
        ]
        rival = max(
            (f["both-explained"] for f in heads if "both-explained" in f and "spelled" not in f), default=0.0
        )
        quoted = any("fills-quote" in f and "spelled" not in f for f in heads)
        outside = any(
            "spelled" in f and c.place == "outside" for c, f in zip(self.candidates, heads, strict=True)
        )
        spelled = [c.span for c, f in zip(self.candidates, heads, strict=True) if c.span and "spelled" in f]
        for candidate, features in zip(self.candidates, heads, strict=True):
            if (span := candidate.span) and "spelled" not in features:
                if any(span.covers(s) and span.end == s.end for s in spelled):
                    features["swallows-spelling"] = 1.0
                elif any(span.covers(s) for s in spelled):
                    features["holds-spelling"] = 1.0
            if "spelled-lower" in features:
                features["spelled-against-translation"] = rival
                features["spelled-against-quote"] = float(quoted)
            if "spelled" in features and outside and self._inside(candidate):
                features["spelled-outside-too"] = 1.0
        return tuple(heads)

    @cached_property
    def known(self) -> float:
        """How much of the Chinese the evidence can explain at all, by the best candidate."""
        return max((covered.share for covered in self.coverages if covered), default=0.0)

    @cached_property
    def coverages(self) -> tuple[Coverage | None, ...]:
        """What the words of each candidate explain, in order; `None` for no head."""
        return tuple(_covered(self, c) if c.span else None for c in self.candidates)

    def _inside(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in the bracket of the gloss."""
        bracket = self.site.bracket
        return (
            bracket is not None
            and candidate.span is not None
            and bracket.open < candidate.span.start < bracket.close
        )

    @cached_property
    def _no_head(self) -> Features:
        return {"no-head": 1.0, f"no-head:{self.where}": 1.0}

    def gloss_features(self, best: int, probability: float) -> Features:
        """The features of the decision whether the site is a gloss at all.

        `best` is the index of the likeliest candidate and `probability` how likely it is.
        """
        return _gloss(self) | _best(self, best, probability)


class Coverage(NamedTuple):
    """What the words of a candidate explain of the Chinese."""

    share: float
    """Of the characters, 0 to 1."""
    strengths: list[float]
    """Of each content word, in order."""
    explained: list[float]
    """How strongly each character is explained."""
    first: float
    """The share of the characters that its first word explains and no other word of it does."""


def _covered(reading: Reading, candidate: Candidate) -> Coverage:
    words, match_of = reading.scene.words.items, reading.evidence.match
    strengths: list[float] = []
    explained = [0.0] * min(len(reading.chinese), MAX_CHARACTERS)
    fresh = 0.0
    for index in range(candidate.last - 1, candidate.first - 1, -1):
        word = words[index]
        match = match_of(word)
        if word.is_content or match.strength >= 1:
            strengths.append(match.strength)
        if match.mask:
            fresh = _explain(match, explained)
        elif index == candidate.first:
            fresh = 0.0
    strengths.reverse()
    characters = reading.evidence.characters
    return Coverage(min(1.0, sum(explained) / characters), strengths, explained, fresh / characters)


def _explain(match: Match, explained: list[float]) -> float:
    """Raise `explained` to the strength of `match` where its characters are; the sum of what was gained."""
    mask, gained = match.mask, 0.0
    while mask:
        low = mask & -mask
        position = low.bit_length() - 1
        mask ^= low
        if position < len(explained) and match.strength > explained[position]:
            gained += match.strength - explained[position]
            explained[position] = match.strength
    return gained


def _category(word: Word | None, lexicon: Lexicon) -> str:
    """What stands beside a span: it tells whether a name or phrase may begin or end there."""
    return "edge" if word is None else _category_of(word[2:], lexicon)


_SMALL_WORDS = {
    **dict.fromkeys(AUXILIARIES, "auxiliary"),
    **dict.fromkeys(CONJUNCTIONS, "conjunction"),
    **dict.fromkeys(PREPOSITIONS, "preposition"),
    **dict.fromkeys(DETERMINERS, "article"),
}


@lru_cache(maxsize=65536)
def _category_of(traits: tuple[str | bool, ...], lexicon: Lexicon) -> str:
    form = Form._make(traits)
    if small := _SMALL_WORDS.get(form.lower):
        return small
    if not form.is_word:
        return "quote" if form.text in "\"“‘'«" else "mark"
    if form.possessive:
        return "possessive"
    if form.capital:
        return "capital"
    return "verb" if form.stem in lexicon.verbs and form.lower.endswith(("ed", "ing", "es", "s")) else "word"


def _kind_at(reading: Reading, index: int, word: Word | None) -> str:
    """`_category`, where a capital that only opens a sentence is one of its own."""
    kind = _category(word, reading.lexicon)
    if word is not None and word.capital:
        initial = index in reading.scene.initials
        return (
            kind
            if initial and kind in _SMALL
            else "initial"
            if initial
            else "titled"
            if kind in _SMALL
            else kind
        )
    return kind


_SMALL = frozenset({"auxiliary", "conjunction", "preposition", "article"})


def _neighbour(reading: Reading, index: int) -> Word | None:
    """The word at `index` if it stands in the block of the site."""
    return reading.scene.words.items[index] if index in reading.block_words else None


def _head(reading: Reading, candidate: Candidate, span: Span, covered: Coverage) -> Features:
    words = reading.scene.words.items
    first = words[candidate.first]
    last = next((w for w in reversed(words[candidate.first : candidate.last]) if w.is_word), first)
    features: Features = {f"{candidate.place}:{reading.where}": 1.0, "jumps": candidate.jumps / 3}
    features |= _coverage(reading, candidate, span, covered)
    features |= _edges(reading, candidate, first, last)
    for name in _CUTS & features.keys():
        features[f"{name}:residue"] = 1.0 - covered.share
    features["lead-surplus"] = features.get("unexplained-lead", 0.0) * covered.share
    features |= _marks(reading, candidate, span)
    features |= _shape(reading, candidate)
    if _claimed(reading, span):
        features["claimed"] = 1.0
    if reading.items[0]:
        features |= _item(reading, span)
    return features


_CUTS = {"cuts-phrase-left", "cuts-name-left", "cuts-phrase-right", "cuts-name-right", "cuts-name-within"}
"""A word left outside matters the more, the more of the Chinese is unexplained."""


def _item(reading: Reading, span: Span) -> Features:
    """How the span lies to the items of a list that may answer to the glosses of the bracket one by one."""
    items, own = reading.items
    touched = [index for index, item in enumerate(items) if item.overlaps(span)]
    if not touched:
        return {}
    place = "own" if touched == [own] else "others" if own not in touched else "several"
    return {f"{place}-item:{'listed' if reading.parted else 'varied'}": 1.0}


_BETWEEN = regex.compile(r"[\s,'’s\"”)\]]{0,4}[\s(（\[“\"《【]{0,4}(?=[\p{Han}])")


def _claimed(reading: Reading, span: Span) -> bool:
    """Whether another piece of Chinese stands right behind the span, so that the span is likely its head."""
    match = _BETWEEN.match(reading.text, span.end)
    if match is None or match.end() == reading.site.zh.start:
        return False
    bracket = reading.site.bracket
    return reading.scene.is_site(match.end()) and not (bracket and bracket.open < match.end() < bracket.close)


def _coverage(reading: Reading, candidate: Candidate, span: Span, covered: Coverage) -> Features:
    chinese, strengths, explained, fresh = covered
    english = sum(strengths) / len(strengths) if strengths else 0.0
    content = len(strengths)
    spelled = reading.evidence.spells(span.of(reading.text))
    expected = WORDS_PER_CHARACTER * reading.evidence.characters + 0.5
    ratio = math.log((content + 0.5) / expected)
    features: Features = {
        "chinese-explained": chinese,
        "english-explained": english,
        "both-explained": chinese * english,
        "unexplained-words": sum(s < WEAK for s in strengths) / 3,
        "explained-before": _strength(reading, candidate.first - 1),
        "explained-after": _strength(reading, candidate.last),
        "new-before": _gain(reading, _content(reading, candidate.first - 1, -1), explained),
        "new-after": _gain(reading, _content(reading, candidate.last, 1), explained),
        "new-first": fresh,
        "unknown": 1.0 - reading.known if not chinese else 0.0,
        "missing": (reading.known - chinese) * reading.known,
        "known-unexplained": sum(s < WEAK for s in strengths) / 3 * reading.known,
        "too-long": max(0.0, ratio),
        "too-short": max(0.0, -ratio),
    }
    words = reading.scene.words.items[candidate.first : candidate.last]
    if defined := reading.evidence.defined(words):
        features["defined"] = defined
        features["defined-wholly"] = float(defined == 1.0)
    if reading.evidence.rendered(words):
        features[TERMBASE] = 1.0
    if reading.evidence.western(words):
        features["western-name"] = 1.0
    if spelled:
        features["spelled"] = 1.0
        if span.of(reading.text)[:1].islower():
            features["spelled-lower"] = 1.0
    if content == 0:
        features["no-content"] = 1.0
    if strengths:
        features["first-explained"] = strengths[0]
        features["last-explained"] = strengths[-1]
        told = [index for index, strength in enumerate(strengths) if strength >= WEAK]
        if told:
            features["unexplained-lead"] = min(told[0], 4) / 2
            features["unexplained-tail"] = min(len(strengths) - 1 - told[-1], 4) / 2
            features["known-lead"] = features["unexplained-lead"] * reading.known
            features["known-tail"] = features["unexplained-tail"] * reading.known
    return features


LONG, NAME = 10, 6
"""More characters than these are seldom one term, or one name."""
LEAD = 4
"""A site within so many characters of its block's start opens it, past a list mark or a quotation mark."""
WEAK = 0.3
"""Below this a word counts as unexplained."""


def _strength(reading: Reading, index: int) -> float:
    """How strongly the word at `index` explains the Chinese, if it stands in the same block."""
    word = _neighbour(reading, index)
    return reading.match(index).strength if word is not None and word.is_word else 0.0


def _content(reading: Reading, index: int, step: int) -> int:
    """The nearest word from `index` on that can carry meaning, past two small words at most."""
    for _ in range(2):
        word = _neighbour(reading, index)
        if word is None or word.is_content or not word.is_word:
            break
        index += step
    return index


def _gain(reading: Reading, index: int, explained: list[float]) -> float:
    """The share of the Chinese that the word at `index` explains and `explained` does not yet."""
    word = _neighbour(reading, index)
    match = reading.evidence.match(word) if word is not None else NOTHING
    return _explain(match, explained.copy()) / reading.evidence.characters if match.mask else 0.0


def _edges(reading: Reading, candidate: Candidate, first: Word, last: Word) -> Features:
    left = _neighbour(reading, candidate.first - 1)
    right = _neighbour(reading, candidate.last)
    left_kind = _kind_at(reading, candidate.first - 1, left)
    right_kind = _category(right, reading.lexicon)
    features: Features = {f"left-{left_kind}": 1.0, f"right-{right_kind}": 1.0}
    if first.capital and candidate.first not in reading.scene.initials:
        features["first-capital"] = 1.0
        if left_kind in {"capital", "possessive"}:
            features["cuts-name-left"] = 1.0
        elif _name_goes_on(reading, candidate.first - 1):
            features["cuts-name-within"] = 1.0
    elif left_kind in {"word", "capital"}:
        features["cuts-phrase-left"] = 1.0
    if last.capital and right_kind == "capital":
        features["cuts-name-right"] = 1.0
    elif right_kind == "word" and not last.capital:
        features["cuts-phrase-right"] = 1.0
    features[f"first-{_kind_at(reading, candidate.first, first)}"] = 1.0
    if first.lower in LABELS:
        features["first-label"] = 1.0
    if _AMOUNT.match(reading.text, first.start):
        features["first-amount"] = 1.0
    if first.lower in QUANTIFIERS and candidate.last - candidate.first > 1:
        features["first-quantifier"] = 1.0
    features[f"last-{_category(last, reading.lexicon)}"] = 1.0
    return features


_LINKS = frozenset(
    {"of", "the", "for", "to", "in", "and", "&", "on", "de", "with", "a", "by", "per", "at", "from"}
)


def _name_goes_on(reading: Reading, index: int) -> bool:
    """Whether a capitalised word stands left of `index` past small words (Need *for* Speed)."""
    for _ in range(3):
        word = _neighbour(reading, index)
        if word is None or word.lower not in _LINKS:
            return (
                word is not None
                and word.capital
                and word.is_word
                and word.lower not in _LINKS
                and index not in reading.scene.initials
            )
        index -= 1
    return False


def _marks(reading: Reading, candidate: Candidate, span: Span) -> Features:
    """Quotation marks, brackets and emphasis at the edges of the span and inside it."""
    scene = reading.scene
    features: Features = {}
    opener, closer = _opener(reading, candidate), _closer(reading.text, span.end)
    quote = scene.quote_opens.get(opener)
    touches = span.end <= reading.site.zh.start and not _WORDY.search(
        reading.text, span.end, reading.site.zh.start
    )
    if quote is not None:
        features["opens-quote"] = 1.0
        if quote.close == closer or (touches and reading.site.quote == quote):
            features["fills-quote"] = 1.0
    elif closer in scene.quote_closes:
        features["closes-quote"] = 1.0
    features |= _emphasis(reading, span, touches=touches)
    bracket = scene.opens.get(opener)
    if bracket is not None and bracket.close <= closer:
        features["fills-bracket"] = 1.0
    marks = [w.start for w in scene.words.items[candidate.first : candidate.last] if not w.is_word]
    if any(at in scene.quote_opens and scene.quote_opens[at].close >= span.end for at in marks) or any(
        at in scene.quote_closes and scene.quote_closes[at].open < span.start for at in marks
    ):
        features["crosses-quote"] = 1.0
    return features


_WORDY = regex.compile(r"\w")


def _emphasis(reading: Reading, span: Span, *, touches: bool) -> Features:
    """How the span lies to the emphasised stretches and link texts around it."""
    for stretch in reading.scene.surface.emphasis_in(Span(span.start - MAX_STRETCH, span.end)):
        if stretch.end <= span.start:
            continue
        ends = stretch.end == span.end or (touches and reading.site.zh.end <= stretch.end)
        if stretch.start == span.start and ends:
            return {"fills-emphasis": 1.0}
        if stretch.crosses(span) or (
            stretch.start > span.start and touches and reading.site.zh.end <= stretch.end
        ):
            return {"crosses-emphasis": 1.0}
        if stretch.start == span.start or stretch.end == span.end:
            return {"half-emphasis": 1.0}
    return {}


def _opener(reading: Reading, candidate: Candidate) -> int:
    """The offset of the mark that opens a quotation beginning at the span, past an article left outside."""
    first = reading.scene.words.items[candidate.first]
    before = _neighbour(reading, candidate.first - 1)
    if before is not None and before.lower in ARTICLES:
        first = before
    return first.start - 1


def _closer(text: str, position: int) -> int:
    """The offset of the mark that closes a quotation ending at `position`, past its end punctuation."""
    limit = min(len(text), position + MAX_END_MARKS)
    while position < limit and text[position] in ",.;:!? ":
        position += 1
    return position


MAX_END_MARKS = 20
"""How much end punctuation may stand between a head and its closing quotation mark."""


_GROUPS: dict[str, tuple[str, ...]] = {}
for _name, _members in (
    ("commas", ",;"),
    ("colon", ":"),
    ("mark-inside", "|#/•→=;—–"),
    ("bracket-inside", "(["),
    ("and", ("and", "or", "&")),
    ("verbs", AUXILIARIES | {"that", "which", "who"}),
    ("of", PREPOSITIONS),
    ("pronoun", ("i", "we", "he", "she", "they", "it", "you")),
):
    for _member in _members:
        _GROUPS[_member] = (*_GROUPS.get(_member, ()), _name)


def _shape(reading: Reading, candidate: Candidate) -> Features:
    """What the words of the span are, whatever the Chinese."""
    words = reading.scene.words.items[candidate.first : candidate.last]
    content = [w for w in words if w.is_content]
    features: Features = {"words": min(len(content), 12) / 6}
    for index, word in enumerate(words):
        for name in _GROUPS.get(word.lower, ()):
            if name in _COUNTED:
                features[name] = min(1.0, features.get(name, 0.0) + 0.5)
            elif index or name != "of":
                features[name] = 1.0
    return features | _agreement(reading, words) | _letter_case(reading, candidate, content)


_COUNTED = frozenset({"commas", "verbs"})
"""Of these a second one counts as well."""


def _agreement(reading: Reading, words: Sequence[Word]) -> Features:
    """Whether the marks of the span are those of the Chinese."""
    features: Features = {}
    if (asks := reading.chinese[-1] in "？?") or words[-1].text == "?":
        features["question-agrees" if asks and words[-1].text == "?" else "question-differs"] = 1.0
    if reading.listed and reading.listed == sum(w.text == "," for w in words):
        features["lists-agree"] = 1.0
    if words[-1].text == "!":
        features["exclaims"] = 1.0
    return features


def _letter_case(reading: Reading, candidate: Candidate, content: list[Word]) -> Features:
    features: Features = {}
    capitals = sum(w.capital for w in content)
    opens = bool(content) and candidate.first in reading.scene.initials
    if opens and len(content) > 1:
        capitals -= content[0].start == reading.scene.words.items[candidate.first].start
        content = content[1:]
    if content and capitals == len(content):
        features["all-capitals" if not opens else "initial-capitals"] = 1.0
    elif capitals == 0:
        features["no-capital"] = 1.0
    elif content:
        features["mixed-capitals"] = 1.0
    if len(content) == 1 and content[0].text.isupper() and len(content[0].text) > 1:
        features[f"acronym:{candidate.place}"] = 1.0
    return features


def _gloss(reading: Reading) -> Features:
    site, text, chinese = reading.site, reading.text, reading.chinese
    near = text[max(reading.block.start, site.zh.start - 200) : site.zh.end + 200]
    around = text[max(site.zh.start - 2, 0) : site.zh.start] + text[site.zh.end : site.zh.end + 2]
    han = len(_HAN.findall(near))
    return {
        "gloss": 1.0,
        f"gloss:{reading.where}": 1.0,
        "sentence-marks": float(bool(_SENTENCE.search(chinese))),
        "particles": float(bool(_PARTICLE.search(chinese))),
        "predicate": sum(c in "是在有会會不被把让讓就都也很没沒要想" for c in chinese) / len(chinese),
        "length": math.log1p(len(chinese)),
        "long": float(len(chinese) > LONG),
        "one-character": float(len(chinese) == 1),
        "code": float(site.opaque),
        "japanese": float(bool(_JAPANESE.search(near)) and not _CHINA.search(near)),
        "kana-near": float(bool(KANA.search(near) or HANGUL.search(near))),
        "iteration-mark": float("々" in chinese),
        "listed-as-japanese": float(bool(reading.evidence.listed_stems & _FOREIGN_STEMS)),
        "chinese-share": han / (len(near) + 1),
        "url-marks": float(bool(_URLISH.search(around))),
        "part-of-run": float(len(site.run) > len(site.zh) + 2),
        "wide-mark-beside": float(any(c in "，。！？；：" for c in around)),
        "opens-bracket": float(
            site.bracket is not None
            and bool(_OPENING_MARKS.fullmatch(text, site.bracket.open + 1, site.zh.start))
        ),
        "bracket-after-word": float(
            site.bracket is not None
            and text[max(0, site.bracket.open - 2) : site.bracket.open].strip()[-1:].isalnum()
        ),
        "alone-in-quote": float(
            site.quote is not None
            and site.quote.open == site.zh.start - 1
            and site.quote.close == site.zh.end
        ),
        "alone-in-bracket": float(
            site.bracket is not None
            and site.bracket.open == site.zh.start - 1
            and site.bracket.close == site.zh.end
        ),
        "starts-block": float(site.zh.start - reading.block.start < LEAD),
        "before-bracket": float(text[site.zh.end : site.zh.end + 2].strip()[:1] in {"(", "[", "（"}),
        "after-word": float(text[max(0, site.zh.start - 2) : site.zh.start].strip()[-1:].isalnum()),
        "before-word": float(text[site.zh.end : site.zh.end + 2].strip()[:1].isalnum()),
        "after-small-word": float(_small_before(reading)),
        "in-dictionary": float(reading.lexicon.word(chinese) is not None),
    }


_TELLING = (
    "chinese-explained", "english-explained", "both-explained", "spelled", "fills-quote", "fills-emphasis", "fills-bracket", "defined",
    "western-name", "all-capitals", "no-capital", "verbs", "claimed", "jumps", "unexplained-words", "too-long", "too-short", "no-head",
    "left-article", "left-preposition", "left-mark", "left-edge", "commas", "pronoun", "words", "crosses-quote",
)  # fmt: skip
"""Which features of the best candidate tell whether there is a gloss at all."""


def _best(reading: Reading, best: int, probability: float) -> Features:
    candidate, features = reading.candidates[best], reading.head_features[best]
    told: Features = {f"best-{name}": features[name] for name in _TELLING if name in features}
    told[f"best-{candidate.place}:{reading.where}"] = 1.0
    told["best-probability"] = probability
    if candidate.span is not None and "spelled" not in features and _sounds_japanese(reading, candidate):
        told["romaji"] = 1.0
        told["romaji-unexplained"] = 1.0 - features.get("chinese-explained", 0.0)
    if len(reading.chinese) > NAME:
        told["long-explained"] = features.get("both-explained", 0.0)
        told["long-clause"] = features.get("verbs", 0.0) + features.get("pronoun", 0.0)
    return told


def _sounds_japanese(reading: Reading, candidate: Candidate) -> bool:
    """Whether every word of a capitalised head is made of Japanese syllables (Kawabata Yasunari)."""
    words = [w for w in reading.scene.words.items[candidate.first : candidate.last] if w.is_content]
    return bool(words) and all(w.capital and _ROMAJI.fullmatch(w.text.replace("-", "")) for w in words)


_FOREIGN_STEMS = frozenset(
    map(stem, ("japan", "japanese", "korea", "korean", "tokyo", "seoul", "shinto", "tokugawa", "okinawa"))
)
_LISTED = regex.compile("[、，]")
_PARTS = regex.compile(r"、|[”》]和[“《]| and |respectively|\p{Han}; \p{Han}")


def _small_before(reading: Reading) -> bool:
    """Whether an article, preposition or verb leads into the Chinese, which then is the only name given."""
    word = _neighbour(reading, reading.scene.words.before(reading.site.zh.start) - 1)
    return word is not None and _category(word, reading.lexicon) in {
        "article",
        "preposition",
        "verb",
        "auxiliary",
        "conjunction",
    }
