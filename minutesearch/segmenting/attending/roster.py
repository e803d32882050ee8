"""Division of a list of persons into names and offices, as a whole: the one that explains most of its words.

A list is cut into segments, each a person, an office, letters behind a name, a word that joins two, or a word that
nothing explains. Each segment has a score by its words and by what stands round it, and dynamic programming finds
the cut with the best sum. The list is read twice: what the first reading shows of its layout, offices before the
names or behind them, counts in the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.attending.list_forms import Entry
from minutesearch.segmenting.attending.list_names import NO_NAMES, PERSONAL
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
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Roster", "read_roster"]


class Roster(NamedTuple):
    """A list of persons, read as a whole."""

    #: The persons in order.
    entries: tuple[Entry, ...]
    #: Whether each is surely one: by a title, an initial, a known first name, or the office before it.
    are_sure: tuple[bool, ...]
    #: The offices in order.
    offices: tuple[Span, ...]


class _Gap(Enum):
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


class _Sort(Enum):
    PERSON = auto()
    OFFICE = auto()
    #: Words of departments without the noun of an office: "Emergency Management".
    MATTER = auto()
    LETTERS = auto()
    JOIN = auto()
    REST = auto()


_OFFICES = (_Sort.OFFICE, _Sort.MATTER)


class _Segment(NamedTuple):
    sort: _Sort
    first: int
    last: int
    score: float
    #: Whether it names several: "Trustees", behind which surnames stand alone.
    is_plural: bool = False
    #: Whether a person has a title, an initial or a first name that is known, or stands behind an office.
    is_sure: bool = False


class _Style(NamedTuple):
    """The layout of a list, as far as it is known."""

    #: How many offices stand before a name with no comma between, and how many behind one.
    before: int = 0
    behind: int = 0
    #: Whether surnames stand alone.
    is_bare: bool = False
    #: Whether nearly all names have a title, an initial or a first name that is known.
    is_sure: bool = False
    #: Whether offices stand behind names with nothing between: "Ali Ash Treasurer".
    runs_on: bool = False


_JOINS = word_set("and also plus with alongside together")
_INSIDE = word_set("of for the and to in on at")
_OFFICE_WORDS = (
    OFFICES
    | GROUPS
    | OFFICE_TITLES
    | word_set(
        "member chief councillor alderman counsel representative delegate liaison alternate alternates guest "
        "guests visitor visitors public press media"
    )
)
_OTHER_WORDS = NO_NAMES | BODIES | word_set("national regional scottish royal fire works")
_BEFORE_OFFICES = word_set(
    "acting assistant associate asst chief deputy executive general group honorary interim junior lead principal "
    "senior vice town city village county township district parish borough financial operating legislative "
    "administrative building municipal technical medical local regional national divisional monitoring"
)
_PARTICLES = word_set("da de del della den der di du la le van von ten ter bin al el te")
_ABBREVIATIONS = word_set(
    "asst dep dept hon rev revd st jr sr dr mr mrs ms messrs cllr cllrs cr crs ald sgt insp supt capt lt chr prof "
    "tr comm mt ft"
)
_INITIALLED = re.compile(r"(?:[A-Z]\.)+[A-Z][\w’'-]+\Z")
_MOST_OF_NAME, _MOST_OF_OFFICE = 6, 10
_LONGEST = 600
#: What somebody is called, between first name and surname: "Elizabeth (Betty) Warner".
_NICK = re.compile(r"(?<=\w)\s[(“\"](?P<nick>[A-Z][a-z]+)[)”\"]\s(?=[A-Z])")


@lru_cache(maxsize=256)
def read_roster(text: str, start: int, end: int) -> Roster | None:
    """Return the persons of a list; None where it is too long to be one, or has no words."""
    words = tuple(iter_words(text, start, end))
    if not words or len(words) > _LONGEST:
        return None
    gaps, depths = _read_gaps(text, words)
    first = _find_best(words, gaps, depths, _Style())
    style = _style_of(words, gaps, first)
    best = _find_best(words, gaps, depths, style)
    offices = [one for one in best if one.sort in _OFFICES]
    return Roster(
        tuple(_entries(text, words, gaps, best)),
        tuple(_iter_sure(words, gaps, best)),
        tuple(Span(words[one.first].start, words[one.last - 1].end) for one in offices),
    )


def _read_gaps(text: str, words: Sequence[Word]) -> tuple[list[_Gap], list[int]]:
    """Return what stands before each word, and whether it stands in a bracket."""
    gaps, depths, depth = [_Gap.STOP], [0], 0
    nicks = {match.start("nick") for match in _NICK.finditer(text) if match["nick"].lower() in FIRST_NAMES}
    for before, after in pairwise(words):
        if after.start in nicks or before.start in nicks:
            gaps.append(_Gap.PLAIN)
            depths.append(depth)
            continue
        gap = text[before.end : after.start]
        opened, closed = sum(map(gap.count, "([")), sum(map(gap.count, ")]"))
        depth = max(0, depth + opened - closed)
        gaps.append(_Gap.OPEN if opened else _gap_of(gap, before) if not closed else _closing(gap))
        depths.append(depth)
    return gaps, depths


def _closing(gap: str) -> _Gap:
    return _Gap.STOP if ";" in gap or ". " in gap else _Gap.CLOSE


def _gap_of(gap: str, before: Word) -> _Gap:
    marks = gap.strip()
    if not marks:
        return _Gap.PLAIN if len(gap) < 3 and "\n" not in gap and "\t" not in gap else _Gap.WIDE
    if marks == ".":
        return _Gap.PLAIN if is_initial(before.text) or before.lower in _ABBREVIATIONS else _Gap.STOP
    if marks in ("“", "”", '"', "'", "’", "‘"):
        return _Gap.PLAIN
    if marks in ("&", "/") or (marks == "-" and not gap[0].isspace()):
        return _Gap.LINK
    if marks in (",", ".,"):
        return _Gap.COMMA
    if marks.startswith(":"):
        return _Gap.COLON
    return _Gap.DASH if marks in ("-", "–", "—") else _Gap.WIDE if marks == "|" else _Gap.STOP


def _find_best(words: tuple[Word, ...], gaps: list[_Gap], depths: list[int], style: _Style) -> list[_Segment]:
    """Return the cut of the words into segments whose scores have the highest sum."""
    # Two ways to each place: with surnames behind a title for several, and without.
    best: list[
        dict[
            tuple[_Sort, bool],
            tuple[float, list[_Segment] | None, tuple[int, tuple[_Sort, bool]] | None, _Segment | None],
        ]
    ] = [{} for _ in range(len(words) + 1)]
    best[0][(_Sort.REST, False)] = (0.0, None, None, None)
    for at in range(len(words)):
        if not best[at]:
            continue
        segments = list(_segments_at(words, gaps, depths, at))
        for state, (score, _, _, _) in best[at].items():
            for one in segments:
                plural = (
                    one.is_plural
                    or (state[1] and one.sort in (_Sort.PERSON, _Sort.JOIN, _Sort.LETTERS))
                    or (state[1] and depths[at] > 0)
                )
                total = score + one.score + _step(words, gaps, state, one, style)
                if depths[at] and one.sort is _Sort.PERSON and not one.is_sure:
                    total -= 3.0  # "(Head Girl)"
                key = (one.sort, plural)
                known = best[one.last].get(key)
                if known is None or total > known[0]:
                    best[one.last][key] = (total, None, (at, state), one)
    return _walk_back(best)


def _walk_back(best: list[dict]) -> list[_Segment]:  # type: ignore[type-arg]
    at = len(best) - 1
    state = max(best[at], key=lambda key: best[at][key][0])
    found: list[_Segment] = []
    while at:
        _, _, came, segment = best[at][state]
        found.append(segment)
        at, state = came
    return found[::-1]


def _segments_at(words: tuple[Word, ...], gaps: list[_Gap], depths: list[int], at: int) -> Iterator[_Segment]:
    """Yield the segments that may begin at a word."""
    word = words[at]
    in_bracket = depths[at] > 0
    yield _Segment(_Sort.REST, at, at + 1, -0.15 if in_bracket else -1.2)
    if word.lower in _JOINS:
        yield _Segment(_Sort.JOIN, at, at + 1, 0.0)
    is_honour = word.text.isupper() and word.lower in POST_NOMINALS
    if at and (is_honour or word.lower in ("jr", "sr", "esq") or (in_bracket and word.text.isupper())):
        yield _Segment(_Sort.LETTERS, at, at + 1, 0.1)
    for last in range(at + 1, min(len(words), at + _MOST_OF_OFFICE) + 1):
        if last > at + 1 and (gaps[last - 1] not in (_Gap.PLAIN, _Gap.LINK) or depths[last - 1] != depths[at]):
            break
        is_plain = all(gaps[place] is _Gap.PLAIN for place in range(at + 1, last))
        if is_plain and last <= at + _MOST_OF_NAME:
            person = _person(words[at:last], at)
            if person is not None:
                yield person
        office = _office(words[at:last], at)
        if office is not None:
            yield office


@lru_cache(maxsize=8192)
def _person(words: tuple[Word, ...], at: int) -> _Segment | None:
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
        return _Segment(_Sort.PERSON, at, at + len(words), 1.4)  # "Mike G."
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
    score -= sum(_doubt(word, is_named=personal, is_last=known and word is last) for word in core)
    if names_place(last) and len(names) > 1 and not (title or known):
        score -= 3.0
    if last.text.isupper() and len(last.text) <= 4 and not all(word.text.isupper() for word in core):
        score -= 3.0
    return _Segment(_Sort.PERSON, at, at + len(words), score, plural, known or title > 0 or whole)


def _length_score(names: Sequence[Word]) -> float:
    """Return what the number of a name's words says: two are best, an initial between is good."""
    if len(names) == 1:
        return 0.0
    doubled = len(names) > 2 and any(bare(word) in FIRST_NAMES for word in names[1:-1])
    initials = sum(is_initial(word.text) for word in names[1:])
    return 0.4 - 0.6 * max(0, len(names) - 2) + 0.6 * initials - 1.0 * doubled


