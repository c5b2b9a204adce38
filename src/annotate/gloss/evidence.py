"""What speaks for English rendering one stretch of Chinese.

Three channels tell it word by word, after Wu, Okazaki and Tsujii, "Semi-supervised lexicon mining
from parenthetical expressions in monolingual web pages" (NAACL 2009,
https://aclanthology.org/N09-1048): translation, transliteration, abbreviation. Each word of the
English gets a `Match`: which characters it explains and how strongly. A fourth, meaning, tells of
whole expressions, how near they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import regex

from annotate.gloss.acronyms import Acronyms, is_acronym
from annotate.gloss.cantonese import CANTONESE, is_toned
from annotate.gloss.lexicon import MAX_WORD, Lexicon
from annotate.gloss.lexicon import Word as LexiconWord
from annotate.gloss.meaning import Encoder
from annotate.gloss.numerals import COUNTED, CURRENCIES, ORDERED, written_at
from annotate.gloss.romanisation import (
    POSTAL,
    SPELLED_BY_POST,
    Romaniser,
    Speller,
    best_window,
    foreign_classes,
    letters,
)
from annotate.gloss.stems import parts
from annotate.gloss.termbase import NO_TERMS, Term, Termbase, wording
from annotate.gloss.words import Word

SINGLE_STRENGTH = 0.7
"""A character alone is weaker evidence than a word of two or more: it has many senses."""
PREFIX_STRENGTH = 0.5
"""Two stems that share their first letters only (nation, national) match half."""
PREFIX = 5
ASSOCIATION_FULL = 0.25
"""The association at which a character and a stem count as translations of each other."""

_HAN = regex.compile(r"[\p{Han}〇々]")


class Match(NamedTuple):
    """What one English word explains of the Chinese."""

    mask: int
    """The explained characters, one bit each from the first."""
    strength: float
    """0 (nothing) to 1 (certain)."""
    channel: str
    """`pinyin` (or another romanisation), `word`, `character`, `association`, `sound`, `number`, `same`, or empty."""


NOTHING = Match(0, 0.0, "")


@dataclass
class Evidence:
    """The evidence about one piece of Chinese; made once for each gloss."""

    chinese: str
    lexicon: Lexicon
    romaniser: Romaniser
    encoder: Encoder
    termbase: Termbase = NO_TERMS
    _cache: dict[str, Match] = field(default_factory=dict)

    @cached_property
    def characters(self) -> int:
        """How many characters there are to explain: Han characters, letters and digits."""
        return max(1, sum(character.isalnum() for character in self.chinese))

    @cached_property
    def _stems(self) -> dict[str, Match]:
        """Each stem of the definitions of the words inside the Chinese, with what it explains."""
        found: dict[str, Match] = {}
        text = self._text
        for start in range(len(text)):
            for end in range(start + 1, min(start + MAX_WORD, len(text)) + 1):
                word = self.lexicon.word(text[start:end])
                if word is not None:
                    strength = 1.0 if end - start > 1 else SINGLE_STRENGTH
                    _merge(found, word.stems, ((1 << (end - start)) - 1) << start, strength)
        for start, end, term in self.termbase.within(text):
            strength = 1.0 if end - start > 1 else SINGLE_STRENGTH
            _merge(found, frozenset().union(*term.senses), ((1 << (end - start)) - 1) << start, strength)
        return found

    @cached_property
    def _prefixes(self) -> dict[str, Match]:
        found: dict[str, Match] = {}
        for s, match in self._stems.items():
            if len(s) >= PREFIX:
                old = found.get(s[:PREFIX], NOTHING)
                found[s[:PREFIX]] = Match(old.mask | match.mask, PREFIX_STRENGTH, "word")
        return found

    @cached_property
    def _associations(self) -> dict[str, list[tuple[int, float]]]:
        found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, character in enumerate(self._text):
            for s, score in self.lexicon.associations(character).items():
                found[s].append((index, score))
        return found

    @cached_property
    def _sounds(self) -> str:
        return "".join(self.romaniser.sounds(c)[:1] or "-" for c in self._text)

    def defined(self, words: Sequence[Word]) -> float:
        """How well `words` agree with one definition of the whole Chinese, as Dice's coefficient of their stems."""
        if not self._senses:
            return 0.0
        stems = {part for word in words if word.is_content for part in parts(word.text, word.stem)}
        return max(2 * len(stems & sense) / (len(stems) + len(sense)) for sense in self._senses)

    def rendered(self, words: Sequence[Word]) -> bool:
        """Whether `words` are what the user's termbase has for the whole Chinese, inflection aside."""
        return bool(self._term.wordings) and wording(words) in self._term.wordings

    @cached_property
    def _term(self) -> Term:
        return self.termbase.term(self.chinese)

    @cached_property
    def _senses(self) -> tuple[frozenset[str], ...]:
        """The definitions of the whole Chinese, the user's own first."""
        return self._term.senses + (self._entry.senses if self._entry else ())

    @cached_property
    def _entry(self) -> LexiconWord | None:
        return self.lexicon.word(self._bare) or self.lexicon.word(self.chinese)

    def nearness(self, english: Iterable[str]) -> tuple[tuple[float, float], ...]:
        """How near in meaning each of `english` is, -1 to 1: to the Chinese, and to its word-for-word rendering."""
        rows = self.encoder.nearness((self.chinese, self._literal), tuple(english))
        return tuple(zip(*rows, strict=True)) if self._literal else tuple((near, 0.0) for near in rows[0])

    @cached_property
    def _literal(self) -> str:
        return self.lexicon.literal(self._text)

    def western(self, words: Sequence[Word]) -> bool:
        """Whether `words` are a given name and a surname that spells the first character (James Yen 晏阳初)."""
        if len(self._bare) > MAX_NAMES or not words[0].capital:
            return False
        names = [word for word in words if word.is_word]
        if not MIN_NAMES <= len(names) <= MAX_NAMES or not all(word.capital for word in names):
            return False
        surname = letters(names[-1].text)
        return any(
            0 < speller.reach(surname, self._bare, 0) < len(self._bare)
            for speller in (self.romaniser, CANTONESE)
        )

    def match(self, word: Word) -> Match:
        """The strongest thing that `word` says about the Chinese."""
        found = self._cache.get(word.text)
        if found is None:
            if len(self._cache) >= MAX_KEPT:
                self._cache.clear()
            found = self._cache[word.text] = self._match(word) if word.is_word else NOTHING
        return found

    def _match(self, word: Word) -> Match:
        best = NOTHING
        for found in (self._same(word), self._number(word), self._translated(word), self._spelled(word)):
            if found is not NOTHING and _rank(found) > _rank(best):
                best = found
        if best.strength < SINGLE_STRENGTH:
            for found in (self._associated(word), self._sounded(word), self._initialled(word)):
                if found.strength > best.strength:
                    best = found
        return best

    @cached_property
    def _text(self) -> str:
        """The characters that are judged."""
        return self.chinese[:MAX_CHARACTERS]

    @cached_property
    def _latin(self) -> bool:
        """Whether there is anything but Han characters and marks, so that a word can stand there itself."""
        return any(character.isalnum() and not _HAN.match(character) for character in self._text)

    def _same(self, word: Word) -> Match:
        """Latin letters or digits that stand in the Chinese too (VR, 1949)."""
        if not self._latin:
            return NOTHING
        at = self._text.find(word.text)
        if at < 0 or (len(word.text) == 1 and not word.text.isupper() and not word.text.isdigit()):
            return NOTHING
        return Match(((1 << len(word.text)) - 1) << at, 1.0, "same")

    def _number(self, word: Word) -> Match:
        if word.text[0].isdigit() or word.text[0] in CURRENCIES:
            found = written_at(word.text, self._text)
            return Match((1 << found[1]) - (1 << found[0]), 1.0, "number") if found else NOTHING
        digits = ORDERED.get(word.text) or COUNTED.get(word.lower.split("-")[0])
        mask = sum(1 << i for i, c in enumerate(self._text) if c in digits) if digits else 0
        return Match(mask, 0.9, "number") if mask else NOTHING

    def _translated(self, word: Word) -> Match:
        best, mask = NOTHING, 0
        for part in parts(word.text, word.stem):
            found = self._stems.get(part) or self._prefixes.get(part[:PREFIX], NOTHING)
            if found is not NOTHING:
                mask |= found.mask
                best = max(best, found, key=_rank)
        return best._replace(mask=mask) if mask and (word.is_content or best.channel == "word") else NOTHING

    def _spelled(self, word: Word) -> Match:
        """Pinyin, Wade–Giles or Cantonese for some of the characters."""
        spelling = letters(word.text)
        marked = not word.text.isascii() or is_toned(word.text)
        if len(spelling) < (1 if marked else 2) or (
            word.lower == word.text and not marked and not word.is_content
        ):
            return NOTHING
        for start in self._starts.get(spelling[0], ()):
            count = self.romaniser.reach(spelling, self.chinese, start)
            if count:
                sure = word.capital or marked or count > 1
                return Match(((1 << count) - 1) << start, 1.0 if sure else 0.6, "pinyin")
        for form in SPELLED_BY_POST.get(spelling, ()):
            if (at := self._text.find(form)) >= 0:
                return Match(((1 << len(form)) - 1) << at, 1.0, "pinyin")
        return self._in_cantonese(word, spelling)

    def _in_cantonese(self, word: Word, spelling: str) -> Match:
        """Cantonese for some of the characters: by a name, or by letters with a tone, for its syllables are many."""
        toned = is_toned(word.text)
        for start in self._cantonese_starts.get(spelling[0], ()) if word.capital or toned else ():
            if count := CANTONESE.reach(spelling, self.chinese, start):
                strength = 1.0 if toned or count > 1 else SINGLE_STRENGTH
                return Match(((1 << count) - 1) << start, strength, "pinyin")
        return NOTHING

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return self._places(self.romaniser)

    @cached_property
    def _cantonese_starts(self) -> dict[str, list[int]]:
        return self._places(CANTONESE)

    def _places(self, speller: Speller) -> dict[str, list[int]]:
        """For each letter the places from which a spelling that begins with it can be read."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index in range(len(self._text)):
            for letter in speller.initials(self.chinese, index):
                found[letter].append(index)
        return found

    def _associated(self, word: Word) -> Match:
        found = self._associations.get(word.stem, ()) if word.is_content else ()
        if not found:
            return NOTHING
        best = max(score for _, score in found)
        mask = sum(1 << index for index, score in found if score >= best / 2)
        return Match(mask, min(1.0, best / ASSOCIATION_FULL) * SINGLE_STRENGTH, "association")

    def _sounded(self, word: Word) -> Match:
        """A foreign name by its consonants, against the best window of the characters."""
        if not word.capital or len(word.text) < MIN_FOREIGN:
            return NOTHING
        classes = foreign_classes(word.text)
        if len(classes) < 2:  # noqa: PLR2004 - one consonant agrees with everything
            return NOTHING
        score, start, end = best_window(classes, self._sounds)
        if score < MIN_SOUND:
            return NOTHING
        return Match(((1 << (end - start)) - 1) << start, score * SINGLE_STRENGTH, "sound")

    def _initialled(self, word: Word) -> Match:
        """An acronym by the initials of what it may stand for."""
        if not is_acronym(word.text) or self.characters < len(word.text):
            return NOTHING
        mask = self._acronyms.explained(word.text)
        share = mask.bit_count() / self.characters
        return Match(mask, INITIALS_STRENGTH, "initials") if share >= MIN_INITIALS else NOTHING

    @cached_property
    def _acronyms(self) -> Acronyms:
        return Acronyms.of(self._text, self.lexicon)

    def spells(self, text: str) -> bool:
        """Whether `text` is a romanisation of the whole Chinese."""
        if (first := letters(text[:1])) and first[0] not in self._first_letters:
            return False  # nearly all candidates: no need to fold the rest
        spelling = letters(text)
        if self.romaniser.spells(spelling, self._bare):
            return True
        return (len(self._bare) > 1 or is_toned(text)) and CANTONESE.spells(spelling, self._bare)

    @cached_property
    def _first_letters(self) -> frozenset[str]:
        """With which letters a romanisation of the whole can begin."""
        either = self.romaniser.initials(self._bare, 0) | CANTONESE.initials(self._bare, 0)
        return either | {POSTAL.get(self._bare, "-")[0]}

    @cached_property
    def _bare(self) -> str:
        return "".join(
            character for character in self.chinese if _HAN.match(character) or character.isalnum()
        )


def _rank(match: Match) -> tuple[float, int]:
    """The stronger match first, then the one that explains more characters."""
    return match.strength, match.mask.bit_count()


MAX_KEPT = 1024
"""How many English words' matches one piece of Chinese keeps, so that a large corpus fills no memory."""
MIN_INITIALS = 0.6
"""An acronym explains nothing if it leaves more of the Chinese than that unexplained."""
INITIALS_STRENGTH = 0.6
MIN_NAMES, MAX_NAMES = 2, 4
MAX_CHARACTERS = 60
"""A longer piece of Chinese is judged by its beginning."""
MIN_FOREIGN = 4
MIN_SOUND = 0.6


def _merge(found: dict[str, Match], stems: frozenset[str], mask: int, strength: float) -> None:
    for s in stems:
        old = found.get(s)
        if old is None or strength > old.strength:
            found[s] = Match(
                mask | (old.mask if old and old.strength == strength else 0),
                strength,
                "word" if strength == 1 else "character",
            )
        elif strength == old.strength:
            found[s] = old._replace(mask=old.mask | mask)
