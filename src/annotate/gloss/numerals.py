"""Numbers: as Chinese writes them, and which characters English words that count render."""

from __future__ import annotations

COUNTED = {
    "one": "一", "two": "二两兩双雙", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七", "eight": "八",
    "nine": "九", "ten": "十", "hundred": "百", "thousand": "千", "first": "一首初", "second": "二", "third": "三",
    "fourth": "四", "fifth": "五", "twelve": "十二", "double": "双雙两", "both": "两兩", "half": "半", "million": "万萬", "billion": "亿億",
    "no": "无無没沒不非", "not": "不非没沒无無", "non": "非不无無", "without": "无無不", "never": "不从未", "anti": "反抗",
}  # fmt: skip
"""For each English word the characters that say the same number, half or negation."""


ORDERED = {"A": "甲", "B": "乙", "C": "丙", "D": "丁"}
"""For each letter that orders the character that does: Party A (甲方)."""


def chinese_numeral(number: int) -> str:
    """A number under ten thousand as it is written in Chinese.

    >>> chinese_numeral(24), chinese_numeral(3000), chinese_numeral(10)
    ('二十四', '三千', '十')
    """
    digits = "零一二三四五六七八九"
    if number == 0:
        return digits[0]
    result = ""
    for unit, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // power % 10
        if digit:
            result += digits[digit] + unit
        elif result and number % power:
            result += digits[0]
    return result.removeprefix("一") if result.startswith("一十") else result.replace("零零", "零")
