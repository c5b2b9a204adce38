"""One entity across documents: the register of the corpus, and the links of mentions into it.

Names join on the same Chinese (script folded) with English that agrees, or on the same English
where the Chinese does not contradict. What is not sure stays apart and is listed as a doubt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotate.model import Entity, EntityType, MentionForm, Name
from annotate.tag import facts
from annotate.tag.authority import Authority
from annotate.tag.groups import Groups
from annotate.tag.joining import shortens
from annotate.tag.keys import person_key
from annotate.tag.linking import Cluster, Link
from annotate.tag.linking import link as link_within
from annotate.tag.romanise import fold, reading
from annotate.tag.scripts import script, simplify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotate.model import Document

COMPANY = 2
"""So many shared companions join two persons of one English name whose characters differ in one that sounds alike."""


_PAIR = 2
"""Two letters or characters are shared by many names."""
_TELLING = 3
"""Longer Chinese names are shared by none, or nearly."""


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
    joined = _Merging(nodes, company, authority)
    joined.run()
    return _register(ordered, joined)


def _company(made: Survey, number: int) -> frozenset[str]:
    """The folded names of what a document names beside one of its entities, well-known things apart."""
    others = (c for n, c in enumerate(made.clusters) if n != number and c.known is None)
    return frozenset(simplify(name) for c in others for name, _ in (*c.english, *c.chinese) if len(name) > 1)


class _Merging:
    """The joining of clusters into entities."""

    def __init__(
        self, nodes: Mapping[str, Cluster], company: Mapping[str, frozenset[str]], rows: tuple[Authority, ...]
    ) -> None:
        self.nodes = nodes
        self.company = company
        self.rows = rows
        self.groups = Groups()
        self.doubts: dict[tuple[str, str], str] = {}
        for node in nodes:
            self.groups.add(node)

    def run(self) -> None:
        """Join by what is surest first."""
        self._by_known()
        for row in self.rows:
            self._authority(row)
        self._by(lambda c: [f"zh {simplify(name)}" for name, _ in c.chinese])
        self._by_english(with_chinese=True)
        self._by_english(with_chinese=False)
        self._by_acronym()

    # What a group holds

    def chinese(self, node: str) -> frozenset[str]:
        """The Chinese names of a node's group, in simplified characters."""
        return frozenset(simplify(n) for m in self._clusters(node) for n, _ in m.chinese)

    def english(self, node: str) -> frozenset[str]:
        """The folded English names of a node's group."""
        return frozenset(_folded(m.type, n) for m in self._clusters(node) for n, _ in m.english)

    def _clusters(self, node: str) -> Iterator[Cluster]:
        return (self.nodes[member] for member in self.groups.members(node))

    # Joining

    def _by_known(self) -> None:
        """What the gazetteer knows is one thing, whatever it is called."""
        first: dict[tuple[EntityType, str], str] = {}
        for node, cluster in self.nodes.items():
            if cluster.known:
                self.groups.join(first.setdefault((cluster.type, cluster.known), node), node)

    def _by(self, keys: Callable[[Cluster], list[str]]) -> None:
        index: dict[tuple[EntityType, str], list[str]] = defaultdict(list)
        for node, cluster in self.nodes.items():
            for key in keys(cluster):
                index[cluster.type, key].append(node)
        for nodes in index.values():
            for node in nodes[1:]:
                self._try(nodes[0], node)

    def _try(self, one: str, other: str) -> None:
        if self.groups.find(one) == self.groups.find(other):
            return
        reason = self._against(one, other)
        if reason is None:
            self.groups.join(one, other)
        else:
            self.doubts.setdefault((min(one, other), max(one, other)), reason)

    def _against(self, one: str, other: str) -> str | None:
        """Why two groups that share a name may not be one; `None` if nothing speaks against it."""
        kind = self.nodes[one].type
        hanzi, others = self.chinese(one), self.chinese(other)
        english, foreign = self.english(one), self.english(other)
        if hanzi and others and not hanzi & others:
            return self._against_chinese(one, other, kind)
        if hanzi & others and english and foreign and not english & foreign:
            return _against_english(kind, hanzi & others, english, foreign)
        return None

    def _against_chinese(self, one: str, other: str, kind: EntityType) -> str | None:
        hanzi, others = self.chinese(one), self.chinese(other)
        if kind != "person" and any(_kin(a, b) for a in hanzi for b in others):
            return None
        names = f"{'/'.join(sorted(hanzi))} and {'/'.join(sorted(others))}"
        if kind == "person" and any(_one_sound_apart(a, b) for a in hanzi for b in others):
            shared = self._shared(one, other)
            if len(shared) >= COMPANY:
                return None
            return f"the same English for {names}, which sound alike"
        return f"the same English for {names}"

    def _shared(self, one: str, other: str) -> frozenset[str]:
        mine = frozenset[str]().union(*(self.company[m] for m in self.groups.members(one)))
        theirs = frozenset[str]().union(*(self.company[m] for m in self.groups.members(other)))
        own = self.chinese(one) | self.chinese(other)
        return (mine & theirs) - own - {n for m in (one, other) for n, _ in self.nodes[m].english}

    def _by_english(self, *, with_chinese: bool) -> None:
        """Join groups of one English name; a group without Chinese joins only where one group has the name."""
        index: dict[tuple[EntityType, str], list[str]] = defaultdict(list)
        for node, cluster in self.nodes.items():
            for name, _ in cluster.english:
                if _telling(cluster.type, name):
                    index[cluster.type, _folded(cluster.type, name)].append(node)
        for nodes in index.values():
            named = [n for n in nodes if self.chinese(n)]
            if with_chinese:
                self._pairs(named)
            else:
                self._bare(named, [n for n in nodes if not self.chinese(n)])

    def _pairs(self, nodes: list[str]) -> None:
        """Try each group with every other; one node stands for each group, for there may be many."""
        heads: list[str] = []
        for node in nodes:
            for head in heads:
                self._try(head, node)
            if self.groups.find(node) not in {self.groups.find(head) for head in heads}:
                heads.append(node)

    def _bare(self, named: list[str], bare: list[str]) -> None:
        if len({self.groups.find(n) for n in named}) <= 1:
            for node in bare:
                self._try((named or bare)[0], node)
        else:
            for node in bare:
                self.doubts.setdefault((named[0], node), "an English name that several share")

    def _by_acronym(self) -> None:
        """An acronym that stands alone in a document joins the one entity that has it elsewhere."""
        full: dict[tuple[EntityType, str], set[str]] = defaultdict(set)
        alone: list[tuple[EntityType, str, str]] = []
        for node, cluster in self.nodes.items():
            for name, form, _ in cluster.short:
                if form == "acronym" and len(name) > _PAIR:
                    if cluster.english or cluster.chinese:
                        full[cluster.type, name].add(node)
                    else:
                        alone.append((cluster.type, name, node))
        for kind, name, node in alone:
            homes = sorted(full[kind, name])
            if homes and len({self.groups.find(h) for h in homes}) == 1:
                self.groups.join(homes[0], node)
            else:
                same = [n for k, a, n in alone if k == kind and a == name]
                self._try(same[0], node)

    def _authority(self, row: Authority) -> None:
        nodes = [n for n, c in self.nodes.items() if row.names(c.type, c.english, c.chinese)]
        for node in nodes[1:]:
            self.groups.join(nodes[0], node)


