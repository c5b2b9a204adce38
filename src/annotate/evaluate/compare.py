"""What the gold and the program say of one passage, side by side.

The rules are those of the reference scorer: the Chinese counts as found when its span is exact; the
head counts as right when, with its edges trimmed, it equals the gold's head or another that the
gold accepts (`annotate.gloss.edges.trim`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import regex

from annotate.evaluate.gold import GoldGloss, GoldPassage
from annotate.gloss.edges import trim
from annotate.model import Alignment, Span
from annotate.text import HAN, QUOTES

Direction = Literal["too long", "too short", "shifted", "elsewhere", "missing", "invented"]
"""How a wrong head is wrong: it covers a right one, lies in it, crosses it, stands apart from all;
there is none where the gold has one; there is one where the gold has none."""

Standing = Literal["quoted", "unquoted", "no head"]
"""Whether a head stands in quotation marks."""

HAN_STRING = regex.compile(rf"{HAN}+(?:[，、：；。！？“”‘’《》〈〉「」『』…—～]+{HAN}+)*")
"""A string of Chinese: Han characters, with Chinese punctuation between them."""

_OPENED = regex.compile(r"[“‘\"'«„](?:(?:the|a|an)\s)?$", regex.IGNORECASE)
_CLOSED = regex.compile(rf"[.,;:!?…]?[{regex.escape(''.join(QUOTES.values()))}]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gloss that the gold has, that the program has, or that both have."""

    passage: GoldPassage
    gold: GoldGloss | None
    """`None`: the program took for a gloss what is none."""
    found: Alignment | None
    """`None`: the program missed it."""

    @property
    def detected(self) -> bool:
        """Whether both have it."""
        return self.gold is not None and self.found is not None

    @property
    def right(self) -> bool:
        """Whether both have it and the head is right, edges trimmed."""
        if self.gold is None or self.found is None:
            return False
        text = self.passage.text
        return trim(text, self.found.head) in [trim(text, head) for head in self.gold.heads]

    @property
    def exact(self) -> bool:
        """Whether both have it and the head is the gold's first, to the character."""
        return self.gold is not None and self.found is not None and self.found.head == self.gold.heads[0]

    @property
    def typed(self) -> bool:
        """Whether both have it and give it one type."""
        return self.gold is not None and self.found is not None and self.found.type == self.gold.type

    @property
    def zh(self) -> Span:
        """Where the Chinese stands."""
        if self.gold is not None:
            return self.gold.zh
        return self.found.gloss.span if self.found is not None else Span(0, 0)


def compare(passage: GoldPassage, found: Iterable[Alignment]) -> tuple[Outcome, ...]:
    """Every gloss of `passage` and of `found`, by position; spans of `found` are in the passage's text.

    Two alignments of one piece of Chinese count once, the last.
    """
    gold = {gloss.zh: gloss for gloss in passage.glosses}
    given = {alignment.gloss.span: alignment for alignment in found}
    spans = sorted(gold.keys() | given.keys())
    return tuple(Outcome(passage, gold.get(span), given.get(span)) for span in spans)


def direction(outcome: Outcome) -> Direction | None:
    """How the head of a gloss that both have is wrong; `None` when it is right or only one has it."""
    if outcome.gold is None or outcome.found is None or outcome.right:
        return None
    text = outcome.passage.text
    heads = [trim(text, head) for head in outcome.gold.heads if head is not None]
    wanted = [head for head in heads if head is not None]
    got = trim(text, outcome.found.head)
    if got is None:
        return "missing"
    return _overlap(got, wanted) if wanted else "invented"


def _overlap(got: Span, wanted: list[Span]) -> Direction:
    if any(got.covers(head) for head in wanted):
        return "too long"
    if any(head.covers(got) for head in wanted):
        return "too short"
    return "shifted" if any(head.overlaps(got) for head in wanted) else "elsewhere"


def standing(text: str, head: Span | None) -> Standing:
    """Whether `head` fills a quotation, a leading article and a closing mark aside."""
    if head is None:
        return "no head"
    opened = _OPENED.search(text, max(0, head.start - 6), head.start)
    return "quoted" if opened and _CLOSED.match(text, head.end) else "unquoted"


def han_strings(text: str) -> tuple[Span, ...]:
    """The strings of Chinese in `text`."""
    return tuple(Span(*match.span()) for match in HAN_STRING.finditer(text))
