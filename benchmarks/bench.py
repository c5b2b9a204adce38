"""What a build costs, against the taggers alone on the same text, and how much memory it takes.

Every figure is a ratio or a peak from one run on documents made here, so that it holds on any
machine. `python benchmarks/bench.py` prints them all; `--quick` uses fewer documents.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

SEED = 7
PARAGRAPHS = 9
ROUNDS = 5
"""A ratio is taken within each round, for a machine's speed drifts from round to round; the median counts."""

NAMES = (
    ("Wang Shoufeng", "王守峰"), ("Lin Meihua", "林美华"), ("Zhao Guoqiang", "赵国强"), ("Chen Yulan", "陈玉兰"),
    ("Anyang County", "安阳县"), ("Henan Province", "河南省"), ("Bank of China Tower", "中国银行大厦"),
    ("Ministry of Education", "教育部"), ("Southern Metropolis Daily", "南方都市报"), ("Peking University", "北京大学"),
)  # fmt: skip
TERMS = (
    ("stability maintenance", "维稳"), ("moderately prosperous society", "小康社会"), ("general laws", "一般规律"),
    ("household registration", "户口"), ("rural revitalisation", "乡村振兴"), ("common prosperity", "共同富裕"),
    ("hardening", "板结"), ("mutual learning among civilisations", "文明互鉴"), ("filial piety", "孝顺"),
)  # fmt: skip
CARRIERS = (
    "Last spring the county published a plan for {term} ({term_zh}), and {name} ({name_zh}) defended it in public.",
    "Few of the older residents had heard of “{term}” ({term_zh}) before the meeting.",
    "According to {name} ({name_zh}), the roads were mended twice before the rains came.",
    "The report, which runs to ninety pages, says little about what the farmers themselves had asked for.",
    "Nobody at the station knew when the next bus would leave, so they walked along the river instead.",
    "In the archive she found three letters, two maps and a list of everyone who had paid for the bridge.",
    "Prices rose by four per cent in the first quarter, while wages in the valley hardly moved at all.",
    "What the officials called {term} ({term_zh}) was, in the end, a matter of who kept the keys.",
    "The teachers spoke about it for years; some of them still keep the programme in a drawer at home.",
    "Every household was asked to send one person, and most of them sent whoever could be spared.",
)


def text(number: int) -> str:
    """The text of document `number`: about 900 words with some 40 glosses, as an essay has."""
    chance = random.Random(SEED * 1_000_003 + number)  # noqa: S311  # a benchmark needs the same text each time
    return "\n\n".join(" ".join(_sentence(chance) for _ in range(6)) for _ in range(PARAGRAPHS)) + "\n"


def _sentence(chance: random.Random) -> str:
    (name, name_zh), (term, term_zh) = chance.choice(NAMES), chance.choice(TERMS)
    return chance.choice(CARRIERS).format(name=name, name_zh=name_zh, term=term, term_zh=term_zh)


def make_corpus(folder: Path, documents: int) -> None:
    """Write `documents` texts into `folder`."""
    folder.mkdir(parents=True)
    for number in range(documents):
        (folder / f"text-{number:05}.txt").write_text(text(number), encoding="utf-8")


def seconds(call: Callable[[], object]) -> float:
    """How long `call` takes in CPU time of this process, which a busy neighbour distorts least."""
    start = time.process_time()
    call()
    return time.process_time() - start


