"""Han characters that are read in Japanese or Korean: what tells them from Chinese.

A name such as 川端康成 is no Chinese gloss when the English beside it spells it as Japanese does
(Kawabata Yasunari), unless the text is about China and the characters are the Chinese ones
(坂田荣男). Three kinds of evidence: the readings of the characters, the characters themselves, and
what else the text is about. The readings are in `readings.tsv`, made by `tools/make_readings.py`.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

import regex

from annotate.gloss.cantonese import CANTONESE
from annotate.gloss.find import Site
from annotate.gloss.romanisation import PASSED_OVER, Romaniser, letters, reached
from annotate.gloss.tables import rows
from annotate.gloss.words import Words
from annotate.text import HANGUL, KANA


class Readings(NamedTuple):
    """What `readings.tsv` says of one character."""

    japanese: tuple[str, ...]
    """Its readings on, kun and in names, in Hepburn without macrons (`kou`, `kawa`)."""
    korean: str
    """Its readings as hangul syllables."""
    japanese_form: bool
    """Whether neither Chinese standard (GB 2312, Big5) has this form of the character (沢, 広)."""


NONE = Readings((), "", japanese_form=False)


@cache
def table() -> dict[str, Readings]:
    """The readings of the characters in use in Japan and Korea; read once, at first use."""
    return {
        character: Readings(tuple(japanese.split()), korean, form == "J")
        for character, japanese, korean, form in rows("readings.tsv")
    }


# --- Japanese -----------------------------------------------------------------------------------

_VOICED = (
    ("ch", ("j",)), ("sh", ("j",)), ("ts", ("z",)), ("k", ("g",)), ("s", ("z",)), ("t", ("d",)), ("h", ("b", "p")), ("f", ("b", "p")),
)  # fmt: skip
"""How a first consonant sounds within a word (hata, Kawabata; fu, Beppu)."""
_STEMS = {
    "tsu": "chi", "ku": "ki", "gu": "gi", "su": "shi", "mu": "mi", "bu": "bi", "nu": "ni", "ru": "ri", "u": "i",
}  # fmt: skip
"""The ending of a verb as a dictionary has it, and as it stands in a name (yuku, Miyuki)."""
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"), ("oh", "o"))
_CLIPPED = regex.compile("(?:tsu|chi|ku|ki)$")
_NASAL = regex.compile("m(?=[bmp])")


def _inflected(reading: str) -> Iterator[str]:
    """A reading with the forms that it has when no syllable is written beside the character."""
    yield reading
    ending = next((e for e in _STEMS if reading.endswith(e)), "")
    if ending and reading != ending:
        yield reading.removesuffix(ending) + _STEMS[ending]
        yield reading.removesuffix(ending)
    if len(reading) > 2 and reading.endswith("i"):  # noqa: PLR2004 - an adjective has a stem
        yield reading[:-1]
    if len(reading) > 2 and reading.endswith("e"):  # noqa: PLR2004
        yield reading[:-1] + "a"  # kane, Kanazawa


def _clipped(reading: str) -> Iterator[str]:
    """A reading as it ends before a doubled consonant (nichi, Nikkō)."""
    stem = _CLIPPED.sub("", reading)
    if stem and stem != reading:
        yield from (stem + consonant for consonant in "kstpc")


def _voiced(reading: str) -> Iterator[str]:
    for initial, sounds in _VOICED:
        if reading.startswith(initial):
            yield from (sound + reading.removeprefix(initial) for sound in sounds)
            return


def _shortened(reading: str) -> str:
    for long, short in _LONG[:3]:
        reading = reading.replace(long, short)
    return reading


@lru_cache(maxsize=8192)
def japanese(character: str, *, first: bool = False) -> frozenset[str]:
    """The spellings of `character` in a Japanese word, long vowels long and short.

    >>> {"kawa", "gawa", "sen", "zen"} <= japanese("川"), "gawa" in japanese("川", first=True)
    (True, False)
    """
    plain = {form for reading in table().get(character, NONE).japanese for form in _inflected(reading)}
    plain |= {form for reading in plain for form in _clipped(reading)}
    if not first:
        plain |= {form for reading in plain for form in _voiced(reading)}
        plain |= {"no" + form for form in plain}  # Minamoto no Yoritomo
    return frozenset(plain | {_shortened(form) for form in plain})


def _hepburn(spelling: str) -> frozenset[str]:
    """A spelling with its long vowels as written and short, and m before a labial as n."""
    plain = _NASAL.sub("n", spelling)
    short = plain
    for long, vowel in _LONG:
        short = short.replace(long, vowel)
    return frozenset((plain, short))


# --- Korean -------------------------------------------------------------------------------------

_INITIALS = (
    ("g", "k"), ("kk", "gg"), ("n", "y", ""), ("d", "t"), ("tt", "dd"), ("r", "l", "n", ""), ("m",), ("b", "p"), ("pp", "bb"),
    ("s", "sh"), ("ss",), ("",), ("j", "ch"), ("jj", "tch"), ("ch",), ("k",), ("t",), ("p",), ("h",),
)  # fmt: skip
_MEDIALS = (
    ("a", "ah"), ("ae", "ai"), ("ya",), ("yae",), ("eo", "o", "u", "ur", "uh"), ("e",), ("yeo", "yo", "you", "yu"), ("ye",), ("o", "oh"),
    ("wa",), ("wae",), ("oe", "oi"), ("yo",), ("u", "oo", "woo"), ("wo", "weo"), ("we",), ("wi",), ("yu", "yoo"), ("eu", "u"), ("ui", "ee", "hee"),
    ("i", "ee", "y", "yi", "hee"),
)  # fmt: skip
_FINALS = {
    0: ("",),
    1: ("k", "g", "ng"),
    4: ("n", "l"),
    8: ("l", "r"),
    16: ("m",),
    17: ("p", "b", "m"),
    21: ("ng",),
}
"""The finals that Sino-Korean syllables have, by their place in Unicode's order, as assimilation leaves them."""
_BY_HABIT = {
    "박": ("park",),
    "이": ("lee", "rhee", "yi"),
    "최": ("choi",),
    "노": ("roh", "noh"),
    "임": ("lim",),
    "백": ("paik",),
}
"""Surnames whose usual spelling no scheme gives."""
_HANGUL_BASE, _MEDIAL_COUNT, _FINAL_COUNT = 0xAC00, 21, 28


