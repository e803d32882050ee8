"""The retriever for LangChain, by LangChain's own contract tests and ours."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

pytest.importorskip("langchain_core", reason="the frameworks have an environment of their own: make models")

from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda
from langchain_tests.integration_tests import RetrieversIntegrationTests

import minutesearch as ms
from minutesearch.retrievers.langchain import MinuteSearchRetriever


class TestContract(RetrieversIntegrationTests):
    """What LangChain asks of every retriever."""

    @pytest.fixture(autouse=True)
    def open_index(self, index: ms.Index) -> None:
        self._index = index

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return MinuteSearchRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"index": self._index}

    @property
    def retriever_query_example(self) -> str:
        return "How will the voluntary sector be engaged?"


def test_documents_are_the_passages_of_a_search(index: ms.Index) -> None:
    question = 'what of "social prescribing"? (AND)'
    hits = index.search(question, limit=4, syntax="plain").hits
    documents = MinuteSearchRetriever(index=index, k=4).invoke(question)
    assert [each.page_content for each in documents] == [hit.passage.text for hit in hits]
    assert [each.metadata["citation"] for each in documents] == [hit.citation for hit in hits]
    assert [each.metadata["fingerprint"] for each in documents] == [hit.passage.fingerprint for hit in hits]


def test_filters_and_metadata(tmp_path: Any) -> None:
    said = "Mrs Winterbourne said that the ferry was late."
    item = ms.AgendaItem(title="Ferry", passages=(ms.Passage(text=said),))
    meeting = ms.Meeting(council="Holm Council", body="Transport", date=datetime.date(2022, 5, 6), items=(item,))
    with ms.create_index(tmp_path / "index") as index:
        index.add(meeting, name="may.json")
        (document,) = MinuteSearchRetriever(index=index, filters={"body": "Transport"}).invoke("ferry late")
        assert document.metadata["council"] == "Holm Council"
        assert document.metadata["date"] == "2022-05-06"
        assert document.metadata["item"] == "Ferry"
        assert "url" not in document.metadata
        assert MinuteSearchRetriever(index=index, filters={"body": "Housing"}).invoke("ferry late") == []


def test_it_stands_in_a_chain(index: ms.Index) -> None:
    chain = MinuteSearchRetriever(index=index, k=2) | RunnableLambda(lambda documents: len(documents))
    assert chain.invoke("voluntary sector") == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"k": 0}, "at least 1 passage"),
        ({"filters": {"kind": "decison"}}, "decison"),
        ({"filters": {"limit": 5}}, "limit"),
    ],
)
def test_bad_settings_are_named(index: ms.Index, values: dict[str, Any], said: str) -> None:
    with pytest.raises(ms.ArgumentError, match=said):
        MinuteSearchRetriever(index=index, **values).invoke("bridge")
