"""Look-ups in the compiled dictionary."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from annotate.gloss import flags
from annotate.gloss.dictionary import compiled


class Word(NamedTuple):
    """What the lexicon knows of one Chinese word."""

    senses: tuple[frozenset[str], ...]
    """For each definition, the stems of its content words."""
    stems: frozenset[str]
    """All of them together."""
    is_name: bool
    """Whether the dictionary writes its reading with a capital."""
    is_verb: bool
    """Whether a definition begins with “to ”."""
    classes: frozenset[str] = frozenset()
    """What the definitions say that it names (`annotate.gloss.definitions`)."""


MAX_WORD = 8
"""The longest dictionary word that is looked for inside a gloss."""
MAX_LISTED = 12
"""The longest dictionary word that Chinese is cut into."""


class Lexicon:
    """Look-ups in the compiled dictionary; each answer is kept for the life of the object."""

    def __init__(self, path: Path | None = None) -> None:
        """Open `path`, by default the dictionary that `compiled` makes."""
        self._db = sqlite3.connect(
            f"file:{path or compiled()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        facts = dict(self._db.execute("SELECT name, value FROM fact"))
        self.simplified: frozenset[str] = frozenset(facts["simplified"])
        """Characters that only simplified writing uses."""
        self.traditional: frozenset[str] = frozenset(facts["traditional"])
        """Characters that only traditional writing uses."""
        self.verbs: frozenset[str] = frozenset(facts["verbs"].split())
        """English stems that the definitions use as verbs."""
        self.common: frozenset[str] = frozenset(facts["common"].split())
        """Words that the definitions write in small letters more often than with a capital: no names."""
        pairs = facts["simpler"]
        self._simpler = str.maketrans(dict(zip(pairs[::2], pairs[1::2], strict=True)))
        self.word = lru_cache(maxsize=65536)(self._word)
        self.renderings = lru_cache(maxsize=65536)(self._renderings)
        self.readings = lru_cache(maxsize=16384)(self._readings)
        self.associations = lru_cache(maxsize=8192)(self._associations)

    def _word(self, form: str) -> Word | None:
        row = self._db.execute(
            "SELECT senses, name, verb, classes FROM word WHERE form = ?", (form,)
        ).fetchone()
        if not row:
            return None
        senses = tuple(frozenset(sense.split()) for sense in row[0].split("|") if sense)
        stems = frozenset[str]().union(*senses)
        return Word(senses, stems, bool(row[1]), bool(row[2]), frozenset(row[3].split()))

    def _renderings(self, form: str) -> tuple[str, ...]:
        """The first wordings of the definitions of `form`, for reading; none when it is not listed."""
        row = self._db.execute("SELECT wordings FROM rendering WHERE form = ?", (form,)).fetchone()
        return tuple(row[0].split("\n")) if row else ()

    def literal(self, chinese: str) -> str:
        """What the dictionary says for `chinese`, or a rendering word for word where it does not list the whole.

        That takes the longest listed word from the left, each by its first wording. What is not listed stays
        out, so that the answer is English, and may be empty.
        """
        if whole := self.renderings(chinese):
            return "; ".join(whole)
        return " ".join(
            found[0] for form in _cut(chinese, self.renderings) if (found := self.renderings(form))
        )

    def words(self, chinese: str) -> list[str]:
        """`chinese` cut into the longest listed words from the left; what is not listed stands character by character."""
        return list(_cut(chinese, self.word))

    def _readings(self, character: str) -> frozenset[str]:
        row = self._db.execute("SELECT syllables FROM reading WHERE character = ?", (character,)).fetchone()
        return frozenset(row[0].split()) if row else frozenset()

    def _associations(self, character: str) -> dict[str, float]:
        row = self._db.execute("SELECT stems FROM association WHERE character = ?", (character,)).fetchone()
        pairs = (item.rsplit(":", 1) for item in row[0].split()) if row else ()
        return {s: float(score) for s, score in pairs}

    def flags(self, chinese: str) -> dict[str, float]:
        """The shares of jieba's flags among the words that end (`end-ns`) and begin (`start-nr`) like `chinese`."""
        simple = self.simple(chinese)
        found: dict[str, float] = {}
        for gram, size in flags.keys(simple):
            side = "start" if gram.startswith(flags.START) else "end"
            if f"{side}-{flags.FLAGS[0]}" not in found:
                found |= {f"{side}-{flag}": share for flag, share in self._flags(gram, size).items()}
        return found

    def _flags(self, gram: str, size: int) -> dict[str, float]:
        row = self._db.execute("SELECT shares FROM flag WHERE gram = ? AND size = ?", (gram, size)).fetchone()
        return dict(zip(flags.FLAGS, map(float, row[0].split()), strict=True)) if row else {}

    def simple(self, chinese: str) -> str:
        """`chinese` with each character in the simplified form that the dictionary gives it."""
        return chinese.translate(self._simpler)

    def script(self, chinese: str) -> str:
        """`zh-Hans`, `zh-Hant`, or `zh` where the characters do not tell or disagree."""
        simplified = any(character in self.simplified for character in chinese)
        traditional = any(character in self.traditional for character in chinese)
        return "zh" if simplified == traditional else "zh-Hans" if simplified else "zh-Hant"


def _cut(chinese: str, listed: Callable[[str], object]) -> Iterator[str]:
    """`chinese` from the left in the longest forms that are `listed`, or single characters."""
    start = 0
    while start < len(chinese):
        end = min(start + MAX_LISTED, len(chinese))
        while end > start + 1 and not listed(chinese[start:end]):
            end -= 1
        yield chinese[start:end]
        start = end
