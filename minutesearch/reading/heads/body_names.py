"""Recognition of the names of committees, councils and other bodies on lines of their own."""

from __future__ import annotations

import re

from minutesearch.reading.layout.lines import trim

__all__ = [
    "LONGEST_BODY",
    "clean_body",
    "has_verb",
    "is_marked_title",
    "is_page_title",
    "is_plain_board",
    "is_plain_council",
    "looks_like_body",
    "looks_like_council",
    "names_body",
    "plain_words",
]

_PAGE_TITLE = re.compile(
    r"(?:(?:printed|published|draft)\s)?(?:agenda|minutes|decisions?|agenda item|issue|meeting)"
    r"(?:(?:,\s|\sand\s|\s&\s|,\sand\s|\s)(?:draft\s|printed\s)?(?:agenda|minutes|decisions?|details|reports?"
    r"|documents|item))*"
    r"(?:\sof\sthe\smeeting)?(?:\s\((?:draft|un(?:approved|confirmed|official)|approved|confirmed|final)\))?",
    re.IGNORECASE,
)
#: "Regular Meeting #12", "Meeting No. 4".
_COUNTED = re.compile(r"\s(?:#\s?|No\.?\s)[0-9]{1,4}(?:[/-][0-9]{2,4}\b|\s?\([0-9]{4}\)|\b)", re.IGNORECASE)
#: "Elmford Community Council (ECC)".
_ABBREVIATION = re.compile(r"\s\([A-Z&]{2,8}\)")
#: "Rural Municipality of Elmford No. 442" has its number in its name.
_NUMBERED = re.compile(
    r"\b(?:municipality|district|county|rm)\b(?:(?!meeting|minutes|session).){0,60}\bNo\.?\s[0-9]{1,4}",
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
_BEFORE_BODY = re.compile(
    r"^(?:minutes\s(?:of|and)\s)?(?:the\s)?proceedings\sof\s(?:the\s)?(?:meeting\sof\s(?:the\s)?)?|^(?:\w+\s){0,3}minutes\s(?:\w+\s)?(?:19|20)[0-9]{2}\s(?=[A-Z])|^(?:[0-9][0-9/.-]*\s)+(?=[A-Za-z])|^(?:the\s)?[0-9]{1,4}(?:st|nd|rd|th)\s(?:\w+\s)?meeting\sof\s(?:the\s)?"
    r"|^(?:the\s)?[a-z-]*(?:first|second|third|th)\s(?:\w+\s){0,2}meeting\sof\s(?:the\s)?"
    r"|^(?:the\s)?(?:[0-9]{1,4}(?:st|nd|rd|th)\s)?a\.?g\.?m\.?\sof\s(?:the\s)?"
    r"|^\(?no\.?\s?[0-9]{1,5}\)?\sof\s(?:the\s)?"
    r"|^minutes\s(?!of\b|for\b)(?=(?:(?-i:[A-Z])[\w’'-]+\s){0,5}(?:council|committee|board|cabinet)\b)"
    r"|^minutes?\sof\smeeting\s(?=[A-Z])|^(?:draft\s)?minutes\sfor\sapproval\s(?=\w+\s\w)"
    r"|^(?:outcomes?|results?|actions)\s(?:of|from|at)\s(?:the\s)?|^(?:meeting\s)?minutes\s[-–—:]\s|^(?:(?:draft|open|approved|adopted|unconfirmed|provisional|final|unapproved"
    r"|the)\s)*(?:minutes?\s(?:(?:of|for)\s)?|record\sof\s)?(?:(?:an?|the)\s)?"
    r"(?:(?:hybrid|joint|virtual|remote|online|regular|special|ordinary|extra-?ordinary|annual|monthly|public|statutory|"
    r"organi[sz]ational|reorgani[sz]ational|inaugural|emergency|reconvened|scheduled|quarterly|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\s)*"
    r"(?:(?:meeting|hearing)\sof\s)(?:the\s)?|^(?:(?:draft|open|approved|adopted|unconfirmed|provisional|final"
    r"|unapproved)\s)*minutes?\sof\s(?:(?:a|the)\s)?|^extra-?ordinary\s(?=full\scouncil)",
    re.IGNORECASE,
)
_BEHIND_BODY = re.compile(
    r"(?:,|\s)\s?(?:was\s)?(?:held|convened|called)\b.*$|(?:\s|^)(?:(?:meeting|action)\s)?minutes(?:\s(?:for|of|from))?$"
    r"|\s[-–—]\s(?:(?:draft|approved|unapproved|amended|final)\s)*minutes\b.*$|\s(?:meeting\s)?(?:agenda|notes)$|\swas$",
    re.IGNORECASE | re.DOTALL,
)
#: "Selectboard Minutes 2006/11/22", "Parish Council Documents".
_ADDED = re.compile(
    r"(?:\s|^)[0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{2,4}(?:\s(?:(?:un)?approved|draft|final|minutes))*$"
    r"|\s(?:documents|agendas? and minutes|minutes and agendas?)$"
    r"|\s(?:virtual|remote|online|hybrid)(?=(?:\smeeting)?$)|(?<=men)['’]s(?=\s(?:meeting|minutes))",
    re.IGNORECASE,
)
#: Places that are bodies: "Township of Elmford", "Village of Oldbridge".
_MUNICIPALITY = re.compile(
    r"(?:city|town|township|village|county|borough|parish|municipality|municipal district|corporation|district"
    r"|region|shire|board)\b.*|.*\b(?:township|county|village)",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:held|at|in|via|on|venue|location)\b", re.IGNORECASE)
_SORT_OF_MEETING = re.compile(
    r"\s(?:regular|special|ordinary|general|annual|monthly|study|work)\s"
    r"(?:(?!board\b|council\b|commission\b|committee\b)\w+\s)?(?:meeting|session)$"
    r"|\smeeting$|\s(?:general|ordinary|regular|special)$|[\s,–—-]+a\.?g\.?m\.?$|\sannual\sgeneral$",
    re.IGNORECASE,
)
#: "Regular City Council Meeting": a sort of meeting, and not of council.
_MEETS = re.compile(r"\s(?:meeting|session)\Z", re.IGNORECASE)
_SORT_BEFORE = re.compile(
    r"\A(?:(?:regular|adjourned|monthly|reconvened|virtual"
    r"|hybrid|scheduled)\s)+(?=\S+\s\S)",
    re.IGNORECASE,
)
#: "Elmford Water District Special Board": which meeting of the board it was.
_SORT_INSIDE = re.compile(r"(?:\A|\s)(?:special|regular|open|closed|ordinary|public)\s(?=board\Z)", re.IGNORECASE)
#: When it met, and that it is a draft: "OCTOBER, 2008 PLANNING COMMISSION", "Civil Service Board Minutes - DRAFT".
_OF_TIME = re.compile(
    r"\A(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s(?:[0-9]{4}\s)?"
    r"|\A(?:of|for)\s(?:the\s)?|\sfor\sthe\s[0-9]{4}\S*\s.*\Z|\s(?:retreat|workshop)\Z"
    r"|(?:\s(?:meeting|minutes))*\s(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\s[0-9]{1,4}\Z",
    re.IGNORECASE,
)
#: What stands round a body in a head: "Minutes 04-11-00 MINUTES OF THE ...", "Public Hearing and ...".
_AROUND = re.compile(
    r"\A.*?\s(?=minutes\sof\sthe\s)|\A(?:public\s)?hearings?\s(?:and|&)\s(?=\S+\s)"
    r"|\s(?:meeting|minutes)\s[–—-]\s(?!.*(?i:council|committee|board|commission|panel|group)\b).*\Z",
    re.IGNORECASE,
)
_TELLS_WHO = re.compile(r"\b(?:present|absent|except)\b", re.IGNORECASE)
#: "- DRAFT" behind a body and the kind of its page.
_DRAFT_BEHIND = re.compile(r"\s[-–—]\s(?:draft|unapproved|approved|unconfirmed)\Z", re.IGNORECASE)
#: A body that many have, without the name of whose it is.
_PLAIN_BOARD = re.compile(
    r"(?:the\s)?(?:(?:full|open|special|regular|executive|governing|school|planning)\s)*(?:board|committee|commission|trustees|directors"
    r"|governors)(?:\sof\s(?:the\s)?(?:directors?|trustees|governors|managers|education|selectmen|supervisors"
    r"|county\scommissioners|commissioners)(?:[’']s)?)?(?:\s(?:board|meeting))?",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"(?:(?:a|the|this)\b\s?)?"
    r"(?:(?:regular|special|ordinary|annual|public|formal|work|hybrid|monthly|quarterly|weekly|extraordinary)\b\s?)*(?:meeting"
    r"|session|minutes?|decisions|agenda)?"
    r"|cofnodion\b.*",
    re.IGNORECASE,
)
#: What a sentence has and no body's name.
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|will|would|shall|should|met|meets|had|has|have|that|noted|agreed|resolved|reported"
    r"|considered|asked|said|apologised|welcomed|thanked|moved|seconded)\b"
)
#: "Annual Meeting, Carrick Municipal District": which meeting it was.
_ANNUAL = re.compile(
    r"^(?:annual|special|ordinary|regular|extra-?ordinary|statutory|monthly|first|inaugural)\s(?:general\s)?"
    r"(?:(?:parish|town|community|village)\s(?:council\s)?)?meeting"
    r"(?:,\s|\sof\s(?:the\s)?)(?=.*(?:council|district|committee|board|commission)\b)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\s(?:following|pursuant to|in accordance with|convened under)\s.*$", re.IGNORECASE)