@lru_cache(maxsize=1024)
def syllable(hangul: str) -> frozenset[str]:
    """How a hangul syllable is written: Revised Romanisation, McCune–Reischauer, and by habit.

    >>> {"jeong", "chong", "jung"} <= syllable("정"), {"gim", "kim"} <= syllable("김")
    (True, True)
    """
    rest, final = divmod(ord(hangul) - _HANGUL_BASE, _FINAL_COUNT)
    initial, medial = divmod(rest, _MEDIAL_COUNT)
    parts = product(_INITIALS[initial], _MEDIALS[medial], _FINALS.get(final, ("t", "d")))
    return frozenset("".join(part) for part in parts) | frozenset(_BY_HABIT.get(hangul, ()))


@lru_cache(maxsize=8192)
def korean(character: str, *, first: bool = False) -> frozenset[str]:
    """The spellings of `character` in a Korean word; its place in the word changes none."""
    del first
    return frozenset().union(*(syllable(hangul) for hangul in table().get(character, NONE).korean))


# --- words against characters -------------------------------------------------------------------

MAX_RUN = 4
"""The most words that are taken for one name."""
MAX_CHINESE = 12
"""No Japanese or Korean name or term is longer; a longer piece of Chinese is judged by its beginning."""
MIN_LETTERS = 3
MAX_HEAD = 10
"""A longer head (words) is no name: only its first words are read."""

_Spellings = Callable[..., frozenset[str]]


def _reach(spelling: str, chinese: str, start: int, of: _Spellings) -> int:
    """How many characters from `start` the whole of `spelling` spells; 0 if none do."""
    return reached(spelling, len(chinese), start, lambda at, index: _step(spelling, at, chinese, index, of))


def _step(spelling: str, position: int, chinese: str, index: int, of: _Spellings) -> set[tuple[int, int]]:
    character = chinese[index]
    if character in PASSED_OVER:
        return {(position, index + 1)}
    found = of(character, first=position == 0)
    return {(position + len(s), index + 1) for s in found if s and spelling.startswith(s, position)}


