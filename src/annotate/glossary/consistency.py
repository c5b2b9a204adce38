"""What in a glossary and its documents does not agree with itself. Reported, never mended.

Each rule is a function from entries (`agreement`) or from one document (`inscription`, `placement`)
to findings; `check` runs them all. A finding that a decision allows is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotate.glossary.agreement import homophones, renderings, shunned, terms
from annotate.glossary.decisions import Decision
from annotate.glossary.entries import Entry
from annotate.glossary.findings import Finding
from annotate.glossary.inscription import readings, scripts
from annotate.glossary.lines import Lines, Texts
from annotate.glossary.placement import late, repeated
from annotate.glossary.wording import chinese_key
from annotate.model import Document


def check(
    entries: Sequence[Entry], documents: Iterable[Document], decisions: Sequence[Decision] = ()
) -> tuple[Finding, ...]:
    """Every finding on `entries` and the `documents` they come from that no decision allows.

    Ordered by rule, then by Chinese, then by document.
    """
    texts = {document.source.id: Lines(document) for document in documents}
    found = [finding for rule in _ON_ENTRIES for finding in rule(entries, texts)]
    found += [finding for rule in _ON_DOCUMENTS for lines in texts.values() for finding in rule(lines)]
    return quiet(sorted(found, key=lambda f: (f.rule, f.chinese, f.document, f.message)), decisions)


def quiet(found: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings that no decision allows."""
    allowed = {(d.document, chinese_key(d.chinese), d.value) for d in decisions if d.action == "allow"}
    return tuple(f for f in found if (f.document, chinese_key(f.chinese), f.key) not in allowed)


_ON_ENTRIES: tuple[Callable[[Sequence[Entry], Texts], Iterator[Finding]], ...] = (
    renderings,
    terms,
    homophones,
    shunned,
)
_ON_DOCUMENTS: tuple[Callable[[Lines], Iterator[Finding]], ...] = (readings, scripts, late, repeated)