#: Letters set apart: "M I N U T E S".
_SPACED = re.compile(r"(?<!\S)(?:[A-Z] ){3,}[A-Z](?!\S)")
LONGEST_BODY = 120
#: So many words may stand round a body's name, one outside the other.
_MOST_AROUND = 3
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


def clean_body(text: str | None) -> str | None:
    """Remove the words printed round a body's name: "Minutes of", "held in the Hall", "Regular Meeting"."""
    if text is None:
        return None
    bare = text
    for _ in range(_MOST_AROUND):  # "Minutes – Regular Meeting, Elmford Town Board": one word round the other
        before, bare = bare, _clean_once(bare)
        if bare == before:
            break
    if bare.count("(") != bare.count(")") or _TELLS_WHO.search(bare):
        return None
    return bare if bare and not _NO_BODY.fullmatch(bare) and not is_page_title(bare) else None


def _clean_once(text: str) -> str:
    bare = _AROUND.sub("", _DRAFT_BEHIND.sub("", _ABBREVIATION.sub("", text)))
    bare = (bare if _NUMBERED.search(bare) else _COUNTED.sub("", bare)).strip(" ,:-–—#")
    bare = _FOLLOWING.sub("", _ANNUAL.sub("", bare)).strip(" ,:-–—")
    for pattern in (_ADDED, _BEFORE_BODY, _BEHIND_BODY):
        bare = pattern.sub("", bare).strip(" ,:-–—(")
    if _MEETS.search(bare):
        bare = _SORT_BEFORE.sub("", bare)
    bare = _SORT_OF_MEETING.sub("", bare).strip(" ,:-–—(")
    return _OF_TIME.sub("", _SORT_INSIDE.sub(" ", bare)).strip(" ,:-–—")


def names_body(text: str) -> bool:
    """Return whether words name a body or the place that it governs, and not a meeting, a time or a heading."""
    plain = re.sub(r"\b(?:meeting|hearing)s?\b", "", plain_words(text), flags=re.IGNORECASE)
    if _PLACED.match(plain) or _describes(plain) or plain.strip(" :").lower() == "committee":
        return False
    whole = plain_words(text)
    # "Village" and "parish" alone are no name, nor is "Committee", which heads a list.
    return _BODY_WORDS.search(plain) is not None or (" " in whole and _MUNICIPALITY.fullmatch(whole) is not None)


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


def is_plain_council(text: str) -> bool:
    """Return whether a line says no more than that the council met: "Full Council", "Annual Council"."""
    return _PLAIN_COUNCIL.fullmatch(text) is not None


def is_plain_board(text: str) -> bool:
    """Return whether words are a board that many have, without whose it is: "Board of Directors"."""
    return _PLAIN_BOARD.fullmatch(text) is not None


def has_verb(text: str) -> bool:
    """Return whether a line has a verb, as a sentence has and no body's name."""
    return _VERB.search(text) is not None
