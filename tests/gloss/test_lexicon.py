"""The lexicon, on a dictionary of eight lines compiled for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.gloss import resources
from annotate.gloss.dictionary import Entry, compile_entries, parse_cedict
from annotate.gloss.forms import base
from annotate.gloss.lexicon import Lexicon
from annotate.gloss.stems import content_stems, stem

LINES = """# CC-CEDICT
#! version=1
維護 维护 [wei2 hu4] /to defend/to safeguard/to maintain/
穩定 稳定 [wen3 ding4] /steady/stable/stability/CL:個|个[ge4]/
維穩 维稳 [wei2 wen3] /abbr. for 維護穩定|维护稳定[wei2 hu4 wen3 ding4]/
維護穩定 维护稳定 [wei2 hu4 wen3 ding4] /to maintain social stability/
中國 中国 [Zhong1 guo2] /China/
重 重 [zhong4] /heavy; serious/
重 重 [chong2] /to repeat/again/
女 女 [nu:3] /female/woman (old)/
no entry at all
中國人 中国人 [Zhong1 guo2 ren2] /Chinese person/
臨朐 临朐 [Lin2 qu2] /Linqu county in Weifang 濰坊|潍坊[Wei2 fang1], Shandong/
蘇軾 苏轼 [Su1 Shi4] /Su Shi (1037-1101), aka Dongpo, Song dynasty writer and poet/
藏龍 藏龙 [Cang2 long2] /Crouching Tiger, Hidden Dragon/
""".splitlines()


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    target: Path = tmp_path_factory.mktemp("lexicon") / "tiny.sqlite"
    compile_entries(parse_cedict(LINES), target)
    return Lexicon(target)


def test_comments_and_malformed_lines_are_passed_over() -> None:
    entries = list(parse_cedict(LINES))
    assert len(entries) == 12
    assert entries[0] == Entry("維護", "维护", ("wei2", "hu4"), ("to defend", "to safeguard", "to maintain"))


def test_both_scripts_find_the_word(lexicon: Lexicon) -> None:
    for form in ("維護", "维护"):
        word = lexicon.word(form)
        assert word is not None
        assert word.stems == {stem("defend"), stem("safeguard"), stem("maintain")}
        assert word.is_verb
        assert not word.is_name
    assert lexicon.word("没有") is None


def test_measure_words_and_asides_are_no_meaning(lexicon: Lexicon) -> None:
    stable, woman = lexicon.word("稳定"), lexicon.word("女")
    assert stable is not None
    assert woman is not None
    assert stable.stems == {stem("steady"), stem("stable"), stem("stability")}
    assert woman.stems == {stem("female"), stem("woman")}


@pytest.mark.parametrize(
    ("chinese", "wording"),
    [("临朐", "Linqu county"), ("苏轼", "Su Shi"), ("藏龙", "Crouching Tiger, Hidden Dragon")],
)
def test_what_is_told_of_a_name_is_no_rendering_of_it(lexicon: Lexicon, chinese: str, wording: str) -> None:
    word = lexicon.word(chinese)
    assert word is not None
    assert lexicon.renderings(chinese) == (wording,)
    assert word.stems == set(content_stems(wording))


def test_what_is_told_of_a_name_still_tells_its_class(lexicon: Lexicon) -> None:
    word = lexicon.word("苏轼")
    assert word is not None
    assert "person" in word.classes


def test_a_word_is_rendered_as_a_reader_would_say_it(lexicon: Lexicon) -> None:
    assert lexicon.renderings("维护") == lexicon.renderings("維護") == ("defend", "safeguard", "maintain")
    assert lexicon.renderings("稳定") == ("steady", "stable", "stability")
    assert lexicon.renderings("重") == ("heavy", "serious", "repeat")
    assert lexicon.renderings("女") == ("female", "woman")
    assert lexicon.renderings("维稳") == ()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("维护稳定", "maintain social stability"),
        ("稳定中国", "steady China"),
        ("龘", ""),
        ("龘女龘", "female"),
        ("", ""),
    ],
)
def test_a_literal_rendering_is_word_for_word(lexicon: Lexicon, chinese: str, english: str) -> None:
    assert lexicon.literal(chinese) == english


def test_an_abbreviation_means_what_it_is_short_for(lexicon: Lexicon) -> None:
    for form in ("維穩", "维稳"):
        word = lexicon.word(form)
        assert word is not None
        assert {stem("maintain"), stem("social"), stem("stability")} <= word.stems


def test_a_capital_reading_makes_a_name(lexicon: Lexicon) -> None:
    china = lexicon.word("中国")
    assert china is not None
    assert china.is_name


def test_a_character_has_all_its_readings(lexicon: Lexicon) -> None:
    assert lexicon.readings("重") == {"zhong4", "chong2"}
    assert lexicon.readings("女") == {"nv3"}
    assert lexicon.readings("龘") == frozenset()


def test_what_occurs_together_twice_is_associated(lexicon: Lexicon) -> None:
    assert stem("maintain") in lexicon.associations("维")
    assert stem("heavy") not in lexicon.associations("重")
    assert lexicon.associations("龘") == {}


@pytest.mark.parametrize(
    ("chinese", "script"),
    [("维稳", "zh-Hans"), ("維穩", "zh-Hant"), ("中", "zh"), ("維稳", "zh"), ("abc", "zh")],
)
def test_the_script_is_told_by_its_own_characters(lexicon: Lexicon, chinese: str, script: str) -> None:
    assert lexicon.script(chinese) == script


@pytest.mark.parametrize(("form", "base"), [("sworn", "swear"), ("Children", "child"), ("drew", "draws")])
def test_an_irregular_form_has_the_stem_of_its_base(form: str, base: str) -> None:
    assert stem(form) == stem(base)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("Colours", "colors"),
        ("theatre", "theater"),
        ("travelled", "traveled"),
        ("encyclopaedia", "encyclopedia"),
        ("practises", "practices"),
        ("pedlars", "peddler"),
        ("fulfil", "fulfill"),
    ],
)
def test_two_spellings_have_one_stem(british: str, american: str) -> None:
    assert stem(british) == stem(american)


@pytest.mark.parametrize("word", ["rise", "four", "hour", "acre", "fence", "rogue", "installed"])
def test_a_word_that_only_looks_british_stays(word: str) -> None:
    assert base(word) == word


def test_small_words_carry_no_meaning() -> None:
    assert content_stems("the maintenance of a stability") == [stem("maintenance"), stem("stability")]
    assert stem("nation’s") == stem("Nations") == "nation"


def test_the_dictionary_of_the_package_knows_common_words() -> None:
    word = Lexicon().word("维稳")
    assert word is not None
    assert stem("stability") in word.stems


@pytest.mark.parametrize(
    ("chinese", "words"),
    [("作者不回复私信", ["作者", "不", "回复", "私信"]), ("鿠有限公司", ["鿠", "有限公司"]), ("", [])],
)
def test_chinese_is_cut_into_the_longest_listed_words(chinese: str, words: list[str]) -> None:
    assert resources().lexicon.words(chinese) == words
