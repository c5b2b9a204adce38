"""What spaCy alone and jieba alone would find, to compare with: identical strings are one entity, nothing else is linked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from annotate.model import EntityType, Mention, Span
from annotate.tag import chinese as zh
from annotate.tag import english as en
from annotate.tag.passages import passages
from annotate.tag.tokens import chinese_stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotate.model import Source

_LABELS: Mapping[str, EntityType] = MappingProxyType(
    {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "org", "WORK_OF_ART": "work",
     "LAW": "work", "EVENT": "event"}
)  # fmt: skip
_FLAGS: Mapping[str, EntityType] = MappingProxyType(
    {"nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "org"}
)


def spacy_alone(english: en.English, source: Source) -> Iterator[Mention]:
    """SpaCy's named spans as they come, the glosses left in the text."""
    read = [p for p in passages(source, ()) if p.kind != "raw"]
    for passage, reading in zip(read, en.read(english, [p.view.text for p in read]), strict=True):
        for span, label in reading.names:
            if kind := _LABELS.get(label):
                home = passage.view.home(span)
                yield Mention(home, "en", kind, home.of(source.text))


def jieba_alone(chinese: zh.Chinese, source: Source) -> Iterator[Mention]:
    """The words that jieba flags as names, in every run of Chinese."""
    for run in chinese_stretches(source.text, Span(0, len(source.text)), []):
        for token in zh.words(chinese, run.of(source.text)):
            if kind := _FLAGS.get(token.tag or ""):
                span = Span(run.start + token.span.start, run.start + token.span.end)
                yield Mention(span, "zh", kind, span.of(source.text))
