"""What a sure rendering teaches: the same Chinese elsewhere in a text, and the other forms in its bracket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate import layout
from annotate.gloss import choices, readings, resources
from annotate.gloss.association import (
    DOUBTFUL,
    SURE,
    in_lines,
    in_order,
    in_scripts,
    in_series,
    one_each,
    reconsidered,
    together,
)
from annotate.gloss.cross_encoder import CrossEncoder
from annotate.gloss.features import Reading
from annotate.gloss.rank import Choice, trained
from annotate.model import Source

TEXT = "They call it the porter's tax (挑夫税) here. Nobody pays the porter's tax twice, said the clerk 挑夫税 himself.\n"
THRESHOLD = 0.5
Pairs = list[tuple[Reading, Choice]]


def pairs(confidence: float, doubt: float, text: str = TEXT) -> Pairs:
    """The two glosses of `text`: the first surely “porter's tax”, the second doubtfully its last candidate but one."""
    source = layout.parse(Source(id="x", text=text))
    first, second = readings(source, resources())
    said = [c.span.of(first.text) if c.span else "" for c in first.candidates].index("porter's tax")
    return [(first, chosen(first, said, confidence)), (second, chosen(second, 0, doubt))]


def chosen(reading: Reading, best: int, confidence: float) -> Choice:
    count = len(reading.candidates)
    rest = (1 - confidence) / (count - 1)
    return Choice(best, tuple(confidence if i == best else rest for i in range(count)), gloss=1.0)


def heads(found: Pairs) -> list[str | None]:
    result = []
    for reading, choice in reconsidered(found, THRESHOLD):
        span = reading.candidates[choice.best].span
        result.append(span.of(reading.text) if choice.gloss >= THRESHOLD and span else None)
    return result


def test_a_doubtful_head_gives_way_to_the_known_rendering() -> None:
    assert heads(pairs(0.95, 0.4)) == ["porter's tax", "porter's tax"]


@pytest.mark.parametrize(("confidence", "doubt"), [(SURE - 0.01, 0.4), (0.95, DOUBTFUL + 0.01)])
def test_only_the_sure_teach_and_only_the_doubtful_learn(confidence: float, doubt: float) -> None:
    before = pairs(confidence, doubt)
    assert [choice for _, choice in reconsidered(before, THRESHOLD)] == [c for _, c in before]


def test_what_comes_again_without_its_english_is_no_gloss() -> None:
    text = "They call it the porter's tax (挑夫税) here. Nobody likes it, said the clerk 挑夫税 himself.\n"
    assert heads(pairs(0.95, 0.4, text)) == ["porter's tax", None]


CADRE = "The Chinese word for cadre (干部) is {} kanbu (幹部)."


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (CADRE.format("in Tokyo, in Osaka and in all of Japan"), None),
        (CADRE.format("in Taipei, in Hong Kong and in all of China"), "kanbu"),
    ],
)
def test_a_known_word_spelled_in_a_text_about_japan_is_a_japanese_word(text: str, second: str | None) -> None:
    one, other = readings(layout.parse(Source(id="x", text=text)), resources())
    cadre, kanbu = (
        [c.span.of(r.text) if c.span else "" for c in r.candidates].index(head)
        for r, head in ((one, "cadre"), (other, "kanbu"))
    )
    before = [(one, chosen(one, cadre, 0.95)), (other, chosen(other, kanbu, 0.5))]
    assert heads(before) == ["cadre", second]


def test_shares_stay_shares_and_a_taught_head_is_as_sure_as_its_teacher() -> None:
    found = pairs(0.95, 0.4)
    (_, taught) = list(reconsidered(found, THRESHOLD))[1]
    assert sum(taught.shares) == pytest.approx(1.0)
    assert taught.shares[taught.best] == pytest.approx(0.95)