def _doubt(word: Word, *, is_named: bool, is_last: bool) -> float:
    """Return what speaks against a word in a name: offices and bodies are named with it."""
    if bare(word) in _OTHER_WORDS or bare(word) in _OFFICE_WORDS:
        return 0.8 if is_named or is_last or bare(word) in FIRST_NAMES else 4.0  # "April Oak"
    if bare(word) in _BEFORE_OFFICES:
        return 0.8 if is_named else 4.0
    return 0.0


@lru_cache(maxsize=8192)
def _office(words: tuple[Word, ...], at: int) -> _Segment | None:
    """Return the segment of an office that words may be, with its score; None where they are none."""
    first, last = words[0].lower, words[-1].lower
    if last in _INSIDE or (first in _INSIDE and first != "in"):
        return None
    lowers = [bare(word) for word in words]
    if any(lower in PERSONAL for lower in lowers):
        return None
    offices = sum(_is_office_word(lower) for lower in lowers)
    if not offices and not any(lower in _OTHER_WORDS or lower in _BEFORE_OFFICES for lower in lowers):
        return None
    score = -0.4 + (1.3 if offices else -0.6)
    score += sum(_office_score(word, lower) for word, lower in zip(words, lowers, strict=True))
    plural = last in GROUPS or last in PLURAL_TITLES
    return _Segment(_Sort.OFFICE if offices else _Sort.MATTER, at, at + len(words), score, plural)


