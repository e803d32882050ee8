"""Where the head of minutes ends and their text begins: nothing that was said is lost above the first item."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import Meeting


def _read(tmp_path: Path, text: str) -> Meeting:
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    return reading.meetings[0]


def test_what_stands_above_a_late_date_is_text_and_no_head(tmp_path: Path) -> None:
    """The only date of the page is that of the last minutes, far below the head whose year is lost."""
    said = [
        "The meeting was called to order at 6:05 p.m. by President Ash.",
        "Board Members: Ann Ash, Ben Birch and Cora Cedar in attendance.",
        "The agenda was approved as it was printed for the members of the board.",
        *(f"Lamp {number} of Mill Road was mended by the men of the Board last week." for number in range(14)),
        "Approval of Previous Minutes – For the meeting on August 26, 2021 – The minutes were approved.",
    ]
    head = ["Elm Creek Association Board of Directors Meeting", "Thursday, September 23 at 6 p.m. in the Hall"]
    meeting = _read(tmp_path, "\n\n".join([*head, *said, "OLD BUSINESS", "The bridge was talked of once more."]))
    texts = " ".join(passage.text for item in meeting.items for passage in item.passages)
    assert [] == [one for one in said if one[:40] not in texts]
    assert meeting.date is None


def test_a_closing_and_an_address_are_no_items(tmp_path: Path) -> None:
    """Roman numerals count the items, whatever figures and capitals stand above and below them."""
    text = "\n\n".join(
        [
            "July 16, 2020 Minutes",
            "Port of Elmford Regular Board of Commission Meeting",
            "365 Port Street, Elmford, OR 97394",
            "I. CALL TO ORDER",
            "President Ash called the meeting to order at 2:05.",
            "II. CONSENT CALENDAR",
            "Birch moved to approve the consent calendar. Cedar seconded the motion. The motion passed 5-0.",
            "III. PUBLIC COMMENT",
            "There was no public comment.",
            "ATTESTED TO:",
            "Rob Ash, Chair",
            "Respectfully Submitted",
            "Jan Birch, Secretary",
        ]
    )
    items = _read(tmp_path, text).items
    assert [("I", "CALL TO ORDER"), ("II", "CONSENT CALENDAR"), ("III", "PUBLIC COMMENT")] == [
        (item.number, item.title) for item in items if item.title
    ]


@pytest.mark.parametrize(
    ("head", "body", "date", "venue"),
    [
        (
            (
                "A meeting of the Elm Creek Association, Inc. Board of Directors occurred on January 9, 2020 at"
                " the home of Ann Ash."
            ),
            "Elm Creek Association, Inc. Board of Directors",
            "2020-01-09",
            "home of Ann Ash",
        ),
        (
            (
                "Elmford Community Council\n\nMinutes of a Meeting held on Tuesday 5 March 2019\nat 7.00 pm in"
                " Elmford Hall\nPresent Ann Ash, Ben Birch"
            ),
            "Elmford Community Council",
            "2019-03-05",
            "Elmford Hall",
        ),
        (
            (
                "Elmford Libraries Board\n\nThe society enabling county-wide library services supported by Elm"
                " County Council\n\nMinutes of a meeting held on 20 March 2014"
            ),
            "Elmford Libraries Board",
            "2014-03-20",
            None,
        ),
    ],
    ids=["occurred", "present-is-no-place", "letterhead"],
)
def test_body_day_and_place_of_a_head(tmp_path: Path, head: str, body: str, date: str, venue: str | None) -> None:
    """The words beside the body and the place are none of theirs."""
    items = "1. Trees\n\nThe trees were cut.\n\n2. Hedges\n\nThe hedges were cut."
    meeting = _read(tmp_path, f"{head}\n\n{items}")
    assert (body, date, venue) == (meeting.body, str(meeting.date), meeting.venue)


def test_the_number_of_a_resolution_over_its_movers_titles_nothing(tmp_path: Path) -> None:
    """They move what stands below, whatever page breaks and bold type do."""
    text = "\n\n".join(
        [
            "MINUTES\nTOWNSHIP OF ELMFORD\nTuesday, May 13, 2025",
            "A regular meeting of the Township of Elmford Council was held on Tuesday, May 13, 2025.",
            "Present: Mayor Dave Ash and Councillors Lisa Birch and James Cedar.",
            "Zoom: Superintendent Dan Dale.",
            "Disclosure of pecuniary interest: None.",
            "Staff Reports: The Superintendent gave a report.",
            "Committee Reports: There were no reports.",
            "R2025-077 L. Birch, J. Cedar:",
            "That the minutes of the meeting held April 8, 2025, be adopted as published.",
            "Carried.",
            "R2025-078 J. Cedar, L. Birch:",
            "That we pass By-Law 2025-17, being a By-Law to confirm the proceedings of Council.",
            "Read the first, second and third time and passed this 13th day of May, 2025. Carried.",
        ]
    )
    meeting = _read(tmp_path, text)
    assert [] == [item.title for item in meeting.items if "2025" in (item.title or "")]
    motions = [motion for item in meeting.items for motion in item.motions]
    assert [("L. Birch", "J. Cedar", "carried"), ("J. Cedar", "L. Birch", "carried")] == [
        (one.mover, one.seconder, one.outcome and str(one.outcome)) for one in motions
    ]
    assert "Dan Dale" in [
        one.name.removeprefix("Superintendent ") for item in meeting.items for one in item.attendance
    ]


def test_titles_that_run_into_text_behind_a_dash_lose_nothing(tmp_path: Path) -> None:
    """The dash is named as structure, and a label over members is no title."""
    text = "\n\n".join(
        [
            "Elm Creek Association Board of Directors Meeting",
            "September 23, 2021",
            "Call to Order and Roll Call – The meeting was called to order by President Ash.",
            "Board Members: Ann Ash, Ben Birch and Cora Cedar in attendance.",
            "Approval of the Agenda – No changes were requested.",
            "Approval of Previous Minutes – No objections were made, and the minutes were approved.",
            "Financial Report – The treasurer presented the report of the year.",
        ]
    )
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    assert [] == [problem.message for problem in reading.problems if "lost" in problem.message]
    titles = [item.title for item in reading.meetings[0].items if item.title]
    assert ["Call to Order and Roll Call", "Approval of the Agenda", "Approval of Previous Minutes"] == titles[:3]


@pytest.mark.parametrize("mark", [":", ";"])
def test_who_is_named_behind_apologies_is_no_part_of_the_title(tmp_path: Path, mark: str) -> None:
    """Whichever mark stands between, and without a title before the names."""
    head = "Elmford Library Trustees\n\nMinutes of a meeting held on 26 January 2016"
    items = "2. Minutes\n\nThe minutes were accepted.\n\n3. Matters Arising\n\nThere were none."
    meeting = _read(tmp_path, f"{head}\n\n1. Apologies{mark} David Ash, Andrew Birch\n\n{items}")
    (item,) = [item for item in meeting.items if item.number == "1"]
    assert "Apologies" == item.title
    assert [("David Ash", "apologies"), ("Andrew Birch", "apologies")] == [
        (one.name, str(one.presence)) for one in item.attendance
    ]


def test_a_day_that_a_title_breaks_off_in_ends_the_head(tmp_path: Path) -> None:
    head = [
        "MINUTES OF PROCEEDINGS AT MEETING OF ANYTOWN",
        "AND DISTRICT COUNCIL HELD IN THE COUNCIL CHAMBER,",
        "TOWN HALL, ANYTOWN, ON MONDAY, 3RD",
        "MARCH, 2025, AT 3.00 P.M.",
        "MEMBERS PRESENT:",
        "Councillors Ash, Birch and Cedar.",
    ]
    titles = ["Water Supply", "Public Lighting", "Housing Loans", "Forward Planning"]
    said = [f"The Members talked of it, and all {count} of the reports were noted as read." for count in range(4)]
    rest = [line for title, text in zip(titles, said, strict=True) for line in (title, text)]
    meeting = _read(tmp_path, "\n\n".join(head + rest))
    assert ("2025-03-03", "15:00") == (str(meeting.date), str(meeting.time)[:5])
    assert titles == [item.title for item in meeting.items if item.title]
