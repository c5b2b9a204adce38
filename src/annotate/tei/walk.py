"""The text of a TEI file and what each of its elements and stand-off spans covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import regex
from lxml import etree

from annotate.model import Span
from annotate.tei.names import MENTION, RENDITIONS, TEI, XML_ID, XML_LANG
from annotate.tei.reading import attributes

NS = {"t": TEI}

_NUMBER = regex.compile(r"[0-9]+$")
_RENDITIONS = frozenset[str](RENDITIONS)
_MENTION = {str(kind): name for kind, (name, _) in MENTION.items()}


@dataclass(frozen=True, slots=True)
class Mark:
    """An element of the text, or a span that stands off as the element it could not be."""

    name: str
    """The local name."""
    span: Span
    lang: str
    """The language in force: its own or that of what is around it."""
    attributes: Mapping[str, str]
    parent: str = ""
    """The local name of the element around it."""
    division: str = ""
    """The type of the innermost `div` around it."""

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.attributes.get(name)

    @property
    def id(self) -> str:
        """The `xml:id`, empty where there is none."""
        return self.attributes.get(XML_ID, "")

    @property
    def number(self) -> int:
        """The number at the end of the `xml:id`; 0 where there is none."""
        match = _NUMBER.search(self.id)
        return int(match[0]) if match else 0

    def words(self, name: str) -> list[str]:
        """The words of an attribute that holds several."""
        return (self.attributes.get(name) or "").split()


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: the text so far, the marks so far, the elements open."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    open: list[int] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def enter(self, element: etree._Element, lang: str) -> None:
        name = element.tag.rpartition("}")[2]
        parent = self.marks[self.open[-1]] if self.open else None
        kind = element.get("type", "") if name == "div" else parent.division if parent else ""
        inherited = parent.lang if parent else lang
        own = attributes(element)
        start = Span(self.length, self.length)
        self.open.append(len(self.marks))
        self.marks.append(
            Mark(
                name,
                start,
                own.get(XML_LANG, inherited),
                own,
                parent.name if parent else "",
                kind,
            )
        )
        self.add(element.text)

    def leave(self, element: etree._Element) -> None:
        index = self.open.pop()
        mark = self.marks[index]
        span = Span(mark.span.start, self.length)
        self.marks[index] = Mark(mark.name, span, mark.lang, mark.attributes, mark.parent, mark.division)
        if self.open:
            self.add(element.tail)


def read_text(text: etree._Element, lang: str) -> tuple[str, list[Mark]]:
    """The text nodes inside `text`, joined, and its elements in document order, itself first.

    `lang` is the language in force around `text`.
    """
    walk = _Walk()
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start":
            walk.enter(element, lang)
        else:
            walk.leave(element)
    return "".join(walk.parts), walk.marks


def read_standoff(root: etree._Element, marks: list[Mark]) -> Iterator[Mark]:
    """The spans of `standOff`, as the marks that they would be inline.

    Raises `KeyError` where an anchor is missing.
    """
    anchors = {f"#{mark.id}": mark.span.start for mark in marks if mark.name == "anchor"}
    for group in root.iterfind("t:standOff/t:spanGrp", NS):
        for span in group.iterfind("t:span", NS):
            own = attributes(span)
            place = Span(anchors[own["from"]], anchors[own["to"]])
            name, inline = _inline(group.get("type", ""), own)
            yield Mark(name, place, own.get(XML_LANG, ""), inline)


def _inline(group: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The name and the attributes that a span of `group` would have inline."""
    if group == "ner":
        kind = attributes["ana"].split()[0].removeprefix("ner:")
        return _MENTION[kind], _renamed(attributes, corresp="ref")
    if group == "hi":
        if attributes["type"] in _RENDITIONS:
            return "hi", _renamed(attributes, type="rend")
        return "ref", _renamed(attributes, corresp="target")
    if group == "extent":
        return "seg", attributes
    return group, attributes


def _renamed(attributes: dict[str, str], **names: str) -> dict[str, str]:
    return {names.get(key, key): value for key, value in attributes.items()}
