"""A built corpus with the decisions of people in effect on its documents and its glossary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotate import built, config, glossary
from annotate.config import CorpusConfig
from annotate.corpus import BUILD
from annotate.errors import InputError
from annotate.glossary import Entry, decisions, replay, rulings
from annotate.glossary.decisions import Decision
from annotate.model import Document


@dataclass(frozen=True, slots=True)
class Curated:
    """The documents of a build, the glossary they make, and what people ruled."""

    folder: Path
    """The folder of the corpus, where its settings and decisions lie."""
    out: Path
    """The folder of the build."""
    config: CorpusConfig
    documents: tuple[Document, ...]
    """With the decisions in effect."""
    entries: tuple[Entry, ...]
    """With the decisions in effect; rejected ones are marked."""
    decisions: tuple[Decision, ...]
    idle: tuple[tuple[Decision, str], ...]
    """Decisions that no longer apply, and why."""


def read(corpus: Path) -> Curated:
    """The build of the corpus at `corpus`: its folder, the folder of its build, or its one source.

    Raises `InputError` where there is no build or a file of it cannot be read, `ConfigError` for
    wrong settings.
    """
    out = _build_of(corpus)
    folder = out.parent if out.name == BUILD else out
    found = tuple(built.documents(built.locate(out)))
    ruled = decisions.load(folder)
    ids = frozenset(document.source.id for document in found)
    documents = tuple(replay.replayed(document, ruled, ids=ids) for document in found)
    entries = glossary.entries(found, ruled)
    examined = [replay.examine(document, ruled, ids=ids) for document in found] if ruled else []
    idle = (*replay.idle_on_glosses(ruled, examined), *rulings.idle(entries, ruled))
    return Curated(folder, out, config.load(folder), documents, entries, ruled, idle)


def _build_of(corpus: Path) -> Path:
    if not corpus.exists():
        raise InputError(f"{corpus}: no such file or folder; check the name")
    if corpus.is_file() and (corpus.parent / BUILD / built.REGISTER).is_file():
        return corpus.parent / BUILD
    return built.locate(corpus).folder
