"""Candidates: every place where the eye looks for the head offers its span."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotate.gloss import readings, resources
from annotate.gloss.anchors import MAX_WORDS
from annotate.gloss.features import Reading
from annotate.gloss.fields import LINE, LINES
from tests.gloss.material import source, texts


def read(text: str, *, at: int = 0) -> Reading:
    return list(readings(source(text), resources()))[at]


def places(text: str, *, at: int = 0) -> dict[str, str]:
    reading = read(text, at=at)
    return {c.span.of(reading.text): c.place for c in reading.candidates if c.span}


@pytest.mark.parametrize(
    ("text", "head", "place"),
    [
        ("the Bank of China 中国银行 said", "Bank of China", "before"),
        ("a Safeguard Defenders (保护卫士) note", "Safeguard Defenders", "outside"),
        ("the Refugee Agency (UNHCR) (难民署) said", "Refugee Agency", "bracket"),
        ("on stability maintenance (weiwen 维稳) here", "stability maintenance", "romanised"),
        ("stability maintenance, weiwen 维稳", "stability maintenance", "romanised"),
        ("the 维稳 stability maintenance of", "stability maintenance", "after"),
        ("文明互鉴, which means mutual learning", "mutual learning", "told"),
        ("from Laixi, Shandong (莱西市, 山东)", "Laixi", "respective"),
        ("by 李勇、張培瑜 (Y. Li & P.-Y. Zhang)", "Y. Li", "respective"),
        ("a bill for 茶水费, i.e. tea money", "tea money", "told"),
        ("狗 is the Chinese for dog", "dog", "told"),
        ("狗, a Cantonese  word for dog", "dog", "told"),
        ("狗 is Chinese slang", "Chinese slang", "told"),
        ("the “light red” terms of the old party (浅红)", "light red", "quoted"),
        ("the **light red** terms of the old party (浅红)", "light red", "emphasised"),
        ("when Xu Zhiyong. It was he that was held (许志永)", "Xu Zhiyong", "named"),
        ("they say Old Kui of the Medicine Hall (老奎) is", "Old Kui", "name-begins"),
        ("| 盐法道 | 4a | salt intendant |", "salt intendant", "field"),
        ("酒后吐真言 → in wine, truth", "in wine, truth", "after"),
        ("To him 仁 (rén; humaneness) is all", "humaneness", "told"),
        ("仁 (rén, “humaneness”) is all", "humaneness", "told"),
        ("菩提 (pútí) awakening; wisdom", "awakening", "told"),
        ("菩提 (pútí) n. awakening; wisdom", "awakening", "told"),
        ("将就 jiāngjiu *v.* put up with", "put up with", "told"),
        ("銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/", "bank", "after"),
        ("The and/or rule (和或规则)", "and/or rule", "outside"),
        ("sold for ¥300 (三百元)", "¥300", "outside"),
        ("some 12.5% (百分之十二点五) of it", "12.5%", "outside"),
        ("Tea is written 茶 on the jar", "Tea", "copula"),
        ("A hare was often rendered with the character 兔", "hare", "copula"),
        ("A hare is written in Chinese as 兔", "hare", "copula"),
    ],
)
def test_each_place_offers_its_head(text: str, head: str, place: str) -> None:
    found = places(text)
    assert found.get(head) == place


def test_a_chinese_list_is_answered_in_order_or_not_at_all() -> None:
    text = "张三、李四、王五 (Zhang San, Li Si and Wang Wu)"
    assert [
        [head for head, place in places(text, at=at).items() if place == "respective"][-1] for at in range(3)
    ] == ["Zhang San", "Li Si", "Wang Wu"]
    assert "respective" not in places("张三、李四 (Zhang San, Li Si and Wang Wu)").values()
    assert "respective" not in places("不打、不骂 (no beating, no scolding)").values()


@pytest.mark.parametrize("text", ["The book was written by 鲁迅", "Malls were printed in 北京"])
def test_who_wrote_and_where_joins_nothing(text: str) -> None:
    assert "copula" not in places(text).values()


def test_only_an_entry_of_a_dictionary_goes_on_behind_the_sound() -> None:
    assert "is rest" not in places("To him 菩提 (pútí) is rest")
    assert "awakening" in places("菩提 (pútí) awakening")


@pytest.mark.parametrize(
    ("text", "cut", "title"),
    [
        ("Records of the Dry River (《旱河志》) is lost.", "cuts-initial-of", True),
        ("Records of the Dry River (旱河) are lost.", "cuts-initial-of", False),
        ("In the Lanterns of the Dry River (《旱河的灯》)", "cuts-name-of", True),
    ],
)
def test_a_name_that_goes_on_to_the_left_is_said_to_be_cut(text: str, cut: str, title: bool) -> None:  # noqa: FBT001 - a row of the table
    reading = read(text)
    spans = [candidate.span.of(reading.text) if candidate.span else "" for candidate in reading.candidates]
    features = reading.head_features[spans.index("Dry River")]
    assert cut in features
    assert ("cuts-title" in features) == title


@pytest.mark.parametrize(
    ("text", "told"), [("- 1 tbsp black beans 豆豉", True), ("- 1 big black beans 豆豉", False)]
)
def test_a_unit_of_measure_counts_what_it_stands_before(text: str, told: bool) -> None:  # noqa: FBT001 - a row of the table
    reading = read(text)
    spans = [candidate.span.of(reading.text) if candidate.span else "" for candidate in reading.candidates]
    assert ("left-quantifier" in reading.head_features[spans.index("black beans")]) == told


def test_an_ampersand_within_a_name_parts_no_list() -> None:
    assert places("AT&T and Verizon (美国电话电报公司、威瑞森)")["AT&T"] == "respective"


def test_no_span_holds_an_address() -> None:
    heads = places("some Fried https://a.org/x[Enoki] (金針菇) came")
    assert "Enoki" in heads
    assert not any("Fried Enoki" in head for head in heads)


def test_the_name_of_a_field_is_no_head() -> None:
    heads = places("- en: Qingming Festival\n  zh: 清明节")
    assert heads["Qingming Festival"] == "field"
    assert not any(head.endswith("zh") for head in heads)
    assert "zh" not in places("zh: 定金")
    assert places("tofu: 豆腐\nCheap food.")["tofu"] == "before"


def test_no_head_reaches_over_a_column() -> None:
    assert list(places("subsidy\tbǔtiē\t补贴")) == ["bǔtiē", "subsidy"]


def test_a_part_of_speech_is_passed_over() -> None:
    assert list(places("abacus n. 算盘")) == ["abacus"]


def test_an_abbreviated_mountain_keeps_its_abbreviation() -> None:
    assert "Mt. Emei" in places("climbed Mt. Emei (峨眉山)")


def test_siblings_are_passed_over() -> None:
    assert places("the Republic of China 中國 / 中国", at=1)["Republic of China"] == "sibling"


def test_there_is_always_the_choice_of_no_head() -> None:
    reading = read("维稳")
    assert [c.place for c in reading.candidates] == ["none"]
    assert reading.candidates[-1].span is None


def test_a_head_does_not_reach_across_a_paragraph_or_sentence() -> None:
    assert all("Alpha" not in head for head in places("Alpha\n\nBeta (维稳)"))
    assert "Alpha. Beta gamma" not in places("Alpha. Beta gamma (维稳)")


def test_an_abbreviation_ends_no_sentence() -> None:
    assert "Dr. Sun Yat-sen" in places("by Dr. Sun Yat-sen (孙中山) then")


@given(texts())
def test_candidates_are_sound(text: str) -> None:
    for reading in readings(source(text), resources()):
        spans = [c.span for c in reading.candidates if c.span]
        assert len(spans) == len(set(spans))
        for candidate in reading.candidates[:-1]:
            span = candidate.span
            assert span is not None
            words = reading.scene.words.items[candidate.first : candidate.last]
            assert (words[0].start, words[-1].end) == (span.start, span.end) or words[-1].possessive
            assert not span.overlaps(reading.site.zh)
            assert not any(word.han for word in words)
            assert any(word.is_word for word in words)
            if candidate.place == "field":
                assert abs(span.start - reading.site.zh.start) <= (LINES + 1) * (LINE + 2)
                assert "\n" not in span.of(reading.text)
            if candidate.place not in {"quoted", "emphasised", "named", "field"}:
                assert span.start >= reading.block.start
                assert span.end <= reading.block.end
            if candidate.place in {"before", "outside", "after", "told"} and "(" not in span.of(reading.text):
                assert sum(word.is_word for word in words) <= MAX_WORDS


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("the Teachers' Union (教师工会)", "Teachers' Union"),
        ("soup of swallows’ nests (燕窝)", "swallows’ nests"),
        ("the ‘two nos’ policy (两不政策)", "two nos"),
        ("so wrote Chʻên Hao (陈皞)", "Chʻên Hao"),
    ],
)
def test_an_apostrophe_that_closes_no_quotation_belongs_to_its_word(text: str, head: str) -> None:
    reading = next(readings(source(text), resources()))
    assert head in {candidate.span.of(reading.text) for candidate in reading.candidates if candidate.span}
    start = text.index(head)
    assert start in {word.start for word in reading.scene.words.items}


def test_a_code_under_its_label_is_no_head() -> None:
    heads = places("Miniso A.K.A. 名创优品 (NYSE: MNSO) and 《梦》 (ISBN: 7-02-000220-4)")
    assert "Miniso" in heads
    assert not {"NYSE: MNSO", "ISBN: 7-02-000220-4"} & heads.keys()


@pytest.mark.parametrize(
    ("text", "within", "whole"),
    [
        ("by J. Li (李京)", "Li", "J. Li"),
        ("in No. 4 Mill (第四厂)", "4 Mill", "No. 4 Mill"),
        ("by P.-Y. Zhang (張培瑜)", "Y. Zhang", "P.-Y. Zhang"),
    ],
)
def test_no_span_begins_behind_an_initial(text: str, within: str, whole: str) -> None:
    heads = places(text)
    assert whole in heads
    assert within not in heads


def test_no_span_reaches_over_the_edge_of_a_cell() -> None:
    assert not any("|" in head for head in places("| tea | oil | 油 |"))
