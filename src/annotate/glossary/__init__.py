"""The glossary: entries from the glosses of a corpus, checks on them, rulings about them."""

from annotate.glossary.entries import Entry, Occurrence, Term, entries

__all__ = ["Entry", "Occurrence", "Term", "entries"]
