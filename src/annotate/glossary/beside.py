"""What a gloss's own bracket says besides the Chinese: its pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from annotate.glossary import syllables
from annotate.glossary.scripts import simplified
from annotate.model import Alignment, Span

_LATIN = regex.compile(r"\p{Latin}[\p{Latin}\p{M}'’ʼ\- ]*")
_OTHER_ROMANISATION = regex.compile(
    r"(?i)(?:jyutping|yale|wade.giles|cantonese|hokkien|taiwanese|hakka|peh.o̍?e.jī|poj|tongyong|literally|lit\.|courtesy|also)"
    r"[^;,]*$"
)
_PINYIN_LABEL = regex.compile(r"(?i)(?:hanyu )?pinyin\s*[:：]?\s*$")


def by_extent(alignments: Iterable[Alignment]) -> dict[Span, list[Alignment]]:
    """The alignments of each bracket, in order."""
    found: dict[Span, list[Alignment]] = {}
    for alignment in alignments:
        found.setdefault(alignment.gloss.extent, []).append(alignment)
    return found


def pinyin(text: str, alignment: Alignment, together: Sequence[Alignment]) -> Iterator[str]:
    """The pinyin in the bracket of `alignment`: with tone marks, labelled, or by its convention.

    `together` are all alignments of that bracket. Where they hold different names nothing is given:
    whose pinyin it is cannot be told.
    """
    extent = alignment.gloss.extent
    if len({simplified(other.gloss.span.of(text)) for other in together}) > 1:
        return
    inside = extent.of(text)
    for match in _LATIN.finditer(inside):
        before, written = inside[: match.start()], match.group().strip(" -'’")
        labelled = _PINYIN_LABEL.search(before) is not None
        if _OTHER_ROMANISATION.search(before) and not labelled:
            continue
        if labelled or syllables.marked(written) or alignment.gloss.convention == "pinyin+paren":
            yield written


def reading(text: str, alignment: Alignment, together: Sequence[Alignment]) -> str | None:
    """The pinyin with tone marks that the bracket gives and that reads the characters, if any."""
    chinese = simplified(alignment.gloss.span.of(text))
    given = (written for written in pinyin(text, alignment, together) if syllables.marked(written))
    return next((" ".join(written.split()) for written in given if syllables.reads(written, chinese)), None)
