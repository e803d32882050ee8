"""A stretch of an item as an answer: passages in their order, and which of them match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minutesearch.late import dataclass
from minutesearch.located import Located, cite
from minutesearch.records import Passage

__all__ = ["Stretch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Passages of one item that follow each other: the discussion in which a query is answered."""

    #: The passages in reading order; at least one.
    passages: tuple[Passage, ...]
    #: The ids of those that match the query and its filters, in reading order: the others only stand between and
    #: around them.
    matching: tuple[str, ...]
    #: Whether these are all passages of the item.
    is_whole: bool
    #: The first and the last passage in their places.
    ends: tuple[Located, Located]

    @property
    def positions(self) -> tuple[int, int]:
        """The positions of the first and the last passage in the item, both counted from 1."""
        return self.passages[0].position, self.passages[-1].position

    @property
    def text(self) -> str:
        """The words of all passages, each in a line of its own with its printed label before it."""
        return "\n".join(f"{each.marker} {each.text}" if each.marker else each.text for each in self.passages)

    @property
    def citation(self) -> str:
        """A reference to print, as a passage has it, from the first passage to the last."""
        first, last = self.ends
        return cite(
            first.passage,
            first.item,
            first.meeting,
            first.source,
            last=last.passage,
            needs_id=first.needs_id or last.needs_id,
            needs_source=first.needs_source,
        )

    def in_order(self) -> Iterator[tuple[str | None, Passage]]:
        """Yield each passage with the sentence that it hangs from; None where that stands above it already."""
        seen: set[str] = set()
        for each in self.passages:
            is_new = each.lead_in is not None and each.lead_in not in seen
            yield (each.lead_in if is_new else None), each
            seen.update((each.text, each.lead_in or ""))

    def matches(self, passage: Passage) -> bool:
        """Return whether one of the passages matches the query and its filters."""
        return passage.id in self.matching

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the stretch as plain values that `json.dumps` takes, without the words that its hit has."""
        return {
            "positions": list(self.positions),
            "is_whole": self.is_whole,
            "ids": [each.id for each in self.passages],
            "matching": list(self.matching),
        }
