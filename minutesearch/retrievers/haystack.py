"""A retriever of passages for Haystack."""

from __future__ import annotations

from typing import Any

import minutesearch as ms
from minutesearch.retrievers.passages import find_passages, metadata_of, missing

try:
    from haystack import Document, component, default_from_dict, default_to_dict
except ImportError as error:
    raise missing("haystack-ai") from error

__all__ = ["MinuteSearchRetriever"]


@component
class MinuteSearchRetriever:
    """Passages of minutes as documents: `MinuteSearchRetriever("indexes/kent", top_k=5)` in a pipeline."""

    def __init__(self, folder: str, top_k: int = 10, filters: dict[str, Any] | None = None) -> None:
        """Make a retriever, which opens the index when it is warmed up or first run.

        Args:
            folder: The folder of the index: a pipeline is written as YAML, so it names what it reads.
            top_k: How many passages to return at most; also an input of each run.
            filters: Filters and options by their names in `Index.search`.
        """
        self.folder = folder
        self.top_k = top_k
        self.filters = filters or {}
        self._index: ms.Index | None = None

    def warm_up(self) -> None:
        """Open the index."""
        self._open()

    def _open(self) -> ms.Index:
        if self._index is None:
            self._index = ms.open_index(self.folder)
        return self._index

    def close(self) -> None:
        """Close the index; another run opens it again."""
        if self._index is not None:
            self._index.close()
            self._index = None

    @component.output_types(documents=list[Document])
    def run(self, query: str, top_k: int | None = None) -> dict[str, list[Document]]:
        """Return the passages that a question finds.

        Args:
            query: What was asked.
            top_k: How many to return at most, in place of the retriever's own.
        """
        limit = self.top_k if top_k is None else top_k
        hits = find_passages(self._open(), query, limit=limit, filters=self.filters)
        return {
            "documents": [
                Document(id=hit.passage.id, content=hit.passage.text, meta=metadata_of(hit), score=hit.score)
                for hit in hits
            ]
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the retriever as plain values, as a pipeline is stored."""
        values: dict[str, Any] = default_to_dict(self, folder=self.folder, top_k=self.top_k, filters=self.filters)
        return values

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> MinuteSearchRetriever:
        """Make a retriever from what `to_dict` returned.

        Args:
            data: The plain values.
        """
        retriever: MinuteSearchRetriever = default_from_dict(cls, data)
        return retriever
