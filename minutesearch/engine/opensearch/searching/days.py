"""The days of a page: which days a page of a list by date is of, and what stands before them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from minutesearch.engine.contract import SearchRequest
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.mapping import told_of
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments
from minutesearch.engine.opensearch.live.query_dsl import Clause

__all__ = ["ChosenDays", "choose_days"]


class ChosenDays(NamedTuple):
    """Some days that follow each other in the order of a request, with all that matches on them."""

    #: The days, in order; empty for no date, which is last.
    days: tuple[str, ...]
    #: How many passages, or groups, that match come before the first of them.
    before: int
    #: The meetings with a passage that matches on one of them.
    meetings: Collection[str]
    #: The sources of these passages, and their meetings by council, body and day as they are printed.
    sources: Collection[str]
    told: Collection[str]
    #: Whether the last day comes first.
    newest: bool

    def has(self, day: str) -> bool:
        """Return whether a day is one of them."""
        return day in self.days

    def are_after(self, day: str) -> bool:
        """Return whether they all come after a day."""
        if not self.days or not day:
            return False
        first = self.days[0]
        return not first or (day > first if self.newest else day < first)


def choose_days(
    documents: LiveDocuments, request: SearchRequest, clause: Clause, *, wanted: int, found: Json | None
) -> ChosenDays:
    """Return the days that the page of a request is of, however far down the list it is.

    Args:
        documents: The documents of the state.
        request: The request, by date.
        clause: What it selects, each passage that has copies once.
        wanted: How many passages, or groups, the page has at most; 0 for none.
        found: The answer to `LiveDocuments.days_body` for the clause, if it was asked already.
    """
    newest = request.sort == "newest"
    end = request.offset + wanted
    before = done = 0
    day: str | None = None
    days: list[str] = []
    meetings: set[str] = set()
    sources: set[str] = set()
    told: set[str] = set()
    seen: set[str | None] = set()
    if wanted:
        for (date, meeting, source, council, body, *group), count in documents.iter_days(
            clause, newest=newest, group=request.group, found=found, deadline=request.deadline
        ):
            if date != day:
                if done >= end:
                    break
                if done <= request.offset:
                    # The page begins on this day, or later.
                    before, days = done, []
                    meetings, sources, told = set(), set(), set()
                day = date
                days.append(date)
            meetings.add(meeting)
            sources.add(source)
            told.add(told_of([council, body, date]))
            if request.group is None:
                done += count
            elif group[0] not in seen:
                seen.add(group[0])
                done += 1
    return ChosenDays(tuple(days), before, meetings, sources, told, newest)
