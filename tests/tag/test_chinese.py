from __future__ import annotations

import os
import stat

import jieba
import pytest

from annotate.tag import chinese as zh

FLAGS = {"person": "nr", "place": "ns"}


def cut(chinese: zh.Chinese, text: str, lexicon: zh.Lexicon = zh.NO_NAMES) -> list[tuple[str, str | None]]:
    return [(token.span.of(text), token.tag) for token in zh.words(chinese, text, lexicon)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("劳拉·哈思", "劳拉·哈思"),
        ("作家爱丽丝·门罗获得诺贝尔奖", "爱丽丝·门罗"),
        ("我见过加夫列尔·加西亚·马尔克斯", "加夫列尔·加西亚·马尔克斯"),
    ],
)
def test_a_name_with_an_interpunct_stays_whole(chinese: zh.Chinese, text: str, name: str) -> None:
    assert (name, "nr") in cut(chinese, text)


def test_traditional_text_is_cut_as_simplified_and_keeps_its_own_characters(chinese: zh.Chinese) -> None:
    traditional, simplified = "澳門立法會議員訪問臺灣", "澳门立法会议员访问台湾"
    ours = list(zh.words(chinese, traditional))
    theirs = list(zh.words(chinese, simplified))
    assert [t.span for t in ours] == [t.span for t in theirs]
    assert "".join(t.span.of(traditional) for t in ours) == traditional
    assert [t.lemma for t in ours] == [t.lemma for t in theirs]


def test_every_character_that_is_not_white_space_is_in_one_token(chinese: zh.Chinese) -> None:
    text = "𠮷野家 2012年，「中国梦」 weiwen 😀〇々·"
    covered = [i for t in zh.words(chinese, text) for i in range(t.span.start, t.span.end)]
    assert covered == [i for i, character in enumerate(text) if not character.isspace()]


def test_a_name_that_glosses_taught_is_one_word(chinese: zh.Chinese) -> None:
    text = "首峰建筑劳务有限公司的工人"
    assert cut(chinese, text)[0][0] != "首峰建筑劳务有限公司"
    assert cut(chinese, text, {"首峰建筑劳务有限公司": "nt"})[0] == ("首峰建筑劳务有限公司", "nt")


def test_jiebas_own_state_is_left_alone(chinese: zh.Chinese) -> None:
    list(zh.words(chinese, "王守峰在河南省", {"王守峰": "nr"}))
    assert not jieba.dt.initialized
    assert jieba.dt.tmp_dir is None
    assert jieba.dt.user_word_tag_tab == {}


@pytest.mark.skipif(os.name == "nt", reason="../shared absent")
def test_the_cache_folder_is_private_or_not_used(
    tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.tag.chinese.platformdirs.user_cache_dir", lambda _: str(tmp_path))
    folder = zh._private_folder()  # noqa: SLF001  # the rule is what is tested
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    assert zh._private_folder() is None  # noqa: SLF001


@pytest.mark.parametrize(
    ("flag", "pos"),
    [("nr", "PROPN"), ("v", "VERB"), ("uj", "PART"), ("nrfg", "PROPN"), ("zzz", "ADV"), ("", "X")],
)
def test_flags_become_universal_parts_of_speech(flag: str, pos: str) -> None:
    assert zh.upos(flag) == ("ADJ" if flag == "zzz" else pos)