def _is_office_word(lower: str) -> bool:
    return lower in _OFFICE_WORDS or lower.split("-")[-1] in OFFICES


def _office_score(word: Word, lower: str) -> float:
    """Return what a word says for an office: one more, a word of departments, a name."""
    if _is_office_word(lower):
        return 0.3
    if lower in _OTHER_WORDS or lower in _BEFORE_OFFICES:
        return 0.6
    if lower in _INSIDE:
        return 0.0
    if is_initial(word.text):
        return -2.0
    if lower in FIRST_NAMES:
        return -1.8
    return -0.3 if word.text.isupper() or not word.is_capitalised else -0.5


def _step(
    words: tuple[Word, ...], gaps: list[_Gap], state: tuple[_Sort, bool], one: _Segment, style: _Style
) -> float:
    """Return what speaks for a segment by what stands before and behind it."""
    before, is_plural = state
    gap = gaps[one.first]
    behind = gaps[one.last] if one.last < len(words) else _Gap.STOP
    if one.sort is _Sort.PERSON:
        return _step_to_person(words, gap, behind, before, one, style, is_plural=is_plural)
    if one.sort in _OFFICES:
        if before in _OFFICES:
            return -1.5 if gap in (_Gap.PLAIN, _Gap.LINK) else -0.2
        if before is _Sort.PERSON:
            return -0.2 if gap is _Gap.PLAIN else 0.4
        return -0.8 if gap in (_Gap.STOP, _Gap.WIDE) and not _is_of_office(words[one.first]) else 0.0
    return 0.0


