"""What the weight of a termbase's renderings (`annotate.gloss.termbase.WEIGHT`) is worth: `python -m tools.weigh_termbase`.

Each case of our gold is its own termbase: its Chinese with the heads that the gold gives. Printed is how many heads
are right where the Chinese is read, at each weight and without a termbase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.train import ROOT, source

from annotate.evaluate.gold import GoldPassage
from annotate.evaluate.load import read_gold
from annotate.gloss import Resources, choices, readings, resources
from annotate.gloss.edges import trim
from annotate.gloss.termbase import FEATURE, NO_TERMS, WEIGHT, Termbase

WEIGHTS = (0.0, 3.0, WEIGHT)


def own_termbase(passage: GoldPassage) -> Termbase:
    """The glosses of `passage` as a house would list them."""
    return Termbase.of(
        (gloss.zh.of(passage.text), head.of(passage.text))
        for gloss in passage.glosses
        for head in gloss.heads[:1]
        if head
    )


def right(passages: Sequence[GoldPassage], given: Resources, *, termbases: bool) -> tuple[int, int]:
    """How many heads are right, and how many of the gold's glosses were read at all."""
    good = count = 0
    for passage in passages:
        gold = {gloss.zh: gloss for gloss in passage.glosses}
        known = replace(given, termbase=own_termbase(passage) if termbases else NO_TERMS)
        for reading, choice in choices(readings(source(passage), known), known):
            home = reading.scene.surface.home
            gloss = gold.get(reading.scene.surface.view.home(reading.site.zh))
            if gloss is None:
                continue
            span = reading.candidates[choice.best].span
            head = trim(passage.text, home(span)) if span else None
            good += head in {trim(passage.text, one) for one in gloss.heads}
            count += 1
    return good, count


def main() -> None:
    """Print one line for each weight."""
    passages, given = read_gold(ROOT / "tests/gold/cases"), resources()
    print("without a termbase: {} of {}".format(*right(passages, given, termbases=False)))
    for weight in WEIGHTS:
        heads = {**given.model.heads, FEATURE: weight}
        weighed = replace(given, model=replace(given.model, heads=heads))
        print("weight {}: {} of {}".format(weight, *right(passages, weighed, termbases=True)), flush=True)


if __name__ == "__main__":
    main()