def _orders(words: Sequence[str]) -> Iterator[str]:
    """Each run of words joined, as it stands and with its last word (the surname) in front."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + MAX_RUN, len(words)) + 1):
            run = words[start:end]
            yield "".join(run)
            if len(run) > 1:
                yield "".join((run[-1], *run[:-1]))


@lru_cache(maxsize=4096)
def _share(
    words: tuple[str, ...], chinese: str, of: _Spellings, forms: Callable[[str], Iterable[str]]
) -> float:
    """The largest share of `chinese` that a run of `words` spells; a single character within more counts nothing."""
    text = _repeated(chinese[:MAX_CHINESE])
    size = len(text)
    best = 0
    for joined in _orders([bare for word in words if (bare := letters(word))][:MAX_HEAD]):
        for form in forms(joined) if len(joined) >= MIN_LETTERS else ():
            for start in range(size):
                if form[0] in _first_letters(text[start], of):
                    best = max(best, _reach(form, text, start, of))
    return best / size if best > 1 or best == size else 0.0


@lru_cache(maxsize=8192)
def _first_letters(character: str, of: _Spellings) -> frozenset[str]:
    """The letters with which a word that begins with `character` can begin."""
    return frozenset(spelling[0] for spelling in of(character, first=True) if spelling)


def _repeated(chinese: str) -> str:
    """`chinese` with each iteration mark as the character that it repeats."""
    return regex.sub("(.)々", r"\1\1", chinese)


def spelled_japanese(words: Iterable[str], chinese: str) -> float:
    """The share of `chinese` that some of the adjacent `words` spell in Japanese, 0 to 1.

    >>> spelled_japanese(["Kawabata", "Yasunari"], "川端康成"), spelled_japanese(["Wang", "Li"], "王力")
    (1.0, 0.0)
    """
    return _share(tuple(words), chinese, japanese, _hepburn)


def _as_written(spelling: str) -> tuple[str]:
    return (spelling,)


def spelled_korean(words: Iterable[str], chinese: str) -> float:
    """The share of `chinese` that some of the adjacent `words` spell in Korean, 0 to 1.

    >>> spelled_korean(["Park", "Chung-hee"], "朴正熙"), spelled_korean(["Mao", "Zedong"], "毛澤東")
    (1.0, 0.0)
    """
    return _share(tuple(words), chinese, korean, _as_written)


# --- script -------------------------------------------------------------------------------------


def has_japanese_form(chinese: str) -> bool:
    """Whether `chinese` holds a character in a form that only Japanese has (桜), or the mark 々.

    >>> has_japanese_form("金沢"), has_japanese_form("金泽"), has_japanese_form("京都")
    (True, False, False)
    """
    return any(c == "々" or table().get(c, NONE).japanese_form for c in chinese)


def has_chinese_form(chinese: str, simplified: frozenset[str]) -> bool:
    """Whether `chinese` holds one of the `simplified` characters that Japanese does not share (荣, not 国)."""
    return any(c in simplified and c not in table() for c in chinese)


# --- the text -----------------------------------------------------------------------------------

_EAST = regex.compile(
    r"(?<!Sino-|anti-|Anti-)\b(?:Japan(?:ese)?|[Kk]anji|[Hh]iragana|[Kk]atakana|[Kk]ana|[Rr]omaji|Tokyo|T[oō]ky[oō]|Kyoto|Ky[oō]to|[OŌ]saka|Kobe|Nagoya|Hiroshima|"
    r"Nagasaki|Fukuoka|Yokohama|Okinawa(?:n)?|Sapporo|Sendai|Niigata|Kanazawa|Hokkaid[oō]|Ky[uū]sh[uū]|Honsh[uū]|Shikoku|Nara|Ise|Edo|Meiji|Taish[oō]|"
    r"Sh[oō]wa|Heisei|Reiwa|Muromachi|Tokugawa|Heian|Kamakura|[Ss]amurai|[Ss]h[oō]guns?|[Dd]aimy[oō]|Shint[oō]|[Mm]anga|[Aa]nime|[Hh]aiku|[Ss]ushi|[Kk]imonos?|"
    r"Nihon|Nippon|Ainu|Ry[uū]ky[uū]|Korea(?:ns?)?|[Hh]anja|[Hh]an'?geul|[Hh]angul|Seoul|Busan|Pusan|Daegu|Incheon|Gwangju|Jeju|Gyeongju|Joseon|Chos[oŏ]n|"
    r"Baekje|Paekche|Silla|Goguryeo|Kogury[oŏ]|Goryeo|Kory[oŏ]|Pyongyang|[Yy]angban|[Kk]imchi)\b"
)
_CHINA = regex.compile(
    r"\b(?:Chin(?:a|ese)|Sino-\w+|Taiwan(?:ese)?|Hong Kong|Macau|Beijing|Peking|Shanghai|Taipei|Nanjing|Guangzhou|Canton(?:ese)?|Shenzhen|Chongqing|"
    r"Sichuan|Tianjin|Wuhan|Hangzhou|Suzhou|Xi'an|Mandarin|[Pp]inyin|[Hh]anzi|Weibo|WeChat|Baidu|Bilibili|Mao|PRC|CCP|Confuci(?:us|an)|"
    r"(?:Han|Tang|Song|Yuan|Ming|Qing|Zhou) (?:[Dd]ynasty|[Ee]mperors?|[Pp]eriod|[Cc]ourt|code|poets?))\b"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a text stand that speak of China, or of Japan or Korea: their first characters, ascending."""

    china: tuple[int, ...]
    east: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Places:
        """Find them in `text`."""
        china, east = (tuple(match.start() for match in words.finditer(text)) for words in (_CHINA, _EAST))
        return cls(china, east)

    def balance(self, start: int = 0, end: int = sys.maxsize) -> float:
        """From −1 to 1: whether the words between two offsets speak of China, or of Japan or Korea.

        >>> Places.of("from Kyoto to Osaka").balance() > 0 > Places.of("Beijing, Tokyo, Shanghai").balance()
        True
        """
        east, china = (bisect_left(some, end) - bisect_left(some, start) for some in (self.east, self.china))
        return (east - china) / (east + china + 1)


