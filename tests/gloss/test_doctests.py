"""The examples in the docstrings of the room are true."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import annotate.gloss

MODULES = sorted(module.name for module in pkgutil.iter_modules(annotate.gloss.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(import_module(f"annotate.gloss.{name}"))
    assert result.failed == 0


def test_there_are_examples() -> None:
    modules = (import_module(f"annotate.gloss.{name}") for name in MODULES)
    assert sum(doctest.testmod(module).attempted for module in modules) >= 3
