"""Floors on gold: our own sample corpus, and the real article where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate import layout, readers
from annotate.evaluate import entities as scoring
from annotate.model import Alignment, Document, Gloss, Mention, Source, Span
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag import tag, tag_many
from annotate.tag.registry import Register, register

LABELS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org", "WORK_OF_ART": "work",
          "LAW": "work", "EVENT": "event"}  # fmt: skip


def source_of(path: Path) -> Source:
    return layout.parse(readers.read(path))


def aligned(source: Source, lines: list[str]) -> tuple[Alignment, ...]:
    """Alignments from our list of glosses; the extent is what stands in brackets around the Chinese."""
    found = []
    for line in lines:
        hanzi, nth, head, head_nth, kind, _ = line.split("\t")
        span = nth_of(source.text, hanzi, int(nth))
        if span is not None:
            place = nth_of(source.text, head, int(head_nth)) if head else None
            found.append(Alignment(Gloss(span, extent(source.text, span), "paren"), place, kind))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda a: a.gloss.span))


def nth_of(text: str, wanted: str, nth: int) -> Span | None:
    position = -1
    for _ in range(nth):
        position = text.find(wanted, position + 1)
    return None if position < 0 else Span(position, position + len(wanted))


def extent(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start and end < len(text) and text[start - 1] in "(（《[【" and text[end] in ")）》]】":
        start, end = start - 1, end + 1
    return Span(start, end)


@pytest.fixture(scope="module")
def ours(
    root: Path, english: en.English, chinese: zh.Chinese
) -> tuple[tuple[scoring.Marked, ...], tuple[Document, ...], Register]:
    sources = root / "corpus/sources"
    marked = scoring.read(
        root / "tests/gold/entities", sources=sources, text_of=lambda path: source_of(path).text
    )
    pairs = []
    for text in marked:
        source = source_of(
            next(p for p in sorted(sources.glob(f"{text.id}.*")) if not p.name.endswith(".zh.txt"))
        )
        lines = (root / "tests/gold/corpus" / f"{text.id}.tsv").read_text(encoding="utf-8").splitlines()
        pairs.append((source, aligned(source, [line for line in lines if line and not line.startswith("#")])))
    documents, made = register(tag_many(pairs, english=english, chinese=chinese))
    return marked, documents, made


def test_our_own_gold(
    ours: tuple[tuple[scoring.Marked, ...], tuple[Document, ...], Register], english: en.English
) -> None:
    marked, documents, _ = ours
    assert len(marked) >= 15
    scores = scoring.score(marked, {d.source.id: d.mentions for d in documents})
    alone = scoring.score(marked, {m.id: list(spacy_alone(english, m.text)) for m in marked})
    assert scores.typed["en"].f1 >= 0.95
    assert scores.typed["zh"].f1 >= 0.95
    assert scores.typed["en"].f1 >= alone.typed["en"].f1 + 0.10
    assert scores.links.precision >= 0.97
    assert scores.links.recall >= 0.85
    assert scores.b_cubed.precision >= 0.97


def spacy_alone(english: en.English, text: str) -> list[Mention]:
    reading = next(en.read(english, [text]))
    return [Mention(span, "en", LABELS[label]) for span, label in reading.names if label in LABELS]  # type: ignore[arg-type]


def test_the_real_article(shared: Path, english: en.English, chinese: zh.Chinese) -> None:
    text = (shared / "gold/entities/seed.txt").read_text(encoding="utf-8")
    glosses = json.loads((shared / "gold/seed.json").read_text(encoding="utf-8"))["glosses"]
    alignments = tuple(
        Alignment(
            Gloss(Span(g["zh_start"], g["zh_end"]), extent(text, Span(g["zh_start"], g["zh_end"])), "paren"),
            Span(g["en_start"], g["en_end"]),
            g["type"],
        )
        for g in glosses
    )
    source = layout.parse(Source("seed", text))
    (document,), made = register([tag(source, alignments, english=english, chinese=chinese)])
    gold = json.loads((shared / "gold/entities/seed.json").read_text(encoding="utf-8"))["mentions"]
    marked = scoring.Marked(
        "seed",
        text,
        tuple(
            Mention(Span(m["start"], m["end"]), m["lang"], m["type"], m["entity"], m["form"]) for m in gold
        ),
    )
    scores = scoring.score([marked], {"seed": document.mentions})
    assert scores.typed["en"].f1 >= 0.95
    assert scores.typed["zh"].f1 >= 0.95
    assert scores.links.precision == 1.0
    assert scores.links.recall == 1.0
    assert scores.b_cubed.f1 >= 0.99
    persons = [
        n.text
        for e in made.entities
        if e.type == "person"
        for n in e.names
        if n.kind == "preferred" and n.lang == "en"
    ]
    assert len(persons) == len(set(persons))
