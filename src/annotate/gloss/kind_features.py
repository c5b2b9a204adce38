"""What tells the type of a gloss, from both languages, as named numbers: see `kinds`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import regex

from annotate.gloss.candidates import MAX_NOUNS, Candidate
from annotate.gloss.features import Features, Reading
from annotate.gloss.kind_facts import ENDINGS, ENGLISH, NOUNS, SCENES_OF, SURNAMES, TRANSCRIBING, singular
from annotate.gloss.lexicon import Lexicon
from annotate.gloss.words import ARTICLES, Word
from annotate.model import Span

_ROLES = regex.compile(
    r"\b(?:by|author|scholar|professor|lawyer|activist|writer|poet|artist|director|journalist|historian|philosopher|economist|sociologist|emperor|general|monk|singer|"
    r"actor|actress|minister|president|secretary|chairman|premier|mayor|entrepreneur|founder|editor|translator|novelist|painter|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|"
    r"(?:personal|given|courtesy|milk|pen|art|temple|posthumous|birth|stage) name|named|artist|intellectual|blogger|dissident|leader|master|patriarch|disciple|son|daughter|wife|husband|brother|sister|father|mother)\W{0,3}$",
    regex.IGNORECASE,
)
PERSON = 3
"""A Chinese person's name has at most three characters, compound surnames aside."""
_INTERPUNCT = regex.compile(r"\p{Han}[·•・‧]\p{Han}")
_NEGATION = regex.compile("[不无無莫勿别別]")
_PARTICLE = regex.compile("[为為以让讓要则則非而之把被给給向从從到就才也都必请請]")
_NUMERAL = regex.compile("[一二两兩三四五六七八九十百千万萬]")
_YEAR = regex.compile(r"\d{3,4}(?:\s*[-–—]\s*\d{2,4}|\s*$|\s*(?:BC|CE|AD))")
_LIFE = regex.compile(r"\d{3,4}\s*[-–—]+\s*(?:\d{2,4}|\s*$)|\bborn\b|\b[br]\. ?\d")
_LITERAL = regex.compile(r"\blit(?:erally\b|\.)|\bmean(?:s|ing)\b")
_DEFINED = regex.compile(
    r"[\W_]*(?:(?:which|who|it|this|he|she)\s)?(?:is|was|are|were|means|became|refers to|,|as)\s+(?:(?:also|now|then|still|once|one of)\s+)*"
    r"(?:an?|the|another|his|her|their|its)\s+([^.;,()]{1,80})",
    regex.IGNORECASE,
)
"""What a name is said to be after it: “is a popular singer”, “, the county seat”."""
_MODIFIER_END = frozenset(
    "of in for to that which who by from with where at on and or as between used made".split()
)
_PLACING = frozenset("in at near to from into through across around outside inside toward towards".split())
_CLAUSE = frozenset(
    "not no never without must should let do is are may who if than your my our their his before".split()
)
"""Words of a clause: a formula or a proverb has them, a term seldom."""
_MINOR = frozenset("the of a and in".split())
SHORT_WORD = 4
"""An English word of so few letters is no gerund (king, ring)."""


def kind_features(reading: Reading, candidate: Candidate | None) -> Features:
    """What tells the type of the site when `candidate` is its head."""
    headed = candidate is not None and candidate.span is not None
    features = _form(reading.chinese) | _shape(reading.chinese) | _listed(reading) | _alike(reading)
    span = candidate.span if candidate and candidate.span else reading.site.zh
    features |= (
        _beside(reading) | _scene(reading) | _before(reading, span) | _after(reading, span) | _inside(reading)
    )
    features |= _head_kind(reading, candidate, candidate.span) if candidate and candidate.span else {}
    return features if headed else features | {"no-head": 1.0}


def _form(chinese: str) -> Features:
    """What the characters themselves tell: length, ending, surname, marks inside."""
    features: Features = {
        "bias": 1.0,
        "length": math.log1p(len(chinese)),
        f"length-{min(len(chinese), 9)}": 1.0,
    }
    endings = [name for name, some in ENDINGS.items() if len(chinese) > 1 and chinese.endswith(some)]
    features |= {f"zh-{name}": 1.0 for name in endings}
    if len(chinese) > PERSON:
        features |= {f"zh-long-{name}": 1.0 for name in endings}
    if chinese[0] in SURNAMES and 1 < len(chinese) <= PERSON:
        features["surname"] = 1.0
    if _INTERPUNCT.search(chinese):
        features["interpunct"] = 1.0
    if any(mark in chinese for mark in "，,：！？；"):
        features["inner-mark"] = 1.0
    return features


def _shape(chinese: str) -> Features:
    """How the characters are put together: as in a transcription, a formula, a numbered slogan."""
    size = len(chinese)
    transcribing = sum(character in TRANSCRIBING for character in chinese) / size
    numerals = len(_NUMERAL.findall(chinese))
    told = {
        "transcribing": transcribing if size > 1 else 0.0,
        f"transcribed-{min(size, 5)}": float(size > 1 and transcribing == 1),
        "negation": float(size >= PERSON and bool(_NEGATION.search(chinese))),
        "particle": float(size >= PERSON and bool(_PARTICLE.search(chinese[:-1]))),
        "repetition": float(size > PERSON and len(set(chinese)) < size),
        "numeral-first": float(size >= PERSON and bool(_NUMERAL.match(chinese))),
        "numerals": float(size >= PERSON and numerals > 1),
    }
    return {name: value for name, value in told.items() if value}


