"""What the encoder's vectors say for a gloss."""

from __future__ import annotations

import numpy as np
import pytest

from annotate.gloss import explain, readings, resources
from annotate.gloss.features import Reading
from annotate.gloss.log_linear import logistic
from annotate.gloss.probes import CHINESE, HEAD, PLACE, PROBED, _place, probed, vectors
from annotate.gloss.rank import DOUBT, Model, choose, decided, trained
from tests.gloss.material import source

TEXT = "They spoke of “stability maintenance” (维稳) all evening, and of nothing else."


@pytest.fixture
def reading() -> Reading:
    return next(readings(source(TEXT), resources()))


def test_the_chinese_the_place_and_the_head_are_probed(reading: Reading) -> None:
    found = vectors(reading, 0)
    assert set(found) == {CHINESE, PLACE, HEAD}
    assert all(np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-3) for vector in found.values())


def test_without_a_head_none_is_probed(reading: Reading) -> None:
    none = next(i for i, candidate in enumerate(reading.candidates) if candidate.span is None)
    assert set(vectors(reading, none)) == {CHINESE, PLACE}


def test_a_probe_weighs_each_dimension(reading: Reading) -> None:
    vector = vectors(reading, 0)[CHINESE]
    flat = dict.fromkeys((PLACE, HEAD), np.zeros_like(vector))
    assert probed(reading, 0, {CHINESE: vector, **flat}) == {CHINESE: 1.0, PLACE: 0.0, HEAD: 0.0}
    assert probed(reading, 0, {}) == {}


def model(bias: float, reading: Reading) -> Model:
    """A model that finds a gloss with the log-odds `bias`, doubts it by 0.3, and probes the Chinese alone."""
    vector = vectors(reading, 0)[CHINESE]
    probes = {CHINESE: vector, PLACE: np.zeros_like(vector), HEAD: np.zeros_like(vector)}
    return Model({}, {"gloss": bias}, {}, doubts={"gloss": 0.3, CHINESE: 1.0}, probes=probes)


def test_in_doubt_the_probes_are_asked_too(reading: Reading) -> None:
    by = model(DOUBT - 0.01, reading)
    told = choose(reading, by)
    assert decided(reading, told, by)[0][CHINESE] == 1.0
    assert told.gloss == pytest.approx(logistic(0.3 + 1.0))


@pytest.mark.parametrize("bias", [DOUBT, -DOUBT])
def test_what_is_clear_is_not_probed(bias: float, reading: Reading) -> None:
    by = model(bias, reading)
    told = choose(reading, by)
    assert not decided(reading, told, by)[0].keys() & set(PROBED)
    assert told.gloss == pytest.approx(logistic(bias))


def test_an_explanation_of_a_doubt_names_what_was_probed() -> None:
    text = (
        "She has no word for 面子. He said it twice (真的吗) and left. We met at 老周's, by the lever 青杆."
    )
    told = [{name for name, _ in one.decision} & set(PROBED) for one in explain(source(text))]
    assert {CHINESE, PLACE} in [names - {HEAD} for names in told]


def test_the_place_is_whole_words_of_the_block() -> None:
    text = "Party A (维稳) paid.\n\nŌno (法治)\n\nOne more paragraph that is far too long for its place, “rule” (法治) of a long, long line."
    places = [_place(reading) for reading in readings(source(text), resources())]
    assert places == [
        "Party A (…) paid.",
        "Ōno (…)",
        " long for its place, “rule” (…) of a long, long line.",
    ]


def test_a_sentence_is_told_from_a_term() -> None:
    said = "She wrote “{}” ({}) on the wall."
    sentence = said.format("he did not come home yesterday", "他昨天没有回家")
    term = said.format("home visiting leave system", "职工探亲休假制度")
    values = [
        probed(reading, 0, trained().probes)[CHINESE]
        for text in (sentence, term)
        for reading in readings(source(text), resources())
    ]
    assert values[0] < values[1]
