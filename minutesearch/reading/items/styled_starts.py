"""Items whose titles stand out by their type: what the markup calls a heading, or what is bold or larger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.item_starts import ItemStart, is_lone_day, is_title_like
from minutesearch.reading.items.plain_starts import is_entry, may_title
from minutesearch.reading.layout.labels import find_part_label
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import read_number_and_title

__all__ = ["find_headings", "find_standing_out", "join_starts"]

_LONGEST = 200
_LARGER = 1.1
_SENTENCE = 8
#: What stands out does so beside most of the text: titles are at most so large a part of the lines.
_MOST = 0.4


def find_headings(lines: Sequence[Line], begin: int, *, is_label: Callable[[str], bool]) -> list[ItemStart]:
    """Find the lines that the markup calls headings, from an index on; none if there is only one.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
        is_label: Whether a line is a label of attendance, which titles no item.
    """
    places = [
        at
        for at in range(begin, len(lines))
        if lines[at].style.heading is not None and not is_label(lines[at].text) and _heads(lines[at].text)
    ]
    levels = [lines[at].style.heading or 0 for at in places]
    if len(places) > 1 and levels[0] < min(levels[1:]):
        del places[0]  # the page's own title
    return [_to_start(lines, at) for at in places] if len(places) > 1 else []


def find_standing_out(lines: Sequence[Line], begin: int, *, is_label: Callable[[str], bool]) -> list[ItemStart]:
    """Find lines in one type that stands out and heads text in another; none if there is only one."""
    places: dict[tuple[bool, float, bool], list[int]] = {}
    for at in range(begin, len(lines) - 1):
        line, style = lines[at], lines[at].style
        if (
            (style.bold or style.size > _LARGER)
            and not is_entry(line)
            and not is_label(line.text)
            and _titles(line.text)
        ):
            places.setdefault((style.bold, style.size, style.centred), []).append(at)
    usual = Counter(lines[at].style.bold for at in range(begin, len(lines)))
    found = [each for each in places.values() if len(each) > 1 and len(each) <= _MOST * usual.total()]
    if not found or usual[True] * 2 > usual.total():
        return []
    best = max(found, key=len)
    return [_to_start(lines, at) for at in best if not _goes_on(lines, at, set(best))]


def join_starts(numbered: Sequence[ItemStart], headings: Sequence[ItemStart]) -> list[ItemStart]:
    """Return the numbered titles where most headings are numbered, otherwise both together.

    A heading without a number among numbered ones heads a part of an item.
    """
    places = {start.title_at for start in headings}
    both = sum(start.title_at in places for start in numbered)
    if both * 3 >= 2 * len(headings) and both * 2 >= len(numbered):
        return list(numbered)
    taken = {start.at for start in numbered} | {start.title_at for start in numbered}
    return sorted([*numbered, *(start for start in headings if start.at not in taken)], key=lambda start: start.at)


def _titles(text: str) -> bool:
    plain = trim(text)
    found = read_number_and_title(plain)
    if found is not None and not is_lone_day(plain):
        return len(plain) <= _LONGEST and is_title_like(plain[found[1] :].rstrip(":"))
    return len(plain) <= _LONGEST and may_title(plain.rstrip(":"), may_have_day=True)


def _heads(text: str) -> bool:
    """Return whether a heading of the markup may be a title: anything but a label, a date and a sentence."""
    plain = trim(text).rstrip(":")
    if find_part_label(plain, bare=True) is not None and plain != plain.upper():
        return False
    return (
        0 < len(plain) <= _LONGEST
        and not is_lone_day(plain)
        and not (plain.endswith(".") and len(plain.split()) > _SENTENCE)
    )


def _goes_on(lines: Sequence[Line], at: int, places: set[int]) -> bool:
    """Return whether a line is the second of a title of several."""
    return at - 1 in places and not lines[at].gap


def _to_start(lines: Sequence[Line], at: int) -> ItemStart:
    found = read_number_and_title(lines[at].text)
    return ItemStart(at, at, found[0].text, found[1]) if found else ItemStart(at, at)
