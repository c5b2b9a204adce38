"""The tables that come with the package: tab-separated, made by `tools/`, their first lines comments."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[list[str]]:
    """The columns of each row of the table `name`, such as `jyutping.tsv`."""
    text = resources.files("annotate.gloss").joinpath(name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
