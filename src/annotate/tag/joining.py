"""Which full names of one document are one entity's: glosses, definitions, variants, aliases, the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import regex

from annotate.tag import facts, gazetteer, shapes
from annotate.tag.again import firm, initials
from annotate.tag.candidates import bare
from annotate.tag.romanise import fold, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotate.model import Alignment, Mention, Span
    from annotate.tag.gazetteer import Known
    from annotate.tag.keys import State

_PLACE_KIND = regex.compile(
    r" (?:Province|County|City|Prefecture|District|Township|Village|Town|Municipality|Island|River|Mountain|dynasty|Dynasty)\b.*$"
)
_SEAT = regex.compile(r" (?:Province|County|City|Prefecture|Municipality)\b")
"""Units that are called by their seat's name alone."""
_PROVINCE = regex.compile(
    r"^(?:\p{Han}{2,3}(?:省|自治区)|(?:北京|上海|天津|重庆)市?|"
    r"(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾))(?=\p{Han}{2})"
)
_ALIAS = regex.compile(
    r"^(?!.*[.!?] )[^\n]*?(?:(?:courtesy|style|lay|personal|given|birth|pen|art|original|dharma|posthumous|temple|stage|secular|"
    r"religious|real|full|former|English|Chinese) names?(?: is| was|,|:)?|also (?:known|called|spelled|written|rendered)(?: as)?|"
    r"(?:better|commonly|otherwise|formerly|popularly|widely) (?:known|called)(?: as)?|a\.k\.a\.|\baka|\balias|\bformerly|"
    r"in full(?:,? the)?|\bshort for(?: the)?|or simply(?: the)?|abbreviated(?: as| to)?|\bnée?|\bborn)[\s:\"“‘(]*$"
)
"""What stands between a name and another name of the same thing."""
_PAIR = 2
"""A given name and a surname; two characters, the shortest Chinese name that tells."""
_SURE = 0.5
"""An alignment less sure than this joins no names: it is as likely wrong."""
_ALIAS_GAP = 80


def join(state: State) -> None:
    """Join in `state.groups` the keys that name one thing."""
    _join_glosses(state)
    _join_variants(state)
    _join_readings(state)
    _join_aliases(state)
    _join_known(state)
    _join_acronyms(state)


def _join_glosses(state: State) -> None:
    """A gloss joins its head's name with the Chinese."""
    by_span = {m.span.start: i for i, m in enumerate(state.mentions)}
    chinese_of: dict[str, set[str]] = defaultdict(set)
    for alignment in state.document.alignments:
        for english, chinese in _pairs(state, by_span, alignment):
            key, other = state.keys[english], state.keys[chinese]
            if other is None or state.mentions[english].type != state.mentions[chinese].type:
                continue
            state.glossed.add(english)
            if key is not None and _other_person(chinese_of[key], other):
                state.homonyms.add(key)
            if key is None or _other_person(chinese_of[key], other):
                state.keys[english] = f"{other}#{state.names[english]}"
                state.groups.add(state.keys[english] or "")
                state.groups.join(state.keys[english] or "", other)
            else:
                chinese_of[key].add(other)
                state.groups.join(key, other)


def _other_person(known: set[str], key: str) -> bool:
    """Whether an English name already stands for a person with other characters."""
    return key.startswith("person:") and bool(known) and key not in known


def _pairs(state: State, by_span: Mapping[int, int], alignment: Alignment) -> Iterator[tuple[int, int]]:
    chinese = by_span.get(alignment.gloss.span.start)
    if (
        chinese is None
        or alignment.head is None
        or alignment.confidence < _SURE
        or state.mentions[chinese].lang != "zh"
    ):
        return
    for start in range(alignment.head.start, alignment.head.end):
        index = by_span.get(start)
        if index is not None and _is_head(state.text, alignment.head, state.mentions[index].span):
            yield index, chinese


def _is_head(text: str, head: Span, mention: Span) -> bool:
    """Whether a mention is what the head names: most of it, or the acronym that closes it, not a name among others."""
    if not head.covers(mention):
        return False
    return len(mention) * 2 >= len(head) or text[mention.start - 1] in "(（"


def _join_known(state: State) -> None:
    """Names of the gazetteer join their entity, where only one has the form."""
    for mention, name, key in zip(state.mentions, state.names, state.keys, strict=True):
        known = well_known(mention, name)
        if key is not None and known is not None and "#" not in key and not _contradicted(state, key, known):
            node = f"known:{known.key}"
            state.groups.add(node)
            state.groups.join(key, node)


