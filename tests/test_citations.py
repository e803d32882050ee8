"""Citations: each names one passage, whatever the minutes leave unnumbered and whoever published them twice."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minutesearch as ms


def citations(index: ms.Index) -> dict[str, str]:
    return {hit.passage.id: hit.citation for hit in index.scan(duplicates="keep")}


def an_item(*texts: str, label: str | None = None, **fields: str) -> ms.AgendaItem:
    return ms.AgendaItem(passages=tuple(ms.Passage(text=text, label=label) for text in texts), **fields)


def test_unnumbered_items_with_one_title_are_told_apart_by_the_id(tmp_path: Path) -> None:
    meeting = ms.Meeting(
        council="Anytown Council",
        date=datetime.date(2018, 1, 16),
        items=(
            an_item("The bridge.", title="Motion"),
            an_item("The ford.", title="Motion"),
            an_item("No.", title="X"),
        ),
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(meeting, name="minutes.txt")
        named = citations(index)
        assert len(set(named.values())) == 3
        for id_, citation in named.items():
            assert (f"id {id_}" in citation) is ("Motion" in citation)
            assert index.locate(id_).citation == citation


def test_a_label_that_an_item_has_twice_is_told_apart_by_the_id(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(ms.Meeting(items=(an_item("The bridge.", "The ford.", label="1", title="Roads"),)), name="a")
        index.add(ms.Meeting(items=(an_item("The bridge.", label="1", title="Roads"),)), name="b")
        named = citations(index)
        assert len(set(named.values())) == 3
        assert sum(" id " in citation for citation in named.values()) == 2


def test_minutes_saved_twice_from_one_address_are_told_apart_by_their_source(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        for name, time in (("draft.txt", None), ("confirmed.txt", "10:00")):
            meeting = ms.Meeting(
                council="Anytown Council",
                body="Roads",
                date=datetime.date(2018, 1, 16),
                time=time,
                url="https://example.org/minutes",
                items=(an_item(f"The bridge, as the {name} says.", title="Motion"),),
            )
            index.add(meeting, name=name)
        assert sorted(citations(index).values()) == [
            f"Anytown Council, Roads, 16 January 2018, Motion, passage 1 (https://example.org/minutes, {name})"
            for name in ("confirmed.txt", "draft.txt")
        ]
        index.remove("draft.txt")
        assert list(citations(index).values()) == [
            "Anytown Council, Roads, 16 January 2018, Motion, passage 1 (https://example.org/minutes)"
        ]


def test_every_citation_of_the_seeds_names_one_passage(index: ms.Index) -> None:
    named = citations(index)
    assert len(set(named.values())) == len(named) == index.stats().passages


titles = st.sampled_from([None, "Roads", "Bins", "1: Bins"])
items = st.builds(
    lambda number, title, labels, url: ms.AgendaItem(
        number=number,
        title=title,
        url=url,
        passages=tuple(ms.Passage(text="Noted.", label=label, kind=kind) for label, kind in labels),
    ),
    st.sampled_from([None, "1", "2"]),
    titles,
    st.lists(
        st.tuples(st.sampled_from([None, "1", "2"]), st.sampled_from([ms.Kind.DECISION, ms.Kind.DISCUSSION])),
        max_size=3,
    ),
    st.sampled_from([None, "https://example.org/1"]),
)
meetings = st.builds(
    lambda council, body, date, time, url, items: ms.Meeting(
        council=council, body=body, date=date, time=time, url=url, items=tuple(items)
    ),
    st.sampled_from([None, "Kent", "Kent, Roads"]),
    st.sampled_from([None, "Roads", "Kent"]),
    st.sampled_from([None, datetime.date(2020, 1, 2)]),
    st.sampled_from([None, "10:00"]),
    st.sampled_from([None, "https://example.org/1"]),
    st.lists(items, min_size=1, max_size=3),
)


@settings(max_examples=120)
@given(sources=st.lists(meetings, min_size=1, max_size=3))
def test_no_two_passages_have_one_citation(
    tmp_path_factory: pytest.TempPathFactory, sources: list[ms.Meeting]
) -> None:
    with ms.open_index(tmp_path_factory.mktemp("cited") / "index", create=True) as index:
        for at, meeting in enumerate(sources):
            index.add(meeting, name=f"source {at}", durable=False)
        named = citations(index)
        assert len(set(named.values())) == len(named)
