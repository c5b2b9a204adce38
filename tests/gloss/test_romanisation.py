"""Romanisation: which Latin spellings stand for which characters."""

from __future__ import annotations

import pytest

from annotate.gloss import resources
from annotate.gloss.cantonese import CANTONESE, is_toned
from annotate.gloss.romanisation import Romaniser, foreign_classes, letters, sound_classes, spellings


@pytest.fixture(scope="module")
def romaniser() -> Romaniser:
    return resources().romaniser


@pytest.mark.parametrize(
    ("spelling", "chinese"),
    [
        ("chongqing", "重庆"),  # 重 has two readings
        ("zhongyao", "重要"),
        ("xingyun", "行云"),
        ("yinhang", "银行"),
        ("Máo Zédōng", "毛泽东"),
        ("Mao Tse-tung", "毛泽东"),
        ("Chou En-lai", "周恩来"),
        ("Ch’ing", "清"),
        ("Hsü", "徐"),
        ("lǜsè", "绿色"),
        ("lüse", "绿色"),
        ("lyuse", "绿色"),
        ("luse", "绿色"),
        ("Peking", "北京"),
        ("Canton", "廣州"),
        ("Tsingtao", "青岛"),
        ("huar", "花儿"),
        ("gemenr", "哥们儿"),
        ("hong er’dai", "红二代"),
    ],
)
def test_a_spelling_stands_for_the_whole(romaniser: Romaniser, spelling: str, chinese: str) -> None:
    assert romaniser.spells(letters(spelling), chinese)


@pytest.mark.parametrize(
    ("spelling", "chinese"),
    [
        ("weiwen", "维"),
        ("wei", "维稳"),
        ("", "维稳"),
        ("beijing", "南京"),
        ("stability", "维稳"),
        ("peking", "南京"),
    ],
)
def test_other_spellings_do_not(romaniser: Romaniser, spelling: str, chinese: str) -> None:
    assert not romaniser.spells(spelling, chinese)


@pytest.mark.parametrize(
    ("spelling", "chinese"),
    [
        ("Lau Chi-ming", "劉志明"),
        ("Cheung", "張"),
        ("Tsuen Wan", "荃灣"),
        ("Tsuen Wan", "荃湾"),
        ("Mong Kok", "旺角"),
        ("Kwun Tong", "觀塘"),
        ("Yau Tsim Mong", "油尖旺"),
        ("m4 goi1", "唔該"),
        ("do1 ze6", "多謝"),
        ("dim sum", "點心"),
        ("Ng", "吳"),
        ("Kwong Kin-sang", "鄺健生"),
        ("Sin", "冼"),
        ("Sham Shui Po", "深水埗"),
        ("Hung Hom", "紅磡"),
        ("Ap Lei Chau", "鴨脷洲"),
        ("Chek Lap Kok", "赤鱲角"),
        ("Tiu Keng Leng", "調景嶺"),
        ("keoi5 dei6", "佢哋"),
    ],
)
def test_cantonese_is_spelled_in_jyutping_and_as_hong_kong_does(spelling: str, chinese: str) -> None:
    assert CANTONESE.spells(letters(spelling), chinese)


@pytest.mark.parametrize(
    ("spelling", "chinese"), [("Liu Zhiming", "劉志明"), ("Quanwan", "荃灣"), ("sum", "點心"), ("", "心")]
)
def test_mandarin_and_parts_are_no_cantonese(spelling: str, chinese: str) -> None:
    assert not CANTONESE.spells(letters(spelling), chinese)


@pytest.mark.parametrize("word", ["goi1", "m4", "Do1"])
def test_a_tone_is_known_by_its_number(word: str) -> None:
    assert is_toned(word)
    assert not is_toned(word[:-1])
    assert not is_toned(f"{word}9")


@pytest.mark.parametrize("word", ["A1", "mp3", "v2", "K2", "H5", "1949"])
def test_a_label_with_a_number_is_no_syllable(word: str) -> None:
    assert not is_toned(word)


def test_the_reach_of_a_spelling_is_counted_from_where_it_starts(romaniser: Romaniser) -> None:
    assert romaniser.reach("weiwen", "搞维稳办", 1) == 2
    assert romaniser.reach("weiwen", "搞维稳办", 0) == 0
    assert romaniser.reach("hasi", "劳拉·哈思", 2) == 3


def test_spellings_come_longest_first(romaniser: Romaniser) -> None:
    lengths = [len(spelling) for spelling in romaniser.of("中")]
    assert lengths == sorted(lengths, reverse=True)
    assert {"zhong", "chung"} <= set(romaniser.of("中"))
    assert romaniser.of("A") == ("a",)


@pytest.mark.parametrize(
    ("syllable", "old"),
    [("zhong", "chung"), ("xie", "hsieh"), ("si", "ssu"), ("zi", "tzu"), ("ri", "jih"), ("tian", "tien")],
)
def test_wade_giles_is_made_from_pinyin(syllable: str, old: str) -> None:
    assert {syllable, old} <= spellings(syllable)


def test_letters_fold_marks_and_keep_the_umlaut() -> None:
    assert letters("Lǚ Xùn") == "lvxun"
    assert letters("Xī’ān 1949") == "xian"
    assert letters("lu:4") == "lv"


def test_foreign_names_sound_alike_in_both_writings() -> None:
    assert (
        sound_classes("ma") + sound_classes("ke")
        == foreign_classes("Mark")[:1] + foreign_classes("Mark")[-1:]
    )
    assert foreign_classes("Philipp") == foreign_classes("Filip")