def forms(text: str, *likelihoods: float) -> list[str | None]:
    """The heads of the forms in `text` when they are glosses with these probabilities, each without a head."""
    found = list(readings(layout.parse(Source(id="x", text=text)), resources()))
    alone = [
        (
            reading,
            replace(chosen(reading, len(reading.candidates) - 1 if index else 0, 0.9), gloss=likelihood),
        )
        for index, (reading, likelihood) in enumerate(zip(found, likelihoods, strict=True))
    ]
    result = []
    for reading, choice in together(alone, THRESHOLD):
        span = reading.candidates[choice.best].span
        result.append(span.of(reading.text) if choice.gloss >= THRESHOLD and span else None)
    return result


@pytest.mark.parametrize("marks", ["拜灯, 白等, 败蹬", "拜灯、白等、败蹬", "拜灯 or 白等 or 败蹬"])
def test_forms_that_fill_a_bracket_are_glosses_with_the_surest(marks: str) -> None:
    assert forms(f"The lanterns ({marks}) are lit.", 0.8, 0.2, 0.1) == ["lanterns"] * 3


def series(text: str, heads: list[str], *likelihoods: float) -> list[bool]:
    """Which pieces of Chinese of `text` are glosses, when `heads` are chosen with these probabilities of a gloss."""
    found = list(readings(layout.parse(Source(id="x", text=text)), resources()))
    alone = []
    for reading, head, likelihood in zip(found, heads, likelihoods, strict=True):
        said = [c.span.of(reading.text) if c.span else "" for c in reading.candidates].index(head)
        alone.append((reading, replace(chosen(reading, said, 0.9), gloss=likelihood)))
    return [choice.gloss >= THRESHOLD for _, choice in in_series(alone, THRESHOLD)]


@pytest.mark.parametrize(
    "text",
    [
        "手 and 口 are hand and mouth.",
        "手 = hand, 口 = mouth",
        "手 → hand; 口 → mouth",
        "手 or 口 (hand or mouth)",
    ],
)
def test_a_series_is_glosses_all_or_none(text: str) -> None:
    assert series(text, ["hand", "mouth"], 0.7, 0.2) == [True, True]
    assert series(text, ["hand", "mouth"], 0.4, 0.2) == [False, False]


def lines(text: str, heads: list[str], *likelihoods: float) -> list[str | None]:
    """The heads of the glosses of `text`, a list of words, when `heads` are chosen with these probabilities of a gloss."""
    found = list(readings(layout.parse(Source(id="x", text=text)), resources()))
    alone = []
    for reading, head, likelihood in zip(found, heads, likelihoods, strict=True):
        said = [c.span.of(reading.text) if c.span else "" for c in reading.candidates].index(head)
        alone.append((reading, replace(chosen(reading, said, 0.6), gloss=likelihood)))
    result = []
    for reading, choice in in_lines(alone, THRESHOLD):
        span = reading.candidates[choice.best].span
        result.append(span.of(reading.text) if choice.gloss >= THRESHOLD and span else None)
    return result


@pytest.mark.parametrize(
    "text",
    [
        "hand: 手\nfoot: 足\nmouth: 口\n",
        "Words of the body, for beginners:\n手 - hand\n足 - foot\n口 - mouth\n",
    ],
)
def test_a_list_of_words_is_glosses_each_with_the_head_in_its_line(text: str) -> None:
    assert lines(text, ["hand", "foot", "mouth"], 0.9, 0.9, 0.1) == ["hand", "foot", "mouth"]
    assert lines(text, ["hand", "foot", "mouth"], 0.9, 0.1, 0.1) == ["hand", None, None]


def test_no_head_of_a_list_stands_in_another_line() -> None:
    text = "hand: 手\nfoot: 足\nmouth: 口\neye: 目\n"
    assert lines(text, ["foot", "foot", "mouth", "eye"], 0.9, 0.9, 0.9, 0.9)[1:] == ["foot", "mouth", "eye"]
    assert lines(text, ["foot", "foot", "mouth", "eye"], 0.9, 0.9, 0.9, 0.9)[0] != "foot"


