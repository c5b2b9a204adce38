from __future__ import annotations

import re
from typing import get_args

from tools.docs import ROOT

from annotate.model import Convention, EntityType, GlossType


def listed(heading: str) -> tuple[str, ...]:
    """The first column of the table under `heading` of docs/annotation.md."""
    page = (ROOT / "docs" / "annotation.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return tuple(re.findall(r"(?m)^\| `([^`]+)` \|", section))


def test_the_page_has_the_types_of_the_program() -> None:
    assert listed("Types") == get_args(GlossType)
    assert listed("Types")[: len(get_args(EntityType))] == get_args(EntityType)


def test_the_page_has_the_conventions_of_the_program() -> None:
    assert listed("Conventions") == get_args(Convention)
