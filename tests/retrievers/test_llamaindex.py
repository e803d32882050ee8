"""The retriever for LlamaIndex."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("llama_index.core", reason="the frameworks have an environment of their own: make models")

from llama_index.core.schema import QueryBundle

import minutesearch as ms
from minutesearch.retrievers.llamaindex import MinuteSearchRetriever

QUESTION = "How will the voluntary sector be engaged?"


def test_nodes_are_the_passages_of_a_search_with_their_scores(index: ms.Index) -> None:
    hits = index.search(QUESTION, limit=5, syntax="plain").hits
    nodes = MinuteSearchRetriever(index, similarity_top_k=5).retrieve(QUESTION)
    assert [each.node.get_content() for each in nodes] == [hit.passage.text for hit in hits]
    assert [each.score for each in nodes] == [hit.score for hit in hits]
    assert [each.node.node_id for each in nodes] == [hit.passage.id for hit in hits]
    assert nodes[0].metadata["citation"] == hits[0].citation


def test_a_bundle_and_an_event_loop_get_the_same(index: ms.Index) -> None:
    retriever = MinuteSearchRetriever(index, similarity_top_k=3, kind="decision")
    nodes = retriever.retrieve(QueryBundle("letter to MPs"))
    assert nodes
    assert {each.metadata["kind"] for each in nodes} == {"decision"}
    assert asyncio.run(retriever.aretrieve("letter to MPs")) == nodes


def test_a_filter_that_does_not_exist_is_named(index: ms.Index) -> None:
    with pytest.raises(ms.ArgumentError, match="colour"):
        MinuteSearchRetriever(index, colour="red").retrieve(QUESTION)
