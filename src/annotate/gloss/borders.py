"""Where a candidate begins and ends: the words beside it and at its edges, quotations, brackets, emphasis."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from annotate.gloss.fields import opens_field
from annotate.gloss.kind_facts import NOUNS, singular
from annotate.gloss.numerals import CURRENCIES
from annotate.gloss.surface import MAX_STRETCH
from annotate.gloss.words import ARTICLES, AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, Word
from annotate.model import Span

if TYPE_CHECKING:
    from annotate.gloss.candidates import Candidate
    from annotate.gloss.features import Features, Reading
    from annotate.gloss.lexicon import Lexicon
    from annotate.gloss.scene import Scene

LABELS = frozenset(
    "see cf aka alias also literally lit by called known dubbed termed styled nicknamed meaning named term word phrase expression character characters saying concept"
    " title entitled titled title-page translated translation translate source note notes editor author via as like".split()
)
"""Words that lead up to a head without being part of it."""
QUANTIFIERS = frozenset(
    "either both namely usually often just only even simply so-called other many several various certain one two three few more most own new famous first last next same such entire whole".split()
)
"""Words that count or pick out what a phrase names and are seldom part of the term."""
PRONOUNS = frozenset(
    "i we he she they it you me us him them who i'm i’m we're we’re they're they’re you're you’re".split()
)
"""Behind these stands a verb, which may be the head (you blanch (焯) the greens), or a name (I'm Ferdinand, he's Karl)."""
NUMBERS = frozenset(
    "all four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds"
    " thousand thousands million millions dozen dozens".split()
)
"""Left of a span they count it: forty petitioners (访民)."""
UNITS = frozenset("g kg mg ml l dl oz lb lbs tsp tbsp cm mm km".split())
"""Units of measure: left of a span they end an amount (1 tbsp black beans 豆豉)."""
_AMOUNT = regex.compile(
    r"(?:number|one|some|kind|kinds|sort|type|types|lot|series|group|set|pair|form|piece|member|part|head) of\b",
    regex.IGNORECASE,
)


def category(word: Word | None, lexicon: Lexicon) -> str:
    """What stands beside a span: it tells whether a name or phrase may begin or end there."""
    return "edge" if word is None else _category_of(word.traits, lexicon)


_SMALL_WORDS = {
    **dict.fromkeys(AUXILIARIES, "auxiliary"),
    **dict.fromkeys(CONJUNCTIONS, "conjunction"),
    **dict.fromkeys(PREPOSITIONS, "preposition"),
    "of": "of",
    **dict.fromkeys(DETERMINERS, "article"),
}


@lru_cache(maxsize=65536)
def _category_of(traits: tuple[str | bool, ...], lexicon: Lexicon) -> str:
    form = Word._make((0, 0, *traits))
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
    kind = category(word, reading.lexicon)
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


_SMALL = frozenset({"auxiliary", "conjunction", "preposition", "of", "article"})


def neighbour(reading: Reading, index: int) -> Word | None:
    """The word at `index` if it stands in the block of the site."""
    return reading.scene.words.items[index] if index in reading.block_words else None


def edge_features(reading: Reading, candidate: Candidate, first: Word, last: Word) -> Features:
    """What the words beside the span and at its edges are, and whether it cuts a name or a phrase."""
    left = neighbour(reading, candidate.first - 1)
    right = neighbour(reading, candidate.last)
    left_kind = _leading(left, name=first.capital) or _kind_at(reading, candidate.first - 1, left)
    right_kind = category(right, reading.lexicon)
    features: Features = {f"left-{left_kind}": 1.0, f"right-{right_kind}": 1.0}
    if named := first.capital and candidate.first not in reading.scene.initials:
        features["first-capital"] = 1.0
    if cut := _cut_left(reading, candidate.first, left_kind, named=named):
        features[cut] = 1.0
        if reading.in_title_marks:
            features["cuts-title"] = 1.0
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
    features[f"last-{category(last, reading.lexicon)}"] = 1.0
    return features


_CUT_NAME = {"capital": "cuts-name-left", "possessive": "cuts-possessive", "initial": "cuts-initial"}


def _cut_left(reading: Reading, first: int, left: str, *, named: bool) -> str:
    """How a span that begins at the word `first`, behind a word of the kind `left`, cuts a name or a phrase."""
    if reading.scene.words.items[first].text[0] in CURRENCIES:
        return ""  # an amount is whole: they fined him ¥500 (五百元)
    if not named:
        return "cuts-phrase-left" if left in {"word", "capital"} else ""
    if left in _CUT_NAME:
        return _CUT_NAME[left]
    goes_on = _name_goes_on(reading, first - 1)
    if goes_on and _after_of(reading, first):
        return f"cuts-{goes_on}-of"
    return "cuts-name-within" if goes_on == "name" else ""


def _leading(word: Word | None, *, name: bool) -> str:
    """What leads up to a name or phrase and is no part of it: `title`, `label`, `pronoun`, `quantifier`; or nothing."""
    if word is None:
        return ""
    if word.possessive:
        return "pronoun" if word.lower in PRONOUNS else ""
    if name and singular(word.lower.rpartition("-")[2]) in NOUNS["person"]:
        return "title"
    if word.lower in LABELS:
        return "label"
    if word.lower in PRONOUNS:
        return "pronoun"
    return "quantifier" if word.lower in _COUNTING or word.text in UNITS else ""


_COUNTING = QUANTIFIERS | NUMBERS


_LINKS = frozenset(
    {"of", "the", "for", "to", "in", "and", "&", "on", "de", "with", "a", "by", "per", "at", "from"}
)


def _after_of(reading: Reading, first: int) -> bool:
    """Whether “of” or “of the” stands before the word at `first`."""
    before = [word.lower for word in (neighbour(reading, first - 2), neighbour(reading, first - 1)) if word]
    return before[-1:] == ["of"] or before == ["of", "the"]


def _name_goes_on(reading: Reading, index: int) -> str:
    """What stands left of `index` past small words: a `name` (Need *for* Speed), or an `initial`, or neither.

    The capital of an initial word may only open a sentence: Records of the Grand Historian.
    """
    for _ in range(3):
        word = neighbour(reading, index)
        if word is None or word.lower not in _LINKS:
            capital = word is not None and word.capital and word.is_word and word.lower not in _COUNTING
            return "" if not capital else "initial" if index in reading.scene.initials else "name"
        index -= 1
    return ""


def mark_features(reading: Reading, candidate: Candidate, span: Span) -> Features:
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
        if quote.close == closer or (touches and quote.close == _gloss_closer(reading)):
            features["fills-quote"] = 1.0
        elif touches and reading.site.quote == quote:
            features["shares-quote"] = 1.0
    elif closer in scene.quote_closes:
        features["closes-quote"] = 1.0
    if scene.surface.emphasis:
        features |= _emphasis(reading, span, touches=touches)
    if touches and opens_field(reading.text, span.start):
        features["opens-field"] = 1.0
    bracket = scene.opens.get(opener)
    if bracket is not None and bracket.close <= closer:
        features["fills-bracket"] = 1.0
    if scene.quote_opens and _crosses_quote(scene, candidate, span):
        features["crosses-quote"] = 1.0
    return features


def _crosses_quote(scene: Scene, candidate: Candidate, span: Span) -> bool:
    for word in scene.words.items[candidate.first : candidate.last]:
        if not word.is_word:
            opened, closed = scene.quote_opens.get(word.start), scene.quote_closes.get(word.start)
            if (opened and opened.close >= span.end) or (closed and closed.open < span.start):
                return True
    return False


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
    before = neighbour(reading, candidate.first - 1)
    if before is not None and before.lower in ARTICLES:
        first = before
    return first.start - 1


def _closer(text: str, position: int) -> int:
    """The offset of the mark that closes a quotation ending at `position`, past its end punctuation."""
    limit = min(len(text), position + MAX_END_MARKS)
    while position < limit and text[position] in ",.;:!? ":
        position += 1
    return position


def _gloss_closer(reading: Reading) -> int:
    """The offset of the mark that closes a quotation right behind the gloss: “mental efficacy 心理效能”."""
    bracket = reading.site.bracket
    return _closer(reading.text, bracket.close + 1 if bracket else reading.site.zh.end)


MAX_END_MARKS = 20
"""How much end punctuation may stand between a head and its closing quotation mark."""
