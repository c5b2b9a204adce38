"""Read case files: gold in plain text that a person can write and a diff can show.

Blocks stand between lines `---`. The first line of a block is `# its title`; then comes the
passage, exactly as in the text; then a line `=> zh | en | type | convention` for each gloss::

    # an acronym between head and gloss
    The World Health Organization (WHO) (世界卫生组织) sent a team.
    => 世界卫生组织 | World Health Organization (WHO) | org | paren

An empty `en` says that the head stands nowhere in the passage. Other heads that a fair scorer
accepts follow after `~`. `zh` and `en` mean their first occurrence, `en@2` the second. A blank in
them stands for any white space. A backslash before `|`, `~`, `@` or itself takes them literally; before
a line of the passage that starts with `---` or `=>` it marks it as text. A first block whose every line starts
with `#` is a comment on the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import regex

from annotate.errors import InputError
from annotate.evaluate.gold import (
    GoldGloss,
    GoldPassage,
    Place,
    convention,
    gloss_type,
    occurrence,
    plain_text,
)
from annotate.model import Span

SEPARATOR = "---"
ANSWER = "=>"
MOODS = ("wild", "synthetic", "negative", "known-failures")
FIELDS = 4

_FIELD = regex.compile(r"(?:[^\\|]|\\.)*")
_ALTERNATIVE = regex.compile(r"(?:[^\\~]|\\.)*")
_NUMBERED = regex.compile(r"(?P<wanted>(?:[^\\@]|\\.)*)@(?P<nth>[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class _Line:
    place: Place
    text: str


def read_cases(path: Path) -> tuple[GoldPassage, ...]:
    """The passages of one case file, or of all `*.txt` files of a folder, by name.

    The group is the file's stem; the genre is the stem without its mood (`wild-blogs`: `blogs`);
    an id is the stem and the title's words. `InputError` names the file, line and cure.
    """
    if path.is_dir():
        return tuple(passage for file in sorted(path.glob("*.txt")) for passage in read_cases(file))
    passages = tuple(_case(block) for block in _blocks(path))
    for identifier, count in Counter(passage.id for passage in passages).items():
        if count > 1:
            raise InputError(f"{path}: {count} cases make the id {identifier}; give each a title of its own")
    return passages


def _blocks(path: Path) -> Iterator[tuple[_Line, ...]]:
    numbered = enumerate(plain_text(path).split("\n"), start=1)
    lines = [_Line(Place(path, number), text) for number, text in numbered]
    first = True
    for separates, group in groupby(lines, key=lambda line: line.text == SEPARATOR):
        block = _without_blank_edges(list(group))
        if separates or not block:
            continue
        if not (first and all(line.text.startswith("#") for line in block)):
            yield block
        first = False


def _without_blank_edges(lines: list[_Line]) -> tuple[_Line, ...]:
    full = [number for number, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[full[0] : full[-1] + 1]) if full else ()


def _case(block: tuple[_Line, ...]) -> GoldPassage:
    title, body = block[0], block[1:]
    if not title.text.startswith("# "):
        raise title.place.error("a case starts with its title; write it as `# title`")
    passage = _without_blank_edges([line for line in body if not line.text.startswith(ANSWER)])
    answers = [line for line in body if line.text.startswith(ANSWER)]
    if not passage:
        raise title.place.error("the case has no passage; write it between the title and the answers")
    if answers and passage[-1].place.line > answers[0].place.line:
        raise passage[-1].place.error("text after an answer; put it before the first line with `=>`")
    text = "\n".join(_unescaped_line(line.text) for line in passage)
    glosses = tuple(sorted((_gloss(line, text) for line in answers), key=lambda gloss: gloss.zh))
    stem = title.place.path.stem
    return GoldPassage(f"{stem}.{_slug(title.text)}", text, glosses, group=stem, genre=_genre(stem))


def _unescaped_line(line: str) -> str:
    return line[1:] if line.startswith((f"\\{SEPARATOR}", f"\\{ANSWER}")) else line


def _slug(title: str) -> str:
    return "-".join(regex.findall(r"\w+", title.lower()))


def _genre(stem: str) -> str:
    for mood in MOODS:
        if stem.startswith(f"{mood}-"):
            return stem.removeprefix(f"{mood}-")
    return stem


def _gloss(line: _Line, text: str) -> GoldGloss:
    fields = [field.strip() for field in _split(_FIELD, line.text.removeprefix(ANSWER))]
    if len(fields) != FIELDS:
        raise line.place.error(f"{len(fields)} fields; write `=> zh | en | type | convention`")
    zh, heads, type_name, convention_name = fields
    if not zh:
        raise line.place.error("no Chinese; write it before the first `|`")
    return GoldGloss(
        _span(zh, text, line.place),
        tuple(_span(head, text, line.place) if head else None for head in _heads(heads)),
        gloss_type(type_name, line.place),
        convention(convention_name, line.place),
    )


def _heads(field: str) -> list[str]:
    return [head.strip() for head in _split(_ALTERNATIVE, field)]


def _split(part: regex.Pattern[str], line: str) -> list[str]:
    """`line` cut at the separators that `part` stops at; each piece still escaped."""
    pieces, position = [], 0
    while position <= len(line):
        match = part.match(line, position)
        end = match.end() if match else len(line)
        pieces.append(line[position:end])
        position = end + 1
    return pieces


def _span(field: str, text: str, place: Place) -> Span:
    numbered = _NUMBERED.fullmatch(field)
    wanted, nth = (numbered["wanted"], int(numbered["nth"])) if numbered else (field, 1)
    return occurrence(text, regex.sub(r"\\(.)", r"\1", wanted), nth, place)
