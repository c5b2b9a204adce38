from __future__ import annotations

from pathlib import Path

import pytest
from tools import gate

from annotate.errors import ConfigError
from annotate.evaluate.floors import Floors, floors_of, measure, read_floors, shortfalls
from annotate.evaluate.score import evaluate
from tests.evaluate.gold_text import found, gold, passage

TEA = "Green tea (绿茶) is a drink."


def scores(head: str) -> dict[str, float]:
    return measure(
        evaluate([passage(TEA, gold(TEA, "绿茶", "Green tea"))], {"p": [found(TEA, "绿茶", head)]})
    )


def test_a_score_below_its_floor_and_one_above_its_ceiling_are_told() -> None:
    floors = floors_of(
        {"floors": {"pair": 0.9, "detection": 1}, "ceilings": {"calibration-error": 0.05}}, "f"
    )
    assert list(shortfalls(scores("Green tea"), floors)) == []
    assert list(shortfalls(scores("tea"), floors)) == [
        "pair is 0.0000, below its floor 0.9000",
        "calibration-error is 1.0000, above its ceiling 0.0500",
    ]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[floors]\npairs = 0.9\n", "unknown key “pairs”; did you mean “pair”?"),
        ("[floor]\npair = 0.9\n", "unknown key “floor”; did you mean “floors”?"),
        ("[floors]\npair = 90\n", "pair is no number from 0 to 1"),
        ("[floors]\npair = true\n", "pair is no number from 0 to 1"),
        ("floors = 3\n", "no table"),
        ("[floors\n", "not TOML"),
    ],
)
def test_a_wrong_file_names_the_place_and_the_cure(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_floors(path)
    assert message in str(error.value)
    assert str(error.value).startswith(str(path))


def test_a_floor_for_what_is_not_measured_is_an_error() -> None:
    with pytest.raises(ConfigError, match="merges"):
        list(shortfalls(scores("tea"), Floors({"merges": 0.5}, {})))


def test_the_gate_raises_floors_by_itself_and_lowers_them_only_when_asked() -> None:
    old = Floors(
        {"pair": 0.5, "detection": 0.99, "heads": 0.9}, {"negatives": 0.01, "calibration-error": 0.9}
    )
    new = {"pair": 0.8, "detection": 0.9, "heads": 0.902, "negatives": 0.1, "calibration-error": 0.1}
    kept = gate.renewed(old, new, lower=False)
    assert kept.floors == {"pair": 0.795, "detection": 0.99, "heads": 0.9}
    assert kept.ceilings == {"negatives": 0.01, "calibration-error": 0.105}
    lowered = gate.renewed(old, new, lower=True)
    assert lowered.floors == {"pair": 0.795, "detection": 0.895, "heads": 0.9}
    assert lowered.ceilings == {"negatives": 0.105, "calibration-error": 0.105}


def test_the_gates_file_is_as_the_gate_writes_it() -> None:
    assert gate.FILE.read_text(encoding="utf-8") == gate.render(gate.read())


def test_our_own_gold_is_gated() -> None:
    sets = {one.name: one for one in gate.read()}
    assert sets.keys() >= {"cases", "corpus", "entities", "dev", "seed"}
    assert sets["cases"].floors.floors.keys() >= {"detection", "pair", "heads", "types"}
    assert "negatives" in sets["cases"].floors.ceilings


def test_a_set_that_misses_its_floor_fails_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "measured", lambda _: {"pair": 0.7})
    one = gate.GoldSet("mine", "tests/gold/cases", None, Floors({"pair": 0.8}, {}))
    assert gate.check([one], write=False, lower=False)[1] == ["mine: pair is 0.7000, below its floor 0.8000"]
    assert gate.check([one], write=True, lower=False)[1] == ["mine: pair is 0.7000, below its floor 0.8000"]
    kept, missed = gate.check([one], write=True, lower=True)
    assert (kept[0].floors.floors, missed) == ({"pair": 0.695}, [])