def _folded(kind: EntityType, name: str) -> str:
    bare = name.removeprefix("The ").removeprefix("the ")
    return person_key(bare) if kind == "person" else fold(bare.replace("&", "and"))


def _telling(kind: EntityType, name: str) -> bool:
    """Whether an English name is enough to know its bearer in another text."""
    if kind == "person":
        return len(name.split()) > 1
    return len(name) > _PAIR and name not in facts.ORG_WORDS | facts.PLACE_WORDS


def _against_english(
    kind: EntityType, hanzi: frozenset[str], english: frozenset[str], others: frozenset[str]
) -> str | None:
    """Whether different English names of the same Chinese may be one thing."""
    longest = max(hanzi, key=len)
    sound = fold(reading(longest, person=False))
    romanised = [any(_sounds(name, sound) for name in names) for names in (english, others)]
    if kind == "person":
        fits = all(romanised) or (any(romanised) and len(longest) > _PAIR) or len(longest) > _TELLING
    else:
        fits = (
            any(romanised) or len(longest) > _TELLING or any(_overlap(a, b) for a in english for b in others)
        )
    return None if fits else f"one Chinese name {longest} for {'/'.join(sorted(english | others))}"


def _sounds(name: str, sound: str) -> bool:
    return name == sound or sorted(name) == sorted(sound)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one or one[:5] == other[:5]


def _kin(one: str, other: str) -> bool:
    """Whether two Chinese names may be forms of one: the shorter abbreviates the longer, or they share most of it."""
    short, long = sorted((one, other), key=len)
    return shortens(short, long) or len(set(one) & set(other)) * 2 > len(set(long)) or short in long


def _one_sound_apart(one: str, other: str) -> bool:
    """Whether two names differ in one character and are read alike."""
    if len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) != 1:
        return False
    return fold(reading(one, person=True)) == fold(reading(other, person=True))


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


def _register(ordered: list[Survey], joined: _Merging) -> Register:
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


def _entity(identifier: str, root: str, joined: _Merging) -> Entity:
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
