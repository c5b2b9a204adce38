"""One document's mentions with the keys that mentions of one thing share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from annotate.tag import facts
from annotate.tag.again import surname
from annotate.tag.candidates import bare
from annotate.tag.groups import Groups
from annotate.tag.romanise import fold, is_person, is_wade, wade_giles
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.model import Document, EntityType, Mention, MentionForm

_SPACE = regex.compile(r"\s+")
_ARTICLE = regex.compile(r"^(?:[Tt]he|[Aa]n?) ")


_WITH_INITIAL = 3


@dataclass(slots=True)
class State:
    """The work in hand: mentions with their keys, and the groups of keys."""

    text: str
    document: Document
    mentions: tuple[Mention, ...]
    names: list[str]
    keys: list[str | None]
    """The key of each mention that founds or names an entity in full; `None` for short forms."""
    groups: Groups
    homonyms: set[str] = field(default_factory=set)
    """Keys of English names that stand for several persons of the text."""
    glossed: set[int] = field(default_factory=set)
    """The mentions whose Chinese stands beside them."""

    @classmethod
    def of(cls, document: Document, text: str) -> State:
        """The start: each mention with its own key, nothing joined; `text` is the flat text."""
        names = [_name(text, document.source.text, m) for m in document.mentions]
        families = _families(document.mentions, names)
        keys = [_key(m, n, families) for m, n in zip(document.mentions, names, strict=True)]
        groups = Groups()
        for key in keys:
            if key is not None:
                groups.add(key)
        return cls(text, document, document.mentions, names, keys, groups)


def _name(text: str, source: str, mention: Mention) -> str:
    if mention.lang == "zh":
        return _SPACE.sub("", simplify(mention.span.of(source)))
    return _SPACE.sub(" ", _ARTICLE.sub("", mention.span.of(text)))


def _families(mentions: Sequence[Mention], names: list[str]) -> frozenset[str]:
    """The folded surnames and given names of the persons whom the text names in full."""
    found: set[str] = set()
    for mention, name in zip(mentions, names, strict=True):
        if mention.type == "person" and mention.lang == "en":
            found.update(parts(name))
    return frozenset(found)


def parts(name: str) -> dict[str, MentionForm]:
    """The folded words by which a person may be called alone."""
    words = [w for w in bare(name) if w not in facts.TITLES]
    family = surname(words)
    if family is None or "of" in words:
        return {}
    given = words[-1] if is_person(tuple(words)) and words[0] == family else words[0]
    parts: dict[str, MentionForm] = {fold(given): "given"} if given != family and len(fold(given)) > 1 else {}
    parts[fold(family)] = "surname"
    return parts


def _key(mention: Mention, name: str, families: frozenset[str]) -> str | None:
    """What mentions of one thing share: type, language and folded name; `None` for what must be resolved."""
    if mention.lang == "zh":
        return f"{mention.type}:zh:{name}"
    if mention.type == "person" and len(bare(name)) == 1 and fold(name) in families:
        return None
    if name == "Party" or (mention.type != "person" and name in facts.ORG_WORDS | facts.PLACE_WORDS):
        return None
    return f"{mention.type}:en:{_folded(name, mention.type)}"


def _folded(name: str, kind: EntityType) -> str:
    if kind == "person":
        return person_key(name)
    return fold(name.replace("&", "and").removesuffix(" dynasty").removesuffix(" Dynasty"))


def person_key(name: str) -> str:
    """The folded name, of a Wade–Giles name its pinyin, of three words the first and the last."""
    words = bare(name)
    if is_wade(words):
        parts = [wade_giles(s) for word in words for s in word.split("-")]
        return "".join(p for p in parts if p)
    if len(words) == _WITH_INITIAL and not is_person(tuple(words)) and len(words[1].rstrip(".")) == 1:
        return fold(words[0] + words[2])
    return fold("".join(words))
