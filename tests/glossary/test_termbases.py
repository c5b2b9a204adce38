"""Termbases in, and checks against them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from annotate import plugins
from annotate.errors import InputError, MissingExtraError
from annotate.export import FORMAT_GROUP, Exporter, Material, Options
from annotate.glossary import Entry, Term, entries
from annotate.glossary.compare import compare
from annotate.glossary.decisions import Decision
from annotate.glossary.entries import entry_from_terms
from annotate.glossary.termbases import read, read_bytes, status_of
from tests.export.material import flat, hostile, sample
from tests.glossary.build import document

FORMATS = {
    "tbx": "tbx",
    "tbx2": "tbx",
    "tmx": "tmx",
    "csv": "csv",
    "csv-excel": "csv",
    "xlsx": "xlsx",
    "omegat": "utf8",
}


def exported(name: str, found: tuple[Entry, ...], options: Options | None = None) -> bytes:
    exporter = plugins.get(FORMAT_GROUP, name, Exporter)
    return exporter.write(Material(found), options or Options())[0].data


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("tags", ["zh-Hans", "zh-CN"])
def test_a_round_trip_keeps_every_term(name: str, tags: str) -> None:
    found = entries(hostile() + sample())
    options = Options(lang_tags="zh-CN" if tags == "zh-CN" else "zh-Hans")
    back = read_bytes(exported(name, found, options), name=f"x.{FORMATS[name]}")
    pairs = {
        (flat(e.text), flat(c.text))
        for entry in back
        for e in entry.english_terms
        for c in entry.chinese_terms
    }
    missing = {
        (flat(e.text), flat(c.text))
        for entry in found
        for e in entry.english_terms
        for c in entry.chinese_terms
    } - pairs
    assert missing == set()


def test_an_imported_glossary_can_be_exported_again() -> None:
    imported = read_bytes(exported("tbx", entries(sample())), name="x.tbx")
    for name, exporter in plugins.discover(FORMAT_GROUP, Exporter).plugins:
        assert all(file.data is not None for file in exporter.write(Material(imported), Options())), name


def test_what_a_termbase_says_of_its_terms() -> None:
    data = """<?xml version="1.0"?><martif type="TBX-Basic"><text><body><termEntry id="a">
      <langSet xml:lang="en-US"><tig><term>stability maintenance</term>
        <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
        <ntig><termGrp><term>stability preservation</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
      <langSet xml:lang="zh_TW"><tig><term>維穩</term></tig></langSet>
      <langSet xml:lang="de"><tig><term>Stabilität</term></tig></langSet>
    </termEntry></body></text></martif>"""
    (entry,) = read_bytes(data.encode(), name="house.tbx")
    assert [(t.text, t.status) for t in entry.english_terms] == [
        ("stability maintenance", "preferred"),
        ("stability preservation", "deprecated"),
    ]
    assert [(t.text, t.lang) for t in entry.chinese_terms] == [("維穩", "zh-Hant")]
    assert (entry.simplified, entry.traditional, entry.count) == ("维稳", "維穩", 0)


def test_tbx_with_data_categories_as_tags() -> None:
    data = """<tbx type="TBX-Min" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
      xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="a">
      <langSec xml:lang="en"><termSec><term>order</term>
        <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
      <langSec xml:lang="zh"><termSec><term>维稳</term></termSec></langSec></conceptEntry></body></text></tbx>"""
    (entry,) = read_bytes(data.encode(), name="house.tbx")
    assert entry.english_terms[0].status == "superseded"


@pytest.mark.parametrize(
    "table",
    [
        "English,Chinese,Status\norder,维稳,preferred\n",
        "en;zh\norder;维稳\n",
        "维稳\torder\n",
        "\ufeffSource\tTarget\r\norder\t维稳\r\n",
    ],
)
def test_tables_of_many_makes(table: str) -> None:
    (entry,) = read_bytes(table.encode(), name="house.csv")
    assert (entry.english, entry.chinese) == ("order", "维稳")
    (entry,) = read_bytes(table.encode("utf-16"), name="house.csv")
    assert (entry.english, entry.chinese) == ("order", "维稳")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.doc", b"", "a.doc: no termbase that can be read; known: .tbx, .tmx"),
        ("a.tbx", b"<martif>", "a.tbx: not well-formed XML"),
        ("a.tbx", b"", "a.tbx: not well-formed XML"),
        ("a.tmx", b"<tmx/>", "a.tmx: holds no Chinese term"),
        ("a.csv", b"", "a.csv: holds no Chinese term"),
        ("a.csv", b"en,zh\n\xff", "a.csv: byte 6 is not UTF-8"),
        ("a.csv", ("x" * 200_000 + ",维稳").encode(), "a.csv: not a table"),
        ("a.xlsx", b"PK no", "a.xlsx: not a workbook"),
        ("a.xlsx", b"", "a.xlsx: not a workbook"),
    ],
)
def test_bad_termbases(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_bytes(data, name=name)
    assert str(error.value).startswith(message)


def test_a_termbase_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.tbx")


def test_no_entity_of_a_termbase_is_expanded_or_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("维稳secret", encoding="utf-8")
    data = f"""<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "{"维" * 10}">
      <!ENTITY b "{"&a;" * 10}">]><tmx><body><tu><tuv xml:lang="en"><seg>order</seg></tuv>
      <tuv xml:lang="zh"><seg>稳&x;&b;</seg></tuv></tu></body></tmx>"""
    (entry,) = read_bytes(data.encode(), name="x.tmx")
    assert "secret" not in entry.chinese
    assert len(entry.chinese) < 20


def test_a_workbook_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'annotate-zh\[xlsx\]'"):
        read_bytes(b"PK", name="a.xlsx")


def test_words_for_a_status() -> None:
    words = ["preferredTerm-admn-sts", "admittedTerm", "notRecommended", "Obsolete", "forbidden", "whatever"]
    found = [status_of(word) for word in words]
    assert found == ["preferred", "admitted", "deprecated", "superseded", "deprecated", "admitted"]


def house(*rows: tuple[str, str, str]) -> tuple[Entry, ...]:
    """A termbase from Chinese, allowed renderings and forbidden ones, each parted by `/`."""
    return tuple(
        entry_from_terms(
            [Term(t, "en", 0, status="preferred") for t in allowed.split("/") if t]
            + [Term(t, "en", 0, status="deprecated") for t in forbidden.split("/") if t],
            [Term(zh, "zh-Hans", 0)],
        )
        for zh, allowed, forbidden in rows
    )


HOUSE = house(
    ("维稳", "stability maintenance/social stability", "stability preservation/stability"),
    ("干部", "cadre", ""),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[stability maintenance] (<维稳>)", []),
        ("The [Stability Maintenance’s] (<維穩>) cost", []),
        ("many [cadres] (<干部>)", []),
        ("the [cadres’] (<干部>) homes", []),
        ("[ganbu] (<干部>)", []),
        ("[order] (<维稳>)", ["contradiction"]),
        ("[stability preservation] (<维稳>)", ["forbidden"]),
        ("[harmony] (<和谐>)", ["missing"]),
        ("They talk of stability preservation, and stability's preservation.", ["forbidden"]),
        ("They talk of Stability Preservations daily.", ["forbidden"]),
        ("They talk of social stability.", []),
        ("They talk of instability.", []),
        ("[stability maintenance] (<维稳>) is about stability.", ["forbidden"]),
    ],
)
def test_against_a_termbase(text: str, found: list[str]) -> None:
    documents = (document(text),)
    assert [f.rule for f in compare(entries(documents), documents, HOUSE)] == found


def test_a_difference_from_the_termbase_can_be_allowed() -> None:
    documents = (document("[order] (<维稳>)"),)
    (finding,) = compare(entries(documents), documents, HOUSE)
    assert "which has “stability maintenance” or “social stability”" in finding.message
    allow = Decision("allow", finding.document, finding.chinese, value=finding.key)
    assert compare(entries(documents), documents, HOUSE, [allow]) == ()
