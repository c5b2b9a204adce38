"""Broken files: each fault is found, by the program and by the Schematron, and told with its cure."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import tei
from annotate.cli import main
from annotate.errors import InputError
from tests.tei.examples import CONFIG, REGISTER, bank
from tests.tei.jing import SCHEMAS, faults

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = tei.build(bank(), corpus=CONFIG)
SENTENCE = b'<s xml:id="bank.s1">'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one document."""
    (tmp_path / "bank.xml").write_bytes(SOUND)
    (tmp_path / "register.xml").write_bytes(tei.build_register(REGISTER, CONFIG))
    (tmp_path / "corpus.xml").write_bytes(tei.build_corpus(["bank"], CONFIG))
    return tmp_path


def line_of(data: bytes, needle: bytes) -> int:
    return data.count(b"\n", 0, data.index(needle)) + 1


@pytest.mark.parametrize("name", ["bank.xml", "register.xml", "corpus.xml"])
def test_what_we_write_is_sound(folder: Path, name: str) -> None:
    assert tei.validate(folder / name) == []


# what breaks, where the fault is told, what the message says, and whether it is also a rule of the Schematron
BROKEN = {
    "pointer": (b'target="#bank.t1" type', b'target="#bank.t7" type', b"bank.t7", "points at nothing", True),
    "link": (b'link target="#bank.t1', b'link target="#bank.t8', b"bank.t8", "points at nothing", True),
    "entity": (b'ref="reg:org.1"', b'ref="reg:org.77"', b"reg:org.77", "org.77” in register.xml", True),
    "category": (b'ana="ner:org form', b'ana="ner:work form', b"ner:work", "bank.ner.work", True),
    "prefix": (b'ref="reg:', b'ref="who:', b"who:", "prefix that no prefixDef declares", True),
    "language": (
        b'ident="zh-Hans"',
        b'ident="zh-Hant"',
        b'xml:lang="zh-Hans"',
        "zh-Hans” is not declared",
        True,
    ),
    "twice": (b'xml:id="bank.m2"', b'xml:id="bank.m1"', SENTENCE, "“bank.m1” stands in line", True),
    "name": (b'xml:id="bank" ', b'xml:id="other" ', b"<TEI", "rename the file to other.xml", True),
    "licence": (
        b' target="https://creativecommons.org/publicdomain/zero/1.0/">CC0-1.0<',
        b"><",
        b"<TEI",
        "states no licence",
        True,
    ),
    "nested s": (
        b"> grew",
        b'> <s xml:id="bank.s9">g</s>rew',
        SENTENCE,
        "sentence stands inside a sentence",
        True,
    ),
    "unlinked": (b'target="#bank.t1" type', b"type", SENTENCE, "points at no term, but its link names", True),
    "attribute": (b"join=", b"glue=", SENTENCE, "does not fit the schema", False),
    "value": (b'pos="DET"', b'pos="DETERMINER"', SENTENCE, "does not fit the schema", False),
    "id": (b'xml:id="bank.s1"', b'xml:id="1 s"', b'"1 s"', "NCName doesn't allow value '1 s'", False),
    "element": (b"<p><s", b"<p><zz/><s", b"<zz/>", "does not fit the schema", False),
}


def broken(case: str) -> bytes:
    old, new, *_ = BROKEN[case]
    assert SOUND.count(old) >= 1
    return SOUND.replace(old, new, 1)


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_is_told_with_its_line(folder: Path, case: str) -> None:
    _, _, place, message, _ = BROKEN[case]
    data = broken(case)
    (folder / "bank.xml").write_bytes(data)
    problems = tei.validate(folder / "bank.xml")
    told = [problem for problem in problems if message in problem.message]
    assert told, problems
    assert told[0].line == line_of(data, place)
    assert told[0].file == str(folder / "bank.xml")


def test_the_schematron_finds_the_same(folder: Path) -> None:
    files = []
    for case, (*_, is_rule) in BROKEN.items():
        if is_rule:
            place = folder / case
            place.mkdir()
            (place / "register.xml").write_bytes((folder / "register.xml").read_bytes())
            (place / "bank.xml").write_bytes(broken(case))
            files.append(place / "bank.xml")
    lines = faults(SCHEMAS / "annotate.sch", files)
    for message in (
        "“#bank.t7” points at nothing",
        "“#bank.t8” points at nothing",
        "“reg:org.77” is not in the register",
        "“bank.ner.work” is in no taxonomy",
        "“who:org.1” has a prefix",
        "“zh-Hans” is not declared",
        "“bank.m1” stands more than once",
        "rename the file to other.xml",
        "“bank” states no licence",
        "sentence stands inside a sentence",
        "“bank.g1” and its link in standOff disagree",
    ):
        assert message in lines


def test_sound_files_keep_the_schematron_silent(folder: Path) -> None:
    assert faults(SCHEMAS / "annotate.sch", [folder / "bank.xml", folder / "register.xml"]) == ""


def test_without_a_register_beside_it_no_entity_is_missed(folder: Path) -> None:
    (folder / "register.xml").unlink()
    assert tei.validate(folder / "bank.xml") == []


