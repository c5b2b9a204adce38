"""When two English or Chinese forms count as one wording.

`english_key` ignores what a sentence does to a term: case, article, possessive, quotation marks and
white space. `english_stem` also ignores plurals, for comparisons that must not cry wolf.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from annotate.glossary.scripts import simplified

_QUOTES = regex.compile(r"""^[\s"'“”‘’«»„(\[]+|[\s"'“”‘’«»„)\].,;:!?]+$""")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_ARTICLE = regex.compile(r"^(?:the|an?)\s+")
_POSSESSIVE = regex.compile(r"(?:'s|(?<=s)')(?=\s|$)")
_INNER_SPACE = regex.compile(r"(?<=[\p{Script=Han}·〇々]) (?=[\p{Script=Han}·〇々])")
_MARKUP = regex.compile(r"[*_`]+")
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "lives": "life", "wives": "wife", "halves": "half", "leaves": "leaf", "selves": "self",
}  # fmt: skip
_INVARIANT = frozenset({"series", "species", "news", "politics", "economics", "physics", "ethics", "thesis"})


CACHED = 1 << 14
"""Wordings remembered: a glossary asks for each of its terms many times over."""


def squash(text: str) -> str:
    """`text` on one line: each run of white space becomes one space."""
    return " ".join(text.split())


@lru_cache(maxsize=CACHED)
def english_key(text: str) -> str:
    """The wording of an English term, whatever its case, article, possessive or quotation marks.

    >>> english_key("The “Chinese Communist Party’s”")
    'chinese communist party'
    """
    folded = squash(unicodedata.normalize("NFKC", text)).translate(_APOSTROPHES).casefold()
    bare = _MARKUP.sub("", folded)
    for edge in (_QUOTES, _ARTICLE, _QUOTES, _POSSESSIVE):
        bare = edge.sub("", bare) or bare
    return bare


def english_stem(text: str) -> str:
    """The wording of an English term with each word in the singular and hyphens as spaces.

    >>> english_stem("Barefoot doctors’"), english_stem("the policies")
    ('barefoot doctor', 'policy')
    """
    return " ".join(singular(word) for word in english_key(text).replace("-", " ").split())


def singular(word: str) -> str:
    """`word` in the singular, by the regular rules and the common exceptions."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _INVARIANT or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - "bus", "gas": too short to carry a plural
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties", "lies" only lose the s
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


@lru_cache(maxsize=CACHED)
def chinese_key(text: str) -> str:
    """The wording of a Chinese term in simplified characters, without white space and outer marks.

    >>> chinese_key("《中國夢》 ")
    '中国梦'
    """
    joined = "".join(unicodedata.normalize("NFC", text).split())
    return simplified(joined.strip("《》〈〉「」『』“”‘’\"'（）()[]【】") or joined)


def join_chinese(text: str) -> str:
    r"""`text` on one line: white space between two Chinese characters goes, other white space is one space.

    >>> join_chinese("中国\n梦"), join_chinese("中国 Dream")
    ('中国梦', '中国 Dream')
    """
    return _INNER_SPACE.sub("", squash(text))
