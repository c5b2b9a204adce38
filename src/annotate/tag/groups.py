"""Disjoint groups of names that grow together (union–find), with their members at hand."""

from __future__ import annotations


class Groups:
    """Names in groups; one name stands for each group."""

    __slots__ = ("_members", "_root")

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._root

    def add(self, name: str) -> None:
        """Make `name` known, in a group of its own."""
        if name not in self._root:
            self._root[name] = name
            self._members[name] = {name}

    def find(self, name: str) -> str:
        """The name that stands for `name`'s group."""
        return self._root[name]

    def members(self, name: str) -> frozenset[str]:
        """Every name in `name`'s group."""
        return frozenset(self._members[self._root[name]])

    def join(self, one: str, other: str) -> None:
        """Make one group of the groups of both names; the smaller one moves, so that many joins stay cheap."""
        first, second = self._root[one], self._root[other]
        if first == second:
            return
        if (len(self._members[first]), second) < (len(self._members[second]), first):
            first, second = second, first
        moved = self._members.pop(second)
        self._members[first] |= moved
        for name in moved:
            self._root[name] = first
