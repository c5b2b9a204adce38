"""Write src/annotate/tag/data/territories.tsv from CLDR's names of territories (needs `pip install babel`).

CLDR is published under the Unicode License v3; the names are its facts, the choice of rows is ours.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[1] / "src/annotate/tag/data/territories.tsv"
SKIPPED = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "HM", "BV", "UM", "CQ"}
SHORTER = {"HK": ("Hong Kong", "香港"), "MO": ("Macao", "澳门"), "MM": ("Myanmar", "缅甸"), "TR": ("Turkey", "土耳其"),
           "CG": ("Republic of the Congo", "刚果共和国"), "CD": ("Democratic Republic of the Congo", "刚果民主共和国"),
           "PS": ("Palestine", "巴勒斯坦"), "CI": ("Ivory Coast", "科特迪瓦"), "CZ": ("Czech Republic", "捷克")}  # fmt: skip
"""Where CLDR's name is an administrative formula ("Hong Kong SAR China"), the name in use."""


def rows() -> list[str]:
    """One line for each territory: type, English, no variants, Chinese."""
    english, chinese = Locale("en").territories, Locale("zh", script="Hans").territories
    codes = sorted(code for code in english if code.isalpha() and len(code) == 2 and code not in SKIPPED)
    pairs = (SHORTER.get(code, (english[code].replace(" & ", " and "), chinese[code])) for code in codes)
    return [f"place\t{name}\t\t{hanzi}" for name, hanzi in pairs]


if __name__ == "__main__":
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")
