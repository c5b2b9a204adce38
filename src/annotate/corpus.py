"""A corpus on the disk: its settings, its sources, and where its results go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotate import config, readers
from annotate.config import CorpusConfig
from annotate.errors import InputError
from annotate.glossary import decisions
from annotate.glossary.replay import NO_RULINGS, Rulings
from annotate.readers.source import identify
from annotate.tag import authority
from annotate.tag.authority import Authority

SOURCES = "sources"
BUILD = "build"
ORIGINAL = ".zh.txt"
"""How the name of a Chinese original ends; it stands beside its translation and is no source."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no part of the result, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sources to read, in order of their paths, and the files passed over."""

    config: CorpusConfig
    sources: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    out: Path
    rulings: Rulings = NO_RULINGS
    """What people ruled in `decisions.tsv`."""
    authority: tuple[Authority, ...] = ()
    """Who is who, by the authority file that `corpus.toml` names."""
    termbase: Path | None = None
    """The user's own terms, evidence for heads; it is read when the corpus is built."""


def locate(path: Path, out: Path | None = None) -> Corpus:
    """The corpus at `path`: a folder with `sources/`, any folder of texts, or one file.

    Raises `InputError` when nothing is there to read or `decisions.tsv` holds a line that is no
    decision, `ConfigError` when `corpus.toml` is wrong.
    """
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; check the name")
    settings = config.load(folder)
    target = out or folder / BUILD
    if not path.is_dir():
        return _ruled(Corpus(settings, (path,), (), target), folder)
    place = folder / SOURCES if (folder / SOURCES).is_dir() else folder
    named = {folder / name for name in (settings.authority, settings.termbase) if name}
    texts = (file for file in _files(place, target) if file not in named)
    corpus = _sort(Corpus(settings, (), (), target), texts)
    if not corpus.sources:
        known = ", ".join(sorted(readers.suffixes()))
        raise InputError(f"{place}: no texts here; put files into it that end in {known}")
    return _ruled(corpus, folder)


def _ruled(corpus: Corpus, folder: Path) -> Corpus:
    ids = frozenset(identify(str(path)) for path in corpus.sources)
    names = corpus.config
    return replace(
        corpus,
        rulings=Rulings(decisions.load(folder), ids),
        authority=authority.read(folder / names.authority) if names.authority else (),
        termbase=folder / names.termbase if names.termbase else None,
    )


def _sort(corpus: Corpus, paths: Iterator[Path]) -> Corpus:
    sources: list[Path] = []
    skipped: list[Skipped] = []
    for path in paths:
        reason = _unfit(path)
        if reason:
            skipped.append(Skipped(str(path), reason))
        else:
            sources.append(path)
    return replace(corpus, sources=tuple(sources), skipped=tuple(skipped))


def _unfit(path: Path) -> str:
    if path.exists() and not path.is_file():
        return "not an ordinary file"
    if path.suffix.lower() not in readers.suffixes():
        return f"no reader for {path.suffix or 'a name without a suffix'}"
    return ""


def _files(place: Path, out: Path) -> Iterator[Path]:
    """Every file below `place` in order, but hidden ones, results, settings and originals."""
    try:
        paths = sorted(place.iterdir())
    except OSError as error:
        raise InputError(f"{place}: cannot be listed: {error.strerror}; check its permissions") from error
    for path in paths:
        if path.name.startswith(".") or path == out or path.name == BUILD:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path, out)
        elif path.name not in {config.FILE, decisions.FILE} and not path.name.endswith(ORIGINAL):
            yield path
