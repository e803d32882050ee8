"""Recognition of the names of committees, councils and other bodies on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.dates import MONTHS, WEEKDAYS
from minutesearch.person_names import word_set
from minutesearch.reading.layout.lines import trim

__all__ = [
    "LONGEST_BODY",
    "find_unlike_body",
    "has_verb",
    "is_executive_member",
    "is_marked_title",
    "is_page_title",
    "is_plain_board",
    "is_plain_council",
    "looks_like_body",
    "looks_like_council",
    "plain_words",
]

_PAGE_TITLE = re.compile(
    r"(?:(?:printed|published|draft)\s)?(?:agenda|minutes|decisions?|agenda item|issue|meeting)"
    r"(?:(?:,\s|\sand\s|\s&\s|,\sand\s|\s)(?:draft\s|printed\s)?(?:agenda|minutes|decisions?|details|reports?"
    r"|documents|item))*"
    r"(?:\sof\sthe\smeeting)?(?:\s\((?:draft|un(?:approved|confirmed|official)|approved|confirmed|final)\))?",
    re.IGNORECASE,
)
_BODY_WORDS = re.compile(
    r"\b(?:committee|sub-?committee|board|cabinet|council|panel|executive|assembly|authority|forum|group"
    r"|partnership|"
    r"commission|court|conference|pwyllgor|cyngor|bwrdd|meeting|parliament|trust|schools|tribunal|hearing|"
    r"governors|senate|working party|municipal district|commissioners|selectmen|selectboard|trustees"
    r"|supervisors|(?:\w+\s){2}district(?=\Z)|(?:[\w’'&.-]+\s){2}(?:association|club|society)(?=(?:,?\sinc)?\.?\Z)"
    r"|(?:residents|homeowners|tenants|ratepayers|parents|owners|neighbou?rhood|community|progress)[’']?s?[’']?\sassociation)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"(?:cyngor\s(?:sir|dinas|bwrdeistref|bwrdeistref sirol)\s[\w\s&-]{2,40}|(?:the\s)?(?:royal\s|"
    r"london\s)*borough\sof\s[\w\s&'’-]{2,50}|(?:the\s)?city\sof\s(?!.*(?:committee|commission|board))[\w\s&'’-]{2,40}|"
    r"[\w\s&'’.,-]{2,50}\s(?:council|county council|borough council|city council|district council|corporation))",
    re.IGNORECASE,
)
_PLAIN_COUNCIL = re.compile(
    r"(?:the\s)?(?:(?:full|annual|budget|extraordinary|special|ordinary|county|city|town|parish|district|borough"
    r"|community|the|"
    r"special|reconvened|county borough|metropolitan|executive|general)\s)*council(?:\smeeting)?",
    re.IGNORECASE,
)
#: A body that many have, without the name of whose it is.
_PLAIN_BOARD = re.compile(
    r"(?:the\s)?(?:(?:full|open|special|regular|executive|governing|school|planning)\s)*(?:board|committee|commission|trustees|directors"
    r"|governors)(?:\sof\s(?:the\s)?(?:directors?|trustees|governors|managers|education|selectmen|supervisors"
    r"|county\scommissioners|commissioners)(?:[’']s)?)?(?:\s(?:board|meeting))?",
    re.IGNORECASE,
)
#: One member with a part of a council's business.
_EXECUTIVE_MEMBER = re.compile(
    r"(?:The\s)?(?:(?:Lead|Deputy)\s)?(?:(?:Executive|Cabinet|Lead)\s(?:Member|Councillor)|Portfolio\sHolder)\s(?:for|of)\s"
    r"(?:the\s)?[A-Z][\w’'&-]*(?:,?\s(?:(?:and|of|the|for|in|&|to)\s)*[A-Z][\w’'&-]*){0,10}"
)
#: What a sentence has and no body's name.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|will|would|shall|should|met|meets|had|has|have|that|noted|agreed|resolved|reported"
    r"|considered|asked|said|apologised|welcomed|thanked|moved|seconded)\b"
)
#: Letters set apart: "M I N U T E S".
_SPACED = re.compile(r"(?<!\S)(?:[A-Z] ){3,}[A-Z](?!\S)")
LONGEST_BODY = 120
#: Words with capitals, as an organisation may call itself that is of no sort: "Coders for Elmland".
_NAME = (
    r"(?-i:(?:The\s)?[A-Z][\w’'&.-]*(?:\s(?:[A-Z][\w’'&.-]*|of|for|and|&|in)){0,5}?"
    r"(?<!\sof)(?<!\sfor)(?<!\sand)(?<!\sin)(?<!\s&))"
)
_ACRONYM = r"(?-i:[A-Z]{3,6})"
_SORT = (
    r"(?:(?:ordinary|regular|special|extraordinary|annual|general|monthly|quarterly|committee|board|membership"
    r"|members[’']?)\s)"
)
_WHEN = r"(?=[,:]|\s(?:held|on|at|via|of|minutes|[–(#-]|[0-9]|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\Z)"
#: What says of a name that its people met, though it names no body by its words.
_MEETINGS_OF = (
    re.compile(
        r"(?:minutes|notes|record)\s(?:of|from|for)\s(?:(?:an?|the)\s)?"
        rf"{_SORT}{{0,3}}meeting\s(?:of|for)\s(?:the\s)?(?P<name>{_NAME})(?=\s(?:held|on)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"minutes\s(?:(?:of|from|for)\s)?(?:the\s)?(?P<name>{_ACRONYM}(?:\scommittee|\sboard)?)"
        rf"\s(?:(?:19|20)[0-9]{{2}}\s)?{_SORT}{{0,3}}(?:meeting|agm)\b{_WHEN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<name>{_ACRONYM}|{_NAME})\s(?:agm|egm|annual\sgeneral\smeeting|annual\smeeting"
        rf"|{_SORT}?general\smeeting|general\smembership\smeeting){_WHEN}",
        re.IGNORECASE,
    ),
    # The electors of a parish or town meet once a year, and are no council.
    re.compile(
        r"(?:(?:draft|approved)\s)?(?:minutes\s(?:of|for|from)\s(?:the\s)?)?"
        rf"(?P<name>{_NAME}\sannual\s(?:parish|town|community|village)\s(?:meeting|assembly)){_WHEN}",
        re.IGNORECASE,
    ),
    re.compile(rf"minutes\sfor\s(?P<name>{_NAME})\Z", re.IGNORECASE),
    re.compile(rf"(?P<name>{_ACRONYM})\s(?:meeting\s)?minutes{_WHEN}", re.IGNORECASE),
)
#: Words that tell no organisation from another.
_OF_ANY = frozenset((*MONTHS, *(month[:3] for month in MONTHS), *WEEKDAYS)) | word_set(
    "annual general special extraordinary ordinary regular monthly weekly quarterly first second third next"
    " minutes notes agenda draft final approved unapproved confirmed unconfirmed meeting meetings committee board"
    " members membership public open closed joint virtual online zoom hybrid agm egm project team teams staff"
    " kickoff working parish town village city county community district ward township spring summer autumn fall"
    " winter council trustees directors group the of for and in & hall budget planning full fourth fifth sixth"
    " seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
    " hundredth twenty thirty forty fifty sixty seventy eighty ninety one two three inaugural postponed"
    " adjourned reconvened delayed rescheduled statutory record summary report transcript copy pdf html doc"
    " docx txt evening morning afternoon night week your our information reference shareholders unitholders"
    " subscribers floor room"
)
#: A name that ends so is a place that met, as in the annual meeting of a parish.
_PLACES = word_set("parish town village city county community ward township")
_DAY_WORDS = frozenset((*MONTHS, *WEEKDAYS))
_UNLIKE_WITHIN = 4
_WORDS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?")
#: Words that names have in lower case; so many others are a description.
_PARTICLES = frozenset(("and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "upon", "with", "y"))
_LEAST_SMALL = 4


def is_page_title(text: str) -> bool:
    """Return whether a line names the kind of page ("Agenda and draft minutes"), and no body."""
    plain = plain_words(text)
    return len(plain) < 100 and _PAGE_TITLE.fullmatch(plain) is not None


def is_marked_title(text: str) -> bool:
    """Return whether a line names the kind of page and how far it is: "MINUTES (unapproved)"."""
    plain = plain_words(text)
    return plain.endswith(")") and is_page_title(plain)


#: How the name of a place ends, and of no body: "Town Hall Conference Room".
_ROOM = re.compile(r"\b(?:room|boardroom|chambers?|auditorium)\Z", re.IGNORECASE)


def looks_like_body(text: str) -> bool:
    """Return whether a line could be the name of a committee or other body."""
    plain = plain_words(text)
    return (
        2 < len(plain) <= LONGEST_BODY
        and _BODY_WORDS.search(plain) is not None
        and not plain.removesuffix("Inc.").removesuffix("INC.").endswith((".", ":", ";"))
        and not is_page_title(plain)
        and not plain.lower().endswith(("agenda", "minutes template"))
        and ">" not in plain
        and not has_verb(plain)
        and not _describes(plain)
        and _ROOM.search(plain) is None
    )


def _describes(text: str) -> bool:
    """Return whether words say what somebody does, as under a letterhead, and are no name: few have capitals."""
    small = [word for word in _WORDS.findall(text) if word.islower() and word not in _PARTICLES]
    return len(small) >= _LEAST_SMALL and not text[:1].islower() and any(map(str.isupper, text[1:]))


def plain_words(text: str) -> str:
    """Return a line without labels' marks and the bars of a table, its words one space apart."""
    plain = " ".join(trim(text).replace("_", " ").split()).strip("| •·▪")
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), plain)


