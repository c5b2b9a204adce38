"""XML as strings: escaping, tags, and small element trees for what holds no running text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from annotate.tei.names import Attributes
from annotate.text import CONTROLS

PICTURES: Final = 0x2400
"""Where the block of control pictures begins (https://www.unicode.org/charts/PDF/U2400.pdf)."""


def visible(text: str) -> str:
    """`text` with each character that XML forbids shown by its control picture.

    One character stands for one, so every offset holds. What has no picture becomes U+FFFD.

    >>> visible("a" + chr(7) + "b")
    'a␇b'
    """
    return CONTROLS.sub(lambda match: _picture(ord(match[0])), text)


def _picture(code: int) -> str:
    return chr(PICTURES + code) if code < ord(" ") else "\ufffd"


def escape(text: str) -> str:
    """Running text as XML; CR as a reference, for a parser would read it as LF.

    >>> escape("R&D <" + chr(13))
    'R&amp;D &lt;&#13;'
    """
    if text == " " or text.isalnum():
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def quoted(value: str) -> str:
    """An attribute's value as XML, without the quotation marks around it."""
    if value.isalnum():
        return value
    escaped = escape(visible(value)).replace('"', "&quot;")
    return escaped.replace("\t", "&#9;").replace("\n", "&#10;")


@lru_cache(maxsize=50_000)
def tag(name: str, attributes: Attributes = (), end: str = ">") -> str:
    """A start tag; with `end` as `/>` an empty element. Cached, for words come again."""
    return "".join([f"<{name}", *(f' {key}="{quoted(value)}"' for key, value in attributes), end])


@dataclass(frozen=True, slots=True)
class Element:
    """An element that holds either elements or text, never both."""

    name: str
    attributes: Attributes = ()
    children: tuple[Element, ...] = ()
    text: str = ""


def group(name: str, /, *children: Element | None, **attributes: str) -> Element:
    """An element of those `children` that are there; `_` in an attribute's name means `:`."""
    kept = tuple(child for child in children if child is not None)
    return Element(name, _named(attributes), kept)


def leaf(name: str, text: str = "", /, **attributes: str) -> Element:
    """An element of text; `_` in an attribute's name means `:`."""
    return Element(name, _named(attributes), text=text)


def _named(attributes: dict[str, str]) -> Attributes:
    return tuple((key.replace("_", ":"), value) for key, value in attributes.items())


def render(element: Element, depth: int = 0) -> str:
    """`element` as XML, one element a line, indented by `depth`; text stays as it is."""
    indent = "\n" + " " * depth
    if element.children:
        inner = "".join(render(child, depth + 1) for child in element.children)
        return f"{indent}{tag(element.name, element.attributes)}{inner}{indent}</{element.name}>"
    if element.text:
        text = escape(visible(element.text))
        return f"{indent}{tag(element.name, element.attributes)}{text}</{element.name}>"
    return f"{indent}{tag(element.name, element.attributes, '/>')}"
