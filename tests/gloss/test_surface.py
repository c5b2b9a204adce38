"""The surface: what of a text a reader sees, and that every span finds its way home."""

from __future__ import annotations

from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given

from annotate.gloss.surface import surface
from annotate.model import Block, Markup, Source, Span
from tests.gloss.material import seen, source, texts


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("the **bold** word", "the bold word"),
        ("an _old_ snake_case __name__", "an old snake_case name"),
        ("a <em>b</em> c<br/>d", "a b c\nd"),
        ("<https://example.org/汉> x", " x"),
        ("see [link](http://x.y/(z)) here", "see link here"),
        ("http://a.b[text] y", "text y"),
        ("at https://a.b/c now", "at  now"),
        ("in /srv/照片/2014, ~/照片 and D:/照片.", "in ,  and ."),
        ("assets/字体/a.ttf, assets/old/字体/a.ttf", "assets/字体/a.ttf, "),
        ("(手册.pdf), 手册.PDF and 2014年.Log", "(),  and 2014年.Log"),
        ("tray / 托盘, 抽屉/抽屜/chouti, /srv/photos", "tray / 托盘, 抽屉/抽屜/chouti, /srv/photos"),
        ("<<a,Stability>> x", "Stability x"),
        ("note[^1] and [2]", "note and "),
        (r"\[维稳\]", "[维稳]"),
        ("a&nbsp;b soft\u00adhyphen", "a b softhyphen"),
        ("culture (文\u200b化)", "culture (文化)"),
        ("&quot;a&quot; &amp; b&rsquo;s&#39; &nosuch;", '"a" & b’s\' &nosuch;'),
        ("<td>a</td><TD>b</TD><li-x>", "|a|b"),
        ('<a href="x"\ntitle="y">b</a><!-- c --><ref>d</ref>', "b"),
        ("[[a|b]], [[c]], [[http://x.y][d]], [[1]] and e]]", "b, c, d, [] and e]]"),
        ("{{lang|zh|汉}} and {{zh|s=汉}}", "汉 and {{zh|s=汉}}"),
        ("'''a''' ''b''", "a b"),
        ("``a'' and ``b``", "“a” and b"),
        (r"\emph{a} {\it b} \section*{c {d}}", "a b c {d}"),
        (r"a~\cite[1]{b} \href{http://x.y}{c}\footnote{d}", "a c(d)"),
        (r"\begin{CJK}{UTF8}{gbsn}a\end{CJK}", "a"),
        (":term:`a` :code:`b` x:y:`c`", "a :code:b x:y:c"),
        ("image::x.png[a] link:b[c^] x^2", "a c x^2"),
        ("[[id]]\n== a\n** b\n![c](d.png) ~~e~~", "\na\nb\nc e"),
        ("`link`_ and ``rst``", "link and rst"),
        ("# Title\n* item\n> said", "Title\nitem\nsaid"),
        ("5 * 3", "5  3"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_markup_is_lifted_out(text: str, visible: str) -> None:
    assert seen(text).text == visible


def test_a_markdown_source_was_lifted_by_its_reader() -> None:
    assert surface(Source(id="a", text="the **bold**", format="markdown")).text == "the **bold**"


def test_spans_go_home_around_markup() -> None:
    text = "the **stability** [maintenance](http://x.y) (维稳)"
    view = seen(text).view
    start = view.text.index("stability")
    home = view.home(Span(start, start + len("stability maintenance")))
    assert home.of(text) == "stability** [maintenance"


@pytest.mark.parametrize(
    ("text", "within", "home"),
    [
        ("to serve the *people* (为人民服务)", "serve the people", "serve the *people*"),
        ("a **deep** poverty (深度贫困)", "deep poverty", "**deep** poverty"),
        (
            "<em>Minister</em> without Portfolio",
            "Minister without Portfolio",
            "<em>Minister</em> without Portfolio",
        ),
        (r"the \emph{wilful} opening of dikes", "wilful opening of dikes", r"\emph{wilful} opening of dikes"),
        ("the *Old Book* (旧书)", "Old Book", "Old Book"),
        ("the *Old Book* (旧书)", "the Old", "the *Old"),
        (
            r"a deep \textbf{rural \emph{poverty}} (贫困)",
            "deep rural poverty",
            r"deep \textbf{rural \emph{poverty}}",
        ),
        ("a “serve the *people*” idea", "serve the people” idea", "“serve the *people*” idea"),
        ("the [[commune]] canteen (公社食堂)", "commune canteen", "[[commune]] canteen"),
        ("the “teaser” platform (公众号)", "teaser” platform", "“teaser” platform"),
        ("a theory of “black cats”, he said", "theory of “black cats", "theory of “black cats”"),
        ("the “light red” terms (浅红)", "light red", "light red"),
    ],
)
def test_a_head_keeps_both_marks_of_what_stands_at_one_end_of_it(text: str, within: str, home: str) -> None:
    surfaced = seen(text)
    start = surfaced.text.index(within)
    assert surfaced.home(Span(start, start + len(within))).of(text) == home


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("(a [b] c)", ["(a [b] c)", "[b]"]),
        ("((a))", ["((a))", "(a)"]),
        ("（a) (b）", ["（a)", "(b）"]),
        ("(a [b (c) d", ["(c)"]),
        ("(a [b) c", ["(a [b)"]),
        ("a) b (", []),
        ("【a】《b》", ["【a】", "《b》"]),
        ("(a\n\nb)", []),
        ("([a\n- b)", []),
    ],
)
def test_brackets_pair_within_their_block(text: str, pairs: list[str]) -> None:
    assert [text[pair.open : pair.close + 1] for pair in seen(text).brackets] == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("“a ‘b’ c”", ["“a ‘b’ c”", "‘b’"]),
        ('a "b" c "d"', ['"b"', '"d"']),
        ("the state's 'quoted' isn’t", ["'quoted'"]),
        ("a 'porters' own tea' stall", ["'porters' own tea'"]),
        ("a ‘porters’ own tea’ stall", ["‘porters’ own tea’"]),
        ("the ‘two nos’ policy of the workers’ union", ["‘two nos’"]),
        ("the 'two nos' policy was the miners' (两不) rule", ["'two nos'"]),
        ("the 'two nos' policy and 'three yeses' too", ["'two nos'", "'three yeses'"]),
        ('the “mixed" and the "straight"', ['“mixed"', '"straight"']),
        ('“one "two" three”', ['“one "two" three”', '"two"']),
        ("‘the state’s word’", ["‘the state’s word’"]),
        ("«a» and „b“ and “c”", ["«a»", "„b“", "“c”"]),
        ("says ”hardening” here", ["”hardening”"]),
        ("“a\n\nb”", []),
        ("“a “b”", ["“b”"]),
    ],
)
def test_quotations_pair_within_their_block(text: str, pairs: list[str]) -> None:
    assert [text[pair.open : pair.close + 1] for pair in seen(text).quotes] == pairs


