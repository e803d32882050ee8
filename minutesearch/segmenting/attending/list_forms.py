"""Lists of persons that no commas part: offices with their holders in brackets, columns, titles, initials."""

from __future__ import annotations

import re
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.attending.list_names import NO_NAMES, PERSONAL
from minutesearch.segmenting.attending.list_pieces import strip
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import (
    FIRST_NAMES,
    GROUPS,
    HONORIFICS,
    OFFICE_TITLES,
    OFFICES,
    PLURAL_TITLES,
    is_initial,
    title_length,
)
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import bare, iter_persons, read_person
from minutesearch.segmenting.text.sentences import Word, iter_words

__all__ = ["Entry", "is_affiliated", "is_held", "read_form"]


class Entry(NamedTuple):
    """One person of a list."""

    #: The name as printed, with a title of its own.
    name: Span
    #: The role as printed, behind a comma or dash or in brackets; None without one.
    role: Span | None


#: A name with initials, in a list without commas, which has so many at least.
_INITIALLED = re.compile(
    r"(?:(?:Mr|Mrs|Miss|Ms|Dr|Councillor|Cllr|Alderman)\.?\s)?(?:[A-Z]\.?\s){1,3}(?:(?:Mc|Mac|O[’'])?[A-Z][a-z’']+)(?:-[A-Z][a-z’']+){0,2}"
)
#: Behind such a name: the office in brackets, and one name whose first is written out.
_BEHIND_INITIALLED = re.compile(
    r"[\s.]*(?:\((?P<role>[A-Z][^()]{2,40})\)[\s.]*)?(?P<name>[A-Z][a-z]+\s[A-Z][a-z’'-]+)?[\s.]*"
)
#: So many first names with an initial make a list of such.
_LEAST_LETTERED = 2
#: One in so many at most is written out.
_LEAST_INITIALLED, _MOST_WHOLE = 4, 4
_WITH_INITIALS = re.compile(r"(?:[A-Z]\.\s?){1,3}(?:(?:de|van|von|Mc|Mac)\s)?[A-Z][\w’'-]+")
#: A bracket with the holder of the office before it.
_HOLDER = re.compile(r"\((?P<name>[^()]{3,60})\)")
_PARTS_OFFICES = re.compile(r"[\s,;]*(?:and\s|&\s)?")
#: What parts the entries of a list.
_PARTS = re.compile(r"[,;:()|\t]")
#: So many persons with titles make a list without commas; more words between two are no office.
_LEAST_TITLED, _MOST_OF_OFFICE = 3, 5
_LONGEST_OFFICE = 120


def read_form(text: str, start: int, end: int) -> list[Entry]:
    """Return the persons of a list in one of these forms, in order; empty for any other list."""
    lone = (
        _read_office_line(text, start, end)
        or _read_two_columns(text, start, end)
        or _read_dashed(text, start, end)
        or _read_affiliated(text, start, end)
        or _read_surname_first(text, start, end)
        or _read_held(text, start, end)
    )
    if lone is not None:
        return [lone]
    readers = (_read_holders, _read_initialled, _read_first_names, _read_titled, _read_initials_between)
    return next(filter(None, (read(text, start, end) for read in readers)), [])


def _read_holders(text: str, start: int, end: int) -> list[Entry]:
    """Read "Director, Service Operations (Mr K Lee), Clerk (Mr J Clay)": the offices may have commas."""
    found: list[Entry] = []
    place = start
    for match in _HOLDER.finditer(text, start, end):
        words = list(iter_words(text, *match.span("name")))
        titled = bool(words) and words[0].lower in PERSONAL and read_person(words, 0, text) == len(words)
        begin = _PARTS_OFFICES.match(text, place)
        role = strip(text, begin.end() if begin else place, match.start())
        office = list(iter_words(text, *role))
        if not titled or not office or role.end - role.start > _LONGEST_OFFICE:
            return []
        if not office[0].is_capitalised or any(True for _ in iter_persons(office, text)):
            return []
        found.append(Entry(Span(*match.span("name")), role))
        place = match.end()
    is_sure = len(found) > 1 or (
        found and not OFFICES.isdisjoint(map(bare, iter_words(text, *found[0].role or ())))
    )
    return found if is_sure and not text[place:end].strip(" .,;\n*_") else []


def _read_titled(text: str, start: int, end: int) -> list[Entry]:
    """Read "Reeve Max Elm Councillor Ann Ash Chief Administrative Officer Wendy Oak": titles part the names."""
    if _PARTS.search(text, start, end):
        return []
    words = list(iter_words(text, start, end))
    persons = list(iter_persons(words, text))
    edges = [0, *(last for _, last in persons)]
    if len(persons) < _LEAST_TITLED or edges[-1] < len(words):
        return []
    offices = [words[edge:first] for edge, (first, _) in zip(edges, persons, strict=False)]
    told = [
        bool(office) or title_length(words, first) > 0 for office, (first, _) in zip(offices, persons, strict=True)
    ]
    if not all(told) or not all(map(_is_office_of, offices)):
        return []
    return [
        Entry(
            Span(words[first].start, words[last - 1].end),
            Span(office[0].start, office[-1].end) if office else None,
        )
        for office, (first, last) in zip(offices, persons, strict=True)
    ]


