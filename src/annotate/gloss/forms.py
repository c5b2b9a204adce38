"""One form for each English word: irregular inflection undone, British spelling made American.

The dictionary writes “swear” and “color” where a text has “sworn” and “colour”. A form that is a word of
its own too (left, rose) changes in the text and in the dictionary alike, so that it still finds itself.
"""

from __future__ import annotations

import regex

_FORMS = """
arise arose arisen | awake awoke awoken | bear bore borne | beat beaten | become became | begin began begun | bend bent | bind bound
bite bit bitten | bleed bled | blow blew blown | break broke broken | breed bred | bring brought | build built | burn burnt
buy bought | catch caught | choose chose chosen | cling clung | come came | creep crept | deal dealt | dig dug | draw drew drawn
dream dreamt | drink drank drunk | drive drove driven | dwell dwelt | eat ate eaten | fall fell fallen | feed fed | feel felt
fight fought | find found | flee fled | fling flung | fly flew flown | forbid forbade forbidden | forget forgot forgotten
forgive forgave forgiven | freeze froze frozen | get got gotten | give gave given | go went gone | grind ground | grow grew grown
hang hung | hear heard | hide hid hidden | hold held | keep kept | kneel knelt | know knew known | lay laid | lead led | lean leant
leap leapt | learn learnt | leave left | lend lent | lie lain lying | light lit | lose lost | make made | mean meant | meet met
mistake mistook mistaken | pay paid | prove proven | ride rode ridden | ring rang rung | rise rose risen | run ran | say said
see saw seen | seek sought | sell sold | send sent | sew sewn | shake shook shaken | shine shone | shoot shot | show shown
shrink shrank shrunk | sing sang sung | sink sank sunk | sit sat | sleep slept | slide slid | sow sown | speak spoke spoken
spell spelt | spend spent | spill spilt | spin spun | spit spat | spring sprang sprung | stand stood | steal stole stolen
stick stuck | sting stung | stink stank stunk | strike struck stricken | strive strove striven | swear swore sworn | sweep swept
swell swollen | swim swam swum | swing swung | take took taken | teach taught | tear tore torn | tell told | think thought
throw threw thrown | tread trod trodden | understand understood | undertake undertook undertaken | wake woke woken
wear wore worn | weave wove woven | weep wept | win won | wind wound | withdraw withdrew withdrawn | wring wrung
write wrote written | die dying | tie tying | child children | foot feet | goose geese | man men | mouse mice | ox oxen
person people | tooth teeth | woman women | half halves | knife knives | leaf leaves | life lives | loaf loaves | self selves
shelf shelves | thief thieves | wife wives | wolf wolves | calf calves | elf elves | hoof hooves | good better best
bad worse worst | analysis analyses | basis bases | crisis crises | thesis theses | phenomenon phenomena | criterion criteria
"""

_ROWS = [row.split() for row in _FORMS.replace("\n", "|").split("|") if row]
IRREGULAR: dict[str, str] = {form: base for base, *forms in _ROWS for form in forms}
"""For each irregular form its base."""

_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"^practise", "practice"),
    (r"(?<=\w{3})is(?=(?:e[drs]?|ers|ing|ations?)$)", "iz"),
    (r"(?<=\w{3})ys(?=(?:e[drs]?|ers|ing)$)", "yz"),
    (
        r"(?<=arm|behavi|cand|clam|col|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rum|sav|splend|succ|tum|vap|vig|val)our",
        "or",
    ),
    (r"(?<=cent|theat|met|lit|fib|lust|somb|spect|calib|sab|goit|meag)re(?=s?$)", "er"),
    (r"(?<=def|off|lic|pret)ence(?=s?$)", "ense"),
    (r"(?<=catal|dial|anal|mon|prol|epil)ogue(?=s?$)", "og"),
    (
        r"(?<=travel|cancel|model|label|counsel|jewel|marvel|quarrel|signal|rival|level|duel|fuel|shovel|tunnel)l(?=(?:ed|ing|ers?|ors?|ery)$)",
        "",
    ),
    (r"(?<=^encyclop|^medi|^orthop|^p|^arch|^an|^h)ae(?=d|v|o|m)", "e"),
    (r"^programme(?=[sd]?$)", "program"),
    (r"^grey", "gray"),
    (r"^plough", "plow"),
    (r"^pedlar", "peddler"),
    (r"^mould", "mold"),
    (r"^sceptic", "skeptic"),
    (r"^manoeuvre", "maneuver"),
    (r"^(enrol|fulfil|instil|distil)(?=s?$)", r"\1l"),
    (r"^judgement", "judgment"),
    (r"^ageing$", "aging"),
    (r"^yoghurt", "yogurt"),
    (r"^moustache", "mustache"),
    (r"^aluminium$", "aluminum"),
    (r"^storeys?$", "story"),
)
"""British spellings, and the American ones in their place."""
_BRITISH = regex.compile("|".join(f"(?:{british})" for british, _ in _SPELLINGS))


def base(word: str) -> str:
    """The form under which a dictionary has `word`, in small letters; regular endings stay for the stemmer.

    >>> base("sworn"), base("colours"), base("organisation"), base("rise")
    ('swear', 'colors', 'organization', 'rise')
    """
    if _BRITISH.search(word):
        for british, american in _SPELLINGS:
            word = regex.sub(british, american, word)
    return IRREGULAR.get(word, word)
