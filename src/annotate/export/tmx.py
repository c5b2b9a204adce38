"""TMX 1.4b (https://www.gala-global.org/tmx-14b): each rendering that the texts use, as a translation unit.

A unit holds the English, the Chinese as it stands in the text, and the other script where OpenCC
gives one. Its note is the best context sentence. No unit has a date: the same corpus gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.export.characters import xml_text
from annotate.export.contract import Exporter, Material, Options, one_file, program
from annotate.glossary.contexts import showcase
from annotate.glossary.entries import Entry, Occurrence
from annotate.glossary.scripts import both
from annotate.glossary.wording import join_chinese, squash


@dataclass(frozen=True, slots=True)
class Pair:
    """One English form with one Chinese form, and where they stand together."""

    english: str
    chinese: str
    lang: str
    uses: tuple[Occurrence, ...] = ()


def pairs(entry: Entry) -> tuple[Pair, ...]:
    """Each pair of forms that stand together in a text, the preferred pair first."""
    together: dict[tuple[str, str, str], list[Occurrence]] = {}
    for use in entry.occurrences:
        if use.english:
            key = (squash(use.english), join_chinese(use.chinese), use.lang)
            together.setdefault(key, []).append(use)
    found = [Pair(*key, tuple(uses)) for key, uses in together.items()]
    preferred = (entry.english, entry.chinese)
    if entry.english and all((pair.english, pair.chinese) != preferred for pair in found):
        found.append(Pair(*preferred, entry.chinese_terms[0].lang))
    return tuple(sorted(found, key=lambda pair: (pair.english, pair.chinese) != preferred))


def _render(material: Material, options: Options) -> bytes:
    units = (unit for entry in material.entries for unit in _units(entry, options))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="annotate" creationtoolversion="{program()}" segtype="phrase" o-tmf="annotate" '
        'adminlang="en" srclang="en" datatype="plaintext">'
        f'<prop type="x-title">{xml_text(material.title)}</prop></header>\n<body>\n{"".join(units)}</body>\n</tmx>\n'
    ).encode()


def _units(entry: Entry, options: Options) -> Iterator[str]:
    for number, pair in enumerate(pairs(entry), 1):
        context = "".join(f"<note>{xml_text(use.context)}</note>" for use in showcase(pair.uses, limit=1))
        variants = "".join(
            f'<tuv xml:lang="{lang}"><seg>{xml_text(text)}</seg></tuv>'
            for lang, text in _segments(pair, options)
        )
        yield (
            f'<tu tuid="{entry.id}-{number}" srclang="en">{context}<prop type="x-type">{entry.type}</prop>'
            f"{variants}</tu>\n"
        )


def _segments(pair: Pair, options: Options) -> Iterator[tuple[str, str]]:
    """The segments of a unit, each language once: the form in the text goes before a converted one."""
    hans, hant = both(pair.chinese, pair.lang)
    made = [("zh-Hans", hans), ("zh-Hant", hant)] if hans != hant or pair.lang != "zh" else []
    segments: dict[str, str] = {"en": pair.english}
    for lang, text in [(pair.lang, pair.chinese), *made]:
        segments.setdefault(options.tag(lang), text)
    yield from segments.items()


EXPORTER = Exporter(
    "tmx", "TMX 1.4 translation memory: OmegaT, any CAT tool", one_file("glossary.tmx", _render)
)
