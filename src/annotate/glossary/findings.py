"""What a check found: one value a finding, told apart by content so that it can be allowed once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from annotate.glossary.entries import Occurrence

Rule = Literal[
    "renderings",
    "terms",
    "pinyin",
    "homophones",
    "scripts",
    "late-gloss",
    "repeated-gloss",
    "missing",
    "contradiction",
    "forbidden",
]

RULES: dict[Rule, str] = {
    "renderings": "One Chinese term is rendered in several ways.",
    "terms": "One English rendering stands for several Chinese terms.",
    "pinyin": "The pinyin beside a gloss does not read its characters.",
    "homophones": "Two Chinese forms of one name differ in a character that sounds alike.",
    "scripts": "A simplified and a traditional form given together do not correspond.",
    "late-gloss": "A term is glossed on a later mention and not on the first.",
    "repeated-gloss": "A term is glossed more than once in one document.",
    "missing": "A term of the corpus is not in the glossary it is checked against.",
    "contradiction": "A rendering differs from the one in the glossary it is checked against.",
    "forbidden": "A rendering is used that the glossary forbids.",
}

NOTES: frozenset[Rule] = frozenset({"late-gloss", "repeated-gloss", "missing"})
"""Rules whose findings are matters of style; the others are likely mistakes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding shows."""

    document: str
    path: str
    start: int
    """Code points into the document's text, as is `end`."""
    end: int
    line: int
    """From 1, in the document's text."""
    column: int
    sentence: int
    context: str


@dataclass(frozen=True, slots=True)
class Use:
    """One way in which the corpus words something, and who words it so."""

    wording: str
    count: int
    documents: tuple[str, ...]
    translators: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. Nothing is ever mended by the program."""

    rule: Rule
    chinese: str
    message: str
    places: tuple[Place, ...]
    uses: tuple[Use, ...] = ()
    """How the wordings are shared out, the most frequent first."""
    majority: str | None = None
    """The wording of more than half of the uses, if there is one."""
    document: str = "*"
    """The document that the finding is about, or `*`: the corpus."""

    @property
    def level(self) -> Literal["note", "warning"]:
        """`note` for a matter of style, `warning` for a likely mistake."""
        return "note" if self.rule in NOTES else "warning"

    @property
    def key(self) -> str:
        """What a decision to allow it says: the rule and the wordings. A new wording is a new finding."""
        return f"{self.rule}: {' | '.join(sorted(use.wording for use in self.uses))}"

    @property
    def id(self) -> str:
        """A short name that holds across builds."""
        return "f" + sha256(f"{self.document}\t{self.chinese}\t{self.key}".encode()).hexdigest()[:8]


def share_out(groups: dict[str, list[Occurrence]]) -> tuple[Use, ...]:
    """The uses under each wording, the most frequent first."""
    uses = [
        Use(
            wording,
            len(found),
            tuple(dict.fromkeys(use.document for use in found)),
            tuple(dict.fromkeys(use.source.translator for use in found if use.source.translator)),
            tuple(dict.fromkeys(use.source.date for use in found if use.source.date)),
        )
        for wording, found in groups.items()
    ]
    return tuple(sorted(uses, key=lambda use: -use.count))


def majority(uses: tuple[Use, ...]) -> str | None:
    """The wording of more than half of the uses."""
    total = sum(use.count for use in uses)
    return uses[0].wording if uses and 2 * uses[0].count > total else None
