from __future__ import annotations

import pytest

from annotate.errors import ConfigError
from annotate.model import Span
from annotate.tag import english as en


def test_a_model_that_is_not_there_is_named_with_its_cure() -> None:
    with pytest.raises(ConfigError, match=r"no_such_model.*install"):
        en.load("no_such_model")


def test_the_model_says_who_it_is(english: en.English) -> None:
    assert english.name
    assert english.version.startswith("3.")
    assert len(english.digest) == 64
    assert "parser" not in english.nlp.pipe_names


def test_readings_come_in_order_with_words_sentences_and_names(english: en.English) -> None:
    texts = [f"Anna, number {n}, lives in London. It is well." for n in range(70)]
    readings = list(en.read(english, texts))
    assert len(readings) == len(texts)
    for text, reading in zip(texts, readings, strict=True):
        assert [s.of(text) for s in reading.sentences] == [text[: text.index(".") + 1], "It is well."]
        assert ("London", "GPE") in [(span.of(text), label) for span, label in reading.names]
        assert reading.tokens[0].span == Span(0, 4)
        assert "live" in [t.lemma for t in reading.tokens]
