"""What every framework gets of a passage: its words, and where it comes from."""

from __future__ import annotations

from typing import Any

import minutesearch as ms
from minutesearch.errors import ArgumentError, MissingLibraryError

__all__ = ["find_passages", "metadata_of", "missing"]

#: What a retriever decides itself, and so is no filter to give it.
_OWN = ("limit", "offset", "syntax")


def find_passages(index: ms.Index, question: str, *, limit: int, filters: dict[str, Any]) -> tuple[ms.Hit, ...]:
    """Return the passages that a question finds, best first; any text is a question.

    Args:
        index: The index; its newest committed state is searched.
        question: What was asked, of whose words none is an operator.
        limit: How many passages to return at most, at least 1.
        filters: Filters and options by their names in `Index.search`.

    Raises:
        ArgumentError: The limit is below 1, or a filter does not exist or has a bad value.
    """
    if limit < 1:
        raise ArgumentError(f"a retriever gives at least 1 passage, not {limit}", argument="limit")
    for name in _OWN:
        if name in filters:
            raise ArgumentError(f"a retriever has no filter {name!r}", argument=name)
    index.reopen()
    return index.search(question, limit=limit, syntax="plain", **filters).hits


def metadata_of(hit: ms.Hit) -> dict[str, Any]:  # Any: plain values, as the frameworks store them
    """Return where a passage comes from, as plain values; what the minutes do not say is left out.

    Args:
        hit: The passage.

    Returns:
        id, citation, source, fingerprint, kind and item_id, and so far as they are known council, body, date,
        item, url, lead_in, topic, and speakers as a list.
    """
    passage, item, meeting = hit.passage, hit.item, hit.meeting
    values = {
        "id": passage.id,
        "citation": hit.citation,
        "source": hit.source,
        "fingerprint": passage.fingerprint,
        "kind": passage.kind.value,
        "council": meeting.council,
        "body": meeting.body,
        "date": meeting.date.isoformat() if meeting.date else None,
        "item": item.title,
        "item_id": item.id,
        "url": item.url or meeting.url,
        "lead_in": passage.lead_in,
        "topic": passage.topic,
        "speakers": list(passage.said_by) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def missing(library: str) -> MissingLibraryError:
    """Return the error for a framework that is not installed.

    Args:
        library: The name of its package.
    """
    return MissingLibraryError(
        f"{library} is not installed; install it with: pip install {library}", library=library
    )
