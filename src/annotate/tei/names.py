"""The names and closed lists of the TEI that we write: one place for build, parse and validate."""

from __future__ import annotations

from typing import Final

import regex

from annotate.model import CONTAINERS, BlockKind, EntityType, MarkupKind

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XINCLUDE: Final = "http://www.w3.org/2001/XInclude"

XML_ID: Final = f"{{{XML}}}id"
XML_LANG: Final = f"{{{XML}}}lang"

Attributes = tuple[tuple[str, str], ...]
"""Attribute names (with their prefix, as written) and values, in the order of writing."""

REGISTER: Final = "register"
"""The `xml:id` and the file stem of the corpus's register of entities."""

CORPUS: Final = "corpus"
"""The `xml:id` and the file stem of the corpus's root file."""

CHINESE: Final = "zh"
"""The language of a title or a name that is Chinese, script unknown."""

MENTION: Final[dict[EntityType, tuple[str, Attributes]]] = {
    "person": ("persName", ()),
    "place": ("placeName", ()),
    "org": ("orgName", ()),
    "work": ("title", ()),
    "event": ("name", (("type", "event"),)),
}
"""The element of a mention. TEI has no `eventName` before 4.5, and readers know `name` anyway."""

MENTION_TYPES: Final[dict[str, EntityType]] = {name: kind for kind, (name, _) in MENTION.items()}

RENDITIONS: Final[frozenset[MarkupKind]] = frozenset({"emphasis", "strong", "strike", "code", "sup", "sub"})
"""Markup that becomes `hi`, with its kind as `rend`; all other markup becomes `ref`."""

PLACED: Final[dict[BlockKind, tuple[str, Attributes]]] = {
    "paragraph": ("p", ()),
    "footnote": ("note", (("place", "foot"),)),
    "editor-note": ("note", (("type", "editorial"),)),
    "quote": ("quote", ()),
    "list": ("list", ()),
    "item": ("item", ()),
    "table": ("table", ()),
    "row": ("row", ()),
    "cell": ("cell", ()),
    "title": ("titlePart", (("type", "main"),)),
    "title-alt": ("titlePart", (("type", "alt"),)),
    "byline": ("byline", ()),
    "date": ("docDate", ()),
    "dateline": ("dateline", ()),
    "heading": ("head", ()),
    "caption": ("head", ()),
    "colophon": ("p", ()),
}
"""The element of a block where the block stands in its proper place.

Anywhere else a leaf is `ab` and a container `q`, with the kind of block as `type`.
"""

FRONT: Final[frozenset[BlockKind]] = frozenset(
    {"title", "title-alt", "byline", "date", "caption", "editor-note", "metadata"}
)
"""The blocks that make `front` when the text opens with them."""

PARENTS: Final[dict[BlockKind, BlockKind]] = {"item": "list", "row": "table", "cell": "row"}
"""The container in which alone a block has its own element."""

CHILDREN: Final[dict[BlockKind, BlockKind]] = {parent: child for child, parent in PARENTS.items()}

LISTS: Final[dict[int, str]] = {0: "bulleted", 1: "ordered"}
"""The level of a list as its `rend`."""

LEAVES: Final[tuple[BlockKind, ...]] = (
    "title",
    "title-alt",
    "byline",
    "date",
    "dateline",
    "caption",
    "heading",
    "cell",
    "code",
    "metadata",
    "colophon",
)
"""The values of `ab/@type`: every leaf but those whose element is valid anywhere."""

WRAPPED: Final[tuple[BlockKind, ...]] = tuple(sorted(CONTAINERS - {"quote"}))
"""The values of `q/@type`: every container but `quote`, which is valid anywhere."""

GROUPS: Final = ("block", "s", "gloss", "term", "extent", "ner", "hi")
"""The values of `spanGrp/@type`: what may stand off."""

PREFIXES: Final[dict[str, str]] = {
    "ner": "Types of entities",
    "form": "Forms of names",
    "type": "Types of glosses",
    "convention": "How glosses stand on the page",
    "ev": "Evidence for heads",
}
"""The taxonomies of a document, each also a prefix for pointers at its categories."""

_PLAIN = regex.compile(r"[A-Za-z0-9.-]")
_CODED = regex.compile(r"_([0-9A-F]{1,6})_")


def ncname(text: str) -> str:
    """`text` as the tail of an NCName: all but ASCII letters, digits, `.` and `-` coded.

    >>> ncname("quote+paren")
    'quote_2B_paren'
    """
    return "".join(c if _PLAIN.match(c) else f"_{ord(c):X}_" for c in text)


def from_ncname(name: str) -> str:
    """The text that `ncname` made `name` from.

    >>> from_ncname("quote_2B_paren")
    'quote+paren'
    """
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name)
