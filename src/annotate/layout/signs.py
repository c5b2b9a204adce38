"""By what a line shows that it is a byline, a date, a caption, a note, a colophon: facts alone.

Each rule reads the first `PEEK` characters of a unit only, so that no text is too long. They
stand in newsrooms' style guides and in the texts of translation sites; precision comes before
recall, because an ordinary paragraph must never be taken for one of these.
"""

from __future__ import annotations

import re

import regex

INVISIBLE = "\u200b\ufeff *_"
"""Zero-width characters, and signs of failed emphasis, that editors leave at a line's edges."""

PEEK = 400
"""How many characters of a unit the rules look at."""

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_HAN = r"[㐀-䶿一-鿿·]"

DATE = re.compile(
    rf"""(?:(?:Date|Published|Posted|Updated|First\ published|日期|发布时间|發佈時間)\s*(?:on|[:：])?\s*)?
    {_WEEKDAY}
    (?: {MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}
      | \d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}
      | \d{{4}}-\d{{2}}-\d{{2}} | \d{{4}}/\d{{1,2}}/\d{{1,2}}
      | \d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日
    )\.?""",
    re.VERBOSE | re.IGNORECASE,
)
"""A line that is nothing but a full date (used with `fullmatch`)."""

BYLINE = re.compile(
    r"""(?:
      (?P<role>By
        | (?:Text|Words|Story|Written|Reported|Edited|Compiled|Translated|Interviewed|Introduced|Introduction
            |Translation|Annotated|Commentary)
          (?:(?:\s*,\s*|\s+)(?:and|&)\s+\w+)? \s+ by
      ) \s+
    | (?P<label>Authors?|Writers?|Reporters?|Translators?|Editors?|Interviewers?
        |作者|译者|譯者|翻译|翻譯|记者|記者|编译|編譯|撰文|文) \s*[:：]\s*
    )(?P<names>\S[^\n]{0,200})""",
    re.VERBOSE | re.IGNORECASE,
)

NAME_CONNECTORS = frozenset(
    {
        "a",
        "al",
        "and",
        "at",
        "bin",
        "by",
        "da",
        "de",
        "del",
        "der",
        "di",
        "du",
        "edited",
        "el",
        "et",
        "for",
        "from",
        "ibn",
        "in",
        "introduced",
        "introduction",
        "la",
        "le",
        "of",
        "on",
        "the",
        "their",
        "ter",
        "translated",
        "translation",
        "van",
        "von",
        "with",
    }
)
"""The words in lower case that a line of names and their posts may hold."""

HAN_CHARACTER = regex.compile(r"\p{Script=Han}")
LATIN_WORD: re.Pattern[str] = re.compile(r"[^\W\d_㐀-鿿]+")
INITIAL = re.compile(r"\b(?:[A-Z]|[JS][Rr]|Dr|Ph\.?D)\.$")
"""A full stop at a line's end that belongs to a name."""

TRAILING_MARK = re.compile(r"(?:\s*\[(?:\d{1,3}|[*a-z])\])+$")
"""A footnote's number at the end of a title or heading."""

LABELLED = re.compile(r"(?:\w+(?:,? (?:and|&) \w+)? by |\w+\s*[:：])", re.IGNORECASE)
"""A byline that names its role, not a bare “By”."""

CAPTION = re.compile(
    r"""[▲△▼▽◀▶]
    | [\[(（【]?\s*(?:
        (?:Photo(?:graph)?s?|Images?|Pictures?|Caption|Illustration|Fig(?:ure|\.)|Cover\ (?:photo|image))
        (?:\s+(?:credit|courtesy|caption|\d+))?\s*[:：]
      | (?:图|图片|圖|圖片|配图|配圖|照片|图说|圖說|图源|图片说明|圖片說明|图片来源|圖片來源)\s*\d*\s*[:：]
      )""",
    re.VERBOSE,
)

