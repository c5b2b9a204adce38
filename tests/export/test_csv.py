from __future__ import annotations

import csv
import io

import pandas as pd

from annotate.export.csv import write
from annotate.export.tables import COLUMNS
from annotate.glossary import entries
from annotate.glossary.packing import unpack
from tests.glossary.build import document


def test_header_and_cells() -> None:
    found = entries([document('[“the "Dream", so to speak”] (<中国梦>), [dream] (<中國夢>)', id="a")])
    (header, row), data = (
        list(csv.reader(io.StringIO(write(found).decode("utf-8"), newline=""))),
        write(found),
    )
    assert tuple(header) == COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert cells["english"] == '“the "Dream", so to speak”'
    assert (cells["simplified"], cells["traditional"], cells["count"]) == ("中国梦", "中國夢", "2")
    assert [t.text for t in unpack(cells["variants"])] == ["dream", "中國夢"]
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")


def test_pandas_reads_it() -> None:
    frame = pd.read_csv(io.BytesIO(write(entries([document("[a, b] (<甲>)", "[c] (<乙>)")]))), dtype=str)
    assert list(frame["english"]) == ["a, b", "c"]


def test_no_entries_is_a_header_alone() -> None:
    assert write([]).decode().split("\r\n") == [",".join(COLUMNS), ""]
