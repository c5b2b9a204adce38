"""What simpler ways of finding heads score, and what the best choice among our candidates would.

All but the oracle find glosses alike: brackets with Chinese in them. They differ in where they
look for the head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from annotate.evaluate.compare import han_strings
from annotate.evaluate.gold import GoldGloss, GoldPassage
from annotate.gloss import Resources, readings, resources
from annotate.gloss.edges import trim
from annotate.gloss.features import Reading
from annotate.gloss.rank import Model
from annotate.gloss.romanisation import Romaniser, letters
from annotate.model import Alignment, Gloss, Source, Span
from annotate.text import View

_BRACKET = regex.compile(r"[(（\[【]([^()（）\[\]【】]*\p{Han}[^()（）\[\]【】]*)[)）\]】]")
_WORD = regex.compile(r"[\p{Latin}\p{N}][\p{Latin}\p{M}\p{N}’'-]*")
_REACH = 300
"""How far before a bracket a head is looked for, in characters."""
_QUOTED = regex.compile(r"[“‘\"']([^“”‘’\"\n]+)[”’\"']\s*$")
_CAPITALISED = regex.compile(
    r"(?<![\p{Latin}’'-])\p{Lu}[\p{Latin}\p{N}’'.-]*(?:\s+(?:(?:of|the|and|for|in|on|to|de)\s+)*\p{Lu}[\p{Latin}\p{N}’'.-]*)*\s*$"
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The noun chunks and the named spans of a passage, in its own offsets."""

    chunks: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A bracket with Chinese in it, and what stands around it."""

    text: str
    zh: Span
    bracket: Span
    phrases: Phrases

    @property
    def floor(self) -> int:
        """Where looking for the head ends: far off, or at the line's start."""
        line = self.text.rfind("\n\n", 0, self.bracket.start) + 1
        return max(line, self.bracket.start - _REACH)


Find = Callable[[Site], Span | None]
"""The head of a site, or `None`."""


def glosses(text: str) -> Iterator[tuple[Span, Span]]:
    """Each bracket of `text` with Chinese in it: its first string of Chinese, and the whole bracket."""
    for match in _BRACKET.finditer(text):
        inside = han_strings(match[1])
        if inside:
            start = match.start(1)
            yield Span(start + inside[0].start, start + inside[0].end), Span(*match.span())


def without_glosses(text: str) -> View:
    """`text` with the brackets that hold Chinese lifted out, as an English tagger should read it."""
    return View.without(text, [bracket for _, bracket in glosses(text)])


def home(view: View, found: Phrases) -> Phrases:
    """Phrases of a view in the offsets of the text it was made from."""
    return Phrases(tuple(map(view.home, found.chunks)), tuple(map(view.home, found.names)))


# --- ways to find the head ----------------------------------------------------------------------


def last_token(site: Site) -> Span | None:
    """The last word before the bracket."""
    words = list(_WORD.finditer(site.text, site.floor, site.bracket.start))
    return Span(*words[-1].span()) if words else None


def noun_chunk(site: Site) -> Span | None:
    """The last noun chunk before the bracket."""
    return _last(site, site.phrases.chunks)


def named_entity(site: Site) -> Span | None:
    """The last named entity before the bracket."""
    return _last(site, site.phrases.names)


def _last(site: Site, spans: Iterable[Span]) -> Span | None:
    before = [span for span in spans if site.floor <= span.start and span.end <= site.bracket.start]
    return max(before, key=lambda span: span.end, default=None)


def capitalised_run(site: Site) -> Span | None:
    """The run of capitalised words that ends at the bracket."""
    match = _CAPITALISED.search(site.text, site.floor, site.bracket.start)
    return _stripped(site.text, Span(*match.span())) if match else None


def quotation(site: Site) -> Span | None:
    """The quotation that ends at the bracket."""
    match = _QUOTED.search(site.text, site.floor, site.bracket.start)
    return Span(*match.span(1)) if match else None


def cascade(site: Site) -> Span | None:
    """The quotation before the bracket, else the capitalised run, else the last noun chunk."""
    return quotation(site) or capitalised_run(site) or noun_chunk(site)


def _stripped(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip()))


def schwartz_hearst(romaniser: Romaniser) -> Find:
    """The algorithm of Schwartz and Hearst (2003), the Chinese taken for an abbreviation by its initials.

    https://psb.stanford.edu/psb-online/proceedings/psb03/schwartz.pdf: the characters of the short form
    are sought from right to left in the words before it, the first at a word's start. A Chinese
    character stands for the first letters of its readings. No match, no head.
    """

    def find(site: Site) -> Span | None:
        initials = [
            {spelling[0] for spelling in romaniser.of(character)} for character in site.zh.of(site.text)
        ]
        short = [found for found in initials if found]
        words = list(_WORD.finditer(site.text, site.floor, site.bracket.start))
        window = words[-min(len(short) + 5, 2 * len(short)) :] if short else []
        return _matched(site.text, Span(window[0].start(), window[-1].end()), short) if window else None

    return find


def _matched(text: str, window: Span, short: Sequence[set[str]]) -> Span | None:
    position = window.end
    for place in range(len(short) - 1, -1, -1):
        position -= 1
        while position >= window.start and not _stands(text, position, short[place], first=place == 0):
            position -= 1
        if position < window.start:
            return None
    return Span(position, window.end)


def _stands(text: str, position: int, initials: set[str], *, first: bool) -> bool:
    at_start = position == 0 or not text[position - 1].isalnum()
    return letters(text[position]) in initials and (at_start or not first)


# --- all of them --------------------------------------------------------------------------------


def methods(romaniser: Romaniser) -> Mapping[str, Find]:
    """Every way to find the head, by name."""
    return {
        "last token": last_token,
        "noun chunk": noun_chunk,
        "named entity": named_entity,
        "capitalised run": capitalised_run,
        "Schwartz–Hearst-like": schwartz_hearst(romaniser),
        "cascade": cascade,
    }


def align(text: str, find: Find, phrases: Phrases) -> tuple[Alignment, ...]:
    """The glosses in the brackets of `text`, with the heads that `find` gives."""
    return tuple(_alignment(zh, find(Site(text, zh, bracket, phrases))) for zh, bracket in glosses(text))


def _alignment(zh: Span, head: Span | None) -> Alignment:
    return Alignment(Gloss(zh, zh, "paren"), head)


def bare_resources() -> Resources:
    """The dictionary without a trained model."""
    return resources(_NO_MODEL)


_NO_MODEL = Model({}, {}, {})


def oracle(passage: GoldPassage, source: Source, given: Resources) -> tuple[Alignment, ...]:
    """The best that any choice could make of the pieces of Chinese and candidates we offer.

    `source` is the passage with its layout; spans are mapped by its `origin`.
    """
    gold = {gloss.zh: gloss for gloss in passage.glosses}
    found = (
        (gold.get(_home(source, reading, reading.site.zh)), reading) for reading in readings(source, given)
    )
    return tuple(_best(passage.text, source, gloss, reading) for gloss, reading in found if gloss is not None)


def _home(source: Source, reading: Reading, span: Span) -> Span:
    return source.origin.home(reading.scene.surface.view.home(span))


def _best(text: str, source: Source, gloss: GoldGloss, reading: Reading) -> Alignment:
    wanted = [trim(text, head) for head in gloss.heads]
    heads = [_home(source, reading, c.span) if c.span else None for c in reading.candidates]
    right = next((head for head in heads if trim(text, head) in wanted), None)
    return Alignment(Gloss(gloss.zh, gloss.zh, gloss.convention), right, gloss.type)
