"""A glossary file of OmegaT (https://omegat.sourceforge.io/manual-standard/en/chapter.glossaries.html).

Three columns parted by tabs: source, target, comment. The suffix `.utf8` tells OmegaT the encoding;
there must be no byte order mark. OmegaT 3.6 skips a line that opens with `#`, so
such a term is written with a space before it, which it keeps and its matching ignores.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.export.characters import line
from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.tmx import pairs
from annotate.glossary.entries import Entry


def _render(material: Material, options: Options) -> bytes:
    rows = (row for entry in material.entries for row in _rows(entry, options))
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def _rows(entry: Entry, options: Options) -> Iterator[tuple[str, str, str]]:
    """A row for each rendering; with regional tags the target is in simplified characters."""
    for pair in pairs(entry):
        target = pair.chinese
        if options.lang_tags == "zh-CN" and pair.chinese == entry.chinese:
            target = entry.simplified
        yield _cell(pair.english), _cell(target), line(_comment(entry))


def _cell(text: str) -> str:
    flat = line(text).strip()
    return f" {flat}" if flat.startswith("#") else flat


def _comment(entry: Entry) -> str:
    other = {entry.simplified, entry.traditional} - {entry.chinese}
    parts = (entry.pinyin, entry.type, *sorted(other), entry.definition, entry.note)
    return "; ".join(part for part in parts if part)


EXPORTER = Exporter("omegat", "OmegaT glossary (tab-separated, .utf8)", one_file("glossary.utf8", _render))
