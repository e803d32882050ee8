"""The documents of sources as the cluster takes them: of several meetings, with odd texts, and their digests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from minutesearch.engine.contract import PassageTable, RunLengths, SourceDocument
from minutesearch.engine.opensearch.writing.documents import Numbering, SourceIndexer, digest_of
from minutesearch.engine.opensearch.writing.finding import _iter_clauses
from minutesearch.engine.opensearch.writing.meetings import iter_meetings
from minutesearch.engine.opensearch.writing.sending import Sender
from minutesearch.errors import IndexUnavailableError
from tests.engine.builders import SplitAnalyser, a_passage, a_source

#: Two meetings of one source, whose passages stand in turn.
FEED = a_source(
    "feed.jsonl",
    a_passage("1", "the road is closed", title="roads", meeting="may", council="Ashford", date="2024-05-07"),
    a_passage("2", "the park is open", title="parks", meeting="june", council="Ashford"),
    a_passage("3", "the road is closed", title="roads", meeting="may", council="Ashford", date="2024-05-07"),
    a_passage("4", "***", meeting="june", council="Ashford"),
)


def documents_of(source: SourceDocument, what: str) -> list[dict[str, Any]]:
    (written,) = SourceIndexer(SplitAnalyser()).index_all([source], [Numbering(1, 1, 0)])
    found = [json.loads(each.text) for each in written.documents]
    return [each for each in found if each["what"] == what]


def test_passages_of_meetings_that_stand_in_turn_are_numbered_meeting_by_meeting() -> None:
    passages = documents_of(FEED, "p")
    assert [(each["id"], each["meeting"], each["place"]) for each in passages] == [
        (["1"], ["may"], 0),
        (["3"], ["may"], 2),
        (["2"], ["june"], 1),
        (["4"], ["june"], 3),
    ]
    assert [each["number"] - (1 << 32) for each in passages] == [0, 1, 2, 3]
    may, june = documents_of(FEED, "m")
    assert (may["meeting"], may["told"], may["size"]) == ("may", "Ashford, 2024-05-07", 2)
    assert (june["meeting"], june["occasion"], june["size"]) == ("june", "june", 2)


def test_a_meeting_has_each_word_with_how_often_it_stands_there() -> None:
    may, _ = documents_of(FEED, "m")
    # Two runs of passages, since another meeting stands between them; the title counts three times in each.
    assert dict(word.split("|") for word in may["all_exact"].split(" ")) == {
        **dict.fromkeys(("the", "road", "is", "closed"), "2"),
        "roads": "6",
    }
    assert sorted(may["forms"]) == ["closed", "is", "road", "roads", "the"]


def test_an_item_has_each_word_once() -> None:
    items = documents_of(a_source("a.txt", a_passage("1", "the road the park", title="the roads")), "i")
    assert [sorted(each["item_exact"].split(" ")) for each in items] == [["park", "road", "roads", "the"]]


def test_a_text_without_words_is_found_by_its_values_alone() -> None:
    class Silent(SplitAnalyser):
        def cut_carefully(self, text: str) -> list[str]:
            return [word for word in text.split() if word != "***"]

        def analyse_chunks(self, chunks: Sequence[str]) -> Any:
            return super().analyse_chunks([chunk.replace("***", "") for chunk in chunks])

    (expected,) = SourceIndexer(Silent()).expect(a_source("a.txt", a_passage("1", "***")), [0])
    assert expected.texts == [("", "")]
    assert {next(iter(clause)) for clause, _ in _iter_clauses(expected)} == {"term"}


class _Counted(list[tuple[str, ...]]):
    """Values of runs that count how often somebody goes through them."""

    gone_through = 0

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        self.gone_through += 1
        return super().__iter__()


@pytest.mark.parametrize("count", [2, 40])
def test_the_runs_of_a_source_are_spelt_out_as_often_however_many_meetings_it_has(count: int) -> None:
    meetings = _Counted((f"meeting {at}",) for at in range(count))
    table = PassageTable(
        ids=[str(at) for at in range(2 * count)],
        texts={"text": ["the road"] * (2 * count)},
        keywords={"meeting": RunLengths(meetings, [2] * count)},
        records=["record"] * (2 * count),
    )
    found = list(iter_meetings(SourceDocument(name="feed.jsonl", record="", passages=table)))
    assert [len(each.table) for each in found] == [2] * count
    assert meetings.gone_through == 2


def test_the_digest_of_a_source_is_of_all_it_holds_but_when_it_came() -> None:
    passage = a_passage("1", "the road", arrival="2024-05-07T10:00:00Z")
    later = replace(
        passage,
        keywords={**passage.keywords, "arrival": ("2024-05-08T11:00:00Z",)},
        record=passage.record,
    )
    assert digest_of(a_source("a.txt", passage)) == digest_of(a_source("a.txt", later))
    for other in (
        a_passage("2", "the road"),
        a_passage("1", "the roads"),
        a_passage("1", "the road", kind="motion"),
    ):
        assert digest_of(a_source("a.txt", passage)) != digest_of(a_source("a.txt", other))
    assert digest_of(a_source("a.txt", passage)) != digest_of(a_source("b.txt", passage))


def test_of_two_requests_under_way_the_error_of_the_first_that_fails_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing is sent after it."""
    monkeypatch.setattr("minutesearch.engine.opensearch.writing.sending._AT_ONCE", 1)
    sent: list[str] = []

    class Failing:
        def bulk(self, _alias: str, part: Sequence[Any]) -> None:
            sent.append(part[0].key)
            raise IndexUnavailableError(f"refuses {len(sent)}", path="")

    sender = Sender(Failing(), SplitAnalyser())  # type: ignore[arg-type]  # all of a connection that is used
    with pytest.raises(IndexUnavailableError, match="refuses"):
        sender.send("minutes", [FEED], [Numbering(1, 1, 0)])
    assert len(sent) <= 3
