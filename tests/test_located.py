"""Passages in their place, read as a whole or bit by bit, and references to print."""

import copy
import dataclasses
import datetime
import pickle
from collections.abc import Mapping

import pytest

from minutesearch.located import Located, cite, locate_lazily
from minutesearch.records import Act, AgendaItem, Attribution, Kind, Meeting, Passage, Span

MEETING = Meeting(council="Kent County Council", body="Health Committee", date=datetime.date(2023, 1, 6))


@pytest.mark.parametrize(
    ("passage", "item", "meeting", "expected"),
    [
        pytest.param(
            Passage(text="x", label="10", position=12),
            AgendaItem(number="7", title="Integrated Care", url="https://example.org/mgAi.aspx?ID=1"),
            MEETING,
            "Kent County Council, Health Committee, 6 January 2023, item 7: Integrated Care, paragraph 10"
            " (https://example.org/mgAi.aspx?ID=1)",
            id="all is known",
        ),
        pytest.param(
            Passage(text="x", position=3),
            AgendaItem(title="Parking"),
            Meeting(),
            "Parking, passage 3 (a.txt)",
            id="little",
        ),
        pytest.param(
            Passage(text="x", label="d", kind=Kind.DECISION),
            AgendaItem(),
            Meeting(),
            "decision d (a.txt)",
            id="next to nothing",
        ),
    ],
)
def test_cite(passage: Passage, item: AgendaItem, meeting: Meeting, expected: str) -> None:
    assert expected == cite(passage, item, meeting, "a.txt")


WHOLE = Located(
    passage=Passage(text="x", id="1"), item=AgendaItem(title="Parking"), meeting=MEETING, source="a.txt"
)


class Reader:
    """A reader that notes which fields are asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, field: str) -> Mapping[str, object]:
        self.asked.append(field)
        if field == "passage":
            return {"passage": WHOLE.passage}
        return {"item": WHOLE.item, "meeting": WHOLE.meeting}


def test_no_more_is_read_than_is_asked_for_and_nothing_twice() -> None:
    read = Reader()
    located = locate_lazily("a.txt", read)
    assert ("a.txt", []) == (located.source, read.asked)
    assert WHOLE.meeting == located.meeting
    assert WHOLE.item == located.item
    assert ["meeting"] == read.asked
    assert WHOLE.passage == located.passage == located.passage
    assert ["meeting", "passage"] == read.asked


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda located: located, id="as it is"),
        pytest.param(lambda located: pickle.loads(pickle.dumps(located)), id="pickled"),
        pytest.param(copy.copy, id="copied"),
        pytest.param(copy.deepcopy, id="copied deeply"),
        pytest.param(lambda located: dataclasses.replace(located, source="a.txt"), id="replaced"),
    ],
)
def test_one_read_bit_by_bit_is_the_same_as_a_whole_one(use) -> None:
    used = use(locate_lazily("a.txt", Reader()))
    assert WHOLE == used
    assert used == WHOLE
    assert hash(WHOLE) == hash(used)
    assert repr(WHOLE) == repr(used)


def test_it_has_no_other_attributes() -> None:
    for located in (WHOLE, locate_lazily("a.txt", Reader())):
        with pytest.raises(AttributeError, match="'Located' has no attribute 'titel'"):
            located.titel  # noqa: B018
        with pytest.raises(dataclasses.FrozenInstanceError):
            located.source = "b.txt"


def test_what_cannot_be_read_is_asked_for_again() -> None:
    """An error is the reader's own, and another try may do better."""
    errors = [ValueError("damaged")]

    def read(field: str) -> Mapping[str, object]:
        if errors:
            raise errors.pop()
        return Reader()(field)

    located = locate_lazily("a.txt", read)
    with pytest.raises(ValueError, match="damaged"):
        located.passage  # noqa: B018
    assert WHOLE.passage == located.passage


def test_where_all_else_is_the_same_the_id_is_named() -> None:
    passage = Passage(text="x", label="3", id="7htg35e52xs9zm20")
    assert cite(passage, AgendaItem(title="Parking"), Meeting(), "a.txt", needs_id=True) == (
        "Parking, paragraph 3, id 7htg35e52xs9zm20 (a.txt)"
    )


def test_where_other_sources_have_the_meeting_the_source_is_named_beside_the_address() -> None:
    item = AgendaItem(title="Parking", url="https://example.org/1")
    passage = Passage(text="x", label="3")
    assert cite(passage, item, Meeting(), "a.txt", needs_source=True).endswith("(https://example.org/1, a.txt)")
    assert cite(passage, AgendaItem(), Meeting(), "a.txt", needs_source=True).endswith("(a.txt)")


def test_what_a_reader_does_not_know_of_is_the_default() -> None:
    located = locate_lazily("a.txt", Reader())
    assert (located.needs_id, located.needs_source) == (False, False)


def test_a_passage_names_those_who_speak_in_it_once_each_and_in_order() -> None:
    """Moving is no speaking, and a person is named as the page itself says who it is."""
    text = "Mrs Underwood asked, Mr Hale replied, Mrs Underwood thanked him and Mr Penn moved on."
    spoken = [
        Attribution(printed=printed, person=person, evidence=Span(0, 13), act=act)
        for printed, person, act in (
            ("Mrs Underwood", "Ada Underwood", Act.ASKED),
            ("Mr Hale", None, Act.ANSWERED),
            ("Mrs Underwood", "Ada Underwood", Act.SAID),
            ("Mr Penn", None, Act.MOVED),
        )
    ]
    assert Passage(text=text, attributions=tuple(spoken)).said_by == ("Ada Underwood", "Mr Hale")
    assert Passage(text=text).said_by == ()
