"""Find the glosses of a source and align each with its head.

`surface` shows the text as a reader sees it, `find` the pieces of Chinese, `candidates` the English
spans that each could mean, `evidence` and `features` what speaks for them, `rank` the choice. A user's
`termbase` is evidence beside the dictionary's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from annotate.gloss import cross_encoder, dictionary, meaning, pretrained
from annotate.gloss.association import (
    in_lines,
    in_order,
    in_scripts,
    in_series,
    one_each,
    reconsidered,
    together,
)
from annotate.gloss.candidates import Candidate, candidates
from annotate.gloss.conventions import convention
from annotate.gloss.cross_encoder import CrossEncoder
from annotate.gloss.evidence import Evidence
from annotate.gloss.features import Features, Reading
from annotate.gloss.fields import record_fields
from annotate.gloss.find import Site, sites
from annotate.gloss.kind_features import kind_features
from annotate.gloss.kinds import context_features, in_company, kind_probabilities
from annotate.gloss.lexicon import Lexicon
from annotate.gloss.log_linear import Weights
from annotate.gloss.meaning import Encoder
from annotate.gloss.rank import (
    Choice,
    Model,
    choose,
    decided,
    doubtful,
    in_context,
    late_features,
    sureness,
    trained,
)
from annotate.gloss.romanisation import Romaniser
from annotate.gloss.scene import Scene
from annotate.gloss.sinosphere import Setting
from annotate.gloss.surface import surface
from annotate.gloss.termbase import FEATURE, NO_TERMS, WEIGHT, Termbase
from annotate.gloss.words import ARTICLES
from annotate.model import Alignment, Gloss, GlossType, Source, Span
from annotate.text import has_han

MAX_EXTENT = 200
"""A bracket longer than this (characters) is no gloss's own: only its Chinese is lifted out."""
KEPT = 256
"""For how many pieces of Chinese the evidence is kept."""
ASKED, SPARSE = 100, 150
"""Of so many sites of a text the cross-encoder is asked, or of one in so many characters where that is more: of the most
doubtful. A text that was made to keep us busy has more, or a long list of words."""
TOLD = 4
"""How many pieces of evidence an alignment names."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What finding and aligning need besides the text."""

    lexicon: Lexicon
    romaniser: Romaniser
    encoder: Encoder
    cross_encoder: CrossEncoder
    model: Model
    termbase: Termbase = NO_TERMS


@dataclass(frozen=True, slots=True)
class Verdict:
    """One candidate in an explanation."""

    head: Span | None
    """In `Source.text`."""
    place: str
    probability: float
    contributions: tuple[tuple[str, float], ...]
    """Each feature times its weight, the largest first."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one piece of Chinese was, or was not, aligned as it was."""

    zh: Span
    """In `Source.text`."""
    gloss: float
    """The probability that it is a gloss."""
    alignment: Alignment | None
    verdicts: tuple[Verdict, ...]
    """The candidates, the likeliest first."""
    decision: tuple[tuple[str, float], ...]
    """What spoke for and against its being a gloss."""


@cache
def resources(model: Model | None = None) -> Resources:
    """The dictionary, opened once, with `model`: by default the one that comes with the package."""
    lexicon = Lexicon()
    return Resources(lexicon, Romaniser(lexicon), Encoder(), cross_encoder.installed(), model or trained())


@lru_cache(maxsize=2)
def informed(given: Resources, termbase: Termbase) -> Resources:
    """`given` with a user's termbase as further evidence for heads; an empty one changes nothing."""
    if not termbase.renderings:
        return given
    heads = {**given.model.heads, FEATURE: WEIGHT}
    return replace(given, model=replace(given.model, heads=heads), termbase=termbase)


def knowledge() -> tuple[str, ...]:
    """The packages whose data decide heads beside the weights, as pip names them."""
    read = (pretrained.PACKAGE,) if cross_encoder.installed().available else ()
    return (dictionary.PACKAGE, meaning.PACKAGE, *read)


