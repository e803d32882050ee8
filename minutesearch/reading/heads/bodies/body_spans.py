"""Finding of bodies' names inside the words of a head, from the noun of a body outwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.dates import MONTHS, WEEKDAYS
from minutesearch.person_names import word_set

__all__ = [
    "LONE_NOUNS",
    "BodySpan",
    "find_body_spans",
]


class BodySpan(NamedTuple):
    """A body's name in a text."""

    #: The name as printed, without the sort of its meeting.
    name: str
    #: Where in the text it begins and ends.
    start: int
    end: int


class _Word(NamedTuple):
    """A word of a text, or a mark between words."""

    text: str
    lower: str
    start: int
    end: int


#: A word with the marks inside it, initials and what is shortened with their stop, or one mark.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){1,4}(?![^\W\d_])|\b(?:St|No|Mt|Ft|Inc|Ltd|Bros)\.|[^\W_]+(?:[’'&/.-][^\W_]+)*[’']?|\S",
    re.IGNORECASE,
)
#: The letter of an entry of a list.
_LETTER = re.compile(r"[A-Z]\.?")
_POSSESSIVE = re.compile(r"[’']s?\Z")
#: What a body is.
_NOUNS = word_set(
    "council councils committee sub-committee subcommittee board commission commissioners cabinet panel"
    " assembly authority senate selectboard selectmen trustees governors supervisors directors executive"
    " forum partnership court tribunal conference cyngor bwrdd pwyllgor aldermen freeholders regents"
    " cooperative taskforce"
)
#: Those that alone name no body, unless a sentence says that it met.
LONE_NOUNS = word_set(
    "board committee court conference executive authority panel forum group partnership assembly trustees"
    " directors governors commissioners supervisors councils team"
)
#: What is one only behind a name: "Elm Valley Bowling Club".
_NAMED_NOUNS = word_set(
    "association club society trust district league federation union institute foundation guild charity"
    " corporation network alliance company township county schools hoa pta ptsa"
)
#: What is one only behind these words: "Steering Group".
_PAIRS = {
    "group": word_set(
        "steering working participation advisory action liaison user focus project residents consultative"
        " reference management support discussion"
    ),
    "party": frozenset(("working",)),
    "body": frozenset(("governing",)),
    "force": frozenset(("task",)),
    "team": frozenset(("management", "leadership")),
}
#: Nouns whose name stands behind them, and what is of many: "Cyngor Cymuned Elmfryn".
_WELSH = frozenset(("cyngor", "bwrdd", "pwyllgor"))
_WELSH_PLACES = frozenset(("cymuned", "tref", "sir", "dinas", "bwrdeistref", "sirol"))
#: A place that governs itself, and those who care for one, before "of" and its name.
_PLACES = word_set(
    "town city village county township borough parish municipality shire district region hamlet rm r.m."
    " corporation friends chamber"
)
#: Words without which a text names no body.
_OF_BODIES = sorted(map(re.escape, _NOUNS | _NAMED_NOUNS | _PAIRS.keys() | _PLACES))
_ANY_NOUN = re.compile(rf"\b(?:{'|'.join(_OF_BODIES)})", re.IGNORECASE)
#: The sort of a meeting.
_SORTS = word_set(
    "regular special ordinary extraordinary extra-ordinary monthly quarterly weekly annual regularly bi-"
    " monthly inaugural statutory adjourned reconvened virtual hybrid remote online scheduled rescheduled"
    " recessed emergency organizational organisational reorganization reorganisation reorganizational zoom"
    " teleconference videoconference video-conference"
)
#: What is a sort only before "session" and "meeting".
_WORKING = frozenset(("work", "study", "working", "executive", "closed", "open", "business"))
#: Words behind which such a word is of the name: "Special Educational Needs Panel".
_OWN_SORTS = {
    "special": word_set(
        "education educational needs projects events purpose scrutiny licensing water utility road school services"
    ),
    "emergency": word_set("planning services management preparedness"),
}
#: What is of no name, and ends it.
_STOPS = word_set(
    "minute minutes meeting meetings session hearing hearings agenda draft approved unapproved unofficial"
    " official confirmed unconfirmed final notes record summary proceedings resolutions decisions present"
    " attendance apologies held convened commencing starting called met meets was were is are be been will"
    " would which that who this these has have had by from page at via being its their as to all any no"
    " no. not if when where following pursuant agm a.g.m a.g.m. egm a an workshop retreat transcript"
    " report outcome outcomes results actions roll call registered noted agreed resolved amended subject order"
    " jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun am pm a.m."
    " p.m. cofnodion member newsletter constitution bylaws morning afternoon evening night"
) | {*MONTHS, *WEEKDAYS}
_DAYS = frozenset(WEEKDAYS)
#: What many have, so that words before the sort of its meeting say whose it is.
_OWNED = frozenset(("board", "council", "commission", "committee"))
_LINKS = word_set("of for and & the on in with upon de la y under next le cum")
_STREETS = frozenset(("street", "road", "avenue", "lane", "drive", "st", "st.", "rd", "ave"))
#: What stands behind the name of a company.
_LEGAL = frozenset(("inc", "inc.", "ltd", "ltd.", "incorporated", "limited", "cic", "cio"))
#: What a body's name tells from others of its kind: a room, a person, a thing.
_HELD_BY = word_set(
    "chamber chambers room rooms boardroom office offices building buildings house hall tax member"
    " members chair chairman chairperson chairwoman chairs president secretary treasurer clerk officer"
    " officers vice website manager officials district business resolution report reports policy action"
    " actions updates documents packet staff depot leader"
)
#: What names a place before the body that is its own: "Elm County Planning and Zoning Commission".
_COUNTIES = frozenset(("county", "township"))
#: Between two nouns of one name stand no more words.
_MOST_BETWEEN = 4
_LEAST_LACKING = 4
_LONGEST_FIGURE = 2
_NEXT_BUT_ONE = 2
#: What a figure behind it counts, as in "Item 3 Parks Committee".
_COUNTED = word_set("item section room appendix annex annexe part volume vol book minute paper enclosure level")
#: No name has more words before its noun.
_LONGEST = 14


