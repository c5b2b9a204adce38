from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from annotate import corpus as corpora
from annotate.errors import ConfigError
from annotate.model import Document, Entity
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag import tag
from annotate.tag.authority import read as read_authority
from annotate.tag.registry import doubts, link, merge, register, survey
from tests.tag.conftest import GlossRow, glossed


class Make(Protocol):
    """A factory of tagged documents."""

    def __call__(self, text: str, *rows: GlossRow, name: str = "doc") -> Document: ...


def ids(document: Document) -> list[tuple[str, str | None, str]]:
    text = document.source.text
    return [(m.span.of(text), m.entity, m.form) for m in document.mentions]


def names(entities: tuple[Entity, ...]) -> list[set[str]]:
    return [{name.text for name in entity.names if name.kind != "pinyin"} for entity in entities]


@pytest.fixture
def make(english: en.English, chinese: zh.Chinese) -> Make:
    def made(text: str, *rows: GlossRow, name: str = "doc") -> Document:
        return tag(*glossed(text, *rows, name=name), english=english, chinese=chinese)

    return made


LATER = [
    # text, glosses, then for each mention which entity (by number of appearance; None: unlinked) and form
    (
        "Wang Shaohua (王少华) wrote. Wang left, and Wang’s wife stayed.",
        [("王少华", "Wang Shaohua", "person")],
        [(0, "full"), (0, "full"), (0, "surname"), (0, "surname")],
    ),
    (
        "Zhang Lihua (张丽华) met Zhang Weimin (张伟民). Zhang smiled.",
        [("张丽华", "Zhang Lihua", "person"), ("张伟民", "Zhang Weimin", "person")],
        [(0, "full"), (0, "full"), (1, "full"), (1, "full"), (None, "surname")],
    ),
    (
        "Nora Bergstrom (诺拉·贝里斯特伦) spoke. Later Bergstrom sang.",
        [("诺拉·贝里斯特伦", "Nora Bergstrom", "person")],
        [(0, "full"), (0, "full"), (0, "surname")],
    ),
    (
        "The World Rivers Fund (WRF) (世界河流基金会) pays. WRF is rich.",
        [("世界河流基金会", "World Rivers Fund (WRF)", "org")],
        [(0, "full"), (0, "acronym"), (0, "full"), (0, "acronym")],
    ),
    (
        "The Chinese Communist Party (中共) ruled. The Party grew, and the CCP knew it.",
        [("中共", "Chinese Communist Party", "org")],
        [(0, "full"), (0, "full"), (0, "short"), (0, "acronym")],
    ),
    ("The United States is far from America and the U.S. border.", [], [(0, "full"), (0, "full"), (0, "acronym")]),
    (
        "Cai Boyan (蔡伯言; courtesy name: Zhongwen) wrote.",
        [("蔡伯言", "Cai Boyan", "person")],
        [(0, "full"), (0, "full"), (0, "full")],
    ),
    ("Mao Tse-tung, that is Mao Zedong, swam.", [], [(0, "full"), (0, "full")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "expected"), LATER)
def test_later_mentions(
    make: Make, text: str, rows: list[GlossRow], expected: list[tuple[int | None, str]]
) -> None:
    (document,), made = register([make(text, *rows)])
    order = {entity.id: number for number, entity in enumerate(made.entities)}
    found = [(None if e is None else order[e], form) for _, e, form in ids(document)]
    assert found == expected, ids(document)


def test_the_same_chinese_in_either_script_is_one_person(make: Make) -> None:
    documents = [
        make("Ng Kuok Cheong (吳國昌) spoke.", ("吳國昌", "Ng Kuok Cheong", "person"), name="a"),
        make("Wu Guochang (吴国昌) spoke.", ("吴国昌", "Wu Guochang", "person"), name="b"),
    ]
    _, made = register(documents)
    assert names(made.entities) == [{"Ng Kuok Cheong", "Wu Guochang", "吳國昌", "吴国昌"}]


def test_two_names_that_sound_alike_stay_apart_and_are_listed(make: Make) -> None:
    documents = [
        make("Gu Zhiyong (顾志永) was tried.", ("顾志永", "Gu Zhiyong", "person"), name="a"),
        make("Gu Zhiyong (顾志勇) paints.", ("顾志勇", "Gu Zhiyong", "person"), name="b"),
        make("Gu Zhiyong slept.", name="c"),
    ]
    linked, made = register(documents)
    assert len(made.entities) == 3
    assert any("sound alike" in doubt.reason for doubt in made.doubts)
    assert "顾志永" in doubts(made)
    assert doubts(made).count("\n") == len(made.doubts) + 1
    assert linked[2].mentions[0].entity not in {linked[0].mentions[0].entity, linked[1].mentions[0].entity}


def test_names_that_sound_alike_join_where_they_keep_the_same_company(make: Make) -> None:
    friends = "with Duan Qingfeng (段清风) of the Harbour Poets Society (港湾诗社)."
    rows: list[GlossRow] = [
        ("段清风", "Duan Qingfeng", "person"),
        ("港湾诗社", "Harbour Poets Society", "org"),
    ]
    documents = [
        make(f"Gu Zhiyong (顾志永) came {friends}", ("顾志永", "Gu Zhiyong", "person"), *rows, name="a"),
        make(f"Gu Zhiyong (顾志勇) came {friends}", ("顾志勇", "Gu Zhiyong", "person"), *rows, name="b"),
    ]
    _, made = register(documents)
    assert {"Gu Zhiyong", "顾志永", "顾志勇"} in names(made.entities)


def test_two_people_of_one_english_name_in_one_text(make: Make) -> None:
    text = "Li Wei (李伟) mends nets. Li Wei (李薇) sings. Later Li Wei won a prize."
    (document,), made = register([make(text, ("李伟", "Li Wei", "person"), ("李薇", "Li Wei", "person"))])
    persons = [e.id for e in made.entities if e.type == "person"]
    assert len(persons) == 2
    assert document.mentions[-1].entity == document.mentions[2].entity


def test_an_acronym_alone_finds_its_body_in_another_text(make: Make) -> None:
    documents = [
        make("WRF paid again.", name="a"),
        make("The World Rivers Fund (WRF) pays.", name="b"),
    ]
    _, made = register(documents)
    assert {"World Rivers Fund", "WRF"} in names(made.entities)


def test_the_order_of_documents_changes_nothing(make: Make) -> None:
    texts = [
        "Chen Moli (陈茉莉) of Kyoto.",
        "Chen Moli met Xi Jinping.",
        "Chen Moli (陈茉莉) went to Kyoto and Rome.",
    ]
    rows: GlossRow = ("陈茉莉", "Chen Moli", "person")
    surveys = [survey(make(t, *([rows] if "(" in t else []), name=f"d{n}")) for n, t in enumerate(texts)]
    first = merge(surveys)
    surveys = [surveys[2], surveys[0], surveys[1]]
    assert merge(surveys) == first
    assert [e.id for e in first.entities] == ["person.1", "place.1", "person.2", "place.2"]


def test_linking_one_document_at_a_time_is_linking_all(make: Make) -> None:
    documents = [
        make("Chen Moli (陈茉莉) of Kyoto.", ("陈茉莉", "Chen Moli", "person"), name="a"),
        make("Chen Moli slept.", name="b"),
    ]
    together, made = register(documents)
    assert tuple(link(d, made) for d in documents) == together


def test_pinyin_has_tones_and_the_surnames_own_reading(make: Make) -> None:
    _, made = register([make("Shan Guanghua (单光华) wrote.", ("单光华", "Shan Guanghua", "person"))])
    assert [n.text for n in made.entities[0].names if n.kind == "pinyin"] == ["Shàn Guānghuá"]


def test_an_authority_gives_identifiers_and_joins(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "who.csv"
    file.write_text("type,english,chinese,wikidata\nperson,Gu Zhiyong,顾志永|顾志勇,Q1\n", encoding="utf-8")
    documents = [
        make("Gu Zhiyong (顾志永) was tried.", ("顾志永", "Gu Zhiyong", "person"), name="a"),
        make("Gu Zhiyong (顾志勇) paints.", ("顾志勇", "Gu Zhiyong", "person"), name="b"),
    ]
    _, made = register(documents, authority=read_authority(file))
    assert [e.identifiers for e in made.entities] == [(("wikidata", "Q1"),)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\n1,2\n", "needs a header"),
        (b"type,english\nking,Wu\n", ":2: unknown type 'king'"),
        (b"english\n\xff\xfe\n", "cannot read the authority file"),
    ],
)
def test_a_bad_authority_file_says_where(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "who.csv"
    file.write_bytes(data)
    with pytest.raises(ConfigError, match=message):
        read_authority(file)


def test_a_corpus_names_its_authority_file(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/a.txt").write_text("Gu Zhiyong (顾志永) slept.", encoding="utf-8")
    (tmp_path / "who.csv").write_text("english,chinese,viaf\nGu Zhiyong,顾志永,7\n", encoding="utf-8")
    (tmp_path / "corpus.toml").write_text('authority = "who.csv"\n', encoding="utf-8")
    found = corpora.locate(tmp_path)
    assert [row.identifiers for row in found.authority] == [(("viaf", "7"),)]
    (tmp_path / "who.csv").unlink()
    with pytest.raises(ConfigError, match=r"who\.csv"):
        corpora.locate(tmp_path)


def test_wars_of_one_name_and_states_of_one_place_stay_apart(make: Make) -> None:
    document = make("After the First Opium War came the Second Opium War. The Republic of China lost Taiwan.")
    _, made = register([document])
    found = [{"First Opium War"}, {"Second Opium War"}, {"Republic of China"}, {"Taiwan"}]
    assert [name for name in names(made.entities) if name in found] == found


def test_initials_do_not_join_what_is_known_under_another_name(make: Make) -> None:
    document = make("The Central Committee of the Party met. The CCP was founded in Shanghai.")
    _, made = register([document])
    assert not any({"CCP", "Central Committee of the Party"} <= name for name in names(made.entities))
