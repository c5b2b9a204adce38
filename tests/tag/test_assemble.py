from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.model import Alignment, Block, Document, Gloss, Source, Span
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag import tag, tag_many
from tests.tag.conftest import glossed

WORDS = st.sampled_from(
    ["Wang", "Xi Jinping", "the Party", "went.", "“Dream”", "he said!", "U.S.", "in", "China’s", "中国", "维稳", "(王守峰)",
     "\n\n", "\n", "—", "😀", "e\u0301", "<em>x</em>", "http://a.b/c", "Beijing", "1.5", "…", "【注】", "·", "Dr.", "\\["]
)  # fmt: skip


def check(document: Document) -> None:
    """What holds of every document: disjoint tokens inside disjoint sentences that hold all that is printed."""
    text = document.source.text
    tokens, sentences = document.tokens, document.sentences
    assert all(one.span.end <= two.span.start for one, two in pairwise(tokens))
    assert all(one.end <= two.start for one, two in pairwise(sentences))
    inked = {i for i, character in enumerate(text) if not character.isspace()}
    assert inked <= {i for s in sentences for i in range(s.start, s.end)}
    assert inked == {i for t in tokens for i in range(t.span.start, t.span.end) if not text[i].isspace()}
    for token in tokens:
        assert any(s.covers(token.span) for s in sentences), token.span.of(text)
    mentions = document.mentions
    assert all(one.span.end <= two.span.start for one, two in pairwise(mentions))
    assert all(len(m.span) and m.span.of(text).strip() == m.span.of(text) for m in mentions)


@given(
    words=st.lists(WORDS, max_size=30),
    spaced=st.booleans(),
    picks=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 12)), max_size=3),
)
@settings(max_examples=60)
def test_tokens_and_sentences_of_arbitrary_text(
    chinese: zh.Chinese,
    words: list[str],
    spaced: bool,  # noqa: FBT001  # hypothesis gives it
    picks: list[tuple[int, int]],  # hypothesis gives it
) -> None:
    text = (" " if spaced else "").join(words)
    spans = sorted({Span(a, min(a + n, len(text))) for a, n in picks if a < len(text)})
    disjoint = [s for i, s in enumerate(spans) if not any(s.overlaps(o) for o in spans[:i])]
    alignments = tuple(Alignment(Gloss(s, s, "paren"), None) for s in disjoint)
    check(tag(Source("doc", text), alignments, english=None, chinese=chinese))


def test_tagged_text_keeps_the_same_laws(english: en.English, chinese: zh.Chinese) -> None:
    text = "DongBeibei(董贝贝)lives here. Taipei (台北)International groups met. He left the U.S.(美国)-China forum. 我们来了。好！\n\nA new one."
    source, alignments = glossed(
        text, ("董贝贝", "DongBeibei", "person"), ("台北", "Taipei", "place"), ("美国", "U.S.", "place")
    )
    document = tag(source, alignments, english=english, chinese=chinese)
    check(document)
    spelled = [t.span.of(text) for t in document.tokens]
    assert {"DongBeibei", "董贝贝", "lives", "International"} <= set(spelled)


def test_the_tagger_reads_the_sentence_without_its_glosses(english: en.English, chinese: zh.Chinese) -> None:
    text = "The Bank of China (中国银行) Tower stands in Hong Kong (香港)."
    source, alignments = glossed(text, ("中国银行", "Bank of China", "org"), ("香港", "Hong Kong", "place"))
    document = tag(source, alignments, english=english, chinese=chinese)
    tags = {t.span.of(text): (t.lang, t.pos) for t in document.tokens}
    assert tags["stands"] == ("en", "VERB")
    assert tags["("] == ("en", "PUNCT")
    assert tags["香港"] == ("zh", "PROPN")


@pytest.mark.parametrize("tagged", [True, False])
def test_no_sentence_is_cut_through_a_gloss_with_its_head(
    english: en.English,
    chinese: zh.Chinese,
    tagged: bool,  # noqa: FBT001  # one parameter, two taggers
) -> None:
    text = "They shouted “Serve the people. Always.” (为人民服务！永远！) and left. 维稳 (stability maintenance) grew."
    source, alignments = glossed(text, ("为人民服务！永远！", "Serve the people. Always.", "slogan"))
    reverse = Alignment(
        Gloss(
            Span(text.index("维稳"), text.index("维稳") + 2),
            Span(text.index("维稳"), text.index("维稳") + 2),
            "reverse",
        ),
        Span(text.index("stability"), text.index("stability") + 21),
        "term",
    )
    document = tag(source, (*alignments, reverse), english=english if tagged else None, chinese=chinese)
    for alignment in document.alignments:
        assert alignment.head is not None
        hull = Span(
            min(alignment.head.start, alignment.gloss.extent.start),
            max(alignment.head.end, alignment.gloss.extent.end),
        )
        assert any(sentence.covers(hull) for sentence in document.sentences)
    assert [s.of(text) for s in document.sentences][-1].startswith("维稳")


def test_sentences_lie_within_blocks(english: en.English, chinese: zh.Chinese) -> None:
    text = "A heading without a stop\nThe paragraph goes on. It ends.\n标题没有句号"
    cuts = [0, text.index("The"), text.index("标"), len(text)]
    blocks = tuple(Block("paragraph", Span(a, b)) for a, b in pairwise(cuts))
    document = tag(Source("doc", text, blocks=blocks), (), english=english, chinese=chinese)
    assert len(document.sentences) == 4
    for sentence in document.sentences:
        assert any(block.span.covers(sentence) for block in blocks)


def test_code_is_split_but_not_tagged(english: en.English, chinese: zh.Chinese) -> None:
    text = "x = Beijing\n"
    source = Source("doc", text, blocks=(Block("code", Span(0, len(text))),))
    document = tag(source, (), english=english, chinese=chinese)
    assert [t.pos for t in document.tokens] == [None, None, None]
    assert document.mentions == ()


def test_many_documents_come_back_in_order_and_as_each_alone(
    english: en.English, chinese: zh.Chinese
) -> None:
    pairs = [
        glossed(f"Town {n} is near Wuhan (武汉). Mr. Li waited.", ("武汉", "Wuhan", "place"), name=f"d{n}")
        for n in range(19)
    ]
    together = list(tag_many(pairs, english=english, chinese=chinese))
    assert [d.source.id for d in together] == [f"d{n}" for n in range(19)]
    assert together[17] == tag(*pairs[17], english=english, chinese=chinese)


def test_a_text_longer_than_a_passage_is_read_whole(english: en.English, chinese: zh.Chinese) -> None:
    text = "He lives in Kyoto and works. " * 800
    document = tag(Source("doc", text), (), english=english, chinese=chinese)
    check(document)
    assert len(document.sentences) == 800
    assert sum(m.span.of(text) == "Kyoto" for m in document.mentions) == 800


def test_without_a_tagger_words_have_no_part_of_speech(chinese: zh.Chinese) -> None:
    text = "Dr. Chen left the U.S. in May. She came back (回来了)."
    source, alignments = glossed(text, ("回来了", "came back", "term"))
    document = tag(source, alignments, english=None, chinese=chinese)
    assert [s.of(text) for s in document.sentences] == [
        "Dr. Chen left the U.S. in May.",
        "She came back (回来了).",
    ]
    assert {t.pos for t in document.tokens if t.span.of(text) in {"left", "She"}} == {None}
    assert {t.pos for t in document.tokens if t.lang == "zh"} != {None}
