"""Markdown's inline structure: what of a block's content is markup, and what that markup means.

CommonMark's algorithm with delimiter and bracket stacks
(https://spec.commonmark.org/0.31.2/#phase-2-inline-structure), recording offsets instead of
building a tree. Every loop is bounded so that the whole is linear in the content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from annotate.model import MarkupKind
from annotate.readers.markdown import syntax
from annotate.readers.markdown.emphasis import Delimiter, pairs, run
from annotate.readers.markdown.links import clean, entity, inline_target, normalise

_SPECIAL = re.compile(r"[\\`*_~\[\]!<&]")
_SPECIAL_IN_HTML = re.compile(r"[<&]")
_HEADING = re.compile(r"h[1-6]")
_RUN = re.compile(r"`+")

TAG_KINDS: dict[str, MarkupKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "strong": "strong",
    "b": "strong",
    "del": "strike",
    "s": "strike",
    "strike": "strike",
    "code": "code",
    "kbd": "code",
    "tt": "code",
    "sup": "sup",
    "sub": "sub",
    "a": "link",
}
"""Which inline HTML tags mean what."""


@dataclass(frozen=True, slots=True, order=True)
class Drop:
    """A stretch of the content that is markup, and the text that stands for it, mostly none."""

    start: int
    end: int
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of inline structure over a stretch of the content."""

    kind: MarkupKind
    start: int
    end: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A tag of a block, which ends one piece of HTML and starts another."""

    start: int
    end: int
    level: int
    """1 to 6 where the piece that starts is a heading."""


@dataclass(frozen=True, slots=True)
class References:
    """What links and footnote references of one file may point at."""

    definitions: dict[str, str]
    notes: frozenset[str]


@dataclass(slots=True)
class _Bracket:
    """An open `[` or `![`, and how many delimiters stood before it."""

    start: int
    end: int
    image: bool
    delimiters: int
    nested: bool = False
    """Whether another bracket stands inside, so that the text between is no label."""


@dataclass(slots=True)
class _Scan:
    """The state of one scan over `content`."""

    content: str
    references: References
    drops: list[Drop] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    delimiters: list[Delimiter] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    dead: int = 0
    """Brackets from the bottom of the stack that hold a link already and can make none."""
    tags: dict[str, list[tuple[int, str | None]]] = field(default_factory=lambda: defaultdict(list))
    cuts: list[Cut] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Ends of comments and the like that do not come any more."""
    runs: dict[int, list[int]] | None = None
    """The starts of the runs of backticks by their length."""

    def drop(self, start: int, end: int, instead: str = "") -> None:
        self.drops.append(Drop(start, end, instead))

    def mark(self, kind: MarkupKind, start: int, end: int, target: str | None = None) -> None:
        self.marks.append(Mark(kind, start, end, target))


def scan(content: str, references: References) -> tuple[list[Drop], list[Mark]]:
    """The markup in `content`: disjoint drops in order, and marks, both with offsets into it."""
    state = _Scan(content, references)
    position = 0
    while match := _SPECIAL.search(content, position):
        at = match.start()
        position = _RULES[content[at]](state, at)
    _pair(state, 0)
    return sorted(state.drops), state.marks


def scan_html(content: str) -> tuple[list[Drop], list[Mark], list[Cut]]:
    """The same for raw HTML, where tags, comments and entities alone count, and where it is cut."""
    state = _Scan(content, References({}, frozenset()))
    position = 0
    while match := _SPECIAL_IN_HTML.search(content, position):
        position = _RULES[match.group()](state, match.start())
    return sorted(state.drops), state.marks, state.cuts


def _escape(state: _Scan, at: int) -> int:
    after = state.content[at + 1 : at + 2]
    if after == "\n":
        state.drop(at, at + 1)
        return at + 1
    if after in syntax.ESCAPABLE and after:
        state.drop(at, at + 1)
        return at + 2
    return at + 1


def _code(state: _Scan, at: int) -> int:
    """A code span, when a run of as many backticks closes it."""
    if state.runs is None:
        state.runs = defaultdict(list)
        for match in _RUN.finditer(state.content):
            state.runs[match.end() - match.start()].append(match.start())
    run = _RUN.match(state.content, at)
    end = run.end() if run else at + 1
    starts = state.runs.get(end - at, [])
    index = bisect_right(starts, at)
    if index == len(starts):
        return end
    close = starts[index]
    state.drop(at, end)
    state.drop(close, close + end - at)
    state.mark("code", end, close)
    return close + end - at


def _open_bracket(state: _Scan, at: int) -> int:
    note = syntax.NOTE_REFERENCE.match(state.content, at)
    if note and normalise(note[1]) in state.references.notes:
        state.drop(at, note.end())
        state.mark("note-ref", at, at, note[1])
        return note.end()
    _push(state, at, at + 1, image=False)
    return at + 1


def _bang(state: _Scan, at: int) -> int:
    if not state.content.startswith("[", at + 1):
        return at + 1
    _push(state, at, at + 2, image=True)
    return at + 2


def _push(state: _Scan, start: int, end: int, *, image: bool) -> None:
    if state.brackets:
        state.brackets[-1].nested = True
    state.brackets.append(_Bracket(start, end, image, len(state.delimiters)))


