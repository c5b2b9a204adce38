"""Whom and what short names mean: surnames, given names, "the Party", "the Archive". Precision before recall."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import regex

from annotate.tag.keys import parts, person_key
from annotate.tag.romanise import fold

if TYPE_CHECKING:
    from annotate.model import Mention, MentionForm
    from annotate.tag.keys import State

NEAR = 600
"""So close a full name decides between two persons of one surname, in characters …"""
FAR = 2_000
"""… if the other was last named in full this far back."""

_COMMUNIST = frozenset(
    ("Chinese Communist Party", "Communist Party of China", "CCP", "CPC", "Communist Party")
)


def resolve(state: State) -> tuple[list[str | None], list[MentionForm]]:
    """The key of every mention, short ones resolved in reading order, and the form of each."""
    keys = list(state.keys)
    forms: list[MentionForm] = ["full"] * len(keys)
    people = _People(state)
    latest: dict[str, str] = {}
    for index, (mention, name) in enumerate(zip(state.mentions, state.names, strict=True)):
        if (key := keys[index]) is not None:
            keys[index] = _latest(state, index, key, latest)
            forms[index] = _form(mention, name)
            people.saw(index)
        elif mention.type == "person":
            keys[index], forms[index] = people.resolve(index)
        else:
            keys[index], forms[index] = _body(state, name), "short"
    return keys, forms


def _latest(state: State, index: int, key: str, latest: dict[str, str]) -> str:
    """The key of the person last introduced under an English name that several persons of the text share."""
    plain = f"person:en:{person_key(state.names[index])}"
    if plain not in state.homonyms:
        return key
    if index in state.glossed:
        latest[plain] = key
    return latest.get(plain, key)


def _form(mention: Mention, name: str) -> MentionForm:
    if mention.lang == "en" and mention.type != "person" and regex.fullmatch(r"(?:\p{Lu}\.?){2,8}s?", name):
        return "acronym"
    return "full"


def _body(state: State, name: str) -> str | None:
    """The one body or place of the text whose name ends in `name`, or the Communist Party for "Party"."""
    found = {
        state.groups.find(key): key
        for m, n, key in zip(state.mentions, state.names, state.keys, strict=True)
        if key and m.lang == "en" and (n in _COMMUNIST if name == "Party" else n.endswith(" " + name))
    }
    return next(iter(found.values())) if len(found) == 1 else None


class _People:
    """The persons named in full so far, for the resolution of single names."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._bearers: dict[str, dict[str, MentionForm]] = defaultdict(dict)
        self._last: dict[str, int] = {}
        for mention, name, key in zip(state.mentions, state.names, state.keys, strict=True):
            if key and mention.type == "person" and mention.lang == "en":
                for part, form in parts(name).items():
                    self._bearers[part].setdefault(state.groups.find(key), form)

    def saw(self, index: int) -> None:
        """Note that the mention at `index` names someone in full."""
        key = self._state.keys[index]
        if key is not None:
            self._last[self._state.groups.find(key)] = self._state.mentions[index].span.start

    def resolve(self, index: int) -> tuple[str | None, MentionForm]:
        """Who is meant by a single name: the one bearer, or the latest if the others are far back."""
        mention, name = self._state.mentions[index], self._state.names[index]
        bearers = self._bearers[fold(name)]
        seen = sorted((key for key in bearers if key in self._last), key=lambda k: -self._last[k])
        choice = seen or sorted(bearers)
        if len(choice) == 1 or (len(choice) > 1 and seen and self._clear(seen, mention.span.start)):
            return choice[0], bearers[choice[0]]
        return None, next(iter(bearers.values()), "other")

    def _clear(self, seen: list[str], position: int) -> bool:
        return position - self._last[seen[0]] <= NEAR and position - self._last[seen[1]] >= FAR
