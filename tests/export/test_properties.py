"""Any term at all goes through every format that can be read back as a termbase."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import plugins
from annotate.export import FORMAT_GROUP, Exporter, Material, Options
from annotate.export.characters import visible
from annotate.glossary import Term
from annotate.glossary.entries import entry_from_terms
from annotate.glossary.packing import pack, unpack
from annotate.glossary.termbases import read_bytes
from annotate.glossary.wording import join_chinese, squash
from tests.export.material import flat

FORMATS = {"tbx": "tbx", "tbx2": "tbx", "csv": "csv", "csv-excel": "csv", "xlsx": "xlsx"}
TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)


@settings(max_examples=60)
@given(TEXT, TEXT)
def test_a_term_comes_back(english: str, chinese: str) -> None:
    en, zh = squash(visible(english)), join_chinese(visible(chinese)) + "国"
    if not en:
        return
    entry = entry_from_terms([Term(en, "en", 1, status="preferred")], [Term(zh, "zh-Hans", 1)])
    for name, suffix in FORMATS.items():
        (file,) = plugins.get(FORMAT_GROUP, name, Exporter).write(Material((entry,)), Options())
        (back, *_) = read_bytes(file.data, name=f"x.{suffix}")
        assert flat(en) in {flat(term.text) for term in back.english_terms}, name
        assert flat(zh) in {flat(term.text) for term in back.chinese_terms}, name


@given(st.lists(st.tuples(TEXT, st.integers(0, 99)), max_size=5))
def test_terms_in_one_cell_come_back(texts: list[tuple[str, int]]) -> None:
    terms = tuple(Term(text, "en", count) for text, count in texts)
    assert unpack(pack(terms)) == terms