@pytest.mark.parametrize(
    "text",
    [
        "hand: 手\nfoot: 足\n",
        "hand: 手\nfoot = 足\nmouth – 口\n",
        "hand: 手 or so\nfoot: 足 or so\nmouth: 口 or so\n",
    ],
)
def test_what_is_no_list_of_words_stays(text: str) -> None:
    heads = ["hand", "foot", "mouth"][: text.count("\n")]
    assert lines(text, heads, *[0.9, 0.9, 0.1][: len(heads)]) == [*heads[:2], None][: len(heads)]


SCRIPTS = "Xinhe (simplified Chinese: 新河镇; traditional Chinese: {}; pinyin: Xīnhé Zhèn) is a town."


@pytest.mark.parametrize(("other", "head"), [("新河鎮", "Xinhe"), ("新荷鎮", "Xīnhé Zhèn")])
def test_one_name_in_both_scripts_has_one_head(other: str, head: str) -> None:
    found = list(readings(layout.parse(Source(id="x", text=SCRIPTS.format(other))), resources()))
    alone = []
    for reading, said in zip(found, ["Xinhe", "Xīnhé Zhèn"], strict=True):
        spans = [c.span.of(reading.text) if c.span else "" for c in reading.candidates]
        alone.append((reading, chosen(reading, spans.index(said), 0.9)))
    shared = [r.candidates[c.best].span for r, c in in_scripts(alone, THRESHOLD)]
    assert [span.of(found[0].text) for span in shared if span] == ["Xinhe", head]


def test_what_is_unlikely_stays_none_beside_the_surest() -> None:
    assert series("手 = hand, 口 = mouth", ["hand", "mouth"], 0.7, 0.1) == [True, False]
    assert series("手: hand. 口: mouth", ["hand", "mouth"], 0.7, 0.2) == [True, False]


def test_what_is_said_otherwise_stands_for_itself() -> None:
    assert series("手 = hand, but 口, a mouth", ["hand", "mouth"], 0.7, 0.2) == [True, False]
    assert series("手 and 口 are hand and mouth.", ["hand", "hand"], 0.7, 0.2) == [True, False]


def test_forms_of_which_none_is_a_gloss_stay_none() -> None:
    assert forms("The lanterns (拜灯, 白等, 败蹬) are lit.", 0.4, 0.2, 0.1) == [None] * 3


def test_a_bracket_that_says_more_is_no_list_of_forms() -> None:
    assert forms("The lanterns (拜灯, and never 白等) are lit.", 0.8, 0.2) == ["lanterns", None]


def test_what_answers_to_an_item_keeps_its_own_head() -> None:
    assert forms("From Laixi, Shandong (莱西市, 山东) he came.", 0.8, 0.2)[1] != "Laixi"


def claims_of(text: str, *claims: tuple[str, float]) -> Pairs:
    """The pieces of Chinese of `text`, where each claims a span with a confidence."""
    found: Pairs = []
    for reading, (head, confidence) in zip(
        readings(layout.parse(Source(id="x", text=text)), resources()), claims, strict=True
    ):
        said = [c.span.of(reading.text) if c.span else "" for c in reading.candidates].index(head)
        found.append((reading, chosen(reading, said, confidence)))
    return found


def claimed(text: str, *claims: tuple[str, float]) -> list[str | None]:
    """The heads of the glosses of `text` after `one_each`, where each claims a span with a confidence."""
    found = claims_of(text, *claims)
    result = []
    for reading, choice in one_each(found, trained()):
        span = reading.candidates[choice.best].span
        result.append(span.of(reading.text) if choice.gloss >= THRESHOLD and span else None)
    return result