def _contradicted(state: State, key: str, known: Known) -> bool:
    """Whether the text gives the name Chinese that is not that of the known entity."""
    hanzi = {k.split(":", 2)[2] for k in state.groups.members(key) if ":zh:" in k}
    return bool(hanzi) and not any(z in known.chinese or shortens(z, c) for z in hanzi for c in known.chinese)


def well_known(mention: Mention, name: str) -> Known | None:
    """The one entity of the gazetteer that has this name and type."""
    data = gazetteer.load()
    found = data.chinese.get(name, ()) if mention.lang == "zh" else data.english.get(name, ())
    same = [known for known in found if known.type == mention.type]
    return same[0] if len(same) == 1 else None


def _join_acronyms(state: State) -> None:
    """An acronym joins its expansion: where it is defined, else where the initials fit one name only."""
    by_span = {m.span: k for m, k in zip(state.mentions, state.keys, strict=True)}
    starts = {m.span.start: m.span for m in state.mentions}
    for long, short in shapes.acronyms(state.text):
        full = next(
            (s for i in range(long.start, long.end) if (s := starts.get(i)) and s.end >= long.end - 1), None
        )
        one, other = by_span.get(full or long), by_span.get(short)
        if one and other and one.split(":")[0] == other.split(":")[0]:
            state.groups.join(one, other)
    _join_initials(state)


def _join_initials(state: State) -> None:
    longs: dict[str, set[str]] = defaultdict(set)
    for mention, name, key in zip(state.mentions, state.names, state.keys, strict=True):
        if key and mention.lang == "en" and mention.type != "person" and (short := initials(name)):
            longs[f"{mention.type}:en:{short.casefold()}"].add(key)
    for short, keys in longs.items():
        if short not in state.groups or _is_known(state, short):
            continue
        if len({state.groups.find(key) for key in keys}) == 1:
            state.groups.join(min(keys), short)


def _is_known(state: State, key: str) -> bool:
    """Whether a name is the gazetteer's: its expansion is known, other names of the same initials are not it."""
    return any(member.startswith("known:") for member in state.groups.members(key))


def _join_variants(state: State) -> None:
    """The other order of a person's name, and names of places and bodies of which one begins the other."""
    english = {
        key: (m, n)
        for m, n, key in zip(state.mentions, state.names, state.keys, strict=True)
        if key and m.lang == "en"
    }
    for key, (mention, name) in english.items():
        words = bare(name)
        if mention.type == "person" and len(words) == _PAIR:
            other = f"person:en:{fold(words[1] + words[0])}"
            if other in english and other != key:
                state.groups.join(key, other)
        elif mention.type == "place":
            base = f"place:en:{fold(_PLACE_KIND.sub('', name))}"
            if base in english and base != key and _may_join(state, english, base, key):
                state.groups.join(key, base)
    _join_places(state)
    _join_short_bodies(state, english)
    _join_short_chinese(state)


def _join_places(state: State) -> None:
    """扬州 and 江苏省扬州市 are one place if their English begins alike and neither 市 meets 县."""
    by_core: dict[str, list[str]] = defaultdict(list)
    for mention, name, key in zip(state.mentions, state.names, state.keys, strict=True):
        if (
            key
            and mention.lang == "zh"
            and mention.type == "place"
            and key not in by_core[place_core(name)[0]]
        ):
            by_core[place_core(name)[0]].append(key)
    for core, keys in by_core.items():
        kinds = {place_core(key.split(":", 2)[2])[1] for key in keys} - {""}
        if core and len(keys) > 1 and len(kinds) == 1 and len({_first_word(state, key) for key in keys}) == 1:
            for key in keys[1:]:
                state.groups.join(keys[0], key)


def _first_word(state: State, key: str) -> str:
    """The first letters of the English that a Chinese name stands beside; the names of one place agree in them."""
    english = sorted(k.split(":", 2)[2] for k in state.groups.members(key) if ":en:" in k)
    return english[0][:4] if english else key


def place_core(name: str) -> tuple[str, str]:
    """A Chinese place's own name and its kind, without the province before it.

    >>> place_core("江苏省扬州市"), place_core("浙江云桥"), place_core("扬州")
    (('扬州', '市'), ('云桥', ''), ('扬州', ''))
    """
    rest = _PROVINCE.sub("", name) if len(name) > _PAIR else name
    kind = rest[-1:] if len(rest) > _PAIR and rest[-1] in "省市县区镇乡村州" else ""
    return rest.removesuffix(kind), kind


