"""Stretches: the whole discussion as one hit of several passages."""

from __future__ import annotations

import datetime
import itertools
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minutesearch as ms
from minutesearch.searching.store.stretches import LEFT_OVER, REACH

#: Fifty words that no query here has.
_FILLING = " ".join(["The Committee considered the report, and members had several questions about it."] * 4)


def _meeting(
    *items: tuple[str, list[str]], body: str = "Harbour Board", date: datetime.date | None = None
) -> ms.Meeting:
    return ms.Meeting(
        body=body,
        date=date,
        items=tuple(
            ms.AgendaItem(title=title, passages=tuple(ms.Passage(text=text) for text in texts))
            for title, texts in items
        ),
    )


@pytest.fixture
def index(tmp_path: Path):
    with ms.create_index(tmp_path / "index") as made:
        yield made


def _add(index: ms.Index, *texts: str) -> None:
    index.add(_meeting(("Moorings", list(texts))))


def test_what_stands_around_a_passage_is_one_hit_with_it(index: ms.Index) -> None:
    _add(index, "Mr Penrose asked about the ferry.", "It was a wet year.", "The ferry would run again in May.")

    (hit,) = index.search("ferry", stretch=True)

    assert hit.stretch is not None
    assert ["Mr Penrose asked about the ferry.", "It was a wet year.", "The ferry would run again in May."] == [
        each.text for each in hit.stretch.passages
    ]
    assert [True, False, True] == [hit.stretch.matches(each) for each in hit.stretch.passages]
    assert (*hit.before, hit.passage, *hit.after) == hit.stretch.passages
    assert (1, 3) == hit.stretch.positions
    assert hit.stretch.is_whole


def test_the_total_counts_passages_that_match_and_not_stretches(index: ms.Index) -> None:
    _add(index, "The ferry is late.", "So is the bus.", "A ferry was bought.")

    results = index.search("ferry", stretch=True)

    assert (2, None, 1, False) == (results.total, results.groups, len(results), results.has_more)
    assert results.total == index.search("ferry").total
    assert results.reachable is None


def test_without_it_a_hit_has_no_stretch(index: ms.Index) -> None:
    _add(index, "The ferry is late.", "So is the bus.")

    results = index.search("ferry")

    assert results[0].stretch is None
    assert results.reachable == 1


def test_a_stretch_is_cited_from_its_first_passage_to_its_last(index: ms.Index) -> None:
    _add(index, "The ferry is late.", "So is the bus.", "Nothing was said of trains.")

    (hit,) = index.search("ferry", stretch=True)

    assert hit.citation.startswith("Harbour Board, Moorings, passages 1 to 3 (")


@pytest.mark.parametrize(
    ("labels", "kinds", "expected"),
    [
        pytest.param(("4", "6"), ("discussion", "discussion"), "paragraphs 4 to 6", id="labels"),
        pytest.param(("4", None), ("discussion", "discussion"), "passages 1 to 2", id="a label missing"),
        pytest.param(("a", "a"), ("discussion", "discussion"), "passages 1 to 2, ids", id="labels alike"),
        pytest.param(("a", "b"), ("decision", "decision"), "decisions a to b", id="decisions"),
        pytest.param(("4", "a"), ("discussion", "decision"), "paragraph 4 to decision a", id="of two kinds"),
    ],
)
def test_a_citation_names_printed_labels_where_both_ends_have_one(
    index: ms.Index, labels: tuple[str | None, ...], kinds: tuple[str, ...], expected: str
) -> None:
    passages = tuple(
        ms.Passage(text=f"The ferry, part {at}.", label=label, kind=ms.Kind(kind))
        for at, (label, kind) in enumerate(zip(labels, kinds, strict=True))
    )
    index.add(ms.Meeting(body="Harbour Board", items=(ms.AgendaItem(title="Moorings", passages=passages),)))

    assert f", {expected} " in index.search("ferry", stretch=True)[0].citation


def test_a_stretch_of_one_passage_is_cited_as_the_passage(index: ms.Index) -> None:
    _add(index, "The ferry is late.")

    (hit,) = index.search("ferry", stretch=True)

    assert hit.citation == index.search("ferry")[0].citation


