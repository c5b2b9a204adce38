"""What every reader of text does alike: a name for the document, and characters that XML can hold."""

from __future__ import annotations

from pathlib import PurePath

import regex

from annotate.model import Notice
from annotate.text import CONTROLS

_NOT_NAME = regex.compile(r"[^A-Za-z0-9_.·\-À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žƀ-ǃΆ-ώЁ-ѿ一-龥〇ぁ-ゔァ-ヺ가-힣\u0300-\u0345]+")
"""What cannot stand in a name under both the fourth and the fifth edition of XML 1.0.

Validators differ in which edition they follow (https://www.w3.org/TR/2006/REC-xml-20060816/#CharClasses
against https://www.w3.org/TR/xml/#NT-NameChar); what both allow is safe everywhere.
"""

_NOT_START = regex.compile(r"[0-9.·\-\u0300-\u0345]")


def identify(name: str) -> str:
    """An NCName made from the stem of the file `name`: the stem itself where it is one already.

    >>> identify("texts/维稳.txt"), identify("2024 report (1).md"), identify("-")
    ('维稳', '_2024-report-1', 'stdin')
    """
    if name == "-":
        return "stdin"
    cleaned = _NOT_NAME.sub("-", PurePath(name).stem).strip("-")
    if not cleaned:
        return "_"
    return f"_{cleaned}" if _NOT_START.match(cleaned) else cleaned


def make_visible(text: str) -> tuple[str, tuple[Notice, ...]]:
    """`text` with each character that XML 1.0 forbids replaced by a visible one, and a notice.

    One character stands for one, so that offsets hold: a C0 control becomes its picture
    (https://www.unicode.org/charts/PDF/U2400.pdf), anything else U+FFFD.
    """
    first = CONTROLS.search(text)
    if first is None:
        return text, ()
    visible, count = CONTROLS.subn(lambda match: _picture(match.group()), text)
    noun = "character" if count == 1 else "characters"
    message = f"{count} control {noun} that XML forbids replaced by visible signs, the first U+{ord(first.group()):04X}"
    return visible, (Notice(message, first.start()),)


def _picture(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"  # noqa: PLR2004 -- the end of C0, as the docstring says
