"""A watch, and the news that a run of it gives."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from minutesearch.results import Hit

__all__ = ["Moment", "NewPassage", "News", "Watch"]


class Moment(NamedTuple):
    """A commit that an index was seen at, and when it was seen."""

    #: The number of the commit.
    generation: int
    #: When it was seen, in UTC.
    instant: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A query that is asked again and again."""

    #: What it is called.
    name: str
    #: The query, in the query language.
    query: str
    #: The filters and options of `Index.scan`, by name.
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)  # Any: JSON values
    #: What its first run saw; None before that. What came in later is in its feed.
    began: Moment | None = None
    #: What its last run saw; None before the first.
    seen: Moment | None = None
    #: How many passages the index had then.
    passages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassage:
    """A passage that has come into the index since the last run."""

    #: The passage, as the hit of a scan.
    hit: Hit
    #: "new" if the index had nothing of its meeting then; "changed" if these are new words in minutes it had.
    change: Literal["new", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a run of a watch found."""

    #: The watch, as it was before the run.
    watch: Watch
    #: What is new or changed: the newest meetings first, each in reading order; empty in the first run.
    passages: tuple[NewPassage, ...]
    #: Whether the index has been built anew since, so that the watch begins again as with a first run.
    is_restarted: bool = False

    def to_dicts(self) -> list[dict[str, Any]]:  # Any: a JSON value
        """Return each passage as plain values that `json.dumps` takes: a hit's, with `watch` and `change`."""
        return [{"watch": self.watch.name, "change": each.change, **each.hit.to_dict()} for each in self.passages]
