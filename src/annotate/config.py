"""A corpus's settings: `corpus.toml`, read into one frozen value.

Every key is optional. A key that is not known, or a value that does not fit, is a
`ConfigError` that names the file, the key and the cure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, cast

import regex

from annotate.errors import ConfigError
from annotate.text import CONTROLS

Tagger = Literal["spacy", "none"]
"""`spacy`: the English is tagged; `none`: sentences and words by rules alone, no model loaded."""

FILE = "corpus.toml"

CHOICES: dict[str, tuple[str, ...]] = {"tagger": ("spacy", "none"), "chinese": ("jieba",)}
"""The keys that take one of a few words, with these words."""

_LANGUAGE = regex.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (https://www.rfc-editor.org/info/bcp47), registry not consulted."""

_URL = regex.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Tagging:
    """The table `[tagging]`: which engines read the text."""

    tagger: Tagger = "spacy"
    english: str | None = None
    """A spaCy pipeline by package name or path; `None`: the best of those installed."""
    chinese: str = "jieba"


DEFAULTS = Tagging()


@dataclass(frozen=True, slots=True)
class CorpusConfig:
    """What `corpus.toml` says of the corpus; the TEI header and the exports repeat it."""

    title: str = "Untitled corpus"
    title_zh: str | None = None
    licence: str | None = None
    """The licence of the texts, in words or as an SPDX identifier."""
    licence_url: str | None = None
    publisher: str | None = None
    language: str = "en"
    """The BCP 47 tag of the texts' main language."""
    authority: str | None = None
    """A CSV file beside `corpus.toml` that says who is who (see `annotate.tag.authority`)."""
    termbase: str | None = None
    """A file of terms beside `corpus.toml` (see `annotate.glossary.termbases`): evidence for heads."""
    tagging: Tagging = DEFAULTS


def load(folder: Path) -> CorpusConfig:
    """The settings of the corpus in `folder`; the defaults where it has no `corpus.toml`.

    The title defaults to the folder's name. Raises `ConfigError`.
    """
    path = folder / FILE
    if not path.exists():
        return CorpusConfig(title=folder.resolve().name or CorpusConfig().title)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    return parse(text, place=str(path), title=folder.resolve().name)


def parse(text: str, *, place: str = FILE, title: str = "") -> CorpusConfig:
    """The settings that the TOML document `text` holds; `place` opens each error's message.

    `title` stands in where the document has none. Raises `ConfigError`.

    >>> parse('title = "Tea"').title
    'Tea'
    >>> parse('titel = "Tea"')
    Traceback (most recent call last):
    annotate.errors.ConfigError: corpus.toml: unknown key “titel”; did you mean “title”?
    """
    try:
        table = cast("dict[str, object]", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{place}: not valid TOML: {error}") from error
    tagging = table.pop("tagging", {})
    if not isinstance(tagging, dict):
        raise ConfigError(f"{place}: “tagging” must be a table; write [tagging] and its keys below it")
    known = [field.name for field in fields(CorpusConfig)]
    values = _strings(table, known, place)
    engines = _strings(tagging, [field.name for field in fields(Tagging)], f"{place}: [tagging]")
    if title:
        values.setdefault("title", title)
    return CorpusConfig(**values, tagging=Tagging(**engines))  # type: ignore[arg-type]  # keys and words checked above


def unknown(word: str, known: Iterable[str]) -> str:
    """What to say of `word`, which is none of `known`: the nearest of them, or all.

    >>> unknown("licens", ["title", "licence"])
    '“licens”; did you mean “licence”?'
    """
    names = sorted(known)
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.5)
    if near:
        return f"“{word}”; did you mean “{near[0]}”?"
    return f"“{word}”; known: {', '.join(names)}"


def _strings(table: Mapping[str, object], known: list[str], place: str) -> dict[str, str]:
    for key in table:
        if key not in known:
            raise ConfigError(f"{place}: unknown key {unknown(key, known)}")
    return {key: _string(key, value, place) for key, value in table.items()}


def _string(key: str, value: object, place: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{place}: “{key}” must be a string in quotes, not {_kind(value)}")
    if not value.strip():
        raise ConfigError(f"{place}: “{key}” is empty; give it a value or remove the line")
    if CONTROLS.search(value):
        raise ConfigError(f"{place}: “{key}” holds a control character, which XML forbids; remove it")
    _check(key, value, place)
    return value


def _check(key: str, value: str, place: str) -> None:
    choices = CHOICES.get(key)
    if choices and value not in choices:
        raise ConfigError(f"{place}: “{key}” cannot be {unknown(value, choices)}")
    if key == "language" and not _LANGUAGE.fullmatch(value):
        raise ConfigError(f"{place}: “language” must be a language tag such as en or en-GB, not “{value}”")
    if key == "licence_url" and not _URL.fullmatch(value):
        raise ConfigError(f"{place}: “licence_url” must be a whole http or https address, not “{value}”")


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")
