"""Evidence: what one English word says about a piece of Chinese, by each channel."""

from __future__ import annotations

import pytest

from annotate.gloss import resources
from annotate.gloss.evidence import NOTHING, Evidence, Match
from annotate.gloss.numerals import chinese_numeral, written_at
from annotate.gloss.words import Words


def evidence(chinese: str) -> Evidence:
    given = resources()
    return Evidence(chinese, given.lexicon, given.romaniser, given.encoder)


def match(chinese: str, word: str) -> Match:
    return evidence(chinese).match(Words.of(word).items[0])


@pytest.mark.parametrize(
    ("chinese", "word", "channel", "mask"),
    [
        ("维稳", "weiwen", "pinyin", 0b11),
        ("王守峰", "Wang", "pinyin", 0b001),
        ("河南省", "Henan", "word", 0b011),
        ("龘省", "Province", "character", 0b10),
        ("中国银行", "Bank", "word", 0b1100),
        ("VR特警", "VR", "same", 0b11),
        ("二十四史", "24", "number", 0b111),
        ("三龘", "three", "number", 0b01),
        ("塔玛拉·龘", "Tamara", "sound", 0b0111),
        ("北京路", "Peking", "pinyin", 0b011),
    ],
)
def test_each_channel_explains_its_characters(chinese: str, word: str, channel: str, mask: int) -> None:
    found = match(chinese, word)
    assert found.channel == channel
    assert found.mask & mask == mask
    assert 0 < found.strength <= 1


@pytest.mark.parametrize(
    ("chinese", "word"), [("维稳", "dumpling"), ("维稳", "the"), ("维稳", ","), ("维稳", "汉")]
)
def test_what_has_nothing_to_do_with_it_says_nothing(chinese: str, word: str) -> None:
    assert match(chinese, word).strength < 0.3


def test_marks_say_nothing() -> None:
    assert match("维稳", "(") == NOTHING


def test_a_word_is_stronger_than_a_character() -> None:
    assert match("银行", "bank").strength > match("行", "bank").strength


def test_a_definition_agrees_with_the_whole() -> None:
    words = Words.of("bank").items
    assert evidence("银行").defined(words) == 1.0
    assert evidence("龘龘龘").defined(words) == 0.0


def test_a_western_given_name_before_a_spelled_surname() -> None:
    assert evidence("晏阳初").western(Words.of("James Yen").items)
    assert not evidence("晏阳初").western(Words.of("James Smith").items)
    assert not evidence("晏阳初").western(Words.of("Yen").items)


def test_a_romanisation_spells_the_whole_whatever_stands_between() -> None:
    assert evidence("劳拉·哈思").spells("Láolā Hāsī")
    assert evidence("《史记》").spells("Shiji")
    assert not evidence("史记").spells("Shi")


def test_masks_stay_inside_what_is_judged_of_a_long_piece() -> None:
    long = "汉" * 80 + "VR" + "维稳"
    for word in ("VR", "weiwen", "Wei", "stability"):
        assert match(long, word).mask.bit_length() <= 64


@pytest.mark.parametrize(
    ("number", "chinese"),
    [
        (0, "零"),
        (10, "十"),
        (24, "二十四"),
        (105, "一百零五"),
        (3000, "三千"),
        (2008, "二千零八"),
        (35_000, "三万五千"),
        (10_001, "一万零一"),
        (20_300, "二万零三百"),
        (1_400_000_000, "十四亿"),
        (300_040_005, "三亿零四万零五"),
    ],
)
def test_numbers_are_written_in_chinese(number: int, chinese: str) -> None:
    assert chinese_numeral(number) == chinese


@pytest.mark.parametrize(
    ("number", "chinese", "rendered"),
    [
        ("2018", "二〇一八年曆書", "二〇一八年"),
        ("2018", "2018年鉴", "2018年"),
        ("1980s", "八十年代生人", "八十年代"),
        ("1980s", "1980年代", "1980年代"),
        ("1980s", "80年代", "80年代"),
        ("1980s", "八〇年代", "八〇年代"),
        ("1980s", "八十岁", ""),
        ("2000s", "零食", ""),
        ("9.18", "9·18事变", "9·18"),
        ("2.5", "2.5亿", "2.5"),
        ("２０１８", "2018年", "2018年"),
        ("24th", "第24中学", "24"),
        ("20,000", "兩萬人", "兩萬"),
        ("9.18", "九一八事变", "九一八"),
        ("2.5", "二点五", "二点五"),
        ("28", "廿八条", "廿八"),
        ("60%", "六成", "六成"),
        ("¥500", "五百元整", "五百元"),
        ("$300", "三百美元", "三百美元"),
        ("£20,000", "两万英镑", "两万英镑"),
        ("$300", "三百里", "三百"),
        ("12.5%", "百分之十二点五", "百分之十二点五"),
        ("7", "八连", ""),
        ("1,2", "一二", ""),
    ],
)
def test_a_number_is_found_however_chinese_writes_it(number: str, chinese: str, rendered: str) -> None:
    start, end = written_at(number, chinese) or (0, 0)
    assert chinese[start:end] == rendered
