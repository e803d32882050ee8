"""Statistics of an index's contents."""

from __future__ import annotations

from datetime import date

from minutesearch.engine import Snapshot
from minutesearch.results import Arrival, FacetCount, Stats
from minutesearch.searching.store.document_store import DocumentStore
from minutesearch.serialising import load_arrival

__all__ = ["count_arrivals", "count_contents"]


def count_contents(store: DocumentStore, *, byte_size: int) -> Stats:
    """Return the size of an index in figures.

    Args:
        store: The documents of one committed state.
        byte_size: The size of the index's files, in bytes.
    """
    snapshot = store.snapshot
    days = [date.fromisoformat(day) for day in snapshot.values("date")]
    kinds = sorted(snapshot.values("kind").items(), key=lambda entry: (-entry[1], entry[0]))
    return Stats(
        sources=store.source_count,
        meetings=len(store.meetings),
        items=len(store.items),
        passages=snapshot.passage_count,
        words=len(snapshot.words()),
        kinds=tuple(FacetCount(value, count) for value, count in kinds),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        size_bytes=byte_size,
        generation=snapshot.generation,
    )


def count_arrivals(snapshot: Snapshot) -> tuple[Arrival, ...]:
    """Return the commits that the passages of a state came in with, in order, each with the number of them.

    Args:
        snapshot: The state.
    """
    return tuple(Arrival(*load_arrival(value), count) for value, count in snapshot.values("arrival").items())
