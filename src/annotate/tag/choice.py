"""Which candidates become mentions: outermost and strongest first, and one type for one name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate.tag.candidates import Candidate, Strength
from annotate.tag.scan import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotate.model import EntityType, Span


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Disjoint candidates in order. Glosses and acronyms stand first; then the longer span, if its witness is sure.

    The policy for crossing spans is this order too: the loser is dropped as a mention, for the
    gold keeps the outermost name alone.
    """
    ranked = sorted(
        (c for c in candidates if c.strength >= Strength.DOUBTFUL),
        key=lambda c: (-_tier(c.strength), -len(c.span), -c.strength, c.span, c.type),
    )
    taken: dict[int, Candidate] = {}
    kept: list[Candidate] = []
    for candidate in ranked:
        cells = range(candidate.span.start, candidate.span.end)
        if not any(cell in taken for cell in cells):
            taken.update(dict.fromkeys(cells, candidate))
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.span)


def _tier(strength: Strength) -> int:
    if strength >= Strength.ACRONYM:
        return 2
    return 1 if strength >= Strength.MODEL else 0


_UNSURE_INSIDE = frozenset((Strength.HINT, Strength.MODEL, Strength.TITLE, Strength.WORD))


def allowed(
    candidates: Iterable[Candidate], vetoes: Iterable[Span], *, whole: Callable[[Span], bool]
) -> Iterator[Candidate]:
    """The candidates that no slogan or term contradicts.

    A name inside one stays if it is known by itself, unless the term is `whole`: capitalised all
    through, as a name is ("Buddha Jumps over the Wall").
    """
    barred = Spans(vetoes)
    for candidate in candidates:
        hits = barred.touching(candidate.span)
        inside = all(v.covers(candidate.span) and v != candidate.span and not whole(v) for v in hits)
        if (
            not hits
            or candidate.strength >= Strength.ACRONYM
            or (inside and candidate.strength not in _UNSURE_INSIDE)
        ):
            yield candidate


def one_type(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with one type for each name: the one whose witnesses together are strongest.

    A text rarely means two things of different types by one name (Gale, Church and Yarowsky 1992).
    """
    chosen = list(candidates)
    sums: dict[str, dict[EntityType, int]] = defaultdict(lambda: defaultdict(int))
    for c in chosen:
        sums[c.span.of(text)][c.type] += (c.strength - Strength.HINT) ** 2
    best = {name: max(sorted(kinds), key=kinds.__getitem__) for name, kinds in sums.items()}
    return [c if c.strength == Strength.GLOSS else replace(c, type=best[c.span.of(text)]) for c in chosen]
