"""The list of an agenda above its minutes, whose numbers come again where the items begin."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.counting.numbering import Candidate
from minutesearch.reading.items.counting.registers import SURE
from minutesearch.reading.layout.numbers import ItemNumber, read_number_and_title

__all__ = ["weigh_contents"]

#: An agenda’s list has so many entries, so many lines apart at most; an item of the minutes has more lines; what
#: the list weighs less; and so much of a title tells it again.
_LEAST_LISTED, _NEAR, _FAR, _LISTED, _LONGEST_WORDS = 4, 2, 1, 2.0, 80


def weigh_contents(lines: Sequence[Line], candidates: list[Candidate]) -> list[Candidate]:
    """Take weight from the list of an agenda above the minutes, which have its numbers again with text below."""
    listed: list[int] = []
    for block in _iter_listed(candidates):
        entries = {candidates[at].number.text: at for at in block}
        again = {
            one.number.text: one
            for one in candidates[block[-1] + 1 :]
            if one.number.text in entries and one.number.style == candidates[block[0]].number.style
        }
        places = [one.at for one in again.values()]
        said = sum(after - before > _FAR for before, after in itertools.pairwise([*places, len(lines)]))
        alike = sum(
            _words_of(lines, one) == _words_of(lines, candidates[entries[text]]) for text, one in again.items()
        )
        is_registered = candidates[block[0]].weight >= SURE
        if 2 * len(again) > len(block) and 2 * said > len(again) and (is_registered or 2 * alike > len(again)):
            listed += block
    taken = set(listed)
    return [
        dataclasses.replace(one, weight=min(one.weight, 0.0) - _LISTED) if at in taken else one
        for at, one in enumerate(candidates)
    ]


def _iter_listed(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """Yield the places of candidates that count on right below each other, four at least."""
    block: list[int] = []
    for at, one in enumerate(candidates):
        before = candidates[block[-1]] if block else None
        goes_on = (
            before is not None
            and one.number.style == before.number.style
            and one.at - before.at <= _NEAR
            and _order_of(one.number) > _order_of(before.number)
        )
        if goes_on:
            block.append(at)
            continue
        if len(block) >= _LEAST_LISTED:
            yield block
        block = [at]
    if len(block) >= _LEAST_LISTED:
        yield block


def _order_of(number: ItemNumber) -> list[int]:
    return [number.main, *map(int, re.findall(r"[0-9]+", number.text))]


def _words_of(lines: Sequence[Line], one: Candidate) -> tuple[str, ...]:
    """Return the first words of a title, on the number's line or the next."""
    read = read_number_and_title(lines[one.at].text)
    if read is not None:
        text = lines[one.at].text[read[1] :]
    else:
        text = lines[one.at + 1].text if one.at + 1 < len(lines) else ""
    return tuple(re.findall(r"[^\W_]+", text[:_LONGEST_WORDS].lower())[:2])
