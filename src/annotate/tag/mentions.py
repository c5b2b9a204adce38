"""Every place where an entity is named, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from annotate.model import EntityType, Mention, Span
from annotate.text import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotate.model import Alignment, Source, Token

_TYPES: Mapping[str, EntityType] = MappingProxyType(
    {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org", "WORK_OF_ART": "work",
     "LAW": "work", "EVENT": "event"}
)  # fmt: skip

_NAMED: Mapping[str, EntityType] = MappingProxyType({kind: kind for kind in get_args(EntityType)})


def find(
    source: Source,
    alignments: Iterable[Alignment],
    *,
    tokens: tuple[Token, ...],  # noqa: ARG001
    sentences: tuple[Span, ...],  # noqa: ARG001
    names: Iterable[tuple[Span, str]],
) -> tuple[Mention, ...]:
    """The mentions of `source`, ascending and disjoint."""
    found: list[Mention] = []
    for alignment in alignments:
        if kind := _NAMED.get(alignment.type):
            found.append(Mention(alignment.gloss.span, "zh", kind))
            if alignment.head:
                found.append(Mention(alignment.head, "en", kind))
    for span, label in names:
        if label in _TYPES and not has_han(span.of(source.text)):
            found.append(Mention(span, "en", _TYPES[label]))
    taken: list[Mention] = []
    for mention in found:
        if not any(mention.span.overlaps(other.span) for other in taken):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda m: m.span))
