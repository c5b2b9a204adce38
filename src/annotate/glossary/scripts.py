"""Simplified and traditional forms of a Chinese term, by OpenCC."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@lru_cache(maxsize=2)
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(name)


def simplified(text: str) -> str:
    """`text` in simplified characters."""
    return str(_converter("t2s").convert(text))


def traditional(text: str) -> str:
    """`text` in traditional characters (OpenCC's own standard, no regional wording)."""
    return str(_converter("s2t").convert(text))


def both(text: str, lang: str) -> tuple[str, str]:
    """The simplified and the traditional form of `text`; the form it stands in is kept as it is.

    `lang` is `zh-Hans`, `zh-Hant` or `zh`.

    >>> both("皇后", "zh-Hant"), both("发展", "zh")
    (('皇后', '皇后'), ('发展', '發展'))
    """
    hans = text if lang == "zh-Hans" else simplified(text)
    hant = text if lang == "zh-Hant" else traditional(text)
    return hans, hant
