"""Passages and items that are like another."""

from __future__ import annotations

from typing import Any

from minutesearch.late import dataclass
from minutesearch.located import Located
from minutesearch.records import AgendaItem, Meeting

__all__ = ["Related", "Similar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A passage that resembles another one."""

    #: The passage, in its place.
    located: Located
    #: How alike, from 0 to 1.
    score: float
    #: The telling words that both have, the most telling first.
    words: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the passage as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        passage = self.located.passage
        return {
            "id": passage.id,
            "score": self.score,
            "words": list(self.words),
            "text": passage.text,
            "item": self.located.item.title,
            "citation": self.located.citation,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An agenda item of another meeting that is about the same matter."""

    #: The item's best matching passage, in its place.
    located: Located
    #: How much of the matter's telling words the item has, from 0 to 1.
    score: float
    #: The telling words that both have, the most telling first.
    words: tuple[str, ...]
    #: Whether the council itself gives both items the same number of a matter.
    same_matter: bool

    @property
    def item(self) -> AgendaItem:
        """The item, without its passages."""
        return self.located.item

    @property
    def meeting(self) -> Meeting:
        """The meeting that it belongs to."""
        return self.located.meeting

    @property
    def source(self) -> str:
        """The name of the source that it came from."""
        return self.located.source

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the item as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "id": self.item.id,
            "score": self.score,
            "words": list(self.words),
            "same_matter": self.same_matter,
            "title": self.item.title,
            "body": self.meeting.body,
            "date": self.meeting.date.isoformat() if self.meeting.date else None,
            "source": self.source,
        }
