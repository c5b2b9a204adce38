"""Glosses, names, words and mark-up inside a block: what nests, what is cut, what stands off."""

from __future__ import annotations

import pytest

from annotate import tei
from annotate.model import Alignment, Block, Document, Gloss, Markup, Mention, Source, Span, Token
from annotate.tei.pieces import MAX_DEPTH, is_address
from annotate.tei.schemas import relaxng
from tests.tei.examples import CONFIG, NS, bank, marked, text_of, tree_of


def document(text: str, *alignments: Alignment, **more: tuple[object, ...]) -> Document:
    source = Source("d", text, blocks=(Block("paragraph", Span(0, len(text))),))
    return Document(source, alignments, **more)  # type: ignore[arg-type]  # the fields by name


def gloss(start: int, end: int, head: Span | None) -> Alignment:
    return Alignment(Gloss(Span(start, end), Span(start, end), "paren"), head)


def standoff(document: Document) -> list[tuple[str, str, str]]:
    groups = tree_of(document).iterfind("t:standOff/t:spanGrp", NS)
    return [
        (group.get("type", ""), span.get("from", ""), span.get("to", ""))
        for group in groups
        for span in group.iterfind("t:span", NS)
    ]


def test_a_gloss_with_its_head() -> None:
    assert text_of(bank()) == (
        '<body><p><s xml:id="bank.s1"><w lemma="the" pos="DET" msd="DT">The</w> '
        '<orgName xml:id="bank.m1" ref="reg:org.1" ana="ner:org form:full">'
        '<term xml:id="bank.t1" type="org" xml:lang="en"><w lemma="Bank" pos="PROPN" msd="NNP">Bank</w> of China'
        '</term></orgName> <seg type="extent" corresp="#bank.g1">('
        '<gloss xml:id="bank.g1" target="#bank.t1" type="translation" subtype="paren" cert="0.97" '
        'ana="type:org ev:dictionary ev:capitals" xml:lang="zh-Hans">'
        '<orgName xml:id="bank.m2" ref="reg:org.1" ana="ner:org form:full">'
        '<w lemma="中国" pos="PROPN" msd="ns" join="right">中国</w><w lemma="银行" pos="NOUN" msd="n">银行</w>'
        '</orgName></gloss>)</seg> grew<pc lemma="." pos="PUNCT" msd=".">.</pc></s></p></body>'
    )
    link = tree_of(bank()).find("t:standOff/t:linkGrp/t:link", NS)
    assert link is not None
    assert link.get("target") == "#bank.t1 #bank.g1"


def test_two_glosses_share_a_head() -> None:
    text = text_of(document("Wang 王 汪", gloss(5, 6, Span(0, 4)), gloss(7, 8, Span(0, 4))))
    assert text.count("<term ") == 1
    assert text.count('target="#d.t1"') == 2


def test_a_head_holds_another_gloss_with_its_head() -> None:
    whole = document("Red 红 Flag 红旗", gloss(4, 5, Span(0, 3)), gloss(11, 13, Span(0, 10)))
    assert standoff(whole) == []
    assert '<term xml:id="d.t2" type="term" xml:lang="en"><term xml:id="d.t1"' in text_of(whole)


def test_of_two_heads_that_cross_the_second_stands_off() -> None:
    whole = document("abcdef 红 旗", gloss(7, 8, Span(0, 4)), gloss(9, 10, Span(2, 6)))
    assert standoff(whole) == [("term", "#d.a2", "#d.a6")]
    assert tei.parse(tei.build(whole, corpus=CONFIG)) == whole


def test_a_name_that_crosses_a_gloss_stands_off() -> None:
    name = Mention(Span(0, 4), "en", "person", "person.1")
    whole = document("ab红旗", gloss(3, 4, None), mentions=(name,))
    assert standoff(whole) == []
    crossing = document(
        "ab红旗 c", gloss(2, 4, None), mentions=(Mention(Span(1, 3), "zh", "person", "person.1"),)
    )
    assert standoff(crossing) == [("ner", "#d.a1", "#d.a3")]


