"""What a text teaches about its own Chinese: a piece that is surely rendered in one place tells of the others.

What it is rendered by renders nothing else; then it tells of the other forms in its bracket, and of
the same Chinese elsewhere.

The same Chinese in another neighbourhood is the evidence that Lin, Zhao, Van Durme and Paşca, "Mining
parenthetical translations from the web by word alignment" (ACL 2008,
https://aclanthology.org/P08-1113), draw on over a whole corpus; here within one text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from annotate.gloss.features import Reading
from annotate.gloss.rank import Choice, Model, among, narrowed
from annotate.gloss.termbase import wording
from annotate.gloss.wordlists import numbered, word_line
from annotate.model import Span

SURE, DOUBTFUL = 0.8, 0.6
"""From this confidence on a head teaches; below that one it is taught."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a text surely says of one piece of Chinese."""

    renderings: dict[tuple[str, ...], float] = field(default_factory=dict)
    """Each with the confidence it was found with."""
    heads: set[Span] = field(default_factory=set)
    """Where they stand: the Chinese that comes again has another head, or none."""


_FORMS = regex.compile(r"(?:[\p{Han}〇々·\s,，、;；/／|“”]|\b(?:or|and)\b)+")
"""What a bracket holds that lists forms of one name, or names, and nothing else."""


def one_each(pairs: Sequence[tuple[Reading, Choice]], by: Model) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, where no expression renders two pieces of Chinese.

    The nearer piece has it, of two as near the surer. The other takes the likeliest candidate elsewhere,
    or is no gloss. Forms of one name do share a head: they stand in one bracket, or differ in script alone.
    """
    claims: defaultdict[Span, list[tuple[int, float, Reading]]] = defaultdict(list)
    for reading, choice in pairs:
        candidate = reading.candidates[choice.best]
        if choice.gloss >= by.threshold and candidate.span:
            gap = _gap(candidate.span, reading.site.zh)
            claims[candidate.span].append((gap, -choice.confidence, reading))
    owners = {span: min(those, key=lambda claim: claim[:2])[2] for span, those in claims.items()}
    for reading, choice in pairs:
        span = reading.candidates[choice.best].span
        owner = owners.get(span) if span and choice.gloss >= by.threshold else None
        if span and owner and not _same_name(reading, owner):
            others = {i for i, candidate in enumerate(reading.candidates) if candidate.span != span}
            yield reading, among(reading, choice, others, by)
        else:
            yield reading, choice


def in_order(pairs: Sequence[tuple[Reading, Choice]], by: Model) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, where two that share English stand in a list that answers to a list item by item.

    In “Party A and Party B (甲方、乙方)” no item renders both; each then has the likeliest head in its own item,
    and is as likely a gloss as before.
    """
    lists: defaultdict[int, list[tuple[Reading, Choice]]] = defaultdict(list)
    for reading, choice in pairs:
        if reading.site.bracket and reading.answers.items and choice.gloss >= by.threshold and reading.parted:
            lists[reading.site.bracket.open].append((reading, choice))
    crossed = {open_ for open_, members in lists.items() if _overlap(members)}
    for reading, choice in pairs:
        bracket, (items, own, _) = reading.site.bracket, reading.answers
        if not (bracket and items and bracket.open in crossed):
            yield reading, choice
            continue
        own_item = {i for i, c in enumerate(reading.candidates) if c.span and items[own].covers(c.span)}
        possible = sum(choice.shares[i] for i in own_item) >= POSSIBLE
        yield reading, narrowed(choice, own_item) if possible else choice


POSSIBLE = 0.01
"""With less probability than this a candidate is not the head, whatever the order or the other script say."""


def _overlap(members: Sequence[tuple[Reading, Choice]]) -> bool:
    """Whether the heads of two members of a list have English in common."""
    spans = sorted(span for reading, choice in members if (span := reading.candidates[choice.best].span))
    return any(one.overlaps(other) for one, other in pairwise(spans))


