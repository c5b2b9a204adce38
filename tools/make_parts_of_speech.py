"""Write parts_of_speech.tsv of `annotate.gloss`: what part of speech an English word mostly is.

    python tools/make_parts_of_speech.py

spaCy's small pipeline tags our own training passages and the definitions of CC-CEDICT; a word is kept with the part of
speech (of Universal Dependencies, https://universaldependencies.org/u/pos/) that it was given most often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import regex

from annotate.evaluate.load import read_gold
from annotate.gloss.definitions import READING
from annotate.gloss.dictionary import entries
from annotate.tag.english import English, load, read

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/annotate/gloss/parts_of_speech.tsv"
MIN_SEEN = 4
"""A word met less often stays out; with all of them, three times as many, the ranker's loss was 1 % lower."""
HEADER = """\
# What part of speech an English word mostly is. Made by tools/make_parts_of_speech.py; do not edit.
# Counted in our training passages and the definitions of CC-CEDICT as spaCy's {name} {version} tags them.
# Part of speech, words of it with one first letter.
"""
_CHINESE = regex.compile(
    r"\s?[(（\[][^()（）\[\]]*\p{Han}[^()（）\[\]]*[)）\]]|[\p{Han}·，、。；：！？《》]+"
)
"""Chinese, with the bracket around it: the tagger knows none."""
_READING = regex.compile(rf"{READING.pattern}|\[[^\]]*\]|CL:.*")
_WORD = regex.compile(r"[a-z]+(?:[’'][a-z]+)*")


def texts() -> Iterator[str]:
    """English without Chinese."""
    for passage in read_gold(ROOT / "training/cases"):
        yield _CHINESE.sub("", passage.text)
    yield from sorted({_READING.sub(" ", sense) for entry in entries() for sense in entry.senses})


def counted(english: English) -> dict[str, Counter[str]]:
    """How often each word, in small letters, is of each part of speech."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    said = list(texts())
    for text, reading in zip(said, read(english, said), strict=True):
        for token in reading.tokens:
            word = token.span.of(text).lower()
            if token.pos and _WORD.fullmatch(word):
                found[word.replace("’", "'")][token.pos] += 1
    return found


def rows(counts: dict[str, Counter[str]]) -> Iterator[str]:
    """The lines of the table, sorted."""
    lists: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for word, parts in counts.items():
        if parts.total() >= MIN_SEEN:
            most = max(sorted(parts), key=parts.__getitem__)
            lists[most, word[0]].append(word)
    for (part, _), words in sorted(lists.items()):
        yield f"{part}\t{' '.join(sorted(words))}\n"


if __name__ == "__main__":
    pipeline = load()
    header = HEADER.format(name=pipeline.name, version=pipeline.version)
    TARGET.write_text(header + "".join(rows(counted(pipeline))), encoding="utf-8")
