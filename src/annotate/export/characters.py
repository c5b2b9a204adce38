"""Characters that some formats cannot hold, made visible instead of lost."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import regex

from annotate.text import CONTROLS

_C0_PICTURES, _C0_SIZE = 0x2400, 0x20  # the block Control Pictures mirrors U+0000..U+001F from here
_LINES = regex.compile(r"[\r\n\t\v\f\x1c-\x1f\x85\u2028\u2029]+")


def visible(text: str) -> str:
    r"""`text` with each character that XML forbids as its control picture, or as U+FFFD where it has none.

    >>> visible("a\x0bb\ud800")
    'a␋b�'
    """
    return CONTROLS.sub(_picture, text)


def _picture(match: regex.Match[str]) -> str:
    code = ord(match.group())
    return chr(_C0_PICTURES + code) if code < _C0_SIZE else "\ufffd"


def line(text: str) -> str:
    r"""`text` on one line without tabs, for formats whose rows are lines; spaces are kept.

    >>> line("a\tb\r\nc  d")
    'a b c  d'
    """
    return visible(_LINES.sub(" ", text))


def utf8(text: str) -> bytes:
    """`text` as UTF-8, what cannot be encoded made visible."""
    return visible(text).encode()


def xml_text(text: str) -> str:
    """`text` escaped for an element's content; a carriage return survives the parser."""
    return escape(visible(text), {"\r": "&#13;"})


def xml_attribute(text: str) -> str:
    """`text` escaped and quoted for an attribute's value."""
    return quoteattr(visible(text), {"\r": "&#13;"})