def test_a_byte_order_mark(folder: Path) -> None:
    (folder / "bank.xml").write_bytes(b"\xef\xbb\xbf" + SOUND)
    assert [(p.line, "without BOM" in p.message) for p in tei.validate(folder / "bank.xml")] == [(1, True)]


BOMB = (
    b'<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE TEI [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b']>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="&m;">&m;</TEI>'
)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (SOUND[: SOUND.index(b"</text>")], None, "not well-formed XML"),
        (b"", 1, "not well-formed XML"),
        (SOUND.replace(b"grew", b"gr\xffw"), line_of(SOUND, b"grew"), "is not UTF-8"),
        (SOUND.replace(b"UTF-8", b"UTF-16", 1), 1, "declares the encoding UTF-16"),
        (SOUND.decode().encode("utf-16"), 1, "byte 0 is not UTF-8"),
        (BOMB, 3, "has a document type"),
        (b"\xef\xbb\xbf" + BOMB, 3, "has a document type"),
        (b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>', 1, "has a document type"),
        (b"<html/>", 1, "the root is html; it must be TEI or teiCorpus"),
        (b"<TEI/>", 1, "in the namespace http://www.tei-c.org/ns/1.0"),
        (b"<x>" * 100_000, None, "not well-formed XML"),
    ],
    ids=[
        "cut",
        "empty",
        "bytes",
        "declared",
        "utf-16",
        "bomb",
        "bomb with BOM",
        "dtd",
        "html",
        "no namespace",
        "deep",
    ],
)
def test_what_is_no_tei_at_all(tmp_path: Path, data: bytes, line: int | None, message: str) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(data)
    problems = tei.validate(path)
    assert message in problems[-1].message
    assert line is None or problems[-1].line == line


@pytest.mark.parametrize("read", [tei.parse, tei.parse_register])
@pytest.mark.parametrize("data", [b"", b"<TEI/>", BOMB, b"\xff", SOUND.replace(b"xml:id", b"id")])
def test_reading_what_is_no_tei_is_one_clear_line(read: Callable[[bytes], object], data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert "\n" not in str(caught.value)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(SOUND.index(b"<revisionDesc"), len(SOUND)))
    end = data.draw(st.integers(start, min(len(SOUND), start + 40)))
    damage = data.draw(
        st.sampled_from([b"", b'"', b"<", b"_FFFFFF_", b"&#0;", b"<w/>", b' n="x"', "𠀀".encode()])
    )
    with suppress(InputError):
        tei.parse(SOUND[:start] + damage + SOUND[end:])


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no\.xml: cannot be read: No such file"):
        tei.validate(tmp_path / "no.xml")


def test_a_corpus_that_includes_what_is_not_there(folder: Path) -> None:
    (folder / "corpus.xml").write_bytes(tei.build_corpus(["bank", "gone"], CONFIG))
    (problem,) = tei.validate(folder / "corpus.xml")
    assert "includes “gone.xml”, which is not beside it" in problem.message


@pytest.mark.parametrize("name", ["x" * 300 + ".xml", "../bank.xml", "", "."])
def test_a_corpus_that_includes_what_is_no_file_beside_it(folder: Path, name: str) -> None:
    data = tei.build_corpus(["bank"], CONFIG).replace(b'href="bank.xml"', f'href="{name}"'.encode())
    (folder / "corpus.xml").write_bytes(data)
    assert any("not beside it" in problem.message for problem in tei.validate(folder / "corpus.xml"))


def test_a_changed_register_is_read_anew(folder: Path) -> None:
    (folder / "register.xml").write_bytes(tei.build_register((), CONFIG))
    assert tei.validate(folder / "bank.xml")
    (folder / "register.xml").write_bytes(tei.build_register(REGISTER, CONFIG))
    assert tei.validate(folder / "bank.xml") == []


# the command


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["validate", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_sound_folder(folder: Path) -> None:
    assert run(folder) == (0, "3 files checked: all valid\n")
    assert run(folder / "bank.xml", folder / "bank.xml") == (0, "1 file checked: all valid\n")


def test_a_corpus_folder_means_what_was_built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "build").mkdir()
    (corpus / "other.xml").write_text("<x/>", encoding="utf-8")
    (corpus / "build" / "tei").symlink_to(folder)
    assert run(corpus)[1] == "3 files checked: all valid\n"
    assert run(corpus / "build")[1] == "3 files checked: all valid\n"


def test_faults_are_printed_and_counted(folder: Path) -> None:
    (folder / "bank.xml").write_bytes(broken("pointer"))
    code, output = run(folder)
    assert code == 1
    assert output.startswith(f"{folder / 'bank.xml'}:")
    assert output.endswith("3 files checked: 2 faults in 1\n")


def test_faults_as_json(folder: Path) -> None:
    (folder / "bank.xml").write_bytes(broken("language"))
    code, output = run(folder / "bank.xml", "--format", "json")
    assert code == 1
    assert {tuple(problem) for problem in json.loads(output)} == {("file", "line", "message")}


@pytest.mark.parametrize("name", ["gone", "."])
def test_nothing_to_check(tmp_path: Path, name: str) -> None:
    code, output = run(tmp_path / name)
    assert code == 1
    assert str(tmp_path / name) in output
    assert output.count("\n") == 1