def looks_like_council(text: str) -> bool:
    """Return whether a line is a council's own name: "Kent County Council", and not "Full Council"."""
    words = text.split()
    return (
        _COUNCIL.fullmatch(text) is not None
        and not is_plain_council(text)
        and len(words) <= 7
        and all(word[:1].isupper() or word in ("of", "and", "the", "upon", "&", "-", "in") for word in words)
    )


def is_executive_member(text: str) -> bool:
    """Return whether a line is the office of one who decides alone: "Executive Member for Housing"."""
    return _EXECUTIVE_MEMBER.fullmatch(text) is not None


def is_plain_council(text: str) -> bool:
    """Return whether a line says no more than that the council met: "Full Council", "Annual Council"."""
    return _PLAIN_COUNCIL.fullmatch(text) is not None


def is_plain_board(text: str) -> bool:
    """Return whether words are a board that many have, without whose it is: "Board of Directors"."""
    return _PLAIN_BOARD.fullmatch(text) is not None


def has_verb(text: str) -> bool:
    """Return whether a line has a verb, as a sentence has and no body's name."""
    return _VERB.search(text) is not None


def find_unlike_body(texts: Sequence[str]) -> str | None:
    """Return who met by a headline that says so of a name, though no word of it is that of a body; or None.

    "Notes from a meeting of Elmkindle held on", "ELMRA AGM", "Elmland Naturalists Inc. Annual General Meeting".

    Args:
        texts: The first lines of a head that names no body by its words.
    """
    for text in texts[:_UNLIKE_WITHIN]:
        if len(text) > LONGEST_BODY or has_verb(text):
            continue
        for at, pattern in enumerate(_MEETINGS_OF):
            match = pattern.match(text)
            words = match["name"].lower().split() if match else []
            is_whole = match is not None and (len(words) > 1 or at == 0 or match["name"].isupper())
            if match and is_whole and set(words) - _OF_ANY and words[-1] not in _PLACES | _DAY_WORDS:
                return match["name"]
    return None
