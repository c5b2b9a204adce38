from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.errors import InputError
from annotate.evaluate.jsonl import read_jsonl
from annotate.model import Span

GLOSS = {
    "zh": "茶馆",
    "zh_start": 8,
    "zh_end": 10,
    "en": "shop",
    "en_start": 2,
    "en_end": 6,
    "type": "place",
    "convention": "paren",
}
ROW = {"id": "r1", "group": "g", "genre": "blog", "text": "A shop (茶馆) shut.", "glosses": [GLOSS]}


def write(tmp_path: Path, *rows: object, name: str = "gold.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_a_row_gives_a_passage(tmp_path: Path) -> None:
    (passage,) = read_jsonl(write(tmp_path, ROW))
    assert (passage.id, passage.text, passage.group, passage.genre) == ("r1", ROW["text"], "g", "blog")
    (gloss,) = passage.glosses
    assert (gloss.zh, gloss.heads) == (Span(8, 10), (Span(2, 6),))
    assert (gloss.type, gloss.convention) == ("place", "paren")


def test_alternatives_and_heads_that_stand_nowhere(tmp_path: Path) -> None:
    alternative = {"en": "A shop", "en_start": 0, "en_end": 6}
    nowhere = {"en": None, "en_start": None, "en_end": None}
    with_alternative = {**ROW, "glosses": [{**GLOSS, "en_alt": [alternative]}]}
    first, second = read_jsonl(write(tmp_path, with_alternative, {**ROW, "glosses": [{**GLOSS, **nowhere}]}))
    assert first.glosses[0].heads == (Span(2, 6), Span(0, 6))
    assert second.glosses[0].heads == (None,)


def test_a_document_may_name_the_file_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("A shop (茶馆) shut.", encoding="utf-8")
    row = {"id": "seed", "source": "a.txt", "text_file": "texts/a.txt", "glosses": [GLOSS]}
    (passage,) = read_jsonl(write(tmp_path, row, name="seed.json"))
    assert passage.text == "A shop (茶馆) shut."
    assert passage.group == "a.txt"


def test_a_gloss_without_a_convention_stands_in_brackets(tmp_path: Path) -> None:
    gloss = {key: value for key, value in GLOSS.items() if key != "convention"}
    (passage,) = read_jsonl(write(tmp_path, {**ROW, "glosses": [gloss]}))
    assert passage.glosses[0].convention == "paren"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([], "line 1: not an object"),
        ({**ROW, "id": None}, "id is missing or no string"),
        ({**ROW, "text": "shop \ud800"}, r"half a character, \ud800;"),
        ({**ROW, "glosses": "none"}, "glosses is no list"),
        ({**ROW, "glosses": [{**GLOSS, "type": "thing"}]}, 'unknown type "thing"'),
        ({**ROW, "glosses": [{**GLOSS, "zh_end": 99}]}, "zh_start 8 and zh_end 99 are no span"),
        ({**ROW, "glosses": [{**GLOSS, "zh_start": None}]}, "zh_start None and zh_end 10 are no span"),
        ({**ROW, "glosses": [{**GLOSS, "zh_start": None, "zh_end": None}]}, "a gloss without zh_start"),
        ({**ROW, "glosses": [{**GLOSS, "en_start": 1}]}, 'en is "shop" but its offsets cover " shop"'),
    ],
)
def test_bad_rows_name_the_line_and_the_cure(tmp_path: Path, row: object, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_jsonl(write(tmp_path, row))
    assert message in str(error.value)
    assert "gold.jsonl, line 1" in str(error.value)


def test_what_is_no_json_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW) + "\n{oops\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: not JSON"):
        read_jsonl(path)


def test_a_text_file_that_is_absent(tmp_path: Path) -> None:
    row = {"id": "x", "text_file": "absent.txt", "glosses": []}
    with pytest.raises(InputError, match=r"absent\.txt: cannot be read"):
        read_jsonl(write(tmp_path, row))


def test_the_gold_beside_the_project(shared: Path) -> None:
    passages = read_jsonl(shared / "gold" / "dev.jsonl")
    assert len(passages) == 635
    assert sum(len(passage.glosses) for passage in passages) == 870
    (seed,) = read_jsonl(shared / "gold" / "seed.json")
    assert len(seed.glosses) == 29
