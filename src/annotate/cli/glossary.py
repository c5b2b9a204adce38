"""`annotate export` and `annotate check`: the glossary of a built corpus, written and examined."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast, get_args

import click

from annotate.errors import ConfigError, OutputError
from annotate.model import GlossType

if TYPE_CHECKING:
    from annotate.curated import Curated
    from annotate.export import Exporter, File, Options
    from annotate.export.contract import LangTags
    from annotate.export.selection import Selection
    from annotate.glossary.entries import Review, TermStatus
    from annotate.glossary.findings import Finding

REVIEWS = ("unreviewed", "accepted", "rejected")
STATUSES = ("preferred", "admitted", "deprecated", "superseded")
FORMATS = "annotate export --list"


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path), required=False)
@click.option(
    "--format", "name", default="csv", show_default=True, help=f"The format; “{FORMATS}” names all."
)
@click.option("--list", "listing", is_flag=True, help="List the formats and stop.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder; - is standard output.")
@click.option(
    "--type", "types", multiple=True, type=click.Choice(get_args(GlossType)), help="Only this type."
)
@click.option(
    "--status",
    multiple=True,
    type=click.Choice([*REVIEWS, *STATUSES]),
    help="Only entries or terms so ruled.",
)
@click.option(
    "--min-count", type=click.IntRange(min=0), default=1, show_default=True, help="Glosses at least."
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Mean confidence at least.")
@click.option("--document", "documents", multiple=True, help="Only what stands in this document.")
@click.option(
    "--lang-tags",
    type=click.Choice(["zh-Hans", "zh-CN"]),
    default="zh-Hans",
    show_default=True,
    help="Tags by script, or by region (then traditional forms are tagged zh-TW).",
)
@click.option(
    "--base", default="urn:annotate:", show_default=True, help="How identifiers of linked data begin."
)
def export(
    *,
    corpus: Path | None,
    name: str,
    listing: bool,
    output: Path | None,
    types: tuple[str, ...],
    status: tuple[str, ...],
    min_count: int,
    min_confidence: float,
    documents: tuple[str, ...],
    lang_tags: str,
    base: str,
) -> None:
    """Write the glossary of CORPUS, or the corpus itself, in one of many formats.

    CORPUS is a folder that `annotate build` has built. Decisions in its decisions.tsv are in effect.
    Without -o the files go to CORPUS/build/export/.
    """
    from annotate import curated, plugins
    from annotate.export import FORMAT_GROUP, Exporter, Options
    from annotate.export.selection import Selection

    if listing:
        _list_formats()
        return
    if corpus is None:
        raise ConfigError(f"name the corpus: annotate export CORPUS --format {name}")
    exporter = plugins.get(FORMAT_GROUP, name, Exporter)
    found = curated.read(corpus)
    tell_idle(found)
    selection = Selection(
        types=cast("tuple[GlossType, ...]", types),
        reviews=cast("tuple[Review, ...]", tuple(s for s in status if s in REVIEWS)),
        statuses=cast("tuple[TermStatus, ...]", tuple(s for s in status if s in STATUSES)),
        documents=_known(documents, found),
        min_count=min_count,
        min_confidence=min_confidence,
    )
    options = Options(lang_tags=cast("LangTags", lang_tags))
    _save(_files(exporter, found, selection, options, base), _target(found, output, exporter))


def _list_formats() -> None:
    from annotate import plugins
    from annotate.export import FORMAT_GROUP, Exporter

    found = plugins.discover(FORMAT_GROUP, Exporter)
    width = max(len(name) for name, _ in found.plugins)
    for name, exporter in found.plugins:
        click.echo(f"{name:<{width}}  {exporter.summary}")
    for _, error in found.broken:
        click.echo(f"annotate: {error}", err=True)


def tell_idle(found: Curated) -> None:
    """Report the decisions that no longer apply, on standard error."""
    from annotate.glossary.decisions import FILE

    for decision, reason in found.idle:
        place = f"{found.folder / FILE}: line {decision.line}"
        click.echo(
            f"annotate: {place}: “{decision.action} {decision.chinese}” does not apply: {reason}", err=True
        )


def _known(documents: tuple[str, ...], found: Curated) -> tuple[str, ...]:
    from annotate.config import unknown

    ids = [document.source.id for document in found.documents]
    for document in documents:
        if document not in ids:
            raise ConfigError(f"no document {unknown(document, ids)}")
    return documents


def _files(
    exporter: Exporter, found: Curated, selection: Selection, options: Options, base: str
) -> tuple[File, ...]:
    from annotate.export import Material
    from annotate.export.selection import select

    entries = select(found.entries, selection)
    if not entries:
        raise ConfigError("no entry is left to export; ask for less with --type, --status, --min-count …")
    documents = tuple(
        d for d in found.documents if not selection.documents or d.source.id in selection.documents
    )
    about = found.config
    material = Material(
        entries,
        documents,
        title=about.title,
        licence=about.licence,
        licence_url=about.licence_url,
        publisher=about.publisher,
        base=base,
    )
    return exporter.write(material, options)


def _target(found: Curated, output: Path | None, exporter: Exporter) -> Path:
    """Where to write: what the user says, or a folder of the format's name in the build."""
    if output is not None:
        return output
    return found.out / "export" / exporter.name


