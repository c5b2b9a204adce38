"""From a text to its glosses: heads, conventions, types, extents, and what explains them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from annotate import layout
from annotate.gloss import explain, find_and_align
from annotate.gloss.edges import trim
from annotate.model import Alignment, Block, Source, Span
from annotate.text import has_han
from tests.gloss.material import source, texts


def align(text: str) -> Alignment:
    (alignment,) = find_and_align(source(text))
    return alignment


def head(text: str) -> str | None:
    found = align(text).head
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "convention", "expected"),
    [
        ("Voice of America (美国之音) said so.", "paren", "Voice of America"),
        ("It calls this a “hardening” (板结) of minds.", "quote+paren", "hardening"),
        ("The poet Li Bai （李白） drank.", "fullwidth-paren", "Li Bai"),
        ("The poet Li Bai （李白) drank.", "mixed-paren", "Li Bai"),
        ("Its stability maintenance (weiwen 维稳) costs more.", "pinyin+paren", "stability maintenance"),
        ("The Chinese Dream (Chinese: 中国梦) is new.", "wiki", "Chinese Dream"),
        ("The Chinese Dream [中国梦] is new.", "brackets", "Chinese Dream"),
        ("They publish Voice of America 美国之音 daily.", "apposition", "Voice of America"),
        ("Of the “Chinese dream 中国梦” he spoke.", "quote", "Chinese dream"),
        ("The “Chinese dream” 中国梦 is new.", "quote+apposition", "Chinese dream"),
        ("The 维稳 (stability maintenance) is dear.", "reverse", "stability maintenance"),
    ],
)
def test_each_convention_is_told(text: str, convention: str, expected: str) -> None:
    alignment = align(text)
    assert alignment.gloss.convention == convention
    assert alignment.head is not None
    assert alignment.head.of(text) == expected


def test_two_forms_parted_by_a_slash_share_a_head() -> None:
    text = "The Republic of China (中華民國 / 中华民国) was founded."
    found = find_and_align(source(text))
    assert [a.gloss.convention for a in found] == ["slash-alternatives"] * 2
    assert [a.gloss.lang for a in found] == ["zh-Hant", "zh-Hans"]
    assert {a.head.of(text) for a in found if a.head} == {"Republic of China"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The human rights lawyer Xu Zhiyong (许志永) was held.", "person"),
        ("They drove to Anyang County in Henan Province (河南省安阳县) by night.", "place"),
        ("He banks with the Bank of China (中国银行) in town.", "org"),
        ("The daily work of stability maintenance (维稳) costs more.", "term"),
    ],
)
def test_each_type_is_told(text: str, kind: str) -> None:
    assert align(text).type == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Behind the Bank of China (中国银行) it stood.", "Bank of China"),
        ("the Chinese Communist Party’s (中共) rule", "Chinese Communist Party"),
        ("He took **Voice of America** (美国之音) home.", "Voice of America"),
        ("He phoned Laura Harth (劳拉·哈思) then.", "Laura Harth"),
    ],
)
def test_the_edges_of_a_head_follow_the_rules(text: str, expected: str) -> None:
    assert head(text) == expected


def test_the_bracket_of_a_gloss_is_its_extent_unless_the_head_stands_in_it() -> None:
    text = "Voice of America (美国之音) said so."
    assert align(text).gloss.extent.of(text) == "(美国之音)"
    bare = "They publish Voice of America 美国之音 daily."
    assert align(bare).gloss.extent.of(bare) == "美国之音"


def test_the_chinese_half_of_a_bilingual_title_is_no_gloss() -> None:
    text = "Voice of America\n美国之音"
    titled = Source(id="a", text=text, blocks=(Block("title", Span(0, 16)), Block("title-alt", Span(17, 21))))
    assert find_and_align(titled) == ()
    assert explain(titled) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No Chinese here (at all).",
        "See http://x.y/汉字 for it.",
        "A word in kanji, とても漢字 (とても漢字).",
        "`维稳`",
    ],
)
def test_there_is_not_always_a_gloss(text: str) -> None:
    assert find_and_align(source(text)) == ()


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("the Bank of China", "Bank of China"),
        ("“The Party’s”", "Party"),
        ("(a word),", "word"),
        ("Anhui", "Anhui"),
        ("the", "the"),
        ("“”", ""),
    ],
)
def test_heads_are_compared_without_their_edges(text: str, trimmed: str) -> None:
    span = trim(text, Span(0, len(text)))
    assert span is not None
    assert span.of(text) == trimmed


def test_no_head_stays_no_head() -> None:
    assert trim("abc", None) is None


@given(texts())
def test_whatever_the_text_the_spans_are_right(text: str) -> None:
    found = find_and_align(source(text))
    assert found == find_and_align(source(text))
    for alignment in found:
        gloss = alignment.gloss
        assert has_han(gloss.span.of(text)) or {"〇", "々"} & set(gloss.span.of(text))
        assert 0 <= gloss.extent.start <= gloss.span.start < gloss.span.end <= gloss.extent.end <= len(text)
        assert 0 < alignment.confidence < 1
        assert len(alignment.evidence) == len(set(alignment.evidence)) <= 4
        if alignment.head is not None:
            assert 0 <= alignment.head.start < alignment.head.end <= len(text)
            assert not alignment.head.overlaps(gloss.span)
            assert not alignment.head.overlaps(gloss.extent)
    assert all(a.gloss.span.end <= b.gloss.span.start for a, b in pairwise(found))


@given(texts())
def test_explaining_agrees_with_finding(text: str) -> None:
    explained = explain(source(text))
    assert tuple(e.alignment for e in explained if e.alignment) == find_and_align(source(text))
    for explanation in explained:
        shares = [verdict.probability for verdict in explanation.verdicts]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1)
        if explanation.alignment:
            assert explanation.alignment.gloss.span == explanation.zh


def test_an_explanation_tells_why() -> None:
    (explanation,) = explain(source("Voice of America (美国之音) said so."))
    best = explanation.verdicts[0]
    assert best.place == "outside"
    assert best.contributions
    sizes = [abs(value) for _, value in best.contributions]
    assert sizes == sorted(sizes, reverse=True)
    assert explanation.gloss > 0.5
    assert explanation.decision


def test_the_seed_article_gives_its_glosses_and_nothing_else(shared: Path) -> None:
    gold = json.loads((shared / "gold/seed.json").read_text(encoding="utf-8"))
    text = (shared / "gold" / gold["text_file"]).read_text(encoding="utf-8")
    found = find_and_align(layout.parse(source(text)))
    expected = [(g["zh_start"], g["zh_end"], g["en_start"], g["en_end"]) for g in gold["glosses"]]
    assert len(expected) == 29
    assert [
        (
            a.gloss.span.start,
            a.gloss.span.end,
            a.head.start if a.head else None,
            a.head.end if a.head else None,
        )
        for a in found
    ] == expected
