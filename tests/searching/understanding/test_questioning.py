"""Questions: what somebody said whom they name is offered, and words that only ask find nothing by themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

SPOKEN = (
    ("Councillor Ashby", "The flooding in Oldport was the worst in years."),
    ("Councillor Ashby", "Flooding in Oldport had closed the school."),
    ("Councillor Ashby", "The bins were full."),
    ("Councillor Dogwood", "Councillor Ashby was asked to say a few words."),
    ("Councillor Dogwood", "The flooding of the meadow did no harm."),
    ("Chairman", "Members were welcome to say what they thought."),
)


@pytest.fixture
def oldport(tmp_path: Path) -> Iterator[ms.Index]:
    passages = tuple(
        ms.Passage(text=text, attributions=(ms.Attribution(printed=speaker),)) for speaker, text in SPOKEN
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(body="Roads", items=(ms.AgendaItem(passages=passages),)))
        yield index


@pytest.mark.parametrize(
    ("question", "name", "total"),
    [
        ("What did Councillor Ashby say about flooding in Oldport?", "Councillor Ashby", 2),
        ("what has Ashby said about flooding", "Ashby", 2),
        ("What did Ashby say?", "Ashby", 3),
        ("Did Councillor Ashby ask about flooding?", "Councillor Ashby", 2),
        ("What has Councillor Ashby told us of the flooding?", "Councillor Ashby", 2),
    ],
)
def test_what_a_named_speaker_said_is_offered(oldport: ms.Index, question: str, name: str, total: int) -> None:
    results = oldport.search(question)
    (offered,) = results.narrower
    assert (offered.said, offered.total) == (f"Only what {name} said", total)
    found = oldport.search(offered.query)
    assert found.total == total
    assert {hit.passage.attributions[0].printed for hit in found} == {"Councillor Ashby"}
    assert results.to_dict()["narrower"] == [offered._asdict()]
    assert f"Only what {name} said ({total})" in results._repr_html_()


@pytest.mark.parametrize(
    "query",
    [
        "Ashby flooding",
        "What did Councillor Zebedee say about flooding?",
        "What did Ashby say about the aerodrome?",
        "What did Ashby say about flooding? said_by:Ashby",
    ],
)
def test_nothing_is_offered_where_it_would_find_nothing_or_was_not_asked(oldport: ms.Index, query: str) -> None:
    assert oldport.search(query).narrower == ()
    assert oldport.search("What did Ashby say about flooding?", said_by="Ashby").narrower == ()


def test_words_that_only_ask_and_titles_find_nothing_by_themselves(oldport: ms.Index) -> None:
    results = oldport.search("What did Councillor Ashby say about flooding in Oldport and Newport?")
    texts = [hit.passage.text for hit in results]
    assert results.match == "any"
    assert len(texts) == results.total == 4
    assert all("looding" in text or "Ashby" in text for text in texts)
    assert texts[0].startswith(("The flooding in Oldport", "Flooding in Oldport"))
    again = oldport.search(results.query)
    assert [hit.passage.id for hit in again] == [hit.passage.id for hit in results]
    # Who asks for any word has any.
    assert oldport.search("What did Councillor Ashby say about flooding?", match="any").total > 4


def test_a_question_of_such_words_alone_still_finds_them(oldport: ms.Index) -> None:
    assert oldport.search("what did members say", match="auto").total > 0
