"""How well mentions, links and the register agree with what people marked.

Gold stands in `<id>.tsv`, a mention a line: the text, which of its occurrences is meant (from 1),
`en` or `zh`, the type, a key that mentions of one entity share (in all documents), and the form
of the name.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from annotate.errors import InputError
from annotate.evaluate.counts import Score
from annotate.evaluate.gold import Place, occurrence, plain_text
from annotate.model import EntityType, Lang, Mention, MentionForm, Span

_Word = TypeVar("_Word", Lang, EntityType, MentionForm)

COLUMNS = ("text", "nth", "lang", "type", "entity", "form")

_LANGS: Mapping[str, Lang] = {name: name for name in get_args(Lang)}
_TYPES: Mapping[str, EntityType] = {name: name for name in get_args(EntityType)}
_FORMS: Mapping[str, MentionForm] = {name: name for name in get_args(MentionForm)}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the mentions that people marked in it; `Mention.entity` holds the gold's key."""

    id: str
    text: str
    mentions: tuple[Mention, ...]


def read(folder: Path, *, sources: Path, text_of: Callable[[Path], str]) -> tuple[Marked, ...]:
    """Every `<id>.tsv` of `folder`, over the text that `text_of` gives of `<id>.*` in `sources`.

    `InputError` names the file, line and cure.
    """
    return tuple(_marked(path, sources, text_of) for path in sorted(folder.glob("*.tsv")))


def is_entity_gold(folder: Path) -> bool:
    """Whether the lists of `folder` mark mentions of entities; else they mark glosses, or it holds none."""
    rows = (
        line.split("\t")
        for path in sorted(folder.glob("*.tsv"))
        for line in plain_text(path).split("\n")
        if _speaks(line)
    )
    first = next(rows, [])
    return len(first) == len(COLUMNS) and first[2] in _LANGS and first[3] in _TYPES


def _marked(path: Path, sources: Path, text_of: Callable[[Path], str]) -> Marked:
    found = sorted(file for file in sources.iterdir() if file.stem == path.stem) if sources.is_dir() else []
    if len(found) != 1:
        raise InputError(f"{path}: {len(found)} texts named {path.stem}.* in {sources}; there must be one")
    text = text_of(found[0])
    rows = enumerate(plain_text(path).split("\n"), start=1)
    lines = ((Place(path, number), line.split("\t")) for number, line in rows if _speaks(line))
    mentions = sorted((_mention(columns, text, place) for place, columns in lines), key=lambda m: m.span)
    return Marked(path.stem, text, tuple(mentions))


