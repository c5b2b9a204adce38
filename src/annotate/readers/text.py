"""Plain text: the decoded file as it stands."""

from __future__ import annotations

from annotate.errors import InputError
from annotate.model import Source
from annotate.plugins import RawFile, Reader
from annotate.readers.encoding import decode
from annotate.readers.source import identify, make_visible


def read_text(raw: RawFile) -> Source:
    """The `Source` of a plain text; its offsets are those of the decoded file.

    Raises `InputError` when the file is empty, blank, binary or undecodable.
    """
    decoded = decode(raw.data, name=raw.name, encoding=raw.encoding)
    if decoded.text.isspace() or not decoded.text:
        raise InputError(f"{raw.name}: the file holds nothing but white space")
    text, notices = make_visible(decoded.text)
    return Source(
        id=identify(raw.name),
        text=text,
        path=raw.name,
        format=READER.name,
        encoding=decoded.encoding,
        notices=notices,
    )


READER = Reader("text", (".txt", ".text"), read_text)