def has_phonetic_script(text: str) -> bool:
    """Whether `text` holds kana or hangul."""
    return bool(KANA.search(text) or HANGUL.search(text))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole text is about, as far as it tells Chinese from its neighbours; made once a text."""

    places: Places
    phonetic: bool
    """Whether kana or hangul occur anywhere."""
    names: dict[int, int]
    """What the words before each piece of Chinese say, by where it begins: 1 foreign, −1 Mandarin, 0 nothing."""
    total: int
    """The sum of `names`."""

    @classmethod
    def of(cls, text: str, words: Words, sites: Sequence[Site], romaniser: Romaniser) -> Setting:
        """Read the whole of a surface text with its pieces of Chinese (the first `MAX_SITES` of them)."""
        told = sites[:MAX_SITES]
        names = {
            site.zh.start: told_by(words_before(words, site.zh.start), site.of(text), romaniser)
            for site in told
        }
        return cls(Places.of(text), has_phonetic_script(text), names, sum(names.values()))

    @property
    def balance(self) -> float:
        """The balance of the whole text's words, −1 (China) to 1 (Japan, Korea)."""
        return self.places.balance()

    def others(self, start: int) -> float:
        """From −1 to 1: how the names before the other pieces of Chinese are read."""
        return (self.total - self.names.get(start, 0)) / (len(self.names) + 1)


MAX_SITES = 500
"""So many pieces of Chinese tell what a text is about."""


def words_before(words: Words, position: int) -> tuple[str, ...]:
    """The few words right before `position`, past brackets and quotation marks, back to other Chinese or a full stop."""
    found: list[str] = []
    last = words.before(position)
    for word in reversed(words.items[max(0, last - 2 * MAX_RUN) : last]):
        if word.han or word.text in ".;:" or len(found) == MAX_RUN:
            break
        if word.is_word:
            found.append(word.text)
    return tuple(reversed(found))


def told_by(words: Sequence[str], chinese: str, romaniser: Romaniser) -> int:
    """1 when `words` read `chinese` as Japanese or Korean and not as Mandarin or Cantonese, −1 when as these, else 0."""
    for speller in (romaniser, CANTONESE):
        first = speller.initials(chinese, 0)
        if any(j[:1] in first and speller.spells(j, chinese) for j in _orders(list(map(letters, words)))):
            return -1
    return int(max(spelled_japanese(words, chinese), spelled_korean(words, chinese)) == 1.0)