def test_a_stretch_keeps_to_its_item(index: ms.Index) -> None:
    index.add(_meeting(("Apologies", ["There were none."]), ("Ferry", ["It is late."]), ("Tide", ["It is low."])))

    (hit,) = index.search("late", stretch=True)

    assert ["It is late."] == [each.text for each in hit.stretch.passages]


def test_a_long_item_is_several_stretches_that_share_no_passage(index: ms.Index) -> None:
    texts = [_FILLING] * 80
    texts[10], texts[60] = "The ferry is late.", "A ferry was bought, and the old ferry sold."
    _add(index, *texts)

    one, two = index.search("ferry", stretch=True)

    assert not {each.id for each in one.stretch.passages} & {each.id for each in two.stretch.passages}
    for hit in (one, two):
        beside = sum(len(each.text.split()) for each in hit.after)
        assert REACH <= beside < REACH + len(_FILLING.split())


def test_what_would_be_left_over_of_an_item_goes_with_the_stretch(index: ms.Index) -> None:
    count = (REACH + LEFT_OVER) // len(_FILLING.split())
    _add(index, "The ferry is late.", *[_FILLING] * count)

    (hit,) = index.search("ferry", stretch=True)

    assert hit.stretch.is_whole


def test_only_what_the_filters_let_through_matches(index: ms.Index) -> None:
    passages = (
        ms.Passage(text="Shall the ferry run?", kind=ms.Kind.QUESTION),
        ms.Passage(text="That the ferry run in May.", kind=ms.Kind.DECISION),
    )
    index.add(ms.Meeting(body="Harbour Board", items=(ms.AgendaItem(title="Moorings", passages=passages),)))

    (hit,) = index.search("ferry", kind="decision", stretch=True)

    assert ["That the ferry run in May."] == [
        each.text for each in hit.stretch.passages if hit.stretch.matches(each)
    ]
    assert 2 == len(hit.stretch.passages)


def test_a_group_has_its_best_stretch_and_groups_are_counted(index: ms.Index) -> None:
    texts = [_FILLING] * 80
    texts[10], texts[60] = "The ferry is late.", "A ferry was bought, and the old ferry sold."
    index.add(_meeting(("Moorings", texts), ("Bridge", ["No ferry there.", "A bridge is dear."])))

    results = index.search("ferry", stretch=True, group="item")

    assert (3, 2, 2) == (results.total, results.groups, len(results))
    assert {1, 0} == {hit.more for hit in results}


def test_pages_of_stretches_follow_each_other(index: ms.Index) -> None:
    for at in range(7):
        index.add(
            _meeting(("Ferry", [f"The ferry was late {'again ' * at}.", "So was the bus."]), body=f"Board {at}")
        )

    whole = index.search("ferry", stretch=True, limit=100)
    pages = [index.search("ferry", stretch=True, limit=2, offset=at) for at in range(0, 9, 2)]

    assert [hit.passage.id for hit in whole] == [hit.passage.id for page in pages for hit in page]
    assert [1, 2, 3, 4, 5, 6, 7] == [hit.rank for page in pages for hit in page]
    assert [True, True, True, False, False] == [page.has_more for page in pages]


def test_a_word_that_no_passage_of_the_stretch_has_is_missed_by_it(index: ms.Index) -> None:
    _add(index, "The ferry is late.", "The tide was low.", "Rain fell.")

    (hit,) = index.search("ferry tide snow", match="any", stretch=True)

    assert ("snow",) == hit.missed


def test_copies_of_another_source_match_in_a_stretch_too(index: ms.Index) -> None:
    draft = _meeting(("Crossings", ["The ferry is late.", "Rain fell."]), date=datetime.date(2021, 5, 4))
    index.add(draft, name="draft")
    final = _meeting(
        ("Crossings", ["The ferry is late.", "Snow fell on the ferry."]), date=datetime.date(2021, 5, 4)
    )
    index.add(final, name="final")

    results = index.search("ferry", stretch=True)

    assert 2 == results.total
    (ours,) = (hit for hit in results if hit.source == "final")
    assert 2 == len(ours.stretch.matching)


