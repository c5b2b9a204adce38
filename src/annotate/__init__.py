"""Read English texts with Chinese glosses; align, tag, and write a TEI corpus and a glossary.

The public names, each imported when it is first used:

>>> import annotate
>>> source = annotate.read_bytes("She spoke of stability maintenance (维稳).".encode(), name="note.txt")
>>> source, alignments = annotate.find(source)
>>> [(a.gloss.span.of(source.text), a.head and a.head.of(source.text)) for a in alignments]
[('维稳', 'stability maintenance')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.config import CorpusConfig, Tagging
    from annotate.corpus import Corpus, locate
    from annotate.engine import Report, build
    from annotate.errors import AnnotateError, ConfigError, InputError, MissingExtraError, OutputError
    from annotate.model import (
        Alignment,
        Block,
        Document,
        Entity,
        Gloss,
        Mention,
        Metadata,
        Source,
        Span,
        Token,
    )
    from annotate.pipeline import annotate, documents, find
    from annotate.readers import read, read_bytes

_HOMES = {
    "annotate.config": ("CorpusConfig", "Tagging"),
    "annotate.corpus": ("Corpus", "locate"),
    "annotate.engine": ("Report", "build"),
    "annotate.errors": ("AnnotateError", "ConfigError", "InputError", "MissingExtraError", "OutputError"),
    "annotate.model": (
        *("Alignment", "Block", "Document", "Entity", "Gloss"),
        *("Mention", "Metadata", "Source", "Span", "Token"),
    ),
    "annotate.pipeline": ("annotate", "documents", "find"),
    "annotate.readers": ("read", "read_bytes"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022  # spelled out for type checkers, in the order of the stages
    "read", "read_bytes", "find", "documents", "annotate", "locate", "build",
    "Source", "Block", "Metadata", "Span", "Gloss", "Alignment", "Token", "Mention", "Entity", "Document",
    "Corpus", "CorpusConfig", "Tagging", "Report",
    "AnnotateError", "InputError", "ConfigError", "OutputError", "MissingExtraError",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """The public name `name`, from the module that defines it."""
    if name not in _HOME:
        raise AttributeError(f"module “annotate” has no attribute “{name}”")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
