"""Which entries to export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotate.glossary.entries import Entry, Review, Term, TermStatus
from annotate.glossary.wording import join_chinese, squash
from annotate.model import GlossType


@dataclass(frozen=True, slots=True)
class Selection:
    """What an entry must be to be chosen; an empty tuple asks for nothing."""

    types: tuple[GlossType, ...] = ()
    reviews: tuple[Review, ...] = ()
    """Without any, rejected entries are left out."""
    statuses: tuple[TermStatus, ...] = ()
    """Terms of other statuses are left out, and entries that then have no term."""
    documents: tuple[str, ...] = ()
    """Occurrences in other documents do not count."""
    min_count: int = 1
    min_confidence: float = 0.0


def select(entries: Iterable[Entry], selection: Selection) -> tuple[Entry, ...]:
    """The entries that `selection` asks for, in their order."""
    restricted = (_within(entry, selection.documents) for entry in entries)
    chosen = (
        _of_statuses(entry, selection.statuses) for entry in restricted if entry and _fits(entry, selection)
    )
    return tuple(entry for entry in chosen if entry)


def _fits(entry: Entry, selection: Selection) -> bool:
    return (
        entry.review in (selection.reviews or ("unreviewed", "accepted"))
        and (not selection.types or entry.type in selection.types)
        and entry.count >= selection.min_count
        and entry.confidence >= selection.min_confidence
    )


def _within(entry: Entry, documents: Sequence[str]) -> Entry | None:
    """`entry` as far as it stands in `documents`, its terms counted anew; `None` when it does not."""
    if not documents:
        return entry
    uses = tuple(use for use in entry.occurrences if use.document in documents)
    if not uses:
        return None
    english = [squash(use.english) for use in uses if use.english]
    chinese = [(join_chinese(use.chinese), use.lang) for use in uses]
    return replace(
        entry,
        occurrences=uses,
        count=len(uses),
        confidence=round(sum(use.confidence for use in uses) / len(uses), 4),
        english_terms=_counted(entry.english_terms, {t: english.count(t.text) for t in entry.english_terms}),
        chinese_terms=_counted(
            entry.chinese_terms, {t: chinese.count((t.text, t.lang)) for t in entry.chinese_terms}
        ),
    )


def _counted(terms: Sequence[Term], counts: dict[Term, int]) -> tuple[Term, ...]:
    """The preferred term and those that still stand somewhere, with their new counts."""
    return tuple(
        replace(term, count=counts[term]) for term in terms if counts[term] or term.status == "preferred"
    )


def _of_statuses(entry: Entry, statuses: Sequence[TermStatus]) -> Entry | None:
    if not statuses:
        return entry
    english = tuple(term for term in entry.english_terms if term.status in statuses)
    if not english:
        return None
    return replace(entry, english_terms=english, english=english[0].text)
