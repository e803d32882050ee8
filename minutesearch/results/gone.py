"""A passage that a change of the index took away."""

from __future__ import annotations

import datetime

from minutesearch.late import dataclass

__all__ = ["GonePassage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePassage:
    """Where a passage stood that a change of the index took away; its words are not kept."""

    #: Its id, which no passage has now.
    id: str
    #: The id of its agenda item, which may be there still.
    item_id: str
    #: The id of its meeting, which may be there still.
    meeting_id: str
    #: Its place in the item, counted from 1.
    position: int
    #: The fingerprint of its words, by which they are known where they stand elsewhere.
    fingerprint: str
    #: The council of its meeting; None if it is unknown.
    council: str | None = None
    #: The committee or other body; None if it is unknown.
    body: str | None = None
    #: The day of the meeting; None if it is unknown.
    date: datetime.date | None = None
    #: The number of the commit that took it away.
    generation: int