def _close_bracket(state: _Scan, at: int) -> int:
    if not state.brackets:
        return at + 1
    bracket = state.brackets.pop()
    if len(state.brackets) < state.dead:
        state.dead = len(state.brackets)
        if not bracket.image:
            return at + 1
    found = _target(state, bracket, at)
    if found is None:
        return at + 1
    target, end = found
    state.drop(bracket.start, bracket.end)
    state.drop(at, end)
    state.mark("image" if bracket.image else "link", bracket.end, at, target)
    _pair(state, bracket.delimiters)
    if not bracket.image:
        state.dead = len(state.brackets)
    return end


def _target(state: _Scan, bracket: _Bracket, at: int) -> tuple[str, int] | None:
    """The target of the link whose text ends at `at`, and where the link ends."""
    inline = inline_target(state.content, at + 1)
    if inline is not None:
        return inline
    label = syntax.LINK_LABEL.match(state.content, at + 1)
    if label and label[1].strip():
        return _defined(state, label[1], label.end())
    if bracket.nested or at - bracket.end >= 1_000:  # noqa: PLR2004 -- the length of a label in CommonMark
        return None
    return _defined(state, state.content[bracket.end : at], label.end() if label else at + 1)


def _defined(state: _Scan, label: str, end: int) -> tuple[str, int] | None:
    target = state.references.definitions.get(normalise(label))
    return None if target is None else (clean(target), end)


def _entity(state: _Scan, at: int) -> int:
    match = syntax.ENTITY.match(state.content, at)
    characters = entity(match) if match else None
    if match is None or characters is None:
        return at + 1
    state.drop(at, match.end(), characters)
    return match.end()


def _angle(state: _Scan, at: int) -> int:
    """An autolink, a tag, a comment, or a bare sign."""
    if link := syntax.AUTOLINK.match(state.content, at):
        state.drop(at, at + 1)
        state.drop(link.end() - 1, link.end())
        mail = "mailto:" if "@" in link[1] and ":" not in link[1] else ""
        state.mark("link", at + 1, link.end() - 1, mail + link[1])
        return link.end()
    if tag := syntax.TAG.match(state.content, at):
        _tag(state, tag)
        return tag.end()
    return _hidden(state, at)


def _tag(state: _Scan, match: re.Match[str]) -> None:
    """Drop a tag; an inline one that closes becomes a mark."""
    state.drop(match.start(), match.end(), gap(state.content, match))
    name = (match["open"] or match["close"]).lower()
    if name in syntax.BLOCK_TAGS:
        heading = match["open"] and _HEADING.fullmatch(name)
        state.cuts.append(Cut(match.start(), match.end(), int(name[1]) if heading else 0))
    kind = TAG_KINDS.get(name)
    if kind is None:
        return
    if match["open"]:
        state.tags[name].append((match.end(), _link_target(match["attributes"])))
    elif state.tags[name]:
        start, target = state.tags[name].pop()
        if kind != "link" or target is not None:
            state.mark(kind, start, match.start(), target if kind == "link" else None)


def gap(content: str, match: re.Match[str]) -> str:
    """One space for a tag that parts words and stands between two of them, else nothing."""
    name = (match["open"] or match["close"]).lower()
    if name != "br" and name not in syntax.BLOCK_TAGS:
        return ""
    before = content[match.start() - 1 : match.start()] or " "
    after = content[match.end() : match.end() + 1] or " "
    return "" if before.isspace() or after.isspace() else " "


def _link_target(attributes: str) -> str | None:
    for match in syntax.ATTRIBUTE.finditer(attributes):
        if match[1].lower() == "href":
            return clean(next((value for value in match.groups()[1:] if value is not None), ""))
    return None


_HIDDEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))


def _hidden(state: _Scan, at: int) -> int:
    """Drop a comment, an instruction or a declaration; what never ends stays as it stands."""
    for opening, closing in _HIDDEN:
        if not state.content.startswith(opening, at) or closing in state.missing:
            continue
        if opening == "<!" and not state.content[at + 2 : at + 3].isalpha():
            continue
        end = state.content.find(closing, at + len(opening))
        if end < 0:
            state.missing.add(closing)
        elif opening == "<![CDATA[":
            state.drop(at, at + len(opening))
            state.drop(end, end + len(closing))
            return end + len(closing)
        else:
            state.drop(at, end + len(closing))
            return end + len(closing)
    return at + 1


def _delimiter(state: _Scan, at: int) -> int:
    """A run of emphasis signs, to be paired later."""
    delimiter = run(state.content, at)
    if delimiter.opens or delimiter.closes:
        state.delimiters.append(delimiter)
    return delimiter.end


def _pair(state: _Scan, bottom: int) -> None:
    """Pair the delimiters from `bottom` on and take them off the stack."""
    for pair in pairs(state.delimiters[bottom:]):
        state.drop(pair.start - pair.width, pair.start)
        state.drop(pair.end, pair.end + pair.width)
        state.mark(pair.kind, pair.start, pair.end)
    del state.delimiters[bottom:]


_RULES: dict[str, Callable[[_Scan, int], int]] = {
    "\\": _escape,
    "`": _code,
    "*": _delimiter,
    "_": _delimiter,
    "~": _delimiter,
    "[": _open_bracket,
    "]": _close_bracket,
    "!": _bang,
    "<": _angle,
    "&": _entity,
}
