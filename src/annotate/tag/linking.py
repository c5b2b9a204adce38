"""One document's mentions as entities: which mentions name the same thing, and by what form of its name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import regex

from annotate.model import EntityType, MentionForm
from annotate.tag.joining import join
from annotate.tag.keys import State
from annotate.tag.resolving import resolve
from annotate.tag.scan import flat

if TYPE_CHECKING:
    from annotate.model import Document

_Name = TypeVar("_Name", str, tuple[str, MentionForm])


@dataclass(frozen=True, slots=True)
class Link:
    """One mention's place in its document's entities."""

    cluster: int | None
    """The number of the entity in the document, or `None` where no link was sure enough."""
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Cluster:
    """One entity as one document names it."""

    type: EntityType
    english: tuple[tuple[str, int], ...]
    """Full English forms with their counts, most frequent first."""
    chinese: tuple[tuple[str, int], ...]
    """Chinese forms as they stand, with their counts."""
    short: tuple[tuple[str, MentionForm, int], ...]
    """Acronyms and short names, with their form and count."""
    known: str | None
    """The key of the gazetteer's entity, if it is one."""


_SPACE = regex.compile(r"\s+")


def link(document: Document) -> tuple[tuple[Link, ...], tuple[Cluster, ...]]:
    """For each mention of `document`, in order, its link; and the entities that they link to."""
    state = State.of(document, flat(document.source.text))
    join(state)
    keys, forms = resolve(state)
    return _numbered(state, keys, forms)


def _numbered(
    state: State, keys: list[str | None], forms: list[MentionForm]
) -> tuple[tuple[Link, ...], tuple[Cluster, ...]]:
    order: dict[str, int] = {}
    links: list[Link] = []
    for key, form in zip(keys, forms, strict=True):
        root = state.groups.find(key) if key is not None else None
        number = order.setdefault(root, len(order)) if root is not None else None
        links.append(Link(number, form))
    members: list[list[int]] = [[] for _ in order]
    for index, made in enumerate(links):
        if made.cluster is not None:
            members[made.cluster].append(index)
    roots = list(order)
    return tuple(links), tuple(_cluster(state, roots[n], indices, links) for n, indices in enumerate(members))


def _cluster(state: State, root: str, indices: list[int], links: list[Link]) -> Cluster:
    english: Counter[str] = Counter()
    chinese: Counter[str] = Counter()
    short: Counter[tuple[str, MentionForm]] = Counter()
    for index in indices:
        mention, form = state.mentions[index], links[index].form
        name = _SPACE.sub(" ", mention.span.of(state.document.source.text))
        if mention.lang == "zh":
            chinese[name.replace(" ", "")] += 1
        elif form == "full":
            english[name] += 1
        else:
            short[name, form] += 1
    known = next(
        (k.removeprefix("known:") for k in sorted(state.groups.members(root)) if k.startswith("known:")), None
    )
    kind = Counter(state.mentions[i].type for i in indices).most_common(1)[0][0]
    shorts = tuple((name, form, count) for (name, form), count in _ranked(short))
    return Cluster(kind, tuple(_ranked(english)), tuple(_ranked(chinese)), shorts, known)


def _ranked(counts: Counter[_Name]) -> list[tuple[_Name, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
