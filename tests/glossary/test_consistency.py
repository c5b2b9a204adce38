"""What `check` finds, and, above all, what it does not."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from annotate.cli import main
from annotate.glossary import entries
from annotate.glossary.agreement import one_wording
from annotate.glossary.consistency import check
from annotate.glossary.decisions import Decision, load
from annotate.glossary.findings import RULES, Finding
from annotate.glossary.reports import as_json, as_junit, as_sarif, as_text
from annotate.model import Alignment, Block, Document, Gloss, GlossType, Metadata, Span
from tests.glossary import gold
from tests.glossary.build import document


def findings(*documents: Document, decisions: tuple[Decision, ...] = ()) -> tuple[Finding, ...]:
    return check(entries(documents, decisions), documents, decisions)


def rules(*documents: Document) -> list[str]:
    return [finding.rule for finding in findings(*documents)]


def glossed(
    text: str, *triples: tuple[str, str, str], kind: GlossType = "term", convention: str = "paren"
) -> Document:
    """A document with glosses given as Chinese, head and extent, all standing in `text` once."""
    alignments = []
    for chinese, head, extent in triples:
        whole = Span(text.index(extent), text.index(extent) + len(extent))
        start = text.index(chinese, whole.start)
        lang = "zh-Hant" if any(c in "國維穩楊" for c in chinese) else "zh-Hans"
        gloss = Gloss(Span(start, start + len(chinese)), whole, convention, lang)  # type: ignore[arg-type]  # a name of the list
        alignments.append(Alignment(gloss, Span(text.index(head), text.index(head) + len(head)), kind))
    plain = document(text)
    return replace(plain, alignments=tuple(alignments))


def test_several_renderings_with_who_uses_which() -> None:
    li = Metadata(translator="Li", date="2020")
    wu = Metadata(translator="Wu", date="2021")
    (finding,) = findings(
        document("[stability maintenance] (<维稳>)", id="a", metadata=li),
        document("[stability preservation] (<维稳>)", id="b", metadata=wu),
        document("[Stability maintenance] (<維穩>)", id="c", metadata=wu),
    )
    assert (finding.rule, finding.level, finding.majority) == (
        "renderings",
        "warning",
        "stability maintenance",
    )
    assert [(u.wording, u.count, u.documents, u.translators, u.dates) for u in finding.uses] == [
        ("stability maintenance", 2, ("a", "c"), ("Li", "Wu"), ("2020", "2021")),
        ("stability preservation", 1, ("b",), ("Wu",), ("2021",)),
    ]


def test_no_majority_is_told() -> None:
    (finding,) = findings(document("[order] (<维稳>)", id="a"), document("[peace] (<维稳>)", id="b"))
    assert finding.majority is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("barefoot doctors", "the Barefoot Doctor’s", "term"),
        ("policies", "policy", "term"),
        ("well-off society", "well off society", "term"),
        ("United Nations High Commissioner for Refugees (UNHCR)", "UNHCR", "org"),
        ("Chinese Communist Party", "CCP", "org"),
        ("Henan", "Henan Province", "place"),
        ("Eileen Chang", "Chang Eileen", "person"),
        ("*red* classics", "red classics", "term"),
        ("to establish the laws", "establishing the laws", "term"),
        ("carrying the torch", "to carry the torch", "term"),
    ],
)
def test_one_wording(one: str, other: str, kind: str) -> None:
    assert one_wording(one, other, kind)
    assert one_wording(other, one, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("county annals", "county gazetteer", "term"),
        ("harmony", "harmonious society", "term"),
        ("Peking", "Beijing", "place"),
        ("news", "new", "term"),
    ],
)
def test_two_wordings(one: str, other: str, kind: str) -> None:
    assert not one_wording(one, other, kind)


def test_pinyin_beside_a_translation_is_no_second_rendering() -> None:
    assert rules(document("[weiwen] (<维稳>)", id="a"), document("[stability] (<维稳>)", id="b")) == []


def test_one_rendering_for_two_terms() -> None:
    (finding,) = findings(document("the [cadres] (<干部>)", id="a"), document("a [cadre] (<官员>)", id="b"))
    assert (finding.rule, [u.wording for u in finding.uses]) == ("terms", ["官员", "干部"])


def test_an_abbreviation_is_no_second_term() -> None:
    found = rules(
        document("the [Communist Party] (<中国共产党>)", id="a", type="org"),
        document("the [Communist Party] (<中共>)", id="b", type="org"),
    )
    assert found == []


def test_names_that_sound_alike() -> None:
    (finding,) = findings(
        document("[Xu Zhiyong] (<许志勇>)", id="a", type="person"),
        document("[Xu Zhiyong] (<许志永>)", id="b", type="person"),
    )
    assert (finding.rule, finding.chinese) == ("homophones", "许志勇")


@pytest.mark.parametrize(
    ("text", "chinese", "head", "extent", "convention"),
    [
        ("pork (红烧肉, hóngxiāo ròu) here", "红烧肉", "pork", "(红烧肉, hóngxiāo ròu)", "paren"),
        ("pork (hóngxiāo ròu, 红烧肉) here", "红烧肉", "pork", "(hóngxiāo ròu, 红烧肉)", "pinyin+paren"),
        ("pork (hongxiao rou 红烧肉) here", "红烧肉", "pork", "(hongxiao rou 红烧肉)", "pinyin+paren"),
        (
            "pork (Chinese: 红烧肉; pinyin: hongxiao rou) x",
            "红烧肉",
            "pork",
            "(Chinese: 红烧肉; pinyin: hongxiao rou)",
            "wiki",
        ),
        ("pork (红烧肉, hòngshāo ròu) here", "红烧肉", "pork", "(红烧肉, hòngshāo ròu)", "paren"),
    ],
)
def test_pinyin_that_does_not_read_the_characters(
    text: str, chinese: str, head: str, extent: str, convention: str
) -> None:
    (finding,) = findings(glossed(text, (chinese, head, extent), convention=convention))
    assert finding.rule == "pinyin"


@pytest.mark.parametrize(
    ("text", "chinese", "head", "extent"),
    [
        ("pork (红烧肉, hóngshāo ròu) here", "红烧肉", "pork", "(红烧肉, hóngshāo ròu)"),
        ("pork (红烧肉, hóngshāoròu) here", "红烧肉", "pork", "(红烧肉, hóngshāoròu)"),
        ("not (不对, bú duì) so", "不对", "not", "(不对, bú duì)"),
        ("side (一边儿, yìbiānr) so", "一边儿", "side", "(一边儿, yìbiānr)"),
        ("women (女人, nǚrén) so", "女人", "women", "(女人, nǚrén)"),
        ("house (房子, fángzi) so", "房子", "house", "(房子, fángzi)"),
        ("Xi'an (西安, Xī'ān) so", "西安", "Xi'an", "(西安, Xī'ān)"),
        ("bank (银行, yínháng) so", "银行", "bank", "(银行, yínháng)"),
        ("king (懂王, also ‘King of Knowing’) so", "懂王", "king", "(懂王, also ‘King of Knowing’)"),
        ("Cai (蔡伦; courtesy name: Jìngzhòng) so", "蔡伦", "Cai", "(蔡伦; courtesy name: Jìngzhòng)"),
        ("Li (李嘉诚; Jyutping: Lei5 Gaa1sing4) so", "李嘉诚", "Li", "(李嘉诚; Jyutping: Lei5 Gaa1sing4)"),
        ("tea (茶, Hokkien: tê) so", "茶", "tea", "(茶, Hokkien: tê)"),
    ],
)
def test_pinyin_that_reads_or_is_none(text: str, chinese: str, head: str, extent: str) -> None:
    assert findings(glossed(text, (chinese, head, extent))) == ()


@pytest.mark.parametrize(
    ("head", "chinese", "found"),
    [
        ("Wang Shoufeng", "王守风", []),
        ("Wang Shaofeng", "王守风", ["pinyin"]),
        ("Chiang Kai-shek", "蒋介石", []),
        ("Han Kuo-yu", "韩国瑜", []),
        ("Jack Ma", "马云", []),
        ("Shan Tianfang", "单田芳", []),
        ("Li Ka-shing", "李嘉诚", []),
        ("Xiaobo Liu", "刘晓波", []),
        ("Zhou Enlai", "周恩来", []),
        ("Zhou Enli", "周恩来", ["pinyin"]),
        ("Han Gaozu", "汉高祖", []),
    ],
)
def test_names_in_pinyin(head: str, chinese: str, found: list[str]) -> None:
    assert rules(document(f"[{head}] (<{chinese}>)", type="person")) == found


def test_scripts_that_do_not_correspond() -> None:
    text = "paper (simplified: 国维纸; traditional: 國維枝) x"
    extent = text[6:-2]
    triples = (("国维纸", "paper", extent), ("國維枝", "paper", extent))
    assert rules(glossed(text, *triples)) == ["scripts"]
    variants = "heirs (红二代 or 官二代) x"
    both = (("红二代", "heirs", variants[6:-2]), ("官二代", "heirs", variants[6:-2]))
    assert rules(glossed(variants, *both)) == []
    right = text.replace("國維枝", "國維紙")
    triples = (("国维纸", "paper", right[6:-2]), ("國維紙", "paper", right[6:-2]))
    assert rules(glossed(right, *triples)) == []


def test_a_gloss_on_a_later_mention() -> None:
    early = document("Wang Anshi wrote it.", "Then [Wang Anshi] (<王安石>) ruled.", type="person")
    (finding,) = findings(early)
    assert (finding.rule, finding.level) == ("late-gloss", "note")
    assert [place.line for place in finding.places] == [1, 2]


@pytest.mark.parametrize(
    "sentences",
    [
        ("Wang Anshilin wrote it.", "Then [Wang Anshi] (<王安石>) ruled."),
        ("[Wang Anshi] (<王安石>) wrote it.", "Then Wang Anshi ruled."),
        ("A [Wang Anshi Museum] (<王安石纪念馆>) stands.", "Then [Wang Anshi] (<王安石>) ruled."),
    ],
)
def test_no_later_mention(sentences: tuple[str, ...]) -> None:
    assert rules(document(*sentences, type="person")) == []


def test_a_small_word_may_stand_anywhere_before() -> None:
    assert rules(document("They drank tea.", "Then [tea] (<茶>) was taxed.")) == []


def test_a_title_or_caption_may_name_what_the_text_glosses() -> None:
    early = document("Wang Anshi wrote it.", "Then [Wang Anshi] (<王安石>) ruled.", type="person")
    blocks = (Block("title", early.sentences[0]), Block("paragraph", early.sentences[1]))
    assert findings(replace(early, source=replace(early.source, blocks=blocks))) == ()


def test_a_term_glossed_twice() -> None:
    twice = document("The [lake] (<洪泽湖>) lies there.", "The [lake] (<洪泽湖>) is wide.")
    (finding,) = findings(twice)
    assert (finding.rule, len(finding.places), finding.level) == ("repeated-gloss", 2, "note")
    assert rules(document("[Taitung] (<臺東>/<台東>)", share=True)) == []


def test_a_finding_that_is_meant_to_be_so_stays_quiet_until_a_wording_is_new() -> None:
    pair = (document("[order] (<维稳>)", id="a"), document("[peace] (<维稳>)", id="b"))
    (finding,) = findings(*pair)
    allow = Decision("allow", finding.document, finding.chinese, value=finding.key)
    assert findings(*pair, decisions=(allow,)) == ()
    third = document("[calm] (<维稳>)", id="c")
    assert len(findings(*pair, third, decisions=(allow,))) == 1


PLANTED = {
    ("renderings", "县志"),
    ("renderings", "科举"),
    ("pinyin", "红烧肉"),
    ("scripts", "桑皮纸"),
    ("late-gloss", "王安石"),
    ("repeated-gloss", "洪泽湖"),
}
"""As corpus/README.md tells them."""


def test_the_sample_corpus_has_the_planted_inconsistencies_and_nothing_else(root: Path) -> None:
    documents = gold.documents(root)
    decisions = load(root / "corpus")
    found = check(entries(documents, decisions), documents, decisions)
    assert {(f.rule, f.chinese) for f in found} == PLANTED
    assert len(found) == len(PLANTED)


PAIR = (document("[order & law] (<维稳>)", id="a"), document("[peace] (<维稳>)", id="b"))


def test_endless_and_numerous_glosses_take_no_endless_time() -> None:
    name = document(f"[{'gangao' * 200}] (<{'刚奥' * 200}>)", type="person")
    many = document(*(f"the [thing {n % 500} there] (<{chr(0x4E00 + n % 500)}物>)." for n in range(2000)))
    began = time.monotonic()
    assert findings(name) == ()
    assert len(findings(many)) == 500
    assert time.monotonic() - began < 20  # a tenth of a second each where nothing else runs


def test_the_planted_inconsistencies_are_found_in_a_real_build(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("build"))
    for arguments in (["build", "--tagger", "none"], ["check", "--format", "json"]):
        result = CliRunner().invoke(main, [arguments[0], str(tmp_path / "corpus"), *arguments[1:]])
        assert result.exit_code == 0, result.output
    assert {(row["rule"], row["chinese"]) for row in json.loads(result.stdout)} >= PLANTED


def test_reports() -> None:
    found = findings(*PAIR)
    text = as_text(found)
    assert text.startswith("warning: 维稳 is rendered “order & law” 1×, “peace” 1× [renderings, f")
    assert "majority: none" in text
    (row,) = json.loads(as_json(found))
    assert (row["rule"], row["majority"], row["places"][0]["line"]) == ("renderings", None, 1)
    log = json.loads(as_sarif(found))
    (result,) = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert (
        result["ruleId"] in {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} == set(RULES)
    )
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.txt"
    suite = etree.fromstring(as_junit(found).encode()).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), len(suite.findall("testcase/failure"))) == (
        "1",
        "1",
        1,
    )


def test_no_findings() -> None:
    assert (as_text(()), json.loads(as_json(()))) == ("", [])
    assert json.loads(as_sarif(()))["runs"][0]["results"] == []
    assert b'failures="0"' in as_junit(()).encode()
