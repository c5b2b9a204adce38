"""Exports of a corpus: one module a format, each found through the entry points `annotate.exporters`."""

from annotate.export.contract import Exporter, File, Material, Options, one_file

__all__ = ["Exporter", "File", "Material", "Options", "one_file"]
