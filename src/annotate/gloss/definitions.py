"""What a dictionary's definition says that its word names, and which part of it renders a name.

The patterns are CC-CEDICT's habits: a county is “… County …”, a person has dates, a poem is
“poem by …”, a proverb is marked “(idiom)”.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

READING = regex.compile(r"[\p{Han}0-9|·]+\[[^\]]*\]|\p{Han}+\|?\p{Han}*")
"""Another word that a definition refers to, with its reading."""
_NOTHING = regex.compile(r"CL:.*|\p{Han}[\p{Han}|·]*(?:\[[^\]]*\])?|\[[^\]]*\]")
"""Measure words, characters and readings: no English."""

_CLASSES: dict[str, str] = {
    "person": "emperor|poet|writer|politician|leader|philosopher|author|actors?|actress|singer|king|painter|scholar|general|monk|god|goddess|deity|president|players?|footballer|"
    "novelist|mathematician|physicist|scientist|minister|surname|historian|musician|composer|founder|courtesan|empress|concubine|prince|princess|pope|saint|"
    "[Bb]odhisattva|astronaut|diplomat|artist|director|calligrapher|disciples?|hero|figure|personality|warlord|statesman|economist|revolutionary|"
    "businessman|journalist|commander|daughter|wife|reigned|ruled|Mr|Jr",
    "place": "[Cc]ity|[Cc]ounty|[Pp]rovince|capital|[Rr]iver|[Mm]ountains?|[Dd]istrict|[Ii]slands?|town|township|prefecture|country|region|[Ll]ake|[Tt]emple|village|street|"
    "[Pp]eninsula|[Rr]epublic|municipality|state|[Ss]ea|strait|[Bb]ay|banner|[Kk]ingdom|airport|desert|park|palace|hill|valley|port|plateau|scenic|bridge|gate|square|"
    "location|situated|suburb|continent",
    "work": "novels?|books?|newspapers?|magazine|poems?|[Cc]lassics?|films?|dictionary|songs?|opera|ballet|plays?|[Jj]ournal|anthology|epic|sutra|scripture|"
    "chronicle|published|compiled|painting|game|Daily|Times|Bible|Testament|stories|Epistle|gospel|Law|Act|treatise|encyclopedia|periodical|movie|symphony|software",
    "org": r"company|organi[sz]ation|[Uu]niversity|college|[Pp]arty|[Bb]ank|brand|[Cc]ommittee|[Mm]inistry|agency|[Cc]orporation|website|Inc|firm|Co|[Aa]ssociation|[Bb]ureau|"
    "[Cc]ommission|[Cc]ouncil|[Aa]cademy|[Ii]nstitute|manufacturer|airline|club|team|publishing|chain|platform|broadcaster|portal|network|army|force|union|"
    "school|office|band|group|sect|maker",
    "event": "[Ww]ar|[Rr]ebellion|[Rr]evolution|[Bb]attle|[Mm]ovement|[Ff]estival|[Uu]prising|campaign|[Ii]ncident|[Cc]onference|[Mm]assacre|Olympics|Games|coup|Congress|"
    "protests?|riots?|holiday|[Tt]reaty|Day|crisis|earthquake",
    "era": "[Dd]ynasty|reign|[Pp]eriod|era|century",
    "saying": r"idiom|fig|lit|proverb|saying|slogan|motto",
    "idea": "term|concept|theory|theories|doctrine|principles?|policy|policies|system|ideology|political|politics|phrase|expression|refers|referring|reform|"
    "initiative|strategy|socialism|socialist|communism|thought|method|process|practice|phenomenon",
    "register": r"slang|coll|neologism|loanword|derog|dialect|Buddhism|medicine|math|physics|chemistry|computing|law|linguistics|grammar|finance|military|TCM|philosophy|"
    "religion",
    "food": "dish|soup|noodles?|tea|sauce|cake|dumplings?|rice|cuisine|steamed|fried|meat|vegetables?|fruit|plant|tree|flower|herb|wine",
    "group": "ethnic|people|nationality|tribe|language|religion|clan|race|minority",
}
_PATTERNS = {name: regex.compile(words) for name, words in _CLASSES.items()}
_TOKEN = regex.compile("[A-Za-z]+")
_PHRASES = {
    "dates": regex.compile(r"\d{3,4} ?(?:BC)?[-–] ?(?:c\. ?)?\d{0,4}"),
    "work": regex.compile(r"\bby [A-Z]"),
}


@lru_cache(maxsize=65536)
def _classes(word: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.fullmatch(word))


def classes(senses: Iterable[str]) -> frozenset[str]:
    """The names of the classes that the definitions `senses` speak of."""
    text = _NOTHING.sub(" ", "\n".join(senses))
    words = frozenset[str]().union(*(_classes(word) for word in _TOKEN.findall(text)))
    return words | {name for name, pattern in _PHRASES.items() if pattern.search(text)}


def naming(sense: str) -> str:
    """The definition `sense` of a name without what it tells of the name beside rendering it.

    A county is said to lie in a province, a poet to have lived under a dynasty: who names the county
    or the poet does not say so.

    >>> naming("Linqu county in Weifang 濰坊|潍坊[Wei2 fang1], Shandong")
    'Linqu county'
    >>> naming("Su Shi (1037-1101), Song dynasty writer"), naming("Crouching Tiger, Hidden Dragon")
    ('Su Shi (1037-1101)', 'Crouching Tiger, Hidden Dragon')
    """
    first, *others = _SITUATED.sub(r"\1", READING.sub(" ", sense)).split(",")
    return ",".join([first, *(part for part in others if not _DESCRIBES.search(part))])


_SITUATED = regex.compile(
    r"^(\S+ (?:[^,]*? )??(?:[Dd]istrict|[Cc]ounty|[Cc]ity|[Tt]own|[Tt]ownship|[Pp]refecture|[Bb]anner|[Pp]rovince|[Nn]eighborhood|subdivision|suburb|region))"
    r"\b *(?:(?:of|in|on|near|at|to)\b|,).*"
)
"""A place, and where it lies."""
_DESCRIBES = regex.compile(r"(?<![\p{L}'’-])(?!(?:of|the|and|de|in|on|for|to|at)\b)\p{Ll}{2,}")
"""A word in small letters, which no part of a name is."""