def _gap(one: Span, other: Span) -> int:
    """How many characters stand between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)


def _same_name(one: Reading, other: Reading) -> bool:
    """Whether two pieces of Chinese may be forms of one name."""
    if one.site.bracket and one.site.bracket == other.site.bracket:
        return True
    return one.lexicon.simple(one.chinese) == one.lexicon.simple(other.chinese)


def together(pairs: Sequence[tuple[Reading, Choice]], threshold: float) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, where the forms that fill a bracket (拜灯, 白等, 败蹬) are glosses all or none.

    The surest of them speaks for the others; what answers to no item of a list has its head.
    """
    filled: dict[int, bool] = {}
    surest: dict[int, tuple[Reading, Choice]] = {}
    for reading, choice in pairs:
        if bracket := reading.site.bracket:
            if bracket.open not in filled:
                inside = _FORMS.fullmatch(reading.text, bracket.open + 1, bracket.close)
                filled[bracket.open] = inside is not None
            other = surest.get(bracket.open)
            if filled[bracket.open] and (other is None or choice.confidence > other[1].confidence):
                surest[bracket.open] = reading, choice
    for reading, choice in pairs:
        lead = surest.get(reading.site.bracket.open) if reading.site.bracket else None
        follows = lead is not None and lead[1].gloss >= threshold > choice.gloss
        yield reading, _following(reading, choice, *lead) if lead and follows else choice


def _following(reading: Reading, choice: Choice, first: Reading, surest: Choice) -> Choice:
    """`choice` as a gloss, with the head of the `surest` form unless it answers to an item of a list."""
    head = first.candidates[surest.best].span
    if reading.answers.items:
        return replace(choice, gloss=surest.gloss)
    same = next((i for i, candidate in enumerate(reading.candidates) if candidate.span == head), choice.best)
    return replace(choice, best=same, gloss=surest.gloss)


def in_scripts(pairs: Sequence[tuple[Reading, Choice]], threshold: float) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, where one name in both scripts in one bracket has one head, that of its first form.

    Shuanglin (simplified Chinese: 双林镇; traditional Chinese: 雙林鎮; pinyin: …).
    """
    first: dict[tuple[int, str], Span] = {}
    for reading, choice in pairs:
        bracket, span = reading.site.bracket, reading.candidates[choice.best].span
        if bracket is None or choice.gloss < threshold:
            yield reading, choice
            continue
        head = (
            first.setdefault((bracket.open, reading.lexicon.simple(reading.chinese)), span) if span else None
        )
        same = {
            i for i, c in enumerate(reading.candidates) if c.span == head and choice.shares[i] >= POSSIBLE
        }
        yield reading, narrowed(choice, same) if head and head != span and same else choice


def in_series(pairs: Sequence[tuple[Reading, Choice]], threshold: float) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, where what is said of a series of Chinese in one way is glosses all or none.

    手 and 口 are hand and mouth; 马 = horse, 妈 = mum. The surest speaks for the others, each of which has its own head.
    """
    surest: defaultdict[tuple[object, ...], float] = defaultdict(float)
    for reading, choice in pairs:
        if series := _series(reading, choice):
            surest[series] = max(surest[series], choice.gloss)
    for reading, choice in pairs:
        series = _series(reading, choice)
        follows = series is not None and surest[series] >= threshold > choice.gloss >= UNLIKELY
        yield reading, replace(choice, gloss=surest[series]) if series and follows else choice


UNLIKELY = 0.15
"""What is less likely a gloss than this is none, whatever stands beside it: a label, somebody's name as a credit."""


def _series(reading: Reading, choice: Choice) -> tuple[object, ...] | None:
    """What the Chinese has in common with the others of its series: the items that answer, or the mark before each head."""
    span, zh = reading.candidates[choice.best].span, reading.site.zh
    if span is None or reading.site.bracket:
        return None
    items, own, _ = reading.answers
    if items:
        return items if items[own].covers(span) else None
    equates = _EQUATES.fullmatch(reading.text, zh.end, span.start) if span.start > zh.end else None
    return (reading.block, equates[1]) if equates else None


_EQUATES = regex.compile(r"[\"”’']?\s?([=→])\s?[\"“‘']?")
"""What stands between Chinese and its head in an equation."""


