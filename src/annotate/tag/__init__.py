"""Tagging: words, sentences and mentions in both languages, for one document or many."""

from __future__ import annotations

from annotate.tag.assemble import tag, tag_many

__all__ = ["tag", "tag_many"]