def _read_initials_between(text: str, start: int, end: int) -> list[Entry]:
    """Read "Councillors C. Ash H. Elm B. de Jong Executive Assistant A. Oak": initials begin the names."""
    names = list(_WITH_INITIALS.finditer(text, start, end))
    if len(names) < _LEAST_INITIALLED or _PARTS.search(text, start, end):
        return []
    found: list[Entry] = []
    edge = start
    for match in names:
        office = list(iter_words(text, edge, match.start()))
        is_title = len(office) == 1 and office[0].lower in PLURAL_TITLES | HONORIFICS
        if not is_title and not _is_office_of(office):
            return []
        role = Span(office[0].start, office[-1].end) if office and not is_title else None
        found.append(Entry(Span(*match.span()), role))
        edge = match.end()
    return found if not text[edge:end].strip(" .\n") else []


def _is_office_of(words: list[Word]) -> bool:
    """Return whether the words between two names are an office, or none: "Chief Administrative Officer"."""
    return not words or (
        len(words) <= _MOST_OF_OFFICE
        and bare(words[-1]) in OFFICES | OFFICE_TITLES
        and all(word.is_capitalised for word in words)
    )


#: "Director Strategy and Projects      (Mr P McMurray)", and nothing else.
_OFFICE_LINE = re.compile(r"\s*(?P<role>[A-Z][^():;,.]{2,80}?)\s*\((?P<name>[^()]{3,60})\)[\s.]*")


