"""Choice of the cut of a list of persons into segments whose scores have the best sum, by dynamic programming."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from minutesearch.segmenting.attending.roster_segments import (
    BEFORE_OFFICES,
    JOINS,
    OFFICE_SORTS,
    OFFICE_WORDS,
    Gap,
    Segment,
    Sort,
    is_of_office,
    iter_segments,
)
from minutesearch.segmenting.cues.names import BEGINNINGS, FIRST_NAMES, is_initial, is_name_word
from minutesearch.segmenting.people.persons import bare
from minutesearch.segmenting.text.sentences import Word

__all__ = ["Style", "ends_office", "find_best", "read_style"]


class Style(NamedTuple):
    """The layout of a list, as far as it is known."""

    #: How many offices stand behind a name.
    behind: int = 0
    #: Whether surnames stand alone.
    is_bare: bool = False
    #: Whether nearly all names have a title, an initial or a first name that is known.
    is_sure: bool = False
    #: Whether offices stand behind names with nothing between: "Ali Ash Treasurer".
    runs_on: bool = False


#: What a way to a place ends with: the sort of its last segment, and whether surnames may stand alone behind it.
_State = tuple[Sort, bool]


class _Way(NamedTuple):
    """The best way to a place that ends in one state."""

    score: float
    #: Where its last segment begins, the state there, and the segment.
    came: tuple[int, _State, Segment] | None


def find_best(words: tuple[Word, ...], gaps: list[Gap], depths: list[int], style: Style) -> list[Segment]:
    """Return the cut of the words into segments whose scores have the highest sum."""
    # Two ways to each place: with surnames behind a title for several, and without.
    best: list[dict[_State, _Way]] = [{} for _ in range(len(words) + 1)]
    best[0][Sort.REST, False] = _Way(0.0, None)
    for at in range(len(words)):
        if not best[at]:
            continue
        segments = list(iter_segments(words, gaps, depths, at))
        for state, (score, _) in best[at].items():
            for one in segments:
                plural = (
                    one.is_plural
                    or (state[1] and one.sort in (Sort.PERSON, Sort.JOIN, Sort.LETTERS))
                    or (state[1] and depths[at] > 0)
                )
                total = score + one.score + _step(words, gaps, state, one, style)
                if depths[at] and one.sort is Sort.PERSON and not one.is_sure:
                    total -= 3.0  # "(Head Girl)"
                key = (one.sort, plural)
                known = best[one.last].get(key)
                if known is None or total > known.score:
                    best[one.last][key] = _Way(total, (at, state, one))
    return _walk_back(best)


def _walk_back(best: list[dict[_State, _Way]]) -> list[Segment]:
    at = len(best) - 1
    state = max(best[at], key=lambda key: best[at][key].score)
    found: list[Segment] = []
    while (came := best[at][state].came) is not None:
        at, state, segment = came
        found.append(segment)
    return found[::-1]


def _step(words: tuple[Word, ...], gaps: list[Gap], state: _State, one: Segment, style: Style) -> float:
    """Return what speaks for a segment by what stands before and behind it."""
    before, is_plural = state
    gap = gaps[one.first]
    behind = gaps[one.last] if one.last < len(words) else Gap.STOP
    if one.sort is Sort.PERSON:
        return _step_to_person(words, gap, behind, before, one, style, is_plural=is_plural)
    if one.sort in OFFICE_SORTS:
        if before in OFFICE_SORTS:
            return -1.5 if gap in (Gap.PLAIN, Gap.LINK) else -0.2
        if before is Sort.PERSON:
            return -0.2 if gap is Gap.PLAIN else 0.4
        return -0.8 if gap in (Gap.STOP, Gap.WIDE) and not is_of_office(words[one.first]) else 0.0
    return 0.0


def ends_office(words: tuple[Word, ...], at: int) -> bool:
    """Return whether an office ends before a word, so that a surname may stand alone: "Chief of Police Oak"."""
    if bare(words[at - 1]) in OFFICE_WORDS:
        return True
    return at > 2 and words[at - 2].lower == "of" and bare(words[at - 3]) in OFFICE_WORDS


def _step_to_person(
    words: tuple[Word, ...],
    gap: Gap,
    behind: Gap,
    before: Sort,
    one: Segment,
    style: Style,
    *,
    is_plural: bool,
) -> float:
    lone = one.last - one.first == 1
    closes = behind is not Gap.PLAIN or (one.last < len(words) and words[one.last].lower in JOINS)
    opens = gap is not Gap.PLAIN or before is Sort.JOIN
    follows = before is Sort.OFFICE and gap is Gap.PLAIN and (not lone or ends_office(words, one.first))
    score = 0.5 * closes + 0.5 * opens + 0.5 * follows
    if before is Sort.PERSON and gap is Gap.PLAIN:
        score -= _between_names(words, one)
    if one.is_short and behind is Gap.PLAIN and _may_go_on(words[one.last]):
        score -= 1.5  # "Mayor Wil" of "Mayor Wil Kemp"
    if not closes and bare(words[one.last]) in OFFICE_WORDS and words[one.last - 2].lower in BEFORE_OFFICES:
        score -= 4.0  # "Deputy Monitoring Officer"
    if lone and not one.is_sure:
        if closes and follows:
            score += 2.7
        elif closes and opens and gap is not Gap.OPEN and (is_plural or style.is_bare):
            score += 3.2
        elif gap is Gap.OPEN:
            score -= 2.0
    elif not one.is_sure:
        score -= 0.0 if closes or style.runs_on else 0.5 if gap in (Gap.STOP, Gap.WIDE) else 1.5
        score -= 1.0 * (style.is_sure and not style.runs_on)
        if before in OFFICE_SORTS and gap is Gap.COMMA and style.behind:
            # "Director, Emergency Planning": what stands behind an office and a comma may go on with it.
            score -= 1.0
    return score


def _between_names(words: tuple[Word, ...], one: Segment) -> float:
    """Return what speaks against a person right behind another: little where an initial or title begins both."""
    if not is_initial(words[one.first].text):
        return 1.2
    if one.first > 1 and is_initial(words[one.first - 2].text):
        return 0.4  # "A Ash B Birch", whose commas are lost
    return 3.5


def _may_go_on(word: Word) -> bool:
    """Return whether a name that stands before a word may go on with it: no title, no office, no small word."""
    lower = word.lower
    is_other = lower in BEGINNINGS - FIRST_NAMES or is_of_office(word) or lower in JOINS
    return word.is_capitalised and is_name_word(word) and not is_other


def read_style(words: tuple[Word, ...], gaps: list[Gap], segments: list[Segment]) -> Style:
    """Return what a cut shows of the layout of its list."""
    persons = [one for one in segments if one.sort is Sort.PERSON]
    # What stands between a name and the office behind it.
    behind = [
        gaps[right.first]
        for left, right in pairwise(segments)
        if left.sort is Sort.PERSON and right.sort is Sort.OFFICE
    ]
    lone = sum(
        one.sort in (Sort.PERSON, Sort.REST)
        and one.last - one.first == 1
        and words[one.first].is_capitalised
        and words[one.first].lower not in JOINS
        for one in segments
    )
    sure = sum(one.is_sure for one in persons)
    return Style(
        behind=sum(gap in (Gap.PLAIN, Gap.COMMA, Gap.DASH, Gap.OPEN, Gap.WIDE) for gap in behind),
        is_bare=lone >= 3 and lone > len(persons) - lone,
        is_sure=len(persons) > 2 and sure * 3 > 2 * len(persons),
        runs_on=Gap.PLAIN in behind,
    )
