"""Findings as text for people, and as JSON, SARIF and JUnit for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from xml.sax.saxutils import escape, quoteattr

from annotate.glossary.findings import RULES, Finding, Place, Use
from annotate.text import CONTROLS

Json = str | int | float | None | list["Json"] | dict[str, "Json"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: Sequence[Finding]) -> str:
    """A block for each finding: the rule and its id, the message, who words it how, and where."""
    return "".join(_block(finding) for finding in findings)


def _block(finding: Finding) -> str:
    lines = [f"{finding.level}: {finding.message} [{finding.rule}, {finding.id}]"]
    lines += [f"    {_share(use)}" for use in finding.uses]
    if finding.uses:
        lines.append(f"    majority: {finding.majority or 'none'}")
    lines += [f"    {_where(place)}: {place.context}" for place in finding.places[:SHOWN]]
    if len(finding.places) > SHOWN:
        lines.append(f"    … and {len(finding.places) - SHOWN} more places")
    return "\n".join(lines) + "\n"


SHOWN = 5
"""Places that the text shows; the machine formats have all."""


def _share(use: Use) -> str:
    who = "; ".join(", ".join(part) for part in (use.documents, use.translators, use.dates) if part)
    return f"{use.count}× {use.wording} ({who})"


def _where(place: Place) -> str:
    return f"{place.document}:{place.line}:{place.column}"


def as_json(findings: Iterable[Finding]) -> str:
    """An array of objects; offsets are code points in the document's text."""
    found: list[Json] = [_object(finding) for finding in findings]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _object(finding: Finding) -> dict[str, Json]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "level": finding.level,
        "chinese": finding.chinese,
        "message": finding.message,
        "document": None if finding.document == "*" else finding.document,
        "majority": finding.majority,
        "uses": [
            {
                "wording": use.wording,
                "count": use.count,
                "documents": list(use.documents),
                "translators": list(use.translators),
                "dates": list(use.dates),
            }
            for use in finding.uses
        ],
        "places": [
            {
                "document": place.document,
                "path": place.path,
                "start": place.start,
                "end": place.end,
                "line": place.line,
                "column": place.column,
                "sentence": place.sentence or None,
                "context": place.context,
            }
            for place in finding.places
        ],
    }


def as_sarif(findings: Iterable[Finding]) -> str:
    """SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code hosts read it.

    Lines are those of the document's text, which for a marked-up source need not be the file's.
    """
    rules: list[Json] = [{"id": rule, "shortDescription": {"text": about}} for rule, about in RULES.items()]
    driver: dict[str, Json] = {"name": "annotate", "version": version("annotate-zh"), "rules": rules}
    results: list[Json] = [_result(finding) for finding in findings]
    run: dict[str, Json] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log: dict[str, Json] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(finding: Finding) -> dict[str, Json]:
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [_location(place) for place in finding.places[:1]],
        "relatedLocations": [_location(place) for place in finding.places[1:]],
        "partialFingerprints": {"annotate/v1": finding.id},
    }


def _location(place: Place) -> dict[str, Json]:
    region: dict[str, Json] = {
        "startLine": place.line,
        "startColumn": place.column,
        "snippet": {"text": place.context},
    }
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.path or place.document)},
            "region": region,
        },
        "logicalLocations": [{"name": place.document, "kind": "module"}],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"))


def as_junit(findings: Sequence[Finding]) -> str:
    """JUnit XML: a test case that fails for each finding; one that passes when there is none."""
    cases = (
        "".join(_case(finding) for finding in findings) or '<testcase classname="annotate" name="check"/>\n'
    )
    count = max(len(findings), 1)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites><testsuite name="annotate check" tests="{count}" failures="{len(findings)}" errors="0">\n'
        f"{cases}</testsuite></testsuites>\n"
    )


def _case(finding: Finding) -> str:
    name = _attribute(f"{finding.chinese} ({finding.id})")
    return (
        f'<testcase classname="annotate.{finding.rule}" name={name}>'
        f"<failure type={_attribute(finding.level)} message={_attribute(finding.message)}>"
        f"{escape(_clean(_block(finding)))}</failure></testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return CONTROLS.sub("\ufffd", text)
