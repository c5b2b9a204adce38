"""What an exporter is: a name, a summary, and a function from entries and documents to files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from annotate.glossary.entries import Entry
from annotate.model import Document
from annotate.plugins import EXPORTERS

LangTags = Literal["zh-Hans", "zh-CN"]
"""Which language tags an export uses: by script (BCP 47) or by region (what many CAT tools want)."""

_REGIONS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "zh": "zh-CN"}

FORMAT_GROUP = EXPORTERS


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to export."""

    entries: tuple[Entry, ...]
    documents: tuple[Document, ...] = ()
    title: str = "Glossary"
    licence: str | None = None
    """The licence of the corpus, in words or as an SPDX identifier."""
    licence_url: str | None = None
    publisher: str | None = None
    base: str = "urn:annotate:"
    """What the identifiers of linked data begin with."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to write it."""

    lang_tags: LangTags = "zh-Hans"

    def tag(self, lang: str) -> str:
        """The language tag for `lang`, as these options want it.

        >>> Options(lang_tags="zh-CN").tag("zh-Hant"), Options().tag("zh-Hant")
        ('zh-TW', 'zh-Hant')
        """
        return _REGIONS.get(lang, lang) if self.lang_tags == "zh-CN" else lang


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export: its path below the target, with `/`, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format. `write` gives the same bytes for the same material and options."""

    name: str
    summary: str
    """One line for the list of formats: what it is and who reads it."""
    write: Callable[[Material, Options], tuple[File, ...]]


def one_file(
    name: str, render: Callable[[Material, Options], bytes]
) -> Callable[[Material, Options], tuple[File, ...]]:
    """The `write` of a format that is a single file called `name`."""
    return lambda material, options: (File(name, render(material, options)),)


def program() -> str:
    """The version of this program, for formats that name what made them; `0` when not installed."""
    try:
        return version("annotate-zh")
    except PackageNotFoundError:
        return "0"
