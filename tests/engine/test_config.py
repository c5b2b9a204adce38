from __future__ import annotations

from pathlib import Path

import pytest

from annotate.config import CorpusConfig, Tagging, load, parse, unknown
from annotate.errors import ConfigError

FULL = """
title = "Tea and trade"
title_zh = "茶与贸易"
licence = "CC0-1.0"
licence_url = "https://creativecommons.org/publicdomain/zero/1.0/"
publisher = "Nobody"
language = "en-GB"
termbase = "house.tbx"

[tagging]
tagger = "none"
english = "en_core_web_md"
chinese = "jieba"
"""


def test_every_key_is_read() -> None:
    assert parse(FULL) == CorpusConfig(
        title="Tea and trade",
        title_zh="茶与贸易",
        licence="CC0-1.0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        publisher="Nobody",
        language="en-GB",
        termbase="house.tbx",
        tagging=Tagging(tagger="none", english="en_core_web_md", chinese="jieba"),
    )


def test_every_key_is_optional() -> None:
    assert parse("") == CorpusConfig()


def test_a_folder_without_settings_takes_its_own_name(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    assert load(folder) == CorpusConfig(title="harbour")


def test_settings_without_a_title_take_the_folder_s_name(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text('publisher = "Nobody"', encoding="utf-8")
    assert load(tmp_path) == CorpusConfig(title=tmp_path.name, publisher="Nobody")


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text('title = "Tea"', encoding="utf-8-sig")
    assert load(tmp_path).title == "Tea"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('titel = "x"', "unknown key “titel”; did you mean “title”?"),
        ('license = "x"', "unknown key “license”; did you mean “licence”?"),
        ('LICENCE = "x"', "unknown key “LICENCE”; did you mean “licence”?"),
        ('xyz = "x"', "unknown key “xyz”; known: authority, language, licence"),
        ('[tagging]\ntager = "none"', "[tagging]: unknown key “tager”; did you mean “tagger”?"),
        ('[taging]\ntagger = "none"', "unknown key “taging”; did you mean “tagging”?"),
        ("title = 3", "“title” must be a string in quotes, not a number"),
        ("title = true", "“title” must be a string in quotes, not true or false"),
        ('title = ["x"]', "“title” must be a string in quotes, not a list"),
        ("title = {a = 1}", "“title” must be a string in quotes, not a table"),
        ("title = 2024-01-01", "“title” must be a string in quotes, not a date or time"),
        ('title = " "', "“title” is empty"),
        ('title = "a\\u0001b"', "“title” holds a control character"),
        ('tagging = "spacy"', "“tagging” must be a table"),
        ('[tagging]\ntagger = "spacey"', "“tagger” cannot be “spacey”; did you mean “spacy”?"),
        ('[tagging]\nchinese = "lac"', "“chinese” cannot be “lac”; known: jieba"),
        ('language = "English (UK)"', "“language” must be a language tag such as en"),
        ('licence_url = "creativecommons.org"', "“licence_url” must be a whole http or https address"),
        ("title = ", "not valid TOML"),
        ('title = "a"\ntitle = "b"', "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, place="tea/corpus.toml")
    assert said in str(caught.value)
    assert str(caught.value).startswith("tea/corpus.toml: ")
    assert "\n" not in str(caught.value)


def test_settings_in_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_bytes('title = "茶"'.encode("gb18030"))
    with pytest.raises(ConfigError, match="byte 9 is not UTF-8"):
        load(tmp_path)


def test_a_folder_in_the_place_of_settings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_nothing_near_lists_all() -> None:
    assert unknown("zzz", ["b", "a"]) == "“zzz”; known: a, b"
