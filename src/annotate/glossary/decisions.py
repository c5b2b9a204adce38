r"""`decisions.tsv`: what people ruled on glosses and entries, one ruling a line.

The file belongs to the people who rule: it is only ever appended to, and only by a command that they gave.
Six columns parted by tabs, a header row, `#` before a remark:

| column   | means |
|----------|-------|
| action   | what is ruled (`ACTIONS`) |
| document | the document's id, or `*`: the entry as a whole |
| chinese  | the Chinese as it stands in the text |
| context  | what stands around it (`context_key`), or `*` |
| value    | what the action needs: a head, a type, a rendering … |
| note     | free text |

A tab, a line break or a backslash within a cell is written `\t`, `\n`, `\\`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Literal, get_args

import regex

from annotate.errors import InputError, OutputError
from annotate.model import GlossType, Span

FILE = "decisions.tsv"
COLUMNS = ("action", "document", "chinese", "context", "value", "note")
ANY = "*"

Action = Literal[
    "accept",  # right as it stands; value: the head (of a gloss) or the rendering (of an entry)
    "reject",  # no gloss (with a document), no entry of the glossary (without)
    "head",  # value: the right head of a gloss
    "type",  # value: the right type of a gloss or entry
    "split",  # value: the sense to which this gloss belongs, apart from the entry's other glosses
    "merge",  # value: another Chinese term of the same concept
    "prefer",  # value: the preferred rendering, English or Chinese
    "admit",  # value: a rendering that may be used
    "deprecate",  # value: a rendering that must not be used
    "supersede",  # value: a rendering that was used once
    "define",  # value: the definition
    "subject",  # value: the subject field
    "note",  # value: a remark on the entry
    "allow",  # value: a finding of `annotate check` that is meant to be so
]
ACTIONS: tuple[Action, ...] = get_args(Action)
GLOSS_ACTIONS: frozenset[Action] = frozenset({"accept", "reject", "head", "type", "split"})
"""What can be ruled on one gloss of one document."""

AROUND = 40
"""Letters on either side that make a context: fewer often lie wholly within the head before the gloss."""
_WINDOW = 400  # code points in which to look for them; white space and marks between letters are few

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {written[1]: meant for meant, written in _ESCAPES.items()}


@dataclass(frozen=True, slots=True)
class Decision:
    """One ruling."""

    action: Action
    document: str
    chinese: str
    context: str = ANY
    value: str = ""
    note: str = ""
    line: int = 0
    """Its line in the file, from 1; 0 when it is not written yet."""

    @property
    def on_gloss(self) -> bool:
        """Whether it rules on one gloss and not on an entry."""
        return self.document != ANY and self.action in GLOSS_ACTIONS


def context_key(text: str, span: Span) -> str:
    """What stands around `span`, as two short hashes: of the letters before it and of those after it.

    Case, white space and punctuation do not count, and what is farther off does not either, so that
    the key holds when other parts of the text are edited.

    >>> context_key("Peace (和平) is near", Span(7, 9)) == context_key("peace  和平, is near", Span(7, 9))
    True
    """
    before = islice(_letters(reversed(text[max(span.start - _WINDOW, 0) : span.start])), AROUND)
    after = islice(_letters(text[span.end : span.end + _WINDOW]), AROUND)
    return f"{_digest(before)}-{_digest(after)}"


def _letters(text: Iterable[str]) -> Iterable[str]:
    return (folded for character in text if character.isalnum() for folded in character.casefold())


def _digest(letters: Iterable[str]) -> str:
    return sha256("".join(letters).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def parse(text: str, *, place: str = FILE) -> tuple[Decision, ...]:
    """The decisions that the file's `text` holds, in order; `place` opens each error's message.

    Raises `InputError` for a line that is no decision, naming the line and what is wrong with it.
    """
    rows = (
        (number, row.removesuffix("\r"))
        for number, row in enumerate(text.removeprefix("\ufeff").split("\n"), 1)
    )
    return tuple(
        _decision(row.split("\t"), number, place)
        for number, row in rows
        if row.strip() and not row.startswith("#") and not row.startswith("action\t")
    )


def load(folder: Path) -> tuple[Decision, ...]:
    """The decisions in `folder`; none where it has no such file. Raises `InputError`."""
    path = folder / FILE
    return parse(_text(path), place=str(path)) if path.exists() else ()


def append(folder: Path, decisions: Sequence[Decision]) -> int:
    """Add `decisions` at the end of the file in `folder`; the line on which the first of them stands.

    Nothing that is there is changed. Raises `InputError` when the file holds a line that is no
    decision, `OutputError` when it cannot be written.
    """
    path = folder / FILE
    before = _text(path) if path.exists() else ""
    parse(before, place=str(path))
    added = appended(before, decisions)
    try:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(added)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}; check its permissions") from error
    return (before + added).count("\n") - len(decisions) + 1


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _decision(cells: Sequence[str], line: int, place: str) -> Decision:
    if not 3 <= len(cells) <= len(COLUMNS):  # noqa: PLR2004 - action, document and Chinese at least
        raise InputError(
            f"{place}: line {line} has {len(cells)} columns; the columns are {', '.join(COLUMNS)}, parted by tabs"
        )
    filled = [unescape(cell) for cell in cells] + [""] * (len(COLUMNS) - len(cells))
    action, document, chinese, context, value, note = filled
    if action not in ACTIONS:
        raise InputError(f"{place}: line {line}: unknown action “{action}”; known: {', '.join(ACTIONS)}")
    if action == "type" and value not in get_args(GlossType):
        raise InputError(
            f"{place}: line {line}: unknown type “{value}”; known: {', '.join(get_args(GlossType))}"
        )
    return Decision(action, document, chinese, context or ANY, value, note, line)


def format_lines(decisions: Iterable[Decision]) -> str:
    """`decisions` as lines of the file, each with its line break."""
    rows = ((d.action, d.document, d.chinese, d.context, d.value, d.note) for d in decisions)
    return "".join("\t".join(escape(cell) for cell in row).rstrip("\t") + "\n" for row in rows)


def appended(before: str, decisions: Iterable[Decision]) -> str:
    r"""What to add to a file that holds `before`: a header when it is empty, then the lines.

    >>> appended("", [Decision("accept", "*", "维稳")])
    'action\tdocument\tchinese\tcontext\tvalue\tnote\naccept\t*\t维稳\t*\n'
    """
    header = "" if before.strip() else "\t".join(COLUMNS) + "\n"
    separator = "" if not before or before.endswith("\n") else "\n"
    return separator + header + format_lines(decisions)


def escape(cell: str) -> str:
    r"""`cell` without tabs and line breaks of its own."""
    return "".join(_ESCAPES.get(character, character) for character in cell)


def unescape(cell: str) -> str:
    r"""The text that `escape` wrote.

    >>> unescape(escape("a\tb\\n"))
    'a\tb\\n'
    """
    return regex.sub(r"\\([\\tnr])", lambda match: _UNESCAPES[match[1]], cell)
