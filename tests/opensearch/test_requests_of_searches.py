"""How many requests each kind of search sends: three the first time, and two when it is made again, at most."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection

pytestmark = pytest.mark.cluster

#: Searches that send three requests the first time at most, and two afterwards: the words are looked up, then
#: counted, and then the meetings read that are ranked.
SEARCHES: dict[str, tuple[str, dict[str, Any]]] = {
    "a word": ("engagement", {}),
    "words": ("voluntary sector engagement", {}),
    "any of the words": ("health social prescribing", {"match": "any"}),
    "a phrase": ('"social prescribing"', {}),
    "words near each other": ('"health care"~5', {}),
    "operators": ("care OR health -letter", {}),
    "a prefix": ("engag*", {}),
    "two prefixes": ("engag* pres*", {}),
    "an acronym": ("CCG", {}),
    "a long form": ("clinical commissioning group", {}),
    "an unknown word": ("zyzzyxq", {}),
    "another spelling": ("organization", {}),
    "a compound": ("well being", {}),
    "a question": ("Why was the letter sent?", {}),
    "a name": ("Badu health", {}),
    "a speaker": ("health", {"said_by": "Badu"}),
    "a speaker, typed": ("health said_by:Badu", {}),
    "a person": ("health", {"person": "Penhale"}),
    "a person mentioned": ("health", {"mentions": "Penhale"}),
    "a body": ("health", {"body": "planning"}),
    "a body, typed": ('health body:"Planning Committee"', {}),
    "a council": ("health", {"council": "kent"}),
    "a kind": ("health", {"kind": "decision"}),
    "days": ("health", {"since": "2000-01-01", "until": "2030-01-01"}),
    "a filter that is unknown": ("health", {"body": "Zorbling Panel"}),
    "a filter that is misspelt": ("health", {"said_by": "Bado"}),
    "a filter of which half is unknown": ("health", {"body": ("Planning Committee", "Zorbling Panel")}),
    "filters that leave nothing": ("voluntary", {"kind": "decision", "said_by": "Badu", "body": "planning"}),
    "days that leave nothing": ("health", {"since": "1900-01-01", "until": "1900-02-01"}),
    "facets": ("letter", {"facets": ("kind", "body", "said_by", "council", "party", "outcome")}),
    "years": ("letter", {"facets": ("year",)}),
    "a facet without its own filter": ("letter", {"facets": ("kind", "year"), "kind": "decision"}),
    "everything": ("", {}),
    "the newest": ("care", {"sort": "newest"}),
    "the oldest": ("care", {"sort": "oldest"}),
    "meetings": ("care", {"group": "meeting"}),
    "items": ("care", {"group": "item"}),
    "the newest meetings": ("care", {"sort": "newest", "group": "meeting"}),
    "with what stands around": ("care", {"context": 2}),
    "the next page": ("the committee", {"limit": 3, "offset": 3}),
    "a page far down": ("the committee", {"offset": 300}),
    "plain text": ("voluntary sector, engagement?", {"syntax": "plain"}),
    "without other forms": ("engagemant", {"expand": False}),
    "copies kept": ("care", {"duplicates": "keep"}),
    "an ordinal": ("first meeting", {}),
    "an ordinal in figures": ("1st meeting", {}),
    "an item": ("health", {"item": "update"}),
    "an item, typed": ('health item:"Health update"', {}),
    "a facet of persons": ("letter", {"facets": ("person", "kind")}),
    "stretches": ("care", {"stretch": True}),
    "a misspelt word": ("engagemant", {}),
    "misspelt words": ("engagemant prescribbing", {}),
    "misspelt beside what is not": ("engagemant letter", {}),
    "words that are never together": ("voluntary dentist elephant letter", {}),
    "words that are never together where a filter is": ("health letter", {"kind": "decision"}),
    "stretches of words that are never together": ("voluntary dentist letter", {"stretch": True}),
    "a day": ("3 March 2021", {}),
    "a question that names somebody": ("What did Badu say about health?", {}),
    "a question that names somebody in full": ("What did Mr Badu's team do about health and care?", {}),
    "a person by the first name": ("health", {"person": "Ruth Ashby"}),
    "a name that is misspelt": ("letter", {"person": "Tom Penhole"}),
}


@pytest.fixture(scope="module")
def place(
    seeds: Path, cluster_hosts: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Return the address of an index of the seeds and of meetings of named bodies."""
    folder = tmp_path_factory.mktemp("minutes")
    bodies = ("Planning Committee", "Licensing Sub-Committee", "Health Scrutiny Panel", "Planning Committee")
    for number, body in enumerate(bodies):
        # Printed in two ways, so that a facet of persons counts the two as one.
        title = "Councillor Ruth Ashby" if number % 2 else "Cllr. Ruth Ashby"
        said = f"Councillor Ashby{number} said that the health of the care service needs engagement."
        resolved = f"RESOLVED that the letter be sent. Moved by Mr Tom Penhale, seconded by {title}."
        items = [{"title": "Health update", "minutes": said}, {"title": "Letter", "minutes": resolved}]
        line = {"council": "Kent County Council", "body": body, "date": f"2020-0{number + 1}-04", "items": items}
        (folder / f"{number}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    address = Address(hosts=tuple(cluster_hosts), name="tests-requests-of-searches", tls=False)
    with ms.open_index(str(address), create=True) as index:
        index.add(seeds, folder)
    yield str(address)
    connection = Connection(address)
    names = f"/{address.name},{address.name}.passages-*"
    connection.ask("DELETE", names, params={"ignore_unavailable": "true"}, ignore=(404,))
    connection.close()


def count_requests(place: str, asked: list[str], query: str, options: dict[str, Any]) -> tuple[int, int]:
    """Return how many requests a search sends by an index that was just opened, and when it is made again."""
    counts = []
    with ms.open_index(place) as index:
        for _ in range(2):
            asked.clear()
            # All that a page shows of a hit, its place among the items of its meeting too.
            for hit in index.search(query, **options):
                assert hit.citation
                assert hit.highlights is not None
            counts.append(len(asked))
    return counts[0], counts[1]


@pytest.mark.parametrize("kind", SEARCHES)
def test_a_search_sends_three_requests_and_then_two(place: str, asked: list[str], kind: str) -> None:
    cold, warm = count_requests(place, asked, *SEARCHES[kind])
    assert (cold <= 3, warm <= 2) == (True, True), (cold, warm)


def test_an_unknown_word_does_not_have_the_words_of_its_letter_read(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    ask = Connection.ask

    def noting(self: Connection, *rest: Any, **options: Any) -> Any:
        answer = ask(self, *rest, **options)
        answers.append(json.dumps(answer, default=str))
        return answer

    monkeypatch.setattr(Connection, "ask", noting)
    with ms.open_index(place) as index:
        answers.clear()
        assert index.search("engagemant").expansions == {"engagemant": ("engagement",)}
    assert not any('"environment"' in answer for answer in answers)


def test_passages_and_items_like_one_are_read_at_once(place: str, asked: list[str]) -> None:
    """Each of these depends on the one before, so that no two can be asked for together.

    By its id the number of the passage is found, by that its text, whose words are counted; by those that tell
    most the meetings are found that are ranked, and these are read. Of an item all passages are read before.
    """
    with ms.open_index(place) as index:
        best = index.search("health care").hits[0]
        asked.clear()
        assert index.more_like(best.passage.id)
        assert len(asked) <= 5, asked
        asked.clear()
        assert index.related_items(best.item.id)
        assert len(asked) <= 6, asked
