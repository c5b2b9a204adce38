"""Elements, attributes and closed value lists, as our grammar and our ODD state them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "http://www.w3.org/XML/1998/namespace"

Values = frozenset[str] | None
"""The words of a closed list; `None` where any value of a datatype will do."""

Elements = dict[str, dict[str, Values]]


def grammar(path: Path) -> Elements:
    """What a RELAX NG grammar allows, one element's definitions joined."""
    root = etree.parse(str(path)).getroot()
    defines = {define.get("name", ""): define for define in root.iter(f"{RNG}define")}
    found: Elements = {}
    for element in root.iter(f"{RNG}element"):
        name = _name(element)
        attributes = found.setdefault(name, {})
        for attribute in _within(element, defines, frozenset()):
            _add(attributes, _name(attribute), _values(attribute, defines))
    return found


def _name(pattern: etree._Element) -> str:
    return pattern.get("name") or pattern.findtext(f"{RNG}name") or ""


def _within(
    pattern: etree._Element, defines: dict[str, etree._Element], seen: frozenset[str]
) -> Iterator[etree._Element]:
    """The attributes of one element, through references but not into other elements."""
    for child in pattern:
        if child.tag == f"{RNG}attribute":
            yield child
        elif child.tag == f"{RNG}ref" and child.get("name") not in seen:
            name = child.get("name", "")
            yield from _within(defines[name], defines, seen | {name})
        elif child.tag != f"{RNG}element":
            yield from _within(child, defines, seen)


def _values(pattern: etree._Element, defines: dict[str, etree._Element]) -> Values:
    """The words that `pattern` lists; `None` where it names a datatype or text."""
    words: set[str] = set()
    for child in pattern:
        if child.tag == f"{RNG}value":
            words.add(child.text or "")
        elif child.tag in {f"{RNG}data", f"{RNG}text", f"{RNG}list"}:
            return None
        elif child.tag in {f"{RNG}ref", f"{RNG}choice"}:
            inner = _values(defines[child.get("name", "")] if child.tag == f"{RNG}ref" else child, defines)
            if inner is None:
                return None
            words |= inner
    return frozenset(words) or None


def _add(attributes: dict[str, Values], name: str, values: Values) -> None:
    known = attributes.get(name, values)
    attributes[name] = None if known is None or values is None else known | values


def odd(path: Path) -> Elements:
    """What an ODD's element specifications allow."""
    root = etree.parse(str(path)).getroot()
    return {
        spec.get("ident", ""): {
            attribute.get("ident", ""): _listed(attribute) for attribute in spec.iter(f"{TEI}attDef")
        }
        for spec in root.iter(f"{TEI}elementSpec")
    }


def _listed(attribute: etree._Element) -> Values:
    closed = attribute.find(f"{TEI}valList[@type='closed']")
    return None if closed is None else frozenset(item.get("ident", "") for item in closed)


def included(path: Path) -> frozenset[str]:
    """The elements that an ODD takes from TEI's modules."""
    root = etree.parse(str(path)).getroot()
    return frozenset(
        name for module in root.iter(f"{TEI}moduleRef") for name in module.get("include", "").split()
    )
