"""XML from outside: no DTD, no entities, no network, and one clear line where it is not sound."""

from __future__ import annotations

import regex
from lxml import etree

from annotate.errors import InputError

_PROLOGUE = regex.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", regex.DOTALL)

BOM = "\ufeff"


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of the XML file `data`; `name` opens each message.

    Comments and processing instructions are left out. Raises `InputError` where the file is
    not UTF-8, has a document type (and so might have entities) or is not well-formed.
    """
    text = _decoded(data, name)
    if text.startswith("<!DOCTYPE", _PROLOGUE.match(text, int(text.startswith(BOM))).end()):  # type: ignore[union-attr]  # matches the empty string
        raise InputError(f"{name}: has a document type declaration; remove <!DOCTYPE …>, no entity is expanded")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # a text of 10 MB is no attack; with no document type there is nothing to expand
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name}:{error.lineno or 1}: not well-formed XML: {error.msg}") from error


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}:{line}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
