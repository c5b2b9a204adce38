"""Records: each other field may be the head, without its label; running text is no record."""

from __future__ import annotations

import pytest

from annotate.gloss.fields import LINE, opens_field, record_fields
from annotate.gloss.find import Site
from annotate.model import Span


def told(text: str, chinese: str) -> list[tuple[str, int]]:
    start = text.index(chinese)
    zh = Span(start, start + len(chinese))
    return [
        (field.span.of(text), field.away)
        for field in record_fields(text, Site(zh, zh, None, None, opaque=False))
    ]


@pytest.mark.parametrize(
    ("text", "chinese", "expected"),
    [
        ("| 2 | 盐法道 | 4a | salt intendant |", "盐法道", [("4a", 1), ("salt intendant", 2)]),
        ("里程碑 & milestone \\\\\n关键路径 & critical path \\\\", "里程碑", [("milestone", 1)]),
        ("唠叨\tláo dao\tto nag", "唠叨", [("láo dao", 1), ("to nag", 2)]),
        (
            "{{Infobox ship\n| name        = Peaceful Voyage\n| native_name = 安航\n| built = Jiangnan, 1936\n}}",
            "安航",
            [("Peaceful Voyage", 1), ("Jiangnan, 1936", 1)],
        ),
        ("* - mouth organ\n  - 笙\n  - 4", "笙", [("mouth organ", 1)]),
        ("zh: 定金\r\n  en: deposit\r\n- zh: 违约金", "定金", [("deposit", 1)]),
        ("- en: deposit\n  zh: 定金\n- en: penalty", "定金", [("deposit", 1)]),
        ("甲方\nParty A\tParty B\nParty C", "甲方", []),
        ("异形：契约\t2017\tAlien: Covenant", "异形：契约", [("Alien: Covenant", 2)]),
        ("33. Twice-Cooked Pork\n    回锅肉", "回锅肉", [("Twice-Cooked Pork", 1)]),
        ("deed of divorce\n\n休书 (xiūshū)\nnever read aloud", "休书", [("deed of divorce", 2), ("never read aloud", 1)]),
        ("normal fault\n    正断层. The upper block slides down.", "正断层", [("normal fault", 1)]),
        ("Draft\n: 汇票, payable at sight", "汇票", [("Draft", 1)]),
    ],
)  # fmt: skip
def test_the_other_fields_of_a_record_are_offered(
    text: str, chinese: str, expected: list[tuple[str, int]]
) -> None:
    assert told(text, chinese) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He works in stability maintenance (维稳), and so does she.",
        "One line of prose that says much\nof the word 维稳 in its middle.",
        "维稳 is what he does\nall day long",
        "a " * LINE + "\n维稳" + " b" * LINE,
        "维稳\n维稳 维稳\nno field behind other Chinese",
        "  维稳 came up again in talk.",
        "He walked on for a mile or two and then\n  维稳 came up again in talk.",
        "He read what was on the sign at once.\n\n维稳\n\nIt meant nothing to him, he said later.",
    ],
)
def test_running_text_is_no_record(text: str) -> None:
    assert told(text, "维稳") == []


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Date: 1975\nTitle: Tempo in Temple / 廟眾樂樂", "Tempo", True),
        ("| name = “Peaceful Voyage” (安航)", "Peaceful", True),
        ("a line of prose\nTempo in Temple (廟眾樂樂)", "Tempo", False),
        ("he wrote that\n“Tempo in Temple” (廟眾樂樂)", "Tempo", False),
        ("Title: Tempo in Temple / 廟眾樂樂", "Temple", False),
        ("| 2 | Peaceful Voyage | 安航 |", "Peaceful", True),
        ("1. Tempo in Temple (廟眾樂樂)", "Tempo", True),
    ],
)
def test_what_a_labelled_line_says_begins_behind_its_label(text: str, head: str, *, expected: bool) -> None:
    assert opens_field(text, text.index(head)) is expected
