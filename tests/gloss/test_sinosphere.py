"""Japanese and Korean in Han characters: readings, forms of characters, and what a text is about."""

from __future__ import annotations

import pytest

from annotate import layout
from annotate.gloss import readings, resources
from annotate.gloss.decision import SAID, decision_features
from annotate.gloss.features import Features
from annotate.gloss.sinosphere import (
    MAX_HEAD,
    MAX_SITES,
    Places,
    has_chinese_form,
    has_japanese_form,
    spelled_japanese,
    spelled_korean,
    table,
    told_by,
    words_before,
)
from annotate.gloss.words import Words
from annotate.model import Source


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("Natsume Sōseki", "夏目漱石"),
        ("Yukio Mishima", "三島由紀夫"),  # given name first
        ("Ogawa", "小川"),  # voiced within a word
        ("Nikkō", "日光"),  # a doubled consonant
        ("Shimbun", "新聞"),  # m before b
        ("Minamoto no Yoritomo", "源頼朝"),  # a particle that no character writes
        ("Ohtani", "大谷"),  # long o as oh
        ("Kanazawa", "金沢"),  # kane becomes kana
        ("Nagasaki", "長崎"),  # an adjective without its ending
        ("Sasaki", "佐々木"),
        ("bushido", "武士道"),
        ("kami", "神"),
    ],
)
def test_japanese_readings(words: str, chinese: str) -> None:
    assert spelled_japanese(words.split(), chinese) == 1.0


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("Park Chung-hee", "朴正熙"),
        ("Yi Hwang", "李滉"),  # l is lost at the start
        ("Roh Moo-hyun", "盧武鉉"),
        ("Gyeongju", "慶州"),
        ("Kyŏngju", "慶州"),
        ("yangban", "兩班"),
        ("Dongnip", "獨立"),  # assimilated
    ],
)
def test_korean_readings(words: str, chinese: str) -> None:
    assert spelled_korean(words.split(), chinese) == 1.0


@pytest.mark.parametrize(
    ("words", "chinese"),
    [
        ("Lu Xun", "魯迅"),
        ("Deng Xiaoping", "鄧小平"),
        ("Tan Kah Kee", "陳嘉庚"),
        ("Sun Yat-sen", "孫逸仙"),
        ("stability maintenance", "維穩"),
        ("tea", "茶"),
        ("", "茶"),
    ],
)
def test_chinese_names_and_translations_are_neither(words: str, chinese: str) -> None:
    assert spelled_japanese(words.split(), chinese) == spelled_korean(words.split(), chinese) == 0.0


def test_a_part_that_is_spelled_counts_by_its_characters() -> None:
    assert spelled_japanese(["Meiji", "era"], "明治時代") == 0.5
    assert spelled_japanese(["Kami", "Pass"], "神農山") == 0.0  # one character of several is chance


def test_a_long_head_is_read_by_its_first_words() -> None:
    words = ["filler"] * MAX_HEAD
    assert spelled_japanese([*words, "Nagasaki"], "長崎") == 0.0
    assert spelled_japanese([*words[1:], "Nagasaki"], "長崎") == 1.0


def test_forms_of_characters() -> None:
    simplified = resources().lexicon.simplified
    assert has_japanese_form("桜田")
    assert has_japanese_form("佐々木")
    assert not has_japanese_form("東京")
    assert not has_japanese_form("东京")
    assert has_chinese_form("坂田荣男", simplified)
    assert not has_chinese_form("中国", simplified)  # Japan simplified 国 alike


def test_the_table_is_of_the_size_that_its_origin_promises() -> None:
    assert 4000 < len(table()) < 7000
    assert sum(row.japanese_form for row in table().values()) > 200
    assert all(len(character) == 1 for character in table())


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("They met in Korea.", 1),
        ("from Kyoto by way of Nara", 1),
        ("The Sino-Japanese War began near Beijing.", -1),
        ("a cup of tea", 0),
    ],
)
def test_balance(text: str, sign: int) -> None:
    value = Places.of(text).balance()
    assert (value > 0) - (value < 0) == sign
    assert -1 < value < 1


def test_words_before_stop_at_a_full_stop_and_at_other_chinese() -> None:
    text = "It rained. The poet Yun Dong-ju (尹東柱) and Lu Xun (魯迅)"
    words = Words.of(text)
    assert words_before(words, text.index("尹")) == ("The", "poet", "Yun", "Dong-ju")
    assert words_before(words, text.index("魯")) == ("and", "Lu", "Xun")


def test_mandarin_is_heard_first() -> None:
    romaniser = resources().romaniser
    assert told_by(["in", "Tainan"], "台南", romaniser) == -1  # and a Japanese reading
    assert told_by(["novelist", "Natsume", "Sōseki"], "夏目漱石", romaniser) == 1
    assert told_by(["the", "harbour"], "港口", romaniser) == 0


def features(text: str, chinese: str) -> Features:
    source = layout.parse(Source(id="x", text=text))
    reading = next(r for r in readings(source, resources()) if r.chinese == chinese)
    index = max(
        range(len(reading.candidates)), key=lambda i: reading.head_features[i].get("both-explained", 0.0)
    )
    return decision_features(reading, index, 1.0, {})


def test_other_names_tell_what_the_text_is_about() -> None:
    japanese = features("Natsume Sōseki (夏目漱石) wrote, Mori Ōgai (森鷗外) cut, Bai (白) slept.", "白")
    chinese = features("Lu Xun (魯迅) wrote, Mao Dun (茅盾) cut, Bai (白) slept.", "白")
    assert japanese["eastern-names"] > 0 > chinese["eastern-names"]


def test_a_name_does_not_vouch_for_itself() -> None:
    assert features("He read Natsume Sōseki (夏目漱石).", "夏目漱石")["eastern-names"] == 0.0


def test_a_simplified_name_is_not_eastern_by_its_neighbourhood() -> None:
    assert features("In Kyoto sat Sakata Eio (坂田荣男).", "坂田荣男")["eastern-near"] == 0.0
    assert features("In Kyoto sat Sakata Eio (坂田栄男).", "坂田栄男")["eastern-near"] == SAID


def test_more_sites_than_are_read() -> None:
    text = "Natsume Sōseki (夏目漱石). " * (MAX_SITES + 3)
    found = list(readings(layout.parse(Source(id="x", text=text)), resources()))
    assert len(found) == MAX_SITES + 3
    assert found[-1].setting.others(found[-1].site.zh.start) == pytest.approx(MAX_SITES / (MAX_SITES + 1))
