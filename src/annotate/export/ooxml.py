"""Office Open XML packages (ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/).

A package is a zip file of XML parts. It is written by hand here, for two reasons: the same entries
must give the same bytes (no time of day anywhere), and no cell may turn into a formula.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

from annotate.export.characters import xml_attribute

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can tell
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_UNIX = 3  # the same on every system, or the bytes would tell on which one the file was made


def archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of `parts` (path, bytes) in their order, every time stamp fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = 0o644 << 16
            target.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def part(body: str) -> bytes:
    """An XML part with its declaration."""
    return (HEADER + body).encode()


def content_types(overrides: Iterable[tuple[str, str]]) -> bytes:
    """`[Content_Types].xml`: the content type of each part."""
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return part(
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def relationships(targets: Sequence[tuple[str, str]], *, external: Sequence[str] = ()) -> bytes:
    """A `.rels` part: (kind, target) pairs as rId1, rId2 …, then hyperlinks to the addresses of `external`."""
    inner = [
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target={xml_attribute(target)}/>'
        for n, (kind, target) in enumerate(targets, 1)
    ]
    outer = [
        f'<Relationship Id="rId{n}" Type="{_REL}/hyperlink" Target={xml_attribute(url)} TargetMode="External"/>'
        for n, url in enumerate(external, len(targets) + 1)
    ]
    return part(f'<Relationships xmlns="{_PACKAGE_REL}">{"".join(inner + outer)}</Relationships>')
