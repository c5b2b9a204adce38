"""What can go wrong that a user can mend. Each message names the place and the cure."""

from __future__ import annotations


class AnnotateError(Exception):
    """The base of every error that `annotate` raises on purpose.

    The command line prints the message as one line and exits with `exit_code`.
    """

    exit_code = 1


class InputError(AnnotateError):
    """A file or folder cannot be read: missing, empty, binary, wrongly encoded, malformed."""


class ConfigError(AnnotateError):
    """`corpus.toml` or an option is wrong."""

    exit_code = 2


class OutputError(AnnotateError):
    """A result cannot be written: no space, no permission, a name taken."""


class MissingExtraError(AnnotateError):
    """A package that this feature needs is not installed; the message says how to install it."""


class PluginError(AnnotateError):
    """A plug-in of another package does not load, or nobody declares the one asked for."""