def _listed(reading: Reading) -> Features:
    """What the dictionary says of the whole."""
    word = reading.lexicon.word(reading.chinese)
    if word is None:
        return {}
    kind = "listed-name" if word.is_name else "listed-verb" if word.is_verb else "listed-word"
    manner = "name" if word.is_name else "word"
    return {kind: 1.0} | {f"defined-{manner}-{name}": 1.0 for name in word.classes}


def _alike(reading: Reading) -> Features:
    """What words that begin or end like this one are: names, idioms, verbs."""
    if len(reading.chinese) == 1:
        return {}
    return {f"alike-{name}": share for name, share in reading.lexicon.flags(reading.chinese).items()}


def _beside(reading: Reading) -> Features:
    """How the site stands: in a bracket, a quotation, title marks."""
    zh, text = reading.site.zh, reading.text
    features: Features = {f"where-{reading.where}": 1.0}
    around = text[max(0, zh.start - 1) : zh.start] + text[zh.end : zh.end + 1]
    if any(mark in around for mark in "《》〈〉『』"):
        features["title-marks"] = 1.0
    return features


def _scene(reading: Reading) -> Features:
    """Which words of a scene (works, firms, food …) stand before the site or around it."""
    zh, block = reading.site.zh, reading.block
    before = _scenes(reading, max(block.start, zh.start - 60), zh.start)
    around = _scenes(reading, max(block.start, zh.start - 250), min(block.end, zh.end + 150))
    return {f"before-{name}": 1.0 for name in before} | {f"near-{name}": 1.0 for name in around - before}


def _scenes(reading: Reading, start: int, end: int) -> set[str]:
    """The scenes that the words between two places belong to."""
    words = reading.scene.words
    near = words.items[words.after(start) : words.before(end)]
    return {name for word in near for name in SCENES_OF.get(word.lower, ())}


def _naming(words: Iterable[Word], prefix: str) -> Features:
    """The facts of `NOUNS` that any of `words` agrees with."""
    return {f"{prefix}-{name}": 1.0 for word in words for name in _nouns(word.lower)}


def _nouns(word: str) -> Iterator[str]:
    """The names in `NOUNS` of the lists that have `word`, as it stands or in the singular."""
    single = singular(word)
    return (name for name, nouns in NOUNS.items() if word in nouns or single in nouns)


def _before(reading: Reading, span: Span) -> Features:
    """The words that lead up to the head: an article, a preposition, a noun that names its class."""
    words = reading.scene.words
    last = words.before(span.start)
    first = max(words.after(reading.block.start), last - 6)
    near = [word for word in words.items[first:last] if not word.han]
    if not near:
        return {"opens-block": 1.0}
    named = [word for word in near if word.is_word][-3:]
    features = _naming(named[-1:], "next-before") | _naming(named[:-1], "soon-before")
    if near[-1].lower in ARTICLES:
        features["article-before"] = 1.0
    if near[-1].lower in _PLACING:
        features["placed-before"] = 1.0
    return features


def _after(reading: Reading, span: Span) -> Features:
    """What follows the gloss: nouns, a possessive, “is a …”."""
    site = reading.site
    end = max(span.end, site.bracket.close + 1 if site.bracket else site.zh.end)
    words = reading.scene.words
    first = words.after(end)
    near = [
        w for w in words.items[first : first + 5] if w.start < reading.block.end and w.text not in _CLOSING
    ]
    features: Features = {} if near else {"closes-block": 1.0}
    for index, word in enumerate([word for word in near[:3] if word.is_word][:2]):
        features |= _naming([word], f"after-{index}")
    if reading.text[end : end + 2] in {"'s", "’s"}:
        features["possessive-after"] = 1.0
    return features | _definition(reading.text[end : min(reading.block.end, end + 130)])


_CLOSING = frozenset('"”’*_)]）》')


def _definition(after: str) -> Features:
    """The head noun of “is a …” and its like at the start of `after`."""
    match = _DEFINED.match(after)
    if not match:
        return {}
    noun = ""
    for word in match[1].lower().split():
        if word in _MODIFIER_END:
            break
        noun = word
    return {f"said-{name}": 1.0 for name in _nouns(noun)}


def _inside(reading: Reading) -> Features:
    """What else stands in the bracket: years, a life, a literal rendering, a noun."""
    bracket = reading.site.bracket
    if bracket is None:
        return {}
    rest = reading.text[bracket.open + 1 : bracket.close].replace(reading.chinese, " ")
    words = reading.scene.words
    within = words.items[words.after(bracket.open) : words.before(bracket.close)]
    patterns = {"year-inside": _YEAR, "life-inside": _LIFE, "literal-inside": _LITERAL}
    features = {name: 1.0 for name, pattern in patterns.items() if pattern.search(rest)}
    return features | _naming((word for word in within if word.is_word), "inside")


