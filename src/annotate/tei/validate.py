"""TEI files checked: the grammar, and what no grammar can say.

The rules after the grammar are also in `schemas/annotate.sch`, for other programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, cast

from lxml import etree

from annotate.errors import InputError
from annotate.tei.names import TEI, XINCLUDE, XML_ID, XML_LANG
from annotate.tei.reading import BOM, Fault, attributes, load, select
from annotate.tei.schemas import kind_of, relaxng

_NS: Final = {"t": TEI, "xi": XINCLUDE, "xml": "http://www.w3.org/XML/1998/namespace"}
_UNITS: Final = (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus")
_POINTERS: Final = ("target", "ref", "ana", "corresp", "from", "to")
_POINTING: Final = etree.XPath(
    "descendant::*[" + " or ".join(f"@{name}" for name in _POINTERS) + "]", namespaces=_NS
)
_LANGUAGES: Final = etree.XPath("descendant-or-self::*[@xml:lang]", namespaces=_NS)
_IDENTIFIED: Final = etree.XPath("descendant-or-self::*[@xml:id]", namespaces=_NS)
_NESTED: Final = etree.XPath("//t:s[ancestor::t:s]", namespaces=_NS)

MAX_NAME: Final = 255
"""The longest file name, in bytes, that file systems take."""

MAX_GRAMMAR: Final = 20
"""How many faults of grammar are told of one file: the later ones mostly follow from the first."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a file, with what mends it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def validate(path: Path) -> list[Problem]:
    """The faults of the TEI file at `path`, by line; none where it is valid.

    Pointers into `register.xml` are followed when it lies beside the file. Raises `InputError`
    where the file cannot be read at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return [replace(problem, file=str(path)) for problem in sorted(_check(data, path))]


def _check(data: bytes, path: Path) -> Iterator[Problem]:
    if data.startswith(BOM):
        yield Problem("", 1, "begins with a byte order mark; save the file as UTF-8 without BOM")
    root = load(data)
    if isinstance(root, Fault):
        yield Problem("", root.line, root.message)
    elif root.tag not in _UNITS:
        yield _at(root, f"the root is {root.tag}; it must be TEI or teiCorpus in the namespace {TEI}")
    else:
        yield from _grammar(root)
        yield from _name(root, path)
        yield from _identifiers(root)
        yield from _sentences(root)
        yield from _inclusions(root, path.parent)
        for unit in root.iter(*_UNITS):
            yield from _licence(unit)
            yield from _languages(unit)
            yield from _pointers(unit, path.parent)
            yield from _links(unit)


def _at(element: etree._Element, message: str) -> Problem:
    return Problem("", _line(element), message)


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 1


# the grammar


def _grammar(root: etree._Element) -> Iterator[Problem]:
    grammar = relaxng(kind_of(root))
    if grammar.validate(root):
        return
    entries = list(grammar.error_log)[:MAX_GRAMMAR]
    for line, message in dict.fromkeys((entry.line, entry.message) for entry in entries):
        yield Problem("", max(line, 1), f"does not fit the schema: {message}; see schemas/annotate.rnc")


# identifiers


def _name(root: etree._Element, path: Path) -> Iterator[Problem]:
    id_ = root.get(XML_ID)
    if id_ is not None and path.name != f"{id_}.xml":
        yield _at(root, f"the xml:id is “{id_}”; rename the file to {id_}.xml or the xml:id to “{path.stem}”")


def _identifiers(root: etree._Element) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for element in select(_IDENTIFIED, root):
        id_ = attributes(element)[XML_ID]
        if id_ in lines:
            yield _at(
                element, f"the xml:id “{id_}” stands in line {lines[id_]} already; give this one another"
            )
        lines.setdefault(id_, _line(element))


def _sentences(root: etree._Element) -> Iterator[Problem]:
    for element in select(_NESTED, root):
        yield _at(element, "a sentence stands inside a sentence; end the outer s before it, or remove one")


def _inclusions(root: etree._Element, folder: Path) -> Iterator[Problem]:
    for element in root.iterfind("xi:include", _NS):
        href = element.get("href", "")
        if _beside(folder, href) is None:
            yield _at(element, f"includes “{href}”, which is not beside it; add the file or remove this line")


def _beside(folder: Path, name: str) -> Path | None:
    """The file `name` in `folder`; `None` where it is not there or the name leads elsewhere."""
    if not name or Path(name).name != name or len(name.encode()) > MAX_NAME:
        return None
    path = folder / name
    return path if path.is_file() else None


# header


def _licence(unit: etree._Element) -> Iterator[Problem]:
    licence = unit.find("t:teiHeader/t:fileDesc/t:publicationStmt/t:availability/t:licence", _NS)
    if licence is None or not (licence.get("target") or (licence.text or "").strip()):
        yield _at(
            unit, "states no licence; fill publicationStmt/availability/licence (“licence” in corpus.toml)"
        )


def _languages(unit: etree._Element) -> Iterator[Problem]:
    declared = {
        language.get("ident")
        for header in _headers(unit)
        for language in header.iterfind(".//t:langUsage/t:language", _NS)
    }
    for element in _own(unit, _LANGUAGES):
        lang = attributes(element)[XML_LANG]
        if lang not in declared:
            yield _at(
                element, f'xml:lang “{lang}” is not declared; add <language ident="{lang}"> to langUsage'
            )


def _headers(unit: etree._Element) -> Iterator[etree._Element]:
    """The header of `unit` and those of the corpora around it."""
    for each in (unit, *unit.iterancestors(*_UNITS)):
        yield from each.iterfind("t:teiHeader", _NS)


def _own(unit: etree._Element, path: etree.XPath) -> list[etree._Element]:
    """What `path` finds in `unit`, but not in a document that `unit` includes."""
    found = select(path, unit)
    if not unit.findall("t:TEI", _NS):
        return found
    return [element for element in found if _unit_of(element) is unit]


def _unit_of(element: etree._Element) -> etree._Element:
    """The document or corpus that `element` belongs to, or is."""
    return element if element.tag in _UNITS else next(element.iterancestors(*_UNITS))


# pointers


def _pointers(unit: etree._Element, folder: Path) -> Iterator[Problem]:
    prefixes = _prefixes(unit)
    ids = frozenset(cast("list[str]", unit.getroottree().getroot().xpath("//@xml:id", namespaces=_NS)))

    @cache  # a document points thousands of times into the same one or two files
    def ids_in(file: str) -> frozenset[str] | None:
        return _ids_beside(folder, file) if file else ids

    for element in _own(unit, _POINTING):
        for name in _POINTERS:
            for pointer in (element.get(name) or "").split():
                fault = _fault(pointer, name, prefixes, ids_in)
                if fault:
                    yield _at(element, f"@{name} “{pointer}” {fault}")


def _prefixes(unit: etree._Element) -> dict[str, str]:
    return {
        definition.get("ident", ""): definition.get("replacementPattern", "")
        for header in _headers(unit)
        for definition in header.iterfind(".//t:listPrefixDef/t:prefixDef", _NS)
    }


def _fault(
    pointer: str, name: str, prefixes: Mapping[str, str], ids_in: Callable[[str], frozenset[str] | None]
) -> str:
    """What is wrong with a pointer; empty where it resolves, or points out of our reach.

    `ids_in` gives the ids of a file beside, or with an empty name of this one.
    """
    prefix, colon, rest = pointer.partition(":")
    if colon and prefix in prefixes:
        pointer = prefixes[prefix].replace("$1", rest)
    elif name != "target" and not pointer.startswith("#") and name != "corresp":
        return f"has a prefix that no prefixDef declares; declare “{prefix}” or write #id"
    file, hash_, id_ = pointer.partition("#")
    if not hash_ or _scheme(file):
        return ""
    known = ids_in(file)
    if known is None or id_ in known:
        return ""
    return f"points at nothing: no xml:id “{id_}” in {file or 'this file'}; mend the pointer or add what it names"


def _scheme(address: str) -> bool:
    return ":" in address.partition("/")[0]


def _ids_beside(folder: Path, name: str) -> frozenset[str] | None:
    """The ids of a file beside; `None` where it is not there or no XML, which its own check tells."""
    path = _beside(folder, name)
    if path is None or path.suffix != ".xml":
        return None
    status = path.stat()
    return _ids(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _ids(path: Path, modified: int, size: int) -> frozenset[str] | None:  # noqa: ARG001  # the key of the cache
    root = load(path.read_bytes())
    if isinstance(root, Fault):
        return None
    return frozenset(cast("list[str]", root.xpath("//@xml:id")))


def _links(unit: etree._Element) -> Iterator[Problem]:
    """Glosses whose `target` and whose link disagree."""
    linked: dict[str, str] = {}
    for link in unit.iterfind("t:standOff/t:linkGrp/t:link", _NS):
        term, _, gloss = (link.get("target") or "").partition(" ")
        linked[gloss] = term
    for element in unit.iterfind("t:text//t:gloss", _NS):
        target = element.get("target")
        link_target = linked.get(f"#{element.get(XML_ID)}")
        if target != link_target:
            told = f"its link names {link_target}" if link_target else "no link names it"
            yield _at(element, f"the gloss points at {target or 'no term'}, but {told}; make the two agree")