def _read_office_line(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is an office and, in brackets, its holder; None for any other."""
    match = _OFFICE_LINE.fullmatch(text, start, end)
    words = list(iter_words(text, *match.span("name"))) if match else []
    if match is None or not words or words[0].lower not in PERSONAL:
        return None
    whole = read_person(words, 0, text) == len(words)
    named = read_person(list(iter_words(text, *match.span("role"))), 0, text) > 0
    return Entry(Span(*match.span("name")), Span(*match.span("role"))) if whole and not named else None


#: "Danielle Hargreaves     Acting Director Water and Sewer": a name and, in a column of its own, an office.
_TWO_COLUMNS = re.compile(
    r"\s*(?P<name>[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,3})(?:\s{3,}|\t)\s*(?P<role>\S+(?:\s{1,2}\S+)*)[\s.]*"
)


def _read_two_columns(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is a name, a wide gap and an office; None for any other."""
    match = _TWO_COLUMNS.fullmatch(text, start, end)
    if match is None or "(" in match["role"]:
        return None
    named = [bare(word) for word in iter_words(text, *match.span("name"))]
    office = [bare(word) for word in iter_words(text, *match.span("role"))]
    if OFFICES.isdisjoint(office) or any(word in OFFICES | BODIES | GROUPS for word in named):
        return None
    return Entry(Span(*match.span("name")), Span(*match.span("role")))


#: "Efren Gale - Gale and Associates": a line that is a name, a dash and what the person is.
_DASHED = re.compile(
    r"\s*(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3})(?:\s[–—-]\s|—)(?P<role>[A-Z][^–—:;,()\n]{2,80}?)[\s.]*"
)


def _read_dashed(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is a name, a dash and an office or body; None for any other."""
    match = _DASHED.fullmatch(text, start, end)
    if match is None or " - " in match["role"]:
        return None
    named = list(iter_words(text, *match.span("name")))
    role = list(iter_words(text, *match.span("role")))
    if any(bare(word) in NO_NAMES for word in named) or read_person(role, 0, text) == len(role):
        return None
    return Entry(Span(*match.span("name")), Span(*match.span("role")))


#: "Bob Birch, Oldmoor, Rothley & Quarry Community Council": a name, and what its bearer is of.
_AFFILIATED = re.compile(
    r"[\s/]*(?P<name>(?:(?:Cllr|Councillor|Cr|Mrs?|Ms|Miss|Dr)\.?\s[A-Z][\w’'-]+|[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*){1,2}))"
    r"\s?,\s(?P<role>[A-Z][^.:;()|\n]{2,100})"
)


#: "Leader of the Council and County Councillor for Vale North – P Ash (Pam)".
_OFFICE_AND_NAME = re.compile(
    r"\s*(?P<role>[A-Z][^–—:;()|\n]{2,100}?)\s[–—-]\s(?P<name>(?:[A-Z]\.?\s?){1,3}[A-Z][\w’'-]+)(?:\s\([A-Z][a-z]+\))?[\s.]*"
)


_HELD = OFFICES | PERSONAL | PLURAL_TITLES


def _read_held(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is an office, a dash and its holder, with the first name in a bracket."""
    match = _OFFICE_AND_NAME.fullmatch(text, start, end)
    words = list(iter_words(text, *match.span("role"))) if match else []
    if match is None or not any(bare(word) in _HELD for word in words):
        return None
    if any(word.text.islower() and is_finite_verb(word.lower) for word in words):
        return None
    return Entry(Span(*match.span("name")), Span(*match.span("role")))


def is_held(text: str) -> bool:
    """Return whether a line is nothing but an office, a dash and its holder with initials."""
    return _read_held(text, 0, len(text)) is not None


#: "Don Alder, 14 Mill Road": where somebody lives is no office.
_ADDRESSED = re.compile(
    r"\s*(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,2}),\s\d{1,5}[A-Za-z]?(?:\s[A-Z][\w.’'-]*){1,4}"
)
#: "OAK, John (Village Clerk)": the surname first, and in capitals.
_SURNAME_FIRST = re.compile(
    r"\s*(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ’'-]+,\s(?P<first>[A-Z][a-z]+)(?:\s[A-Z]\.?)?)(?:\s\((?P<role>[^()]{2,60})\))?[\s.]*"
)


def _read_surname_first(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is a surname in capitals, a comma and a first name."""
    match = _SURNAME_FIRST.fullmatch(text, start, end)
    if match is None or match["first"].lower() in NO_NAMES:
        return None
    return Entry(Span(*match.span("name")), Span(*match.span("role")) if match["role"] else None)


def _read_affiliated(text: str, start: int, end: int) -> Entry | None:
    """Return the person of a line that is a name, a comma and a body's name, which may have commas too."""
    at_home = _ADDRESSED.fullmatch(text, start, end)
    if at_home is not None:
        words = list(iter_words(text, *at_home.span("name")))
        return Entry(Span(*at_home.span("name")), None) if _is_known(words) else None
    match = _AFFILIATED.fullmatch(text, start, end)
    if match is None:
        return None
    named = list(iter_words(text, *match.span("name")))
    role = list(iter_words(text, *match.span("role")))
    title = title_length(named, 0)
    if bare(role[-1]) not in BODIES or any(bare(word) in NO_NAMES for word in named[title:]):
        return None
    if any(is_finite_verb(word.lower) and word.text.islower() for word in role):
        return None
    if any(first and _is_known(role[first:]) for first, _ in iter_persons(role, text)) or _is_known(role):
        return None  # another person, and then a body
    return Entry(Span(*match.span("name")), strip(text, *match.span("role")))


def _is_known(words: list[Word]) -> bool:
    return words[0].lower in PERSONAL or bare(words[0]) in FIRST_NAMES or is_initial(words[0].text)


def is_affiliated(text: str) -> bool:
    """Return whether a line is a person and, behind a comma, the body that this one is of."""
    return _read_affiliated(text, 0, len(text)) is not None


def _read_initialled(text: str, start: int, end: int) -> list[Entry]:
    """Read a list whose commas are lost: "P J Bateman J Camp Mrs E A Ford"; empty for any other."""
    names = list(_INITIALLED.finditer(text, start, end))
    if len(names) < _LEAST_INITIALLED or text[start : names[0].start()].strip():
        return []
    found: list[Entry] = []
    whole = 0
    for match, after in zip(names, [*(each.start() for each in names[1:]), end], strict=True):
        behind = _BEHIND_INITIALLED.fullmatch(text, match.end(), after)
        if behind is None:
            return []
        found.append(Entry(Span(*match.span()), Span(*behind.span("role")) if behind["role"] else None))
        if behind["name"]:
            whole += 1
            found.append(Entry(Span(*behind.span("name")), None))
    return found if whole * _MOST_WHOLE <= len(names) else []


#: "Mike G.", among the first names of others.
_FIRST_NAME = re.compile(r"[A-Z][a-z]+(?P<initial>\s[A-Z])?")
_FIRST_NAMES_PART = re.compile(r"[^,;]+")


def _read_first_names(text: str, start: int, end: int) -> list[Entry]:
    """Read a list that spares the surnames: "Dustin, Mike G., Nate Y."; empty for any other."""
    spans = [strip(text, *piece.span()) for piece in _FIRST_NAMES_PART.finditer(text, start, end)]
    spans = [span for span in spans if span.start < span.end]
    names = [_FIRST_NAME.fullmatch(text, *span) for span in spans]
    lettered = sum(match is not None and match["initial"] is not None for match in names)
    known = sum(bare(word) in FIRST_NAMES for span in spans for word in iter_words(text, *span))
    if not all(names) or lettered < _LEAST_LETTERED or known * 2 < len(spans):
        return []
    ends = [
        span.end + (match is not None and match["initial"] is not None and text.startswith(".", span.end, end))
        for span, match in zip(spans, names, strict=True)
    ]
    return [Entry(Span(span.start, stop), None) for span, stop in zip(spans, ends, strict=True)]
