"""Front matter: the few lines of YAML before the text that many tools write.

Only the flat part of YAML that such headers use is understood; whatever else stands there stays
in the text as it is and is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.model import Metadata

_FENCED = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(?P<body>(?:(?!(?:---|\.\.\.)[ \t]*(?:[\r\n]|$))[^\r\n]*(?:\r\n?|\n))*)(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)"
)
_ENTRY = re.compile(
    r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>\S[^\r\n]*))?[ \t]*(?=[\r\n]|$)", re.MULTILINE
)
_LIST_ITEM = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*-[ \t]+(\S[^\r\n]*)")
_FOLDED = re.compile(r"[>|][+-]?")
_FOLDED_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]+(\S[^\r\n]*)")
_COMMENT = re.compile(r"\s#.*$")
_ESCAPED = re.compile(r"\\(.)")

_KEYS = {
    "title": "title",
    "title_zh": "title_zh",
    "title_cn": "title_zh",
    "chinese_title": "title_zh",
    "author": "author",
    "authors": "author",
    "author_zh": "author_zh",
    "translator": "translator",
    "translators": "translator",
    "date": "date",
    "published": "date",
    "url": "url",
    "source": "url",
    "source_url": "url",
    "sourceurl": "url",
    "original": "url",
    "link": "url",
    "licence": "licence",
    "license": "licence",
}
"""The keys of front matter, lower case, and the field of `Metadata` that each fills."""


def find(text: str) -> tuple[int, int, int] | None:
    """Where front matter stands: the start and end of its lines, and the end of its fence."""
    match = _FENCED.match(text)
    if match is None or (match["body"].strip() and not _ENTRY.search(match["body"])):
        return None
    return match.start("body"), match.end("body"), match.end()


def read(body: str) -> Metadata:
    """The metadata in the lines of front matter."""
    found: dict[str, str] = {}
    for match in _ENTRY.finditer(body):
        field = _KEYS.get(match["key"].lower().replace("-", "_").replace(" ", "_"))
        value = _value(body, match) if field else ""
        if field and value and (field != "url" or value.startswith("http")):
            found.setdefault(field, value)
    return Metadata(**found)


def _value(body: str, match: re.Match[str]) -> str:
    """What stands behind a key, on its line or on the lines below."""
    value = match["value"]
    if not value:
        return ", ".join(_scalar(line) for line in _below(_LIST_ITEM, body, match.end()))
    if _FOLDED.fullmatch(value.strip()):
        return " ".join(line.strip() for line in _below(_FOLDED_LINE, body, match.end()))
    return _scalar(value)


def _below(rule: re.Pattern[str], body: str, position: int) -> Iterator[str]:
    """What `rule` finds on the lines that follow, as long as it matches."""
    while match := rule.match(body, position):
        yield match[1]
        position = match.end()


def _scalar(value: str) -> str:
    """A YAML scalar, quoted or bare, or the items of a list in brackets."""
    value = value.strip()
    if value[0] == '"' and value[-1] == '"' and len(value) > 1:
        return _ESCAPED.sub(r"\1", value[1:-1])
    if value[0] == "'" and value[-1] == "'" and len(value) > 1:
        return value[1:-1].replace("''", "'")
    if value[0] == "[" and value[-1] == "]":
        return ", ".join(_scalar(item) for item in value[1:-1].split(",") if item.strip())
    return _COMMENT.sub("", value).rstrip()
