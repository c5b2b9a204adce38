"""Files of every legal shape against jing: our own schema, and all of TEI."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from annotate import tei
from annotate.config import CorpusConfig
from annotate.model import Document
from tests.tei.documents import documents
from tests.tei.jing import SCHEMAS, faults, tei_all

SAMPLES = 60


def samples(folder: Path) -> list[Path]:
    """TEI files of generated documents, the same in each run."""
    made: list[bytes] = []

    @settings(
        max_examples=SAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def generate(document: Document) -> None:
        made.append(tei.build(document, corpus=CorpusConfig(licence="CC0-1.0")))

    generate()
    for number, data in enumerate(made):
        (folder / f"{number}.xml").write_bytes(data)
    return sorted(folder.glob("*.xml"))


def test_generated_files_are_valid_tei(tmp_path: Path) -> None:
    files = samples(tmp_path)
    assert len(files) == SAMPLES
    assert faults(tei_all(), files) == ""
    assert faults(SCHEMAS / "annotate.rng", files) == ""
