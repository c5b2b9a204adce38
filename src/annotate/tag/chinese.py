"""jieba, and nothing else: the words of Chinese text with their flags."""

from __future__ import annotations

import logging
import os
import stat
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import platformdirs
import regex

from annotate.model import Span, Token
from annotate.tag.romanise import SOUNDS
from annotate.tag.scripts import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jieba.posseg import POSTokenizer

    from annotate.model import Alignment

Lexicon = Mapping[str, str]
"""Chinese names, in simplified characters, with their jieba flags (nr, ns, nt, nz)."""

NO_NAMES: Lexicon = MappingProxyType({})

_INTERPUNCT_NAME = regex.compile(rf"[{SOUNDS}]{{1,8}}(?:[·•・‧][{SOUNDS}]{{1,8}})+")
_WHOLE_NAME = regex.compile(r"\p{Script=Han}{1,4}(?:[·•・‧]\p{Script=Han}{1,4})+")
_PART = regex.compile(
    r"(?<han>[\p{Script=Han}〇々·]+)|(?<latin>[\p{L}\p{M}]+)|(?<number>\p{Nd}+(?:[.,]\p{Nd}+)*)|\S"
)

_MARK = regex.compile(r"\p{P}")
_UPOS: Mapping[str, str] = MappingProxyType(
    {
        "n": "NOUN", "nr": "PROPN", "ns": "PROPN", "nt": "PROPN", "nz": "PROPN", "nw": "PROPN", "s": "NOUN",
        "f": "NOUN", "t": "NOUN", "v": "VERB", "vd": "ADV", "vn": "NOUN", "a": "ADJ", "ad": "ADV", "an": "NOUN",
        "b": "ADJ", "z": "ADJ", "d": "ADV", "df": "ADV", "r": "PRON", "m": "NUM", "mq": "NUM", "q": "NOUN",
        "p": "ADP", "c": "CCONJ", "u": "PART", "uj": "PART", "ul": "PART", "uv": "PART", "ud": "PART",
        "ug": "PART", "uz": "PART", "y": "PART", "e": "INTJ", "o": "INTJ", "h": "PART", "k": "PART", "x": "X",
        "g": "NOUN", "ng": "NOUN", "vg": "VERB", "ag": "ADJ", "dg": "ADV", "tg": "NOUN", "rg": "PRON",
        "i": "X", "l": "X", "j": "NOUN", "w": "PUNCT", "eng": "X", "nrfg": "PROPN", "nrt": "PROPN", "vi": "VERB",
        "vq": "VERB", "rr": "PRON", "rz": "PRON", "zg": "X", "mg": "NUM", "yg": "PART",
    }
)  # fmt: skip
"""jieba's flags (ICTCLAS's set, as used in its dictionary) in Universal Dependencies' parts of speech.

Idioms (i) and set phrases (l) can be any part of speech, so they are X.
"""


@dataclass(frozen=True, slots=True)
class Chinese:
    """A segmenter of our own: nothing of jieba's global state is changed but its log level."""

    tokenizer: POSTokenizer
    version: str


