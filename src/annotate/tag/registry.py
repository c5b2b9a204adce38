"""One entity across documents: the register of the corpus, and the links of mentions into it.

`merging` tells what is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotate.model import Entity, EntityType, MentionForm, Name
from annotate.tag.authority import Authority
from annotate.tag.linking import Cluster, Link
from annotate.tag.linking import link as link_within
from annotate.tag.merging import Merging
from annotate.tag.romanise import reading
from annotate.tag.scripts import script, simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotate.model import Document


@dataclass(frozen=True, slots=True)
class Survey:
    """What the register needs to know of one document; small enough to send between processes."""

    document: str
    links: tuple[Link, ...]
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Entities that may be one (or one that may be several), for a person to rule."""

    reason: str
    entities: tuple[str, ...]
    """Ids in the register."""


@dataclass(frozen=True, slots=True)
class Register:
    """The entities of a corpus and, for each document, the entity and form of each of its mentions."""

    entities: tuple[Entity, ...] = ()
    links: Mapping[str, tuple[tuple[str | None, MentionForm], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Document id → entity id (or `None`) and form for each of `Document.mentions`, in order."""
    doubts: tuple[Doubt, ...] = ()


def survey(document: Document) -> Survey:
    """The entities of one document, linked within it."""
    links, clusters = link_within(document)
    return Survey(document.source.id, links, clusters)


def link(document: Document, register: Register) -> Document:
    """`document` with the entity and form of each mention set as the register says."""
    known = register.links.get(document.source.id)
    if known is None:
        return document
    pairs = zip(document.mentions, known, strict=True)
    return replace(document, mentions=tuple(replace(m, entity=i, form=f) for m, (i, f) in pairs))


def register(
    documents: Iterable[Document], *, authority: tuple[Authority, ...] = ()
) -> tuple[tuple[Document, ...], Register]:
    """All documents linked, with their register: `survey`, `merge` and `link` in one call."""
    known = tuple(documents)
    made = merge(map(survey, known), authority=authority)
    return tuple(link(document, made) for document in known), made


def merge(surveys: Iterable[Survey], *, authority: tuple[Authority, ...] = ()) -> Register:
    """One register from the surveys of all documents, whatever their order.

    An authority's row joins what it names and gives it its identifiers.
    """
    ordered = sorted(surveys, key=lambda s: s.document)
    nodes = {f"{d}:{n}": cluster for d, made in enumerate(ordered) for n, cluster in enumerate(made.clusters)}
    company = {
        f"{d}:{n}": _company(made, n) for d, made in enumerate(ordered) for n in range(len(made.clusters))
    }
    joined = Merging(nodes, company, authority)
    joined.run()
    return _register(ordered, joined)


def _company(made: Survey, number: int) -> frozenset[str]:
    """The folded names of what a document names beside one of its entities, well-known things apart."""
    others = (c for n, c in enumerate(made.clusters) if n != number and c.known is None)
    return frozenset(simplify(name) for c in others for name, _ in (*c.english, *c.chinese) if len(name) > 1)


def doubts(register: Register) -> str:
    """The doubts as a table with tabs, for a person to rule: the reason, the ids, and by what they are called."""
    called = {
        entity.id: " / ".join(n.text for n in entity.names if n.kind == "preferred")
        for entity in register.entities
    }
    rows = (
        (d.reason, " ".join(d.entities), " | ".join(called[i] for i in d.entities)) for d in register.doubts
    )
    return "".join("\t".join(row) + "\n" for row in (("reason", "entities", "names"), *rows))


# The register


def _register(ordered: list[Survey], joined: Merging) -> Register:
    numbers: Counter[EntityType] = Counter()
    ids: dict[str, str] = {}
    for node in joined.nodes:
        root = joined.groups.find(node)
        if root not in ids:
            kind = Counter(joined.nodes[m].type for m in joined.groups.members(root)).most_common(1)[0][0]
            numbers[kind] += 1
            ids[root] = f"{kind}.{numbers[kind]}"
    entities = tuple(_entity(ids[root], root, joined) for root in ids)
    links = {
        made.document: tuple(
            (
                ids[joined.groups.find(f"{d}:{made_link.cluster}")]
                if made_link.cluster is not None
                else None,
                made_link.form,
            )
            for made_link in made.links
        )
        for d, made in enumerate(ordered)
    }
    doubts = {
        Doubt(reason, tuple(sorted({ids[joined.groups.find(n)] for n in pair})))
        for pair, reason in joined.doubts.items()
    }
    listed = sorted((d for d in doubts if len(d.entities) > 1), key=lambda d: (d.entities, d.reason))
    return Register(entities, MappingProxyType(links), tuple(listed))


def _entity(identifier: str, root: str, joined: Merging) -> Entity:
    members = [joined.nodes[m] for m in sorted(joined.groups.members(root), key=_place)]
    kind = members[0].type
    names = tuple(_names(kind, members))
    marks = [
        pair
        for row in joined.rows
        if any(row.names(c.type, c.english, c.chinese) for c in members)
        for pair in row.identifiers
    ]
    return Entity(identifier, kind, names, tuple(dict.fromkeys(marks)))


def _place(node: str) -> tuple[int, int]:
    document, _, number = node.partition(":")
    return int(document), int(number)


def _names(kind: EntityType, members: list[Cluster]) -> Iterator[Name]:
    """The preferred English and Chinese, the other forms, and the pinyin of the preferred Chinese."""
    english = _summed(pair for c in members for pair in c.english)
    chinese = _summed(pair for c in members for pair in c.chinese)
    short = Counter[tuple[str, MentionForm]]()
    for cluster in members:
        for name, form, count in cluster.short:
            short[name, form] += count
    for rank, (name, count) in enumerate(english):
        yield Name(name, "en", "variant" if rank else "preferred", count)
    for rank, (name, count) in enumerate(chinese):
        yield Name(name, script(name), "variant" if rank else "preferred", count)
    for (name, form), count in sorted(short.items(), key=lambda item: (-item[1], item[0])):
        alone = not english and not chinese and name == _first(short)
        yield Name(name, "en", "preferred" if alone else "acronym" if form == "acronym" else "short", count)
    if chinese:
        yield Name(reading(simplify(chinese[0][0]), person=kind == "person"), "zh-Latn-pinyin", "pinyin", 0)


def _first(short: Counter[tuple[str, MentionForm]]) -> str:
    return min(short, key=lambda item: (-short[item], item))[0]


def _summed(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for name, count in pairs:
        counts[name] += count
    return sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
