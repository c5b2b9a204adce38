"""The order in which people should look at entries."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.glossary.entries import Entry


def by_doubt(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that nobody has ruled on, by doubt times frequency, the greatest first."""
    waiting = [entry for entry in entries if entry.review == "unreviewed"]
    return tuple(sorted(waiting, key=lambda entry: (-doubt(entry), entry.english, entry.id)))


def doubt(entry: Entry) -> float:
    """How many of its glosses are likely wrong: the sum over them of one minus the confidence."""
    return sum(1 - use.confidence for use in entry.occurrences)
