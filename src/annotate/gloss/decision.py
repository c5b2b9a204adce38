"""Whether a piece of Chinese is a gloss at all: what its characters, its place and its best head say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import regex

from annotate.gloss.borders import category, neighbour
from annotate.gloss.clauses import CLAUSE, clause_features
from annotate.gloss.find import LEAD
from annotate.gloss.sinosphere import (
    has_chinese_form,
    has_japanese_form,
    spelled_japanese,
    spelled_korean,
)
from annotate.gloss.verse import verse_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.gloss.candidates import Candidate
    from annotate.gloss.features import Features, Reading
    from annotate.gloss.words import Word

_SENTENCE = regex.compile(r"[。！？!?]|[，,].*[，,]")
_PARTICLE = regex.compile(r"[了吗嗎吧呢我你您他她它们們这這那哪么麼]|不要|可以|怎么|什么|什麼|就是|不是|的是")
_ROMAJI = regex.compile(
    r"(?:(?:[kgsztdnhbpmyrwj]|sh|ch|ts|ky|gy|ny|hy|by|py|my|ry|f|v)?[aiueoāīūēō]|n(?![aiueo])|(?:kk|ss|tt|pp|ssh|tch|cch)[aiueo]){3,}",
    regex.IGNORECASE,
)
_HAN = regex.compile("[\u3400-\u9fff]")
_URLISH = regex.compile(r"[/_=%#&@]")
_FILE = regex.compile(r"\.[a-z][a-z0-9]{1,4}\b")
_AMOUNT = regex.compile(r"[\d.,]+ ?\p{Han}{1,3}")
"""A number with its unit: 28元."""
_LISTING = frozenset("()（）、，,/／；;或")
"""What stands around one of several names in a bracket; a piece of a sentence has other neighbours."""
_OPENERS = frozenset(",;:(（[、：/")
"""What stands before a piece of Chinese that is an item of its own."""
_TITLE_OPENS, _TITLE_SHUTS = regex.compile("#?[《〈]{0,2}"), regex.compile("[》〉]{0,2}#?")
"""The marks of a title, which belong to the Chinese: it is alone in its bracket with them, as a hashtag is with its own."""
_OPENING_MARKS = regex.compile("[ #《“\"'‘「]{0,20}")


LONG, NAME = 10, 6
"""More characters than these are seldom one term, or one name."""
SAID = 3.0
"""What is said outright counts as much as three hints, which makes its penalty a ninth: it is too rare for its weight to
outgrow the whole one. A form that only Japanese has and a text about Japan or Korea count so, too: the loss fell by 1 % on
real text and on our own, by 3 % on contrast pairs."""


def decision_features(reading: Reading, best: int, probability: float, nearness: Features) -> Features:
    """The features of the decision whether the site of `reading` is a gloss at all.

    `best` is the index of the likeliest candidate, `probability` how likely it is, and `nearness` what
    was told of its meaning.
    """
    features = _characters(reading.chinese) | _place(reading) | _eastern(reading)
    features["romanised-beside"] = float(_romanised_beside(reading))
    features |= verse_features(reading)
    features |= _best(reading, best, probability, nearness)
    clause = clause_features(reading.chinese, reading.lexicon) if reading.speech == "unlisted" else {}
    if CLAUSE & clause.keys():
        features["clause-in-both"] = features.get("best-verbs", 0.0) + features.get("best-pronoun", 0.0)
    return features | clause


def _characters(chinese: str) -> Features:
    """Whether the characters themselves look like a name or term, or like a sentence."""
    return {
        "sentence-marks": float(bool(_SENTENCE.search(chinese))),
        "particles": float(bool(_PARTICLE.search(chinese))),
        "predicate": sum(c in "是在有会會不被把让讓就都也很没沒要想" for c in chinese) / len(chinese),
        "length": math.log1p(len(chinese)),
        "long": float(len(chinese) > LONG),
        "one-character": float(len(chinese) == 1),
    }


def _place(reading: Reading) -> Features:
    """What stands around the Chinese."""
    site, text = reading.site, reading.text
    near = text[slice(*_near(reading))]
    before, after = text[max(0, site.zh.start - 2) : site.zh.start], text[site.zh.end : site.zh.end + 2]
    word = reading.lexicon.word(reading.chinese)
    return {
        "gloss": 1.0,
        f"gloss:{reading.where}": 1.0,
        "code": float(site.opaque),
        "chinese-share": len(_HAN.findall(near)) / (len(near) + 1),
        "after-address": float(_after_address(reading)),
        "link-text": float(site.zh in reading.scene.surface.links),
        "glued": float(text[site.zh.start - 1 : site.zh.start].isalnum()),
        "url-marks": float(bool(_URLISH.search(before + after))),
        "file-name": float(bool(_FILE.match(text, site.zh.end))),
        "amount": float(bool(_AMOUNT.fullmatch(reading.chinese))),
        "part-of-run": float(
            len(site.run) > len(site.zh) + 2 and not _LISTING.issuperset(before[-1:] + after[:1])
        ),
        "wide-mark-beside": float(any(c in "，。！？；：" for c in before + after)),
        "starts-item": float(before.strip()[-1:] in _OPENERS),
        "starts-block": float(site.opens(reading.block)),
        "before-bracket": float(after.strip()[:1] in {"(", "[", "（"}),
        "after-word": float(before.strip()[-1:].isalnum()),
        "before-word": float(after.strip()[:1].isalnum()),
        "before-number": float(bool(_NUMBERED.match(text, site.zh.end))),
        "after-small-word": float(_small_before(reading)),
        "after-command": float(bool(_COMMAND.search(text, max(0, site.zh.start - 30), site.zh.start))),
        "credit": SAID * bool(_CREDIT.match(reading.chinese)),
        "introduced": float(bool(_INTRODUCED.search(text, max(0, site.zh.start - 30), site.zh.start))),
        "in-dictionary": float(word is not None),
        "saying": float(word is not None and "saying" in word.classes),
    } | _enclosed(reading)


def _after_address(reading: Reading) -> bool:
    """Whether the Chinese follows an address, of whose page it is the title."""
    start = reading.site.zh.start
    place = reading.scene.surface.address_before(start)
    return 0 <= place >= start - LEAD and not _WORDS.search(reading.text, place, start)


_WORDS = regex.compile(r"[^\W_]")


def _romanised_beside(reading: Reading) -> bool:
    """Whether the Chinese is spelled right beside it, in a text that is not about Japan or Korea."""
    zh = reading.site.zh
    return reading.setting.balance <= 0 and any(
        "spelled" in features and span and max(span.start - zh.end, zh.start - span.end) <= BESIDE
        for span, features in zip((c.span for c in reading.candidates), reading.head_features, strict=True)
    )


BESIDE = 3
"""So many characters, marks and blanks, can part the Chinese from its romanisation beside it."""

_NUMBERED = regex.compile(r"[ :：]{0,2}(?:[Nn]o\.? ?\d|[A-Z]{0,3}\d+(?:[-./]\d+)+)")
"""A number in parts behind the Chinese, which is the name of a file or a place in one (卷宗 61-2-38)."""
_COMMAND = regex.compile(
    r"(?:\b(?:[Cc]lick|[Pp]ress|[Tt]ap|[Ss]elect|[Cc]hoose|[Oo]pen|[Tt]ype|[Ee]nter|[Hh]it|[Bb]utton|[Mm]enu|[Tt]ab|[Pp]hoto|[Pp]ainter|[Pp]hotographer|[Ii]llustrat(?:or|ions?)|[Cc]redits?|[Ss]ource|[Tt]hanks to|[Ss]ee|[Bb]y)(?: on| the|:)?|[@©]|(?<![(（])#|[图圖文摄攝译譯影][/／:：])[\s:*`\"“'‘「>]*$"
)
"""What leads to a label of an interface, or to somebody's name as a credit."""


