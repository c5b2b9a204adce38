from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.glossary import entries
from annotate.model import Alignment, Document, Gloss, Mention, Metadata, Source, Span, Token
from tests.glossary.build import document


def test_one_entry_a_concept_with_variants_by_count() -> None:
    first = document(
        "They speak of [stability maintenance] (<维稳>). Then [stability preservation] (<维稳>).",
        "Again, [Stability maintenance] (<維穩>), and [stability maintenance] (<维稳>).",
        id="a",
    )
    (entry,) = entries([first])
    assert (entry.english, entry.chinese, entry.count) == ("stability maintenance", "维稳", 4)
    assert [(t.text, t.count, t.status) for t in entry.english_terms] == [
        ("stability maintenance", 2, "preferred"),
        ("stability preservation", 1, "admitted"),
        ("Stability maintenance", 1, "admitted"),
    ]
    assert [(t.text, t.lang, t.count) for t in entry.chinese_terms] == [
        ("维稳", "zh-Hans", 3),
        ("維穩", "zh-Hant", 1),
    ]
    assert (entry.simplified, entry.traditional, entry.pinyin) == ("维稳", "維穩", "wéi wěn")
    assert (entry.first.document, entry.first.sentence) == ("a", 1)
    assert (
        entry.first.context
        == "They speak of stability maintenance (维稳). Then stability preservation (维稳)."
    )


def test_the_form_in_the_source_is_never_overwritten() -> None:
    (entry,) = entries([document("the [empress] (<皇后>)", lang="zh-Hant")])
    assert (entry.chinese, entry.simplified, entry.traditional) == ("皇后", "皇后", "皇后")


def test_a_gloss_without_a_head_is_kept() -> None:
    (entry,) = entries([document("abbreviated in Chinese (<维稳>)")])
    assert (entry.english, entry.english_terms, entry.count) == ("", (), 1)


def test_variants_beside_one_head_join_unless_they_part_elsewhere() -> None:
    joined = document("the [lamp worship] (<拜灯>, <白等>)", share=True)
    assert [t.text for e in entries([joined]) for t in e.chinese_terms] == ["拜灯", "白等"]
    parted = document("[red heirs] (<红二代>, <官二代>)", "also [heirs of officials] (<官二代>)", share=True)
    assert len(entries([parted])) == 2


def test_the_register_joins_two_chinese_names_of_one_entity() -> None:
    plain = document("[Communist Party of China] (<中国共产党>)", "the [CCP] (<中共>)", type="org")
    linked = replace(
        plain,
        mentions=tuple(Mention(a.gloss.span, "zh", "org", "org.1", form="full") for a in plain.alignments),
    )
    assert len(entries([plain])) == 2
    (entry,) = entries([linked])
    assert {t.text: t.form for t in entry.english_terms} == {
        "Communist Party of China": "full",
        "CCP": "acronym",
    }


def test_words_from_the_tokens_shape_the_pinyin() -> None:
    plain = document("the [Chinese Dream] (<中国梦>)", type="slogan")
    start = plain.alignments[0].gloss.span.start
    tokens = (Token(Span(start, start + 2), "zh"), Token(Span(start + 2, start + 3), "zh"))
    (entry,) = entries([replace(plain, tokens=tokens)])
    assert entry.pinyin == "zhōngguó mèng"


def test_a_definition_that_the_text_gives() -> None:
    (entry,) = entries([document("They call it [involution] (<内卷>), which means a race nobody wins. Next")])
    assert entry.definition == "a race nobody wins"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (", meaning “order at any price”, as he said", "order at any price"),
        (", i.e. keeping quiet; nothing else", "keeping quiet"),
        (", which means a great deal to them", "a great deal to them"),
        (" means nothing here", "nothing here"),
        (", literally “inward roll”, is new", None),
        (" was heard. It means trouble", None),
    ],
)
def test_what_counts_as_a_definition(after: str, expected: str | None) -> None:
    (entry,) = entries([document(f"They call it [involution] (<内卷>){after}.")])
    assert entry.definition == expected


def test_the_pinyin_that_a_text_gives_goes_before_our_own() -> None:
    text = "the [grip] (<卡脖子>, kǎ bózi) and the [fall] (<内卷>, nèi wrong)"
    plain = document(text)
    extents = [Span(plain.source.text.index("(卡"), plain.source.text.index(") and") + 1)]
    extents.append(Span(plain.source.text.index("(内"), len(plain.source.text) - 1))
    alignments = tuple(
        replace(a, gloss=replace(a.gloss, extent=e)) for a, e in zip(plain.alignments, extents, strict=True)
    )
    assert {e.chinese: e.pinyin for e in entries([replace(plain, alignments=alignments)])} == {
        "卡脖子": "kǎ bózi",
        "内卷": "nèi juǎn",
    }


def test_a_very_long_sentence_is_cut_around_the_term() -> None:
    (entry,) = entries([document("word " * 4000 + "[involution] (<内卷>)" + " word" * 4000)])
    assert "involution (内卷)" in entry.first.context
    assert len(entry.first.context) < 420


def test_entries_are_sorted_and_do_not_depend_on_anything_else() -> None:
    documents = [
        document("[b] (<乙>)", id="x"),
        document("[a] (<甲>)", id="y"),
        document("[C] (<丙>)", id="z"),
    ]
    found = entries(documents)
    assert [e.english for e in found] == ["a", "b", "C"]
    assert found == entries(documents)
    assert [e.id for e in found] == [e.id for e in entries(reversed(documents))]


def test_no_documents_no_entries() -> None:
    assert entries([]) == ()


def test_the_seed_article_gives_its_gold_pairs(shared: Path) -> None:
    gold = json.loads((shared / "gold/seed.json").read_text("utf-8"))
    text = (shared / "gold" / gold["text_file"]).read_text("utf-8")
    alignments = tuple(
        Alignment(
            Gloss(Span(g["zh_start"], g["zh_end"]), Span(g["zh_start"] - 1, g["zh_end"] + 1), "paren", "zh"),
            Span(g["en_start"], g["en_end"]),
            g["type"],
        )
        for g in gold["glosses"]
    )
    found = entries([Document(Source("seed", text, metadata=Metadata(title="Mass Exodus?")), alignments)])
    assert sum(e.count for e in found) == len(alignments) == 29
    assert {t.text for e in found for t in e.chinese_terms} == {g["zh"] for g in gold["glosses"]}
    unhcr = next(e for e in found if e.chinese == "联合国难民署")
    assert {t.text for t in unhcr.english_terms} == {
        "United Nations High Commissioner for Refugees (UNHCR)",
        "UNHCR",
    }
    assert {e.chinese: e.pinyin for e in found}["周世峰"] == "Zhōu Shìfēng"
