"""Finding: which pieces of Chinese stand in a text, and what stands around them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from annotate.gloss import resources
from annotate.gloss.find import sites
from annotate.text import has_han
from tests.gloss.material import seen, texts


def found(text: str) -> list[str]:
    surfaced = seen(text)
    return [site.of(surfaced.text) for site in sites(surfaced, resources().lexicon)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("no Chinese at all", []),
        ("stability (维稳) first", ["维稳"]),
        ("the 维稳 and the 法治", ["维稳", "法治"]),
        ("VR特警 and 58同城", ["VR特警", "58同城"]),
        ("卡拉OK厅 in 1949年10月", ["卡拉OK厅", "1949年10月"]),
        ("(依宪治国，依法治国)", ["依宪治国，依法治国"]),
        ("(維護\n稳定)", ["維護\n稳定"]),
        ("劳拉·哈思 and J·R·彭黑尔", ["劳拉·哈思", "J·R·彭黑尔"]),
        ("(什么？)", ["什么？"]),
        ("商務印書館(香港)", ["商務印書館(香港)"]),
        ("the plan (“十四五”规划)", ["“十四五”规划"]),
        ("the '两会' and '两会'期间", ["两会", "'两会'期间"]),
        ('during "两会"期间', ['"两会"期间']),
        ("a drive (“清朗·2021”行动)", ["“清朗·2021”行动"]),
        ("fishermen ((新港)渔民)", ["(新港)渔民"]),
        ("Life Weekly (《生活》周刊) ran", ["《生活》周刊"]),
        ("Strait 《海峡》杂志 ran", ["《海峡》杂志"]),
        ("Strait (《海峡》) ran", ["海峡"]),
        ("Ash (《灰》《烬》) ran", ["灰", "烬"]),
        ("the flood (郑州7·20特大暴雨)", ["郑州7·20特大暴雨"]),
        ("most GitHub users (GitHub 用户) and", ["GitHub 用户"]),
        ("GitHub (GitHub 用户), weiwen (weiwen 维稳)", ["用户", "维稳"]),
        ("the model (麻雀-7B) and 卡拉OK", ["麻雀-7B", "卡拉OK"]),
        ("(《〈断琴〉札记》)", ["〈断琴〉札记"]),
        ("(管理办法（试行）)", ["管理办法（试行）"]),
        ('see "书评：《断琴》的未来" there', ["书评：《断琴》的未来"]),
    ],
)
def test_a_run_holds_what_belongs_to_the_name(text: str, pieces: list[str]) -> None:
    assert found(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("《人民日报》《光明日报》", ["人民日报", "光明日报"]),
        ("《人民日报》、《光明日报》", ["人民日报", "光明日报"]),
        ("(蔡伦；张衡)", ["蔡伦", "张衡"]),
        ("(中國 / 中国)", ["中國", "中国"]),
        ("(拜灯, 白等, 败蹬)", ["拜灯", "白等", "败蹬"]),
        ("(莱西市、山东)", ["莱西市", "山东"]),
        ("(油、盐、酱、醋)", ["油", "盐", "酱", "醋"]),
        ("oil and salt 油、盐", ["油、盐"]),
        ("(红二代 or 官二代)", ["红二代", "官二代"]),
        ("(“忍耐”和“利润”)", ["忍耐", "利润"]),
        ("反对“忍耐”和“利润”的人", ["反对“忍耐”和“利润”的人"]),
        ("(河北、安徽和河南)", ["河北", "安徽", "河南"]),
        ("(脚夫或挑夫)", ["脚夫", "挑夫"]),
        ("臺灣 台湾 and 中国 美国", ["臺灣", "台湾", "中国 美国"]),
        ("李四、张三 (Li & Zhang)", ["李四", "张三"]),
        ("何春雷, “论码头” (On docks)", ["何春雷", "论码头"]),
    ],
)
def test_lists_and_titles_are_split(text: str, pieces: list[str]) -> None:
    assert found(text) == pieces


@pytest.mark.parametrize(
    "text",
    ["好/妙", "天下兴亡，匹夫有责", "天下兴亡, 匹夫有责", "不打、不骂、不捆", "村民租地或买地", "和或条款"],
)
def test_what_is_one_phrase_stays_whole(text: str) -> None:
    assert found(f"({text})") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "they “dare to fight and know how to win” (敢于斗争、善于胜利)",
        "of letting in and going out (请进来、走出去)",
        "for insulting the flag and the emblem (侮辱国旗、国徽罪)",
        "Opinions on Fewer Files and Meetings (关于减少文件、会议的意见)",
        "Opinions on Fewer Files and Meetings (關於減少文件、會議的意見)",
        "they ‘never forget the aim; keep the task in mind’ (不忘本心、牢记任务)",
    ],
)
def test_a_formula_or_title_of_several_parts_stays_whole(text: str) -> None:
    assert found(text) == [text.partition("(")[2].removesuffix(")")]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“Hard” and “soft” seats (硬座、软座)", ["硬座", "软座"]),
        ("in Southern Daily and Northern Daily (南方日报、北方日报)", ["南方日报", "北方日报"]),
        ("the Civil Code and the Salt Regulations (民法典、食盐条例)", ["民法典", "食盐条例"]),
        ("state-owned and private enterprises (国有企业、民营企业)", ["国有企业", "民营企业"]),
        ("called ‘hard seats’ and ‘soft seats’ (硬座、软座)", ["硬座", "软座"]),
        ("of notices and opinions (通知、意见)", ["通知", "意见"]),
        ("by Zhao Yuanlai and Li Chunlai (赵元来、李春来)", ["赵元来", "李春来"]),
        ("from Tongli and Wuxi (同里、无锡)", ["同里", "无锡"]),
        ("张三、李四 (Zhang San, Li Si)", ["张三", "李四"]),
        ("青岛、大连、烟台 (Qingdao; Dalian; Yantai)", ["青岛", "大连", "烟台"]),
        ("张三、李四 (Zhang San)", ["张三、李四"]),
    ],
)
def test_a_list_of_names_does_not(text: str, pieces: list[str]) -> None:
    assert found(text) == pieces


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("《史记》", "史记"),
        ("「维稳」", "维稳"),
        ("（修订本）", "修订本"),
        ("【维稳】", "维稳"),
        ("“维稳”", "维稳"),
    ],
)
def test_marks_around_are_left_outside(text: str, piece: str) -> None:
    assert found(text) == [piece]


@pytest.mark.parametrize(
    ("text", "piece"), [("中文名：鸟阁", "鸟阁"), ("原名: 李四", "李四"), ("名称：", "名称")]
)
def test_a_label_is_left_outside(text: str, piece: str) -> None:
    assert found(f"({text})") == [piece]


def test_a_number_in_a_list_is_left_outside() -> None:
    assert found("一、油泼面 Noodles with Oil\n十二、面汤 Water") == ["油泼面", "面汤"]
    assert found("  一、油泼面 Noodles") == ["油泼面"]
    assert found("(一、二)") == ["一", "二"]
    assert found("三、四线城市 (third- and fourth-tier cities)") == ["三、四线城市"]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("What is 内耗? Friction", "内耗"),
        ("what is 内耗? “Friction”", "内耗"),
        ("“内耗?”", "内耗?"),
        ("内耗？", "内耗？"),
    ],
)
def test_the_mark_that_ends_an_english_sentence_is_left_outside(text: str, piece: str) -> None:
    assert found(text) == [piece]


@pytest.mark.parametrize("text", ["カタカナ漢字", "漢字かな", "食べ物 (食べ物)", "東京タワー"])
def test_japanese_with_kana_is_passed_over(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("character", ["㐂", "𠮷", "〇", "々", "\U00030000", "豈"])
def test_characters_of_every_block_belong_to_a_name(character: str) -> None:
    assert found(f"Li (李{character}) left") == [f"李{character}"]


def test_the_innermost_marks_are_known() -> None:
    text = "(a “b [维稳] c” d) 法治 (人权)"
    inner, bare, last = sites(seen(text), resources().lexicon)
    assert inner.bracket is not None
    assert inner.quote is not None
    assert text[inner.bracket.open] == "["
    assert text[inner.quote.open] == "“"
    assert (bare.bracket, bare.quote) == (None, None)
    assert last.bracket is not None
    assert last.bracket.open == text.rindex("(")


def test_brackets_that_closed_before_stand_around_nothing() -> None:
    between = "((((x)维稳)法治)人权)"
    depths = [
        site.bracket.open if site.bracket else None for site in sites(seen(between), resources().lexicon)
    ]
    assert depths == [2, 1, 0]


def test_chinese_in_code_is_marked() -> None:
    assert [site.opaque for site in sites(seen("`维稳` and 法治"), resources().lexicon)] == [True, False]


@given(texts())
def test_sites_are_ordered_trimmed_and_hold_chinese(text: str) -> None:
    surfaced = seen(text)
    pieces = sites(surfaced, resources().lexicon)
    assert all(a.zh.end <= b.zh.start for a, b in pairwise(pieces))
    for site in pieces:
        chinese = site.of(surfaced.text)
        assert has_han(chinese) or "々" in chinese or "〇" in chinese
        assert chinese == chinese.strip()
        assert site.run.covers(site.zh)
        for pair in (site.bracket, site.quote):
            assert pair is None or (pair.open < site.zh.start and site.zh.end <= pair.close)


@given(texts())
def test_the_marks_around_are_the_nearest(text: str) -> None:
    surfaced = seen(text)
    for site in sites(surfaced, resources().lexicon):
        around = [b for b in surfaced.brackets if b.open <= site.zh.start and b.close >= site.zh.end]
        assert site.bracket == max(around, key=lambda pair: pair.open, default=None)


@pytest.mark.parametrize("text", ["Ash (《灰》)", "Ash and Ember (《灰》《烬》)", "Ash (《灰》, 1926)"])
def test_the_bracket_of_a_title_is_what_stands_around_its_marks(text: str) -> None:
    surfaced = seen(text)
    brackets = [site.bracket for site in sites(surfaced, resources().lexicon)]
    assert [text[pair.open] for pair in brackets if pair] == ["("] * len(brackets)


@pytest.mark.parametrize("text", ["the tag (#米兔#) was", "#RiceBunny (#米兔) was", "by noon #米兔# was"])
def test_the_marks_of_a_hashtag_stay_outside(text: str) -> None:
    assert found(text) == ["米兔"]


@pytest.mark.parametrize("mark", ["-", "*", "1."])
def test_a_run_ends_with_its_list_item(mark: str) -> None:
    assert found(f"Words:\n\n{mark} county magistrate = 知县\n{mark} 保甲 (baojia)\n") == ["知县", "保甲"]


def test_title_marks_alone_are_no_bracket() -> None:
    assert [site.bracket for site in sites(seen("He wrote 《灰》 in one winter."), resources().lexicon)] == [
        None
    ]