@pytest.mark.parametrize(
    ("text", "emphasised", "code"),
    [
        ("a **b** c", ["b"], []),
        ("<i>b c</i>", ["b c"], []),
        ("[b](http://x.y)", ["b"], []),
        ("`维稳` x", [], ["维稳"]),
        ("<i>b</i> (<code class='c'>维稳</code>)", ["b"], ["维稳"]),
        ("**b\n\nc**", [], []),
        ("a ** b **", ["b"], []),
        ("** b\n** c", [], []),
        (":term:`b` and :code:`c`", ["b"], ["c"]),
        (r"\emph{b} and [[c|d]]", ["b", "d"], []),
        (f"**{'b' * 400}**", [], []),
    ],
)
def test_emphasis_and_code_are_known(text: str, emphasised: list[str], code: list[str]) -> None:
    surfaced = seen(text)
    assert [span.of(surfaced.text) for span in surfaced.emphasis] == emphasised
    assert [span.of(surfaced.text) for span in surfaced.opaque] == code


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("<button type='x'>开始</button> or <kbd>退出</kbd>", ["开始", "退出"]),
        ("<button>开始 and </select>", []),
        (f"<label>开始 {'x' * 400} </label>", []),
        ("<script>var t = '红油 (red oil)'</script> 红油", ["var t = '红油 (red oil)'"]),
        ("```\nls # 列出 (list)\n``` and `维稳`", ["ls # 列出 (list)"]),
        ("<pre><code>ls # 列出</code></pre> and <code>维稳</code>", ["ls # 列出"]),
        ("<code>ls # 列出\nrm # 删</code>", ["ls # 列出\nrm # 删"]),
        (f"<code>列出 {'x' * 297}</code>", [f"列出 {'x' * 297}"]),
    ],
)
def test_what_is_there_to_be_pressed_or_run_is_not_read(text: str, unread: list[str]) -> None:
    surfaced = seen(text)
    assert [span.of(surfaced.text) for span in surfaced.unread] == unread


