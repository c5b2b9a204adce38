"""Chinese characters against Latin letters: pinyin, Wade–Giles and the sound of foreign names.

Cantonese has a module of its own, `cantonese`.

Readings come from the lexicon, so a character has all of them (heteronyms). Wade–Giles follows
the table of the Library of Congress (https://www.loc.gov/catdir/pinyin/wgtopy.html) with the
apostrophes left out, as English texts leave them out.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annotate.gloss.lexicon import Lexicon

_WG_INITIALS = {
    "zh": ("ch",), "ch": ("ch",), "j": ("ch",), "q": ("ch",), "x": ("hs", "sh"), "z": ("ts", "tz"), "c": ("ts", "tz"),
    "b": ("p",), "p": ("p",), "d": ("t",), "t": ("t",), "g": ("k",), "k": ("k",), "r": ("j",),
}  # fmt: skip
_WG_FINALS = {
    "ong": ("ung",), "ian": ("ien",), "ie": ("ieh",), "ue": ("ueh",), "uo": ("o",), "e": ("o", "eh"), "i": ("ih", "u"),
    "ui": ("uei",), "iu": ("iu",), "iong": ("iung",), "yan": ("yen",), "ye": ("yeh",), "you": ("yu",), "yi": ("i",),
    "yong": ("yung",), "yue": ("yueh",), "er": ("erh",),
}  # fmt: skip
_SYLLABLE = regex.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcs]?)([a-z]+)")
_IRREGULAR = {
    "si": ("ssu", "szu"),
    "ci": ("tzu",),
    "zi": ("tzu",),
    "shi": ("shih",),
    "zhi": ("chih",),
    "chi": ("chih",),
    "ri": ("jih",),
}

POSTAL = {
    "北京": "peking", "南京": "nanking", "广州": "canton", "廣州": "canton", "青岛": "tsingtao", "青島": "tsingtao",
    "天津": "tientsin", "重庆": "chungking", "重慶": "chungking", "成都": "chengtu", "厦门": "amoy", "廈門": "amoy",
    "汕头": "swatow", "汕頭": "swatow", "福州": "foochow", "苏州": "soochow", "蘇州": "soochow", "西安": "sian",
    "广东": "kwangtung", "廣東": "kwangtung", "福建": "fukien", "四川": "szechwan", "香港": "hongkong",
    "九龙": "kowloon", "九龍": "kowloon", "澳门": "macao", "澳門": "macao", "台北": "taipei", "臺北": "taipei",
    "高雄": "kaohsiung", "基隆": "keelung", "新竹": "hsinchu", "屏东": "pingtung", "屏東": "pingtung",
    "孙中山": "sunyatsen", "孫中山": "sunyatsen", "蒋介石": "chiangkaishek", "蔣介石": "chiangkaishek",
    "孔子": "confucius", "孟子": "mencius", "老子": "laotzu", "庄子": "chuangtzu", "道": "tao", "功夫": "kungfu",
}  # fmt: skip
"""Spellings that no rule gives: the postal map of 1906 and names with a settled English form."""

SPELLED_BY_POST = {
    spelling: tuple(form for form, other in POSTAL.items() if other == spelling)
    for spelling in POSTAL.values()
}
"""The same the other way round."""


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """`text` as bare lower-case letters: tone marks, apostrophes, hyphens and blanks gone, ü as v.

    >>> letters("Lǚ Xùn"), letters("hong er’dai")
    ('lvxun', 'hongerdai')
    """
    decomposed = unicodedata.normalize("NFD", text.lower().replace("u:", "v"))
    folded = decomposed.replace("u\u0308", "v").replace("u\u0304\u0308", "v")
    return "".join(character for character in folded if character.isascii() and character.isalpha())


@lru_cache(maxsize=2048)
def spellings(syllable: str) -> frozenset[str]:
    """How a pinyin syllable (no tone) is written: in pinyin and in Wade–Giles.

    >>> sorted(spellings("zhuang"))
    ['chuang', 'zhuang']
    """
    plain = syllable.replace("v", "u")
    found = {syllable, plain}
    found.update(_IRREGULAR.get(plain, ()))
    match = _SYLLABLE.fullmatch(plain)
    if match:
        initials = (*_WG_INITIALS.get(match[1], ()), match[1])
        finals = (*_WG_FINALS.get(match[2], ()), match[2])
        if plain not in _IRREGULAR:
            found.update(i + f for i in initials for f in finals)
        found.update(_WG_FINALS.get(plain, ()))
    if syllable == "lv":
        found.add("lyu")
    if plain[:1] in "jqxy" and plain[1:2] == "u":
        found.update([spelling.replace("u", "v", 1) for spelling in found])  # Hsü, Yü
    return frozenset(found)


PASSED_OVER = "·•・‧ \n，：、"
"""Marks between characters that no spelling renders."""


def reached(
    spelling: str, size: int, start: int, step: Callable[[int, int], Iterable[tuple[int, int]]]
) -> int:
    """How many of `size` characters from `start` on the whole of `spelling` spells; 0 if none do.

    `step` gives, for an offset in the spelling and the index of a character, the pairs that follow
    when the character is spelled there.
    """
    states = {(0, start)}
    while states:
        following: set[tuple[int, int]] = set()
        for position, index in states:
            if position == len(spelling):
                return index - start
            if index < size:
                following.update(step(position, index))
        states = following
    return 0


class Speller:
    """Matches Latin spellings with characters that each have some spellings of their own."""

    def __init__(self, of: Callable[[str], tuple[str, ...]]) -> None:
        """Spell each character as `of` says; each answer is kept."""
        self.of = lru_cache(maxsize=16384)(of)

    def reach(self, spelling: str, chinese: str, start: int) -> int:
        """How many characters of `chinese` from `start` the whole of `spelling` spells; 0 if none do.

        A missing interpunct or blank is passed over.
        """
        return reached(
            spelling, len(chinese), start, lambda at, index: self._step(spelling, at, chinese, index)
        )

    def initials(self, chinese: str, start: int) -> frozenset[str]:
        """The letters with which a spelling of `chinese` from `start` on can begin."""
        for character in chinese[start:]:
            if character not in PASSED_OVER:
                return frozenset(s[0] for s in self.of(character))
        return frozenset()

    def spells(self, spelling: str, chinese: str) -> bool:
        """Whether `spelling` (bare letters) spells the whole of `chinese`."""
        return bool(spelling) and self.reach(spelling, chinese, 0) == len(chinese)

    def _step(self, spelling: str, position: int, chinese: str, index: int) -> set[tuple[int, int]]:
        character = chinese[index]
        if character in PASSED_OVER:
            return {(position, index + 1)}
        return {
            (position + len(s), index + 1) for s in self.of(character) if spelling.startswith(s, position)
        }


class Romaniser(Speller):
    """Matches Latin spellings of Mandarin with characters, by the readings of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Use the readings of `lexicon`."""
        super().__init__(self._of)
        self._lexicon = lexicon
        self.sounds = lru_cache(maxsize=16384)(self._sounds)

    def _of(self, character: str) -> tuple[str, ...]:
        """Every spelling of `character`, longest first."""
        if character.isascii() and character.isalnum():
            return (character.lower(),)
        found = {s for r in self._lexicon.readings(character) for s in spellings(r.rstrip("12345"))}
        return tuple(sorted(found, key=lambda s: (-len(s), s)))

    def _sounds(self, character: str) -> str:
        """The consonant classes of the first reading of `character`, for comparing foreign names."""
        readings = sorted(self._lexicon.readings(character))
        return sound_classes(readings[0].rstrip("12345")) if readings else ""

    def initials(self, chinese: str, start: int) -> frozenset[str]:
        """The letters with which a spelling of `chinese` from `start` on can begin; a final r may be the fused 儿."""
        fused = "r" if chinese[start : start + 1] in ("儿", "兒") else ""
        return super().initials(chinese, start) | frozenset(fused)

    def _step(self, spelling: str, position: int, chinese: str, index: int) -> set[tuple[int, int]]:
        steps = super()._step(spelling, position, chinese, index)
        if chinese[index] in "儿兒" and spelling.startswith("r", position):
            steps.add((position + 1, index + 1))
        return steps

    def spells(self, spelling: str, chinese: str) -> bool:
        """Whether `spelling` (bare letters) spells the whole of `chinese`, by rule or in the postal way."""
        return super().spells(spelling, chinese) or POSTAL.get(chinese) == spelling != ""


_CLASSES = {
    **dict.fromkeys("bpvf", "p"), **dict.fromkeys("dt", "t"), **dict.fromkeys("gkcq", "k"), **dict.fromkeys("jzsx", "s"),
    **dict.fromkeys("lr", "l"), **dict.fromkeys("mn", "n"), **dict.fromkeys("hwy", "h"),
}  # fmt: skip
_DIGRAPHS = (
    ("tch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("th", "s"),
    ("ph", "f"),
    ("ck", "k"),
    ("ng", "n"),
    ("q", "s"),
    ("x", "s"),
)
_FOREIGN = (
    ("th", "s"),
    ("ph", "f"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("x", "ks"),
    ("qu", "k"),
    ("gh", ""),
    ("tch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "s"),
)


def sound_classes(syllable: str) -> str:
    """A pinyin syllable as consonant classes: `p t k s l n h`, a final nasal kept."""
    for cluster, sound in _DIGRAPHS:
        syllable = syllable.replace(cluster, sound)
    return "".join(_CLASSES.get(character, "") for character in syllable)


_DOUBLED = regex.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def foreign_classes(word: str) -> str:
    """An English word as consonant classes, doubled letters and a silent initial h dropped."""
    word = letters(word)
    for cluster, sound in _FOREIGN:
        word = word.replace(cluster, sound)
    classes = "".join(_CLASSES.get(character, "") for character in word)
    return _DOUBLED.sub(r"\1", classes)


@lru_cache(maxsize=4096)
def best_window(classes: str, sounds: str) -> tuple[float, int, int]:
    """The stretch of `sounds` most like `classes`: similarity by longest common subsequence, and its ends."""
    best = (0.0, 0, 0)
    for start in range(len(sounds)):
        if sounds[start] not in classes:
            continue
        row = [0] * (len(classes) + 1)
        for end in range(start, min(start + len(classes) + 2, len(sounds))):
            previous = 0
            for i, sound in enumerate(classes, 1):
                kept = row[i]
                row[i] = previous + 1 if sound == sounds[end] else max(row[i], row[i - 1])
                previous = kept
            score = 2 * row[-1] / (len(classes) + end - start + 1)
            if score > best[0]:
                best = (score, start, end + 1)
    return best