def _head_kind(reading: Reading, candidate: Candidate, span: Span) -> Features:
    """What the head tells: its words, its capitals, what stands before it, how it is spelled."""
    words = [word for word in reading.scene.words.items[candidate.first : candidate.last] if word.is_word]
    marks = reading.head_features[reading.candidates.index(candidate)]
    features = {name: marks[name] for name in _SHARED if name in marks}
    features[f"words-{min(len(words), 6)}"] = 1.0
    if span.end <= reading.site.zh.start:
        features["head-first"] = 1.0
    if _ROLES.search(reading.text[max(0, span.start - 25) : span.start]):
        features["role-before"] = 1.0
    if _DOMAIN.search(span.of(reading.text)):
        features["domain"] = 1.0
    features |= _classes(words) | _capitals(words, marks, reading.chinese) | _sound(reading, words, span)
    features |= _between(reading, candidate)
    return features | _commonness(words, reading.lexicon) | _syntax(words, reading.lexicon)


_DOMAIN = regex.compile(r"\w\.(?:com|cn|net|org|io|tv)\b", regex.IGNORECASE)
"""The end of an address, which firms and platforms have in their names: JD.com."""


def _between(reading: Reading, candidate: Candidate) -> Features:
    """The nouns between the head and its gloss: Shu Cheng magazine (书城)."""
    bracket, words = reading.site.bracket, reading.scene.words
    edge = words.before(min(reading.site.zh.start, bracket.open if bracket else reading.site.zh.start))
    between = [word for word in words.items[candidate.last : edge] if word.is_word]
    return _naming(between, "between") if len(between) <= MAX_NOUNS else {}


def _classes(words: Sequence[Word]) -> Features:
    """The facts of `ENGLISH` and `NOUNS` that the last word, or another, agrees with."""
    singulars = [singular(word.lower) for word in words]
    last = {name for name, facts in ENGLISH.items() if singulars and singulars[-1] in facts}
    other = {name for name, facts in ENGLISH.items() if name not in last and facts.intersection(singulars)}
    features = {f"en-{name}": 1.0 for name in last} | {f"en-has-{name}": 1.0 for name in other}
    return features | _naming(words[-1:], "noun") | _naming(words[:-1], "noun-has")


def _capitals(words: Sequence[Word], marks: Features, chinese: str) -> Features:
    features: Features = {}
    for capital, conjunct in (("all-capitals", "capital"), ("no-capital", "lower")):
        if capital in marks:
            features[f"{conjunct}-{min(len(chinese), 6)}"] = 1.0
            features[f"{conjunct}-words-{min(len(words), 4)}"] = 1.0
    if "no-capital" in marks and words and words[0].lower.endswith("ing"):
        features["verb-head"] = 1.0
    return features


def _commonness(words: Sequence[Word], lexicon: Lexicon) -> Features:
    """Whether the words with a capital are otherwise common (a title has such), or none is (a name)."""
    capital = [word.lower in lexicon.common for word in words if word.capital and word.lower not in _MINOR]
    lower = [word.lower in lexicon.common for word in words if not word.capital]
    features: Features = {"lower-common": sum(lower) / len(lower)} if lower else {}
    if capital:
        share = "all" if all(capital) else "some" if any(capital) else "none"
        features |= {f"common-{share}": 1.0, f"common-{share}-{min(len(capital), 3)}": 1.0}
    return features


def _syntax(words: Sequence[Word], lexicon: Lexicon) -> Features:
    """Whether the head reads like a clause or a verb with its object."""
    if len(words) < 2:  # noqa: PLR2004 - a lone word has no syntax
        return {}
    first, all_words = words[0], [word.lower for word in words]
    told = {
        "infinitive": first.lower == "to",
        "gerund": first.lower.endswith("ing") and len(first.lower) > SHORT_WORD,
        "clause": not _CLAUSE.isdisjoint(all_words),
        "imperative": first.stem in lexicon.verbs and first.lower in lexicon.common,
        "coordinated": len(words) > PERSON and "and" in all_words,
        "inner-article": not ARTICLES.isdisjoint(all_words[1:]),
    }
    return {name: 1.0 for name, holds in told.items() if holds}


def _sound(reading: Reading, words: Sequence[Word], span: Span) -> Features:
    """Whether the head spells the Chinese, or sounds like it."""
    channels = [reading.evidence.match(word).channel for word in words]
    surname = reading.chinese[0] in SURNAMES
    spells = reading.evidence.spells(span.of(reading.text))
    told = {
        "spelled-name": surname and bool(words) and words[0].capital and spells,
        "sounded": "sound" in channels,
        "all-pinyin": bool(words) and set(channels) == {"pinyin"},
    }
    return {name: 1.0 for name, holds in told.items() if holds}


_SHARED = (
    "fills-quote",
    "fills-emphasis",
    "all-capitals",
    "no-capital",
    "mixed-capitals",
    "spelled",
    "western-name",
    "verbs",
    "of",
    "and",
    "acronym:outside",
)