_CREDIT = regex.compile(
    "(?:摄影|攝影|摄|攝|图|圖|图文|圖文|文|绘|繪|绘图|繪圖|插图|插圖|作者|译者|譯者|翻译|翻譯|编辑|編輯|校对|校對|记者|記者|导演|導演|来源|來源|资料图|資料圖)[：:]"
)
"""What says in Chinese who made a picture or a text: 摄影：and a name."""
_INTRODUCED = regex.compile(
    r"\b(?:a\.?k\.?a|also (?:known as|called)|known(?: in Chinese)? as|called|i\.e|that is|in Chinese|Chinese(?: name)?|abbreviated(?: as| to)?|short for)\b[\s.,:*_`\"“'‘「]*$",
    regex.IGNORECASE,
)
"""What says that the Chinese is a name for something said before it."""


def _enclosed(reading: Reading) -> Features:
    """How the Chinese lies in its bracket or quotation."""
    site, text = reading.site, reading.text
    features: Features = {}
    if (quote := site.quote) and (quote.open, quote.close) == (site.zh.start - 1, site.zh.end):
        features["alone-in-quote"] = 1.0
    if bracket := site.bracket:
        features |= {
            "opens-bracket": float(bool(_OPENING_MARKS.fullmatch(text, bracket.open + 1, site.zh.start))),
            "bracket-after-word": float(text[max(0, bracket.open - 2) : bracket.open].strip()[-1:].isalnum()),
            "alone-in-bracket": float(
                bool(_TITLE_OPENS.fullmatch(text, bracket.open + 1, site.zh.start))
                and bool(_TITLE_SHUTS.fullmatch(text, site.zh.end, bracket.close))
            ),
        }
    return features


