"""What a line near the top of minutes may be: a person, perhaps with an office, a label over several, or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from minutesearch.person_names import (
    BEFORE_TITLES,
    OFFICE_TITLES,
    PLURAL_TITLES,
    SINGULAR_TITLES,
    is_first_name,
    word_set,
)
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.lines import trim

__all__ = ["Row", "Sort", "read_row", "sort_of"]


class Sort(Enum):
    """What a line may be."""

    #: A person by a title, an initial or a first name.
    PERSON = auto()
    #: Words with capitals in a person's number, of which nothing else is known.
    MAYBE = auto()
    #: The name of a group: "Staff Members".
    LABEL = auto()
    #: An office and nothing else: "Vice Chair", above or below whoever has it.
    OFFICE = auto()
    TEXT = auto()


class Row(NamedTuple):
    """A line that is one person."""

    #: The name as printed, with its title.
    name: str
    #: What else stands on the line, whatever that is: an office, a body, a place; empty without it.
    office: str


_LONGEST, _LONGEST_LABEL, _MOST_PIECES = 120, 60, 3
_BULLET = re.compile(r"\A(?:[•·▪*–-]\s*|o\s+)+")
#: "Ann and Bob Birch", "J & Howard Heath".
_PAIR = re.compile(r"(?P<one>[A-Z][\w’'-]*)\.?\s(?:and|&)\s(?P<other>[A-Z].*)")
#: What parts columns.
_COLUMNS = re.compile(r"\t+|\s{3,}")
#: What parts a name from what stands beside it.
_PARTS = re.compile(r"\t+|\s{2,}|\s\|\s|\s?[,:(]\s?|\s[–—-]+\s|\s?[–—]\s?")
_WORD = re.compile(r"[^\W\d_][^\W\d_]*+(?:[’'.‑-][^\W\d_]++)*+\.?")
#: Small words inside a surname, and letters behind one.
_PARTICLES = word_set("al bin da de del della der di du el la le mac mc st ten ter van von")
_BEHIND = word_set("cbe cpa esq ii iii iv jp jr kc mbe md mla mp ms msp obe pe phd qc sr td")
#: Words of bodies, places, groups and business, which are in no name here.
_NO_NAMES = word_set(
    "absent action adjournment administration agenda agreement amendment announcement announcements annual "
    "apologies approval approved area association attendance audit authority avenue aye ayes bank bay board "
    "borough boulevard branch bridge budget building bureau business bylaw bylaws calendar call carried center "
    "central centre chamber chambers church city clerk club code college comment comments commission committee "
    "communications community company conference consent consideration construction contract corporation "
    "correspondence council county court creek date declaration declarations department development discussion "
    "district division drive east education election elections emergency engineering environment estate events "
    "excused executive facilities fair federal field finance financial fire floor forum foundation fund garden "
    "general government grant green group hall health hearing heights high highway hill historical home "
    "hospital house housing human improvement inc information institute insurance interest introduction "
    "introductions invocation island item items justice lake lane law league legal library llc llp location "
    "ltd main maintenance management matters meeting meetings memorial mill minutes motion motions mountain "
    "municipal municipality museum national natural nay neighborhood neighbourhood new next nil none north "
    "notice office old opening operations order ordinance other parish park parks partnership permit personnel "
    "place plan planner planning pledge point police policy port post present presentation presentations "
    "primary procedures proceedings program programme project projects property proposal province public "
    "purchase quorum rail record recreation regional regrets regular relations report reports request "
    "resolution resolutions resource resources review ridge river road roads room rural safety school schools "
    "science seconded section sector senior service services session sewer social society solutions south "
    "special sports square staff state station strategy street student studies subdivision support survey "
    "system systems team technical technology terms time town township traffic training transit transport "
    "transportation treasury trust union unit university update updates utilities utility vacancy vacant "
    "valley venue view village volunteer vote ward waste water way welcome west works yard yea yes youth zone "
    "zoning"
)
#: Nouns of offices; a piece that has one is beside a name, or a label.
_OFFICES = word_set(
    "accountant administrator adviser advisor agent alternate analyst architect assessor assistant attorney "
    "auditor candidate captain ceo cfo chair chairman chairperson chairwoman chief clerk commissioner "
    "comptroller constable consultant controller convener convenor coordinator councillor counsel counsellor "
    "delegate deputy director editor engineer governor head headteacher inspector lead leader liaison "
    "librarian lieutenant manager mayor member minister moderator observer officer organiser owner "
    "parliamentarian planner president principal provost ranger recorder reeve registrar rep representative "
    "secretary sergeant sheriff solicitor specialist superintendent supervisor surveyor teacher technician "
    "treasurer trustee vice warden worker"
)
_ANSWERS = word_set("absent abstain abstained aye excused here nay no present yea yes")
#: What a line says of how its person came, or for whom: that is read with care elsewhere.
_SAYS_HOW = re.compile(
    r"\b(?:absent|excused|apolog\w*|regrets|substitut\w*|sub|for|behalf|late|left|arrived|until|from|via|present|here"
    r"|vacan\w*|resign\w*)\b",
    re.IGNORECASE,
)
_OF_ABSENT = re.compile(r"\b(?:absent|excused|apologies|regrets|not)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and)\b|&")
#: Behind the bracket of an office: marks, or another office.
_GOES_ON = re.compile(r"\)\s*\S")
#: Who several are: a label of them by itself.
_GROUPS = word_set(
    "administration administrators advisors aldermen alternates attendance attendees attending board clerks "
    "commission commissioners committee consultants council councillors councilmembers councilors delegates "
    "directors employees executive governors guests liaisons management members officers officials others "
    "participants personnel present press professionals public representatives residents staff supervisors "
    "trustees visitors volunteers"
)
#: What a label says of those below it.
_COMINGS = word_set("absent apologies excused present regrets")
#: Words of a label round its noun.
_OF_LABELS = word_set("also and for in not of other the")
#: "Election of Officers", "Introduction of Guests": what is done to them, and no group that came.
_DONE_TO = re.compile(r"(?P<deed>[a-z’'-]+)\sof\s(?:the\s|new\s)?(?P<whom>[a-z-]+)")
#: What is of a group and names it: "Attendance of Members".
_NAMES_GROUP = word_set("attendance call list names register roll")
_MOST_OF_NAME, _MOST_OF_LABEL = 4, 8
#: Unions made once: each line of a head is looked at.
_OF_GROUPS, _OF_OFFICES = _GROUPS | _COMINGS, _OFFICES | {"vice", "town", "city"}
_TITLES = SINGULAR_TITLES | OFFICE_TITLES | PLURAL_TITLES
_PERSONAL, _BEFORE_NAMES = _TITLES | _OFFICES, _TITLES | BEFORE_TITLES
_GROUP_DOES = _OF_GROUPS | _NAMES_GROUP


def sort_of(text: str) -> Sort:
    """Return what a line may be, by its words alone."""
    cells = [cell for cell in _COLUMNS.split(trim(text)) if cell]
    if len(cells) > 1 and (sort := _sort_cells(cells)) is not None:
        return sort
    plain = _BULLET.sub("", trim(text)).rstrip("*")
    if not plain or len(plain) > _LONGEST or plain.endswith(("?", "!", ";")) or not plain[0].isalpha():
        return Sort.TEXT
    if _is_label(plain):
        return Sort.LABEL
    if plain.endswith((".", ":")) or plain.isupper() or has_day(plain):
        return Sort.TEXT
    return Sort.OFFICE if _is_bare_office(plain) else _sort_pieces(plain)


def _sort_pieces(plain: str) -> Sort:
    """Return whether a line is a person with something beside the name, may be one, or is text."""
    pieces = [piece for piece in _PARTS.split(plain) if piece and piece.strip(" )")]
    if not pieces or len(pieces) > _MOST_PIECES + 2:
        return Sort.TEXT
    if any(piece.strip(" ).").lower() in _ANSWERS for piece in pieces):
        return Sort.TEXT  # "Trustee Ash: aye"
    names = [_name_of(piece.strip(" ).")) for piece in pieces]
    # A list of several on one line is of another shape.
    if sum(name is Sort.PERSON for name in names[:4]) > 1 and "," in plain:
        return Sort.TEXT
    if names[0] is Sort.PERSON or (len(pieces) == 2 and names[1] is Sort.PERSON and _is_office(pieces[0])):
        return Sort.PERSON
    if names[0] is Sort.MAYBE and any(map(_is_office, pieces[1:])):
        return Sort.PERSON  # "Hal Hill, Deputy Director of Parks"
    return Sort.MAYBE if names[0] is Sort.MAYBE and all(name is not Sort.PERSON for name in names) else Sort.TEXT


def _sort_cells(cells: Sequence[str]) -> Sort | None:
    """Return what columns side by side are: labels, or persons; None where an office is beside a name."""
    sorts = [sort_of(cell) for cell in cells]
    if all(sort is Sort.LABEL for sort in sorts):
        # Below "Present" beside "Absent" not all came.
        return Sort.TEXT if any(map(_OF_ABSENT.search, cells)) else Sort.LABEL
    return Sort.PERSON if len(sorts) <= _MOST_PIECES and all(sort is Sort.PERSON for sort in sorts) else None


def read_row(text: str) -> Row | None:
    """Return the one person of a line in a list of persons; None where it has another, or says how somebody came.

    What stands beside the name is no second name, since the lines of a list have one shape.
    """
    plain = _BULLET.sub("", trim(text))
    if _SAYS_HOW.search(plain) or "/" in plain.split(",")[0]:
        return None
    parted = _PARTS.search(plain)
    name = plain[: parted.start()] if parted else plain
    office = plain[parted.end() :] if parted else ""
    if _name_of(name.strip(" .")) is Sort.TEXT or _JOINED.search(name):
        return None
    others = [piece for piece in _PARTS.split(office) if piece and piece.strip(" )")]
    if any(_name_of(piece.strip(" ).")) is Sort.PERSON for piece in others) or _GOES_ON.search(plain):
        return None
    if parted and not parted[0].strip() and others and _name_of(others[0].strip(" ).")) is Sort.MAYBE:
        return None  # two columns of names
    if office[:1].isdigit():
        return Row(name.strip(), "")
    if parted and "(" in parted[0] and office.count(")") == 1:
        office = office.rstrip(" ).")
    return Row(name.strip(), office.strip(" ."))


def _is_label(plain: str) -> bool:
    """Return whether a line is the name of a group and nothing else: "Board Members", "STAFF:"."""
    if len(plain) > _LONGEST_LABEL:
        return False
    words = [word.rstrip(".").lower() for word in _WORD.findall(plain)]
    if not words or len(words) > _MOST_OF_LABEL or any(mark in plain for mark in ",;.?0123456789"):
        return False
    is_marked = plain.rstrip().endswith(":")
    if words[-1] not in _OF_GROUPS or not plain[0].isupper():
        return False
    done = _DONE_TO.search(" ".join(words))
    if done and done["whom"] in _GROUPS and done["deed"] not in _GROUP_DOES:
        return False
    capitals = [word for word in _WORD.findall(plain) if word.lower() not in _OF_LABELS]
    return all(word[0].isupper() for word in capitals) or (is_marked and len(words) <= _MOST_OF_NAME)


def _is_office(piece: str) -> bool:
    words = [word.rstrip(".").lower() for word in _WORD.findall(piece)]
    return 0 < len(words) <= _MOST_OF_LABEL and any(word in _OFFICES or word in _GROUPS for word in words)


def _is_bare_office(plain: str) -> bool:
    """Return whether a line is an office and nothing else: "Town Clerk", "Director of Finance"."""
    words = _WORD.findall(plain)
    if not 0 < len(words) <= _MOST_OF_NAME or _PARTS.search(plain) or _WORD.sub("", plain).strip(" /-–"):
        return False
    if is_first_name(words[0].lower()):
        return False  # "Ann Ash Chair"
    named = all(word[0].isupper() or word in ("of", "and", "the", "to", "for") for word in words)
    return named and any(word.rstrip(".").lower() in _OFFICES for word in (words[0], words[-1]))


def _name_of(piece: str) -> Sort:
    """Return whether a piece is a person's name, or two of one surname, may be one, or is none: TEXT."""
    pair = _PAIR.fullmatch(piece)
    if pair is not None and (len(pair["one"]) == 1 or is_first_name(pair["one"].lower())):
        return _name_of(pair["other"])
    words = _WORD.findall(piece)
    if not words or _WORD.sub("", piece).strip(" .’'“”\"()") or any(each.isdigit() for each in piece):
        return Sort.TEXT
    lowers = [word.rstrip(".").lower() for word in words]
    title = next((at for at, word in enumerate(lowers) if word not in _BEFORE_NAMES), len(words))
    # "Town Clerk Ann Ash": an office of one or two words before the name.
    while len(words) - title > 2 and lowers[title] in _OF_OFFICES:
        title += 1
    names = [
        (word, lower)
        for word, lower in zip(words[title:], lowers[title:], strict=True)
        if lower not in _PARTICLES and lower not in _BEHIND
    ]
    if not names or len(names) > _MOST_OF_NAME or not all(word[0].isupper() for word, _ in names):
        return Sort.TEXT
    if any(lower in _OFFICES or lower in _GROUPS for _, lower in names):
        return Sort.TEXT
    first, last = names[0], names[-1]
    personal = title > 0 and lowers[title - 1] in _PERSONAL
    is_initial = len(first[0].rstrip(".")) == 1 or (first[0].count(".") > 1 and len(first[0]) <= _MOST_OF_NAME)
    if len(last[0].rstrip(".")) == 1 or (len(names) == 1 and not personal):
        return Sort.TEXT
    # "Bob Park" and "Royal Hanson" are persons, and "Royal Park" is none.
    strange = sum(lower in _NO_NAMES for _, lower in names)
    if strange > (1 if personal or (is_first_name(first[1]) and first[1] not in _NO_NAMES) else 0):
        return Sort.TEXT
    if strange and last[1] in _NO_NAMES and not personal:
        return Sort.MAYBE if is_first_name(first[1]) else Sort.TEXT
    return Sort.PERSON if personal or is_initial or is_first_name(first[1]) else Sort.MAYBE
