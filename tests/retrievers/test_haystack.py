"""The retriever for Haystack."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("haystack", reason="the frameworks have an environment of their own: make models")

from haystack import Pipeline

import minutesearch as ms
from minutesearch.retrievers.haystack import MinuteSearchRetriever

QUESTION = "How will the voluntary sector be engaged?"


def test_documents_are_the_passages_of_a_search(index: ms.Index) -> None:
    hits = index.search(QUESTION, limit=3, syntax="plain").hits
    retriever = MinuteSearchRetriever(str(index.path), top_k=3)
    documents = retriever.run(QUESTION)["documents"]
    retriever.close()
    assert [each.content for each in documents] == [hit.passage.text for hit in hits]
    assert [each.meta["citation"] for each in documents] == [hit.citation for hit in hits]
    assert [each.score for each in documents] == [hit.score for hit in hits]


def test_a_pipeline_is_stored_and_read_back(index: ms.Index) -> None:
    pipeline = Pipeline()
    pipeline.add_component(
        "minutes", MinuteSearchRetriever(str(index.path), top_k=2, filters={"kind": "decision"})
    )
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=[MinuteSearchRetriever.__module__])
    for each in (pipeline, again):
        documents = each.run({"minutes": {"query": "letter to MPs"}})["minutes"]["documents"]
        assert documents
        assert {document.meta["kind"] for document in documents} == {"decision"}


def test_a_folder_without_an_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(ms.IndexMissingError, match="none"):
        MinuteSearchRetriever(str(tmp_path / "none")).run(QUESTION)
