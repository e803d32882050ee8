"""Items whose titles stand out by their type: what the markup calls a heading, or what is bold or larger."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Sequence

from minutesearch.pages import Line, Style
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.item_starts import ItemStart, is_lone_day, is_title_like
from minutesearch.reading.items.plain_starts import is_entry, may_title
from minutesearch.reading.layout.labels import find_part_label
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.mover_lines import names_movers
from minutesearch.reading.layout.numbers import read_number_and_title

__all__ = ["find_headings", "find_standing_out", "join_starts", "split_leads"]

_LONGEST = 200
#: So many bold words that run into text are titles, each of so many words at most.
_LEAST_LEADS, _MOST_OF_LEAD = 3, 10
_LARGER = 1.1
#: So many titles in capitals among others make a level of their own.
_LEAST_OUTER = 3
_SENTENCE = 8
#: "Venue: Elm Hall" as a heading is a field of the head, and tells of the meeting; what heads those who came.
_OF_HEAD = re.compile(
    r"(?:what|where|when|venue|location|place|date|time|(?:meeting\s)?(?:start|finish|end|opened|closed)(?:\stime)?)\s?:\s*\S",
    re.IGNORECASE,
)
_COMING = re.compile(r"attendance|attendees|present|in attendance", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: What stands out does so beside most of the text: titles are at most so large a part of the lines.
_MOST = 0.4


def find_headings(lines: Sequence[Line], begin: int, *, is_label: Callable[[str], bool]) -> list[ItemStart]:
    """Find the lines that the markup calls headings, from an index on; none if there is only one.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
        is_label: Whether a line is a label of attendance, which titles no item.
    """
    coming = _find_groups(lines, begin, is_label=is_label)
    places = [
        at
        for at in range(begin, len(lines))
        if lines[at].style.heading is not None
        and at not in coming
        and not is_label(lines[at].text)
        and not _OF_HEAD.match(lines[at].text)
        and _heads(lines[at].text)
    ]
    levels = [lines[at].style.heading or 0 for at in places]
    if len(places) > 1 and levels[0] < min(levels[1:]):
        del places[0]  # the page's own title
    starts = _to_starts(lines, places) if len(places) > 1 else []
    counted = sum(start.number is not None for start in starts)
    # "(15m) Open floor": one figure among many headings counts none of them.
    return [ItemStart(start.at, start.at) for start in starts] if counted == 1 < len(starts) - 1 else starts


def _find_groups(lines: Sequence[Line], begin: int, *, is_label: Callable[[str], bool]) -> set[int]:
    """Return the headings below one of attendance: "Attendance", and in smaller type "Committee", "Guests"."""
    found: set[int] = set()
    outer: int | None = None
    for at in range(begin, len(lines)):
        level = lines[at].style.heading
        if level is None:
            continue
        if outer is not None and level > outer:
            found.add(at)
        else:
            outer = level if is_label(lines[at].text) or _COMING.fullmatch(lines[at].text.strip(" :")) else None
    return found


def find_standing_out(lines: Sequence[Line], begin: int, *, is_label: Callable[[str], bool]) -> list[ItemStart]:
    """Find lines in one type that stands out and heads text in another; none if there is only one."""
    listed = _find_listed(lines, begin, is_label=is_label)
    places: dict[tuple[bool, float, bool], list[int]] = {}
    for at in range(begin, len(lines) - 1):
        line, style = lines[at], lines[at].style
        if (
            (style.bold or style.size > _LARGER)
            and at not in listed
            and not is_entry(line)
            and not is_label(line.text)
            and _titles(line.text)
        ):
            size = float(style.size > _LARGER) if style.bold else style.size
            places.setdefault((style.bold, size, style.centred), []).append(at)
    usual = Counter(lines[at].style.bold for at in range(begin, len(lines)))
    found = [each for each in places.values() if len(each) > 1 and len(each) <= _MOST * usual.total()]
    if not found or usual[True] * 2 > usual.total():
        return []
    best = _find_outer(lines, max(found, key=len))
    best = _with_counted(lines, [at for at in best if not _goes_on(lines, at, set(best))])
    return _to_starts(lines, best)


def _with_counted(lines: Sequence[Line], places: list[int]) -> list[int]:
    """Add the lines whose numbers count on between those of titles, or behind the last of them, in their type.

    "3. To approve the minutes of the meeting held on 3 May." is a sentence, and yet the title between 2 and 4.
    """
    read = [read_number_and_title(lines[at].text) for at in places]
    if sum(one is not None for one in read) * 2 <= len(places):
        return places
    kept: list[int] = []
    edges = [*places[1:], len(lines)]
    for at, after, one in zip(places, edges, read, strict=True):
        kept.append(at)
        if one is None or one[0].is_sub:
            continue
        expected = one[0].main + 1
        for between in range(at + 1, after):
            line = lines[between]
            if line.style.bold != lines[at].style.bold or line.style.size != lines[at].style.size:
                continue
            other = read_number_and_title(line.text) if len(line.text) <= _LONGEST else None
            if other is not None and other[0].main == expected and other[0].style == one[0].style:
                kept.append(between)
                expected += 1
    return kept


def _find_listed(lines: Sequence[Line], begin: int, *, is_label: Callable[[str], bool]) -> set[int]:
    """Return the lines of the type of a label of attendance that stand below it, several without text between."""
    found: set[int] = set()
    run: list[int] | None = None
    for at in range(begin, len(lines)):
        text = trim(lines[at].text)
        if run and lines[at].style.bold != lines[run[0]].style.bold:
            found.update(run[:-1])  # the last heads text
            run = None
        elif is_label(text):
            found.update(run or ())
            run = []
        elif run is not None and (read_number_and_title(text) is not None or names_business(text)):
            found.update(run)
            run = None
        elif run is not None:
            run.append(at)
    return found


def _find_outer(lines: Sequence[Line], places: list[int]) -> list[int]:
    """Return the places of the outer titles: those in capitals where the first of several is in them."""
    shouted = [at for at in places if trim(lines[at].text).isupper()]
    return shouted if len(shouted) >= _LEAST_OUTER and shouted[0] == places[0] else places


def split_leads(lines: Sequence[Line], *, is_label: Callable[[str], bool]) -> list[Line]:
    """Put bold words that run into text on lines of their own, where they title paragraphs: "Flooding: The Clerk".

    There are several, and hardly one twice: the names of speakers, which stand so too, come again.
    """
    leads: dict[int, str] = {}
    bare: dict[int, str] = {}
    for at, line in enumerate(lines):
        lead, rest = line.text[: line.style.lead], line.text[line.style.lead :]
        if line.starts_block and rest.strip() and not is_entry(line) and not is_label(line.text):
            (leads if _leads(lead) else bare)[at] = lead
    bare = {at: lead for at, lead in bare.items() if _leads(f"{lead.rstrip()}:")}
    known = sum(names_business(lead) for lead in (*leads.values(), *bare.values()))
    if known >= _LEAST_LEADS and 2 * known >= len(leads) + len(bare):
        leads |= bare  # no names of speakers: most are of any meeting's business
    titles = sum(line.style.bold and _leads(line.text) for line in lines)
    # Two are enough that any meeting's business has: "Correspondence:", "New business:".
    least = _LEAST_LEADS - (bool(titles) or (bool(leads) and all(names_business(lead) for lead in leads.values())))
    if titles and leads and all(names_business(lead) for lead in leads.values()):
        least = 1  # "Disclosure of interest: None." above "Committee reports:"
    if len(leads) < least or len(set(leads.values())) * 10 < len(leads) * 9:
        return list(lines)
    split: list[Line] = []
    for at, line in enumerate(lines):
        if at not in leads:
            split.append(line)
            continue
        bold = tuple(dataclasses.replace(each, style=_embolden(each.style)) for each in line.blocks)
        plain = tuple(dataclasses.replace(each, style=_without_lead(each.style)) for each in line.blocks)
        split.append(dataclasses.replace(line, text=trim(leads[at]), blocks=bold))
        rest = trim(line.text[len(leads[at]) :])
        split.append(dataclasses.replace(line, text=rest, gap=0, flows=False, blocks=plain))
    return split


def _leads(lead: str) -> bool:
    plain = trim(lead)
    return (
        (plain.endswith((":", ".")) or (" " in plain and names_business(plain)))
        and len(plain.split()) <= _MOST_OF_LEAD
        and may_title(plain.rstrip(":. "))
        and find_part_label(plain) is None
    )


def _embolden(style: Style) -> Style:
    return dataclasses.replace(style, bold=True, lead=0)


def _without_lead(style: Style) -> Style:
    return dataclasses.replace(style, lead=0)


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
    if names_movers(plain):
        return False  # a resolution's number over what was moved
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
        and any(map(str.isalnum, plain))
        and not is_lone_day(plain)
        and not (plain.endswith(".") and len(plain.split()) > _SENTENCE)
    )


def _goes_on(lines: Sequence[Line], at: int, places: set[int]) -> bool:
    """Return whether a line is the second of a title of several."""
    return at - 1 in places and not lines[at].gap


def _to_starts(lines: Sequence[Line], places: Sequence[int]) -> list[ItemStart]:
    starts = [_to_start(lines, at) for at in places]
    years = {int(start.number) for start in starts if start.number and _YEAR.fullmatch(start.number)}
    # "2026 Election" is of a year, unless three and more count on.
    threes = ({year, year + 1, year + 2} for year in years)
    counted = set().union(*(three for three in threes if three <= years))
    return [
        ItemStart(start.at, start.at)
        if start.number and _YEAR.fullmatch(start.number) and int(start.number) not in counted
        else start
        for start in starts
    ]


def _to_start(lines: Sequence[Line], at: int) -> ItemStart:
    found = read_number_and_title(lines[at].text)
    return ItemStart(at, at, found[0].text, found[1]) if found else ItemStart(at, at)