def _near(reading: Reading) -> tuple[int, int]:
    """From where to where the text goes that is near the site: no further back than its block's start."""
    zh = reading.site.zh
    return max(reading.block.start, zh.start - 200), zh.end + 200


def _eastern(reading: Reading) -> Features:
    """What the characters and the text say for Japanese or Korean, whatever the head."""
    setting, chinese = reading.setting, reading.chinese
    is_chinese = has_chinese_form(chinese, reading.lexicon.simplified)
    return {
        "eastern-near": SAID * (setting.places.balance(*_near(reading)) > 0 and not is_chinese),
        "eastern-text": SAID * (setting.balance > 0),
        "eastern-names": setting.others(reading.site.zh.start),
        "eastern-before": float(setting.names.get(reading.site.zh.start) == 1),
        "kana-or-hangul": float(setting.phonetic),
        "japanese-form": SAID * has_japanese_form(chinese),
    }


_TELLING = (
    "chinese-explained", "english-explained", "both-explained", "spelled", "fills-quote", "fills-emphasis", "fills-bracket", "defined",
    "western-name", "all-capitals", "no-capital", "verbs", "claimed", "jumps", "unexplained-words", "too-long", "too-short", "no-head",
    "left-article", "left-preposition", "left-of", "left-mark", "left-edge", "commas", "pronoun", "words", "crosses-quote", "own-item:listed", "own-item:behind", "own-item:said", "question-agrees",
)  # fmt: skip
"""Which features of the best candidate tell whether there is a gloss at all."""


