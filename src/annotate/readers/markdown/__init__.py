"""Markdown: the text without its markup, the markup as structure, a map back to the file."""

from __future__ import annotations

from dataclasses import replace

from annotate.errors import InputError
from annotate.model import Metadata, Source
from annotate.plugins import RawFile, Reader
from annotate.readers.encoding import decode
from annotate.readers.markdown import front
from annotate.readers.markdown.assemble import assemble
from annotate.readers.markdown.blocks import parse
from annotate.readers.source import identify, make_visible


def read_markdown(raw: RawFile) -> Source:
    """The `Source` of a Markdown file.

    Its `text` holds what a reader of the rendered page sees, front matter besides, and every line
    end of the file; `origin` maps it to the decoded file. Raises `InputError` when the file is
    empty, blank, binary or undecodable.
    """
    decoded = decode(raw.data, name=raw.name, encoding=raw.encoding)
    file, notices = make_visible(decoded.text)
    header = front.find(file)
    page = assemble(file, parse(file, header[2] if header else 0), header[:2] if header else None)
    if not page.text.strip():
        raise InputError(f"{raw.name}: the file holds no text")
    return Source(
        id=identify(raw.name),
        text=page.text,
        path=raw.name,
        format=READER.name,
        encoding=decoded.encoding,
        markup=page.markup,
        blocks=page.blocks,
        metadata=front.read(file[header[0] : header[1]]) if header else Metadata(),
        notices=tuple(replace(notice, offset=page.place(notice.offset or 0)) for notice in notices),
        origin=page.origin,
    )


READER = Reader("markdown", (".md", ".markdown", ".mdown", ".mkd"), read_markdown)
