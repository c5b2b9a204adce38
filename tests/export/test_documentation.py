"""The pages name every format and rule that there is, and their example runs."""

from __future__ import annotations

import re
from pathlib import Path

from annotate import plugins
from annotate.export import FORMAT_GROUP, Exporter, Options
from annotate.glossary.decisions import COLUMNS
from annotate.glossary.findings import RULES
from tests.export.material import material, sample


def test_every_format_has_its_row(root: Path) -> None:
    page = (root / "docs/formats.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `([a-z0-9-]+)` \| `", page)
    assert sorted(rows) == [name for name, _ in plugins.discover(FORMAT_GROUP, Exporter).plugins]


def test_the_exporter_of_ten_lines_works(root: Path) -> None:
    page = (root / "docs/formats.md").read_text("utf-8")
    code = next(block for block in re.findall(r"(?s)```python\n(.*?)```", page) if "EXPORTER" in block)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own page
    exporter = names["EXPORTER"]
    assert isinstance(exporter, Exporter)
    (file,) = exporter.write(material(sample()), Options())
    assert "stability maintenance = 维稳\n" in file.data.decode("utf-8")


def test_every_rule_and_column_is_told(root: Path) -> None:
    page = (root / "docs/glossary.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z-]+)`", page))
    assert set(RULES) | set(COLUMNS) <= told
