"""Chinese names in Latin letters: syllables, surnames, and forms that tell whether two spellings are one name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import regex

from annotate.tag.facts import HANZI_DOUBLE_SURNAMES, OTHER_SURNAMES, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FINALS: Mapping[str, str] = MappingProxyType(
    {
        "": "a ai an ang ao e ei en eng er o ou yi ya ye yao you yan yin yang ying yong wu wa wo wai wei wan wen "
        "wang weng yu yue yuan yun",
        "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
        "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
        "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
        "f": "a o ei ou an en ang eng u",
        "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
        "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
        "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve",
        "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
        "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
        "k": "a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
        "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
        "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
        "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
        "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
        "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
        "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
        "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
        "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
        "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
        "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
        "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    }
)
"""Hanyu pinyin's syllables by initial (the scheme of 1958, ISO 7098; ü is written v)."""

SYLLABLES: frozenset[str] = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)

SURNAME_READINGS: Mapping[str, str] = MappingProxyType(
    {"单": "shàn", "仇": "qiú", "区": "ōu", "解": "xiè", "任": "rén", "曾": "zēng", "查": "zhā", "翟": "zhái",
     "盖": "gě", "缪": "miào", "朴": "piáo", "覃": "qín", "乐": "yuè", "员": "yùn", "折": "shé", "种": "chóng",
     "尉": "wèi", "繁": "pó", "召": "shào", "葛": "gě", "万": "wàn", "车": "chē", "华": "huà", "宁": "nìng",
     "冼": "xiǎn", "那": "nā", "燕": "yān", "纪": "jǐ", "应": "yīng", "教": "jiào", "令": "líng", "尹": "yǐn",
     "曲": "qū", "石": "shí", "洗": "xiǎn", "长": "zhǎng", "过": "guō", "哈": "hǎ", "占": "zhān", "乜": "niè"}
)  # fmt: skip
"""How a character reads as a surname where its common reading is another (Xiandai Hanyu Cidian)."""

SOUNDS = (
    "阿埃艾爱安昂奥澳巴白柏班邦包保鲍贝本比毕彼宾波博伯勃布采查柴昌车楚达大戴丹当道德登邓迪狄蒂丁东杜顿多额厄恩尔耳"
    "法范方菲费芬丰冯佛弗福夫富盖甘冈高戈哥歌格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加佳嘉贾坚简姜杰捷金津"
    "久卡开凯坎康考柯科可克肯孔库夸匡奎昆阔拉腊莱来赖兰朗劳勒雷蕾黎理里利莉丽历立连列烈林琳留刘柳龙隆卢鲁路露伦罗洛"
    "吕略马玛迈麦曼芒毛茂梅门蒙盟孟米密敏明摩莫默姆木慕穆拿纳娜乃奈南瑙内嫩能尼妮年涅宁牛纽农努诺女欧帕派潘庞培佩彭"
    "蓬皮匹平珀普奇齐恰强乔钦琴青琼丘屈让热仁日荣茹儒瑞若撒萨塞赛三桑瑟森沙莎山珊尚绍舍申沈生圣施什石史士寿舒朔司斯丝"
    "思松苏素孙索所塔泰坦汤唐陶特滕提惕田铁汀廷通图土吐托脱瓦娃外万旺威韦维伟魏温文翁沃乌伍武西希悉锡夏香向肖谢辛欣"
    "兴雄休修许旭薛雪逊雅亚延扬杨耀耶叶伊依易因英尤约宰赞早泽曾扎詹张章哲珍真芝治朱准卓兹子宗祖佐"
)
"""Characters that transcribe foreign names (most of the syllable table in the rules of the Xinhua agency)."""

_WADE_INITIALS = (
    ("ts'", "c"), ("tz'", "c"), ("ch'", "q"), ("hs", "x"), ("ts", "z"), ("tz", "z"), ("p'", "p"), ("t'", "t"),
    ("k'", "k"), ("ch", "j"), ("p", "b"), ("t", "d"), ("k", "g"), ("j", "r"),
)  # fmt: skip
_WADE_FINALS: Mapping[str, str] = MappingProxyType(
    {
        "ung": "ong",
        "iung": "iong",
        "ieh": "ie",
        "ueh": "ue",
        "ien": "ian",
        "uo": "uo",
        "o": "e",
        "ih": "i",
        "u": "i",
    }
)
_RETROFLEX = regex.compile(r"^(?:a|ai|an|ang|ao|e|en|eng|ih|ou|u|ua|uai|uan|uang|ui|un|ung|uo|o|ei)$")
_WADE_WHOLE: Mapping[str, str] = MappingProxyType(
    {"yen": "yan", "yeh": "ye", "yu": "you", "erh": "er", "i": "yi", "tzu": "zi", "tz'u": "ci", "szu": "si", "ssu": "si",
     "ho": "he", "ko": "ge", "k'o": "ke", "o": "e", "chih": "zhi", "ch'ih": "chi", "shih": "shi", "jih": "ri",
     "hung": "hong", "kung": "gong", "sung": "song", "tung": "dong", "t'ung": "tong", "lung": "long", "jung": "rong",
     "nung": "nong", "yung": "yong", "shu": "shu", "fu": "fu", "hu": "hu", "lu": "lu", "mu": "mu", "su": "su", "wu": "wu",
     "p'o": "po", "po": "bo", "mo": "mo", "lo": "luo", "so": "suo", "to": "duo", "t'o": "tuo", "tso": "zuo",
     "hsü": "xu", "yü": "yu", "chü": "ju", "ch'ü": "qu", "nü": "nv", "lü": "lv", "chün": "jun", "hsün": "xun",
     "yün": "yun", "chüan": "juan", "hsüan": "xuan", "ch'üan": "quan", "yüan": "yuan", "yüeh": "yue", "hsüeh": "xue",
     "chüeh": "jue", "ch'üeh": "que"}
)  # fmt: skip
_LONGEST = 24
"""The longest place names have six syllables, and six letters a syllable is much."""
_SYLLABLE = 6
_PAIR = 2
_TRIPLE = 3