def readings(source: Source, given: Resources) -> Iterator[Reading]:
    """Each piece of Chinese of `source` with its candidates and evidence, in order."""
    if not has_han(source.text):
        return
    seen = surface(source)
    found = sites(seen, given.lexicon)
    scene = Scene.of(seen, found, given.lexicon.common)

    setting = Setting.of(seen.text, scene.words, found, given.romaniser)
    for site in found:
        evidence = _evidence(site.of(seen.text), given)
        record = record_fields(seen.text, site)
        heads = candidates(scene, site, evidence, record)
        yield Reading(scene, site, evidence, given.lexicon, heads, setting, record)


@lru_cache(maxsize=KEPT)
def _evidence(chinese: str, given: Resources) -> Evidence:
    """The evidence about `chinese`, which depends on nothing else: texts and corpora repeat their Chinese."""
    return Evidence(chinese, given.lexicon, given.romaniser, given.encoder, given.termbase)


def find_and_align(source: Source, termbase: Termbase = NO_TERMS) -> tuple[Alignment, ...]:
    """The glosses of `source` with their heads, in order; every span is in `Source.text`.

    Needs neither spaCy nor jieba. The Chinese half of a bilingual title is no gloss.
    """
    return predict(source, informed(resources(), termbase))


def predict(source: Source, given: Resources) -> tuple[Alignment, ...]:
    """`find_and_align` with given resources."""
    return decide(source, readings(source, given), given)


def decide(source: Source, found: Iterable[Reading], given: Resources) -> tuple[Alignment, ...]:
    """The glosses among the pieces of Chinese of `source` that `readings` gave, whatever model it was given."""
    titles = _titles(source)
    aligned = _alignments(choices(found, given), given)
    return tuple(a for a in aligned if a and not any(title.covers(a.gloss.span) for title in titles))


def choices(found: Iterable[Reading], given: Resources) -> list[tuple[Reading, Choice]]:
    """Each piece of Chinese of one text with what was chosen for it, in order."""
    pairs = [(reading, choose(reading, given.model)) for reading in found]
    pairs = list(_reconsidered_in_context(pairs, given))
    pairs = list(one_each(pairs, given.model))
    pairs = list(together(pairs, given.model.threshold))
    pairs = list(in_scripts(pairs, given.model.threshold))
    pairs = list(in_series(pairs, given.model.threshold))
    pairs = list(in_lines(pairs, given.model.threshold))
    pairs = list(in_order(pairs, given.model))  # after `together`, which makes glosses of a list's members
    return list(reconsidered(pairs, given.model.threshold))


