"""Where a romanisation stands beside the Chinese: whether it, or a translation, is the head.

A translation is, wherever it stands: *li* 理 (“pattern”); a romanisation is where there is no other English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from annotate.gloss.kind_facts import NOUNS, SURNAMES, singular

if TYPE_CHECKING:
    from annotate.gloss.candidates import Candidate
    from annotate.gloss.features import Features, Reading
    from annotate.gloss.lexicon import Lexicon
    from annotate.gloss.words import Word
    from annotate.model import Span

UNRIVALLED = 0.5
"""How well another span must explain the Chinese, and be explained by it, to be a translation beside the pinyin."""
MAX_PERSON = 4
"""No Chinese person's name has more characters."""
_GOES_ON = regex.compile(r"[\s*_]*[;,:–—-][\s\"“'‘*_]*\p{Ll}")
"""What follows a romanisation behind which its translation may stand: (shuangqiang; rush harvest)."""
_BETWEEN = r"[\s)\]）;,:.–—\-“”\"'‘’(\[*_（=]"
_MARKS = regex.compile(rf"{_BETWEEN}*+")
_TELLING = regex.compile(rf"(?:{_BETWEEN}|\b(?:meaning|means|which means|literally|lit|i\.e|that is|or)\b)*+")
"""What may part Chinese, or its romanisation, from its meaning."""


def add_spelled(reading: Reading, heads: Sequence[Features]) -> None:
    """Add to the features of the candidates, `heads`, what each has to do with a romanisation of the Chinese."""
    spelled = [i for i, features in enumerate(heads) if "spelled" in features]
    if not spelled:
        return
    spans = [span for i in spelled if (span := reading.candidates[i].span)]
    for candidate, features in zip(reading.candidates, heads, strict=True):
        if candidate.span and "spelled" not in features and (name := _swallowed(reading, candidate, spans)):
            features[name] = 1.0
    meanings = dict(_meanings(reading, heads, spans))
    for index, name in meanings.items():
        heads[index] |= {"meant": 1.0, name: 1.0, "meant-explained": heads[index]["both-explained"]}
    outside = any(not _inside(reading, reading.candidates[i]) for i in spelled)
    against, rivals = _against(heads, meanings), _rivals(heads)
    for i in spelled:
        candidate = reading.candidates[i]
        if heads[i]["spelled-lower"]:
            heads[i] |= rivals
            heads[i]["spelled-outside" if candidate.place == "outside" else "spelled-elsewhere"] = 1.0
        if outside and _inside(reading, candidate):
            heads[i]["spelled-outside-too"] = 1.0
        if candidate.span and _GOES_ON.match(reading.text, candidate.span.end):
            heads[i]["spelled-then-more"] = 1.0
        heads[i] |= against


def _swallowed(reading: Reading, candidate: Candidate, spelled: Sequence[Span]) -> str:
    """How a candidate that is no romanisation holds one: `swallows-spelling`, `given-name`, `holds-spelling`; or not."""
    span = candidate.span
    if span is None or not any(span.covers(s) for s in spelled):
        return ""
    if not any(span.covers(s) and span.end == s.end for s in spelled):
        return "holds-spelling"
    return "given-name" if _given_name(reading, candidate, spelled) else "swallows-spelling"


def _rivals(heads: Sequence[Features]) -> Features:
    """How well anything else could be the head in place of a romanisation."""
    others = [head for head in heads if "both-explained" in head and "spelled" not in head]
    best = max((head["both-explained"] for head in others), default=0.0)
    return {
        "spelled-against-translation": best,
        "spelled-unrivalled": float(best < UNRIVALLED),
        "spelled-against-quote": float(any("fills-quote" in head for head in others)),
    }


def _meanings(
    reading: Reading, heads: Sequence[Features], spelled: Sequence[Span]
) -> Iterator[tuple[int, str]]:
    """The candidates that marks, or words that say so, part from the Chinese before them or from its romanisation there."""
    text, end = reading.text, reading.site.zh.end
    near = _end(_MARKS, text, end)
    starts = [end, *(span.end for span in spelled if span.start == near)]
    marked = {stop for start in starts if text[start : (stop := _end(_MARKS, text, start))].strip()}
    told = {_end(_TELLING, text, start) for start in starts} - {_end(_MARKS, text, start) for start in starts}
    for index, (candidate, features) in enumerate(zip(reading.candidates, heads, strict=True)):
        if candidate.span and candidate.place in _BEHIND and "spelled" not in features:
            if candidate.span.start in marked:
                yield index, "meant-marked"
            elif candidate.span.start in told:
                yield index, "meant-told"


_BEHIND = frozenset({"after", "told"})


def _end(pattern: regex.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start, start + MAX_GAP)
    return match.end() if match else start


MAX_GAP = 40
"""How many characters, marks and words that lead to it, may stand between the Chinese and its meaning."""


def _against(heads: Sequence[Features], meanings: dict[int, str]) -> Features:
    """What speaks against each romanisation where a meaning may stand behind the Chinese."""
    if not meanings:
        return {}
    marked = any("fills-quote" in heads[i] or "fills-bracket" in heads[i] for i in meanings)
    return {
        "spelled-against-meaning": max(heads[i]["both-explained"] for i in meanings),
        "spelled-against-marked": float(marked),
    }


def _given_name(reading: Reading, candidate: Candidate, spelled: Sequence[Span]) -> bool:
    """Whether nothing but a name that is no Chinese one stands before the spelling (James Lau Chi-ming 劉志明)."""
    if len(reading.chinese) > MAX_PERSON or reading.chinese[0] not in SURNAMES:
        return False
    words = reading.scene.words.items[candidate.first : candidate.last]
    start = min(s.start for s in spelled if s.end == words[-1].end)
    before = [word for word in words if word.end <= start]
    return len(before) == 1 and _is_given(before[0], reading.lexicon)


def _is_given(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word may be a given name: capitalised, neither an acronym nor a word that the dictionary writes small."""
    return (
        word.capital
        and not word.text[1:].isupper()
        and not word.possessive
        and word.lower not in lexicon.common
        and singular(word.lower.rpartition("-")[2]) not in NOUNS["person"]
    )


def _inside(reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate stands in the bracket of the gloss."""
    bracket, span = reading.site.bracket, candidate.span
    return bracket is not None and span is not None and bracket.open < span.start < bracket.close
