"""TEI P5: documents, the corpus and its register written, read back and checked."""

from annotate.tei.build import build
from annotate.tei.header import Application, Provenance
from annotate.tei.parse import parse

__all__ = ["Application", "Provenance", "build", "parse"]
