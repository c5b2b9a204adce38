"""The schemas that lie beside the program: in the wheel, or in the working tree."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def schema_file(name: str) -> Traversable:
    """The schema file `name`, such as `annotate.rng`.

    A wheel has the schemas inside the package; an editable install finds them in the tree.
    """
    packaged = resources.files("annotate") / "schemas" / name
    if packaged.is_file():
        return packaged
    return Path(__file__).resolve().parents[3] / "schemas" / name


@cache
def relaxng() -> etree.RelaxNG:
    """Our own grammar, loaded once."""
    return etree.RelaxNG(etree.fromstring(schema_file("annotate.rng").read_bytes()))
