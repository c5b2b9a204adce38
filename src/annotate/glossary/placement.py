"""Rules on where a document glosses: too late, more than once."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotate.glossary.findings import Finding
from annotate.glossary.lines import Lines, told
from annotate.glossary.wording import chinese_key, squash
from annotate.model import Alignment, Span

_NAMED = frozenset({"person", "place", "org", "work", "event"})


def late(lines: Lines) -> Iterator[Finding]:
    """Terms whose first gloss comes after the term has stood in the running text without one."""
    for key, alignments in _by_term(lines).items():
        first = alignments[0]
        if first.head is None or not lines.body(first.head.start) or _in_longer_gloss(lines, key, first):
            continue
        earlier = _earlier(lines, first.head, distinctive=first.type in _NAMED)
        if earlier is not None:
            head = squash(first.head.of(lines.text))
            message = f"“{head}” is glossed ({key}) only after it has stood without a gloss"
            yield told(lines, "late-gloss", first.gloss.span.of(lines.text), message, earlier, first.head)


def _in_longer_gloss(lines: Lines, key: str, first: Alignment) -> bool:
    """Whether the term was glossed before as part of a longer one (扬州 in 江苏省扬州市)."""
    return any(key in chinese for start, chinese in lines.glosses if start < first.gloss.span.start)


def _by_term(lines: Lines) -> dict[str, list[Alignment]]:
    """The alignments of each Chinese wording in the running text, a bracket once."""
    found: dict[str, list[Alignment]] = {}
    for alignment in lines.document.alignments:
        if lines.body(alignment.gloss.span.start):
            same = found.setdefault(chinese_key(alignment.gloss.span.of(lines.text)), [])
            if all(_apart_from(alignment, other) for other in same):
                same.append(alignment)
    return found


def _apart_from(one: Alignment, other: Alignment) -> bool:
    """Whether two glosses are two acts of glossing, and not forms side by side."""
    return one.gloss.extent != other.gloss.extent and (one.head is None or one.head != other.head)


def _earlier(lines: Lines, head: Span, *, distinctive: bool) -> Span | None:
    """Where the words of `head` stand first in the running text, if that is before `head`.

    A single small word is no term everywhere it stands; part of a longer name is not the name, and
    where names are tagged, what is tagged as none is none (Cantonese, of a person).
    """
    words = head.of(lines.text)
    if not words[:1].isalpha() or not (distinctive or " " in words.strip()):
        return None
    if lines.text.find(words, 0, head.start) < 0:
        return None
    pattern = regex.compile(rf"(?<![\w-]){regex.escape(words)}(?![\w-])")
    found = (Span(*match.span()) for match in pattern.finditer(lines.text, 0, head.start))
    named = {mention.span for mention in lines.document.mentions} if distinctive else set()
    return next(
        (
            span
            for span in found
            if lines.body(span.start) and not _part_of_more(lines, span) and (not named or span in named)
        ),
        None,
    )


def _part_of_more(lines: Lines, span: Span) -> bool:
    """Whether `span` lies within a longer head or mention."""
    longer = [a.head for a in lines.document.alignments if a.head is not None]
    longer += [mention.span for mention in lines.document.mentions]
    return any(other.covers(span) and other != span for other in longer)


def repeated(lines: Lines) -> Iterator[Finding]:
    """Terms that one document glosses more than once in its running text."""
    for alignments in _by_term(lines).values():
        if len(alignments) > 1:
            chinese = alignments[0].gloss.span.of(lines.text)
            message = f"{chinese} is glossed {len(alignments)} times"
            yield told(lines, "repeated-gloss", chinese, message, *(a.gloss.span for a in alignments))