def _best(reading: Reading, best: int, probability: float, nearness: Features) -> Features:
    candidate, features = reading.candidates[best], reading.head_features[best]
    told: Features = {f"best-{name}": features[name] for name in _TELLING if name in features}
    told[f"best-{candidate.place}:{reading.where}"] = 1.0
    told["best-probability"] = probability
    told["titled"] = float(reading.in_title_marks)
    told["title-answered"] = float(
        reading.in_title_marks and candidate.place == "after" and "fills-bracket" in features
    )
    if nearness:
        told["rivals"] = 1.0
        told["best-near"] = nearness.get("near", 0.0)
        told["best-near-literal"] = nearness.get("near-literal", 0.0)
    start = candidate.span.start if candidate.span else reading.site.zh.start
    told["said-eastern"] = SAID * bool(_SAID_EASTERN.search(reading.text, max(0, start - 40), start))
    chinese = has_chinese_form(reading.chinese, reading.lexicon.simplified)  # as in Sakata Eio (坂田荣男)
    if candidate.span is not None and "spelled" not in features and not chinese:
        told |= _read_elsewhere(reading, candidate)
    if len(reading.chinese) > NAME:
        told["long-explained"] = features.get("both-explained", 0.0)
        told["long-clause"] = features.get("verbs", 0.0) + features.get("pronoun", 0.0)
    if _COLON.search(reading.chinese) and "colons-agree" not in features:
        told["colon-unanswered"] = SAID
    if candidate.span and _LANGUAGE.fullmatch(reading.chinese) and not features.get("chinese-explained"):
        told["language-unanswered"] = SAID
    return told


_LANGUAGE = regex.compile(
    "(?:[汉漢英日法德俄韩韓藏蒙满滿梵越泰粤粵吴吳闽閩客台臺国國湘赣贛晋晉外]|闽南|閩南|西班牙|葡萄牙|阿拉伯|拉丁|朝鲜|朝鮮|维吾尔|維吾爾)[语語]"
    "|(?:[中英日法德俄韩韓藏蒙满滿维維梵越泰外]|拉丁)文|(?:普通|官|广东|廣東|上海|客家|福州|潮州|台山|臺山|四川|北京|东北|東北)[话話]"
    "|(?:文言|白话|白話)文?"
)
"""The name of a language: beside English that names none, it says which one is spoken, or was translated."""
_COLON = regex.compile("[：:]")
_SAID_EASTERN = regex.compile(
    r"\b(?:Japanese|Korean|Vietnamese|kanji|hanja)\b(?:[\s*_“\"'‘(:,]+[\w’'-]+){0,2}[\s*_“\"'‘(:,]*$"
)
"""What says outright that what stands behind it is of another language: the Japanese kanbu (幹部)."""


def _read_elsewhere(reading: Reading, candidate: Candidate) -> Features:
    """What the head says for a Japanese or Korean reading of the characters, and whether the text agrees."""
    words = [w for w in reading.scene.words.items[candidate.first : candidate.last] if w.is_content]
    told: Features = {"romaji": 1.0} if _sounds_japanese(words) else {}
    names = [word.text for word in words]
    japanese, korean = spelled_japanese(names, reading.chinese), spelled_korean(names, reading.chinese)
    share = max(japanese, korean) - _share(reading, candidate, "pinyin")
    if share <= 0:
        return told
    setting = reading.setting
    return told | {
        "spelled-japanese" if japanese >= korean else "spelled-korean": share,
        "spelled-elsewhere-wholly": float(share == 1.0),
        "spelled-elsewhere-but-translated": float(share < 1.0 <= share + _share(reading, candidate, "word")),
        "spelled-elsewhere-setting": share * (setting.balance + setting.others(reading.site.zh.start)),
    }


def _share(reading: Reading, candidate: Candidate, channel: str) -> float:
    """The share of the characters that words of a candidate explain by one channel: `pinyin`, or `word`, a translation."""
    mask = 0
    for index in range(candidate.first, candidate.last):
        match = reading.match(index)
        if match.channel == channel:
            mask |= match.mask
    return mask.bit_count() / reading.evidence.characters


def _sounds_japanese(words: Sequence[Word]) -> bool:
    """Whether every one of some capitalised words is made of Japanese syllables (Kawabata Yasunari)."""
    return bool(words) and all(w.capital and _ROMAJI.fullmatch(w.text.replace("-", "")) for w in words)


def _small_before(reading: Reading) -> bool:
    """Whether an article, preposition or verb leads into the Chinese, which then is the only name given."""
    word = neighbour(reading, reading.scene.words.before(reading.site.zh.start) - 1)
    return word is not None and category(word, reading.lexicon) in {
        "article",
        "preposition",
        "of",
        "verb",
        "auxiliary",
        "conjunction",
    }
