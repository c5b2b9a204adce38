"""The sample corpus and the lists of what it holds agree with each other, letter for letter."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
import regex

from annotate.evaluate.lists import read_lists
from annotate.model import EntityType, MentionForm, Span

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "corpus" / "sources"
ENTITIES = ROOT / "tests" / "gold" / "entities"
ARTICLES = sorted(path for path in SOURCES.iterdir() if not path.name.endswith(".zh.txt"))
LISTS = sorted(ENTITIES.glob("*.tsv"))
WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\d’'-]*")


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def article(name: str) -> str:
    return read(next(path for path in ARTICLES if path.stem == name))


def starts(text: str, wanted: str) -> list[int]:
    return [match.start() for match in regex.finditer(regex.escape(wanted), text, overlapped=True)]


def mention(row: list[str], text: str) -> Span:
    start = starts(text, row[0])[int(row[1]) - 1]
    return Span(start, start + len(row[0]))


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in read(path).splitlines()]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_of_the_promised_length(path: Path) -> None:
    assert 400 <= len(WORD.findall(read(path))) <= 900


def test_each_gloss_listed_stands_in_its_article() -> None:
    passages = read_lists(ROOT / "tests" / "gold" / "corpus", sources=SOURCES, read=read)
    assert {passage.id for passage in passages} == {path.stem for path in ARTICLES}
    assert all(passage.glosses for passage in passages)


def test_the_entity_gold_holds_the_promised_number_of_documents() -> None:
    assert len(LISTS) >= 15


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_mentions_listed_stand_in_order_and_apart(path: Path) -> None:
    spans = [mention(row, article(path.stem)) for row in rows(path)]
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_mentions_listed_use_the_words_of_the_model(path: Path) -> None:
    table = rows(path)
    assert {row[2] for row in table} <= {"en", "zh"}
    assert {row[3] for row in table} <= set(get_args(EntityType))
    assert {row[5] for row in table} <= set(get_args(MentionForm))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_an_entity_listed_has_one_type(path: Path) -> None:
    pairs = {(row[4], row[3]) for row in rows(path)}
    assert len(pairs) == len({key for key, _ in pairs})


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_language_listed_is_that_of_the_script(path: Path) -> None:
    han = regex.compile(r"\p{Han}")
    assert [row[2] for row in rows(path)] == ["zh" if han.search(row[0]) else "en" for row in rows(path)]
