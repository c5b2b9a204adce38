from __future__ import annotations

import time
from dataclasses import replace

import pytest

from annotate.model import Document, Source, Span
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag import tag
from annotate.tag.again import families, misheard
from annotate.tag.candidates import Candidate, Strength
from tests.tag.conftest import GlossRow, glossed


def named(document: Document, lang: str = "en") -> list[tuple[str, str]]:
    return [(m.span.of(document.source.text), m.type) for m in document.mentions if m.lang == lang]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles, articles and possessives stay outside
        ("Yesterday President Zhou Mingde's car met Mr. Adamson.", [("Zhou Mingde", "person"), ("Adamson", "person")]),
        ("She teaches at the University of Nanking in Nanjing.", [("University of Nanking", "org"), ("Nanjing", "place")]),
        ("It was cut by Emperor Yang of Sui for Emperor Wu.", [("Emperor Yang of Sui", "person"), ("Emperor Wu", "person")]),
        # newspapers are works, broadcasters bodies
        ("The Yangcheng Evening Post quoted Radio Free Asia.", [("Yangcheng Evening Post", "work"), ("Radio Free Asia", "org")]),
        # a dynasty is a place, a war an event
        ("In the late Qing, after the Opium War, trade grew.", [("Qing", "place"), ("Opium War", "event")]),
        ("The Tang dynasty was richer.", [("Tang dynasty", "place")]),
        # peoples, languages and schools of thought are no names
        ("The Chinese and the Germans spoke Mandarin about Confucianism and Buddhist texts.", []),
        ("He read that Traditional Chinese is hard.", []),
        # companies with their legal form, and without
        ("Blue Heron Imaging Co., Ltd. was sold. Blue Heron Imaging had debts.", [("Blue Heron Imaging Co., Ltd.", "org"), ("Blue Heron Imaging", "org")]),
        # an expansion with its acronym
        ("The Society for River Clean-up (SRC) met, and SRC paid.", [("Society for River Clean-up", "org"), ("SRC", "org"), ("SRC", "org")]),
        # a numbered congress is an event
        ("It was adopted at the Nineteenth National Congress of the Party.", [("Nineteenth National Congress of the Party", "event")]),
        # a cited title is a work
        ("Her novel “The Lantern Maker of Suzhou” won.", [("The Lantern Maker of Suzhou", "work")]),
        ("It is told in _Tales of the Old Canal_ as well.", [("Tales of the Old Canal", "work")]),
        # tags and addresses name nothing
        ("See <Speech lang=Beijing>here</Speech> and https://example.org/Berlin/Paris now.", []),
        # surnames after the full name; a capital opens every sentence
        ("Wang Lihua wrote it. Long roads led there. Wang smiled.", [("Wang Lihua", "person"), ("Wang", "person")]),
        # the Party only where the text introduced it
        ("The Chinese Communist Party ruled. The Party grew.", [("Chinese Communist Party", "org"), ("Party", "org")]),
        ("The Party grew at the birthday.", []),
    ],
)  # fmt: skip
def test_english_names(
    english: en.English, chinese: zh.Chinese, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(tag(Source("doc", text), (), english=english, chinese=chinese)) == expected


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        (
            "The World Rivers Fund (WRF) (世界河流基金会) pays.",
            [("世界河流基金会", "World Rivers Fund (WRF)", "org")],
            [("World Rivers Fund", "en", "org"), ("WRF", "en", "org"), ("世界河流基金会", "zh", "org")],
        ),
        (
            "They live in Fengtai County in Anhui Province (安徽省凤台县).",
            [("安徽省凤台县", "Fengtai County in Anhui Province", "place")],
            [("Fengtai County in Anhui Province", "en", "place"), ("安徽省凤台县", "zh", "place")],
        ),
        ("President Gao Mingyuan (高明远主席) spoke.", [("高明远主席", "President Gao Mingyuan", "person")],
         [("Gao Mingyuan", "en", "person"), ("高明远", "zh", "person")]),
        # a slogan is no mention, nor is its English later; a country in it is, where both languages name it
        ("The “Green Village Dream” (绿色乡村梦) came. The Green Village Dream went.", [("绿色乡村梦", "Green Village Dream", "slogan")], []),
        ("They “tell China's story well” (讲好中国故事).", [("讲好中国故事", "tell China's story well", "slogan")],
         [("China", "en", "place"), ("中国", "zh", "place")]),
        # a description is no proper name
        ("The local officials (地方当局) slept.", [("地方当局", "local officials", "org")], []),
        # a surname of two readings, a foreign name
        ("Writer Marta Lindqvist (玛尔塔·林奎斯特) came. Lindqvist left.", [("玛尔塔·林奎斯特", "Marta Lindqvist", "person")],
         [("Marta Lindqvist", "en", "person"), ("玛尔塔·林奎斯特", "zh", "person"), ("Lindqvist", "en", "person")]),
    ],
)  # fmt: skip
def test_names_at_glosses(
    english: en.English,
    chinese: zh.Chinese,
    text: str,
    rows: list[GlossRow],
    expected: list[tuple[str, str, str]],
) -> None:
    document = tag(*glossed(text, *rows), english=english, chinese=chinese)
    assert [(m.span.of(text), m.lang, m.type) for m in document.mentions] == expected


