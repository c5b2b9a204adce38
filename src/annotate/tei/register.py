"""The register of entities: one TEI file of lists for the whole corpus, written and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, cast

from annotate.config import CorpusConfig
from annotate.errors import InputError
from annotate.model import Entity, EntityType, Name
from annotate.tei.corpus import PROLOGUE, small_header
from annotate.tei.header import NO_PROVENANCE, Provenance
from annotate.tei.names import REGISTER, TEI, XML_ID, XML_LANG
from annotate.tei.reading import attributes, parse_xml
from annotate.tei.writing import Element, group, leaf, render

if TYPE_CHECKING:
    from lxml import etree

LISTS: Final[dict[EntityType, tuple[str, str, str]]] = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "org": ("listOrg", "org", "orgName"),
    "work": ("listBibl", "bibl", "title"),
    "event": ("listEvent", "event", "label"),
}
"""For each type of entity the list, its member and the member's names, in order of writing."""

_NS = {"t": TEI}


def build_register(
    entities: Iterable[Entity], corpus: CorpusConfig, *, provenance: Provenance = NO_PROVENANCE
) -> bytes:
    """The file `register.xml`: the entities by type, in the order of `LISTS`, then in the order given."""
    known = list(entities)
    lists = [_list(kind, [entity for entity in known if entity.type == kind]) for kind in LISTS]
    nothing = None if known else leaf("seg", "No entity was found.")
    langs = {name.lang for entity in known for name in entity.names}
    title = leaf("title", f"{corpus.title}: register of entities", type="main")
    header = small_header(
        corpus, [title], "Names gathered from the documents of the corpus.", langs, provenance
    )
    root = group(
        "TEI",
        header,
        group("standOff", *lists, nothing),
        xmlns=TEI,
        xml_id=REGISTER,
        xml_lang=corpus.language,
    )
    return f"{PROLOGUE}{render(root)}\n".encode()


def _list(kind: EntityType, entities: Sequence[Entity]) -> Element | None:
    name, _, _ = LISTS[kind]
    return group(name, *map(_member, entities)) if entities else None


def _member(entity: Entity) -> Element:
    _, member, naming = LISTS[entity.type]
    names = [_name(naming, name) for name in entity.names]
    identifiers = [leaf("idno", value, type=authority) for authority, value in entity.identifiers]
    return group(member, *names, *identifiers, xml_id=entity.id)


def _name(element: str, name: Name) -> Element:
    return leaf(element, name.text, type=name.kind, xml_lang=name.lang, n=str(name.count))


def parse_register(data: bytes, *, name: str = "register.xml") -> tuple[Entity, ...]:
    """The entities of a register that `build_register` wrote, grouped by type.

    Raises `InputError` where it is not sound XML or no register; `name` opens the message.
    """
    root = parse_xml(data, name)
    standoff = root.find("t:standOff", _NS)
    if root.tag != f"{{{TEI}}}TEI" or standoff is None or root.find("t:text", _NS) is not None:
        raise InputError(
            f"{name}: is no register of entities; its root must be TEI with a standOff and no text"
        )
    try:
        return tuple(_entities(standoff))
    except (KeyError, ValueError) as error:
        raise InputError(f"{name}: is a register of another make: {error}") from error


def _entities(standoff: etree._Element) -> Iterator[Entity]:
    for kind, (list_, member, naming) in LISTS.items():
        for element in standoff.iterfind(f"t:{list_}/t:{member}", _NS):
            yield Entity(
                id=attributes(element)[XML_ID],
                type=kind,
                names=tuple(map(_read_name, element.iterfind(f"t:{naming}", _NS))),
                identifiers=tuple(
                    (attributes(idno)["type"], idno.text or "") for idno in element.iterfind("t:idno", _NS)
                ),
            )


def _read_name(element: etree._Element) -> Name:
    return Name(
        text=element.text or "",
        lang=attributes(element)[XML_LANG],
        kind=cast(
            "Literal['preferred', 'variant', 'acronym', 'short', 'pinyin']", attributes(element)["type"]
        ),
        count=int(attributes(element)["n"]),
    )