def test_the_markup_of_a_source_counts_too() -> None:
    marked = Source(
        id="a",
        text="soft power 维稳",
        format="markdown",
        markup=(Markup("emphasis", Span(0, 10)), Markup("code", Span(11, 13))),
    )
    assert surface(marked).emphasis == (Span(0, 10),)
    assert surface(marked).opaque == (Span(11, 13),)


def test_the_blocks_of_the_layout_part_the_text() -> None:
    laid = Source(
        id="a", text="(one\ntwo)", blocks=(Block("heading", Span(0, 4)), Block("paragraph", Span(5, 9)))
    )
    surfaced = surface(laid)
    assert surfaced.blocks == (Span(0, 4), Span(5, 9))
    assert surfaced.brackets == ()
    assert surfaced.block_at(6) == Span(5, 9)
    assert surfaced.block_at(0) == Span(0, 4)


def test_marks_are_found_by_where_they_open() -> None:
    surfaced = seen("“a” **b** “c” **d**")
    second = Span(surfaced.text.index("“c"), len(surfaced.text))
    assert [surfaced.text[p.open + 1] for p in surfaced.quotes_in(second)] == ["c"]
    assert [s.of(surfaced.text) for s in surfaced.emphasis_in(second)] == ["d"]


@given(texts())
def test_every_visible_character_goes_home_to_itself(text: str) -> None:
    view = seen(text).view
    homes = [view.home(Span(i, i + 1)) for i in range(len(view.text))]
    assert "".join(unescape(home.of(text)) for home in homes) == view.text
    assert all(a.end <= b.start for a, b in pairwise(homes))


def test_what_is_shown_for_markup_goes_home_to_all_of_it() -> None:
    text = "Q&amp;A"
    view = seen(text).view
    assert view.home(Span(0, 3)).of(text) == "Q&amp;A"
    assert view.home(Span(1, 2)).of(text) == "&amp;"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("> a\n> b\n>\n> c", ["a\nb", "c"]),
        ("a\n> b\n> - c", ["a", "b", "- c"]),
        ("| a | b |\n| c | d |", ["| a | b |", "| c | d |"]),
        ("|a\n|b", ["|a\n|b"]),
        ("* a\n** b\n*** c", ["a", "b", "c"]),
        ("<li>a</li><li>b</li> <dt>c</dt><dd>d</dd>", ["a", "b", "c\nd"]),
        ("see <<li-hua,Li>> there", ["see Li there"]),
    ],
)
def test_a_head_reaches_no_further_than_its_paragraph_item_or_row(text: str, blocks: list[str]) -> None:
    surfaced = seen(text)
    assert [block.of(surfaced.text) for block in surfaced.blocks] == blocks


@given(texts())
def test_marks_are_ordered_inside_the_text_and_brackets_nest(text: str) -> None:
    surfaced = surface(source(text))
    size = len(surfaced.text)
    for pairs in (surfaced.brackets, surfaced.quotes):
        assert all(0 <= pair.open < pair.close < size for pair in pairs)
        assert all(a.open < b.open for a, b in pairwise(pairs))
    assert not any(
        Span(a.open, a.close).crosses(Span(b.open, b.close))
        for a in surfaced.brackets
        for b in surfaced.brackets
    )
    for spans in (surfaced.emphasis, surfaced.opaque, surfaced.blocks):
        assert list(spans) == sorted(spans)
        assert all(0 <= span.start < span.end <= size for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(surfaced.blocks))


def test_a_latex_list_shows_its_items_alone() -> None:
    surfaced = seen("\\item heap property \\hfill 堆性质\n\\item[b] amortised cost\\quad 均摊代价")
    assert [block.of(surfaced.text).split() for block in surfaced.blocks] == [
        ["heap", "property", "堆性质"],
        ["amortised", "cost", "均摊代价"],
    ]


def test_a_latex_description_shows_its_terms() -> None:
    surfaced = seen("\\item[bad debt] 坏账\n\\item[cash flow] 现金流")
    assert [block.of(surfaced.text) for block in surfaced.blocks] == ["bad debt: 坏账", "cash flow: 现金流"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<Wang Ping 王平>: hello", "<Wang Ping 王平>: hello"),
        ("the <Book of Rites> (礼记)", "the <Book of Rites> (礼记)"),
        ('a <span title="王平" lang=zh>b</span>', "a b"),
        ("a <Input disabled>b", "a b"),
    ],
)
def test_what_is_no_tag_in_angle_brackets_is_read(text: str, shown: str) -> None:
    assert seen(text).text == shown


def test_bullets_emphasise_nothing() -> None:
    assert seen("* first\n* second (维稳)\n").emphasis == ()
