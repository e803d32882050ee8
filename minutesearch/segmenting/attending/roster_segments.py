"""Segments that a list of persons may be cut into: persons, offices, letters, each with a score of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from minutesearch.segmenting.attending.list_names import NO_NAMES, PERSONAL, are_offices
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import (
    FIRST_NAMES,
    GROUPS,
    OFFICE_TITLES,
    OFFICES,
    PLURAL_TITLES,
    is_initial,
    is_name_word,
    names_place,
    title_length,
)
from minutesearch.segmenting.cues.titles_behind import POST_NOMINALS
from minutesearch.segmenting.people.persons import bare
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "BEFORE_OFFICES",
    "JOINS",
    "OFFICE_SORTS",
    "OFFICE_WORDS",
    "Gap",
    "Segment",
    "Sort",
    "is_of_office",
    "iter_segments",
    "read_gaps",
]


class Gap(Enum):
    """What stands between two words."""

    PLAIN = auto()
    #: "Clerk/Treasurer", "Parks & Roads", "Vice-Chair": inside an office, between two names.
    LINK = auto()
    COMMA = auto()
    DASH = auto()
    COLON = auto()
    #: A bracket opens.
    OPEN = auto()
    #: A bracket closes, and perhaps a comma stands behind it.
    CLOSE = auto()
    #: A column ends, or a line.
    WIDE = auto()
    #: A semicolon or a stop: another person begins.
    STOP = auto()


class Sort(Enum):
    """What a segment is."""

    PERSON = auto()
    OFFICE = auto()
    #: Words of departments without the noun of an office: "Emergency Management".
    MATTER = auto()
    LETTERS = auto()
    JOIN = auto()
    REST = auto()


OFFICE_SORTS = (Sort.OFFICE, Sort.MATTER)


class Segment(NamedTuple):
    """A part of a list, from one word up to another, and what its words say for its sort."""

    sort: Sort
    first: int
    last: int
    score: float
    #: Whether it names several: "Trustees", behind which surnames stand alone.
    is_plural: bool = False
    #: Whether a person has a title, an initial or a first name that is known, or stands behind an office.
    is_sure: bool = False
    #: Whether a person is a title and one name, "Mayor Oak".
    is_short: bool = False


JOINS = word_set("and also plus with alongside together")
_INSIDE = word_set("of for the and to in on at")
OFFICE_WORDS = (
    OFFICES
    | GROUPS
    | OFFICE_TITLES
    | word_set(
        "member chief councillor alderman counsel representative delegate liaison alternate alternates guest "
        "guests visitor visitors public press media councilman councilwoman councilmember councilperson selectman "
        "selectwoman alderwoman alderperson others dir mgr sup't sup’t supt asst treas sec admin comm"
    )
)
_OTHER_WORDS = NO_NAMES | BODIES | word_set("national regional scottish royal fire works")
BEFORE_OFFICES = word_set(
    "acting assistant associate asst chief deputy executive general group honorary interim junior lead principal "
    "senior vice town city village county township district parish borough financial operating legislative "
    "administrative building municipal technical medical local regional national divisional monitoring pro tem "
    "elect"
)
_OF_PLACES = word_set("county district borough township council department")
_PARTICLES = word_set("da de del della den der di du la le van von ten ter bin al el te")
_ABBREVIATIONS = word_set(
    "asst dep dept hon rev revd st jr sr dr mr mrs ms messrs cllr cllrs cr crs cyng comh ald sgt insp supt capt "
    "lt chr prof tr comm mt ft dir mgr sup't sup’t supt treas sec admin"
)
_INITIALLED = re.compile(r"(?:[A-Z]\.)+[A-Z][\w’'-]+\Z")
_MOST_OF_NAME, _MOST_OF_OFFICE = 6, 10
#: What somebody is called, between first name and surname: "Elizabeth (Betty) Warner".
_NICK = re.compile(r"(?<=\w)\s[(“\"](?P<nick>[A-Z][a-z]+)[)”\"]\s(?=[A-Z])")


def read_gaps(text: str, words: Sequence[Word]) -> tuple[list[Gap], list[int]]:
    """Return what stands before each word, and whether it stands in a bracket."""
    gaps, depths, depth = [Gap.STOP], [0], 0
    nicks = {match.start("nick") for match in _NICK.finditer(text) if match["nick"].lower() in FIRST_NAMES}
    for before, after in pairwise(words):
        if after.start in nicks or before.start in nicks:
            gaps.append(Gap.PLAIN)
            depths.append(depth)
            continue
        gap = text[before.end : after.start]
        opened, closed = sum(map(gap.count, "([")), sum(map(gap.count, ")]"))
        depth = max(0, depth + opened - closed)
        gaps.append(Gap.OPEN if opened else _gap_of(gap, before) if not closed else _closing(gap))
        depths.append(depth)
    return gaps, depths


def _closing(gap: str) -> Gap:
    return Gap.STOP if ";" in gap or ". " in gap else Gap.CLOSE


def _gap_of(gap: str, before: Word) -> Gap:
    marks = gap.strip()
    if not marks:
        return Gap.PLAIN if len(gap) < 3 and "\n" not in gap and "\t" not in gap else Gap.WIDE
    if marks == ".":
        return Gap.PLAIN if is_initial(before.text) or before.lower in _ABBREVIATIONS else Gap.STOP
    if marks in ("“", "”", '"', "'", "’", "‘"):
        return Gap.PLAIN
    if marks in ("&", "/") or (marks == "-" and not gap[0].isspace()):
        return Gap.LINK
    if marks in (",", ".,"):
        return Gap.COMMA
    if marks.startswith(":"):
        return Gap.COLON
    return Gap.DASH if marks in ("-", "–", "—") else Gap.WIDE if marks == "|" else Gap.STOP


def iter_segments(words: tuple[Word, ...], gaps: list[Gap], depths: list[int], at: int) -> Iterator[Segment]:
    """Yield the segments that may begin at a word."""
    word = words[at]
    in_bracket = depths[at] > 0
    yield Segment(Sort.REST, at, at + 1, -0.15 if in_bracket else -1.2)
    if word.lower in JOINS:
        yield Segment(Sort.JOIN, at, at + 1, 0.0)
    is_honour = word.text.isupper() and word.lower in POST_NOMINALS
    if at and (is_honour or word.lower in ("jr", "sr", "esq") or (in_bracket and word.text.isupper())):
        yield Segment(Sort.LETTERS, at, at + 1, 0.1)
    for last in range(at + 1, min(len(words), at + _MOST_OF_OFFICE) + 1):
        if last > at + 1 and (gaps[last - 1] not in (Gap.PLAIN, Gap.LINK) or depths[last - 1] != depths[at]):
            break
        is_plain = all(gaps[place] is Gap.PLAIN for place in range(at + 1, last))
        if is_plain and last <= at + _MOST_OF_NAME:
            person = _person(words[at:last], at)
            if person is not None:
                yield person
        office = _office(words[at:last], at)
        if office is not None:
            yield office


@lru_cache(maxsize=8192)
def _person(words: tuple[Word, ...], at: int) -> Segment | None:
    """Return the segment of a person that words may be, with its score; None where they are none."""
    title = title_length(list(words), 0)
    core = words[title:]
    plural = title > 0 and words[title - 1].lower in PLURAL_TITLES
    names = [word for place, word in enumerate(core) if not (place and word.lower in _PARTICLES)]
    if not names or core[-1].lower in _PARTICLES or len(names) > 4 or not all(is_name_word(word) for word in core):
        return None
    last = core[-1]
    first = bare(names[0])
    if len(names) == 2 and is_initial(last.text) and first in FIRST_NAMES and not title:
        return Segment(Sort.PERSON, at, at + len(words), 1.4)  # "Mike G."
    if not last.is_capitalised or last.text[0].isdigit() or len(last.text) < 2 or is_initial(last.text):
        return None
    known = len(names) > 1 and (
        first in FIRST_NAMES or first.split("-")[0] in FIRST_NAMES or is_initial(names[0].text)
    )
    whole = len(names) == 1 and _INITIALLED.match(names[0].text) is not None
    # "Clerk Ann Ash" is an office and a name as well as a name with a title.
    of_office = title > 0 and words[title - 1].lower in OFFICES and len(names) > 1
    score = 2.5 * known + (1.3 if of_office else 2.5) * (title > 0) + 2.5 * whole + _length_score(names)
    if len(names) == 1 and not (title or whole):
        score -= 2.5
    personal = title > 0 and words[title - 1].lower in PERSONAL
    # "Sue Church" and "Bob Head" are persons, and "Louis County" is none.
    may_end = known and bare(last) not in _OF_PLACES
    score -= sum(_doubt(word, is_named=personal, is_last=may_end and word is last) for word in core)
    if names_place(last) and len(names) > 1 and not (title or known):
        score -= 3.0
    if last.text.isupper() and len(last.text) <= 4 and not all(word.text.isupper() for word in core):
        score -= 3.0
    sure = known or title > 0 or whole
    is_short = title > 0 and len(names) == 1
    return Segment(Sort.PERSON, at, at + len(words), score, plural, is_sure=sure, is_short=is_short)


def _length_score(names: Sequence[Word]) -> float:
    """Return what the number of a name's words says: two are best, an initial between is good."""
    if len(names) == 1:
        return 0.0
    doubled = len(names) > 2 and any(bare(word) in FIRST_NAMES for word in names[1:-1])
    initials = sum(is_initial(word.text) for word in names[1:])
    return 0.4 - 0.6 * max(0, len(names) - 2) + 0.6 * initials - 1.0 * doubled


