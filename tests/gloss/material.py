"""What the tests of this room share: sources from plain strings, and texts for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from annotate.gloss.surface import Surface, surface
from annotate.model import Source

PIECES = [
    *(
        "(",
        ")",
        "（",
        "）",
        "[",
        "]",
        "【",
        "】",
        "《",
        "》",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "「",
        "」",
        "<",
        ">",
    ),
    *(
        "**",
        "*",
        "_",
        "`",
        "](http://a.b)",
        "[",
        "<em>",
        "</em>",
        "&quot;",
        "\\",
        "# ",
        "- ",
        "[^1]",
        "http://a.b/汉",
    ),
    *(
        "汉",
        "汉字",
        "维稳",
        "中国",
        "〇",
        "々",
        "·",
        "㐂",
        "𠮷",
        "習近平",
        "，",
        "、",
        "；",
        "/",
        "—",
        "か",
        "한",
    ),
    *(
        "the ",
        "China ",
        "Chinese: ",
        "stability maintenance ",
        "wéiwěn ",
        "Wei",
        "which means ",
        " or ",
        " of ",
        "U.S. ",
    ),
    *(
        "\n",
        "\n\n",
        " ",
        "\u3000",
        ". ",
        "! ",
        "?",
        ", ",
        ":",
        "😀",
        "e\u0301",
        "1949",
        "\u00ad",
        "\ufeff",
        "\x00",
    ),
]


def texts() -> st.SearchStrategy[str]:
    """Arbitrary texts in which brackets, quotations, markup, Chinese and English meet."""
    piece = st.sampled_from(PIECES) | st.text(max_size=4)
    return st.lists(piece, max_size=40).map("".join)


def source(text: str) -> Source:
    return Source(id="a", text=text)


def seen(text: str) -> Surface:
    return surface(source(text))
