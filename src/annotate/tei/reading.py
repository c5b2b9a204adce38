"""XML from outside: no DTD, no entities, no network, and one clear line where it is not sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

import regex
from lxml import etree

from annotate.errors import InputError

BOM: Final = b"\xef\xbb\xbf"

_PLACE: Final = regex.compile(r", line \d+, column \d+.*")
_DOCTYPE: Final = regex.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", regex.DOTALL)
_DECLARED: Final = regex.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is no XML that we read, and in which line."""

    line: int
    message: str


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of the XML file `data`; `name` opens the message of an error.

    Comments and processing instructions are left out. Raises `InputError` where the file is
    not UTF-8, has a document type (and so might have entities) or is not well-formed.
    """
    loaded = load(data)
    if isinstance(loaded, Fault):
        raise InputError(f"{name}:{loaded.line}: {loaded.message}")
    return loaded


def load(data: bytes) -> etree._Element | Fault:
    """The root element of the XML file `data`, or why it is refused."""
    content = data.removeprefix(BOM)
    fault = _refusal(content)
    if fault is not None:
        return fault
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # two equal ids are for the validator to tell, not for the parser
        huge_tree=True,  # a text of 10 MB is no attack; with no document type there is nothing to expand
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return Fault(
            error.lineno or 1,
            f"not well-formed XML: {_PLACE.sub('', error.msg or '')}; mend the mark-up here",
        )


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of `element` by name, in Clark's notation."""
    return cast("dict[str, str]", dict(element.attrib))


def select(path: etree.XPath, element: etree._Element) -> list[etree._Element]:
    """The elements that `path`, which selects elements, finds from `element`."""
    found: list[etree._Element] = cast("Any", path(element))
    return found


def _refusal(content: bytes) -> Fault | None:
    """What forbids to hand `content` to the parser at all."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(_line(content, error.start), f"byte {error.start} is not UTF-8; save the file as UTF-8")
    declared = _DECLARED.match(content)
    if declared is not None and declared[1].lower() not in {b"utf-8", b"utf8"}:
        return Fault(1, f"declares the encoding {declared[1].decode()}; save it as UTF-8 and say so")
    doctype = _DOCTYPE.match(content)
    if doctype is not None:
        return Fault(
            _line(content, doctype.end()),
            "has a document type; remove <!DOCTYPE …>: no DTD is read, no entity expanded",
        )
    return None


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
