"""The choice: probabilities, calibration, and features that stay within their bounds."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.gloss import readings, resources
from annotate.gloss.decision import decision_features
from annotate.gloss.features import Features
from annotate.gloss.log_linear import logistic, score, softmax
from annotate.gloss.rank import Choice, Model, choose, read_model, trained
from tests.gloss.material import source, texts

SCORES = st.floats(-1e6, 1e6)


@given(st.lists(SCORES, min_size=1, max_size=50))
def test_softmax_sums_to_one_and_keeps_the_order(scores: list[float]) -> None:
    shares = softmax(scores)
    assert math.isclose(sum(shares), 1)
    assert all(0 <= share <= 1 for share in shares)
    assert shares[scores.index(max(scores))] == max(shares)


@given(SCORES, SCORES)
def test_logistic_is_a_monotone_probability(one: float, other: float) -> None:
    assert 0 < logistic(min(one, other)) <= logistic(max(one, other)) <= 1
    assert math.isclose(logistic(3) + logistic(-3), 1)


def test_the_calibration_is_monotone() -> None:
    calibration = trained().calibration
    steps = [Choice(0, (share / 100,), 1.0, calibration=calibration).confidence for share in range(101)]
    assert all(a <= b for a, b in pairwise(steps))
    assert all(0 < step < 1 for step in steps)
    assert steps[0] < 0.5 < steps[-1]


def test_calibration_moves_the_confidence_and_not_the_choice() -> None:
    plain = Choice(0, (0.9, 0.1), 0.8)
    assert plain.confidence == pytest.approx(0.72)
    assert replace(plain, calibration=(1.0, -1.0)).confidence < 0.72


def test_a_feature_without_a_weight_counts_nothing() -> None:
    assert score({"a": 2.0, "b": 1.0}, {"a": 0.5}) == 1.0


def test_a_model_is_read_from_json() -> None:
    data = {
        "heads": {"a": 1.0}, "glosses": {}, "kinds": {}, "threshold": 0.4, "calibration": [2, 1], "calibration-in-context": [3, 0], "doubts": {}, "probes": {"b": "0.5 -1"},
    }  # fmt: skip
    model = read_model(json.dumps(data))
    assert (model.heads, model.threshold, model.calibration) == ({"a": 1.0}, 0.4, (2, 1))
    assert model.calibration_in_context == (3, 0)
    assert model.probes["b"].tolist() == [0.5, -1.0]


def test_without_weights_the_first_candidate_wins_by_an_even_chance() -> None:
    reading = next(readings(source("Safeguard Defenders (保护卫士)"), resources()))
    choice = choose(reading, Model({}, {}, {}))
    assert choice.best == 0
    assert choice.gloss == 0.5
    assert len(set(choice.shares)) == 1


def by_head(text: str) -> dict[str, Features]:
    """The features of each candidate for the first gloss of `text`."""
    reading = next(readings(source(text), resources()))
    return {
        candidate.span.of(reading.text): features
        for candidate, features in zip(reading.candidates, reading.head_features, strict=True)
        if candidate.span
    }


def test_the_right_head_has_the_stronger_features() -> None:
    told = by_head("the rich Bank of China (中国银行) said")
    right, short, long = (told[name] for name in ("Bank of China", "China", "rich Bank of China"))
    assert right["english-explained"] > long["english-explained"]
    assert right["both-explained"] >= long["both-explained"]
    assert "cuts-name-of" in short
    assert "cuts-name-within" not in right
    assert right["all-capitals"] == 1.0
    assert "mixed-capitals" in long


@pytest.mark.parametrize(
    ("text", "head", "feature"),
    [
        ("a talk by Chief Engineer Qu Wanli (曲万里) was long", "Qu Wanli", "left-title"),
        ("there came forty petitioners (访民) to the gate", "petitioners", "left-quantifier"),
        ("then you blanch (焯) the greens", "blanch", "left-pronoun"),
        ("the unity of knowledge and action (知行合一)", "knowledge and action", "left-of"),
        ("the Court of the State Ceremonial (鸿胪寺)", "State Ceremonial", "cuts-name-of"),
        ("he plays Need for Speed (极品飞车)", "Speed", "cuts-name-within"),
        ("they sell BYD's Seagull (海鸥) here", "Seagull", "cuts-possessive"),
        ("Strategy: Plan A (战略：甲计划)", "Strategy: Plan A", "colons-agree"),
        ("they read _Caijing_ magazine (财经) daily", "Caijing", "noun-between:in"),
        ("they read Caijing magazine (财经) daily", "Caijing", "noun-after:in"),
        ("a talk by James Lau Chi-ming (劉志明) on", "James Lau Chi-ming", "given-name"),
        ("a talk by Professor Lau Chi-ming (劉志明) on", "Professor Lau Chi-ming", "swallows-spelling"),
        ("with Major-General Wang Anlan (王安澜) there", "Major-General Wang Anlan", "swallows-spelling"),
        ("the Dong Ding tea (凍頂 - Dòng Dǐng)", "Dòng Dǐng", "spelled-outside-too"),
        ("in July 双抢 (shuangqiang; rush harvest) is", "shuangqiang", "spelled-then-more"),
        ("the village committees (VCs) (村委会) of", "village committees (VCs)", "keeps-acronym"),
        ("they had to retreat (撤退) again", "retreat", "verb-first:verb"),
        ("he's Ferdinand (费迪南) and", "Ferdinand", "left-pronoun"),
        ("by pulling the shoots (揠苗助长) up", "shoots", "verb-left:word"),
        ("the idea of *li* 理 (“pattern”) is", "pattern", "meant-marked"),
        ("his guanxi 关系, meaning connections, were", "connections", "meant-told"),
        ("Hello, I'm Ferdinand (费迪南) and", "Ferdinand", "left-pronoun"),
        ("the village committees (VCs) (村委会) of", "village committees", "drops-acronym"),
    ],
)
def test_what_stands_beside_a_span_is_told(text: str, head: str, feature: str) -> None:
    assert feature in by_head(text)[head]


def test_a_comma_within_a_spelling_is_no_mark_of_a_list() -> None:
    heads = by_head("by Lǐ, Zhōnglín (李忠林) and Salt, Oil (盐油)")
    assert "commas" not in heads["Lǐ, Zhōnglín"]
    assert "commas" in by_head("of Salt, Oil (盐油)")["Salt, Oil"]


def test_what_fills_a_quotation_may_begin_with_a_small_word() -> None:
    assert "first-preposition" not in by_head("the essay “On the Market” (论市场)")["On the Market"]
    assert "first-preposition" in by_head("an essay on the Market (论市场)")["on the Market"]


def test_a_single_letter_of_a_name_is_no_pronoun() -> None:
    assert "pronoun" not in by_head("General Yo I (樂毅) won")["Yo I"]
    assert "pronoun" in by_head("what I know (知)")["I know"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("under four dollars (28元)", {"amount"}),
        ("the 28th army (二十八军)", set()),
        ("Moonpost, a.k.a. `月邮`, delivers", {"introduced"}),
        ("the lamp, painted by `月邮`", set()),
        ("Peddlers (货郎、货担) came", set()),
        ("he wrote 在《路》上看见 once", {"part-of-run"}),
        ("see https://a.org/x 末班车延长 (late trains)", {"after-address"}),
        ("see https://a.org/x for 末班车延长", set()),
        ("see [中文文档](docs/zh) there", {"link-text"}),
        ("Welcome to Shang嗨 there", {"glued"}),
        ("is the Japanese word *kanbu* (幹部) now", {"said-eastern"}),
    ],
)
def test_what_stands_around_the_chinese_is_told(text: str, told: set[str]) -> None:
    reading = next(iter(readings(source(text), resources())))
    features = decision_features(reading, 0, 0.5, {})
    asked = ("amount", "introduced", "part-of-run", "after-address", "link-text", "glued", "said-eastern")
    assert {name for name in asked if features[name]} == told


@pytest.mark.parametrize(
    ("text", "head", "told"),
    [
        ("went to Beijing (北京) once", "Beijing", set()),
        ("all the seed salt (食盐) now", "salt", set()),
        ("they burned salt (食盐) now", "salt", {"verb-left:word"}),
        ("to burn oil (烧油) now", "burn oil", {"verb-first:unlisted"}),
        ("began burning oil (烧油) now", "burning oil", {"verb-first:unlisted"}),
    ],
)
def test_a_verb_is_told_by_its_form_or_by_what_leads_to_it(text: str, head: str, told: set[str]) -> None:
    names = {"verb-first:word", "verb-first:unlisted", "verb-first:verb"} | {
        "verb-left:word",
        "verb-left:verb",
    }
    assert names & by_head(text)[head].keys() == told


def test_a_meaning_is_parted_from_the_chinese_by_more_than_a_blank() -> None:
    running, marked = by_head("the idea of li 理 is old"), by_head("the idea of li 理 — pattern — is")
    assert not any("meant" in features for features in running.values())
    assert marked["pattern"]["meant-marked"] == 1.0
    assert marked["li"]["spelled-against-meaning"] == marked["pattern"]["both-explained"]
    quoted = by_head("the idea of *li* 理 (“pattern”) is")
    assert (quoted["li"]["spelled-against-marked"], marked["li"]["spelled-against-marked"]) == (1.0, 0.0)


def decided(text: str, name: str) -> float:
    """The feature `name` of the decision on the first piece of Chinese of `text`, if its first candidate is the head."""
    reading = next(iter(readings(source(text), resources())))
    return decision_features(reading, 0, 0.5, {}).get(name, 0.0)


def test_a_hashtag_in_a_bracket_is_no_label() -> None:
    assert decided("filed under #月邮 there", "after-command")
    assert not decided("the tag #MoonPost (#月邮) was", "after-command")


@pytest.mark.parametrize("chinese", ["攝影：蘇小河", "图：老魏", "资料图：县报"])
def test_who_made_a_picture_is_a_credit(chinese: str) -> None:
    assert decided(f"Herons over the weir ({chinese}).", "credit")


def test_what_begins_as_a_credit_is_none() -> None:
    assert not decided("The club of photographers (摄影协会) met.", "credit")


def test_a_language_beside_english_that_names_none_is_a_note() -> None:
    assert decided("The Weir Keeper (吴语), two reels.", "language-unanswered")
    assert not decided("They spoke Wu (吴语) at home.", "language-unanswered")


@given(texts())
def test_features_are_finite_and_shares_are_shares(text: str) -> None:
    share_features = {"chinese-explained", "english-explained", "both-explained", "defined", "unknown"}
    for reading in readings(source(text), resources()):
        for features in reading.head_features:
            assert all(math.isfinite(value) for value in features.values())
            assert all(0 <= features.get(name, 0) <= 1 for name in share_features)
        assert 0 <= reading.known <= 1
        choice = choose(reading, trained())
        assert math.isclose(sum(choice.shares), 1)
        assert all(map(math.isfinite, decision_features(reading, choice.best, 0.5, {}).values()))
