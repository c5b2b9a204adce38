"""Rulings outlive edits of the source: what still applies is applied, the rest is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import InputError
from annotate.glossary import entries, kept
from annotate.glossary.decisions import (
    ACTIONS,
    Action,
    Decision,
    appended,
    context_key,
    escape,
    format_lines,
    parse,
    unescape,
)
from annotate.glossary.replay import replay, replayed, standing
from annotate.glossary.rulings import idle
from annotate.model import Document
from tests.glossary.build import document

BEFORE = (
    "Officials spoke at length about the need for [harmony] (<和谐>) in the villages of the southern coast."
)
MIDDLE = "Nobody could say what became of [stability] (<维稳>) once the funds for the patrols had run out."
AFTER = (
    "Later the same reporters asked whether [peace] (<维稳>) was any cheaper than the older kind of order."
)


def ruling(doc: Document, index: int, action: Action, value: str = "") -> Decision:
    gloss = doc.alignments[index].gloss.span
    text = doc.source.text
    return Decision(action, doc.source.id, gloss.of(text), context_key(text, gloss), value, line=2)


def ids(*documents: Document) -> frozenset[str]:
    return frozenset(d.source.id for d in documents)


def heads(doc: Document) -> list[str | None]:
    return [None if a.head is None else a.head.of(doc.source.text) for a in doc.alignments]


ORIGINAL = document(BEFORE, MIDDLE, AFTER, id="report")
EDITS = {
    "nothing changed": (BEFORE, MIDDLE, AFTER),
    "a paragraph inserted before": (BEFORE, "A wholly new paragraph stands here now.", MIDDLE, AFTER),
    "a paragraph inserted after": (BEFORE, MIDDLE, "A wholly new paragraph stands here now.", AFTER),
    "a typo mended before the gloss": (BEFORE, MIDDLE.replace("became of", "become of"), AFTER),
    "a typo mended after the gloss": (BEFORE, MIDDLE.replace("once the", "after the"), AFTER),
    "white space and marks": (BEFORE, MIDDLE.replace(" once", ",\n  once"), AFTER),
    "another gloss deleted": (BEFORE, MIDDLE, AFTER.replace(" (<维稳>)", "")),
}


@pytest.mark.parametrize("sentences", EDITS.values(), ids=EDITS)
def test_a_ruling_holds_when_the_source_is_edited(sentences: tuple[str, ...]) -> None:
    edited = document(*sentences, id="report")
    decision = ruling(ORIGINAL, 1, "head", "patrols")
    outcome = replay(edited.source, edited.alignments, [decision], ids=ids(edited))
    assert outcome.applied == {2}
    assert heads(replayed(edited, [decision], ids=ids(edited)))[:2] == ["harmony", "patrols"]
    assert heads(replayed(edited, [decision], ids=ids(edited)))[2:] == heads(edited)[2:]


def test_a_ruling_follows_a_renamed_file() -> None:
    renamed = document(BEFORE, MIDDLE, AFTER, id="renamed")
    decision = ruling(ORIGINAL, 1, "reject")
    assert heads(replayed(renamed, [decision], ids=ids(renamed))) == ["harmony", "peace"]
    copy = document(BEFORE, MIDDLE, AFTER, id="copy")
    both = ids(ORIGINAL, copy)
    assert heads(replayed(copy, [decision], ids=both)) == ["harmony", "stability", "peace"]
    assert heads(replayed(ORIGINAL, [decision], ids=both)) == ["harmony", "peace"]


def test_a_ruling_on_a_deleted_gloss_is_told_and_moves_to_no_other() -> None:
    deleted = document(BEFORE, AFTER, id="report")
    decision = ruling(ORIGINAL, 1, "reject")
    outcome = replay(deleted.source, deleted.alignments, [decision], ids=ids(deleted))
    assert (outcome.applied, outcome.alignments) == (frozenset(), deleted.alignments)
    assert standing(deleted.source, [decision], ids=ids(deleted)) == frozenset()


def test_a_rejected_gloss_is_known_to_stand_after_the_build() -> None:
    decision = ruling(ORIGINAL, 1, "reject")
    built = replayed(ORIGINAL, [decision], ids=ids(ORIGINAL))
    assert len(built.alignments) == 2
    assert standing(built.source, [decision], ids=ids(built)) == {2}
    assert replayed(built, [decision], ids=ids(built)) == built


def test_a_head_that_is_gone_is_told() -> None:
    decision = ruling(ORIGINAL, 1, "head", "no such words")
    outcome = replay(ORIGINAL.source, ORIGINAL.alignments, [decision], ids=ids(ORIGINAL))
    assert outcome.alignments == ORIGINAL.alignments
    assert outcome.failed == ((2, "“no such words” does not stand near 维稳"),)


def test_accepting_keeps_the_head_that_was_accepted() -> None:
    decision = ruling(ORIGINAL, 0, "accept", "villages")
    now = replayed(ORIGINAL, [decision], ids=ids(ORIGINAL))
    assert heads(now)[0] == "villages"
    assert (now.alignments[0].confidence, now.alignments[0].evidence[0]) == (1.0, "decision")
    (entry,) = [e for e in entries([now]) if e.chinese == "和谐"]
    assert entry.review == "accepted"


def test_the_later_ruling_wins() -> None:
    first, second = ruling(ORIGINAL, 1, "reject"), ruling(ORIGINAL, 1, "accept")
    assert len(replayed(ORIGINAL, [first, second], ids=ids(ORIGINAL)).alignments) == 3
    assert len(replayed(ORIGINAL, [second, first], ids=ids(ORIGINAL)).alignments) == 2


def test_rulings_on_entries() -> None:
    decisions = [
        Decision("prefer", "*", "維穩", value="Peace"),
        Decision("deprecate", "*", "维稳", value="stability"),
        Decision("type", "*", "维稳", value="slogan"),
        Decision("define", "*", "维稳", value="keeping order"),
        Decision("note", "*", "维稳", value="ask Li"),
        Decision("subject", "*", "维稳", value="policing"),
        Decision("accept", "*", "维稳"),
        Decision("reject", "*", "和谐"),
    ]
    found = entries([ORIGINAL], decisions)
    (entry,) = kept(found)
    assert len(found) == 2
    assert [(t.text, t.status) for t in entry.english_terms] == [
        ("peace", "preferred"),
        ("stability", "deprecated"),
    ]
    assert (entry.english, entry.type, entry.definition) == ("peace", "slogan", "keeping order")
    assert (entry.note, entry.subject, entry.review) == ("ask Li", "policing", "accepted")
    assert idle(found, decisions) == ()


def test_a_preferred_rendering_that_no_text_uses_is_added() -> None:
    (entry,) = entries([document("[calm] (<安定>)")], [Decision("prefer", "*", "安定", value="stability")])
    assert [(t.text, t.count, t.status) for t in entry.english_terms] == [
        ("stability", 0, "preferred"),
        ("calm", 1, "admitted"),
    ]


def test_merge_and_split() -> None:
    doc = document(
        "[reds] (<红二代>)", "[princes] (<太子党>)", "the [princes] (<太子党>) of old Rome", id="d"
    )
    merged = entries([doc], [Decision("merge", "*", "太子党", value="红二代")])
    assert [[t.text for t in e.chinese_terms] for e in merged] == [["太子党", "红二代"]]
    parted = entries([doc], [ruling(doc, 2, "split", "Rome")])
    assert [(e.chinese, e.count) for e in parted] == [("太子党", 1), ("太子党", 1), ("红二代", 1)]
    assert len({e.id for e in parted}) == 3


def test_rulings_on_entries_that_are_gone_are_told() -> None:
    found = entries([ORIGINAL])
    gone = [
        Decision("note", "*", "没有", value="x"),
        Decision("merge", "*", "维稳", value="没有"),
        Decision("accept", "*", "维稳", value="order"),
    ]
    assert [reason for _, reason in idle(found, gone)] == [
        "no entry has the term 没有",
        "no entry has the term 没有",
        "no text renders 维稳 as “order” any more",
    ]


def test_the_file_reads_back() -> None:
    written = [Decision(action, "*", "维稳", value="term", note="a\tb\\n\nc") for action in ACTIONS]
    text = appended("", written)
    assert [(d.action, d.value, d.note) for d in parse(text)] == [(a, "term", "a\tb\\n\nc") for a in ACTIONS]
    assert parse(text)[0].line == 2
    assert appended(text.rstrip("\n"), written[:1]) == "\n" + format_lines(written[:1])


def test_remarks_and_windows_line_ends_are_read() -> None:
    (decision,) = parse("\ufeff# ours\r\n\r\naccept\t*\t维稳\r\n")
    assert (decision.chinese, decision.context, decision.line) == ("维稳", "*", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("acept\t*\t维稳", "decisions.tsv: line 1: unknown action “acept”; known: accept, reject"),
        ("accept 维稳", "decisions.tsv: line 1 has 1 columns; the columns are action, document"),
        ("\ntype\t*\t维稳\t*\tpersn", "decisions.tsv: line 2: unknown type “persn”; known: person, place"),
    ],
)
def test_a_line_that_is_no_decision_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        parse(text)
    assert str(error.value).startswith(message)


@given(st.text())
def test_any_cell_survives(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set("\t\n\r") & set(escape(text))
