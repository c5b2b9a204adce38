"""What holds for the layout of any text, plain or marked up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import InputError
from annotate.layout import parse
from annotate.model import CONTAINERS, Source, Span
from annotate.readers import read, read_bytes

SENTENCE = "The county archive (县档案馆) has nine employees and eleven books, which nobody had asked to see until now."
LINES = [
    *(
        "Paper Comes Home",
        "纸归青山",
        "By Qiu Wenyin (邱文音)",
        "May 6, 2024",
        "Photo: Rain.",
        "Notes",
        "I. One",
        "2. Two",
    ),
    *(
        "【Editor’s Note: One.",
        "Two.】",
        "Editor's note",
        "[1] A note.",
        "[2] Another.",
        "- item",
        "- another",
        "1. one",
    ),
    *(
        "> quoted",
        ">",
        "    set in",
        f"Taipei (台北){SENTENCE}",
        SENTENCE,
        f"{SENTENCE} {SENTENCE}",
        "short",
        "",
        "",
        "\u3000",
    ),
    *(
        "https://example.org/x",
        "Kindly attribute it.",
        "Source: a book",
        "\u200b",
        "**",
        "# H",
        "| a | b |",
        "|---|---|",
    ),
]


def texts() -> st.SearchStrategy[str]:
    line = st.sampled_from(LINES) | st.text(max_size=20)
    return st.tuples(st.lists(line, max_size=20), st.sampled_from(["\n", "\r\n", "\n\n", "\r"])).map(
        lambda drawn: drawn[1].join(drawn[0])
    )


def check(source: Source) -> None:
    """Leaves are disjoint, in order, trimmed, cover all but white space; containers nest."""
    position = 0
    open_: list[Span] = []
    for block in source.blocks:
        inner = block.span.of(source.text)
        assert inner
        assert inner == inner.strip()
        while open_ and not open_[-1].covers(block.span):
            assert not open_.pop().overlaps(block.span)
        if block.kind in CONTAINERS:
            open_.append(block.span)
            continue
        assert block.span.start >= position
        assert not source.text[position : block.span.start].strip()
        position = block.span.end
    assert not source.text[position:].strip()


@given(texts())
def test_the_leaves_cover_a_plain_text(text: str) -> None:
    check(parse(Source(id="a", text=text)))


@given(texts())
def test_the_leaves_cover_a_marked_up_text(text: str) -> None:
    try:
        source = read_bytes(f"x{text}".encode("utf-8", "replace"), name="a.md", encoding="utf-8")
    except InputError:
        return
    check(parse(source))


@given(texts())
def test_nothing_but_blocks_and_metadata_changes(text: str) -> None:
    source = Source(id="a", text=text)
    laid = parse(source)
    assert (laid.text, laid.id, laid.notices, laid.markup) == (source.text, source.id, (), ())


@given(st.lists(st.text("abc 维稳,;—", min_size=1, max_size=200), min_size=1, max_size=8))
def test_sentences_are_always_paragraphs(lines: list[str]) -> None:
    ordinary = [f"A{line} end." for line in lines]
    source = parse(Source(id="a", text="\n\n".join(ordinary)))
    assert {block.kind for block in source.blocks} == {"paragraph"}


def test_real_essays_keep_every_leaf_in_place(shared: Path) -> None:
    for path in sorted((shared / "real/essays").glob("*.md")):
        laid = parse(read(path))
        check(laid)
        found = [block.kind for block in laid.blocks]
        assert found[:2] == ["metadata", "title"]
        assert laid.metadata.title is not None
        assert (laid.metadata.url or "").startswith("https://www.readingthechinadream.com/")


def test_the_sample_corpus_has_titles(root: Path) -> None:
    paths = sorted(path for path in (root / "corpus/sources").iterdir() if path.suffix in {".txt", ".md"})
    assert paths
    for path in paths:
        laid = parse(read(path))
        check(laid)
        assert laid.metadata.title or laid.metadata.title_zh


HOSTILE = [
    "a\n",
    "a\n\n",
    "[1] a\n",
    "- a\n",
    "> a\n",
    "    a\n\n",
    "By A\n",
    "A (",
    "【Editor’s Note: a\n",
    "1. a\n",
    "\\\n",
    "\n",
    "a: ",
]


@pytest.mark.parametrize("fragment", HOSTILE)
def test_the_time_grows_with_the_length_alone(fragment: str) -> None:
    parse(Source(id="a", text=fragment))
    small, large = (fastest(fragment * (size // len(fragment))) for size in (2_000, 12_000))
    assert large < 6 * 3 * max(
        small, 0.001
    )  # six times the length; quadratic work would take 36 times as long


def fastest(text: str) -> float:
    times = []
    for _ in range(2):
        start = time.process_time()
        parse(Source(id="a", text=text))
        times.append(time.process_time() - start)
    return min(times)
