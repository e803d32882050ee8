"""Lines between the head and the first title: those who came are no titles, and no sentence is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import Meeting


def _read(tmp_path: Path, text: str) -> Meeting:
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    return reading.meetings[0]


def test_those_who_came_title_no_items(tmp_path: Path) -> None:
    """Names with an office in a line of their own look like titles in title case."""
    meeting = _read(
        tmp_path,
        "Elmford Council\n\nOrdinary Council Meeting\n\n25 March 2025\n\nMINUTES\n\nPresent\n\nMayor Lawrie "
        "Ash\n\n"
        "Deputy Mayor Doug Birch OAM\n\nCouncillor Margot Cedar\n\nIn Attendance\n\n"
        "David Dale                Chief Executive Officer\n\nBoris Elm                Director Water and "
        "Sewer\n\n"
        "Procedural Items\n\nThe Mayor read the acknowledgement, and nobody objected to the order of business.\n",
    )
    assert [None, "Procedural Items"] == [item.title for item in meeting.items]
    assert [
        "Mayor Lawrie Ash",
        "Doug Birch",
        "Councillor Margot Cedar",
        "David Dale",
        "Boris Elm",
    ] == [one.name for one in meeting.items[0].attendance]


def test_what_follows_a_sentence_of_the_head_is_text(tmp_path: Path) -> None:
    """Short paragraphs such as "Second by Dave." stand in passages, not among the lines of the head."""
    meeting = _read(
        tmp_path,
        "Elmford Village Board\nOctober 6, 2008\n\nThe minutes were reviewed and accepted by Jim.\n\n"
        "Second by Dave.\n\nMotion carried.\n\nFinancial Report\n\nThe treasurer said that all was paid.\n\n"
        "Water & Sewer\n\nThe committee suggested that the drain be looked at before the winter.\n",
    )
    texts = [passage.text for item in meeting.items for passage in item.passages]
    assert {"Second by Dave.", "Motion carried."} <= set(texts)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("Monday, 2017 February 27", "2017-02-27"),
        ("11-06-2006 Village Meeting NOVEMBER 6, 2006", "2006-11-06"),
        ("Planning Board Minutes 05/02/2007\nELMFORD PLANNING BOARD MINUTES\nMAY 2, 2007", "2007-05-02"),
    ],
    ids=["year-first", "named-month-beside", "named-month-below"],
)
def test_days_in_the_forms_of_america(tmp_path: Path, printed: str, date: str) -> None:
    """A month in words beside figures says which of them is the day."""
    text = f"Elmford Village Board\n{printed}\n\nPresent: A. Ash, B. Birch\n\n1. Lamps\nNothing was reported.\n"
    assert date == str(_read(tmp_path, text).date)


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("2307.02 Disclosure of Interests None.", "2307.02", "Disclosure of Interests"),
        ("2022-02_2. APOLOGIES FOR ABSENCE", "2022-02_2", "APOLOGIES FOR ABSENCE"),
    ],
)
def test_numbers_and_titles_in_more_forms(tmp_path: Path, line: str, number: str, title: str) -> None:
    """A title that ends in "None." has it as text; a month before an underscore belongs to the number."""
    stem = number[:-1]
    text = (
        "Elmford Parish Council\nMinutes of the meeting held on 4 February 2022\n\n"
        f"{line}\n\n{stem}3. Lamps\nNothing was reported.\n\n{stem}4. Streets\nNothing was reported.\n"
    )
    assert (number, title) in [(item.number, item.title) for item in _read(tmp_path, text).items]


def test_lines_of_movers_behind_a_number_are_no_titles(tmp_path: Path) -> None:
    """Three of them in a row look like titles that end in a colon."""
    meeting = _read(
        tmp_path,
        "TOWNSHIP OF ELMFORD\nMonday, May 12, 2025\n\nThe Township of Elmford Council met on Monday, May 12, "
        "2025 at"
        " 7:15 p.m.\n\nR2025-041 B. Reed, C. Stone:\nThat the record stand as printed. Carried.\n\n"
        "R2025-042 D. Wood, B. Reed:\nTHAT we award the tender. Carried.\n\n"
        "R2025-043 C. Stone, D. Wood:\nThat the meeting be adjourned. Lost.\n",
    )
    assert [None] == [item.title for item in meeting.items]
    assert [
        ("B. Reed", "C. Stone", "carried"),
        ("D. Wood", "B. Reed", "carried"),
        ("C. Stone", "D. Wood", "lost"),
    ] == [(one.mover, one.seconder, str(one.outcome)) for one in meeting.items[0].motions]


def test_no_item_stands_above_the_opening_sentence(tmp_path: Path) -> None:
    """A number and a name in capitals above it belong to the head."""
    meeting = _read(
        tmp_path,
        "1 REGULAR COUNCIL MEETING MINUTES FEBRUARY 4, 2014\nA Regular Meeting of the Council of the City of "
        "Elmford"
        " was held on Tuesday, February 4, 2014, at 9:35 am, in the Council Chamber.\n\n2 WELCOME\nThe Mayor "
        "opened"
        " the meeting.\n\n3 LAMPS\nNothing was reported.\n",
    )
    assert "2014-02-04" == str(meeting.date)
    assert ["2", "3"] == [item.number for item in meeting.items if item.number]


def test_titles_behind_bullets_are_items_where_most_bullets_stand_before_any_meetings_business(
    tmp_path: Path,
) -> None:
    """A page whose numbers were bullets: who came, "Finance" over its text, no sentence behind a bullet."""
    meeting = _read(
        tmp_path,
        "Meeting at 7.00 p.m. on Wednesday, 24 January 2018\nMeeting Room – Elm Medical Centre\nMinutes\n"
        "- Attending: Ann Ash, Bob Birch, Tom Elm.\n- Apologies: Mary Oak.\n"
        "- Matters Arising: Communications – posting of minutes\nThe Committee agreed that they be made public.\n"
        "- Hall roof\nThe slates had slipped again in the wind, and the roofer was to be asked.\n"
        "- Finance\nTom had looked at banks in the area and found the branch in town open twice a week.\n",
    )
    assert ["Matters Arising: Communications – posting of minutes", "Hall roof", "Finance"] == [
        item.title for item in meeting.items if item.title
    ]
    assert "Meeting Room – Elm Medical Centre" == meeting.venue


def test_entries_behind_bullets_are_no_items(tmp_path: Path) -> None:
    """A list inside an item has bullets too, of which hardly any is of a meeting's business."""
    meeting = _read(
        tmp_path,
        "Elmford Fire District\nMay 14, 2015\n\nOld Business:\n\n* Twenty new turnouts are here.\n* Hose testing\n"
        "* Finance\n* Radio repeater\n* New web page\n\nNew Business:\n\nMike explained the new alarm to all.\n",
    )
    assert not {"Finance", "Hose testing"} & {item.title for item in meeting.items}


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("618\nMINUTES\nCity Commission, Elmford, Florida\n", None),
        ("MINUTES\nCity Commission, Elmford, Florida\n", None),
    ],
)
def test_a_printed_page_with_minutes_in_capitals_at_its_head_is_printed_minutes(
    tmp_path: Path, first: str, title: str | None
) -> None:
    """The number of a page above "MINUTES" is no item, and what stands below is no agenda."""
    meeting = _read(
        tmp_path,
        first + "Regular Meeting\nJune 14 1993\nPresent: Mayor Bettye Fir\nCommissioner Whit Ash\n\n"
        "Commissioner Ash moved to adopt Resolution No. 1661. Seconded by Mayor Fir and carried.\n",
    )
    assert [title] == [item.title for item in meeting.items]
    assert "1993-06-14" == str(meeting.date)
    assert [("Commissioner Ash", "Mayor Fir")] == [(one.mover, one.seconder) for one in meeting.items[0].motions]


def test_the_minutes_that_end_a_title_are_no_label(tmp_path: Path) -> None:
    """ "Previous Meeting Minutes:" is a title, and what stands below another one no purpose."""
    meeting = _read(
        tmp_path,
        "Minutes of the Elmford Board Meeting on December 11, 2017\n\n"
        "1. Previous Meeting Minutes: The Board approved the minutes of November.\n"
        "2. Audit: The audit of the last year was put off.\n"
        "3. Santa Visit: To be held on December 16. Tony asked the firemen.\n"
        "4. Adjournment: The meeting adjourned at 8:25pm.\n",
    )
    assert "Previous Meeting Minutes" == meeting.items[0].title
    assert {ms.Kind.SUMMARY}.isdisjoint(passage.kind for item in meeting.items for passage in item.passages)