_APOSTROPHES = str.maketrans("’ʼʽ‘`ʻ", "''''''")
_NOT_LETTERS = regex.compile(r"[^\p{L}]+")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """`name` in lower-case letters alone: no tone marks, hyphens, apostrophes or spaces.

    >>> fold("Máo Zé-dōng"), fold("Xi’an")
    ('maozedong', 'xian')
    """
    plain = unicodedata.normalize("NFD", name.replace("ü", "v").casefold())
    return _NOT_LETTERS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


_JOINT = regex.compile("['-]")
_HAN = regex.compile(r"\p{Script=Han}+")


def syllables(word: str) -> tuple[str, ...] | None:
    """`word` as pinyin syllables, or `None`; an apostrophe or a hyphen divides, else few syllables win.

    >>> syllables("Xi'an"), syllables("Zhiyong"), syllables("Harth")
    (('xi', 'an'), ('zhi', 'yong'), None)
    """
    found: list[str] = []
    for part in _JOINT.split(word.translate(_APOSTROPHES)):
        divided = _divide(fold(part))
        if divided is None:
            return None
        found.extend(divided)
    return tuple(found) or None


@lru_cache(maxsize=65_536)
def _divide(letters: str) -> tuple[str, ...] | None:
    if not letters or len(letters) > _LONGEST:
        return None if letters else ()
    best: tuple[str, ...] | None = None
    for length in range(min(6, len(letters)), 0, -1):
        if letters[:length] in SYLLABLES and (rest := _divide(letters[length:])) is not None:
            option = (letters[:length], *rest)
            best = option if best is None or len(option) < len(best) else best
    return best


def wade_giles(syllable: str) -> str | None:
    """The pinyin of a Wade–Giles syllable (with or without its apostrophe), or `None`.

    >>> wade_giles("tung"), wade_giles("hsiao"), wade_giles("ch'ien")
    ('dong', 'xiao', 'qian')
    """
    low = syllable.translate(_APOSTROPHES).casefold()
    if low in _WADE_WHOLE:
        return _WADE_WHOLE[low]
    for wade, pinyin in _WADE_INITIALS:
        if low.startswith(wade):
            final = low[len(wade) :]
            return _joined(wade, pinyin, final)
    return low if low in SYLLABLES else None


def _joined(wade: str, pinyin: str, final: str) -> str | None:
    if wade in {"ch", "ch'"} and _RETROFLEX.match(final):
        pinyin = "zh" if wade == "ch" else "ch"
    plain = fold(final)
    spelled = pinyin + _WADE_FINALS.get(plain, plain) if plain not in {"u", "o"} else pinyin + plain
    return spelled if spelled in SYLLABLES else None


def is_wade(words: list[str]) -> bool:
    """Whether a name of two words is in Wade–Giles: every syllable fits, and not every one is pinyin."""
    if len(words) != _PAIR:
        return False
    parts = [s for word in words for s in word.split("-")]
    marked = "-" in words[1] or any("'" in s or fold(s) not in SYLLABLES for s in parts)
    return marked and all(wade_giles(s) for s in parts)


def is_person(words: tuple[str, ...]) -> bool:
    """Whether capitalised `words` have the shape of a Chinese person's name, surname first.

    >>> is_person(("Xu", "Zhiyong")), is_person(("Chiang", "Kai-shek")), is_person(("Shanghai", "Daily"))
    (True, True, False)
    """
    if len(words) == _TRIPLE and all(len(syllables(word) or ()) == 1 for word in words):
        return fold(words[0]) in SURNAMES  # Wang Ming Dao
    if len(words) != _PAIR:
        return False
    surname, given = fold(words[0]), words[1]
    if "-" in given.translate(_APOSTROPHES):
        first, _, second = given.partition("-")
        known = surname in SURNAMES or surname in OTHER_SURNAMES
        return (
            known
            and bool(second)
            and not regex.search(r"-.*-", given)
            and max(len(first), len(second)) <= _SYLLABLE
        )
    return surname in SURNAMES and len(syllables(given) or ()) in {1, 2}


_ONE_WORD = 4


@lru_cache(maxsize=8192)
def reading(hanzi: str, *, person: bool) -> str:
    """The pinyin of a name with tone marks, a person's with the surname's own reading and apart.

    >>> reading("单雄信", person=True)
    'Shàn Xióngxìn'
    """
    from pypinyin import Style, lazy_pinyin  # loads its dictionaries

    parts = _HAN.findall(hanzi)
    words = [lazy_pinyin(part, style=Style.TONE) for part in parts]
    if not person or len(words) != 1:
        return " ".join(_spaced(marks) for marks in words)
    marks = words[0]
    long = 2 if hanzi[:2] in HANZI_DOUBLE_SURNAMES else 1
    if long == 1:
        marks[0] = SURNAME_READINGS.get(hanzi[0], marks[0])
    return " ".join(filter(None, (_word(marks[:long]), _word(marks[long:]))))


def _spaced(marks: list[str]) -> str:
    """One word of up to four syllables; the syllables of longer names apart, since nothing here tells words."""
    return _word(marks) if len(marks) <= _ONE_WORD else " ".join(marks).capitalize()


def _word(marks: list[str]) -> str:
    return "".join(_apart(marks)).capitalize()


def _apart(marks: list[str]) -> Iterator[str]:
    for place, mark in enumerate(marks):
        yield "'" + mark if place and fold(mark)[:1] in {"a", "e", "o"} else mark