def _ends_office(words: tuple[Word, ...], at: int) -> bool:
    """Return whether an office ends before a word, so that a surname may stand alone: "Chief of Police Oak"."""
    if bare(words[at - 1]) in _OFFICE_WORDS:
        return True
    return at > 2 and words[at - 2].lower == "of" and bare(words[at - 3]) in _OFFICE_WORDS


def _is_of_office(word: Word) -> bool:
    lower = bare(word)
    return lower in _OFFICE_WORDS or lower in _OTHER_WORDS or lower in _BEFORE_OFFICES


def _step_to_person(
    words: tuple[Word, ...],
    gap: _Gap,
    behind: _Gap,
    before: _Sort,
    one: _Segment,
    style: _Style,
    *,
    is_plural: bool,
) -> float:
    lone = one.last - one.first == 1
    closes = behind is not _Gap.PLAIN or (one.last < len(words) and words[one.last].lower in _JOINS)
    opens = gap is not _Gap.PLAIN or before is _Sort.JOIN
    follows = before is _Sort.OFFICE and gap is _Gap.PLAIN and (not lone or _ends_office(words, one.first))
    score = 0.5 * closes + 0.5 * opens + 0.5 * follows
    if before is _Sort.PERSON and gap is _Gap.PLAIN:
        score -= 3.5 if is_initial(words[one.first].text) else 1.2
    if not closes and bare(words[one.last]) in _OFFICE_WORDS and words[one.last - 2].lower in _BEFORE_OFFICES:
        score -= 4.0  # "Deputy Monitoring Officer"
    if lone and not one.is_sure:
        if closes and follows:
            score += 2.7
        elif closes and opens and gap is not _Gap.OPEN and (is_plural or style.is_bare):
            score += 3.2
        elif gap is _Gap.OPEN:
            score -= 2.0
    elif not one.is_sure:
        score -= 0.0 if closes or style.runs_on else 0.5 if gap in (_Gap.STOP, _Gap.WIDE) else 1.5
        score -= 1.0 * (style.is_sure and not style.runs_on)
        if before in _OFFICES and gap is _Gap.COMMA and style.behind:
            # "Director, Emergency Planning": what stands behind an office and a comma may go on with it.
            score -= 1.0
    return score


def _style_of(words: tuple[Word, ...], gaps: list[_Gap], segments: list[_Segment]) -> _Style:
    before = behind = 0
    persons = [one for one in segments if one.sort is _Sort.PERSON]
    for left, right in pairwise(segments):
        gap = gaps[right.first]
        if left.sort is _Sort.OFFICE and right.sort is _Sort.PERSON:
            before += gap in (_Gap.PLAIN, _Gap.COLON, _Gap.OPEN)
        if left.sort is _Sort.PERSON and right.sort is _Sort.OFFICE:
            behind += gap in (_Gap.PLAIN, _Gap.COMMA, _Gap.DASH, _Gap.OPEN, _Gap.WIDE)
    lone = sum(
        one.sort in (_Sort.PERSON, _Sort.REST)
        and one.last - one.first == 1
        and words[one.first].is_capitalised
        and words[one.first].lower not in _JOINS
        for one in segments
    )
    sure = sum(one.is_sure for one in persons)
    runs_on = any(
        left.sort is _Sort.PERSON and right.sort is _Sort.OFFICE and gaps[right.first] is _Gap.PLAIN
        for left, right in pairwise(segments)
    )
    return _Style(
        before,
        behind,
        lone >= 3 and lone > len(persons) - lone,
        len(persons) > 2 and sure * 3 > 2 * len(persons),
        runs_on,
    )


