"""Markdown's inline structure: what of a block's content is markup, and what that markup means.

CommonMark's algorithm with delimiter and bracket stacks
(https://spec.commonmark.org/0.31.2/#phase-2-inline-structure), recording offsets instead of
building a tree. Every loop is bounded so that the whole is linear in the content.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html.entities import html5

from annotate.model import MarkupKind
from annotate.readers.markdown import syntax
from annotate.readers.markdown.tree import normalise

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
class _Delimiter:
    """A run of `*`, `_` or `~` of which `[start, end)` is not used yet."""

    start: int
    end: int
    character: str
    length: int
    opens: bool
    closes: bool


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
    delimiters: list[_Delimiter] = field(default_factory=list)
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


def _delimiter(state: _Scan, at: int) -> int:
    """A run of emphasis signs, to be paired later."""
    character = state.content[at]
    end = at + 1
    while state.content.startswith(character, end):
        end += 1
    if character == "~" and end - at != 2:  # noqa: PLR2004 -- GitHub's strikethrough has two tildes
        return end
    left, right = _flanks(state.content, at, end)
    opens, closes = left, right
    if character == "_":
        opens = left and (not right or _is_punctuation(state.content[at - 1]))
        closes = right and (not left or _is_punctuation(state.content[end]))
    if opens or closes:
        state.delimiters.append(_Delimiter(at, end, character, end - at, opens, closes))
    return end


def _flanks(content: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run is left-flanking and right-flanking."""
    before = content[start - 1] if start else " "
    after = content[end] if end < len(content) else " "
    left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
    right = not before.isspace() and (
        not _is_punctuation(before) or after.isspace() or _is_punctuation(after)
    )
    return left, right


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


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
    inline = _inline_target(state.content, at + 1)
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


def _inline_target(content: str, at: int) -> tuple[str, int] | None:
    """The target in `(target "title")` at `at`, and where that ends."""
    if not content.startswith("(", at):
        return None
    position = _skip(content, at + 1)
    if angled := syntax.LINK_ANGLED.match(content, position):
        target, position = angled[1], angled.end()
    else:
        end = _bare_end(content, position)
        if end is None:
            return None
        target, position = content[position:end], end
    spaced = _skip(content, position)
    title = syntax.LINK_TITLE.match(content, spaced) if spaced > position else None
    end = _skip(content, title.end()) if title else spaced
    return (clean(target), end + 1) if content.startswith(")", end) else None


def _skip(content: str, position: int) -> int:
    match = syntax.LINK_SPACE.match(content, position)
    return match.end() if match else position


def _bare_end(content: str, position: int) -> int | None:
    """Where a target without angle brackets ends; its parentheses must balance."""
    if content.startswith("<", position):
        return None
    depth = 0
    while match := syntax.LINK_BARE.match(content, position):
        depth += (match.group() == "(") - (match.group() == ")")
        if depth < 0 or depth > syntax.PARENTHESES:
            break
        position = match.end()
    return None if depth > 0 else position


def clean(target: str) -> str:
    """A link's target without backslash escapes and entities."""
    return syntax.ENTITY.sub(lambda match: entity(match) or match.group(), syntax.ESCAPE.sub(r"\1", target))


def entity(match: re.Match[str]) -> str | None:
    """The characters that an entity stands for, `None` when HTML knows no such name."""
    decimal, hexadecimal, name = match.groups()
    if name is not None:
        return html5.get(f"{name};")
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 -- Unicode's bounds


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


def _pair(state: _Scan, bottom: int) -> None:
    """Pair the delimiters from `bottom` on and take them off the stack."""
    openers: list[_Delimiter] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for delimiter in state.delimiters[bottom:]:
        while (
            delimiter.closes and delimiter.start < delimiter.end and _close(state, delimiter, openers, floors)
        ):
            pass
        if delimiter.opens and delimiter.start < delimiter.end:
            openers.append(delimiter)
    del state.delimiters[bottom:]


def _close(
    state: _Scan, closer: _Delimiter, openers: list[_Delimiter], floors: dict[tuple[str, bool, int], int]
) -> bool:
    """Pair `closer` with the nearest opener that fits; `floors` remember where none did."""
    key = (closer.character, closer.opens, closer.length % 3)
    for index in range(len(openers) - 1, floors.get(key, 0) - 1, -1):
        if _fits(openers[index], closer):
            _emphasise(state, openers[index], closer)
            height = index + (openers[index].start < openers[index].end)
            del openers[height:]
            for kind, floor in floors.items():
                floors[kind] = min(floor, height)
            return True
    floors[key] = len(openers)
    return False


def _fits(opener: _Delimiter, closer: _Delimiter) -> bool:
    if opener.character != closer.character:
        return False
    both = opener.closes or closer.opens
    return not (
        both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3)
    )


def _emphasise(state: _Scan, opener: _Delimiter, closer: _Delimiter) -> None:
    """Use up one or two signs of each side."""
    double = min(opener.end - opener.start, closer.end - closer.start) > 1
    width = 2 if double else 1
    state.drop(opener.end - width, opener.end)
    state.drop(closer.start, closer.start + width)
    kind: MarkupKind = "strike" if closer.character == "~" else "strong" if double else "emphasis"
    state.mark(kind, opener.end, closer.start)
    opener.end -= width
    closer.start += width


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
