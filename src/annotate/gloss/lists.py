"""Lists that answer one another item by item: Laixi, Shandong (莱西市, 山东); 春 and 秋 are spring and autumn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from annotate.gloss.anchors import NEAR
from annotate.gloss.evidence import Evidence
from annotate.gloss.find import Site
from annotate.gloss.pairs import Pair
from annotate.gloss.scene import Scene
from annotate.model import Span

MOST = 15
"""How many members of a series may follow the first."""
MIN_ITEMS = 2
"""How many glosses of one bracket can answer to the items of a list before it: one has no others beside it."""
MAX_SERIES = 300
"""How far a series of Chinese goes on (characters) to either side of each member."""
MAX_ITEM = 60
"""A longer stretch between two joints (characters) is no item of a list outside brackets."""


class Answers(NamedTuple):
    """The English items that answer to the Chinese ones of a list; none where there is no such list."""

    items: tuple[Span, ...]
    """In the surface text, in order. Whatever leads to the first, or goes on behind the last, may be in it."""
    own: int
    """Which of them answers to the site."""
    manner: str
    """How the lists lie: all Chinese in one `bracket`, the English in a bracket `behind` it, or both in the sentence: `said`."""


NOWHERE = Answers((), 0, "")


def answers(scene: Scene, site: Site, evidence: Evidence, block: Span) -> Answers:
    """The English items that answer one by one to the Chinese list that `site` stands in."""
    if site.bracket is not None:
        return _before_bracket(scene, site, site.bracket, block)
    series = _series(scene.surface.text, site, block)
    return _beside_series(scene, site, evidence, series, block) if series else NOWHERE


def _series(text: str, site: Site, block: Span) -> Span | None:
    """The series of Chinese that `site` is a member of, if the whole of it is in reach."""
    reach = Span(max(block.start, site.zh.start - MAX_SERIES), min(block.end, site.zh.end + MAX_SERIES))
    for match in _SERIES.finditer(text, reach.start, reach.end):
        if match.start() <= site.zh.start < match.end():
            cut_left = match.start() == reach.start > block.start
            goes_on = match.end() == reach.end < block.end or _MORE.match(text, match.end(), block.end)
            return None if cut_left or goes_on else Span(*match.span())
    return None


def _before_bracket(scene: Scene, site: Site, bracket: Pair, block: Span) -> Answers:
    """The items before the bracket, as many as it has glosses."""
    siblings = scene.sites_in(bracket)
    if bracket.open <= block.start or len(siblings) < MIN_ITEMS or site.zh.start not in siblings:
        return NOWHERE
    text = scene.surface.text
    if _ONE_THING.search(text, bracket.open, bracket.close) or _shortens(text, siblings, bracket):
        return NOWHERE
    before = Span(max(block.start, bracket.open - NEAR), bracket.open)
    found = _items(text, before)[-len(siblings) :]
    whole = len(found) == len(siblings)
    return Answers(tuple(found), siblings.index(site.zh.start), "bracket") if whole else NOWHERE


_ONE_THING = regex.compile(r"\b(?:or|also|aka|formerly|now|abbreviated|short|traditional|simplified)\b")
"""What says that the glosses of a bracket name one thing: (油条 or 油炸鬼)."""


def _shortens(text: str, starts: Sequence[int], bracket: Pair) -> bool:
    """Whether one piece of Chinese of a bracket is short for the one before it: (工业和信息化部; 工信部). No list parted by 、 says one name."""
    if "、" in text[bracket.open : bracket.close]:
        return False
    names = [_NAME.match(text, start, bracket.close) for start in starts]
    said = [name[0] for name in names if name]
    return any(_is_short(short, whole) for whole, short in pairwise(said))


def _is_short(short: str, whole: str) -> bool:
    """Whether the characters of `short` stand in `whole` in order, with others between them."""
    rest = iter(whole)
    return len(short) >= SHORT and short not in whole and all(character in rest for character in short)


SHORT = 2
"""No shorter name is short for another."""
_NAME = regex.compile(r"[\p{Han}〇々·]+")


def _beside_series(scene: Scene, site: Site, evidence: Evidence, series: Span, block: Span) -> Answers:
    """The items in a bracket behind a series of Chinese, else behind it in the sentence, else before it.

    A bracket that holds the sounds has the last word, for there may be meanings: 春 and 秋 (chūn, qiū) are spring and autumn.
    """
    text = scene.surface.text
    reach = Span(max(block.start, series.start - NEAR), min(block.end, series.end + NEAR))
    members = [Span(*member.span(1)) for member in _MEMBER.finditer(text, series.start, series.end)]
    if site.zh not in members:
        return NOWHERE
    own, count = members.index(site.zh), len(members)
    inside = _in_bracket(scene, members[-1].end)
    in_bracket = Answers(tuple(inside), own, "behind") if len(inside) == count else NOWHERE
    if in_bracket.items and not evidence.spells(inside[own].of(text)):
        return in_bracket
    stop = _STOP.search(text, series.end, reach.end)
    behind = Span(series.end, stop.start() if stop else reach.end)
    start = max((stop.end() for stop in _STOP.finditer(text, reach.start, series.start)), default=reach.start)
    found = (
        _first(text, _items(text, _until_order(text, behind)), count)
        or _first(text, _items(text, behind), count)
        or _last(text, _items(text, Span(start, series.start)), count)
    )
    return Answers(tuple(found), own, "said") if found else in_bracket


def _in_bracket(scene: Scene, end: int) -> list[Span]:
    """The items of the bracket right behind `end`, if there is one."""
    opening = _OPENING.match(scene.surface.text, end)
    pair = scene.opens.get(opening.end() - 1) if opening else None
    inside = _until_order(scene.surface.text, Span(pair.open + 1, pair.close)) if pair else None
    return _items(scene.surface.text, inside) if inside else []


def _until_order(text: str, whole: Span) -> Span:
    """`whole` as far as the words that say that a list answers in order."""
    orderly = _ORDERLY.search(text, whole.start, whole.end)
    return Span(whole.start, orderly.start()) if orderly else whole


def _items(text: str, whole: Span) -> list[Span]:
    """The stretches of `whole` between the joints of a list."""
    joints = [joint.span() for joint in _JOINT.finditer(text, whole.start, whole.end)]
    edges = [whole.start, *(edge for joint in joints for edge in joint), whole.end]
    return [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True) if text[slice(*pair)].strip()]


_JOINT = regex.compile(r"\s*(?:,?\s*\b(?:and|or)\b|\s&\s|[,/;、，])\s*")


def _first(text: str, items: Sequence[Span], count: int) -> list[Span]:
    """The first `count` items of a sentence, if a list ends with them."""
    found = list(items[:count])
    if len(found) < count or not _is_list(text, found):
        return []
    ends = len(items) == count or _ends_with_and(text, found)
    return found if ends or _joints(text, items[count - 1 : count + 1]) != _joints(text, found[:2]) else []


def _last(text: str, items: Sequence[Span], count: int) -> list[Span]:
    """The last `count` items of a sentence, if they are a list."""
    found = list(items[-count:])
    whole = len(found) == count and _is_list(text, found)
    return found if whole and (len(items) == count or _ends_with_and(text, found)) else []


def _is_list(text: str, items: Sequence[Span]) -> bool:
    return all(len(item) <= MAX_ITEM and not _HAN.search(text, item.start, item.end) for item in items)


def _ends_with_and(text: str, items: Sequence[Span]) -> bool:
    return _AND.search(text, items[-2].end, items[-1].start) is not None


def _joints(text: str, items: Sequence[Span]) -> list[str]:
    """What joins each of `items` to the next."""
    return [text[one.end : other.start].strip() for one, other in pairwise(items)]


_AND = regex.compile(r"\b(?:and|or)\b|&")
_HAN = regex.compile(r"\p{Han}")
_OPENING = regex.compile(r"[\"“”‘’'」》〉]?\s?[(（\[［【]")
_QUOTED = r"[\"“”‘’'「」《》〈〉]?"
_MEMBER = regex.compile(
    rf"{_QUOTED}(\p{{Han}}{{1,12}}){_QUOTED}(?:\s?[(（\[][^()（）\[\]\p{{Han}}\n]{{1,30}}[)）\]])?"
)
"""One of several pieces of Chinese, perhaps with its sound behind it: "上" (shàng)."""
_PARTED = r"(?:,?\s(?:and|or|&)\s(?:the\s)?|[,，]\s?(?:the\s)?|、|\s?/\s?)"
_SERIES = regex.compile(rf"(?:{_MEMBER.pattern}{_PARTED}){{1,{MOST}}}{_MEMBER.pattern}(?!\p{{Han}})")
_MORE = regex.compile(rf"{_PARTED}{_QUOTED}\p{{Han}}")
"""That a series goes on."""
_STOP = regex.compile(r"(?<!\bi\.e)(?<!\be\.g)(?<![\s(]\p{Lu})[.;!?](?=\s|$)|\n|[)）]")
"""Where a sentence ends, or a part of it that a list stays in."""
_ORDERLY = regex.compile(r",?\s(?:respectively|in (?:that|this) order|in turn)\b")
"""What says behind a list that it answers another in order."""