def _entries(text: str, words: tuple[Word, ...], gaps: list[_Gap], segments: list[_Segment]) -> Iterator[Entry]:
    """Yield the persons among segments, each with the office that stands beside it."""
    persons = [at for at, one in enumerate(segments) if one.sort is _Sort.PERSON]
    for number, at in enumerate(persons):
        one = segments[at]
        title = title_length(list(words[one.first : one.last]), 0)
        plural = title > 0 and words[one.first + title - 1].lower in PLURAL_TITLES
        last = words[one.last - 1]
        stop = is_initial(last.text) and text.startswith(".", last.end)
        name = Span(words[one.first + (title if plural else 0)].start, last.end + stop)
        limit = persons[number + 1] if number + 1 < len(persons) else len(segments)
        yield Entry(name, _role_behind(words, gaps, segments, at + 1, limit))


def _iter_sure(words: tuple[Word, ...], gaps: list[_Gap], segments: list[_Segment]) -> Iterator[bool]:
    """Yield of each person among segments whether it is surely one."""
    plural = False
    lettered = sum(one.sort is _Sort.PERSON and is_initial(words[one.last - 1].text) for one in segments)
    before: _Segment | None = None
    is_held = _are_held(segments)
    sure = sum(one.is_sure for one in segments if one.sort is _Sort.PERSON)
    for one in segments:
        plural = one.is_plural or (plural and one.sort not in (*_OFFICES, _Sort.REST))
        if one.sort is _Sort.PERSON:
            follows = before is not None and before.sort is _Sort.OFFICE and gaps[one.first] is _Gap.PLAIN
            follows = follows and (one.last - one.first > 1 or _ends_office(words, one.first))
            held = is_held and (follows or _is_holder(gaps, before, one, sure))
            is_lettered = lettered > 1 and is_initial(words[one.last - 1].text)
            yield one.is_sure or plural or held or is_lettered
        before = one


def _is_holder(gaps: list[_Gap], before: _Segment | None, one: _Segment, sure: int) -> bool:
    """Return whether two words in a bracket behind an office are its holder, as others of the list are."""
    is_behind = before is not None and before.sort is _Sort.OFFICE and gaps[one.first] is _Gap.OPEN
    return is_behind and one.last - one.first > 1 and sure > 1


def _are_held(segments: list[_Segment]) -> bool:
    """Return whether most offices of a list stand beside a name; a list of offices alone names nobody."""
    persons = sum(one.sort is _Sort.PERSON for one in segments)
    around = [None, *segments, None]
    vacant = sum(
        one.sort is _Sort.OFFICE
        and not any(near is not None and near.sort is _Sort.PERSON for near in (before, after))
        for before, one, after in zip(around, segments, around[2:], strict=False)
    )
    return vacant <= persons


def _role_behind(
    words: tuple[Word, ...], gaps: list[_Gap], segments: list[_Segment], begin: int, limit: int
) -> Span | None:
    """Return the office behind a name up to the next, or the one whose holder stands in a bracket behind it."""
    before = segments[begin - 2] if begin > 1 else None
    if gaps[segments[begin - 1].first] is _Gap.OPEN and before is not None and before.sort is _Sort.OFFICE:
        return Span(words[before.first].start, words[before.last - 1].end)
    offices: list[_Segment] = []
    for one in segments[begin:limit]:
        gap = gaps[one.first]
        if one.sort in _OFFICES:
            if gap is _Gap.STOP or (offices and gap not in (_Gap.COMMA, _Gap.LINK)):
                break
            offices.append(one)
        elif one.sort is not _Sort.LETTERS or offices:
            break
    follows = limit < len(segments) and gaps[segments[limit].first] in (_Gap.PLAIN, _Gap.COLON, _Gap.OPEN)
    if offices and follows and offices[-1].last == segments[limit].first:
        offices.pop()  # it stands before the next name
    if not offices:
        return None
    return Span(words[offices[0].first].start, words[offices[-1].last - 1].end)