def test_a_search_by_filters_alone_has_stretches(index: ms.Index) -> None:
    _add(index, "The ferry is late.", "The tide was low.")

    (hit,) = index.search(stretch=True, body="Harbour Board")

    assert hit.stretch.is_whole


def test_nothing_found_is_no_stretch(index: ms.Index) -> None:
    _add(index, "The ferry is late.")

    results = index.search("aeroplane", expand=False, stretch=True)

    assert (0, (), False) == (results.total, results.hits, results.has_more)


def test_no_hits_asked_for_still_says_that_there_are_some(index: ms.Index) -> None:
    _add(index, "The ferry is late.")

    results = index.search("ferry", stretch=True, limit=0)

    assert (1, (), True) == (results.total, results.hits, results.has_more)


@pytest.mark.parametrize(
    ("options", "name"),
    [({"context": 1}, "context"), ({"stretch": "yes"}, "stretch"), ({"stretch": 2}, "stretch")],
)
def test_what_makes_no_sense_is_said(index: ms.Index, options: dict[str, object], name: str) -> None:
    with pytest.raises(ms.ArgumentError) as raised:
        index.search("ferry", **{"stretch": True, **options})

    assert name == raised.value.argument


def test_a_stretch_is_plain_values_and_pickles(index: ms.Index) -> None:
    _add(index, "The ferry is late.", "The tide was low.")
    results = index.search("ferry", stretch=True)

    (hit,) = json.loads(json.dumps(results.to_dict()))["hits"]

    ids = [each.id for each in results[0].stretch.passages]
    assert {"positions": [1, 2], "is_whole": True, "ids": ids, "matching": ids[:1]} == hit["stretch"]
    assert ["The tide was low."] == [each["text"] for each in hit["after"]]
    assert results[0].stretch == pickle.loads(pickle.dumps(results))[0].stretch


def test_a_stretch_says_its_words_with_what_they_hang_from_once(index: ms.Index) -> None:
    lead_in = "RESOLVED that the Board:"
    passages = tuple(
        ms.Passage(text=text, label=label, marker=f"{label})", lead_in=lead_in)
        for label, text in (("a", "sell the ferry"), ("b", "thank its crew"))
    )
    index.add(ms.Meeting(body="Harbour Board", items=(ms.AgendaItem(title="Moorings", passages=passages),)))

    stretch = index.search("ferry", stretch=True)[0].stretch

    assert [lead_in, None] == [said for said, _ in stretch.in_order()]
    assert "a) sell the ferry\nb) thank its crew" == stretch.text


_WORDS = st.sampled_from(["ferry", "tide", "mooring", "harbour"])
_ITEMS = st.lists(
    st.lists(st.tuples(st.lists(_WORDS, max_size=3), st.integers(0, 12)), min_size=1, max_size=12),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(items=_ITEMS, query=st.lists(_WORDS, min_size=1, max_size=2, unique=True), limit=st.integers(1, 4))
def test_every_passage_that_matches_is_in_one_stretch_and_in_one_alone(
    tmp_path_factory: pytest.TempPathFactory,
    items: list[list[tuple[list[str], int]]],
    query: list[str],
    limit: int,
) -> None:
    count = itertools.count()
    texts = [
        (f"Item {at}", [f"{next(count)} {' '.join(words)} {'and so on ' * 12 * much}" for words, much in item])
        for at, item in enumerate(items)
    ]
    with ms.create_index(tmp_path_factory.mktemp("any") / "index") as index:
        index.add(_meeting(*texts))
        options = {"match": "any", "expand": False}
        wanted = {hit.passage.id for hit in index.search(" ".join(query), limit=1000, **options)}
        hits = [
            hit
            for offset in range(0, 60, limit)
            for hit in index.search(" ".join(query), stretch=True, limit=limit, offset=offset, **options)
        ]
        stretched = [each.id for hit in hits for each in hit.stretch.passages]
        assert len(stretched) == len(set(stretched))
        matching = [each for hit in hits for each in hit.stretch.matching]
        assert wanted == set(matching)
        assert all(hit.passage.id in hit.stretch.matching for hit in hits)
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