def _save(files: tuple[File, ...], target: Path) -> None:
    from annotate import output

    if str(target) == "-":
        if len(files) > 1:
            raise OutputError(f"this format has {len(files)} files; name a folder with -o")
        click.echo(files[0].data, nl=False)
        return
    alone = len(files) == 1 and target.suffix and not target.is_dir()
    for file in files:
        path = target if alone else target / _below(file.name)
        output.write(path, file.data)
        click.echo(str(path))


def _below(name: str) -> str:
    """`name`, a file's path in an export; it must not lead out of the target."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise OutputError(
            f"the exporter names a file “{name}” outside its folder; report this to its authors"
        )
    return name


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--against", type=click.Path(path_type=Path), help="A termbase: TBX, TMX, CSV or XLSX.")
@click.option("--strict", is_flag=True, help="Exit with 1 when there is a finding.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="How to report.",
)
def check(*, corpus: Path, against: Path | None, strict: bool, shape: str) -> None:
    """Report where the glossary of CORPUS does not agree with itself, or with a termbase.

    One term rendered in several ways, pinyin that does not read its characters, forms of two
    scripts that do not correspond, a gloss that comes late or twice … Nothing is ever mended.
    What is meant to be so: “annotate accept CORPUS --finding ID”.
    """
    from annotate import curated
    from annotate.glossary import reports

    found = curated.read(corpus)
    tell_idle(found)
    findings = findings_of(found, against)
    writers: dict[str, Callable[[Sequence[Finding]], str]] = {
        "text": lambda listed: reports.as_text(listed) + _summary(listed),
        "json": reports.as_json,
        "sarif": reports.as_sarif,
        "junit": reports.as_junit,
    }
    click.echo(writers[shape](findings), nl=False)
    if strict and (findings or found.idle):
        sys.exit(1)


def findings_of(found: Curated, against: Path | None) -> tuple[Finding, ...]:
    """What the checks find on the entries of `found`, and against the termbase if there is one."""
    from annotate.glossary import compare, consistency, kept, termbases

    entries = kept(found.entries)
    findings = consistency.check(entries, found.documents, found.decisions)
    if against is None:
        return findings
    return (*findings, *compare.compare(entries, found.documents, termbases.read(against), found.decisions))


def _summary(findings: Sequence[Finding]) -> str:
    warnings = sum(finding.level == "warning" for finding in findings)
    return f"{len(findings)} findings: {warnings} warnings, {len(findings) - warnings} notes\n"
