from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path

import pytest

import annotate

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def unpacked() -> Path:
    """The folder into which `make test` unpacked the built wheel."""
    if "ANNOTATE_WHEEL" not in os.environ:
        pytest.skip("no wheel: run `make test`, which builds it")
    return Path(os.environ["ANNOTATE_WHEEL"])


def files(folder: Path) -> set[str]:
    kept = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix() for p in kept}


def test_the_tests_run_against_the_wheel(unpacked: Path) -> None:
    assert Path(annotate.__file__).is_relative_to(unpacked)


def test_the_wheel_holds_the_package_and_the_schemas(unpacked: Path) -> None:
    schemas = {f"schemas/{name}" for name in files(ROOT / "schemas")}
    assert files(unpacked / "annotate") == files(ROOT / "src" / "annotate") | schemas


def test_nobody_else_s_dictionary_is_in_the_wheel(unpacked: Path) -> None:
    assert not [name for name in files(unpacked) if "cedict" in name.lower() or name.endswith((".u8", ".gz"))]


def test_the_public_names_are_all_there() -> None:
    for name in annotate.__all__:
        assert getattr(annotate, name) is not None
    assert set(annotate.__all__) <= set(dir(annotate))
    with pytest.raises(AttributeError, match="no attribute “nothing”"):
        annotate.nothing  # noqa: B018  # the look-up is what fails


def test_the_version_is_that_of_the_project() -> None:
    assert f'version = "{metadata.version("annotate-zh")}"' in (ROOT / "pyproject.toml").read_text(
        encoding="utf-8"
    )
