"""The schemas that lie beside the program: in the wheel, or in the working tree."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from annotate.tei.names import TEI

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Kind = Literal["document", "register", "corpus"]
"""The three kinds of file, by the names of their patterns in the grammar."""

_RNG: Final = "http://relaxng.org/ns/structure/1.0"


def schema_file(name: str) -> Traversable:
    """The schema file `name`, such as `annotate.rng`.

    A wheel has the schemas inside the package; an editable install finds them in the tree.
    """
    packaged = resources.files("annotate") / "schemas" / name
    if packaged.is_file():
        return packaged
    return Path(__file__).resolve().parents[3] / "schemas" / name


@cache
def relaxng(kind: Kind) -> etree.RelaxNG:
    """Our own grammar, loaded once, for files of one kind.

    With all kinds open libxml2 reports a fault in a document as if it were a bad register.
    """
    grammar = etree.fromstring(schema_file("annotate.rng").read_bytes())
    start = grammar.find(f"{{{_RNG}}}start")
    if start is not None:
        start[:] = [etree.Element(f"{{{_RNG}}}ref", name=kind)]
    return etree.RelaxNG(grammar)


def kind_of(root: etree._Element) -> Kind:
    """Which of our kinds of file `root` is the root of."""
    if root.tag == f"{{{TEI}}}teiCorpus":
        return "corpus"
    return "register" if root.find(f"{{{TEI}}}text") is None else "document"
