"""The entry that a person means by a term."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from annotate.errors import ConfigError
from annotate.glossary.decisions import Decision, context_key
from annotate.glossary.entries import Entry, Occurrence
from annotate.glossary.wording import chinese_key, english_key
from annotate.model import Document


def find(entries: Sequence[Entry], term: str, document: str | None = None) -> Entry:
    """The one entry with the id, the Chinese or the English `term`; of several, the one in `document`.

    Raises `ConfigError` when there is none, with the nearest, or several, with their ids.
    """
    found = [entry for entry in entries if _means(entry, term)]
    if document is not None and len(found) > 1:
        found = [entry for entry in found if any(use.document == document for use in entry.occurrences)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{entry.id} ({entry.chinese}, “{entry.english}”)" for entry in found)
        raise ConfigError(f"“{term}” is in {len(found)} entries; name one by its id: {listed}")
    known = [text for entry in entries for text in (entry.chinese, entry.english) if text]
    near = get_close_matches(term, known, n=1, cutoff=0.5)
    raise ConfigError(f"no entry has the term “{term}”" + (f"; did you mean “{near[0]}”?" if near else ""))


def _means(entry: Entry, term: str) -> bool:
    if term == entry.id:
        return True
    chinese = {chinese_key(known.text) for known in entry.chinese_terms}
    english = {english_key(known.text) for known in entry.english_terms}
    return chinese_key(term) in chinese or english_key(term) in english


def uses(entry: Entry, document: str, nth: int | None) -> tuple[Occurrence, ...]:
    """The glosses of `entry` in `document`, or the `nth` of them (from 1). Raises `ConfigError`."""
    found = tuple(use for use in entry.occurrences if use.document == document)
    if not found:
        places = ", ".join(dict.fromkeys(use.document for use in entry.occurrences))
        raise ConfigError(f"{entry.chinese} is not glossed in “{document}”; it is in {places}")
    if nth is None:
        return found
    if nth > len(found):
        raise ConfigError(
            f"{entry.chinese} is glossed {len(found)} times in “{document}”; --nth {nth} is too many"
        )
    return found[nth - 1 : nth]


def decision_on(use: Occurrence, documents: Sequence[Document], decision: Decision) -> Decision:
    """`decision` (action, value and note) on the very gloss `use`."""
    text = next(d.source.text for d in documents if d.source.id == use.document)
    quoted, context = use.gloss.of(text), context_key(text, use.gloss)
    return Decision(decision.action, use.document, quoted, context, decision.value, decision.note)
