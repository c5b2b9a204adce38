"""The corpus's root file and its register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotate import tei
from annotate.config import CorpusConfig
from annotate.errors import InputError
from annotate.model import Entity, EntityType, Name
from annotate.tei.schemas import relaxng
from tests.tei.documents import WORDS
from tests.tei.examples import CONFIG, NS, REGISTER, bank
from tests.tei.jing import SCHEMAS, faults, tei_all

BASE = "{http://www.w3.org/XML/1998/namespace}base"

TYPES: list[EntityType] = ["person", "place", "org", "work", "event"]


@st.composite
def registers(draw: st.DrawFn) -> tuple[Entity, ...]:
    """Entities by type, numbered."""
    names = st.builds(
        Name,
        WORDS,
        st.sampled_from(["en", "zh", "zh-Hans", "zh-Hant", "zh-Latn-pinyin"]),
        st.sampled_from(["preferred", "variant", "acronym", "short", "pinyin"]),
        st.integers(0, 10**6),
    )
    identifiers = st.lists(st.tuples(st.sampled_from(["wikidata", "VIAF"]), WORDS), max_size=2).map(tuple)
    return tuple(
        Entity(
            f"{type_}.{number}",
            type_,
            tuple(draw(st.lists(names, min_size=1, max_size=3))),
            draw(identifiers),
        )
        for type_ in TYPES
        for number in range(draw(st.integers(0, 2)))
    )


@settings(max_examples=50)
@given(registers())
def test_a_register_reads_back_equal_and_is_valid(entities: tuple[Entity, ...]) -> None:
    data = tei.build_register(entities, CONFIG)
    assert tei.parse_register(data) == entities
    assert relaxng("register").validate(etree.fromstring(data)), relaxng("register").error_log


def test_a_register_is_grouped_by_type() -> None:
    read = tei.parse_register(tei.build_register(REGISTER, CONFIG))
    assert [entity.type for entity in read] == TYPES
    assert set(read) == set(REGISTER)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two documents with a register, as files."""
    for id_ in ("bank", "other"):
        (tmp_path / f"{id_}.xml").write_bytes(tei.build(bank(id_), corpus=CONFIG))
    (tmp_path / "register.xml").write_bytes(tei.build_register(REGISTER, CONFIG))
    (tmp_path / "corpus.xml").write_bytes(tei.build_corpus(["bank", "other"], CONFIG))
    return tmp_path / "corpus.xml"


def expanded(corpus: Path) -> Path:
    """The corpus with its XIncludes expanded, under the same file name."""
    tree = etree.parse(str(corpus))
    tree.xinclude()
    for element in tree.getroot().iter():
        if BASE in element.attrib:
            del element.attrib[BASE]  # TEI allows it, our grammar does not
    folder = corpus.parent / "expanded"
    folder.mkdir()
    tree.write(str(folder / "corpus.xml"), encoding="utf-8")
    return folder / "corpus.xml"


def test_the_expanded_corpus_is_valid_for_jing(corpus: Path) -> None:
    whole = expanded(corpus)
    assert len(etree.parse(str(whole)).getroot().findall("t:TEI", NS)) == 3
    assert faults(tei_all(), [whole]) == ""
    assert faults(SCHEMAS / "annotate.rng", [whole, corpus]) == ""


def test_the_expanded_corpus_keeps_the_rules(corpus: Path) -> None:
    whole = expanded(corpus)
    assert faults(SCHEMAS / "annotate.sch", [whole]) == ""
    assert tei.validate(whole) == []


def test_a_fault_in_an_expanded_corpus_is_found(corpus: Path) -> None:
    (corpus.parent / "other.xml").write_bytes(
        tei.build(bank("other"), corpus=CONFIG)
        .replace(b"reg:org.1", b"reg:org.9")
        .replace(b'ident="zh-Hans"', b'ident="fr"')
    )
    whole = expanded(corpus)
    lines = faults(SCHEMAS / "annotate.sch", [whole])
    assert "“reg:org.9” is not in the register" in lines
    assert "xml:lang “zh-Hans” is not declared" in lines
    assert any("zh-Hans” is not declared" in problem.message for problem in tei.validate(whole))


@pytest.mark.parametrize("damage", [(b' n="1"', b""), (b' n="1"', b' n="one"'), (b'xml:id="org.1"', b"")])
def test_a_register_of_another_make_is_refused(damage: tuple[bytes, bytes]) -> None:
    with pytest.raises(InputError, match="another make"):
        tei.parse_register(tei.build_register(REGISTER, CONFIG).replace(*damage))


def test_an_empty_register_is_valid(tmp_path: Path) -> None:
    data = tei.build_register((), CorpusConfig())
    (tmp_path / "register.xml").write_bytes(data)
    assert tei.parse_register(data) == ()
    assert faults(tei_all(), [tmp_path / "register.xml"]) == ""


def test_a_full_register_is_valid_tei(tmp_path: Path) -> None:
    (tmp_path / "register.xml").write_bytes(tei.build_register(REGISTER, replace(CONFIG, language="en-GB")))
    assert faults(tei_all(), [tmp_path / "register.xml"]) == ""
