"""Division of a list of persons into names and offices, as a whole: the one that explains most of its words.

A list is cut into segments, each a person, an office, letters behind a name, a word that joins two, or a word that
nothing explains. Each segment has a score by its words and by what stands round it, and dynamic programming finds
the cut with the best sum. The list is read twice: what the first reading shows of its layout, offices before the
names or behind them, counts in the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.attending.list_forms import Entry
from minutesearch.segmenting.attending.roster_cut import Style, ends_office, find_best, read_style
from minutesearch.segmenting.attending.roster_segments import OFFICE_SORTS, Gap, Segment, Sort, read_gaps
from minutesearch.segmenting.cues.names import OFFICES, PLURAL_TITLES, is_initial, title_length
from minutesearch.segmenting.text.sentences import Word, iter_words

__all__ = ["Roster", "read_roster"]

#: A list has no more words.
_LONGEST = 600


class Roster(NamedTuple):
    """A list of persons, read as a whole."""

    #: The persons in order.
    entries: tuple[Entry, ...]
    #: Whether each is surely one: by a title, an initial, a known first name, or the office before it.
    are_sure: tuple[bool, ...]
    #: The offices in order.
    offices: tuple[Span, ...]
    #: Whether every word is explained and every person is sure.
    is_whole: bool


@lru_cache(maxsize=256)
def read_roster(text: str, start: int, end: int) -> Roster | None:
    """Return the persons of a list; None where it is too long to be one, or has no words."""
    words = tuple(iter_words(text, start, end))
    if not words or len(words) > _LONGEST:
        return None
    gaps, depths = read_gaps(text, words)
    first = find_best(words, gaps, depths, Style())
    style = read_style(words, gaps, first)
    best = find_best(words, gaps, depths, style)
    offices = [one for one in best if one.sort in OFFICE_SORTS]
    return Roster(
        tuple(_entries(text, words, gaps, best)),
        tuple(_iter_sure(words, gaps, best)),
        tuple(Span(words[one.first].start, words[one.last - 1].end) for one in offices),
        _is_whole(words, depths, best),
    )


def _is_whole(words: tuple[Word, ...], depths: list[int], segments: list[Segment]) -> bool:
    """Return whether every word of a list is a sure person's or an office's, but for what brackets hold."""
    persons = [one for one in segments if one.sort is Sort.PERSON]
    left = [
        one
        for one in segments
        if one.sort in (Sort.REST, Sort.MATTER) and not depths[one.first] and not words[one.first].text.isdigit()
    ]
    are_names = all(one.is_sure and words[one.last - 1].lower.rpartition("-")[2] not in OFFICES for one in persons)
    return len(persons) > 1 and not left and are_names


def _entries(text: str, words: tuple[Word, ...], gaps: list[Gap], segments: list[Segment]) -> Iterator[Entry]:
    """Yield the persons among segments, each with the office that stands beside it."""
    persons = [at for at, one in enumerate(segments) if one.sort is Sort.PERSON]
    for number, at in enumerate(persons):
        one = segments[at]
        title = title_length(list(words[one.first : one.last]), 0)
        plural = title > 0 and words[one.first + title - 1].lower in PLURAL_TITLES
        last = words[one.last - 1]
        stop = is_initial(last.text) and text.startswith(".", last.end)
        name = Span(words[one.first + (title if plural else 0)].start, last.end + stop)
        limit = persons[number + 1] if number + 1 < len(persons) else len(segments)
        yield Entry(name, _role_behind(words, gaps, segments, at + 1, limit))


def _iter_sure(words: tuple[Word, ...], gaps: list[Gap], segments: list[Segment]) -> Iterator[bool]:
    """Yield of each person among segments whether it is surely one."""
    plural = False
    lettered = sum(one.sort is Sort.PERSON and is_initial(words[one.last - 1].text) for one in segments)
    before: Segment | None = None
    is_held = _are_held(segments)
    sure = sum(one.is_sure for one in segments if one.sort is Sort.PERSON)
    for one in segments:
        plural = one.is_plural or (plural and one.sort not in (*OFFICE_SORTS, Sort.REST))
        if one.sort is Sort.PERSON:
            follows = before is not None and before.sort is Sort.OFFICE and gaps[one.first] is Gap.PLAIN
            follows = follows and (one.last - one.first > 1 or ends_office(words, one.first))
            held = is_held and (follows or _is_holder(gaps, before, one, sure))
            is_lettered = lettered > 1 and is_initial(words[one.last - 1].text)
            yield one.is_sure or plural or held or is_lettered
        before = one


def _is_holder(gaps: list[Gap], before: Segment | None, one: Segment, sure: int) -> bool:
    """Return whether two words in a bracket behind an office are its holder, as others of the list are."""
    is_behind = before is not None and before.sort is Sort.OFFICE and gaps[one.first] is Gap.OPEN
    return is_behind and one.last - one.first > 1 and sure > 1


def _are_held(segments: list[Segment]) -> bool:
    """Return whether most offices of a list stand beside a name; a list of offices alone names nobody."""
    persons = sum(one.sort is Sort.PERSON for one in segments)
    around = [None, *segments, None]
    vacant = sum(
        one.sort is Sort.OFFICE
        and not any(near is not None and near.sort is Sort.PERSON for near in (before, after))
        for before, one, after in zip(around, segments, around[2:], strict=False)
    )
    return vacant <= persons


def _role_behind(
    words: tuple[Word, ...], gaps: list[Gap], segments: list[Segment], begin: int, limit: int
) -> Span | None:
    """Return the office behind a name up to the next, or the one whose holder stands in a bracket behind it."""
    before = segments[begin - 2] if begin > 1 else None
    if gaps[segments[begin - 1].first] is Gap.OPEN and before is not None and before.sort is Sort.OFFICE:
        return Span(words[before.first].start, words[before.last - 1].end)
    offices: list[Segment] = []
    for one in segments[begin:limit]:
        gap = gaps[one.first]
        if one.sort in OFFICE_SORTS:
            if gap is Gap.STOP or (offices and gap not in (Gap.COMMA, Gap.LINK)):
                break
            offices.append(one)
        elif one.sort is not Sort.LETTERS or offices:
            break
    follows = limit < len(segments) and gaps[segments[limit].first] in (Gap.PLAIN, Gap.COLON, Gap.OPEN)
    if offices and follows and offices[-1].last == segments[limit].first:
        offices.pop()  # it stands before the next name
    if not offices:
        return None
    return Span(words[offices[0].first].start, words[offices[-1].last - 1].end)
