"""Mentions in Chinese: glosses that name entities, and names inside longer Chinese text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from annotate.model import EntityType, Mention, Span
from annotate.tag import facts, gazetteer
from annotate.tag.reconcile import by_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from annotate.model import Token

_BOOK = regex.compile(r"《([^《》\n]{1,80})》")
_DEMONYM = frozenset("人话語语文式族裔籍菜学風风")
"""After a place's name these make a people, a language or a manner of it."""

_SHORTEST = 2

_LONGEST = 24
_BRACKETED = 8
_FULL_NAME = 3
"""Of two characters jieba calls too many words names."""


def untitled(hanzi: str, span: Span, kind: EntityType) -> Span:
    """`span` without a title after a person's name (习近平主席), as the gold has it; `hanzi` is simplified."""
    if kind == "person":
        for title in facts.HANZI_TITLES:
            if hanzi.endswith(title) and len(hanzi) - len(title) >= _SHORTEST:
                return Span(span.start, span.end - len(title))
    return span


def in_text(
    text: str,
    tokens: Iterable[Token],
    *,
    known: Mapping[str, EntityType],
    free: Callable[[Span], bool],
) -> Iterator[Mention]:
    """Names in Chinese outside glosses (`free` tells): titles in 《》, names of `known`, what jieba is sure of.

    `known` holds the names that the document's glosses taught, in simplified characters.
    """
    run: list[Token] = []
    for token in tokens:
        if token.lang != "zh":
            continue
        if run and token.span.start != run[-1].span.end:
            yield from _run(text, run, known=known, free=free)
            run = []
        run.append(token)
    yield from _run(text, run, known=known, free=free)
    for match in _BOOK.finditer(text):
        span = Span(*match.span(1))
        if free(span) and regex.search(r"\p{Script=Han}", match[1]):
            yield Mention(span, "zh", "work")


def _run(
    text: str, run: list[Token], *, known: Mapping[str, EntityType], free: Callable[[Span], bool]
) -> Iterator[Mention]:
    """The names in one unbroken run of Chinese words; of a short run in brackets, the whole or nothing."""
    if not run:
        return
    whole = Span(run[0].span.start, run[-1].span.end)
    around = text[whole.start - 1 : whole.start] + text[whole.end : whole.end + 1]
    bracketed = around in {"()", "（）", "[]"} and len(whole) <= _BRACKETED
    place = 0
    while place < len(run):
        found = _longest(run, place, known)
        if found is None:
            place += 1
            continue
        count, kind = found
        span = Span(run[place].span.start, run[place + count - 1].span.end)
        after = run[place + count].lemma if place + count < len(run) else None
        if bracketed and span != whole:
            break
        if free(span) and not (kind == "place" and after and after[0] in _DEMONYM):
            yield Mention(span, "zh", kind)
        place += count


def _longest(run: list[Token], place: int, known: Mapping[str, EntityType]) -> tuple[int, EntityType] | None:
    """How many words from `place` on make a name, and its type; words joined may be a known name."""
    best: tuple[int, EntityType] | None = None
    name = ""
    for count, token in enumerate(run[place : place + 8], 1):
        name += token.lemma or ""
        if len(name) > _LONGEST:
            break
        if kind := known.get(name) or _gazetteer(name):
            best = count, kind
    return best or _by_flag(run[place])


def _gazetteer(name: str) -> EntityType | None:
    found = gazetteer.load().chinese.get(name)
    return found[0].type if found and len(name) > 1 else None


def _by_flag(token: Token) -> tuple[int, EntityType] | None:
    """What jieba's flag alone is trusted for: persons with a surname, places and bodies with their endings."""
    name, flag = token.lemma or "", token.tag or ""
    if flag.startswith("nr"):
        person = "·" in name or (name[:1] in facts.COMMON_SURNAMES and len(name) == _FULL_NAME)
        return (1, "person") if person else None
    if flag == "ns" and len(name) >= _FULL_NAME:
        return 1, "place"
    if flag == "nt" and len(name) >= _FULL_NAME and by_suffix(name) in {"org", None}:
        return 1, "org"
    return None
