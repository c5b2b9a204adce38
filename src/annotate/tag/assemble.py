"""One document from what each tagger read: tokens, sentences and mentions over the whole source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from annotate.model import Document, Span, Token
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag.mentions import Reading, find, settled
from annotate.tag.passages import lifted, merged, noise, passages
from annotate.tag.sentences import Boundary, chinese_boundaries, english_boundaries, hulls, sentences
from annotate.tag.tokens import chinese_stretches, plain, split_at, uncovered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from annotate.model import Alignment, Source
    from annotate.tag.passages import Passage

Pair = tuple["Source", tuple["Alignment", ...]]

DOCUMENTS = 8
"""How many documents are read together: 4 to 8 were fastest, and more cost memory."""


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with what its tagger found, brought home to `Source.text`."""

    passage: Passage
    tokens: tuple[Token, ...]
    boundaries: tuple[Boundary, ...]
    names: tuple[tuple[Span, str], ...]


def tag(
    source: Source,
    alignments: tuple[Alignment, ...],
    *,
    english: en.English | None,
    chinese: zh.Chinese,
) -> Document:
    """The document with sentences, tokens and mentions (unlinked: the register links them).

    Without `english` sentences end by a plain rule and tokens carry no part of speech.
    """
    return next(tag_many([(source, alignments)], english=english, chinese=chinese))


def tag_many(pairs: Iterable[Pair], *, english: en.English | None, chinese: zh.Chinese) -> Iterator[Document]:
    """`tag` over many sources, in order, a few at a time through spaCy's pipe."""
    waiting = iter(pairs)
    while batch := list(islice(waiting, DOCUMENTS)):
        cut = [passages(source, alignments) for source, alignments in batch]
        prose = (p.view.text for document in cut for p in document if p.kind == "english")
        readings = en.read(english, prose) if english else None
        for (source, alignments), document in zip(batch, cut, strict=True):
            yield _document(source, alignments, [_english(source, p, readings) for p in document], chinese)


def _english(source: Source, passage: Passage, readings: Iterator[en.Reading] | None) -> Read:
    if passage.kind != "english":
        return Read(passage, (), (), ())
    if readings is None:
        tokens = tuple(plain(passage.view.text, Span(0, len(passage.view.text)), tagged=False))
        return Read(passage, _home(passage, tokens), tuple(english_boundaries(source.text, passage.span)), ())
    reading = next(readings)
    starts = [passage.view.home(s) for s in reading.sentences]
    boundaries = tuple(Boundary(a.end, b.start) for a, b in pairwise(starts))
    names = tuple((passage.view.home(span), label) for span, label in reading.names)
    return Read(passage, _home(passage, reading.tokens), boundaries, names)


def _home(passage: Passage, tokens: Sequence[Token]) -> tuple[Token, ...]:
    places = passage.view.homes(token.span for token in tokens)
    return tuple(token.at(place) for token, place in zip(tokens, places, strict=True))


def _document(
    source: Source, alignments: tuple[Alignment, ...], reads: list[Read], chinese: zh.Chinese
) -> Document:
    names = tuple(name for read in reads for name in read.names)
    flags = tuple(zh.flag(chinese, alignment.gloss.span.of(source.text)) for alignment in alignments)
    typed = settled(source, alignments, names=names, flags=flags)
    tokens, spans = _words_and_sentences(source, typed, reads, chinese)
    areas = tuple(_areas(reads, lifted(source.text, typed)))
    mentions = find(Reading(source, typed, tokens, spans, names, areas, tuple(noise(source.text))))
    return Document(source, typed, spans, tokens, mentions)


def _words_and_sentences(
    source: Source, alignments: tuple[Alignment, ...], reads: list[Read], chinese: zh.Chinese
) -> tuple[tuple[Token, ...], tuple[Span, ...]]:
    glosses = merged(alignment.gloss.span for alignment in alignments)
    words = partial(zh.words, chinese, lexicon=zh.lexicon(source.text, alignments))
    whole = hulls(alignments)
    tokens: list[Token] = []
    spans: list[Span] = []
    for read in reads:
        area = read.passage.span
        tokens.extend(_tokens(source.text, read, _inside(glosses, area), words))
        spans.extend(_sentences(source.text, read, _inside(whole, area)))
    return tuple(tokens), tuple(spans)


def _areas(reads: list[Read], extents: list[Span]) -> Iterator[Span]:
    for read in reads:
        if read.passage.kind == "english":
            yield from uncovered(read.passage.span, _inside(extents, read.passage.span))


def _inside(spans: list[Span], area: Span) -> list[Span]:
    """Those of the ascending `spans` that begin in `area`."""
    return spans[bisect_left(spans, Span(area.start, 0)) : bisect_left(spans, Span(area.end, 0))]


def _sentences(text: str, read: Read, whole: list[Span]) -> Iterator[Span]:
    boundaries: Iterable[Boundary] = read.boundaries
    if read.passage.kind == "chinese":
        boundaries = chinese_boundaries(text, read.passage.span)
    return sentences(text, read.passage.span, boundaries, whole)


def _tokens(
    text: str, read: Read, glosses: list[Span], words: Callable[[str], Iterator[Token]]
) -> Iterator[Token]:
    """The tokens of one passage in order: what the English tagger read, Chinese words, and the rest."""
    area = read.passage.span
    if read.passage.kind == "raw":
        return plain(text, area, tagged=False)
    chinese = [area] if read.passage.kind == "chinese" else chinese_stretches(text, area, glosses)
    found = [*split_at(read.tokens, chinese), *(t for part in chinese for t in _words(text, part, words))]
    found.sort(key=_place)
    rest = uncovered(area, [token.span for token in found])
    found.extend(token for part in rest for token in plain(text, part))
    found.sort(key=_place)
    return iter(found)


def _place(token: Token) -> tuple[int, int]:
    """For sorting: pairs compare a good deal faster than spans."""
    return token.span.start, token.span.end


def _words(text: str, part: Span, words: Callable[[str], Iterator[Token]]) -> Iterator[Token]:
    for token in words(part.of(text)):
        yield token.at(Span(part.start + token.span.start, part.start + token.span.end))
