"""Who was in the chair, as heads and first lines of small bodies say it."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page


def chair_of(*head: str) -> str | None:
    text = "\n\n".join(
        ("Elm Club", "Minutes 3 May 2021", *head, "1. Trees", "The trees were cut.", "2. Hedges", "Cut.")
    )
    return read_page(text.encode(), source="a.txt").meetings[0].meeting.chair


@pytest.mark.parametrize(
    ("line", "chair"),
    [
        ("Ann Ash, President, opened the Meeting by the ringing of the bell.", "Ann Ash"),
        ("In the absence of the chairman Ann Ash (President) took the chair.", "Ann Ash"),
        ("Mayor A.B. Ash assumed the Chair and called the meeting to order.", "Mayor A.B. Ash"),
        ("Mayor Ash calls the meeting to order at 7:02 p.m.", "Mayor Ash"),
        ("President Ann Ash called Elm Senate Meeting 400 to order at 5:38 p.m.", "President Ann Ash"),
        ("Meeting Opened by Ann Ash\nAcknowledgment of Country by Bob Birch", "Ann Ash"),
        ("Mr Ash was unanimously elected as Chairman for the meeting.", "Mr Ash"),
        ("Chair: Ann Ash (AA)", "Ann Ash"),
        ("Chaired by Ann Ash Clerked by Bob Birch", "Ann Ash"),
        ("Chair: A Ash, Meetings Administrator (at first)", "A Ash"),
        ("Chair and Minute Taker: Ann Ash (AA)", "Ann Ash"),
        ("Present: Ann Ash (AA) Chair, Bob Birch (BB)", "Ann Ash"),
        ("Present: Bob Birch (BB), Ann Ash (AA), Chair", "Ann Ash"),
    ],
)
def test_who_presided_is_read_whole_and_without_initials_or_office_behind(line, chair):
    assert chair == chair_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "Andrew opened the meeting and gave a review of the accounts.",
        "Ash, Senate President, called the meeting to order.",
        "Mr Ash was elected chairman of the roads group.",
    ],
)
def test_a_first_name_or_an_office_alone_is_no_chair(line):
    assert chair_of(line) is None


@pytest.mark.parametrize(
    ("lines", "chair"),
    [
        ("Present:\nAnn Ash\nChair\nBob Birch\nTreasurer", None),
        ("Present:\nAnn Ash\nTreasurer\nBob Birch\nChair\nCal Cedar\nClerk", None),
        ("Present:\nChair\nAnn Ash\nTreasurer\nBob Birch", "Ann Ash"),
        ("Present:\nTreasurer\nBob Birch\nChair\nAnn Ash", "Ann Ash"),
    ],
)
def test_the_first_of_offices_and_names_in_turn_tells_which_stands_over_which(lines, chair):
    assert chair == chair_of(lines)
