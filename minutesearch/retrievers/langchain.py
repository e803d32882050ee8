"""A retriever of passages for LangChain."""

from __future__ import annotations

from typing import Any

import minutesearch as ms
from minutesearch.retrievers.passages import find_passages, metadata_of, missing

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from pydantic import Field
except ImportError as error:
    raise missing("langchain-core") from error

__all__ = ["MinuteSearchRetriever"]


class MinuteSearchRetriever(BaseRetriever):
    """Passages of minutes as documents: `MinuteSearchRetriever(index=index, k=5, filters={"kind": "decision"})`.

    Attributes:
        index: The open index; closing it is left to the caller.
        k: How many passages to return at most; also an argument of each call.
        filters: Filters and options by their names in `Index.search`.
    """

    index: ms.Index
    k: int = 10
    # Any: each filter has values of its own.
    filters: dict[str, Any] = Field(default_factory=dict)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's own signature
        k: int | None = None,
    ) -> list[Document]:
        hits = find_passages(self.index, query, limit=self.k if k is None else k, filters=self.filters)
        return [
            Document(id=hit.passage.id, page_content=hit.passage.text, metadata=metadata_of(hit)) for hit in hits
        ]
