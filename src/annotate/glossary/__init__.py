"""The glossary: entries from the glosses of a corpus, rulings on them, checks of them."""

from annotate.glossary.compilation import entries, kept
from annotate.glossary.entries import Entry, Occurrence, Term

__all__ = ["Entry", "Occurrence", "Term", "entries", "kept"]
