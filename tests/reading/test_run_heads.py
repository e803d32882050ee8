"""Heads that run on in one paragraph, as archives of web pages keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import Meeting, Presence

_TALK = " The Clerk said that the lamps of Mill Road were to be mended before the winter came." * 4


def _read(tmp_path: Path, text: str) -> Meeting:
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    return reading.meetings[0]


@pytest.mark.parametrize(
    ("text", "body", "date", "present", "apologies"),
    [
        (
            "TOWN BOARD MEETING AUGUST 4, 2008 The Elmford Town Board held its regular meeting on Monday, August"
            " 4, 2008 at 7:00 P.M. at the Town Hall. Those present were Supervisor Ash, Councilwoman Birch and"
            " Councilman Cedar. Others present were Hugh Dale, Assessor, and Ann Elm, Town Attorney.\n"
            "The Supervisor called the meeting to order." + _TALK,
            "Elmford Town Board",
            "2008-08-04",
            ["Supervisor Ash", "Councilwoman Birch", "Councilman Cedar", "Hugh Dale", "Ann Elm"],
            [],
        ),
        (
            "MUNICIPAL DISTRICT OF ELMFORD MINUTES OF PROCEEDINGS OF ANNUAL MEETING HELD ON MONDAY, 22nd JUNE,"
            " 2015, AT 7.30 PM Present: Councillors: Peter “Chap” Ash, Michael Birch, Joe Cedar. Apologies: Matt"
            " Dale Also Present: Mr. Simon Elm, Senior Engineer. Adoption of Procedure: It was explained." + _TALK,
            "MUNICIPAL DISTRICT OF ELMFORD",
            "2015-06-22",
            ["Peter “Chap” Ash", "Michael Birch", "Joe Cedar", "Mr. Simon Elm"],
            ["Matt Dale"],
        ),
        (
            "MINUTES of the meeting of Elmford Borough Council held on 3 May 2022 at 7 pm in the Guildhall."
            " Present: Councillors A Ash, B Birch and C Cedar. In Attendance: Mrs D Dale (Town Clerk)." + _TALK,
            "Elmford Borough Council",
            "2022-05-03",
            ["A Ash", "B Birch", "C Cedar", "Mrs D Dale"],
            [],
        ),
    ],
    ids=["board-held", "district", "one-paragraph"],
)
def test_the_head_of_a_page_in_one_paragraph(
    tmp_path: Path, text: str, body: str, date: str, present: list[str], apologies: list[str]
) -> None:
    """Body, day and those present are read though no line ends where they do."""
    meeting = _read(tmp_path, text)
    coming = [one for item in meeting.items for one in item.attendance]
    assert (body, date) == (meeting.body, str(meeting.date))
    assert present == [one.name for one in coming if one.presence is Presence.PRESENT]
    assert apologies == [one.name for one in coming if one.presence is Presence.APOLOGIES]


def test_apologies_end_where_another_clause_begins(tmp_path: Path) -> None:
    """Whoever proposes something behind the apologies sent none."""
    meeting = _read(
        tmp_path,
        "Elmford Parish Council\nMinutes of the meeting held on 4 February 2008\n\n1. Apologies\n"
        "Apologies were received from Cllr Ash With the chair away it was proposed by Cllr Birch that Cllr Cedar"
        " take the chair.\n\n2. Lamps\nNothing was reported.\n",
    )
    assert ["Cllr Ash"] == [
        one.name for item in meeting.items for one in item.attendance if one.presence is Presence.APOLOGIES
    ]


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        (
            "Annual Meeting, Elmford Municipal District - Monday, 14th June, 2021 9.30 am",
            "Elmford Municipal District",
        ),
        (
            "Minutes of the First Meeting of the Elmford Community Board following the polls held on 3 May 2004.",
            "Elmford Community Board",
        ),
        (
            "The Elmford City Council met in regular session on Monday, March 4, 2019 at 6:00 p.m.",
            "Elmford City Council",
        ),
    ],
)
def test_a_body_is_named_without_what_is_said_round_it(tmp_path: Path, printed: str, body: str) -> None:
    """The sort of meeting and the occasion are no part of the name."""
    items = "1. Apologies\nNone.\n\n2. Lamps\nNothing was reported.\n"
    text = f"{printed}\n\nPresent: Cllr A Ash, Cllr B Birch\n\n{items}"
    assert body == _read(tmp_path, text).body


def test_the_menu_of_an_archive_is_no_part_of_a_name(tmp_path: Path) -> None:
    """Its steps stand without a space before the first words of the page."""
    meeting = _read(
        tmp_path,
        "HomeMy WebLinkAboutELMFORD VILLAGE BOARD\nMINUTES\nNovember 14, 2017\n\n1. CALL TO ORDER\nThe Mayor "
        "called the"
        " meeting to order.\n\n2. LAMPS\nNothing was reported.\n",
    )
    assert ("ELMFORD VILLAGE BOARD", "2017-11-14") == (meeting.body, str(meeting.date))