def costs(documents: int) -> Iterator[str]:
    """The build and its first half as ratios to the taggers."""
    from annotate import build, gloss, locate, pipeline
    from annotate.config import DEFAULTS
    from annotate.model import Source

    engines = pipeline.engines(DEFAULTS)
    if engines.english is None:
        raise SystemExit("the benchmark needs a spaCy model")
    nlp = engines.english.nlp
    texts = [text(number) for number in range(documents)]
    pieces = [piece for one in texts for _, piece in (*NAMES, *TERMS) for _ in range(one.count(piece))]
    forget = gloss.resources().encoder.forget  # each round meets the texts for the first time
    cut = engines.chinese.tokenizer.cut

    def bare_spacy() -> None:
        for document in nlp.pipe(texts, batch_size=6):
            len(document)

    def bare_jieba() -> None:
        for piece in pieces:
            list(cut(piece))

    def build_all() -> None:
        forget()
        build(locate(folder))

    def find() -> None:
        forget()
        for number, one in enumerate(texts):
            pipeline.find(Source(id=f"t{number}", text=one))

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        make_corpus(Path(place) / "first", 1)
        build(
            locate(Path(place) / "first")
        )  # loads dictionaries, weights and schemas, as spaCy's model is loaded
        bare_spacy()
        make_corpus(folder, documents)
        rounds = [
            (seconds(bare_spacy), seconds(bare_jieba), seconds(find), seconds(build_all))
            for _ in range(ROUNDS)
        ]
    builds = sorted(whole / (spacy + jieba) for spacy, jieba, _, whole in rounds)
    finds = median(finding / spacy for spacy, _, finding, _ in rounds)
    yield f"documents                                {documents:>8}"
    yield f"bare spaCy (same components), seconds    {median(spacy for spacy, *_ in rounds):>8.2f}"
    yield f"bare jieba on the glosses, seconds       {median(jieba for _, jieba, *_ in rounds):>8.2f}"
    yield f"build / (spaCy + jieba)                  {median(builds):>8.2f}   at most 1.5 (rounds: {builds[0]:.2f} to {builds[-1]:.2f})"
    yield f"finding and aligning / spaCy             {finds:>8.2f}   below 1"


def peak(documents: int) -> int:
    """The peak memory of a build of `documents`, in MiB, in a process of its own."""
    command = [sys.executable, __file__, "--peak-of", str(documents)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak_here(documents: int) -> int:
    """Build in this process and tell its peak memory in MiB."""
    from annotate import build, locate

    with tempfile.TemporaryDirectory() as place:
        make_corpus(Path(place) / "texts", documents)
        build(locate(Path(place) / "texts"))
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage // (1024 * 1024 if sys.platform == "darwin" else 1024)


HOSTILE = {
    "open brackets": "(",
    "bracket pairs": "()",
    "nested glosses": "(维",
    "Han": "维稳好学",
    "quotes": "“",
    "straight quotes": '"a ',
    "capitals": "Aa ",
    "capitals and Han": "Aa 维",
    "hyphens": "a-",
    "line breaks": "\n",
}
"""Units of text that, repeated for a megabyte, have made programs of this kind quadratic."""

DENSE = frozenset({"nested glosses", "capitals and Han"})
DENSER = 50
"""These are all gloss, a thousand times as dense as prose, each of which costs a millisecond: less will do."""


GLOSS = " stability maintenance (维稳)"
"""Ends each of these texts: one without any Chinese is not even looked at."""


def growth(unit: str, size: int) -> float:
    """How many times as long twice the text takes: 2 is linear."""
    from annotate import pipeline
    from annotate.model import Source

    half, whole = (unit * (size // len(unit) // part) + GLOSS for part in (2, 1))
    small = min(seconds(lambda: pipeline.find(Source(id="t", text=half))) for _ in range(2))
    large = min(seconds(lambda: pipeline.find(Source(id="t", text=whole))) for _ in range(2))
    return large / max(small, 0.01)


def growths(size: int) -> Iterator[str]:
    """The growth for each hostile unit."""
    yield "time at so many characters / time at half of them (2 is linear, less is as good)"
    for name, unit in HOSTILE.items():
        here = size // DENSER if name in DENSE else size
        yield f"  {name:<26} {here:>11,} {growth(unit, here):>8.2f}"


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer documents, smaller texts")
    parser.add_argument("--peak-of", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak_of:
        print(peak_here(options.peak_of))
        return
    for documents in (
        (20, 60) if options.quick else (100, 1000)
    ):  # first: a child starts from its parent's peak
        print(f"peak memory at {documents:>5,} documents, MiB       {peak(documents):>8,}", flush=True)
    for line in costs(24 if options.quick else 120):
        print(line, flush=True)
    for line in growths(200_000 if options.quick else 1_000_000):
        print(line, flush=True)


if __name__ == "__main__":
    main()
