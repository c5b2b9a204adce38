"""Each candidate as a handful of named numbers; what they weigh is learned (`weights.json`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from annotate.gloss.borders import edge_features, mark_features
from annotate.gloss.candidates import Candidate
from annotate.gloss.coverage import Coverage, coverage_features, covered
from annotate.gloss.evidence import NOTHING, Evidence, Match
from annotate.gloss.fields import Field
from annotate.gloss.find import Site
from annotate.gloss.lexicon import Lexicon
from annotate.gloss.lists import Answers, answers
from annotate.gloss.parts_of_speech import syntax_features
from annotate.gloss.scene import Scene
from annotate.gloss.sinosphere import Setting
from annotate.gloss.spelled import add_spelled
from annotate.gloss.verbs import verb_features
from annotate.gloss.words import AUXILIARIES, PREPOSITIONS, Word
from annotate.model import Span

Features = dict[str, float]


@dataclass(frozen=True)
class Reading:
    """One site with its evidence and candidates, ready to be scored."""

    scene: Scene
    site: Site
    evidence: Evidence
    lexicon: Lexicon
    candidates: tuple[Candidate, ...]
    setting: Setting
    record: tuple[Field, ...]
    """The other fields of the record that the site stands in."""

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
    def answers(self) -> Answers:
        """The items that answer to the glosses of the list that the site stands in."""
        return answers(self.scene, self.site, self.evidence, self.block)

    @cached_property
    def parted(self) -> bool:
        """Whether the glosses of the bracket stand in a list (甲、乙; 甲 and 乙; 《甲》《乙》), and not as forms of one."""
        bracket, items = self.site.bracket, self.answers.items
        if bracket is None:
            return False
        slashes = bool(items) and "/" in self.text[items[0].end : items[1].start]
        parts = _PARTED_ALIKE if slashes else _PARTS
        return parts.search(self.text, bracket.open, bracket.close) is not None

    @cached_property
    def in_title_marks(self) -> bool:
        """Whether the Chinese stands in the marks of a title."""
        return self.chinese[0] in "《〈" or self.text[self.site.zh.start - 1 : self.site.zh.start] in {
            "《",
            "〈",
        }

    @cached_property
    def block_words(self) -> range:
        """The indices of the words of that block."""
        return self._words_of(self.block)

    @cached_property
    def _fields(self) -> tuple[range, ...]:
        """The indices of the words of each other field of the record."""
        return tuple(self._words_of(field.span) for field in self.record)

    def _words_of(self, span: Span) -> range:
        words = self.scene.words
        return range(words.after(span.start), words.before(span.end))

    @cached_property
    def listed(self) -> int:
        """How many commas the Chinese has."""
        return len(_LISTED.findall(self.chinese))

    @cached_property
    def speech(self) -> str:
        """Whether the dictionary has the whole Chinese as a `verb`, as another `word`, or not: `unlisted`."""
        word = self.lexicon.word(self.chinese)
        return "unlisted" if word is None else "verb" if word.is_verb else "word"

    def match(self, index: int) -> Match:
        """The evidence of the word at `index`; none when it stands in another block and no field of the record."""
        if index in self.block_words or any(index in field for field in self._fields):
            return self.evidence.match(self.scene.words.items[index])
        return NOTHING

    @cached_property
    def head_features(self) -> tuple[Features, ...]:
        """The features of each candidate, in order."""
        heads = [
            _head(self, c, c.span, covered) if c.span and covered else self._no_head
            for c, covered in zip(self.candidates, self.coverages, strict=True)
        ]
        add_spelled(self, heads)
        return tuple(heads)

    def nearness(self, candidates: Sequence[int]) -> dict[int, Features]:
        """How near in meaning each of `candidates`, by index, is to the Chinese: features beside the others.

        Where the English is not in the text, nothing there is near.
        """
        spans = {i: span for i in candidates if (span := self.candidates[i].span)}
        told = self.evidence.nearness(span.of(self.text) for span in spans.values()) if spans else ()
        near = dict(zip(spans, map(_near, told), strict=True))
        nothing: Features = {"near-no-head": max((whole for whole, _ in told), default=0.0)}
        return {i: near.get(i, nothing) for i in candidates}

    @cached_property
    def known(self) -> float:
        """How much of the Chinese the evidence can explain at all, by the best candidate."""
        return max((covered.share for covered in self.coverages if covered), default=0.0)

    @cached_property
    def coverages(self) -> tuple[Coverage | None, ...]:
        """What the words of each candidate explain, in order; `None` for no head."""
        return tuple(covered(self, c) if c.span else None for c in self.candidates)

    @cached_property
    def _no_head(self) -> Features:
        return {"no-head": 1.0, f"no-head:{self.where}": 1.0}


def _near(told: tuple[float, float]) -> Features:
    whole, literal = told
    return {
        "near": whole,
        "near-squared": whole**2,
        "near-literal": literal,
        "near-literal-squared": literal**2,
    }


def _head(reading: Reading, candidate: Candidate, span: Span, covered: Coverage) -> Features:
    words = reading.scene.words.items
    first = words[candidate.first]
    last = next((w for w in reversed(words[candidate.first : candidate.last]) if w.is_word), first)
    features: Features = {f"{candidate.place}:{reading.where}": 1.0, "jumps": candidate.jumps / 3}
    features |= coverage_features(reading, candidate, span, covered)
    features |= edge_features(reading, candidate, first, last)
    for name in _CUTS & features.keys():
        features[f"{name}:residue"] = 1.0 - covered.share
    features["lead-surplus"] = features.get("unexplained-lead", 0.0) * covered.share
    features |= mark_features(reading, candidate, span)
    features |= verb_features(reading, candidate)
    features |= syntax_features(reading, candidate)
    features |= _shape(reading, candidate)
    if "fills-quote" in features or "fills-emphasis" in features:
        for name in _LOOSE & features.keys():
            del features[name]
    if "spelled" in features:
        for name in ("commas", "second-is-PUNCT"):
            features.pop(name, None)  # Lǐ, Zhōnglín
    if _claimed(reading, span):
        features["claimed"] = 1.0
    if reading.answers.items:
        features |= _item(reading, span)
    return features


_CUTS = {
    "cuts-phrase-left", "cuts-name-left", "cuts-possessive", "cuts-phrase-right", "cuts-name-right", "cuts-name-within", "cuts-name-of", "cuts-initial-of", "left-of", "left-title",
}  # fmt: skip
"""A word left outside matters the more, the more of the Chinese is unexplained."""


_LOOSE = {
    "first-preposition", "first-of", "first-article", "first-conjunction", "first-auxiliary", "first-quantifier", "first-label", "first-amount",
    "last-preposition", "last-conjunction",
}  # fmt: skip
"""What fills a quotation is whole, whatever it begins and ends with."""


def _item(reading: Reading, span: Span) -> Features:
    """How the span lies to the items of a list that may answer to the glosses of the bracket one by one."""
    items, own, manner = reading.answers
    touched = [index for index, item in enumerate(items) if item.overlaps(span)]
    if not touched:
        return {}
    place = "own" if touched == [own] else "others" if own not in touched else "several"
    if manner == "bracket":
        manner = "listed" if reading.parted else "varied"
    return {f"{place}-item:{manner}": 1.0}


_BETWEEN = regex.compile(r"[\s,'’s\"”)\]]{0,4}[\s(（\[“\"《【]{0,4}(?=[\p{Han}])")


def _claimed(reading: Reading, span: Span) -> bool:
    """Whether another piece of Chinese stands right behind the span, so that the span is likely its head."""
    match = _BETWEEN.match(reading.text, span.end)
    if match is None or match.end() == reading.site.zh.start:
        return False
    bracket = reading.site.bracket
    return reading.scene.is_site(match.end()) and not (bracket and bracket.open < match.end() < bracket.close)


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
    named = False
    for index, word in enumerate(words):
        for name in () if named and word.text == "I" else _GROUPS.get(word.lower, ()):  # “Yo I” is a name
            if name in _COUNTED:
                features[name] = min(1.0, features.get(name, 0.0) + 0.5)
            elif index or name != "of":
                features[name] = 1.0
        named = word.capital
    features |= _acronym(reading, candidate)
    return features | _agreement(reading, words) | _letter_case(reading, candidate, content)


def _acronym(reading: Reading, candidate: Candidate) -> Features:
    """Whether the span keeps or drops a bracketed acronym of its words, which belongs to it."""
    words = reading.scene.words.items
    first, last = candidate.first, candidate.last
    if last - first > ACRONYM and _stands_for(words[last - ACRONYM : last], words[first : last - ACRONYM]):
        return {"keeps-acronym": 1.0}
    if candidate.place == "bracket" and _stands_for(words[last : last + ACRONYM], words[first:last]):
        return {"drops-acronym": 1.0}
    return {}


ACRONYM = 3
"""A bracketed acronym in words and marks: ( WHO )."""


def _stands_for(bracket: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether `bracket` is an acronym in brackets, of the initials of `words` in order (village committees (VCs))."""
    if [word.text for word in bracket[::2]] != ["(", ")"]:
        return False
    acronym = bracket[1].text.removesuffix("s")
    if len(acronym) < 2 or not acronym.isupper():  # noqa: PLR2004 - a letter alone is no acronym
        return False
    initials = iter([word.lower[0] for word in words if word.is_word])
    return all(letter in initials for letter in acronym.lower())


_COUNTED = frozenset({"commas", "verbs"})
"""Of these a second one counts as well."""


def _agreement(reading: Reading, words: Sequence[Word]) -> Features:
    """Whether the marks of the span are those of the Chinese."""
    features: Features = {}
    if (asks := reading.chinese[-1] in "？?") or words[-1].text == "?":
        features["question-agrees" if asks and words[-1].text == "?" else "question-differs"] = 1.0
    if reading.listed and reading.listed == sum(w.text == "," for w in words):
        features["lists-agree"] = 1.0
    if any(mark in reading.chinese for mark in "：:") and any(w.text == ":" for w in words):
        features["colons-agree"] = 1.0
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


_LISTED = regex.compile("[、，]")
_PARTED_ALIKE = regex.compile(r"、|\p{Han}\s?[/／]\s?\p{Han}")
"""A list behind one that slashes part: subway/metro (地铁/捷运)."""
_PARTS = regex.compile(r"、|》[，、]?《|[”》]和[“《]| and |respectively|\p{Han}; \p{Han}")
