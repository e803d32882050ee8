"""The meetings of a source, as the cluster takes each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT, PassageTable, SourceDocument
from minutesearch.engine.embedded.segments.copies import make_copy_keys
from minutesearch.engine.opensearch.client.mapping import keyword_of, told_of

__all__ = ["ToldMeeting", "iter_meetings", "only_value"]


class ToldMeeting(NamedTuple):
    """A meeting as a source tells it."""

    #: Its id.
    id: str
    #: Which passages of the source are its, ascending, and their table.
    places: Sequence[int]
    table: PassageTable
    #: uint64, shape (passages,): the copy key of each, for which its whole source counts.
    copies: npt.NDArray[np.uint64]

    def first(self, field: str) -> str:
        """Return the value of a keyword field of its first passage; empty if it has none."""
        return only_value(self.table.column(field)[0])

    def keywords(self) -> dict[str, str]:
        """Return what it is looked up by."""
        council, body, day = (self.first(field) for field in ("council", "body", "date"))
        same = " ".join(body.casefold().split())
        values = {"council": council, "body": body, "date": day}
        return {
            **{field: keyword_of(value) for field, value in values.items() if value},
            # One that has several ids is found by its body and day.
            "occasion": keyword_of(f"{same}\x1f{day}") if same and day else keyword_of(self.id),
            "told": told_of([council, body, day]),
        }

    def item_runs(self) -> list[tuple[int, int]]:
        """Return where each run of passages of one item begins and ends."""
        items, places = self.table.column("item"), self.places
        begins = [
            at
            for at, item in enumerate(items)
            if not at or item != items[at - 1] or places[at] != places[at - 1] + 1
        ]
        return list(zip(begins, [*begins[1:], len(items)], strict=True))


def iter_meetings(document: SourceDocument) -> Iterator[ToldMeeting]:
    """Yield the meetings of a source, in the order of their first passages."""
    table = document.passages
    meetings = [only_value(values) for values in table.column("meeting")]
    places: dict[str, list[int]] = {}
    for place, meeting in enumerate(meetings):
        places.setdefault(meeting, []).append(place)
    keys = make_copy_keys(table.texts.get(TEXT) or [""] * len(table), lambda: (meetings, _read_items(table)))
    if len(places) > 1:
        # Runs are spelt out once, and not for each of perhaps thousands of meetings.
        table = replace(table, keywords={field: table.column(field) for field in table.keywords})
    for meeting, own in places.items():
        yield ToldMeeting(meeting, own, table if len(places) == 1 else table.take(own), keys[own])


def _read_items(table: PassageTable) -> list[str]:
    """Return the title, or else the number, of each passage's item."""
    titles, numbers = (map(only_value, table.column(field)) for field in ("item_title", "item_number"))
    return [title or number for title, number in zip(titles, numbers, strict=True)]


def only_value(values: Sequence[str]) -> str:
    """Return the value of a field that has at most one; empty if it has none."""
    return values[0] if values else ""