def load() -> Chinese:
    """Load jieba's dictionary, through a cache that only this user can write."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's import warns of its own old escapes and of pkg_resources
        import jieba  # takes a second; --help must not pay it
        import jieba.posseg

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="annotate-") as spare:
        tokenizer.tmp_dir = str(_private_folder() or spare)
        tokenizer.initialize()
    return Chinese(jieba.posseg.POSTokenizer(tokenizer), jieba.__version__)


def _private_folder() -> Path | None:
    """A cache folder that nobody else can write: jieba unmarshals whatever file it finds there."""
    folder = Path(platformdirs.user_cache_dir("annotate-zh")) / "jieba"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        facts = folder.lstat()
    except OSError:
        return None
    mine = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
    closed = os.name == "nt" or not facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return folder if mine and closed and stat.S_ISDIR(facts.st_mode) else None


_FLAGS: Mapping[str, str] = MappingProxyType(
    {"person": "nr", "place": "ns", "org": "nt", "work": "nz", "event": "nz"}
)


def lexicon(text: str, alignments: Iterable[Alignment]) -> Lexicon:
    """The names that the glosses of `text` teach, so that they are one word wherever they stand."""
    return {
        simplify(alignment.gloss.span.of(text)): _FLAGS[alignment.type]
        for alignment in alignments
        if alignment.type in _FLAGS
    }


def words(chinese: Chinese, text: str, lexicon: Lexicon = NO_NAMES) -> Iterator[Token]:
    """The words of `text` (any script) as tokens with spans into it.

    Names with an interpunct stay whole (jieba splits them whatever its dictionary says), and
    so do the names of `lexicon`. The lemma is the simplified form, where that differs.
    """
    simple = simplify(text)
    for part in _PART.finditer(text):
        if part["han"] is None:
            yield _other(part)
            continue
        for start, end, flag in _cut(chinese, simple, part.start(), part.end(), lexicon):
            lemma = simple[start:end]
            yield Token(Span(start, end), "zh", upos(flag), lemma, flag)


def _other(part: regex.Match[str]) -> Token:
    span = Span(part.start(), part.end())
    if part["number"] is not None:
        return Token(span, "zh", "NUM", part.group(), "m")
    if part["latin"] is not None:
        return Token(span, "zh", "X", part.group(), "eng")
    return Token(span, "zh", "PUNCT" if _MARK.match(part.group()) else "SYM", part.group(), "x")


def _cut(
    chinese: Chinese, simple: str, start: int, end: int, lexicon: Lexicon
) -> Iterator[tuple[int, int, str]]:
    """The words of one run of Han: known and interpunct names first, jieba on what lies between."""
    position = start
    for name_start, name_end, flag in _names(simple, start, end, lexicon):
        yield from _segment(chinese, simple, position, name_start)
        yield name_start, name_end, flag
        position = name_end
    yield from _segment(chinese, simple, position, end)


def _names(simple: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    whole = simple[start:end]
    if whole in lexicon or _WHOLE_NAME.fullmatch(whole):
        yield start, end, lexicon.get(whole, "nr")
        return
    longest = max(map(len, lexicon), default=0)
    position = start
    while position < end:
        found = _name_at(simple, position, end, lexicon, longest)
        if found:
            yield found
        position = found[1] if found else position + 1


def _name_at(
    simple: str, position: int, end: int, lexicon: Lexicon, longest: int
) -> tuple[int, int, str] | None:
    if match := _INTERPUNCT_NAME.match(simple, position, end):
        return position, match.end(), lexicon.get(match.group(), "nr")
    for length in range(min(longest, end - position), 2, -1):  # two characters might be part of a word
        if (name := simple[position : position + length]) in lexicon:
            return position, position + length, lexicon[name]
    return None


_SENTENCE = 400
"""A longer run of Han without a stop is no sentence: jieba's guessing at unknown words costs half a millisecond a character there."""


def _segment(chinese: Chinese, simple: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    position = start
    for word, flag in _flagged(chinese.tokenizer, simple[start:end]):
        yield position, position + len(word), flag
        position += len(word)


@lru_cache(maxsize=4096)
def _flagged(tokenizer: POSTokenizer, run: str) -> tuple[tuple[str, str], ...]:
    """The words of `run` with their flags; kept, since glosses come again and again."""
    guess = len(run) <= _SENTENCE
    return tuple((pair.word, pair.flag) for pair in tokenizer.cut(run, HMM=guess)) if run else ()


def flag(chinese: Chinese, hanzi: str) -> str | None:
    """Jieba's own flag for a name, if it takes it for one word; of two words the last one's if that names."""
    found = list(words(chinese, hanzi))
    return found[0].tag if len(found) == 1 else None


def upos(flag: str) -> str:
    """The universal part of speech for a jieba flag; an unknown flag goes by its first letter."""
    return _UPOS.get(flag) or _UPOS.get(flag[:1], "X")
