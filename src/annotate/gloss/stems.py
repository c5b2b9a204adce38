"""What is left of English words when they are compared: stems, without the words that carry no meaning."""

from __future__ import annotations

from functools import lru_cache

import regex
import snowballstemmer

from annotate.gloss.forms import base

WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}]*")
"""A word of English text."""
STOP_WORDS = frozenset(
    "a an the of to in on at by for from with and or but nor not no as is are was were be been being am do does did"
    " have has had having it its he him his she her they them their we us our you your i me my this that these those"
    " which who whom whose what when where while so such than then there here into onto upon over under out up down"
    " off about between among through during before after against within without per via also very more most some any"
    " all each every both either neither other another one s t sb sth oneself someone something etc eg ie esp usually"
    " used old also can could may might must shall should will would if because since until though although".split()
)
"""English words that carry no evidence of translation (and CC-CEDICT's own shorthand)."""

_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem (https://snowballstem.org) of the base of an English word, in lower case."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    return str(_stemmer.stemWord(base(plain)))


def content_stems(text: str) -> list[str]:
    """The stems of the words of `text` that can carry meaning, in order."""
    words = (match[0] for match in WORD.finditer(text))
    return [stem(word) for word in words if word.lower() not in STOP_WORDS and len(word) > 1]


_JOINS = regex.compile(r"[-‑–’'/]")


@lru_cache(maxsize=65536)
def parts(text: str, whole: str) -> tuple[str, ...]:
    """The stem `whole` of the word `text`, the stems of its hyphenated parts, and of what it abbreviates."""
    pieces = [part for part in _JOINS.split(text) if len(part) > 1]
    full = ABBREVIATED.get(text.lower().rstrip("."))
    return tuple(dict.fromkeys([whole, *(stem(part) for part in pieces), *([stem(full)] if full else [])]))


ABBREVIATED = {
    "dr": "doctor", "prof": "professor", "mr": "mister", "co": "company", "corp": "corporation", "ltd": "limited",
    "univ": "university", "dept": "department", "govt": "government", "mt": "mount", "st": "saint", "inst": "institute",
    "gen": "general", "lt": "lieutenant", "us": "america", "u.s": "america", "uk": "britain", "u.k": "britain", "un": "united",
    "prc": "china", "ccp": "communist", "cpc": "communist", "tv": "television", "gov": "government", "app": "application",
}  # fmt: skip
"""What common abbreviations stand for, so that 博士 finds “Dr.”."""
