"""Rules on what a gloss says of itself: its pinyin, its two scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from annotate.glossary import beside, surnames, syllables
from annotate.glossary.findings import Finding
from annotate.glossary.lines import Lines, told
from annotate.glossary.pinyin import plain
from annotate.glossary.scripts import simplified
from annotate.glossary.wording import squash
from annotate.text import has_han


def readings(lines: Lines) -> Iterator[Finding]:
    """Glosses whose pinyin, or whose head if that is a name in pinyin, does not read the characters."""
    seen: set[tuple[str, str]] = set()
    together = beside.by_extent(lines.document.alignments)
    for alignment in lines.document.alignments:
        chinese = alignment.gloss.span.of(lines.text)
        for written in beside.pinyin(lines.text, alignment, together[alignment.gloss.extent]):
            if (chinese, written) not in seen and _misreads(written, simplified(chinese)):
                seen.add((chinese, written))
                yield told(
                    lines, "pinyin", chinese, f"“{written}” does not read {chinese}", alignment.gloss.span
                )
        head = "" if alignment.head is None else alignment.head.of(lines.text)
        if (
            alignment.type == "person"
            and (chinese, head) not in seen
            and _misspells(head, simplified(chinese))
        ):
            seen.add((chinese, head))
            yield told(
                lines,
                "pinyin",
                chinese,
                f"the name “{squash(head)}” does not read {chinese}",
                alignment.gloss.span,
            )


def _misreads(written: str, chinese: str) -> bool:
    """Whether `written` is pinyin of as many syllables as `chinese` has characters, and reads others."""
    han = [character for character in chinese if has_han(character)]
    return syllables.count(written) == len(han) and not syllables.reads(written, "".join(han))


def _misspells(head: str, chinese: str) -> bool:
    """Whether a name in pinyin shares a syllable with the characters and errs in another."""
    if "·" in chinese or len(chinese) > LONGEST_NAME or syllables.count(head) != len(chinese):
        return False
    known = [syllables.sounds(character) | _as_surname(chinese, n) for n, character in enumerate(chinese)]
    spellings = list(syllables.splits(head, len(chinese)))
    best = max((_right(spelled, known) for spelled in spellings), default=0)
    excused = any(_reordered(spelled, known) or _older(spelled, known) for spelled in spellings)
    return 0 < best < len(chinese) and not excused


LONGEST_NAME = 8
"""Characters of a personal name: the ways to part its pinyin into syllables double with each."""


def _right(spelled: Sequence[str], known: Sequence[frozenset[str]]) -> int:
    """How many of the syllables read their characters."""
    return sum(a in b for a, b in zip(spelled, known, strict=True))


def _as_surname(chinese: str, position: int) -> frozenset[str]:
    reading = surnames.READINGS.get(chinese[0]) if position == 0 else None
    return frozenset({plain(reading)}) if reading else frozenset()


def _reordered(spelled: Sequence[str], known: Sequence[frozenset[str]]) -> bool:
    """Whether the name stands with the given name first, as in Western order."""
    turned = [*spelled[-1:], *spelled[:-1]]
    return all(a in b for a, b in zip(turned, known, strict=True))


def _older(spelled: Sequence[str], known: Sequence[frozenset[str]]) -> bool:
    """Whether another romanisation explains the difference: k for g, hs for x, ts for z."""
    return all(
        syllables.folded(a) in {syllables.folded(sound) for sound in b}
        for a, b in zip(spelled, known, strict=True)
    )


def scripts(lines: Lines) -> Iterator[Finding]:
    """Simplified and traditional forms of one length in one bracket that are not forms of each other."""
    for together in beside.by_extent(lines.document.alignments).values():
        for one, other in combinations(together, 2):
            first, second = one.gloss.span.of(lines.text), other.gloss.span.of(lines.text)
            two_scripts = _is_traditional(first) != _is_traditional(second)
            if two_scripts and one.head == other.head and _unlike(first, second):
                message = f"{first} and {second} are given as two scripts of one word, but are not"
                yield told(lines, "scripts", first, message, one.gloss.span, other.gloss.span)


def _is_traditional(text: str) -> bool:
    return simplified(text) != text


def _unlike(one: str, other: str) -> bool:
    """Whether two forms are of one length, share at least half of their characters, and differ in simplified."""
    a, b = simplified(one), simplified(other)
    shared = sum(x == y for x, y in zip(a, b, strict=False))
    return a != b and len(a) == len(b) and 2 * shared >= len(a)
