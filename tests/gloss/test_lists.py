"""Lists that answer one another: which item is whose, wherever the two lists stand."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotate.gloss import readings, resources
from annotate.gloss.features import Reading
from tests.gloss.material import source, texts


def read(text: str) -> list[Reading]:
    return list(readings(source(text), resources()))


def answered(text: str) -> list[str]:
    """What answers to each piece of Chinese; empty for nothing."""
    found = []
    for reading in read(text):
        items, own, _ = reading.answers
        found.append(items[own].of(reading.text) if items else "")
    return found


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("手, 口 and 足 are hand, mouth and foot; so there", ["hand", "mouth", "foot"]),
        ("酸, 甜, 苦: sour, sweet, bitter.", ["sour", "sweet", "bitter"]),
        ("“笔” and “墨” mean ‘brush’ and ‘ink’ respectively, and so on", ["brush", "ink"]),
        ("热 (rè) / 冷 (lěng) = hot / cold", ["hot", "cold"]),
        ("大/中/小 = large/medium/small, but not today", ["large", "medium", "small"]),
        (
            "《晨钟》 and 《晚灯》, the *Morning Bell* and the *Evening Lamp*, closed",
            ["Morning Bell", "Evening Lamp"],
        ),
        ("晴 or 雾 (fine or fog, respectively)", ["fine", "fog"]),
        ("Salt and vinegar are written 盐 and 醋.", ["Salt", "vinegar are written"]),
        ("Party A and Party B (甲方、乙方)", ["Party A", "Party B"]),
        ("from Hefei, Anhui (合肥市, 安徽)", ["Hefei", "Anhui"]),
        ("春 and 秋 (chūn, qiū) are spring and autumn.", ["spring", "autumn"]),
        ("张三、李四 (Zhang San, Li Si) left.", ["Zhang San", "Li Si"]),
        (
            f"{', '.join('鼠牛虎兔龙蛇马羊猴鸡')} are rat, ox, tiger, hare, dragon, snake, horse, goat, ape and hen.",
            ["rat", "ox", "tiger", "hare", "dragon", "snake", "horse", "goat", "ape", "hen"],
        ),
        (
            f"hand, foot and eye are {', '.join(f'{c} (a sound, and a long note on it, whatever)'[:32] + ')' for c in '手足目')}.",
            ["hand", "foot", "eye"],
        ),
    ],
)
def test_each_piece_of_chinese_has_its_item(text: str, items: list[str]) -> None:
    found = answered(text)
    assert len(found) == len(items)
    for item, whole in zip(items, found, strict=True):
        assert item in whole


@pytest.mark.parametrize(
    "text",
    [
        "手 and 足 are hand.",
        "Ministry of Industry and Information Technology (工业和信息化部; 工信部)",
        "手, 口 and 足 are hand and foot.",
        "手 and 口. A hand and a mouth",
        "手 and 口 are 足 and 目",
        "the 手 is a hand, mouth and foot",
        ", ".join("手口足目耳鼻牙发")
        + ", "
        + ", ".join("指眉唇舌肩背胸腹腰")
        + " are "
        + ", ".join("abcdefghijklmnopq"),
    ],
)
def test_lists_of_another_length_or_sentence_answer_nothing(text: str) -> None:
    assert not any(answered(text))


@pytest.mark.parametrize(
    ("text", "parted"),
    [("a subway/metro (地铁/捷运)", True), ("Rail, metro (地铁/捷运)", False), ("metro (地铁/捷运)", False)],
)
def test_slashes_part_what_slashes_answer(text: str, parted: bool) -> None:  # noqa: FBT001 - a row of the table
    assert [reading.parted for reading in read(text)] == [parted, parted]


def test_an_item_is_offered_without_what_leads_to_it_and_without_what_follows() -> None:
    readings = read("Keys for play and rewind bear the words 播放 and 倒带.")
    offered = [
        {c.span.of(r.text) for c in r.candidates if c.place == "respective" and c.span} for r in readings
    ]
    assert "play" in offered[0]
    assert "rewind" in offered[1]


@given(texts())
def test_an_answer_is_one_of_its_items(text: str) -> None:
    for reading in read(text):
        items, own, manner = reading.answers
        assert bool(items) == bool(manner)
        assert not items or 0 <= own < len(items)
        assert all(0 <= item.start < item.end <= len(reading.text) for item in items)
