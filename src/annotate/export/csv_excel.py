"""CSV for spreadsheets: a byte order mark, and no cell that a spreadsheet would run as a formula.

The guard is an apostrophe before the cell, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

from annotate.export.characters import visible
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.csv import rows_to_csv
from annotate.export.tables import COLUMNS, row

TRIGGERS = frozenset("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet read a cell as a formula, full-width forms included."""

_BOM = "\ufeff"


def guard(cell: str) -> str:
    """`cell`, with an apostrophe before it where a spreadsheet would run it.

    >>> guard("=1+1"), guard("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{cell}" if cell[:1] in TRIGGERS and cell else cell


def _render(material: Material, _options: Options) -> bytes:
    table = [COLUMNS, *(tuple(guard(visible(cell)) for cell in row(entry)) for entry in material.entries)]
    return (_BOM + rows_to_csv(table)).encode()


EXPORTER = Exporter(
    "csv-excel", "CSV for Excel and LibreOffice Calc", one_file("glossary-excel.csv", _render)
)
