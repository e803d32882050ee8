"""Votes named by surname alone: who came says which words are names, and lists of sides head nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.recording.printed.members import Members
from minutesearch.records import AgendaItem

HEAD = (
    "Elmford Town Council\nMinutes of the meeting held on 3 May 2021\n\n"
    "Present: Ann Hill, Bob Church, Kal Dean, Tamsin Park, Tom Ward, Sue Woods, Jim Long, Pat May\n\n"
)
TAIL = "\n\n2. Trees\n\nThe trees were cut down.\n\n3. Roads\n\nThe roads were wet.\n"
MOVED = "1. Budget\n\nMotion by Hill, seconded by Church, to approve the budget.\n\n"
FOR, AGAINST = ("Hill", "Church", "Dean", "Park", "Ward"), ("Woods", "Long")


def budget(tmp_path: Path, told: str) -> AgendaItem:
    (tmp_path / "a.txt").write_text(HEAD + MOVED + told + TAIL)
    (reading,) = ms.read_files(tmp_path / "a.txt")
    assert ["Budget", "Trees", "Roads"] == [item.title for item in reading.meetings[0].items[1:]]
    return reading.meetings[0].items[1]


@pytest.mark.parametrize(
    "told",
    [
        "Ayes: Hill, Church, Dean, Park, Ward\nNays: Woods, Long\nAbsent: May\nMotion carried.",
        "YEAS: Hill, Church, Dean, Park, Ward. NAYS: Woods, Long. ABSENT: May. Motion carried.",
        "Hill, Church, Dean, Park and Ward voted aye; Woods and Long voted nay. Motion carried.",
        "Roll call: Hill yes, Church yes, Dean yes, Park yes, Ward yes, Woods no, Long no. Motion carried.",
        "Vote: Hill - Aye; Church - Aye; Dean - Aye; Park - Aye; Ward - Aye; Woods - Nay; Long - Nay. Carried.",
        "Hill Aye\nChurch Aye\nDean Aye\nPark Aye\nWard Aye\nWoods Nay\nLong Nay\n\nMotion carried.",
        "For 5\n\nHill, Church, Dean, Park, Ward\n\nAgainst 2\n\nWoods, Long\n\nAbstain 0\n\nMotion carried.",
        (
            "The following voted for the motion:\n\nHill        Church\nDean        Park\nWard\n\n"
            "The following voted against:\n\nWoods       Long\n\nThe motion was carried."
        ),
    ],
)
def test_surnames_that_are_words_too_are_names_where_they_came(tmp_path: Path, told: str):
    item = budget(tmp_path, told)
    (vote,) = item.votes
    assert (FOR, AGAINST) == (vote.names_for, vote.names_against)
    assert [("Hill", "Church", ms.Outcome.CARRIED)] == [
        (one.mover, one.seconder, one.outcome) for one in item.motions
    ]


def test_names_in_columns_below_the_label_of_a_side_head_nothing(tmp_path: Path):
    item = budget(
        tmp_path,
        "FOR THE MOTION\nCllr Hill    Cllr Church\nCllr Dean    Cllr Park\nCllr Ward\nAGAINST THE MOTION\n"
        "Cllr Woods   Cllr Long\nThe motion was declared carried by 5 votes to 2.",
    )
    (vote,) = item.votes
    assert (5, 2, "Cllr Ward", ("Cllr Woods", "Cllr Long")) == (
        vote.ayes,
        vote.noes,
        vote.names_for[-1],
        vote.names_against,
    )
    assert {None} == {passage.topic for passage in item.passages}


@pytest.mark.parametrize(
    ("printed", "is_known"),
    [
        ("Hill", True),
        ("Cllr Hill", True),
        ("A. Hill", True),
        ("Bob Hill", False),
        ("Tom", True),
        ("Ann", False),
        ("Roads", False),
        ("the Hill", False),
        ("", False),
    ],
)
def test_one_who_came_is_known_by_surname_or_by_a_first_name_of_one(printed: str, is_known: bool):
    members = Members(["Cllr Ann Hill", "Ann Dean", "Tom Ward"])
    assert is_known is members.knows(printed)


def test_what_was_moved_behind_a_number_is_text_and_no_title(tmp_path: Path):
    (tmp_path / "a.txt").write_text(
        HEAD + "1. Motion by Hill, seconded by Dean, to approve the minutes\n\nAll ayes. Carried.\n\n"
        "2. Motion by Church, seconded by Long, to pay the bills\n\nAyes: Hill, Dean. Nays: none. Carried.\n\n"
        "3. Motion by Councillor Ward - Libraries\n\nThe Council debated the library at length.\n"
    )
    (reading,) = ms.read_files(tmp_path / "a.txt")
    items = reading.meetings[0].items[1:]
    assert [("1", None), ("2", None), ("3", "Motion by Councillor Ward - Libraries")] == [
        (item.number, item.title) for item in items
    ]
    assert [("Hill", "Dean", ms.Outcome.CARRIED), ("Church", "Long", ms.Outcome.CARRIED)] == [
        (one.mover, one.seconder, one.outcome) for item in items[:2] for one in item.motions
    ]
    assert items[0].motions[0].text == "to approve the minutes"