def test_an_expression_renders_one_piece_of_chinese_and_the_nearer_has_it() -> None:
    text = "They sang of “cold fire” (冷火) and of 铁马 all night.\n"
    first, second = claimed(text, ("cold fire", 0.9), ("cold fire", 0.99))
    assert first == "cold fire"
    assert second != "cold fire"


@pytest.mark.parametrize(
    "text",
    ["They sang “cold hymn” (冷赞 as in 冷歌) all night.", "They sang “cold hymn” 冷赞 or 冷讚 all night."],
)
def test_forms_of_one_name_share_their_head(text: str) -> None:
    assert claimed(text, ("cold hymn", 0.9), ("cold hymn", 0.8)) == ["cold hymn"] * 2


def ordered(text: str, *claims: str) -> list[str]:
    """The heads of the pieces of Chinese of `text` after `in_order`, where each claims a span."""
    found = claims_of(text, *((claim, 0.9) for claim in claims))
    after = list(in_order(found, trained()))
    assert [c.gloss for _, c in after] == [c.gloss for _, c in found]
    chosen = [(reading, reading.candidates[c.best].span) for reading, c in after]
    return [span.of(reading.text) if span else "" for reading, span in chosen]


@pytest.mark.parametrize("marks", ["甲方、乙方", "甲方 and 乙方", "《甲方》《乙方》"])
@pytest.mark.parametrize("wrong", [("Party B", "Party B"), ("Party A and Party B", "Party B")])
def test_a_list_that_answers_to_a_list_is_read_in_order(marks: str, wrong: tuple[str, str]) -> None:
    first, second = ordered(f"Party A and Party B ({marks}) are bound.\n", *wrong)
    assert first in {"Party A", "A", "Party"}  # its own item; which part of it, the weights tell
    assert second == "Party B"


def test_a_list_is_put_in_order_after_its_members_became_glosses(monkeypatch: pytest.MonkeyPatch) -> None:
    found = claims_of("Party A and Party B (甲方、乙方) are bound.\n", ("Party B", 0.9), ("Party B", 0.2))
    told = {reading.chinese: choice for reading, choice in found}
    monkeypatch.setattr("annotate.gloss.choose", lambda reading, _: told[reading.chinese])
    unread = replace(resources(), cross_encoder=CrossEncoder(None))
    (first, one), (second, other) = choices([reading for reading, _ in found], unread)
    assert one.gloss == other.gloss == told["甲方"].gloss
    assert first.candidates[one.best].span != second.candidates[other.best].span


def test_what_is_no_gloss_puts_no_list_in_order() -> None:
    found = claims_of("Party A and Party B (甲方、乙方) are bound.\n", ("Party B", 0.9), ("Party B", 0.9))
    unsure = [(found[0][0], replace(found[0][1], gloss=0.1)), found[1]]
    assert list(in_order(unsure, trained())) == unsure


def test_forms_of_one_name_are_not_read_in_order() -> None:
    text = "They sang the hymn and the psalm (赞歌 or 讚歌) all night.\n"
    assert ordered(text, "psalm", "psalm") == ["psalm"] * 2


def test_a_list_whose_heads_are_apart_stays_as_it_was_chosen() -> None:
    text = "It binds Party B and Party A (甲方、乙方) alike.\n"
    assert ordered(text, "Party A", "Party B") == ["Party A", "Party B"]


def test_what_has_no_other_candidate_is_no_gloss() -> None:
    text = "They sang of “cold fire” (冷火) and of 铁马 all night.\n"
    first, second = readings(layout.parse(Source(id="x", text=text)), resources())
    one, two = (
        next(i for i, c in enumerate(reading.candidates) if c.span and c.span.of(text) == "cold fire")
        for reading in (first, second)
    )
    only = tuple(float(i == two) for i in range(len(second.candidates)))
    before = [(first, chosen(first, one, 0.9)), (second, Choice(two, only, gloss=1.0))]
    assert [choice.gloss for _, choice in one_each(before, trained())] == [1.0, 0.0]
