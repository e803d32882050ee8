"""Registers, kept by numbers such as "16/90" and "21.01.05", which no list inside an item has."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.reading.items.counting.numbering import Candidate
from minutesearch.reading.layout.numbers import ItemNumber

__all__ = ["SURE", "count_entries", "weigh_registered"]

#: An entry of a register, by year or meeting: so many that count on are one, which weighs more than a sentence.
_REGISTERED = re.compile(r"(?P<year>[0-9]{1,4})[-/](?P<entry>[0-9]{2,4})")
#: "64/2014": the entry of a year, which no list inside an item has, though some may be left out.
_REGISTERED_OF = re.compile(r"(?P<entry>[0-9]{1,4})/(?P<year>(?:19|20)[0-9]{2})")
_LEAST_REGISTERED, SURE = 3, 4.0
#: The letters before them, which say whose register it is: "FC 01/2021", "APM13/02".
_WHOSE = re.compile(r"[A-Z]{2,5}[./ -]?(?=[0-9])")
#: "21.01.05", the fifth of a meeting, where so many are counted in this way and no "21." or "21.1" is printed.
_OF_MEETING, _LEAST_OF_MEETING = re.compile(r"(?P<meeting>[0-9]{1,4}[./][0-9]{1,4})[./](?P<entry>[0-9]{1,3})"), 5
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def count_entries(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Count numbers of two figures by the second where that is the one that counts on: "16/90", "19/91", "16/92".

    The first is a year then, and a slip in it ends no run.
    """
    groups: dict[str, list[tuple[int, int, int]]] = {}
    for at, one in enumerate(candidates):
        if match := _REGISTERED.fullmatch(_figures_of(one.number)):
            groups.setdefault(one.number.style, []).append((at, int(match["year"]), int(match["entry"])))
    counted: dict[int, int] = {}
    for group in groups.values():
        years, entries = (
            sum(after[which] - before[which] == 1 for before, after in itertools.pairwise(group))
            for which in (1, 2)
        )
        if entries >= _LEAST_REGISTERED and entries > 2 * years:
            counted |= {at: entry for at, _, entry in group}
    return [
        dataclasses.replace(one, number=one.number._replace(main=counted[at])) if at in counted else one
        for at, one in enumerate(candidates)
    ]


def weigh_registered(candidates: list[Candidate]) -> list[Candidate]:
    """Give weight to numbers of two figures whose second counts on from one to the next: "13-322", "13-323".

    A register is kept by them, and no list inside an item is numbered so, whatever words follow them.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(candidates):
        figures = _figures_of(one.number)
        if match := _REGISTERED_OF.fullmatch(figures) or _REGISTERED.fullmatch(figures):
            groups.setdefault((one.number.style, match["year"]), []).append(at)
    counted: set[int] = set()
    for (_, year), places in groups.items():
        is_behind = _YEAR.fullmatch(year) is not None
        pattern = (
            _REGISTERED_OF
            if is_behind and _REGISTERED_OF.fullmatch(_figures_of(candidates[places[0]].number))
            else _REGISTERED
        )
        entries = [int(pattern.sub(r"\g<entry>", _figures_of(candidates[at].number))) for at in places]
        for counted_on in _split_passes(entries):
            steps = [entries[after] - entries[before] for before, after in itertools.pairwise(counted_on)]
            if len(counted_on) >= _LEAST_REGISTERED and all(
                step == 1 or (step > 0 and pattern is _REGISTERED_OF) for step in steps
            ):
                counted.update(places[at] for at in counted_on)
    counted |= _find_of_meeting(candidates)
    return [
        dataclasses.replace(one, weight=max(one.weight, 0.0) + SURE) if at in counted else one
        for at, one in enumerate(candidates)
    ]


def _split_passes(entries: Sequence[int]) -> list[list[int]]:
    """Split the places of entries where they begin again: the agenda's list, then the minutes."""
    passes: list[list[int]] = []
    for at, entry in enumerate(entries):
        if not passes or entry <= entries[passes[-1][-1]]:
            passes.append([])
        passes[-1].append(at)
    return passes


def _figures_of(number: ItemNumber) -> str:
    return _WHOSE.sub("", number.text)


def _find_of_meeting(candidates: Sequence[Candidate]) -> set[int]:
    """Return the candidates that count the entries of one meeting by its number: "21.01.05", "21.01.06"."""
    matches = [_OF_MEETING.fullmatch(one.number.text) for one in candidates]
    meetings = Counter(match["meeting"] for match in matches if match is not None)
    if not meetings:
        return set()
    meeting, count = meetings.most_common(1)[0]
    outer = {meeting, meeting.split(".")[0]}
    if (
        count < _LEAST_OF_MEETING
        or count * 4 < 3 * meetings.total()
        or any(one.number.text in outer for one in candidates)
    ):
        return set()
    places = [at for at, match in enumerate(matches) if match is not None and match["meeting"] == meeting]
    entries = [int(match["entry"]) for match in matches if match is not None and match["meeting"] == meeting]
    steps = [after - before for before, after in itertools.pairwise(entries)]
    return set(places) if 4 * sum(0 <= step <= 2 for step in steps) >= 3 * len(steps) else set()
