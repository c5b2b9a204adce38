"""The inline markup that a plain text still carries from its page, and what a reader sees in its place.

Markdown, HTML, AsciiDoc, reStructuredText, LaTeX, Org and MediaWiki, told by shape alone: one text often mixes
several of them. Addresses count as markup, and so do paths and the names of files that hold Chinese: they are
there to be followed, not to be read as words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

import regex

from annotate.model import OffsetMap, Span
from annotate.text import View

# In this order of precedence. Each pattern is linear: every open-ended repetition is bounded. Most places of a text
# begin no markup, which the first characters of a group of patterns tell at once: half the time that one long list takes.
_MARKUP = regex.compile(
    r"""
      ^(?P<lead>[ \t]*(?:={1,6}|\#{1,6}|\*{1,6}|[+-]|>)[ \t]+)   # before `strong`: a bullet emphasises nothing
    | (?=[]<\[{}!\\~&`*_'>^:\u00ad\u200b\u2060\ufeff])(?:
          (?P<hidden><!--[^<>]{0,400}-->|<(?:rt|rp)\b[^<>]{0,80}>[^<>]{0,80}</(?:rt|rp)>|<ref\b[^<>/]{0,200}>[^<>\p{Han}]{0,500}</ref>)
        | (?P<line><(?i:br|hr|dt|dd|/?(?:p|li|tr|div|h[1-6]|[uod]l|table|blockquote|(?:fig)?caption))(?=[\s/>])[^<>\n]{0,400}>)
        | (?P<cell><(?i:t[dh])(?=[\s/>])[^<>\n]{0,400}>)
        | (?P<autolink><https?://[^<>\s]{1,2000}>)
        | (?P<html><(?![^<>=\"'\n]{0,60}\p{Han}[^<>=\"'\n]{0,60}>|[A-Z][a-z]{1,20}(?:[ ][a-z]{1,4}){0,2}[ ][A-Z][a-z]{1,20}[ >])/?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\n)){0,400}>)
        | (?P<anchor>^\[\[[\w-]{1,80}\]\](?=\n[=.]))          # AsciiDoc [[id]] over a heading
        | (?P<wiki>\[\[(?:[^\[\]|\n]{1,120}\|){0,6}(?!\d{1,3}\])(?=[^\[\]|\n]{1,300}\]\](?!\())   # [[page|text]]
            |\[\[[^\[\]\n]{1,600}\]\[(?=[^\[\]\n]{1,300}\]\]))        # Org [[url][text]]
        | (?P<template>\{\{(?:lang|transl|linktext)\|(?:[\w-]{2,12}\|){0,2}(?=[^{}|\n]{1,200}\}\}))   # {{lang|zh|text}}
        | (?P<edge>\]\]|\}\})                                         # kept when no `wiki` or `template` is open
        | (?P<xref><<[^<>,\n]{1,100},)                                # AsciiDoc <<anchor,text>>
        | (?P<xref_edge><<(?=[^<>\n]{1,100}>>)|(?<=[^>])>>)
        | (?P<target>\]\((?:[^()\s]|\([^()\s]{0,200}\)|[ ](?=["'/%{}\w-])){0,2000}\))   # Markdown ](url)
        | (?P<image>!(?=\[[^\[\]\n]{0,300}\]\())
        | (?P<caret>\^(?=\](?!\()))                                   # AsciiDoc url[text^]
        | (?P<href>\\href\{[^{}\n]{1,1000}\}\{)
        | (?P<cite>~?\\(?:[a-z]{0,8}cite[a-z]{0,8}|label|ref|pageref)\*?(?:\[[^\[\]\n]{0,100}\]){0,2}\{[^{}\n]{0,200}\})
        | (?P<begin>\\(?:begin|end)\{[^{}\n]{1,30}\}(?:\{[^{}\n]{0,20}\}){0,2})
        | (?P<aside>\\footnote\{)
        | (?P<description>\\item\[(?=[^\[\]\n]{3,80}\]))              # \item[term], shown as “term:”
        | (?P<control>\\(?:item|h?fill|q?quad|noindent|par|(?:small|med|big)skip|newline|linebreak|centering)\b(?:\[[^\[\]\n]{0,40}\])?)
        | (?P<command>\\[A-Za-z]{2,20}\*?\{|\{\\(?:it|em|bf|sc)\b[ ]?)
        | (?P<note>\\?\[\^?\d{1,3}\\?\]|\[\^[\w-]{1,40}\])            # footnote marks
        | (?P<escape>\\(?=[\[\]()*_#.`"'<>|!~&%$-]))
        | (?P<entity>&(?:[A-Za-z]{2,8}|\#\d{1,6}|\#[xX][0-9A-Fa-f]{1,5});)
        | (?P<soft>[\u00ad\u200b\u2060\ufeff])                          # no width: hyphens and spaces that lines may break at
        | (?P<role>(?<![\w:]):(?:term|ref|doc|numref|any|emphasis|strong|title|abbr|dfn|index):`)   # of reStructuredText
        | (?P<rst>`_{1,2}(?!\w))
        | (?P<said>``(?=(?:[^`'\n]|\n(?!\n)|'(?!')){1,300}''))        # LaTeX ``text''
        | (?P<ticks>'{2,5})                                           # … its end, or MediaWiki ''text''
        | (?P<strong>\*{1,3}|_{2,3}|~~|(?<![A-Za-z0-9\\])_|_(?![A-Za-z0-9]))
        | (?P<tick>`{1,3})
      )
    | (?=[fhilmwx{])(?:
          (?P<footnote>(?:\{empty\})?\bfootnote:(?=\[))
        | (?P<macro>(?:https?|ftp|file)://?[^\s\[\]<>（）]{1,2000}?(?=\[)     # AsciiDoc url[text]
            |\b(?:image|link|xref|mailto)::?[^\s\[\]<>（）]{1,500}?(?=\[))
        | (?P<url>(?:https?|ftp)://[^\s<>\[\]，。；（）“”《》]{1,2000}|\bwww\.[^\s<>\[\]（）]{3,500})
      )
    | (?P<path>(?<![\w/~.:-])(?<![\p{L}:]\d\][ ])(?=[^\s<>\[\](){}，。；：（）“”《》"'`|]{0,200}\p{Han})   # /srv/照片, ~/照片, assets/照片/old
        (?:(?:~|\.{1,2}|[A-Z]:)/|/(?=[a-z0-9_.-]{1,40}/)|(?:[a-z0-9_.-]{1,40}/){2}(?=[^\s/]{1,80}/))
        [^\s<>\[\](){}，。；：（）“”《》"'`|]{1,200}(?<![.,;:!?]))
    | (?P<file>(?<![\w.])(?=[\w-]{0,80}\p{Han})[\w-]{1,80}\.(?!\p{Lu}\p{Ll})(?i:pdf|docx?|xlsx?|pptx?|txt|md|csv|json|xml|html?|ya?ml|toml|log|py|js|sh|jpe?g|png|gif|svg|zip|epub|mp[34]|srt|[ot]tf)\b)
    """,
    regex.VERBOSE | regex.MULTILINE,
)
"""What stands in angle brackets and is Chinese, or a name of several words (<Book of Rites>), is no tag."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of markup and the one character, or none, that a reader sees in its place."""

    kind: str
    span: Span
    shown: str = ""


def marks(text: str) -> list[Mark]:
    """The markup of `text`, in order."""
    return [*_closed(_entities(_marks(text)), text)]


def _marks(text: str) -> Iterator[Mark]:
    shown = {"line": "\n", "cell": "|", "said": "“", "aside": "("}
    for match in _MARKUP.finditer(text):
        kind = match.lastgroup or ""
        yield Mark(kind, Span(*match.span()), match[0] if kind == "entity" else shown.get(kind, ""))


def _entities(found: Iterable[Mark]) -> Iterator[Mark]:
    """Each entity with the character that it stands for; one that stands for none is text."""
    for mark in found:
        if mark.kind != "entity":
            yield mark
        elif len(character := unescape(mark.shown)) == 1:
            shown = {"\u00a0": " ", "\u00ad": ""}.get(character, character)
            yield Mark("entity", mark.span, shown)


def _closed(found: Iterable[Mark], text: str) -> Iterator[Mark]:
    """The marks without closing ones that close nothing; a closing `''` ends a LaTeX quotation or emphasises."""
    said, open_ = False, ""
    for mark in found:
        if mark.kind == "said":
            said = True
        if mark.kind in {"wiki", "template"}:
            open_ = {"[": "]]", "{": "}}"}[text[mark.span.start]]
        if mark.kind == "edge":
            closes, open_ = open_ == mark.span.of(text), ""
            if closes:
                yield mark
        elif mark.kind == "ticks" and said:
            said = False
            yield Mark("said", mark.span, "”")
        else:
            yield Mark("strong", mark.span) if mark.kind == "ticks" else mark


def braced(text: str, found: list[Mark]) -> list[Span]:
    r"""The text of each LaTeX command (`\emph{text}`, `{\it text}`), up to its closing brace."""
    opened = {_brace(mark, text): mark.span.end for mark in found if mark.kind in _BRACED}
    stack: list[int] = []
    spans: list[Span] = []
    for match in regex.finditer(r"(?<!\\)\}|\{", text) if opened else ():
        if match[0] == "{":
            stack.append(opened.get(match.start(), -1))
        elif stack and (start := stack.pop()) >= 0:
            spans.append(Span(start, match.start()))
    return spans


_BRACED = frozenset({"command", "href", "aside"})


def _brace(mark: Mark, text: str) -> int:
    r"""Where the opening brace of a command stands: `{` of `{\it `, else its last character."""
    return mark.span.start if text[mark.span.start] == "{" else mark.span.end - 1


def shown(text: str, lifted: Iterable[tuple[Span, str]]) -> View:
    """`text` with each span replaced by its character, or by nothing; where spans overlap the first one counts."""
    parts: list[str] = []
    segments: list[tuple[int, int]] = []
    wide: list[tuple[int, int]] = []
    length = position = 0
    for span, character in (*sorted(lifted), (Span(len(text), len(text)), "")):
        pieces = [(position, text[position : span.start])] if span.start > position else []
        if character and span.start >= position:
            pieces.append((span.start, character))
            wide += [(length + max(span.start - position, 0), len(span))] if len(span) > 1 else []
        for base, piece in pieces:
            segments.append((length, base))
            parts.append(piece)
            length += len(piece)
        position = max(position, span.end)
    return View("".join(parts), OffsetMap(tuple(segments) or ((0, 0),), tuple(wide)))
