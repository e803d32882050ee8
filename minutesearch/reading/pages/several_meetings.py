"""Parting of a page that holds the minutes of several meetings, one below the other, at their heads."""

from __future__ import annotations

import bisect
import datetime
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.dates import MONTHS, WEEKDAYS
from minutesearch.pages import Hint, Line
from minutesearch.reading.heads.bodies.body_names import looks_like_body, looks_like_council
from minutesearch.reading.heads.opening_sentence import is_of_other_day, read_opening_sentence
from minutesearch.reading.items.numbered_starts import find_numbered, is_day
from minutesearch.reading.layout.days import find_day
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import ItemNumber, read_number, read_number_and_title
from minutesearch.reading.pages.meeting_page import is_attendance_label, is_said
from minutesearch.reading.pages.printed_signs import is_headline

__all__ = ["Parted", "part_meetings"]

#: The head of a meeting takes so many lines, and those who came are listed within so many behind its first.
_HEAD, _ROLL_WITHIN = 8, 14
#: What lists them, as no line among the talk does.
_ROLL = re.compile(
    r"(?P<number>(?:[0-9]{1,2}[.)]?\s+)?)(?:(?:\w+\s){0,4}(?:present|attendance|attending|attendees|apologies"
    r"|sederunt|roll[ -]call|absent)\b"
    r"|in the chair\b)",
    re.IGNORECASE,
)
#: How a meeting began, which may stand above who came.
_BEGAN = re.compile(
    r"\b(?:called|convened|reconvened|opened|began|commenced|presid(?:ed|ing)|pledge|prayers?|invocation|anthem)\b",
    re.IGNORECASE,
)
#: What of a headline is a time.
_OF_TIME = re.compile(rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b|[0-9]+(?:st|nd|rd|th)?|\W+", re.IGNORECASE)
#: The sentence that says which meeting it was takes no more lines.
_SENTENCE = 5
#: Minutes have so many lines below their head, or more.
_LEAST = 6
#: So many lines above it may be of the head: a letterhead, the kind of meeting.
_ABOVE = 4
_LONGEST_OF_HEAD, _LONGEST_NUMBERED = 200, 500
#: Minutes within minutes end within so many numbers and stand so deep; with so many doubtful heads a page is no
#: book of minutes.
_FURTHEST, _DEEPEST, _MOST_DOUBTFUL = 200, 2, 20
#: How minutes end: in so many of their last lines.
_CLOSES_WITHIN = 8
_CLOSES = re.compile(
    r"\b(?:meeting|session|committee|council|board|chair\w*|business|proceedings)\b.{0,120}\b(?:closed?|ended|adjourned"
    r"|concluded|finished|terminated|rose)\b"
    r"|\b(?:adjourn(?:ed|ment)|closed at|there being no (?:further|other) business|(?:date|time) of (?:the )?next"
    r"|next meeting)\b"
    r"|\A(?:signed|chair(?:man|woman|person)?|clerk|respectfully submitted|mayor|dated?)\b.{0,80}\Z|[._…]{4,}",
    re.IGNORECASE,
)


class _Announced(NamedTuple):
    """The head of a meeting's minutes within a page."""

    #: The first line of its head.
    at: int
    day: datetime.date
    #: The words that say of what: its body, or the headline without the day.
    name: str
    #: The line that lists who came.
    roll: int


class Parted(NamedTuple):
    """The lines of a page by meeting, and where it may have had more."""

    parts: tuple[Sequence[Line], ...]
    #: The days of heads that were left in the minutes around them, with the number of the line.
    doubtful: tuple[tuple[datetime.date, int | None], ...] = ()


def part_meetings(lines: Sequence[Line]) -> Parted:
    """Part the lines of a page where the minutes of another meeting begin.

    They do at a head of their own: a line that says that these are minutes and their day, with those who came
    below it. The minutes above must have ended, by their words, by the page, or by numbers that begin again.
    Minutes that stand within others end where the numbers of those go on. What is neither is doubtful, and left.

    Args:
        lines: The non-blank lines of a page.
    """
    # Where the markup says what the items are, all of it is one meeting's page.
    is_marked = any(line.hint in (Hint.NUMBER, Hint.TITLE) for line in lines)
    heads = [] if is_marked else _find_heads(lines)
    if len(heads) < 2 or heads[0].at > _HEAD:
        return Parted((lines,))
    division = _Division(lines, heads)
    return Parted(tuple(division.divide(0, len(lines))), tuple(division.doubtful))


class _Division:
    """The division of a page's lines among the meetings whose heads it has."""

    def __init__(self, lines: Sequence[Line], heads: Sequence[_Announced]) -> None:
        self._lines = lines
        self._heads = heads
        self._numbers = [
            (at, number) for at, line in enumerate(lines) if (number := _read_number(line.text)) is not None
        ]
        self.doubtful: list[tuple[datetime.date, int | None]] = []

    def divide(self, begin: int, end: int, *, depth: int = 0) -> list[list[Line]]:
        """Return the lines of each meeting between two lines, in the order of their heads."""
        lines = self._lines
        own: list[Line] = []
        parts = [own]
        at = begin
        before = next(head for head in self._heads if head.at >= begin)
        for head in self._heads:
            if head.at <= max(begin, at) or head.at >= end or len(self.doubtful) > _MOST_DOUBTFUL:
                continue
            if head.day == before.day and head.name == before.name:
                continue  # the same head again
            above = [*own, *lines[at : head.at]]
            last = _last_number(above)
            back = self._find_going_on(head.at, end, last) if depth < _DEEPEST else None
            if head.at - before.roll < _LEAST or (back is None and not self._is_over(head.at, above, last)):
                self.doubtful.append((head.day, lines[head.at].number))
                continue
            own += lines[at : head.at]
            if back is not None:
                parts += self.divide(head.at, back, depth=depth + 1)
                at = back
            else:
                own = []
                parts.append(own)
                at, before = head.at, head
        own += lines[at:end]
        return parts

    def _is_over(self, at: int, above: Sequence[Line], last: ItemNumber | None) -> bool:
        """Return whether the minutes above a head have ended: they close, or their numbers or the page end."""
        lines = self._lines
        turns = lines[at].page is not None and lines[at].page != lines[at - 1].page
        restarts = last is not None and last.main > 1 and self._restarts(at)
        return turns or restarts or _closes(above)

    def _restarts(self, at: int) -> bool:
        place = bisect.bisect_left(self._numbers, at, key=lambda each: each[0])
        return place < len(self._numbers) and self._numbers[place][1].main == 1

    def _find_going_on(self, at: int, end: int, last: ItemNumber | None) -> int | None:
        """Return where the numbers above a head go on behind others that begin again and end: 3; 1, 2; 4."""
        if last is None or not self._restarts(at):
            return None
        begin = bisect.bisect_left(self._numbers, at, key=lambda each: each[0])
        numbers = self._numbers[begin : begin + _FURTHEST]
        for (_, one), (place, two) in itertools.pairwise(numbers):
            if (
                place < end
                and (two.main, two.style) == (last.main + 1, last.style)
                and one.main != last.main
                and _closes(self._lines[at:place])
            ):
                return place
        return None


def _last_number(lines: Sequence[Line]) -> ItemNumber | None:
    """Return the number of the last item among lines."""
    read = [number for start in find_numbered(lines) if (number := _read_number(lines[start.at].text)) is not None]
    return read[-1] if read else None


def _read_number(text: str) -> ItemNumber | None:
    """Return the number that a line is or begins with, but for the day of a date and the number of a paragraph."""
    if len(text) > _LONGEST_NUMBERED:
        return None
    if (alone := read_number(text)) is not None:
        return alone
    found = read_number_and_title(text)
    return None if found is None or found[0].is_sub or is_day(found[0], text[found[1] :]) else found[0]


def _closes(lines: Sequence[Line]) -> bool:
    """Return whether the last of some lines say that the meeting ended, or are signed."""
    return any(_CLOSES.search(trim(line.text)) is not None for line in lines[-_CLOSES_WITHIN:])


def _find_heads(lines: Sequence[Line]) -> list[_Announced]:
    """Return the heads of minutes in order: what says so and the day, with those who came below."""
    found: list[_Announced] = []
    rolls = [at for at, line in enumerate(lines) if _lists(line.text)]
    at = 0
    for roll in rolls:
        begin = max(at, roll - _ROLL_WITHIN)
        announced = _find_announced(lines, begin, roll)
        if announced is not None:
            found.append(announced)
            at = roll + 1
    return found


def _find_announced(lines: Sequence[Line], begin: int, roll: int) -> _Announced | None:
    """Return the last head between two lines that says that minutes follow, and when their meeting was."""
    for at in range(roll - 1, begin - 1, -1):
        text = trim(lines[at].text)
        if len(text) > 2 * _LONGEST_OF_HEAD or is_of_other_day(text) or not _may_head(lines, at):
            continue
        texts = [trim(line.text) for line in lines[at : min(at + _SENTENCE, roll)]]
        told = read_opening_sentence(texts)
        if told is not None and read_opening_sentence(texts[:1]) is None and read_opening_sentence(texts[1:]):
            continue  # the next line says it by itself
        day = told.day.date if told else _find_day_near(lines, at, roll) if is_headline(text) else None
        if day is None or any(_tells_more(line.text) for line in lines[_end_of(lines, at) : roll]):
            continue
        name = (told.body if told else None) or _OF_TIME.sub(" ", text)
        return _Announced(_find_top(lines, at, begin), day, " ".join(name.casefold().split()), roll)
    return None


def _lists(text: str) -> bool:
    """Return whether a line begins the list of those who came, perhaps as an item: "1. Present: Cllr Ash"."""
    match = _ROLL.match(trim(text))
    return match is not None and is_attendance_label(trim(text)[match.end("number") :])


def _tells_more(text: str) -> bool:
    """Return whether a line is text of the minutes, and not how the meeting began: who called it to order."""
    return is_said(text) and _BEGAN.search(text) is None


def _end_of(lines: Sequence[Line], at: int) -> int:
    """Return where a head's sentence of several lines ends: at a stop, or in a line that others do not follow."""
    end = at + 1
    while end < min(len(lines), at + _SENTENCE) and not trim(lines[end - 1].text).endswith((".", ":")):
        if lines[end].starts_block:
            break
        end += 1
    return end


def _may_head(lines: Sequence[Line], at: int) -> bool:
    """Return whether a head may begin with a line: what stands above it has ended."""
    above = trim(lines[at - 1].text) if at else ""
    return (
        not above
        or lines[at].starts_block
        or above.endswith((".", "?", "!", ")"))
        or len(above) < _LONGEST_OF_HEAD
    )


def _find_day_near(lines: Sequence[Line], at: int, roll: int) -> datetime.date | None:
    """Return the day on a headline, or on a short line below it."""
    for line in lines[at : min(at + _HEAD, roll)]:
        text = trim(line.text)
        day = find_day(text) if len(text) <= _LONGEST_OF_HEAD and not is_of_other_day(text) else None
        if day is not None:
            return day.date
    return None


def _find_top(lines: Sequence[Line], at: int, begin: int) -> int:
    """Return the first line of a head: its letterhead stands above the line that says that these are minutes."""
    top = at
    while top > max(begin, at - _ABOVE, 0):
        text = trim(lines[top - 1].text)
        if len(text) > _LONGEST_OF_HEAD or text.endswith(".") or is_of_other_day(text):
            break
        if lines[top - 1].page != lines[at].page:
            break  # the foot of the page before
        if not (looks_like_body(text) or looks_like_council(text) or is_headline(text)):
            break
        top -= 1
    return top
