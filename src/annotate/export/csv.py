"""CSV as RFC 4180 has it (https://www.rfc-editor.org/rfc/rfc4180): UTF-8, a header row, CR LF.

A term that opens with `=` stays as it is; only control characters become their visible pictures. For spreadsheets that run
such a cell as a formula there is `csv-excel`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from annotate.export.characters import utf8
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.tables import COLUMNS, row
from annotate.glossary import Entry


def rows_to_csv(rows: Iterable[Sequence[str]]) -> str:
    """`rows` as RFC 4180 text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def write(entries: Iterable[Entry]) -> bytes:
    """The glossary as a CSV file: the columns of `tables.COLUMNS`, one row an entry."""
    return utf8(rows_to_csv([COLUMNS, *(row(entry) for entry in entries)]))


def _render(material: Material, _options: Options) -> bytes:
    return write(material.entries)


EXPORTER = Exporter("csv", "CSV (RFC 4180): any program", one_file("glossary.csv", _render))