def test_names_in_chinese_text(english: en.English, chinese: zh.Chinese) -> None:
    text = "习近平访问河南省安阳县，读了《红楼梦》。中国人说中国话。"
    document = tag(Source("doc", text), (), english=english, chinese=chinese)
    found = named(document, "zh")
    assert ("习近平", "person") in found
    assert ("红楼梦", "work") in found
    assert not [name for name, _ in found if name == "中国"]


def test_a_type_that_both_languages_contradict_is_corrected(english: en.English, chinese: zh.Chinese) -> None:
    text = "They flew to Guangzhou (广州) at noon."
    document = tag(*glossed(text, ("广州", "Guangzhou", "term")), english=english, chinese=chinese)
    assert document.alignments[0].type == "place"


def test_one_name_has_one_type_in_a_text(english: en.English, chinese: zh.Chinese) -> None:
    text = "Ruilin (瑞林集团) grew. In spring Ruilin hired. Ruilin fell."
    document = tag(*glossed(text, ("瑞林集团", "Ruilin", "org")), english=english, chinese=chinese)
    assert named(document) == [("Ruilin", "org")] * 3


def test_a_family_name_is_no_place_because_the_model_alone_says_so() -> None:
    text = "Dr. Xiang Baowei travelled to Xiang."
    families_here = families(text, [Candidate(Span(4, 16), "person", Strength.SHAPE)])
    place = Candidate(Span(30, 35), "place", Strength.MODEL)
    assert misheard(text, place, families_here)
    assert not misheard(text, replace(place, strength=Strength.GAZETTEER), families_here)
    assert not misheard(text, replace(place, type="person"), families_here)
    assert not misheard(text, Candidate(Span(0, 2), "place", Strength.MODEL), families_here)


@pytest.mark.parametrize(
    "unit",
    [
        "Wang ",
        "New Aa ",
        "“Aa ",
        "(AA) ",
        "汉",
        "汉 ",
        "_A_ ",
        "A.",
        "the Party ",
        "Zhu·",
        "<",
        "《书》",
        "Li Wei (李伟) ",
        "[A](b) ",
    ],
)
def test_hostile_text_costs_time_in_proportion(chinese: zh.Chinese, unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        tag(Source("doc", text), (), english=None, chinese=chinese)
        return time.process_time() - start

    cost(1_000)
    small, large = cost(8_000), cost(64_000)
    assert large < 40 * max(small, 0.02)  # eight times the text; a square would cost 64 times
