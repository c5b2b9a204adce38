"""A deposit: every format in one zip file, with a manifest, the licence and checksums.

`sha256sum -c sha256sums.txt` checks it after unpacking.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from annotate import plugins
from annotate.export.contract import FORMAT_GROUP, Exporter, File, Material, Options, one_file, program
from annotate.export.json import Json, dumps
from annotate.export.ooxml import archive

NAME = "bundle"


def _render(material: Material, options: Options) -> bytes:
    found = plugins.discover(FORMAT_GROUP, Exporter)
    exporters = [exporter for _, exporter in found.plugins if exporter.name != NAME]
    return archive((file.name, file.data) for file in assemble(exporters, material, options))


def assemble(exporters: Sequence[Exporter], material: Material, options: Options) -> tuple[File, ...]:
    """The files of a deposit: what each of `exporters` writes in a folder of its name, and what vouches for it."""
    files = [
        File(f"{exporter.name}/{file.name}", file.data)
        for exporter in exporters
        for file in exporter.write(material, options)
    ]
    files.append(File("LICENCE.txt", _licence(material).encode()))
    files.append(File("manifest.json", _manifest(exporters, files, material, options).encode()))
    sums = "".join(f"{sha256(file.data).hexdigest()}  {file.name}\n" for file in files)
    return (*files, File("sha256sums.txt", sums.encode()))


def _licence(material: Material) -> str:
    terms = [term for term in (material.licence, material.licence_url) if term]
    said = "\n".join(terms) or "No licence is stated: ask the publisher before you pass this on."
    texts = sorted(
        {
            f"{d.source.id}: {d.source.metadata.licence}"
            for d in material.documents
            if d.source.metadata.licence
        }
    )
    apart = "\n".join(["", "Single texts state their own:", *texts]) if texts else ""
    return f"{material.title}\n{material.publisher or ''}\n\n{said}\n{apart}\n"


def _manifest(
    exporters: Sequence[Exporter], files: Sequence[File], material: Material, options: Options
) -> str:
    listed: list[Json] = [
        {"path": file.name, "bytes": len(file.data), "sha256": sha256(file.data).hexdigest()}
        for file in files
    ]
    formats: dict[str, Json] = {exporter.name: exporter.summary for exporter in exporters}
    documents: list[Json] = [
        {"id": doc.source.id, "title": doc.source.metadata.title, "url": doc.source.metadata.url}
        for doc in material.documents
    ]
    whole: dict[str, Json] = {
        "title": material.title,
        "publisher": material.publisher,
        "licence": material.licence,
        "licence_url": material.licence_url,
        "generator": f"annotate {program()}",
        "lang_tags": options.lang_tags,
        "entries": len(material.entries),
        "documents": documents,
        "formats": formats,
        "files": listed,
    }
    return dumps(whole, indent=1) + "\n"


EXPORTER = Exporter(
    NAME, "All formats in one zip, with manifest, licence and checksums", one_file("bundle.zip", _render)
)
