"""Numbers: as Chinese writes them, and which characters English words that count render."""

from __future__ import annotations

from collections.abc import Iterator

import regex

COUNTED = {
    "one": "一", "two": "二两兩双雙", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七", "eight": "八",
    "nine": "九", "ten": "十", "hundred": "百", "thousand": "千", "first": "一首初", "second": "二", "third": "三",
    "fourth": "四", "fifth": "五", "twelve": "十二", "double": "双雙两", "both": "两兩", "half": "半", "million": "万萬", "billion": "亿億",
    "no": "无無没沒不非", "not": "不非没沒无無", "non": "非不无無", "without": "无無不", "never": "不从未", "anti": "反抗",
}  # fmt: skip
"""For each English word the characters that say the same number, half or negation."""


ORDERED = {"A": "甲", "B": "乙", "C": "丙", "D": "丁"}
"""For each letter that orders the character that does: Party A (甲方)."""

_YUAN = ("元", "块", "塊", "圆", "圓")
CURRENCIES = {
    "¥": (*_YUAN, "日元"),
    "￥": (*_YUAN, "日元"),
    "$": (*_YUAN, "美元", "美金"),
    "€": ("欧元", "歐元"),
    "£": ("英镑", "英鎊", "镑", "鎊"),
}
"""For each sign that an amount begins with the words that Chinese ends it with: $20 is one word, as 60% is."""

_DIGITS = "零一二三四五六七八九"
_SHORT = {"二十": "廿", "三十": "卅"}
_POWERS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_VARIANTS = str.maketrans(
    "〇○两兩萬億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟點", "零零二二万亿一二二三三四五六六七八九十百千点"
) | str.maketrans("０１２３４５６７８９", "0123456789")
"""Other ways to write a digit or a power of ten, and the plain one."""
_NUMBER = regex.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?![\d,])(?:\.(?P<part>\d{1,4})(?!\d))?(?:(?P<decade>[’']?s\b)|(?P<percent>[%％]))?"
)
_YEAR = regex.compile("[12][0-9]{3}")
_DECADE = 100


def chinese_numeral(number: int) -> str:
    """A number under a million million as it is written in Chinese.

    >>> chinese_numeral(24), chinese_numeral(3000), chinese_numeral(10)
    ('二十四', '三千', '十')
    >>> chinese_numeral(20_000), chinese_numeral(1_400_000_000), chinese_numeral(10_010)
    ('二万', '十四亿', '一万零一十')
    """
    result = _spelled(number) or _DIGITS[0]
    return result.removeprefix("一") if result.startswith("一十") else result


def _spelled(number: int) -> str:
    """A number with its first 一, empty for nothing; a gap in its powers is said with 零."""
    for unit, power in _POWERS:
        if number >= power:
            count, rest = divmod(number, power)
            gap = _DIGITS[0] if 0 < rest < power // 10 else ""
            return _spelled(count) + unit + gap + _spelled(rest)
    return _DIGITS[number] if number else ""


def written_at(number: str, chinese: str) -> tuple[int, int] | None:
    """Where `chinese` writes `number`, an English token of digits, in characters: from, to; `None` where it does not.

    A year takes in the 年 behind it, which English leaves out, a decade its 年代, and an amount its currency.

    >>> written_at("2018", "二〇一八年春"), written_at("20,000", "两万人"), written_at("1.5", "一点五度"), written_at("1980s", "八十年代")
    ((0, 5), (0, 2), (0, 3), (0, 4))
    """
    currencies = CURRENCIES.get(number[0], ())
    match = _NUMBER.match(number[bool(currencies) :].translate(_VARIANTS))
    if match is None:
        return None
    plain = chinese.translate(_VARIANTS)
    for form in _forms(match):
        start = plain.find(form)
        if start >= 0:
            end = start + len(form)
            unit = "年代" if match["decade"] else "年" if _YEAR.fullmatch(match["whole"]) else ""
            units = currencies or (unit,)
            return start, end + next((len(one) for one in units if plain.startswith(one, end)), 0)
    return None


def _forms(match: regex.Match[str]) -> Iterator[str]:
    """How Chinese may write the number that an English token begins with, the likeliest first."""
    whole = match["whole"].replace(",", "")
    spelled = "".join(_DIGITS[int(digit)] for digit in whole)
    part = "".join(_DIGITS[int(digit)] for digit in match["part"] or "")
    if match["percent"]:
        yield f"百分之{chinese_numeral(int(whole))}{part and '点' + part}"
        yield f"{chinese_numeral(int(whole) // 10)}成"
    if match["part"]:
        yield f"{whole}.{match['part']}"
        yield f"{chinese_numeral(int(whole))}点{part}"
        yield from (f"{whole}·{match['part']}", spelled + part)  # a date: the 9.18 Incident (九一八)
        return
    yield whole
    if _YEAR.fullmatch(whole):
        yield spelled
    plain = chinese_numeral(int(whole))
    yield plain
    for tens, short in _SHORT.items():
        if plain.startswith(tens):
            yield short + plain.removeprefix(tens)
    if match["decade"]:
        decade = int(whole) % _DECADE
        yield from (f"{form}年代" for form in (decade, chinese_numeral(decade), spelled[-2:]))
    if len(whole) > 1:
        yield spelled
