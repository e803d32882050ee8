"""Initials in brackets behind surnames, which councils print where two members have one surname."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import Kind
from minutesearch.segmenting.people.attribution import attribute
from minutesearch.segmenting.people.initials_behind import in_order, name_end

PAGE = """Ballymore Town Council
12 March 2024

Present: Councillors Dooley (J), Dooley (M), Garvey, Tuohy (J), Tuohy (K) and Scallan.

1. Bridge at the Mill

Councillor J. Tuohy said the bridge was unsafe.

Councillor K. Tuohy said the bridge was sound.

Councillor Tuohy said the bridge was long.

Councillor Tuohy (K) said the bridge was wet, and Councillor Tuohy (J) said that it was dry.

Councillors Dooley (J) and Garvey asked about the bridge.

Councillor P. Scallan said that it rained.

Proposed by Councillor Dooley (M);
Seconded by Councillor Garvey;
And Resolved:

That the bridge be closed.
"""


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Councillor Dooley (M)", "Councillor M Dooley"),
        ("Dooley (M)", "M Dooley"),
        ("Cllr. O’Dowd (P.J.)", "Cllr. P.J. O’Dowd"),
        ("Councillors Dooley (J) and Tuohy (K)", "Councillors J Dooley and K Tuohy"),
        ("Pam Bullen (P)", "Pam Bullen (P)"),
        ("Councillor Bullen (LD)", "Councillor Bullen (LD)"),
        ("Chairman (R)", "Chairman (R)"),
        ("Councillor Bullen (Chair)", "Councillor Bullen (Chair)"),
    ],
)
def test_initials_behind_a_surname_are_set_before_it(printed: str, expected: str) -> None:
    assert in_order(printed) == expected


def test_a_name_ends_behind_its_initials() -> None:
    text = "Councillor Dooley (M) said so."
    assert text[: name_end(text, 0, len("Councillor Dooley"))] == "Councillor Dooley (M)"
    assert name_end("Councillor Dooley said so.", 0, len("Councillor Dooley")) == len("Councillor Dooley")


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> ms.Meeting:
    path = tmp_path_factory.mktemp("minutes") / "bridge.txt"
    path.write_text(PAGE, encoding="utf-8")
    (reading,) = ms.read_files(path)
    (meeting,) = reading.meetings
    return meeting


def test_an_initial_is_part_of_the_name_and_no_role(meeting: ms.Meeting) -> None:
    listed = [one for item in meeting.items for one in item.attendance]
    assert [(one.name, one.role) for one in listed] == [
        (name, None) for name in ("Dooley (J)", "Dooley (M)", "Garvey", "Tuohy (J)", "Tuohy (K)", "Scallan")
    ]


def test_a_surname_listed_twice_means_a_person_by_its_initial_alone(meeting: ms.Meeting) -> None:
    spoken = [one for item in meeting.items for passage in item.passages for one in passage.attributions]
    assert [(one.printed, one.person, one.role) for one in spoken] == [
        ("Councillor J. Tuohy", "J Tuohy", None),
        ("Councillor K. Tuohy", "K Tuohy", None),
        ("Councillor Tuohy", None, None),
        ("Councillor Tuohy (K)", "K Tuohy", None),
        ("Councillor Tuohy (J)", "J Tuohy", None),
        ("Councillors Dooley (J) and Garvey", "J Dooley", None),
        ("Councillors Dooley (J) and Garvey", "Councillor Garvey", None),
        ("Councillor P. Scallan", "Councillor P. Scallan", None),
        ("Councillor Dooley (M)", "M Dooley", None),
        ("Councillor Garvey", "Councillor Garvey", None),
    ]
    motions = [(one.mover, one.seconder) for item in meeting.items for one in item.motions]
    assert motions == [("Councillor Dooley (M)", "Councillor Garvey")]


@pytest.mark.parametrize(
    ("field", "asked", "words"),
    [
        ("said_by", "J Tuohy", {"unsafe", "wet"}),
        ("said_by", "K Tuohy", {"sound", "wet"}),
        ("said_by", "Tuohy (K)", {"sound", "wet"}),
        ("moved_by", "M Dooley", {"Proposed", "Seconded", "closed"}),
        ("moved_by", "J Dooley", set()),
        ("person", "J Dooley", {"asked"}),
    ],
)
def test_filters_tell_two_of_a_surname_apart(
    meeting: ms.Meeting, tmp_path: Path, field: str, asked: str, words: set[str]
) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(meeting)
        texts = [hit.passage.text for hit in index.search(f'{field}:"{asked}"')]
    assert len(texts) == len(words)
    assert all(any(word in text for text in texts) for word in words)


def test_without_a_list_the_initial_is_no_role_either() -> None:
    (spoken,) = attribute("Councillor Dooley (J) said that it rained.", Kind.DISCUSSION)
    assert (spoken.printed, spoken.role) == ("Councillor Dooley (J)", None)


def test_a_letter_behind_every_surname_is_no_initial(tmp_path: Path) -> None:
    path = tmp_path / "parties.txt"
    path.write_text(
        PAGE.replace(
            "Dooley (J), Dooley (M), Garvey, Tuohy (J), Tuohy (K) and Scallan",
            "Ashby (C), Elms (L), Oakes (C) and Roe (C)",
        ),
        encoding="utf-8",
    )
    (reading,) = ms.read_files(path)
    names = [one.name for meeting in reading.meetings for item in meeting.items for one in item.attendance]
    assert names == ["Ashby", "Elms", "Oakes", "Roe"]


def test_a_list_of_surnames_parts_nobody_in_two(tmp_path: Path) -> None:
    """A member is called the same on pages with a list of surnames and without; an officer of the name is not."""
    listed = tmp_path / "listed.txt"
    listed.write_text(
        PAGE + "\nCllr Garvey said that it rained.\n\nSuperintendent Garvey said so.\n",
        encoding="utf-8",
    )
    bare = tmp_path / "bare.txt"
    bare.write_text(
        "Agenda item\n\nBridge\n\nMinutes:\n\n1. Cllr. Garvey said that it was dry.\n", encoding="utf-8"
    )
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(listed, bare)
        values = dict(index.search("", facets=["person"]).facets["person"])
    assert {value for value in values if "Garvey" in value} == {"Councillor Garvey", "Superintendent Garvey"}
