"""What a gloss names: the evidence and the say of its neighbours."""

from __future__ import annotations

import pytest

from annotate.gloss import readings, resources
from annotate.gloss.definitions import classes
from annotate.gloss.features import Reading
from annotate.gloss.flags import keys, parse, shares
from annotate.gloss.kind_features import kind_features
from annotate.gloss.kinds import in_company, likeliest, listed
from annotate.gloss.rank import Model
from annotate.model import Source


def _read(text: str) -> tuple[Reading, ...]:
    return tuple(readings(Source(id="text", text=text), resources(Model({}, {}, {}))))


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ("Anyang county in Henan", "place"),
        ("Li Bai (701-762), famous Tang poet", "person"),
        ("A Dream of Red Mansions, by Cao Xueqin", "work"),
        ("to play the lute to a cow (idiom)", "saying"),
    ],
)
def test_a_definition_tells_what_its_word_names(definition: str, said: str) -> None:
    assert said in classes([definition])


def test_measure_words_and_readings_tell_nothing() -> None:
    assert not classes(["CL:座[city]", "州[zhou1 county]"])


def test_shares_are_smoothed_and_rare_endings_left_out() -> None:
    lines = [*(f"{c}县 3 ns" for c in "甲乙丙丁戊"), "己人 3 n"]
    found = dict(shares(parse(lines)))
    assert found["县", 2]["ns"] > found["县", 2]["n"] > 0
    assert ("人", 2) not in found
    assert keys("甲乙县")[0] == ("乙县", 3)


@pytest.mark.parametrize(
    ("between", "together"),
    [
        (", Quiet ", True),
        (" and Quiet ", True),
        (". Quiet ", False),
        (" was the teacher of ", False),
        (", who never in his long life had been able to name ", False),
    ],
)
def test_a_list_has_little_between_its_items(between: str, *, together: bool) -> None:
    one, two = _read(f"He likes Rain (雨){between}(静).")
    assert listed(one, two) is together
    assert listed(two, one) is together


def test_a_doubtful_item_follows_its_list_and_a_sure_one_does_not() -> None:
    items = _read("He likes Rain (雨), Quiet (静), Snow (雪).")
    sure, doubtful = {"work": 0.9, "term": 0.1}, {"work": 0.4, "term": 0.6}
    assert in_company(items, [sure, doubtful, sure]) == ("work", "work", "work")
    assert in_company(items[:1], [doubtful]) == (likeliest(doubtful),)
    lone = {"work": 0.001, "term": 0.999}
    assert in_company(items, [sure, lone, sure])[1] == "term"


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("The novelist Shen (沈) slept.", "next-before-person"),
        ("Lanhe (兰禾) is a large company.", "said-org"),
        ("Xu (徐, born 1901) slept.", "life-inside"),
        ("They held “no smoke before noon” (午前无烟).", "negation"),
    ],
)
def test_the_words_around_a_gloss_are_evidence(text: str, feature: str) -> None:
    reading = _read(text)[0]
    head = next((c for c in reading.candidates if c.span and "Shen" in c.span.of(reading.text)), None)
    assert feature in kind_features(reading, head)
