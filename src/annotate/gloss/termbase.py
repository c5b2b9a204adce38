"""A user's termbase as evidence: how the house renders its own terms, beside what the dictionary says.

Whether a term is recommended or forbidden plays no part: a forbidden rendering too tells where the
head is. A house term does not count as listed where types and glosses are decided: their weights
learned what it means that *the dictionary* lists a word, and what it says of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Final, NamedTuple

import regex

from annotate.gloss.stems import content_stems, stem
from annotate.gloss.words import ARTICLES, Word, Words

FEATURE: Final = "termbase"
"""The feature of a candidate that is, word by word, what the termbase has for the Chinese."""
WEIGHT: Final = 8.0
"""What that feature weighs; set by hand, for no gold comes with a termbase to learn it from.

With each case of our gold as its own termbase, 1,813 of 1,842 heads are right at weight 0, 1,828 at 3, 1,833 at
8, and 1,794 without a termbase (`python -m tools.weigh_termbase`). All of CC-CEDICT as a termbase, as wide of the
text as one can be, once cost 4 heads of 1,603 at weight 8.
"""

_JOINS = regex.compile(r"[-‑/]")


class Term(NamedTuple):
    """What the termbase knows of one Chinese term."""

    senses: tuple[frozenset[str], ...]
    """For each rendering, the stems of its content words, as a `lexicon.Word` has them."""
    wordings: frozenset[tuple[str, ...]]
    """Each rendering as `wording` gives it."""


@dataclass(frozen=True, slots=True)
class Termbase:
    """Chinese terms with their English renderings; made by `of`. It pickles, for the processes of a build."""

    renderings: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """Words are cut and stemmed when a term is met: a house may have thousands, a text meets few."""
    longest: int = field(default=0, compare=False)
    """The length of the longest form in characters."""
    digest: str = ""
    """Of the renderings: each batch brings its process a copy, and what is kept for one holds for all."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Termbase:
        """A termbase from pairs of a Chinese form and an English rendering; order plays no part.

        A form is found as it is written, and without its marks: give both scripts.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for chinese, english in pairs:
            for form in {chinese, _bare(chinese)} - {""}:
                found[form].add(english)
        renderings = {form: tuple(sorted(known)) for form, known in sorted(found.items())}
        digest = sha256(repr(renderings).encode()).hexdigest()
        return cls(renderings, max(map(len, renderings), default=0), digest)

    def term(self, chinese: str) -> Term:
        """What is known of `chinese` as a whole."""
        return _term(self.renderings.get(chinese) or self.renderings.get(_bare(chinese), ()))

    def within(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """The terms that stand in `text`, each with its start and end."""
        for start in range(len(text)):
            for end in range(start + 1, min(start + self.longest, len(text)) + 1):
                if known := self.renderings.get(text[start:end]):
                    yield start, end, _term(known)


NO_TERMS: Final = Termbase()


def wording(words: Sequence[Word]) -> tuple[str, ...]:
    """What `words` say, whatever their inflection, spelling, articles, hyphens and marks.

    >>> wording(Words.of("the well-keeper’s Ledgers").items)
    ('well', 'keeper', 'ledger')
    """
    said = (word for word in words if word.is_word and word.lower not in ARTICLES)
    return tuple(stem(part) for word in said for part in _JOINS.split(word.text) if part)


@lru_cache(maxsize=4096)
def _term(renderings: tuple[str, ...]) -> Term:
    said = {english: wording(Words.of(english).items) for english in renderings}
    senses = dict.fromkeys(frozenset(content_stems(english)) for english in said)
    return Term(tuple(s for s in senses if s), frozenset(w for w in said.values() if w))


def _bare(chinese: str) -> str:
    return "".join(character for character in chinese if character.isalnum())