def _may_join(state: State, names: Mapping[str, tuple[Mention, str]], base: str, key: str) -> bool:
    """Whether a bare place name may mean the longer one.

    Not if both have Chinese of their own, nor if the bare name is well known and the longer is a village in it.
    """
    mention, name = names[base]
    if well_known(mention, name) and not _SEAT.search(names[key][1]):
        return False
    return not any(":zh:" in k for k in state.groups.members(base)) or not any(
        ":zh:" in k for k in state.groups.members(key)
    )


def _join_short_bodies(state: State, english: Mapping[str, tuple[Mention, str]]) -> None:
    """Such as "Shou Feng" or "Safeguard" join the one body whose name goes on from there."""
    bodies = {key: bare(name) for key, (m, name) in english.items() if m.type == "org"}
    by_first: dict[str, list[str]] = defaultdict(list)
    for key, words in bodies.items():
        by_first[words[0] if words else ""].append(key)
    for key, words in bodies.items():
        if not words or all(w in facts.GENERIC or w in facts.DEMONYMS or w in facts.ORG_WORDS for w in words):
            continue
        longer = {
            state.groups.find(other)
            for other in by_first[words[0]]
            if other != key and len(bodies[other]) > len(words) and bodies[other][: len(words)] == words
        } - {state.groups.find(key)}
        if len(longer) == 1 and _short_of(state, english, key, min(longer)):
            state.groups.join(key, longer.pop())


def _short_of(state: State, english: Mapping[str, tuple[Mention, str]], key: str, group: str) -> bool:
    """Whether a body's name may be short for that of `group`: it has no Chinese; if well known, it must be the firm's."""
    if any(":zh:" in k for k in state.groups.members(key)):
        return False
    mention, name = english[key]
    firms = {firm(english[k][1]) for k in state.groups.members(group) if k in english}
    return well_known(mention, name) is None or name in firms


def _join_short_chinese(state: State) -> None:
    """中宣部 joins 中央宣传部: the one longer name of a body that has its characters in order from the first."""
    bodies = {
        n: k
        for m, n, k in zip(state.mentions, state.names, state.keys, strict=True)
        if k and m.lang == "zh" and m.type == "org"
    }
    for name, key in bodies.items():
        longer = {state.groups.find(k) for other, k in bodies.items() if shortens(name, other)} - {
            state.groups.find(key)
        }
        if len(longer) == 1:
            state.groups.join(key, longer.pop())


def shortens(short: str, long: str) -> bool:
    """Whether `short` is a short form of the Chinese name `long`: its first and last character and the order agree.

    >>> shortens("中宣部", "中央宣传部"), shortens("北大", "北京大学"), shortens("北大", "东北大学")
    (True, True, False)
    """
    if not _PAIR <= len(short) < len(long) or short[0] != long[0]:
        return False
    if long.endswith(("公司", "集团")) and long.startswith(short):
        return True
    if short[-1] != long[-1] and short[-1] != long[-2]:
        return False
    rest = iter(long)
    return len(short) * 4 >= len(long) and all(character in rest for character in short)


def _join_readings(state: State) -> None:
    """A romanisation joins the Chinese that it reads out."""
    chinese = {
        k: (m, n)
        for m, n, k in zip(state.mentions, state.names, state.keys, strict=True)
        if k and m.lang == "zh"
    }
    for key, (mention, name) in chinese.items():
        sound = fold(reading(name, person=mention.type == "person"))
        spelled = f"{mention.type}:en:{sound}"
        if len(name) > 1 and spelled in state.groups and spelled not in state.homonyms:
            others = {k for k in state.groups.members(spelled) if ":zh:" in k}
            if not others or mention.type != "person":
                state.groups.join(key, spelled)


def _join_aliases(state: State) -> None:
    """Another name that the text introduces as one ("courtesy name: …", "also known as …")."""
    last: int | None = None
    for index, (mention, key) in enumerate(zip(state.mentions, state.keys, strict=True)):
        if mention.lang == "zh" or key is None:
            continue
        if last is not None:
            before = state.mentions[last]
            gap = state.text[before.span.end : mention.span.start]
            own = state.keys[last]
            if own and before.type == mention.type and len(gap) <= _ALIAS_GAP and _ALIAS.search(gap):
                state.groups.join(own, key)
                continue  # further aliases belong to the first name
        last = index
