"""A user's termbase as evidence for heads."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given

from annotate.gloss import NO_TERMS, Termbase, explain, find_and_align, informed, resources
from annotate.gloss.termbase import FEATURE, wording
from annotate.gloss.words import Words
from annotate.text import has_han
from tests.gloss.material import source, texts

HOUSE = Termbase.of(
    [
        ("龘税", "grey lantern levy"),
        ("蓝酥", "lucky moonlight"),
        ("借风", "borrowed wind"),
        ("黄单子", "Form Nine"),
        ("飞鱼票", "herring coupon"),
        ("补天", "mending of roofs"),
        ("鹤捐鹤役鹤粮鹤草鹤银", "five crane dues"),
        ("某某", ""),
    ]
)
"""Terms of nobody: no dictionary knows them."""


def heads(text: str, termbase: Termbase = NO_TERMS) -> list[tuple[str, str | None]]:
    found = find_and_align(source(text), termbase)
    return [(a.gloss.span.of(text), a.head.of(text) if a.head else None) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They resent the old grey lantern levy (龘税) of the district.", "grey lantern levy"),
        ("It sold lucky moonlight, a kind of blue tea biscuit (蓝酥).", "lucky moonlight"),
        ("Officials praised the new borrowed wind policy (借风).", "borrowed wind"),
        ("The clerks filed Form Nine, the yellow slip (黄单子).", "Form Nine"),
        ("She bought the winter herring coupon (飞鱼票).", "herring coupon"),
    ],
)
def test_a_house_rendering_is_the_head(text: str, expected: str) -> None:
    ((_, before),) = heads(text)
    ((_, after),) = heads(text, HOUSE)
    assert before != expected, "the dictionary is enough: this case shows nothing"
    assert after == expected


@pytest.mark.parametrize(
    "text",
    [
        "They resent the old gray lantern levy (龘税) of the district.",
        "They resent the old Grey Lantern Levies (龘税) of the district.",
        "They resent the old grey-lantern levy’s (龘税) collectors.",
        "They resent the old “grey lantern levy” (“龘税”) of the district.",
    ],
)
def test_inflection_case_hyphens_and_marks_play_no_part(text: str) -> None:
    ((_, head),) = heads(text, HOUSE)
    assert head is not None
    assert wording(Words.of(head).items) == ("gray", "lantern", "levi")


@pytest.mark.parametrize(
    "text",
    [
        "He led the solemn bureau for the mending of roofs (补天局) for years.",
        "They owed five crane dues (鹤捐鹤役鹤粮鹤草鹤银) a year.",
    ],
)
def test_a_house_term_explains_its_characters_in_a_longer_one_and_however_long(text: str) -> None:
    before, after = (explain(source(text), termbase)[0] for termbase in (NO_TERMS, HOUSE))
    told = [dict(one.verdicts[0].contributions).get("chinese-explained", 0.0) for one in (before, after)]
    assert told[0] < told[1]


def test_what_the_termbase_decided_is_told() -> None:
    text = "Officials praised the new borrowed wind policy (借风)."
    (alignment,) = find_and_align(source(text), HOUSE)
    assert FEATURE in alignment.evidence
    assert FEATURE in dict(explain(source(text), HOUSE)[0].verdicts[0].contributions)
    assert FEATURE not in find_and_align(source(text))[0].evidence


UNRELATED = (
    "Voice of America (美国之音) said so. Its stability maintenance (weiwen 维稳) costs more. The poet Li Bai"
    " （李白） drank. It calls this a “hardening” (板结) of minds. He sold “tofu” 豆腐. The 维稳 (stability"
    " maintenance) is dear. A grey lantern hung in the wind; the levy was quiet."
)


def test_other_glosses_stay_as_they_were() -> None:
    assert find_and_align(source(UNRELATED), HOUSE) == find_and_align(source(UNRELATED))


def test_a_house_term_of_japan_is_a_chinese_gloss_still() -> None:
    text = "The office for Japan liaison (对倭联络) closed."
    termbase = Termbase.of([("对倭联络", "Japan liaison")])
    assert heads(text, termbase) == [("对倭联络", "Japan liaison")]


def test_the_type_is_what_it_was_without_the_termbase() -> None:
    text = "Voice of America (美国之音) said so."
    types = [
        find_and_align(source(text), t)[0].type for t in (NO_TERMS, Termbase.of([("美国之音", "voice")]))
    ]
    assert types[0] == types[1]


@given(texts())
def test_an_empty_termbase_changes_nothing(text: str) -> None:
    empty = Termbase.of([])
    assert find_and_align(source(text), empty) == find_and_align(source(text))
    assert informed(resources(), empty) is resources()


@given(texts())
def test_any_termbase_gives_spans_of_the_text(text: str) -> None:
    termbase = Termbase.of(
        [("维稳", "stability maintenance"), ("中国", "the"), ("汉", "(汉"), ("𠮷", "\x00")]
    )
    for alignment in find_and_align(source(text), termbase):
        assert has_han(alignment.gloss.span.of(text))
        assert alignment.head is None or alignment.head.of(text)


def test_the_order_of_the_pairs_plays_no_part() -> None:
    pairs = [("借风", "borrowed wind"), ("借风", "wind on loan"), ("《龘税》", "levy")]
    one, other = Termbase.of(pairs), Termbase.of(reversed(pairs))
    assert list(one.renderings.items()) == list(other.renderings.items())
    assert pickle.dumps(one) == pickle.dumps(other)


def test_outer_marks_of_a_form_play_no_part() -> None:
    termbase = Termbase.of([("《龘税》", "grey lantern levy")])
    assert termbase.term("龘税") == termbase.term("《龘税》") == HOUSE.term("龘税")


def test_a_termbase_goes_through_a_pipe_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(HOUSE))  # noqa: S301  # we pickled it
    assert informed(resources(), copy) is informed(resources(), HOUSE), "a copy would fill the caches"
    assert copy != Termbase.of([("借风", "levy")])
    text = "They resent the old grey lantern levy (龘税) of the district."
    assert find_and_align(source(text), copy) == find_and_align(source(text), HOUSE)
