"""Fixtures that every room shares, and the rule on skipped tests."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SHARED_FILES = ("CONVENTIONS.md", "gold/seed.json", "gold/dev.jsonl", "real/essays")
ABSENT = "../shared absent"
"""The one reason for which a test may skip under CI: that folder is not part of a clone."""

settings.register_profile(
    "default",
    max_examples=100,
    deadline=None,  # a shared machine stalls at random
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material beside the project; skips where it is absent, fails where it is broken."""
    if not SHARED.is_dir():
        pytest.skip(ABSENT)
    missing = [name for name in SHARED_FILES if not (SHARED / name).exists()]
    assert not missing, f"../shared is there but lacks {', '.join(missing)}"
    return SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI=true a skip is a failure, unless `../shared` is what is missing."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for whole modules (`importorskip`)."""
    report = yield
    _forbid_skip(report)
    return report


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("CI") == "true" and ABSENT not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr}"