def _speaks(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("# ") and tuple(line.split("\t")) != COLUMNS


def _mention(columns: list[str], text: str, place: Place) -> Mention:
    if len(columns) != len(COLUMNS):
        raise place.error(f"{len(columns)} columns; write {', '.join(COLUMNS)} with tabs between")
    wanted, nth, lang, kind, entity, form = (column.strip() for column in columns)
    if not (nth.isascii() and nth.isdigit() and int(nth)):
        raise place.error(f'"{nth}" is no number of an occurrence; write 1, 2, …')
    span = occurrence(text, wanted, int(nth), place)
    return Mention(
        span, _one(_LANGS, lang, place), _one(_TYPES, kind, place), entity, _one(_FORMS, form, place)
    )


def _one(known: Mapping[str, _Word], name: str, place: Place) -> _Word:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"use one of {', '.join(known)}"
    raise place.error(f'unknown word "{name}"; {hint}')


@dataclass(frozen=True, slots=True)
class Scores:
    """All that is measured of entities."""

    spans: Mapping[Lang, Score]
    typed: Mapping[Lang, Score]
    by_type: Mapping[EntityType, Score]
    """Typed mentions of both languages."""
    links: Score
    """English mentions in a short form whose entity is named in full: right, linked at all, gold."""
    b_cubed: Score3
    merges: Score
    """Pairs of one entity's appearances in two documents: joined rightly, joined, to be joined."""


@dataclass(frozen=True, slots=True)
class Score3:
    """Precision and recall that are means, not shares (B-cubed, Bagga and Baldwin 1998)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(gold: Iterable[Marked], predicted: Mapping[str, Iterable[Mention]]) -> Scores:
    """The scores of `predicted` (mentions by document id) on the documents of `gold`."""
    pairs = [(m, _by_span(m.mentions), _by_span(predicted.get(m.id, ()))) for m in gold]
    langs = get_args(Lang)
    return Scores(
        spans={lang: _sum(_spans(g, p, lang) for _, g, p in pairs) for lang in langs},
        typed={lang: _sum(_typed(g, p, lang=lang) for _, g, p in pairs) for lang in langs},
        by_type={kind: _sum(_typed(g, p, kind=kind) for _, g, p in pairs) for kind in get_args(EntityType)},
        links=_sum(_links(g, p) for _, g, p in pairs),
        b_cubed=_b_cubed([(g, p) for _, g, p in pairs]),
        merges=_merges([(m.id, g, p) for m, g, p in pairs]),
    )


Spanned = Mapping[Span, Mention]


def _by_span(mentions: Iterable[Mention]) -> Spanned:
    return {mention.span: mention for mention in mentions}


def _sum(scores: Iterable[Score]) -> Score:
    known = list(scores)
    return Score(sum(s.right for s in known), sum(s.predicted for s in known), sum(s.gold for s in known))


def _spans(gold: Spanned, found: Spanned, lang: Lang) -> Score:
    wanted = {span for span, m in gold.items() if m.lang == lang}
    given = {span for span, m in found.items() if m.lang == lang}
    return Score(len(wanted & given), len(given), len(wanted))


def _typed(
    gold: Spanned, found: Spanned, *, lang: Lang | None = None, kind: EntityType | None = None
) -> Score:
    def kept(mentions: Spanned) -> set[tuple[Span, EntityType]]:
        return {(s, m.type) for s, m in mentions.items() if lang in {None, m.lang} and kind in {None, m.type}}

    wanted, given = kept(gold), kept(found)
    return Score(len(wanted & given), len(given), len(wanted))


def _links(gold: Spanned, found: Spanned) -> Score:
    """Short forms as `link precision` counts them: right if a full mention of the entity has the same id."""
    full: dict[str | None, set[str | None]] = defaultdict(set)
    named: set[str | None] = set()
    for span, m in gold.items():
        if m.form == "full" and span in found:
            named.add(m.entity)
            full[found[span].entity].add(m.entity)
    wanted = [(s, m) for s, m in gold.items() if m.lang == "en" and m.form != "full" and m.entity in named]
    ids = [(m.entity, found[s].entity) for s, m in wanted if s in found and found[s].entity is not None]
    linked = [(own, full[given]) for own, given in ids if full.get(given)]
    return Score(sum(own in mates for own, mates in linked), len(linked), len(wanted))


def _b_cubed(pairs: list[tuple[Spanned, Spanned]]) -> Score3:
    """B-cubed over the mentions that both have, each document by itself; an unlinked mention stands alone."""
    precision, recall, count = 0.0, 0.0, 0
    for gold, found in pairs:
        both = [span for span in gold if span in found]
        own = {span: gold[span].entity for span in both}
        given: dict[Span, Hashable] = {span: found[span].entity or span for span in both}
        shared = Counter((own[s], given[s]) for s in both)
        owns, givens = Counter(own.values()), Counter(given.values())
        precision += sum(shared[own[s], given[s]] / givens[given[s]] for s in both)
        recall += sum(shared[own[s], given[s]] / owns[own[s]] for s in both)
        count += len(both)
    return Score3(precision / count, recall / count) if count else Score3(0.0, 0.0)


def _merges(documents: list[tuple[str, Spanned, Spanned]]) -> Score:
    """Over pairs of documents: which entities of the one are which of the other."""
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    for name, gold, found in documents:
        for span, m in gold.items():
            other = found.get(span)
            if m.entity is not None and m.form == "full" and other is not None and other.entity is not None:
                owners[other.entity].add((name, m.entity))
                homes[m.entity].add(name)
    joined = [pair for group in owners.values() for pair in _pairs(sorted(group))]
    right = sum(one == other for one, other in joined)
    wanted = sum(len(names) * (len(names) - 1) // 2 for names in homes.values())
    return Score(right, len(joined), wanted)


def _pairs(appearances: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The gold keys of two appearances in different documents."""
    for place, (document, key) in enumerate(appearances):
        yield from ((key, other) for name, other in appearances[place + 1 :] if name != document)


def table(rows: Mapping[str, Scores]) -> str:
    """Several systems' scores side by side, a line each, in percent: typed P, R and F1 of each language, then links.

    The last columns are B-cubed F1 within documents and the precision and recall of joins across them.
    """
    lines = [_HEADER, *(_line(name, scores) for name, scores in rows.items())]
    return "\n".join(lines)


_HEADER = (
    f"{'':<12}{'en spans':>9}{'en P':>7}{'en R':>7}{'en F1':>7}{'zh P':>7}{'zh R':>7}{'zh F1':>7}"
    f"{'link P':>8}{'link R':>8}{'B3 F1':>7}{'join P':>8}{'join R':>8}"
)


def _line(name: str, scores: Scores) -> str:
    en, zh = scores.typed["en"], scores.typed["zh"]
    cells = [(scores.spans["en"].f1, 9), (en.precision, 7), (en.recall, 7), (en.f1, 7), (zh.precision, 7), (zh.recall, 7),
             (zh.f1, 7), (scores.links.precision, 8), (scores.links.recall, 8), (scores.b_cubed.f1, 7),
             (scores.merges.precision, 8), (scores.merges.recall, 8)]  # fmt: skip
    return f"{name:<12}" + "".join(f"{100 * value:>{width}.1f}" for value, width in cells)