NOTE = re.compile(
    r"""(?P<open>[\[【（(〔])?\s*(?:
        (?:Editor|Translator|Author|Publisher)s?(?:['’]s?)?\s+note
      | Note\s+(?:from|by)\s+the\s+(?:editor|translator|author)s?
      | 编者按|編者按|编者注|編者註|编者的话|編者的話|编辑按|译者按|譯者按|译者注|譯者註
    )\s*(?:[:：.—–-]|[\]】）)〕]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
"""The start of an editor's or translator's note (https://en.wiktionary.org/wiki/编者按)."""

FOOTNOTE = re.compile(
    r"\u200b?[\[［【〔](?:注|註)?\s?(?P<label>\d{1,3}|[*†‡a-z])[\]］】〕]|(?P<sup>[¹²³⁴-⁹]+)(?=\s?\S)"
)
"""The mark that opens a footnote."""

NUMBERED_NOTE = re.compile(r"(?P<label>\d{1,3})[.)]?\s+\S")
"""The same without brackets: believed only under a heading that says “Notes”."""

NOTES_HEADING = re.compile(r"(?:Foot|End)?notes|注释|註釋|注|註|译注|譯註", re.IGNORECASE)

URL = re.compile(r"https?://[^\s<>\"“”（）]+")
URL_LINE = re.compile(r"<?https?://\S+>?")

COLOPHON = re.compile(
    r"""^(?:
      (?:Source|Sources|Original|Original\ text|Original\ article|Link|URL|来源|來源|原文|原文链接|原文連結|原载|转载自|出处)\s*[:：]
    | (?:Kindly|Please)\s+(?:attribute|credit|cite|acknowledge|link)\b
    | (?:Reprinted|Republished|Reproduced|Translated)\s+(?:with|by)\s+(?:kind\s+)?permission\b
    | (?:First|Originally)\s+(?:published|appeared)\s+(?:in|on|at|by)\b
    | (?:Licen[sc]ed|Published|Available|Released)\s+under\b
    | All\s+rights\s+reserved\b
    | ©|\(c\)\s*\d{4}|Copyright\s+(?:©|\d{4})
    | CC0\b|CC[ -]BY\b
    | (?:本文|原文|本译文|本譯文|译文|譯文)[^。]{0,30}(?:授权|授權|转载|轉載|发表|發表|版权|版權|原载|链接)
    | 版权|版權|著作权|著作權|转载请|轉載請|未经授权|未經授權
    | This\s+(?:article|text|essay|post|report|piece|story|interview|translation|work|version)\s
      (?:[^.\n]{0,60}\s)?(?:is|was|has\s+been|may\s+be)\s
      (?:\w+\s+)?(?:authori[sz]ed|published|reproduced|republished|reprinted|licen[sc]ed|quoted|shared|translated)\b
    | The\s+original\s+(?:\w+\s+){0,3}(?:can\s+be\s+(?:found|read)|is\s+available|appeared|was\s+published)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a line of the colophon begins; believed only at a text's end or in its front matter."""

LICENCE = re.compile(
    r"CC0(?:[ -]1\.0)?|CC[ -]BY(?:[ -](?:NC|SA|ND)){0,2}(?:\s\d\.\d)?|Creative\s+Commons(?:\s[\w-]+){0,4}|All\s+rights\s+reserved",
    re.IGNORECASE,
)
LICENCE_URL = re.compile(r"https?://creativecommons\.org/\S+")

_AGENCY = r"(?:\s*[(（/][\w .,/’'&-]{2,40}[)）/])?"
_DASH = r"\s*(?:—|–|--|-)\s*"
_PLACE = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}"
_CAPITALS = r"[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}"
DATELINE = re.compile(
    rf"""(?:
      (?P<glued>{_PLACE}\s?[(（]{_HAN}{{2,12}}[)）])(?=[A-Z“"])
    | (?P<dashed>
        (?:{_CAPITALS}(?:,\s{_PLACE})?(?:,\s{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?)?{_AGENCY}
          |{_PLACE}(?:\s?[(（]{_HAN}{{2,12}}[)）])?(?:,\s{_PLACE})?,\s{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?{_AGENCY}
        ){_DASH})(?=\S)
    )""",
    re.VERBOSE,
)
"""A place, perhaps a date and an agency, before the first sentence (the Associated Press's datelines)."""

BULLET = re.compile(r"[-*•‣▪+]\s+\S")
ORDERED = re.compile(r"(?P<number>\d{1,3})[.)、]\s*\S")

SECTION_NUMBER = re.compile(
    r"""(?P<decimal>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)
    | (?P<roman>[IVX]{1,5})[.:]\s+ | (?:Chapter|Part|Section)\s+(?:\d+|[IVX]+|One|Two|Three|Four|Five)\b
    | (?:[一二三四五六七八九十]{1,3}|（[一二三四五六七八九十]{1,3}）)[、.． ]? | 第[一二三四五六七八九十百\d]{1,4}[章节節部分回]""",
    re.VERBOSE,
)
"""The number before a section's heading."""

HAN_IN_BRACKETS = re.compile(rf"\s*[(（]\s*({_HAN}+)\s*[)）]|\s+({_HAN}{{2,}})\s*$|\s+({_HAN}{{2,}})(?=\s*,)")
ISO_DATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
)
MONTH_FIRST = re.compile(rf"({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH}),?\s+(\d{{4}})", re.IGNORECASE)
