"""The ladder of encodings: each step, its limits and its messages."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import InputError
from annotate.readers.encoding import decode

ENGLISH_AND_SIMPLIFIED = (
    "The report speaks of the Chinese Dream (中国梦), of “stability maintenance” (维稳) and of the general laws "
    "一般规律 of development, first named by Xi Jinping (习近平; Xí Jìnpíng) in 2012."
)
ENGLISH_AND_TRADITIONAL = (
    "Chiang Wei-shui (蔣渭水) opened the Ta-an Hospital (大安醫院) in 1916, and the Taiwan Cultural Association "
    "(臺灣文化協會) followed five years later."
)
WESTERN = "The “café” on the Königstraße cost £5 — naïve, perhaps; the señor’s résumé said «déjà vu»."


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (ENGLISH_AND_SIMPLIFIED, "utf-8", "utf-8"),
        (ENGLISH_AND_SIMPLIFIED, "gb18030", "gb18030"),
        (ENGLISH_AND_TRADITIONAL, "gb18030", "gb18030"),
        (ENGLISH_AND_TRADITIONAL, "big5", "big5hkscs"),
        (ENGLISH_AND_SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (ENGLISH_AND_SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (WESTERN, "cp1252", "cp1252"),
        ("plain ASCII", "ascii", "utf-8"),
    ],
)
def test_text_in_each_encoding_is_recognised(text: str, encoding: str, found: str) -> None:
    decoded = decode(text.encode(encoding), name="a.txt")
    assert (decoded.text, decoded.encoding) == (text, found)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_bom_decides_and_is_not_in_the_text(mark: bytes, encoding: str) -> None:
    text = "line one\r\n维稳\rline three\n"
    decoded = decode(mark + text.encode(encoding), name="a.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decode(mark + text.encode(encoding), name="a.txt", encoding=encoding).text == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1))
def test_whatever_utf8_holds_comes_back(text: str) -> None:
    assert decode(f"x{text}".encode(), name="a.txt").text == f"x{text}"


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]))
def test_a_forced_encoding_is_obeyed(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), name="a.txt", encoding=encoding)
    assert decoded.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_a_text_or_one_clear_line(data: bytes) -> None:
    said = ""
    decoded = None
    try:
        decoded = decode(data, name="some/file.txt")
    except InputError as error:
        said = str(error)
    assert (decoded is None) == said.startswith("some/file.txt: ")
    assert "\n" not in said
    assert decoded is None or decoded.text.encode(decoded.encoding).endswith(data[4:])


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (b"", None, ["empty"]),
        (b"abc\x00\xff\x00\x01\x02", None, ["binary", "byte 3", "0x00", "--encoding"]),
        (b"%PDF-1.7 text", None, ["PDF", "convert"]),
        (b"PK\x03\x04rest", None, ["ZIP"]),
        (bytes(range(1, 32)) + b"\x81\xff", None, ["binary"]),
        (b"caf\xe9 \x81\x8d", None, ["byte 3", "0xE9", "--encoding"]),
        (b"ab\xff\xfe", "utf-8", ["byte 2", "0xFF", "utf-8", "--encoding"]),
        (codecs.BOM_UTF8 + b"a\xff", None, ["byte 4", "0xFF", "utf-8"]),
        ("维稳".encode(), "ascii", ["byte 0", "0xE7", "ascii"]),
        (b"abc", "latin-99", ["'latin-99'", "gb18030"]),
        (b"abc", "rot13", ["'rot13'"]),
        (b"abc", "undefined", ["--encoding"]),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(
    data: bytes, encoding: str | None, words: list[str]
) -> None:
    with pytest.raises(InputError) as raised:
        decode(data, name="dir/notes.txt", encoding=encoding)
    message = str(raised.value)
    assert message.startswith("dir/notes.txt: ")
    assert [word for word in words if word not in message] == []


def test_passages_of_real_english_with_chinese_are_read_back(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold/dev.jsonl").read_text("utf-8").splitlines()]
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row["text"])
    long = ["\n".join(texts) for texts in groups.values() if sum(map(len, texts)) > 500]
    wrong = [text[:60] for text in long if decode(text.encode("gb18030"), name="a").text != text]
    assert len(long) > 15
    assert wrong == []