def find_body_spans(text: str) -> list[BodySpan]:
    """Return the names of bodies in a text, in the order in which they stand; none overlaps another.

    Args:
        text: A line of a head, or a few joined.
    """
    if _ANY_NOUN.search(text) is None:
        return []
    words = [_Word(match[0], match[0].lower(), *match.span()) for match in _WORD.finditer(text)]
    # "Elm Friday Bowling League" is a name; beside figures a day of the week is the meeting's.
    stops = _STOPS if any(map(str.isdigit, text)) else _STOPS - _DAYS
    spans: list[BodySpan] = []
    reached = 0
    for at in range(len(words)):
        end = _reach_end(words, at, stops) if at >= reached else None
        if end is None:
            continue
        begin = _reach_begin(words, at, reached, stops)
        name = words[begin:end]
        if _lacks_place(name):
            name = name[2:]  # "CITY OF" over "COLONY", and "CITY COUNCIL" between them
        if _is_of_many(name):
            continue
        printed = _POSSESSIVE.sub("", text[name[0].start : name[-1].end])  # "Board of Selectmen's Minutes"
        span = BodySpan(printed, name[0].start, name[-1].end)
        if begin == at and (owner := _find_owner(words, at, reached, stops)):
            span = BodySpan(f"{text[owner[0].start : owner[-1].end]} {printed}", owner[0].start, span.end)
        spans.append(span)
        reached = end
    return spans


def _find_owner(words: Sequence[_Word], at: int, reached: int, stops: frozenset[str]) -> Sequence[_Word]:
    """Return the words of whose board it is, where the sort of its meeting parts them from the noun.

    "Port of Elm Special Board Meeting" is of the Port of Elm's board; without such words nothing.
    """
    end = at
    while end > reached and words[end - 1].lower in _SORTS:
        end -= 1
    if words[at].lower not in _OWNED or end in (at, reached) or not _is_proper(words[end - 1], stops):
        return ()
    begin = _reach_begin(words, end, reached, stops)
    return words[begin:end] if words[begin].lower not in _DAYS else ()


