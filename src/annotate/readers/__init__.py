"""A file's bytes to a `Source`, by the reader plug-in that takes its suffix."""

from __future__ import annotations

from pathlib import Path, PurePath

from annotate.errors import AnnotateError, InputError
from annotate.model import Source
from annotate.plugins import READERS, Found, RawFile, Reader, discover

__all__ = ["read", "read_bytes", "suffixes"]

_FALLBACK = "text"
"""The reader for a file whose suffix nobody declares, and for standard input."""


def read(path: Path, *, encoding: str | None = None) -> Source:
    """The `Source` in the file `path`; `encoding` overrules the detection.

    Raises `InputError` when the file cannot be opened, or when no reader can read it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot read the file: {error.strerror or error}") from error
    return read_bytes(data, name=str(path), encoding=encoding)


def read_bytes(data: bytes, *, name: str, format: str | None = None, encoding: str | None = None) -> Source:  # noqa: A002 -- the word of the interface
    """The `Source` in `data`, by the reader called `format` or by the suffix of `name`.

    Where several readers take the suffix, the first that succeeds wins. Raises `InputError`
    with what each of them said when none does.
    """
    raw = RawFile(name, data, encoding)
    excuses: list[tuple[str, AnnotateError]] = []
    for label, reader in _candidates(name, format):
        try:
            return reader.read(raw)
        except InputError as error:
            excuses.append((label, error))
    raise _nobody(name, excuses)


def suffixes() -> tuple[str, ...]:
    """Every suffix that an installed reader takes, in lower case with the dot, sorted."""
    return tuple(sorted({suffix for _, reader in _readers().plugins for suffix in reader.suffixes}))


def _readers() -> Found[Reader]:
    return discover(READERS, Reader)


def _candidates(name: str, wanted: str | None) -> list[tuple[str, Reader]]:
    """The readers to try, in order."""
    plugins = _readers().plugins
    if wanted is not None:
        chosen = [pair for pair in plugins if pair[0] == wanted]
        if not chosen:
            known = ", ".join(label for label, _ in plugins)
            raise InputError(f"{name}: no reader is called {wanted!r}; choose from {known}")
        return chosen
    suffix = PurePath(name).suffix.lower()
    by_suffix = [pair for pair in plugins if suffix in pair[1].suffixes]
    return by_suffix or [pair for pair in plugins if pair[0] == _FALLBACK]


def _nobody(name: str, excuses: list[tuple[str, AnnotateError]]) -> InputError:
    """The error when all readers declined: one excuse as it is, several each under its name."""
    broken = [*_readers().broken]
    if len(excuses) == 1 and not broken:
        return InputError(str(excuses[0][1]))
    if not excuses and not broken:
        return InputError(f"{name}: no reader is installed; reinstall annotate-zh")
    said = "; ".join(f"{label}: {error}" for label, error in [*excuses, *broken])
    return InputError(f"{name}: no reader could read it ({said})")