def _reconsidered_in_context(
    pairs: Sequence[tuple[Reading, Choice]], given: Resources
) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, the doubtful ones after the cross-encoder was asked."""
    doubts = [index for index, (_, choice) in enumerate(pairs) if doubtful(choice)]
    if len(doubts) > ASKED:
        most = max(ASKED, len(pairs[0][0].text) // SPARSE)
        doubts = sorted(sorted(doubts, key=lambda index: sureness(pairs[index][1]))[:most])
    told = dict(zip(doubts, given.cross_encoder.judge([pairs[index][0] for index in doubts]), strict=True))
    for index, (reading, choice) in enumerate(pairs):
        judgement = told.get(index)
        yield reading, in_context(reading, choice, judgement, given.model) if judgement else choice


def explain(source: Source, termbase: Termbase = NO_TERMS) -> tuple[Explanation, ...]:
    """For each piece of Chinese of `source`, the candidates, the evidence for each, and the choice."""
    given = informed(resources(), termbase)
    titles = _titles(source)
    chosen = choices(readings(source, given), given)
    return tuple(
        _explanation(reading, choice, alignment, given)
        for (reading, choice), alignment in zip(chosen, _alignments(chosen, given), strict=True)
        if not any(title.covers(reading.scene.surface.view.home(reading.site.zh)) for title in titles)
    )


def _titles(source: Source) -> tuple[Span, ...]:
    return tuple(block.span for block in source.blocks if block.kind == "title-alt")


def _alignments(chosen: Sequence[tuple[Reading, Choice]], given: Resources) -> tuple[Alignment | None, ...]:
    """The alignment at each site of a text that counts as a gloss, else `None`."""
    kept = [(r, c) for r, c in chosen if c.gloss >= given.model.threshold]
    alone = [kind_probabilities(_kind_features(r, c), given.model.kinds) for r, c in kept]
    types = iter(in_company([r for r, _ in kept], alone))
    return tuple(
        _alignment(r, c, next(types), given) if c.gloss >= given.model.threshold else None for r, c in chosen
    )


def _kind_features(reading: Reading, choice: Choice) -> Features:
    """What tells the type of what was chosen."""
    features = kind_features(reading, reading.candidates[choice.best])
    return features | context_features(choice.judgement.kinds) if choice.judgement else features


def _alignment(reading: Reading, choice: Choice, kind: GlossType, given: Resources) -> Alignment:
    candidate = reading.candidates[choice.best]
    view = reading.scene.surface.view
    gloss = Gloss(
        span=view.home(reading.site.zh),
        extent=_extent(reading, reading.site, candidate),
        convention=convention(reading, candidate),
        lang=given.lexicon.script(reading.chinese),
    )
    return Alignment(
        gloss=gloss,
        head=reading.scene.surface.home(_outer(reading, choice.best)) if candidate.span else None,
        type=kind,
        confidence=round(choice.confidence, 4),
        evidence=_told(_weighed(reading, choice, choice.best), given.model),
    )


def _outer(reading: Reading, best: int) -> Span:
    """The head with its edges as the annotation rules want them.

    A capital article at a sentence's start stays outside, one in a marked title inside; the full
    stop of an abbreviation (Co., Ltd.) belongs to the name.
    """
    candidate, features = reading.candidates[best], reading.head_features[best]
    words = reading.scene.words.items[candidate.first : candidate.last]
    start, end = words[0].start, words[-1].end
    titled = "fills-quote" in features or "fills-emphasis" in features
    if words[0].lower in ARTICLES and len(words) > 1 and not titled:
        start = words[1].start
    if words[-1].lower in CLOSED and reading.text[end : end + 1] == ".":
        end += 1
    return Span(start, end)


CLOSED = frozenset({"ltd", "co", "inc", "corp", "jr", "sr", "bros", "llc"})
"""Abbreviations at the end of a name that keep their full stop."""


def _extent(reading: Reading, site: Site, candidate: Candidate) -> Span:
    """The bracket of the gloss, unless the head stands in it too or it is long; else the Chinese alone."""
    view, bracket = reading.scene.surface.view, site.bracket
    if bracket is None or bracket.close - bracket.open > MAX_EXTENT:
        return view.home(site.zh)
    whole = Span(bracket.open, bracket.close + 1)
    if candidate.span is not None and (candidate.span.overlaps(whole) or candidate.place == "none"):
        return view.home(site.zh)
    return view.home(whole)


def _weighed(reading: Reading, choice: Choice, index: int) -> Features:
    """All the features of a candidate that went into the choice."""
    return reading.head_features[index] | late_features(choice, index)


def _told(features: Features, model: Model) -> tuple[str, ...]:
    """The names of the features that spoke most for a candidate."""
    return tuple(name for name, weight in _contributions(features, model.heads)[:TOLD] if weight > 0)


def _contributions(features: Features, by: Weights) -> tuple[tuple[str, float], ...]:
    """What each feature adds to the score, the largest first."""
    parts = [(name, round(value * by.get(name, 0.0), 3)) for name, value in features.items()]
    return tuple(sorted((part for part in parts if part[1]), key=lambda part: -abs(part[1])))


def _explanation(
    reading: Reading, choice: Choice, alignment: Alignment | None, given: Resources
) -> Explanation:
    view = reading.scene.surface.view
    order = sorted(range(len(choice.shares)), key=lambda index: -choice.shares[index])
    verdicts = tuple(
        Verdict(
            reading.scene.surface.home(span) if (span := reading.candidates[index].span) else None,
            reading.candidates[index].place,
            choice.shares[index],
            _contributions(_weighed(reading, choice, index), given.model.heads),
        )
        for index in order
    )
    return Explanation(
        zh=view.home(reading.site.zh),
        gloss=choice.gloss,
        alignment=alignment,
        verdicts=verdicts,
        decision=_contributions(*decided(reading, choice, given.model)),
    )


__all__ = [
    "NO_TERMS",
    "Explanation",
    "Resources",
    "Termbase",
    "Verdict",
    "explain",
    "find_and_align",
    "informed",
    "knowledge",
    "predict",
    "readings",
    "resources",
]
