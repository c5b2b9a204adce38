"""The terms of an entry as the termbase formats want them: by language, each form once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.glossary.entries import Entry, Term, TermForm, TermStatus


@dataclass(frozen=True, slots=True)
class Form:
    """One term under one language tag."""

    text: str
    lang: str
    form: TermForm = "full"
    status: TermStatus = "admitted"
    count: int = 0
    """0: it stands in no text but was converted from the other script."""


def forms(entry: Entry) -> tuple[Form, ...]:
    """Every term of `entry`: the English ones, the Chinese ones, then what OpenCC made of the preferred one.

    A term that the texts hold is never replaced; a converted one is added only under a language tag
    that has none yet.
    """
    own = [_form(term) for term in entry.english_terms + entry.chinese_terms]
    return (*_once(own), *_converted(entry, own))


def _form(term: Term) -> Form:
    return Form(term.text, term.lang, term.form, term.status, term.count)


def _once(own: Iterable[Form]) -> tuple[Form, ...]:
    """The first of the forms that share a text and a language."""
    kept: dict[tuple[str, str], Form] = {}
    for form in own:
        kept.setdefault((form.text, form.lang), form)
    return tuple(kept.values())


def _converted(entry: Entry, own: list[Form]) -> tuple[Form, ...]:
    texts, langs = {form.text for form in own}, {form.lang for form in own}
    made = (("zh-Hans", entry.simplified), ("zh-Hant", entry.traditional))
    return tuple(
        Form(text, lang, status="preferred") for lang, text in made if lang not in langs and text not in texts
    )


def by_language(found: Iterable[Form]) -> dict[str, list[Form]]:
    """The forms under each language, in the order in which the languages first appear."""
    groups: dict[str, list[Form]] = {}
    for form in found:
        groups.setdefault(form.lang, []).append(form)
    return groups
