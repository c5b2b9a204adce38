"""The registry: what loads, what is broken, and who is asked."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from annotate import plugins
from annotate.errors import InputError, PluginError
from annotate.model import Source
from annotate.plugins import READERS, Found, RawFile, Reader
from annotate.readers import read_bytes, suffixes


def refuse(raw: RawFile) -> Source:
    raise InputError(f"{raw.name}: not a screenplay")


REFUSING = Reader("screenplay", (".txt",), refuse)
NOT_A_READER = 7


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, READERS)


def test_the_built_in_readers_are_declared_as_any_other() -> None:
    names = [name for name, _ in plugins.discover(READERS, Reader).plugins]
    assert {"markdown", "text"} <= set(names)
    assert {".md", ".markdown", ".txt"} <= set(suffixes())
    assert plugins.get(READERS, "text", Reader).name == "text"


def test_each_reader_declares_suffixes_in_lower_case() -> None:
    found = plugins.discover(READERS, Reader).plugins
    assert all(s.startswith(".") and s == s.lower() for _, reader in found for s in reader.suffixes)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("no_such_module_of_ours:READER", ["no_such_module_of_ours", "ModuleNotFoundError"]),
        ("annotate.plugins:NOTHING", ["annotate.plugins", "AttributeError"]),
        (f"{__name__}:NOT_A_READER", ["int", "Reader"]),
    ],
)
def test_a_broken_plugin_is_named_with_its_package_and_stops_nobody(value: str, words: list[str]) -> None:
    found = plugins.load([entry("bad", value), entry("good", f"{__name__}:REFUSING")], Reader)
    assert [name for name, _ in found.plugins] == ["good"]
    ((name, error),) = found.broken
    assert name == "bad"
    assert [word for word in [*words, "'bad'"] if word not in str(error)] == []


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(PluginError, match=r"choose from .*text"):
        plugins.get(READERS, "telepathy", Reader)


def test_a_broken_plugin_asked_for_by_name_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "_declared", lambda _group: (entry("bad", "no_such_module_of_ours:READER"),))
    with pytest.raises(PluginError, match="no_such_module_of_ours"):
        plugins.get(READERS, "bad", Reader)


def test_readers_of_one_suffix_are_tried_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    text = plugins.get(READERS, "text", Reader)
    found = Found((("screenplay", REFUSING), ("text", text)))
    monkeypatch.setattr("annotate.readers._readers", lambda: found)
    assert read_bytes(b"Hello.", name="a.txt").text == "Hello."


def test_when_nobody_reads_a_file_each_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    text = plugins.get(READERS, "text", Reader)
    broken = (("epub", PluginError("the plug-in 'epub' does not load")),)
    found = Found((("screenplay", REFUSING), ("text", text)), broken)
    monkeypatch.setattr("annotate.readers._readers", lambda: found)
    with pytest.raises(InputError) as raised:
        read_bytes(b"a\x00b\xff", name="a.txt")
    message = str(raised.value)
    assert [word for word in ("screenplay:", "text:", "epub:", "byte 1") if word not in message] == []


def test_a_format_is_forced_or_refused() -> None:
    assert read_bytes(b"# One", name="a.txt", format="markdown").text == "One"
    assert read_bytes(b"# One", name="a.md", format="text").text == "# One"
    with pytest.raises(InputError, match=r"no reader is called 'papyrus'; choose from .*text"):
        read_bytes(b"One", name="a.txt", format="papyrus")


@pytest.mark.parametrize("name", ["-", "README", "notes.weird", "UPPER.TXT"])
def test_files_that_nobody_claims_are_read_as_plain_text(name: str) -> None:
    assert read_bytes(b"Hello *there*.", name=name).format == "text"


def test_without_readers_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.readers._readers", lambda: Found(()))
    with pytest.raises(InputError, match="reinstall"):
        read_bytes(b"Hello.", name="a.txt")
