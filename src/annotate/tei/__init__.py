"""TEI P5: documents, the corpus and its register written, read back and checked."""

from annotate.tei.build import build
from annotate.tei.corpus import build_corpus
from annotate.tei.header import Application, Provenance
from annotate.tei.parse import parse
from annotate.tei.register import build_register, parse_register
from annotate.tei.validate import Problem, validate

__all__ = [
    "Application",
    "Problem",
    "Provenance",
    "build",
    "build_corpus",
    "build_register",
    "parse",
    "parse_register",
    "validate",
]
