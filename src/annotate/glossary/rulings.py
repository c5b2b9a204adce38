"""Decisions put into effect on entries: merged, split, preferred, accepted, rejected, remarked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from annotate.glossary.decisions import ANY, Action, Decision
from annotate.glossary.entries import Entry, Term, TermStatus
from annotate.glossary.pinyin import pinyin
from annotate.glossary.scripts import both
from annotate.glossary.wording import chinese_key, english_key
from annotate.model import GlossType
from annotate.text import has_han

_STATUSES: dict[Action, TermStatus] = {
    "prefer": "preferred",
    "admit": "admitted",
    "deprecate": "deprecated",
    "supersede": "superseded",
}


def merges(decisions: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    """The pairs of Chinese wordings that people ruled to be one concept."""
    for decision in decisions:
        if decision.action == "merge":
            yield chinese_key(decision.chinese), chinese_key(decision.value)


def ruled(entry: Entry, decisions: Iterable[Decision]) -> Entry:
    """`entry` with the decisions on its Chinese terms in effect, later ones over earlier."""
    keys = {chinese_key(term.text) for term in entry.chinese_terms}
    for decision in decisions:
        if decision.document == ANY and chinese_key(decision.chinese) in keys and decision.action in _EFFECTS:
            entry = _EFFECTS[decision.action](entry, decision)
    return entry


def _accept(entry: Entry, _decision: Decision) -> Entry:
    return replace(entry, review="accepted")


def _reject(entry: Entry, _decision: Decision) -> Entry:
    return replace(entry, review="rejected")


def _type(entry: Entry, decision: Decision) -> Entry:
    kind = cast("GlossType", decision.value)
    words = next((use.words for use in entry.occurrences if use.chinese == entry.simplified), ())
    read = pinyin(entry.simplified, kind, words=words, english=entry.english)
    return replace(entry, type=kind, pinyin=read)


def _define(entry: Entry, decision: Decision) -> Entry:
    return replace(entry, definition=decision.value)


def _subject(entry: Entry, decision: Decision) -> Entry:
    return replace(entry, subject=decision.value)


def _note(entry: Entry, decision: Decision) -> Entry:
    return replace(entry, note=decision.value)


def _status(entry: Entry, decision: Decision) -> Entry:
    status = _STATUSES[decision.action]
    if has_han(decision.value):
        terms = _with_status(entry.chinese_terms, decision.value, status, key=str)
        hans, hant = both(terms[0].text, terms[0].lang)
        changed = replace(
            entry, chinese_terms=terms, chinese=terms[0].text, simplified=hans, traditional=hant
        )
        return _type(changed, replace(decision, value=entry.type))
    terms = _with_status(entry.english_terms, decision.value, status, key=english_key)
    return replace(entry, english_terms=terms, english=terms[0].text if terms else "")


def _with_status(
    terms: Sequence[Term], text: str, status: TermStatus, *, key: Callable[[str], str]
) -> tuple[Term, ...]:
    """`terms` with those worded like `text` under `status`, the preferred one first.

    A term that no text uses is added: it is the rendering that people want (or shun) from now on.
    """
    if not any(key(term.text) == key(text) for term in terms):
        terms = (*terms, Term(text, terms[0].lang if terms else "en", 0))
    if status != "preferred":
        marked = [replace(term, status=status) if key(term.text) == key(text) else term for term in terms]
        return _preferred_first(marked)
    chosen = next((t for t in terms if t.text == text), None) or next(
        t for t in terms if key(t.text) == key(text)
    )
    return _preferred_first(
        [_demoted(term) if term is not chosen else replace(term, status=status) for term in terms]
    )


def _demoted(term: Term) -> Term:
    return replace(term, status="admitted") if term.status == "preferred" else term


def _preferred_first(terms: Sequence[Term]) -> tuple[Term, ...]:
    """`terms` with the preferred one first; when none is left, the first that may be used becomes it."""
    if not any(term.status == "preferred" for term in terms):
        usable = next((term for term in terms if term.status == "admitted"), None)
        terms = [replace(term, status="preferred") if term is usable else term for term in terms]
    return tuple(sorted(terms, key=lambda term: term.status != "preferred"))


_EFFECTS: dict[Action, Callable[[Entry, Decision], Entry]] = {
    "accept": _accept,
    "reject": _reject,
    "type": _type,
    "define": _define,
    "subject": _subject,
    "note": _note,
    "prefer": _status,
    "admit": _status,
    "deprecate": _status,
    "supersede": _status,
}


def idle(entries: Iterable[Entry], decisions: Iterable[Decision]) -> tuple[tuple[Decision, str], ...]:
    """The decisions on entries that find nothing to rule on, each with the reason."""
    found = {chinese_key(term.text): entry for entry in entries for term in entry.chinese_terms}
    return tuple((decision, reason) for decision in decisions if (reason := _idle(found, decision)))


def _idle(found: dict[str, Entry], decision: Decision) -> str:
    if decision.on_gloss or decision.action == "allow":
        return ""
    entry = found.get(chinese_key(decision.chinese))
    if entry is None:
        return f"no entry has the term {decision.chinese}"
    if decision.action == "merge" and chinese_key(decision.value) not in found:
        return f"no entry has the term {decision.value}"
    if decision.action == "accept" and decision.value and not _renders(entry, decision.value):
        return f"no text renders {decision.chinese} as “{decision.value}” any more"
    return ""


def _renders(entry: Entry, rendering: str) -> bool:
    return any(english_key(term.text) == english_key(rendering) for term in entry.english_terms if term.count)
