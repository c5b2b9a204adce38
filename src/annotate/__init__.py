"""Read English texts with Chinese glosses; align, tag, and write a TEI corpus and a glossary."""
