"""Words that make a clause, and lines of verse."""

from __future__ import annotations

import pytest

from annotate.gloss import readings, resources
from annotate.gloss.clauses import _CLASS_OF, CLAUSE, MAX_CHARACTERS, clause_features
from annotate.gloss.verse import NEAR, TELLING, verse_features
from tests.gloss.material import source


@pytest.mark.parametrize("chinese", ["他昨天没来", "作者不回复私信", "你吃了吗", "水深危险，请勿在此游泳"])
def test_a_clause_has_adverbs_pronouns_or_particles(chinese: str) -> None:
    assert CLAUSE & clause_features(chinese, resources().lexicon).keys()


@pytest.mark.parametrize("chinese", ["有限公司", "人民代表大会常务委员会", "就业率", "会议厅", "不锈钢"])
def test_characters_within_a_word_make_no_clause(chinese: str) -> None:
    assert not CLAUSE & clause_features(chinese, resources().lexicon).keys()


def test_every_word_of_the_lists_is_a_word_of_the_dictionary() -> None:
    lexicon = resources().lexicon
    assert [word for word in _CLASS_OF if len(word) > 1 and lexicon.word(word) is None] == []


def test_a_long_piece_is_judged_by_its_beginning() -> None:
    lexicon = resources().lexicon
    assert clause_features("石" * MAX_CHARACTERS + "不", lexicon) == clause_features(
        "石" * MAX_CHARACTERS, lexicon
    )


def verse(text: str) -> list[dict[str, float]]:
    return [verse_features(reading) for reading in readings(source(text), resources())]


def test_lines_of_one_length_are_each_others_fellows() -> None:
    one, other = verse(
        "A poem.\n\n千山鸟飞绝 / Birds gone from the hills\n万径人踪灭 / no print on the paths\n"
    )
    assert one == {"verse-length": 1.0, "verse-fellows": TELLING / 2, "verse-words": TELLING}
    assert other["verse-fellows"] == TELLING / 2


@pytest.mark.parametrize("chinese", ["千山鸟飞", "一日不见，如隔三秋", "中华人民共和国", "不管三七二十一"])
def test_what_is_listed_or_of_another_length_is_no_line(chinese: str) -> None:
    assert verse(f"He quoted “a saying” ({chinese}) of the poet.") == [{}]


@pytest.mark.parametrize("chinese", ["千山鸟飞绝，万径人踪灭", "𠀀山鸟飞绝"])
def test_couplets_and_rare_characters_are_measured(chinese: str) -> None:
    assert verse(f"He wrote “birds gone” ({chinese}) on a wall.") == [
        {"verse-length": 1.0, "verse-fellows": 0.0, "verse-words": 0.0}
    ]


@pytest.mark.parametrize("said", ["Song dynasty tiles", "a metro line", "the underlines"])
def test_not_every_song_or_line_is_verse(said: str) -> None:
    assert verse(f"Of {said} they said “birds gone” (千山鸟飞绝) there.")[0]["verse-words"] == 0.0


def test_a_run_that_is_cut_at_the_edge_is_no_fellow() -> None:
    for gap in range(NEAR - 12, NEAR + 2):
        assert verse(f"{'石' * 20} {'x' * gap} (千山鸟飞绝)")[-1]["verse-fellows"] == 0.0
