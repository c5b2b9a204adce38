"""Where heads stand: the places that a reader's eye jumps to from a gloss, as offsets.

Right before it or its bracket, before a bracketed acronym or a romanisation, after it or after
“which means”. A head before the gloss ends at such a place, one after it begins there.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotate.gloss.evidence import Evidence
from annotate.gloss.find import Site
from annotate.gloss.pairs import Pair
from annotate.gloss.scene import Scene
from annotate.gloss.words import Word
from annotate.model import Span

MAX_WORDS = 22
"""The longest head that is looked for beside a gloss, in words (a quotation may be longer)."""
NEAR = 150
"""How many characters before and after a gloss quotations, emphasis and names are looked for."""
MAX_JUMPS = 5
"""How many brackets, romanisations and joining words may stand between a head and its gloss."""

_SKIPPED = " \t\n\u3000\u00a0,;:，；：、–—-/|=·→←⇒↔\"'“”‘’«»《》〈〉「」『』"
_CONNECTOR = regex.compile(
    r"[\s,.:;–—\-=→\"'“”‘’》」\)\]]{0,6}(?:(?:which|that|it|this|and|who)\s+)?(?:\b(?:literally|lit\.?|usually|often|also|itself|roughly|"
    r"typically|commonly|approximately|can be|may be|could be|might be|is|are|was|has been|or|in English|i\.e\.|e\.g\.|aka|AKA|alias|meaning|"
    r"means?|meant|refers? to|translated?|translates?|rendered|known|called|as|into|to|the|word|term|for|of|by|simply|just|more|"
    r"something like|that is|officially|loosely|"
    r"(?:an?\s+)?(?:Chinese|Mandarin|Cantonese)(?:\s+(?:word|term|name|character|expression|phrase)s?)?\s+for)(?!\w)[\s,:\"'“”‘’(]{0,4}){1,6}",
    regex.IGNORECASE,
)


def left_anchors(scene: Scene, site: Site, evidence: Evidence, block: Span) -> Iterator[tuple[int, str, int]]:
    """Offsets at which a head before the gloss may end, with their place and the things jumped over."""
    text = scene.surface.text
    position, place, jumps = site.zh.start, "before", 0
    enclosing = site.bracket
    while jumps <= MAX_JUMPS and (edge := skip_left(text, position, block.start)) > block.start:
        mark = text[edge - 1]
        if edge - 1 in scene.opens or mark in "([（［【":
            if edge - 1 not in scene.opens:
                yield edge - 1, "outside", jumps
            position, place = edge - 1, "outside"
        else:
            stop = _left_run(scene, edge, evidence)
            if stop is None:
                yield edge, place, jumps
                if not enclosing or enclosing.open >= edge:
                    break
                position, place, jumps, enclosing = enclosing.open, "outside", jumps + 1, None
                continue
            stop_at, kind = stop
            if kind in {"bracket", "romanised"} or (kind, place) == ("copula", "outside"):
                yield edge, place, jumps
            position, jumps = stop_at, jumps + 1
            if place in {"before", "outside"} and kind != "joined":
                place = kind
    if enclosing and position > enclosing.open:
        edge = skip_left(text, enclosing.open, block.start)
        if edge > block.start:
            yield edge, "outside", jumps + 1


def skip_left(text: str, position: int, floor: int) -> int:
    """The offset left of blanks and marks that part a head from its gloss, no further back than `floor`."""
    while position > floor and text[position - 1] in _SKIPPED:
        position -= 1
    return position


def _left_run(scene: Scene, edge: int, evidence: Evidence) -> tuple[int, str] | None:
    """What ends at `edge` that is no head itself: a bracket, a romanisation, other Chinese, or a joining word.

    Returns the offset before it and its kind, or `None`.
    """
    if edge - 1 in scene.closes:
        return scene.closes[edge - 1].open, "bracket"
    words = scene.words.items
    index = scene.words.before(edge) - 1
    if index < 0:
        return None
    if words[index].text == "." and index and words[index - 1].lower in _SPEECH:
        return words[index - 1].start, "joined"
    if words[index].han:
        floor = max(edge - NEAR, 0)
        while (
            index > 0
            and words[index].start > floor
            and (words[index - 1].han or words[index - 1].text in "，、：·")
        ):
            index -= 1
        return words[index].start, "sibling"
    for count in range(min(MAX_WORDS // 2, index + 1), 0, -1):
        start = words[index - count + 1].start
        if evidence.spells(scene.surface.text[start : words[index].end]):
            return start, "romanised"
    return _joined(scene.surface.text, words[index], edge)


def _joined(text: str, word: Word, edge: int) -> tuple[int, str] | None:
    """What joins a head to its Chinese and ends at `edge` with `word`."""
    if _CHINESE_NEXT.match(text, edge) and (
        written := _WRITTEN.search(text, max(0, edge - MAX_WRITTEN), edge)
    ):
        return written.start(), "copula"
    kind = _BETWEEN_WORDS.get(word.lower)
    return (word.start, kind) if kind else None


_BETWEEN_WORDS = {
    **dict.fromkeys(
        ("or", "and", "also", "in", "chinese", "mandarin", "pinyin", "simplified", "traditional"), "joined"
    ),
    **dict.fromkeys(("lit", "aka", "a.k.a.", "alias"), "joined"),
    **dict.fromkeys(("is", "are", "was", "were", "means", "equals"), "copula"),
}
"""Words between a head and its Chinese: (Chinese: 北京), The word for chess is 国际象棋."""
_WRITTEN = regex.compile(
    r"(?<=\s)(?:is|are|was|were)\s(?:\w+ly\s|often\s|also\s)?(?:written|rendered|transcribed|spelled|spelt|printed)"
    r"(?:\s(?:in|with|using)(?:\sthe)?(?:\sChinese)?(?:\s(?:Chinese|characters?|hanzi)))?(?:\sas)?$"
)
"""The same in more words: Tea is written 茶, is rendered in Chinese as 茶, is written with the characters 茶."""
_CHINESE_NEXT = regex.compile(r"[\s:\"“‘'《]{0,4}\p{Han}")
MAX_WRITTEN = 60
"""How many characters such words can have."""
_SPEECH = frozenset({"n", "v", "vt", "vi", "adj", "adv", "prep"})
"""Parts of speech before the Chinese, with a full stop: abacus n. 算盘."""
_LABEL = regex.compile(rf"\s?[(\[]?(?:{'|'.join(sorted(_SPEECH))}|conj|pron|num|phr)\.[)\]]?\s")
"""The same behind the Chinese or its sound."""


def right_anchors(
    scene: Scene, site: Site, evidence: Evidence, block: Span
) -> Iterator[tuple[int, str, int, int]]:
    """Offsets at which a head after the gloss may begin, with place, jumps, and where it must end."""
    text = scene.surface.text
    position, jumps = site.zh.end, 0
    place = "after"
    while jumps <= MAX_JUMPS and position < block.end:
        start = _skip_right(text, position, block.end)
        if start >= block.end:
            return
        if start in scene.opens:
            pair = scene.opens[start]
            yield from _within(scene, pair, place, jumps, evidence)
            if place == "after" and site.opens(block):
                yield from _in_dictionary(scene, pair, jumps, block, evidence)
            position, jumps = pair.close + 1, jumps + 1
            place = "told"
            continue
        if start in scene.closes:
            position = start + 1
            place = "told" if place == "after" and text[start] in ")）" else place
            continue
        if place == "after" or not _runs_on(text, position, start):
            yield start, place, jumps, block.end
        rest = _romanised_after(scene, start, block.end, evidence)
        if rest:
            label = _LABEL.match(text, rest, block.end)
            position, jumps = label.end() if label else rest, jumps + 1
            if label:
                yield position, "told", jumps, block.end  # 将就 jiāngjiu v. put up with
            continue
        yield from _connected(scene, position, jumps, block.end)
        return


def _within(
    scene: Scene, pair: Pair, place: str, jumps: int, evidence: Evidence
) -> Iterator[tuple[int, str, int, int]]:
    """In a bracket behind the Chinese: its whole, and what stands behind a romanisation (rén, “humaneness”)."""
    text = scene.surface.text
    inner = _skip_right(text, pair.open + 1, pair.close)
    yield inner, place, jumps, pair.close
    if rest := _romanised_after(scene, inner, pair.close, evidence):
        behind = _skip_right(text, rest, pair.close)
        if behind < pair.close:
            yield behind, "told", jumps + 1, pair.close
        yield from _connected(scene, rest, jumps + 1, pair.close)
    yield from _connected(scene, inner, jumps, pair.close)


def _in_dictionary(
    scene: Scene, pair: Pair, jumps: int, block: Span, evidence: Evidence
) -> Iterator[tuple[int, str, int, int]]:
    """Behind a bracket that holds the sound of Chinese which opens its block, as in a dictionary: 菩提 (pútí) awakening."""
    text = scene.surface.text
    if evidence.spells(text[pair.open + 1 : pair.close]):
        label = _LABEL.match(text, pair.close + 1, block.end)
        start = label.end() if label else _skip_right(text, pair.close + 1, block.end)
        yield start, "told", jumps + 1, block.end


def _runs_on(text: str, position: int, start: int) -> bool:
    """Whether the sentence runs on from `position` to a small letter at `start`, past nothing but blanks."""
    return text[position:start].isspace() and text[start].islower()


def _connected(scene: Scene, position: int, jumps: int, limit: int) -> Iterator[tuple[int, str, int, int]]:
    """Past “, which means” and the like."""
    match = _CONNECTOR.match(scene.surface.text, position, limit)
    if match and match.end() > position:
        yield _skip_right(scene.surface.text, match.end(), limit), "told", jumps, limit


def _skip_right(text: str, position: int, ceiling: int) -> int:
    while position < ceiling and text[position] in _SKIPPED:
        position += 1
    return position


def _romanised_after(scene: Scene, start: int, limit: int, evidence: Evidence) -> int | None:
    """The end of a romanisation of the Chinese that begins at `start`, if one does."""
    words = scene.words.items
    index = scene.words.after(start)
    for last in range(min(index + MAX_WORDS // 2, len(words)), index, -1):
        end = words[last - 1].end
        if end <= limit and words[last - 1].is_word and evidence.spells(scene.surface.text[start:end]):
            return end
    return None
