"""Text in subwords: the likeliest cut of each word, and where each piece stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.gloss.pretrained import Pretrained
from annotate.gloss.subwords import SHORT, Subwords
from tests.gloss import tiny


@pytest.fixture(scope="module")
def subwords(tmp_path_factory: pytest.TempPathFactory) -> Subwords:
    return Subwords(Pretrained(tiny.write(tmp_path_factory.mktemp("tiny") / "tiny.bin")))


def cut(text: str, by: Subwords) -> list[tuple[str, str]]:
    """Each piece as the vocabulary has it, with the text that it stands for."""
    names = list(tiny.PIECES)
    return [(names[piece.number], text[piece.start : piece.end]) for piece in by.of(text)]


def test_of_two_cuts_the_likelier_is_taken(subwords: Subwords) -> None:
    assert cut("the dog", subwords) == [("▁the", "the"), ("▁dog", "dog")]
    assert cut("the(维稳)", subwords)[2:3] == [("维稳", "维稳")], "-7 as a whole is likelier than -10 in two"
    assert [name for name, _ in cut("稳维", subwords)] == ["▁", "稳", "维"]


def test_what_no_piece_has_is_unknown_character_by_character(subwords: Subwords) -> None:
    assert cut("the 茶x", subwords) == [("▁the", "the"), ("▁", ""), ("<unk>", "茶"), ("<unk>", "x")]


def test_a_character_is_read_as_its_normal_form_and_keeps_its_place(subwords: Subwords) -> None:
    assert cut("the\tdog", subwords) == [("▁the", "the"), ("▁dog", "dog")]
    assert [text for _, text in cut("ﬁ", subwords)] == ["", "ﬁ", "ﬁ"], "two letters from one character"
    assert cut("th\x01e", subwords) == [("▁the", "th\x01e")]


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\x01"])
def test_nothing_to_read_has_no_pieces(text: str, subwords: Subwords) -> None:
    assert subwords.of(text) == []


def test_a_text_that_spells_a_control_piece_does_not_control(subwords: Subwords) -> None:
    assert [name for name, _ in cut("d</s>", subwords)] == ["▁", "d", *["<unk>"] * 4]


def test_a_long_word_is_not_kept(subwords: Subwords) -> None:
    before = subwords.kept.cache_info().currsize
    subwords.of("维" * (SHORT + 1))
    assert subwords.kept.cache_info().currsize == before


def test_blanks_before_a_word_count_once(subwords: Subwords) -> None:
    assert [piece.number for piece in subwords.of("  the   dog ")] == [5, 8]


@given(text=st.text(alphabet="the dog(维稳)狗\t\nＡﬁ茶\ud800\x01", max_size=60))
def test_pieces_stand_in_order_within_the_text(text: str, subwords: Subwords) -> None:
    pieces = subwords.of(text)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)
    assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)
    seen = {place for piece in pieces for place in range(piece.start, piece.end)}
    blank = {place for place, character in enumerate(text) if character in " \t\n\x01"}
    assert set(range(len(text))) - seen <= blank, "nothing but blanks is left out"
