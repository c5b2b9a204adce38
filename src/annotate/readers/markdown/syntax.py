"""The rules of Markdown as facts: CommonMark 0.31 and, from GitHub's dialect, tables and footnotes.

https://spec.commonmark.org/0.31.2/ and https://github.github.com/gfm/. Every pattern is written
so that it cannot scan far twice: quantifiers are possessive or bounded.
"""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n?|\n")

QUOTE = ">"
ATX = re.compile(r"(#{1,6})(?:[ \t]++|$)")
FENCE = re.compile(r"(`{3,}+)(?=[^`]*+$)|(~{3,}+)")
THEMATIC = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
SETEXT = re.compile(r"(?:(=++)|-++)[ \t]*+$")
ITEM = re.compile(r"(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)")
NOTE = re.compile(r"\[\^([^\]\[\s]{1,99})\]:[ \t]*+")
DELIMITER_ROW = re.compile(
    r"(?!-[ \t])\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+$"
)
CELL_END = re.compile(r"\\.|\|", re.DOTALL)

_ATTRIBUTE = (
    r"""(?:[ \t\n]++[A-Za-z_:][\w:.-]*+(?:[ \t\n]*+=[ \t\n]*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+)"""
)
OPEN_TAG = rf"<(?P<open>[A-Za-z][A-Za-z0-9-]*+)(?P<attributes>{_ATTRIBUTE}*+)[ \t\n]*+/?>"
CLOSE_TAG = r"</(?P<close>[A-Za-z][A-Za-z0-9-]*+)[ \t\n]*+>"
TAG = re.compile(rf"{OPEN_TAG}|{CLOSE_TAG}")
ATTRIBUTE = re.compile(r"""([\w:.-]++)[ \t\n]*+=[ \t\n]*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""")

AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++)>")
ENTITY = re.compile(r"&(?:#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}))|([A-Za-z][A-Za-z0-9]{1,31}));")

BLOCK_TAGS = frozenset(
    """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div
    dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend
    li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot
    th thead title tr track ul""".split()
)
"""Tags that start an HTML block of the sixth kind."""

HTML_BLOCKS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=[ \t>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{'|'.join(sorted(BLOCK_TAGS))})(?=[ \t]|/?>|$)", re.IGNORECASE), None),
)
"""How the kinds of HTML block start, and what ends them (a blank line where there is nothing)."""

HTML_LONE_TAG = re.compile(rf"(?:{OPEN_TAG}|{CLOSE_TAG})[ \t]*+$")
"""The seventh kind, which cannot interrupt a paragraph."""

_TITLE = r"""(?:"(?:[^"\\]|\\.){0,999}+"|'(?:[^'\\]|\\.){0,999}+'|\((?:[^()\\]|\\.){0,999}+\))"""
DEFINITION = re.compile(
    rf"""\[(?P<label>(?!\^)(?:[^\[\]\\]|\\.){{1,999}}+)\]:[ \t]*+\n?[ \t]*+
    (?:<(?P<angled>(?:[^<>\n\\]|\\.)*+)>|(?P<bare>[^\s<]\S*+))
    (?:(?:[ \t]++\n?|\n)[ \t]*+{_TITLE}(?=[ \t]*+(?:\n|$)))?+
    [ \t]*+(?:\n|$)""",
    re.VERBOSE | re.DOTALL,
)

LINK_SPACE = re.compile(r"[ \t]*+\n?[ \t]*+")
LINK_ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
LINK_BARE = re.compile(r"(?:[^\s\\()\x00-\x20]|\\.)++|\\|[()]")
LINK_TITLE = re.compile(r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))""", re.DOTALL)
LINK_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
NOTE_REFERENCE = re.compile(r"\[\^([^\]\[\s]{1,99})\]")
PARENTHESES = 32
"""How deep parentheses may nest in a link's target (the limit of the reference implementation)."""

ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
