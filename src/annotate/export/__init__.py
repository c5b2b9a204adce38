"""Exports of a corpus: one module a format, each found through the entry points `annotate.exporters`."""

from annotate.export.contract import FORMAT_GROUP, Exporter, File, Material, Options, one_file

__all__ = ["FORMAT_GROUP", "Exporter", "File", "Material", "Options", "one_file"]
