"""A small typed registry over entry points: who reads which files, who exports what.

Built-in plug-ins are declared in `pyproject.toml` exactly as those of other packages are, so
nothing here knows a reader or an exporter by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

from annotate.errors import PluginError
from annotate.model import Source

READERS = "annotate.readers"
"""The entry-point group of readers; each entry names a `Reader`."""

EXPORTERS = "annotate.exporters"
"""The entry-point group of exporters."""

PluginT = TypeVar("PluginT")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file's bytes before anybody has read them."""

    name: str
    """The path as the user wrote it, for messages and for `Source.path`."""
    data: bytes
    encoding: str | None = None
    """The encoding that the user forces; `None` lets the reader find out."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader plug-in declares: its name, the suffixes it takes, and how it reads.

    `read` returns the `Source`, or raises `InputError` with the reason why it cannot.
    """

    name: str
    suffixes: tuple[str, ...]
    """File suffixes in lower case, with the dot."""
    read: Callable[[RawFile], Source]


@dataclass(frozen=True, slots=True)
class Found(Generic[PluginT]):
    """What an entry-point group holds: the plug-ins that load and, apart, those that do not."""

    plugins: tuple[tuple[str, PluginT], ...]
    """Pairs of the entry's name and the loaded plug-in, ordered by name."""
    broken: tuple[tuple[str, PluginError], ...] = ()


def discover(group: str, kind: type[PluginT]) -> Found[PluginT]:
    """Load every plug-in of `group`; each must be a `kind`.

    A plug-in that fails to load is listed as broken and stops nobody else.
    """
    return load(_declared(group), kind)


@cache
def _declared(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of `group` by name; asking the installation costs milliseconds."""
    return tuple(sorted(entry_points(group=group), key=lambda entry: entry.name))


def load(entries: Iterable[EntryPoint], kind: type[PluginT]) -> Found[PluginT]:
    """Load `entries` in their order, the broken ones apart."""
    plugins: list[tuple[str, PluginT]] = []
    broken: list[tuple[str, PluginError]] = []
    for entry in entries:
        try:
            plugins.append((entry.name, _load(entry, kind)))
        except PluginError as error:
            broken.append((entry.name, error))
    return Found(tuple(plugins), tuple(broken))


def get(group: str, name: str, kind: type[PluginT]) -> PluginT:
    """The plug-in of `group` that is called `name`.

    Raises `PluginError` when it is broken or when nobody declares that name.
    """
    found = discover(group, kind)
    for known, plugin in found.plugins:
        if known == name:
            return plugin
    for known, error in found.broken:
        if known == name:
            raise error
    names = ", ".join(known for known, _ in found.plugins) or "none is installed"
    raise PluginError(f"no plug-in {name!r} in the group {group}: choose from {names}")


def _load(entry: EntryPoint, kind: type[PluginT]) -> PluginT:
    """The object behind `entry`, or a `PluginError` that names the package to mend."""
    try:
        plugin: object = entry.load()
    except Exception as error:  # a plug-in's import runs anyone's code and may raise anything
        raise PluginError(
            f"{_origin(entry)} does not load: {_reason(error)}; update or uninstall it"
        ) from error
    if not isinstance(plugin, kind):
        raise PluginError(
            f"{_origin(entry)} is a {type(plugin).__name__}, not a {kind.__name__}; update or uninstall it"
        )
    return plugin


def _origin(entry: EntryPoint) -> str:
    """The plug-in and its package, for a message."""
    package = entry.dist.name if entry.dist else entry.module
    return f"the plug-in {entry.name!r} of the package {package!r} ({entry.value})"


def _reason(error: Exception) -> str:
    """The kind and the first line of `error`."""
    first = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
