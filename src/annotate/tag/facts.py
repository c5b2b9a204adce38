"""Words that tell what a name is, or that do not belong to it: the sections of `data/words.txt` by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from annotate.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for line in (files("annotate.tag") / "data" / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(section, set()).update(word.replace("_", " ") for word in line.split())
    return MappingProxyType({name: frozenset(words) for name, words in found.items()})


def words(section: str) -> frozenset[str]:
    """The words of one section of the file."""
    return _sections()[section]


def by_type(prefix: str) -> Mapping[str, EntityType]:
    """The words of the sections `<prefix>-<type>`, each with its type."""
    kinds: tuple[EntityType, ...] = get_args(EntityType)
    return MappingProxyType(
        {word: kind for kind in kinds for word in _sections().get(f"{prefix}-{kind}", frozenset())}
    )


TITLES = words("titles")
TITLES_AFTER = words("titles-after")
REGNAL = words("regnal")
DEMONYMS = words("demonyms")
NO_NAMES = words("no-names")
FUNCTION_WORDS = words("function-words")
PLACE_WORDS = words("place-words")
ORG_WORDS = words("org-words")
WORK_WORDS = words("work-words")
EVENT_WORDS = words("event-words")
LOWER_EVENT_WORDS = words("lower-event-words")
PLACE_PREFIXES = words("place-prefixes")
BROADCASTERS = words("broadcasters")
STAYS_BEFORE_S = words("stays-before-s")
WORK_CUES = words("work-cues")
LOCATIVES = words("locatives")
GENERIC = words("generic")
HANZI_TITLES = tuple(sorted(words("hanzi-titles"), key=lambda title: (-len(title), title)))
OF_WORDS = by_type("of")
HANZI_SUFFIXES = by_type("hanzi")
SURNAMES = words("surnames")
OTHER_SURNAMES = words("other-surnames")
HANZI_SURNAMES = words("hanzi-surnames")
HANZI_DOUBLE_SURNAMES = words("hanzi-double-surnames")
STRONG_TITLES = words("strong-titles")
NOT_SURNAMES = words("not-surnames")
CONNECTORS = words("connectors")
ORDINALS = words("ordinals")
MEETINGS = words("meetings")
ABSTRACT = words("abstract")
QUALIFIERS = words("qualifiers")
DYNASTIES = words("dynasties")
LEGAL_FORMS = words("legal-forms")
TELLING_SURNAMES = words("telling-surnames")
COMMON_SURNAMES = words("hanzi-common-surnames")