def in_lines(pairs: Sequence[tuple[Reading, Choice]], threshold: float) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, where lines of one form (“cadre: 干部”) are a list of words.

    Where most of some lines are glosses with their heads in them, all are, and none has its head in another line.
    """
    lines = [word_line(reading) for reading, _ in pairs]
    lists = numbered(lines)
    sizes = Counter(lists)
    sure: defaultdict[int, list[Choice]] = defaultdict(list)
    for (reading, choice), line, number in zip(pairs, lines, lists, strict=True):
        span = reading.candidates[choice.best].span
        if line and span and choice.gloss >= threshold and line.english.covers(span):
            sure[number].append(choice)
    for (reading, choice), line, number in zip(pairs, lines, lists, strict=True):
        taken = sure[number]
        if line is None or sizes[number] < LINES or len(taken) * 2 <= sizes[number]:
            yield reading, choice
            continue
        inside = {i for i, c in enumerate(reading.candidates) if c.span and line.english.covers(c.span)}
        possible = sum(choice.shares[i] for i in inside) >= POSSIBLE
        likely = max(choice.gloss, sum(one.gloss for one in taken) / len(taken))
        yield reading, replace(narrowed(choice, inside), gloss=likely) if possible else choice


LINES = 3
"""Fewer lines of one form may be so by chance."""


def reconsidered(
    pairs: Sequence[tuple[Reading, Choice]], threshold: float
) -> Iterator[tuple[Reading, Choice]]:
    """The choices of one text, the doubtful ones after what the sure ones teach.

    A doubtful head gives way to the known rendering where that is among the candidates. Where it is
    not, Chinese without a bracket only comes again, and is no gloss; in a bracket it may have a second
    rendering. A known word in its other script, not surely a gloss and spelled in a text about Japan or Korea, is
    a word of theirs (干部 cadre, kanbu 幹部). `threshold`: from which probability on a piece of Chinese is a gloss.
    """
    taught = _taught(pairs, threshold)
    words = {reading.lexicon.simple(reading.chinese) for reading, _ in pairs if reading.chinese in taught}
    for reading, choice in pairs:
        known, is_gloss = taught.get(reading.chinese), choice.gloss >= threshold
        unsure = is_gloss and choice.confidence < SURE
        if known and is_gloss and choice.confidence < DOUBTFUL:
            yield reading, _taught_choice(reading, choice, known)
        elif unsure and reading.lexicon.simple(reading.chinese) in words and _spelled_abroad(reading, choice):
            yield reading, replace(choice, gloss=0.0)
        else:
            yield reading, choice


def _spelled_abroad(reading: Reading, choice: Choice) -> bool:
    """Whether a head spells the Chinese in small letters, in a text about Japan or Korea."""
    spelled = reading.head_features[choice.best].get("spelled-lower", 0.0) > 0
    return spelled and reading.setting.balance > 0


def _taught(pairs: Sequence[tuple[Reading, Choice]], threshold: float) -> dict[str, Taught]:
    taught: defaultdict[str, Taught] = defaultdict(Taught)
    for reading, choice in pairs:
        span, said = reading.candidates[choice.best].span, _wording(reading, choice.best)
        sure = choice.gloss >= threshold and choice.confidence >= SURE
        if sure and span and said and not reading.head_features[choice.best].get("spelled-lower"):
            known = taught[reading.chinese]
            known.renderings[said] = choice.confidence
            known.heads.add(span)
    return taught


def _taught_choice(reading: Reading, choice: Choice, known: Taught) -> Choice:
    said = [
        0.0 if candidate.span in known.heads else known.renderings.get(_wording(reading, index), 0.0)
        for index, candidate in enumerate(reading.candidates)
    ]
    best = max(range(len(said)), key=lambda index: (said[index], -index))
    if not said[best]:
        return choice if reading.site.bracket else replace(choice, gloss=0.0)
    others = 1.0 - choice.shares[best] or 1.0
    shares = tuple(
        said[best] if index == best else share * (1.0 - said[best]) / others
        for index, share in enumerate(choice.shares)
    )
    return replace(choice, best=best, shares=shares)


def _wording(reading: Reading, index: int) -> tuple[str, ...]:
    candidate = reading.candidates[index]
    return wording(reading.scene.words.items[candidate.first : candidate.last])
