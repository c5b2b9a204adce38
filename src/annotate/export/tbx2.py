"""TBX v2 (ISO 30042:2008, TBX-Basic): the version that OmegaT, translate-toolkit and Weblate read."""

from __future__ import annotations

from annotate.export.contract import Exporter, Material, Options, one_file
from annotate.export.tbx import Dialect, render

V2 = Dialect(
    root='martif type="TBX-Basic" xml:lang="en"',
    header="martifHeader",
    entry="termEntry",
    language="langSet",
    term="tig",
)


def _render(material: Material, options: Options) -> bytes:
    return render(V2, material, options)


EXPORTER = Exporter(
    "tbx2", "TBX v2 (TBX-Basic): OmegaT, translate-toolkit, Weblate", one_file("glossary-v2.tbx", _render)
)