def test_a_sentence_stays_and_a_head_across_it_stands_off() -> None:
    whole = document("One. Two 红", gloss(9, 10, Span(2, 8)), sentences=(Span(0, 4), Span(5, 10)))
    assert standoff(whole) == [("term", "#d.a2", "#d.a8")]


def test_a_sentence_in_a_sentence_stands_off() -> None:
    assert standoff(document("abc", sentences=(Span(0, 3), Span(1, 2)))) == [("s", "#d.a1", "#d.a2")]


def test_a_span_across_blocks_stands_off() -> None:
    blocks = (Block("paragraph", Span(0, 1)), Block("paragraph", Span(2, 3)))
    whole = Document(Source("d", "a\nb", blocks=blocks, markup=(Markup("strong", Span(0, 3)),)))
    assert standoff(whole) == [("hi", "#d.a0", "#d.a3")]


def test_a_word_is_cut_into_parts() -> None:
    words = (Token(Span(0, 6), "en", "NOUN", "ab", "NN"),)
    whole = Document(marked("abcdef", Markup("emphasis", Span(2, 4))).source, tokens=words)
    assert text_of(whole) == (
        '<body><p><w lemma="ab" pos="NOUN" msd="NN" part="I">ab</w><hi rend="emphasis"><w part="M">cd</w></hi>'
        '<w part="F">ef</w></p></body>'
    )


def test_deep_nesting_stands_off() -> None:
    count = 3 * MAX_DEPTH
    deep = marked("x" * 2 * count, *(Markup("strong", Span(i, 2 * count - i)) for i in range(count)))
    assert len(standoff(deep)) == count - MAX_DEPTH
    assert tei.parse(tei.build(deep, corpus=CONFIG)) == deep


def test_markup_in_an_order_of_its_own_keeps_it() -> None:
    inner_first = marked("abc", Markup("strong", Span(1, 2)), Markup("emphasis", Span(0, 3)))
    assert tei.parse(tei.build(inner_first, corpus=CONFIG)) == inner_first


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("https://example.org/a_(b)?c=%20d#e", True),
        ("../notes.md", True),
        ("mailto:a@example.org", True),
        ("#part", False),
        ("http://", False),
        ("javascript:alert(1)", False),
        ("reg:person.1", False),
        ("https://example.org/a b", False),
        ("https://example.org/%zz", False),
        ("https://zh.wikipedia.org/wiki/维稳", False),
        ("", False),
    ],
)
def test_what_is_no_address_is_kept_beside(address: str, sound: bool) -> None:  # noqa: FBT001  # a table of cases
    link = marked("here", Markup("link", Span(0, 4), address))
    assert is_address(address) is sound
    assert (" target=" in text_of(link)) is sound
    assert tei.parse(tei.build(link, corpus=CONFIG)) == link


@pytest.mark.parametrize("forbidden", ["\x00", "\x07", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_shown_one_for_one(forbidden: str) -> None:
    tree = tree_of(marked(f"a{forbidden}b"))
    assert relaxng("document").validate(tree)
    text = tree.find("t:text", NS)
    assert text is not None
    shown = "".join(str(part) for part in text.itertext())
    assert (len(shown), shown[0], shown[2]) == (3, "a", "b")


def test_a_token_that_overlaps_is_a_bug_of_the_stage_before() -> None:
    tokens = (Token(Span(0, 2), "en"), Token(Span(1, 3), "en"))
    with pytest.raises(ValueError, match="d: token"):
        tei.build(document("abc", tokens=tokens), corpus=CONFIG)


def test_a_span_after_the_text_is_a_bug_of_the_stage_before() -> None:
    with pytest.raises(ValueError, match="d: ner"):
        tei.build(document("abc", mentions=(Mention(Span(2, 9), "en", "org"),)), corpus=CONFIG)
