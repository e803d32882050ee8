"""A retriever of passages for LlamaIndex."""

from __future__ import annotations

from typing import Any

import minutesearch as ms
from minutesearch.retrievers.passages import find_passages, metadata_of, missing

try:
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
except ImportError as error:
    raise missing("llama-index-core") from error

__all__ = ["MinuteSearchRetriever"]


class MinuteSearchRetriever(BaseRetriever):
    """Passages of minutes as nodes: `MinuteSearchRetriever(index, similarity_top_k=5, kind="decision")`."""

    def __init__(self, index: ms.Index, *, similarity_top_k: int = 10, **filters: Any) -> None:
        """Make a retriever.

        Args:
            index: The open index; closing it is left to the caller.
            similarity_top_k: How many passages to return at most.
            filters: Filters and options by their names in `Index.search`.
        """
        super().__init__()
        self._index = index
        self._limit = similarity_top_k
        self._filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = find_passages(self._index, query_bundle.query_str, limit=self._limit, filters=self._filters)
        return [
            NodeWithScore(
                node=TextNode(id_=hit.passage.id, text=hit.passage.text, metadata=metadata_of(hit)),
                score=hit.score,
            )
            for hit in hits
        ]
