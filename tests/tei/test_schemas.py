"""The grammar, the ODD, the Schematron and the code say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from lxml import etree

from annotate.model import (
    CONTAINERS,
    BlockKind,
    Convention,
    EntityType,
    GlossType,
    MarkupKind,
    MentionForm,
    Name,
)
from annotate.tei.names import GROUPS, LEAVES, LISTS, MENTION, PLACED, PREFIXES, RENDITIONS, WRAPPED
from annotate.tei.schemas import schema_file
from annotate.tei.taxonomies import DESCRIPTIONS
from tests.tei.grammar import Values, grammar, included, odd
from tests.tei.jing import SCHEMAS, faults, java, tei_all

GRAMMAR = grammar(SCHEMAS / "annotate.rng")
ODD = odd(SCHEMAS / "annotate.odd")


def words(literal: Any) -> frozenset[str]:  # noqa: ANN401  # a Literal is no type to a checker
    return frozenset(get_args(literal))


def test_the_grammar_is_made_from_the_compact_one(tmp_path: Path) -> None:
    result = java("trang.jar", SCHEMAS / "annotate.rnc", tmp_path / "annotate.rng")
    assert result.stderr == ""
    made = (tmp_path / "annotate.rng").read_text(encoding="utf-8")
    assert made == (SCHEMAS / "annotate.rng").read_text(encoding="utf-8"), "run make schemas"


def test_the_odd_is_valid_tei() -> None:
    assert faults(tei_all(), [SCHEMAS / "annotate.odd"]) == ""


def test_the_odd_has_the_elements_of_the_grammar() -> None:
    ours = set(GRAMMAR) - {"xi:include"}
    assert set(ODD) == ours
    assert included(SCHEMAS / "annotate.odd") == ours


@pytest.mark.parametrize("element", sorted(ODD))
def test_the_odd_has_the_attributes_and_lists_of_the_grammar(element: str) -> None:
    assert ODD[element] == GRAMMAR[element]


@pytest.mark.parametrize(
    ("element", "attribute", "values"),
    [
        ("gloss", "subtype", words(Convention)),
        ("span", "subtype", words(Convention)),
        ("term", "type", words(GlossType)),
        ("hi", "rend", frozenset(RENDITIONS)),
        ("ref", "type", words(MarkupKind) - RENDITIONS),
        ("span", "type", words(MarkupKind) | CONTAINERS),
        ("spanGrp", "type", frozenset(GROUPS)),
        ("ab", "type", frozenset(LEAVES)),
        ("q", "type", frozenset(WRAPPED)),
        ("list", "rend", frozenset(LISTS.values())),
        ("prefixDef", "ident", frozenset({"reg", *PREFIXES})),
        ("persName", "type", words(get_type_hints(Name)["kind"])),
    ],
)
def test_the_closed_lists_are_those_of_the_model(element: str, attribute: str, values: Values) -> None:
    assert GRAMMAR[element][attribute] == values


def pattern_of(attribute: str, element: str) -> str:
    """The patterns of the words of a list-valued attribute, joined."""
    root = etree.parse(str(SCHEMAS / "annotate.rng")).getroot()
    rng = "{http://relaxng.org/ns/structure/1.0}"
    found = [
        "".join(str(part) for part in param.itertext())
        for node in root.iter(f"{rng}define")
        if node.get("name") == element
        for param in node.iter(f"{rng}param")
        if node.find(f"{rng}attribute[@name='{attribute}']") is not None
    ]
    return " ".join(found)


def test_the_prefixed_words_are_those_of_the_model() -> None:
    assert f"ner:({'|'.join(get_args(EntityType))})" in pattern_of("ana", "mention.ana")
    assert f"form:({'|'.join(get_args(MentionForm))})" in pattern_of("ana", "mention.ana")
    assert f"type:({'|'.join(get_args(GlossType))})" in pattern_of("ana", "gloss.ana")


def test_every_kind_has_an_element() -> None:
    assert set(MENTION) == words(EntityType)
    assert set(PLACED) | set(LEAVES) == words(BlockKind)
    for name, _ in (*MENTION.values(), *PLACED.values()):
        assert name in GRAMMAR


def test_every_category_is_described() -> None:
    described = {name: frozenset(categories) for name, categories in DESCRIPTIONS.items()}
    assert described == {
        "ner": words(EntityType),
        "form": words(MentionForm),
        "type": words(GlossType),
        "convention": words(Convention),
    }


@pytest.mark.parametrize("name", ["annotate.rnc", "annotate.rng", "annotate.sch", "annotate.odd"])
def test_the_schemas_come_with_the_program(name: str) -> None:
    assert schema_file(name).read_bytes() == (SCHEMAS / name).read_bytes()