def _is_of_many(name: Sequence[_Word]) -> bool:
    """Return whether words say what sort of body it is, and not which: "District", "Cyngor Cymuned"."""
    if name[0].lower in _WELSH:
        return all(word.lower in _WELSH_PLACES for word in name[1:])
    return len(name) == 1 and name[0].lower in _NAMED_NOUNS | _PLACES


def _lacks_place(name: Sequence[_Word]) -> bool:
    """Return whether "City of" stands before the sort of place, and not its name: "City of City Council"."""
    return (
        len(name) == _LEAST_LACKING
        and name[0].lower in _PLACES
        and name[1].lower == "of"
        and name[2].lower in _PLACES
        and name[3].lower in _NOUNS
    )


def _is_noun(words: Sequence[_Word], at: int) -> bool:
    """Return whether a word is a body's noun, with what stands before it."""
    word = words[at].lower
    if word in _NOUNS or not at:
        return word in _NOUNS and not _is_of_electors(words, at)
    before = words[at - 1]
    if word in _PAIRS:
        return before.lower in _PAIRS[word]
    return word in _NAMED_NOUNS and before.text[0].isupper() and before.lower not in _SORTS | _STOPS


def _is_of_electors(words: Sequence[_Word], at: int) -> bool:
    """Return whether a noun is of the meeting that a parish has once a year: "Annual Parish Assembly"."""
    return (
        at > 1
        and words[at].lower == "assembly"
        and words[at - 2].lower == "annual"
        and words[at - 1].lower in _PLACES
    )


def _is_proper(word: _Word, stops: frozenset[str]) -> bool:
    """Return whether a word may be one of a name's: it has a capital, and is no stop."""
    return (
        word.text[0].isupper()
        and word.lower not in stops
        and word.lower not in _SORTS
        and not any(map(str.isdigit, word.text))
    )


def _reach_end(words: Sequence[_Word], at: int, stops: frozenset[str]) -> int | None:
    """Return where a name ends whose noun, or last noun, is a word; None if the word is no body's."""
    if (end := _end_of_place(words, at, stops)) is not None:
        return end
    if words[at].text.islower() or not _is_noun(words, at) or _tells_other(words, at + 1):
        return None
    end = at + 1
    if end + 1 < len(words) and words[end].text == "," and words[end + 1].lower in _LEGAL:
        end += 2
    elif end < len(words) and words[end].lower in _LEGAL:
        end += 1
    if end < len(words) and _is_noun(words, end) and words[end].lower not in _WELSH:
        return None  # "District Commission", "Executive Board": the last noun takes the name
    is_county = words[at].lower in _COUNTIES
    if words[at].lower in _NAMED_NOUNS and _leads_to_noun(words, end, stops, over_and=is_county):
        return None  # "Elm Housing Association Tenants’ Panel"
    if words[at].lower in _WELSH:
        while end < len(words) and _is_proper(words[end], stops):
            end += 1
    while (further := _end_of_addition(words, end, stops)) > end:
        end = further
    return _end_of_number(words, end)


def _leads_to_noun(words: Sequence[_Word], at: int, stops: frozenset[str], *, over_and: bool) -> bool:
    """Return whether words of a name, and nothing else, stand between a place and the next noun of a body."""
    for each in range(at, min(at + _MOST_BETWEEN, len(words))):
        if _is_noun(words, each):
            return True
        if not _is_proper(words[each], stops) and not (
            over_and and each > at and words[each].lower in ("and", "&")
        ):
            return False
    return False


def _tells_other(words: Sequence[_Word], at: int) -> bool:
    """Return whether what stands behind a body's noun is a room, a person or a thing: "Council Chamber"."""
    if at >= len(words):
        return False
    is_room = words[at].lower == "meeting" and at + 1 < len(words) and words[at + 1].lower in _HELD_BY
    return words[at].lower in _HELD_BY or is_room


