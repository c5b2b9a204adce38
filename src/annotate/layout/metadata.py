"""What the layout tells about a text: titles, who wrote and translated it, when, where it stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate.layout import signs
from annotate.model import Block, BlockKind, Metadata

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TRANSLATES = ("translat", "译", "譯", "翻")
_WRITES = ("by", "text", "words", "story", "written", "reported", "author", "writer", "reporter")
_WRITES_HAN = ("作者", "记者", "記者", "撰文", "文")


def describe(known: Metadata, text: str, blocks: Iterable[Block]) -> Metadata:
    """`known` with what `blocks` of `text` add; nothing known is overruled."""
    for block in blocks:
        value = block.span.of(text)[: signs.PEEK]
        known = _fill(known, _from_block(block.kind, value))
    return known


def _fill(known: Metadata, more: Metadata) -> Metadata:
    names = Metadata.__slots__
    missing = {name: getattr(more, name) for name in names if getattr(known, name) is None}
    return replace(known, **missing)


def _from_block(kind: BlockKind, value: str) -> Metadata:
    """What one block says."""
    if kind == "title":
        return Metadata(title=_one_line(value))
    if kind == "title-alt":
        return Metadata(title_zh=_one_line(value))
    if kind == "byline":
        return _from_byline(value)
    if kind == "date":
        return Metadata(date=iso_date(value))
    if kind == "colophon":
        return _from_colophon(value)
    return Metadata()


def _one_line(value: str) -> str:
    return " ".join(signs.TRAILING_MARK.sub("", value).split())


def _from_byline(value: str) -> Metadata:
    match = signs.BYLINE.fullmatch(_one_line(value).strip(signs.INVISIBLE))
    if match is None:
        return Metadata()
    role = (match["role"] or match["label"]).lower()
    name, han = split_name(match["names"])
    if any(word in role for word in _TRANSLATES):
        return Metadata(translator=name or han)
    if role.startswith(_WRITES) or role in _WRITES_HAN:
        return Metadata(author=name or han, author_zh=han)
    return Metadata()


def split_name(names: str) -> tuple[str, str | None]:
    """A name and its Chinese form beside it.

    >>> split_name("Huang Liling (黄丽玲)")
    ('Huang Liling', '黄丽玲')
    """
    match = signs.HAN_IN_BRACKETS.search(names)
    if match is None:
        return names.strip(), None
    han = next(group for group in match.groups() if group)
    return (names[: match.start()] + names[match.end() :]).strip(), han


def _from_colophon(value: str) -> Metadata:
    link = signs.LICENCE_URL.search(value)
    licence = link or signs.LICENCE.search(value)
    urls = (match.group().rstrip(".,;)>") for match in signs.URL.finditer(value))
    url = next((url for url in urls if "creativecommons.org" not in url), None)
    return Metadata(url=url, licence=licence.group().rstrip(".") if licence else None)


def iso_date(value: str) -> str:
    """The date in `value` as YYYY-MM-DD, or `value` trimmed when it is written in no known way.

    >>> iso_date("Monday, May 6, 2024"), iso_date("2024年5月6日")
    ('2024-05-06', '2024-05-06')
    """
    if match := signs.ISO_DATE.search(value):
        year, month, day = (int(group) for group in match.groups() if group)
    elif match := signs.MONTH_FIRST.search(value):
        year, month, day = int(match[3]), _month(match[1]), int(match[2])
    elif match := signs.DAY_FIRST.search(value):
        year, month, day = int(match[3]), _month(match[2]), int(match[1])
    else:
        return value.strip()
    return f"{year:04}-{month:02}-{day:02}"


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