def _doubt(word: Word, *, is_named: bool, is_last: bool) -> float:
    """Return what speaks against a word in a name: offices and bodies are named with it."""
    if bare(word) in _OTHER_WORDS or _is_office_word(bare(word)):
        return 0.8 if is_named or is_last or bare(word) in FIRST_NAMES else 4.0  # "April Oak"
    if bare(word) in BEFORE_OFFICES:
        return 0.8 if is_named else 4.0
    return 0.0


@lru_cache(maxsize=8192)
def _office(words: tuple[Word, ...], at: int) -> Segment | None:
    """Return the segment of an office that words may be, with its score; None where they are none."""
    first, last = words[0].lower, words[-1].lower
    if last in _INSIDE or (first in _INSIDE and first != "in"):
        return None
    lowers = [bare(word) for word in words]
    if any(lower in PERSONAL for lower in lowers):
        return None
    offices = sum(_is_office_word(lower) for lower in lowers)
    if not offices and not any(lower in _OTHER_WORDS or lower in BEFORE_OFFICES for lower in lowers):
        return None
    score = -0.4 + (1.3 if offices else -0.6)
    score += sum(_office_score(word, lower) for word, lower in zip(words, lowers, strict=True))
    plural = last in GROUPS or last in PLURAL_TITLES
    return Segment(Sort.OFFICE if offices else Sort.MATTER, at, at + len(words), score, plural)


def _is_office_word(lower: str) -> bool:
    return lower in OFFICE_WORDS or lower.split("-")[-1] in OFFICES or are_offices(lower)


def _office_score(word: Word, lower: str) -> float:
    """Return what a word says for an office: one more, a word of departments, a name."""
    if _is_office_word(lower):
        return 0.3
    if lower in _OTHER_WORDS or lower in BEFORE_OFFICES:
        return 0.6
    if lower in _INSIDE:
        return 0.0
    if is_initial(word.text):
        return -2.0
    if word.text[0].isdigit():
        return -5.0  # "Clerk and 7 others"
    if lower in FIRST_NAMES:
        return -1.8
    return -0.3 if word.text.isupper() or not word.is_capitalised else -0.5


def is_of_office(word: Word) -> bool:
    """Return whether offices or departments are named with a word."""
    lower = bare(word)
    return lower in OFFICE_WORDS or lower in _OTHER_WORDS or lower in BEFORE_OFFICES
