"""Which clusters of all documents are one entity, and what speaks against it.

Names join on the same Chinese (script folded) with English that agrees, or on the same English
where the Chinese does not contradict. What is not sure stays apart and is listed as a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotate.tag import facts
from annotate.tag.groups import Groups
from annotate.tag.joining import shortens
from annotate.tag.keys import person_key
from annotate.tag.romanise import fold, reading
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotate.model import EntityType
    from annotate.tag.authority import Authority
    from annotate.tag.linking import Cluster

COMPANY = 2
"""So many shared companions join two persons of one English name whose characters differ in one that sounds alike."""


_PAIR = 2
"""Two letters or characters are shared by many names."""
_TELLING = 3
"""Longer Chinese names are shared by none, or nearly."""


class Merging:
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
