"""Read lists of glosses that stand beside the text they mark: `<id>.tsv` for `<id>.*`.

A line holds six columns: the Chinese, which of its occurrences is meant (from 1), the head
(empty where it stands nowhere), which of its occurrences, the type and the convention. A line of
column names, blank lines and lines that start with `# ` are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotate.errors import InputError
from annotate.evaluate.gold import (
    GoldGloss,
    GoldPassage,
    Place,
    convention,
    gloss_type,
    occurrence,
    plain_text,
)
from annotate.model import Span

COLUMNS = ("zh", "nth", "en", "en_nth", "type", "convention")


def read_lists(folder: Path, *, sources: Path, read: Callable[[Path], str]) -> tuple[GoldPassage, ...]:
    """A passage for each `<id>.tsv` of `folder`, over the text that `read` gives of `<id>.*` in `sources`.

    Offsets are into that text. `InputError` names the file, line and cure: no source or several,
    a string that does not stand in the text, an unknown type.
    """
    return tuple(_passage(path, sources, read) for path in sorted(folder.glob("*.tsv")))


def _passage(path: Path, sources: Path, read: Callable[[Path], str]) -> GoldPassage:
    found = sorted(file for file in sources.iterdir() if file.stem == path.stem) if sources.is_dir() else []
    if len(found) != 1:
        raise InputError(f"{path}: {len(found)} texts named {path.stem}.* in {sources}; there must be one")
    text = read(found[0])
    glosses = sorted(
        (_gloss(columns, text, place) for place, columns in _rows(path)), key=lambda gloss: gloss.zh
    )
    return GoldPassage(path.stem, text, tuple(glosses), group=path.stem, genre="corpus")


def _rows(path: Path) -> Iterator[tuple[Place, list[str]]]:
    for number, line in enumerate(plain_text(path).split("\n"), start=1):
        columns = [column.strip() for column in line.split("\t")]
        if line.strip() and not line.startswith("# ") and tuple(columns) != COLUMNS:
            yield Place(path, number), columns


def _gloss(columns: list[str], text: str, place: Place) -> GoldGloss:
    if len(columns) != len(COLUMNS):
        raise place.error(f"{len(columns)} columns; write {', '.join(COLUMNS)} with tabs between")
    zh, nth, en, en_nth, type_name, convention_name = columns
    head = _span(text, en, en_nth, place) if en else None
    return GoldGloss(
        _span(text, zh, nth, place), (head,), gloss_type(type_name, place), convention(convention_name, place)
    )


def _span(text: str, wanted: str, nth: str, place: Place) -> Span:
    if not wanted:
        raise place.error("no Chinese; write it in the first column")
    if nth and not (nth.isascii() and nth.isdigit() and int(nth)):
        raise place.error(f'"{nth}" is no number of an occurrence; write 1, 2, …')
    return occurrence(text, wanted, int(nth or 1), place)