def _end_of_place(words: Sequence[_Word], at: int, stops: frozenset[str]) -> int | None:
    """Return where "City of Elmford" ends; None if a word begins no such name, or the name of its board."""
    if words[at].lower not in _PLACES or at + 2 >= len(words) or words[at + 1].lower != "of":
        return None
    end = at + 2
    while (
        end < len(words)
        and (
            _is_proper(words[end], stops)
            or (end > at + 2 and words[end].lower in ("of", "and", "upon", "the", "&"))
        )
        and words[end].lower not in _NOUNS
    ):
        end += 1
    numbered = _end_of_number(words, end)
    if end == at + 2 or (numbered == end < len(words) and words[end].lower in _NOUNS):
        return None
    return numbered


def _end_of_addition(words: Sequence[_Word], end: int, stops: frozenset[str]) -> int:
    """Return where "of the Elm Library" behind a name ends, or the name itself."""
    if end + 1 >= len(words) or words[end].lower not in ("of", "for", "on", "to"):
        return end
    begin = end + 1 + (words[end + 1].lower == "the")
    last = begin
    is_shouted = words[end - 1].text.isupper()  # and a name in capitals ends where these do
    while last < len(words) and (
        (_is_proper(words[last], stops) and (not is_shouted or words[last].text.isupper()))
        or (last > begin and (words[last].lower in _LINKS or _is_own_sort(words, last)))
    ):
        last += 1
    if last < len(words) and words[last].lower in ("session", "meeting") and words[last - 1].lower in _WORKING:
        last -= 1
    while last > begin and words[last - 1].lower in _LINKS:
        last -= 1
    return last if last > begin else end


def _counts(words: Sequence[_Word], at: int, stops: frozenset[str]) -> bool:
    """Return whether a figure stands within a name: "Elmgate 5 Homeowners Association"."""
    around = (words[at - 1], words[at + 1])
    is_name = all(_is_proper(each, stops) for each in around) and around[0].lower not in _COUNTED
    return len(words[at].text) <= _LONGEST_FIGURE and is_name


def _is_own_sort(words: Sequence[_Word], at: int) -> bool:
    """Return whether a word that names a sort of meeting is of a name all the same: "Special Water District".

    So it is of a committee made for one thing: "Tree Review Special Committee", "Special Committee on Trees".
    """
    behind = words[at + 1].lower if at + 1 < len(words) else ""
    if words[at].lower == "special" and behind == "committee":
        before = words[at - 1] if at else None
        is_of_thing = before is not None and before.text[0].isupper() and before.lower not in _STOPS | _NOUNS
        return is_of_thing or (
            at + _NEXT_BUT_ONE < len(words) and words[at + _NEXT_BUT_ONE].lower in ("on", "for")
        )
    return behind in _OWN_SORTS.get(words[at].lower, ())


def _end_of_number(words: Sequence[_Word], end: int) -> int:
    """Return where "No. 442" behind a name ends, or the name itself."""
    if end + 1 < len(words) and words[end].lower in ("no", "no.") and words[end + 1].text[0].isdigit():
        return end + 2
    return end


def _reach_begin(words: Sequence[_Word], at: int, reached: int, stops: frozenset[str]) -> int:
    """Return where a name begins, from its noun backwards."""
    begin = at
    is_list = False  # "Health, Adults and Housing Committee"
    while begin > reached and at - begin < _LONGEST:
        word, behind = words[begin - 1], words[begin]
        is_list = is_list or word.lower in ("and", "&")
        if word.lower in _STREETS and any(each.text[0].isdigit() for each in words[max(0, begin - 5) : begin - 1]):
            break  # "200 N. River Street Village Board"
        if word.text == ")" and begin - 3 > reached and words[begin - 3].text == "(":
            begin -= 3  # "Elmford (Without) Parish Council"
        elif (
            _is_proper(word, stops)
            or (word.lower in _LINKS and begin - 1 > reached)
            or _is_own_sort(words, begin - 1)
            or (word.text.isdigit() and begin - 1 > reached and _counts(words, begin - 1, stops))
            or (word.text == "," and (behind.lower in _LEGAL or is_list))
        ):
            begin -= 1
        else:
            break
    while begin < at and (
        words[begin].lower in _LINKS or words[begin].text in ",()" or _LETTER.fullmatch(words[begin].text)
    ):
        begin += 1
    return begin
