"""What a dictionary's definition says that its word names.

The patterns are CC-CEDICT's habits: a county is “… County …”, a person has dates, a poem is
“poem by …”, a proverb is marked “(idiom)”.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

_NOTHING = regex.compile(r"CL:.*|\p{Han}\S*|\[[^\]]*\]")
"""Measure words, characters and readings: no English."""

_CLASSES: dict[str, str] = {
    "person": "emperor|poet|writer|politician|leader|philosopher|author|actors?|actress|singer|king|painter|scholar|general|monk|god|goddess|deity|president|players?|footballer|"
    "novelist|mathematician|physicist|scientist|minister|surname|given name|historian|musician|composer|founder|courtesan|empress|concubine|prince|princess|pope|saint|"
    "[Bb]odhisattva|astronaut|diplomat|artist|director|calligrapher|disciples?|hero|figure|personality|reign name|warlord|statesman|economist|revolutionary|"
    "businessman|journalist|commander|daughter|son of|wife|reigned|ruled|Mr|Jr",
    "dates": r"\d{3,4} ?(?:BC)?[-–] ?(?:c\. ?)?\d{0,4}",
    "place": "[Cc]ity|[Cc]ounty|[Pp]rovince|capital|[Rr]iver|[Mm]ountains?|[Dd]istrict|[Ii]slands?|town|township|prefecture|country|region|[Ll]ake|[Tt]emple|village|street|"
    "[Pp]eninsula|[Rr]epublic|municipality|state|[Ss]ea|strait|[Bb]ay|banner|[Kk]ingdom|airport|desert|park|palace|hill|valley|port|plateau|scenic|bridge|gate|square|"
    "location|situated|place name|suburb|continent",
    "work": "novel|book|newspapers?|magazine|poems?|[Cc]lassics?|films?|dictionary|songs?|opera|ballet|TV series|plays?|[Jj]ournal|anthology|collection of|epic|sutra|scripture|"
    "chronicle|published|compiled|by [A-Z]|painting|game|Daily|Times|Bible|Testament|stories|Epistle|gospel|Law|Act|treatise|encyclopedia|periodical|movie|symphony|software",
    "org": r"company|organi[sz]ation|[Uu]niversity|college|[Pp]arty|[Bb]ank|brand|[Cc]ommittee|[Mm]inistry|agency|[Cc]orporation|website|Inc|firm|Co\.|[Aa]ssociation|[Bb]ureau|"
    "[Cc]ommission|[Cc]ouncil|[Aa]cademy|[Ii]nstitute|manufacturer|airline|club|team|publishing|chain|platform|broadcaster|search engine|portal|network|army|force|union|"
    "school|office|band|group|sect|maker",
    "event": "[Ww]ar|[Rr]ebellion|[Rr]evolution|[Bb]attle|[Mm]ovement|[Ff]estival|[Uu]prising|campaign|[Ii]ncident|[Cc]onference|[Mm]assacre|Olympics|Games|coup|Congress|"
    "protests?|riots?|holiday|[Tt]reaty|Day|crisis|earthquake|solar term",
    "era": "[Dd]ynasty|reign|[Pp]eriod|era|century",
    "saying": r"idiom|fig\.|lit\.|proverb|saying|slogan|motto",
    "register": r"slang|coll\.|neologism|loanword|derog|dialect|Buddhism|medicine|math\.|physics|chemistry|computing|law|linguistics|grammar|finance|military|TCM|philosophy|"
    "religion",
    "food": "dish|soup|noodles?|tea|sauce|cake|dumplings?|rice|cuisine|steamed|fried|meat|vegetables?|fruit|plant|tree|flower|herb|wine",
    "group": "ethnic|people|nationality|tribe|language|religion|clan|race|minority",
}
_PATTERNS = {
    name: regex.compile(rf"(?<![\p{{L}}\d])(?:{words})(?![\p{{L}}\d])") for name, words in _CLASSES.items()
}


def classes(senses: Iterable[str]) -> frozenset[str]:
    """The names of the classes that the definitions `senses` speak of."""
    text = _NOTHING.sub(" ", "\n".join(senses))
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))
