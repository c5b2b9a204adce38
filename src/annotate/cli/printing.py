"""How the commands print rows: as a table for the eye, or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from unicodedata import east_asian_width

import click


def rows(lines: Sequence[Sequence[str]], shape: str) -> None:
    """Print `lines`, the header first: `csv` (RFC 4180), or aligned columns."""
    if shape == "csv":
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\r\n").writerows(lines)
        click.echo(buffer.getvalue(), nl=False)
        return
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (columns - width(cell)) for cell, columns in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def width(cell: str) -> int:
    """How many columns a terminal gives `cell`: two for a wide character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in cell)
