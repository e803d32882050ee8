"""Lists of those who came with one person to a line, below a sentence, in columns, parted by labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch import read_files
from minutesearch.records import Meeting, Presence

HEAD = "Elmford Water District\n\nMinutes of the meeting\n\nMay 3, 2021\n\n"
BODY = (
    "\n\n## Public Comment\n\nNobody spoke.\n\n## Roads\n\nThey are wet.\n\n## Adjournment\n\nIt ended at 8 pm.\n"
)


@pytest.fixture
def read(tmp_path: Path):
    """Return a reader of the text of one meeting."""

    def read(text: str) -> Meeting:
        (tmp_path / "a.md").write_text(text)
        (result,) = read_files(tmp_path / "a.md")
        return result.meetings[0]

    return read


def came(meeting: Meeting) -> list[str]:
    """Return who is recorded as present, as printed."""
    return [one.name for item in meeting.items for one in item.attendance if one.presence is Presence.PRESENT]


def test_persons_below_a_sentence_that_opens_their_list_came(read):
    meeting = read(
        HEAD + "## Call to Order\n\nPresident Ash called the meeting to order. "
        "Those in attendance are listed below:\n\n"
        "**Board Members**\nAnn Ash, President\nBob Birch, Board Member\nRoyal Cedar, Board Member\n\n"
        "**Staff Members**\nTom R. Dale, General Manager\nMike Elmov, Cust. Service Manager\n\n"
        "**Visitors**\nGuy Grove" + BODY
    )
    assert ["Ann Ash", "Bob Birch", "Royal Cedar", "Tom R. Dale", "Mike Elmov", "Guy Grove"] == came(meeting)


def test_visitors_below_who_was_absent_came(read):
    meeting = read(
        HEAD
        + "## Call to Order\n\nThose in attendance are listed below:\n\n**Board Members**\nAnn Ash, President\n"
        "Bob Birch, Member\nCal Cedar, Member\n\n**Absent**\n**Legal Counsel**\n\n"
        "**Visitors**\nGuy Grove\nTess Fern" + BODY
    )
    assert {"Guy Grove", "Tess Fern"} <= set(came(meeting))


def test_columns_of_names_and_offices_name_the_persons_alone(read):
    meeting = read(
        HEAD + "BOARD OF DIRECTORS\nTed Ash                       President\n"
        "Pam Birch                     Director\n\n"
        "ELMFORD WATER DISTRICT MANAGEMENT AND STAFF\nPaul Cedar            General Manager\n"
        "Dona Dale             Director of Finance\n\nOTHER ATTENDEES\n"
        "Jo Elm                Legal Counsel, Oak Water\nMitch Fern                      Self\n" + BODY
    )
    assert ["Ted Ash", "Pam Birch", "Paul Cedar", "Dona Dale", "Jo Elm", "Mitch Fern"] == came(meeting)
    roles = [one.role for item in meeting.items for one in item.attendance]
    assert [
        "President",
        "Director",
        "General Manager",
        "Director of Finance",
        "Legal Counsel, Oak Water",
        "Self",
    ] == roles


def test_members_on_a_letterhead_have_not_come_by_it(read):
    meeting = read(
        "Elmford Transit District\n\nBoard of Directors\nAnn Ash, District A\nBob Birch, District B\n"
        "Cal Cedar, District C\n\nMINUTES\n\nMay 3, 2021\n\nPresent: Ann Ash and Bob Birch" + BODY
    )
    assert ["Ann Ash", "Bob Birch"] == came(meeting)


def test_persons_below_apologies_have_not_come(read):
    meeting = read(
        HEAD + "Present:\nAnn Ash, Chair\nBob Birch, Clerk\nRoyal Cedar\n\nApologies:\nDan Dale, Oak Council\n"
        "Eve Elm, Hill, Fern & Grove\nFay Fern, Oak Council" + BODY
    )
    assert ["Ann Ash", "Bob Birch", "Royal Cedar"] == came(meeting)
    assert ["Dan Dale", "Eve Elm", "Fay Fern"] == [
        one.name for item in meeting.items for one in item.attendance if one.presence is Presence.APOLOGIES
    ]


def test_columns_of_groups_stand_side_by_side(read):
    meeting = read(
        HEAD + "Board Members            Staff Members              Visitors\n"
        "Ann Ash, Chair           Dan Dale, Manager          Guy Grove\n"
        "Bob Birch                Eve Elm, Clerk             Hal Heath\nTess Fern\n" + BODY
    )
    assert {"Ann Ash", "Bob Birch", "Tess Fern", "Dan Dale", "Eve Elm", "Guy Grove", "Hal Heath"} == set(
        came(meeting)
    )


def test_who_stands_below_absent_has_not_come_and_those_above_have(read):
    meeting = read(
        HEAD
        + "**Board**\n\nAnn Ash, Chair\n\nBob Birch\n\n**Staff**\n\nTess Fern, Manager\n\n**Absent**\n\nDan Dale"
        + BODY
    )
    assert ["Ann Ash", "Bob Birch", "Tess Fern"] == came(meeting)


def test_bullets_stand_before_labels_and_names(read):
    meeting = read(
        HEAD + "o Commissioners Present\n   - Ann Ash\n   - Bob Birch\n   - Royal Cedar\n"
        "o Commissioners Absent\n   - Dan Dale\no Staff Present\n   - Guy Grove, Manager\n" + BODY
    )
    assert ["Ann Ash", "Bob Birch", "Royal Cedar", "Guy Grove"] == came(meeting)


def test_two_of_one_surname_part_no_list(read):
    meeting = read(
        HEAD + "Board Members Present:\nAnn Ash\nBob Birch\nRoyal Cedar\n\nVisitors:\nJ and Howard Heath\n"
        "Andrew Dean\nTess Fern\n" + BODY
    )
    assert {"Ann Ash", "Bob Birch", "Royal Cedar", "Andrew Dean", "Tess Fern"} <= set(came(meeting))


def test_the_sentence_that_names_the_meeting_may_go_on_to_say_who_came(read):
    meeting = read(
        "A Special meeting of the Elmford Ranch Association occurred on August 3, 2016 at the home of Tom\n"
        "Elm. Present were President, Wes Lane; Treasurer, Peggy Yate; and Secretary, Dee Holm. Also present\n"
        "were Ed Reed and Cy Cole.\n" + BODY
    )
    assert {"Wes Lane", "Peggy Yate", "Dee Holm", "Ed Reed", "Cy Cole"} == set(came(meeting))


def test_offices_on_lines_of_their_own_are_of_whom_they_stand_below(read):
    meeting = read(HEAD + "Present:\nAnn Ash\nChair\nBob Birch\nVice Chair\nTess Fern\nTown Clerk\n" + BODY)
    assert [("Ann Ash", "Chair"), ("Bob Birch", "Vice Chair"), ("Tess Fern", "Town Clerk")] == [
        (one.name, one.role) for item in meeting.items for one in item.attendance
    ]
    assert "Ann Ash" == meeting.chair


def test_a_table_without_marks_below_the_words_that_people_were_present_names_all_of_them(read):
    meeting = read(
        HEAD + "The following people were present:\n\n| Name | Call Sign | Position |\n|---|---|---|\n"
        "| Ann Ash | VA3XYZ | President |\n| Bertrand Zaumer | VE2ZZZ | Secretary |\n"
        "| Clayton Elm | VE3XXX | Member |\n" + BODY
    )
    assert ["Ann Ash", "Bertrand Zaumer", "Clayton Elm"] == came(meeting)


def test_a_table_whose_cells_mark_who_came_is_read_by_its_marks(read):
    meeting = read(
        HEAD + "Attendance\n\n| Member | Meeting |\n|---|---|\n| Ann Ash | absent |\n| Bob Birch | present |\n"
        "| Cal Cedar | present |\n" + BODY
    )
    assert "Ann Ash" not in came(meeting)


@pytest.mark.parametrize(
    "below",
    [
        "The following were nominated:\nGuy Grove\nTess Fern\nHal Hill",
        "Staff on leave\nGuy Grove\nTess Fern\nHal Hill",
        "Approve the following teachers:\nGuy Grove\nTess Fern\nApprove the following volunteers:\nHal Hill",
    ],
    ids=["nominees", "on leave", "volunteers"],
)
def test_a_label_with_its_own_list_says_nothing_of_lists_below_other_matters(read, below):
    meeting = read(HEAD + "Present: Ann Ash, Bob Birch, Cal Cedar\n\n" + below + "\n\nAll were approved.\n" + BODY)
    assert ["Ann Ash", "Bob Birch", "Cal Cedar"] == came(meeting)


def test_persons_below_other_words_stand_above_those_who_came(read):
    meeting = read(
        HEAD + "Letters were read from these residents:\nGuy Grove\nTess Fern\nHal Hill\n\n"
        "Board members present:\nAnn Ash\nBob Birch\nCal Cedar\n" + BODY
    )
    assert ["Ann Ash", "Bob Birch", "Cal Cedar"] == came(meeting)


def test_who_was_elected_below_those_who_came_is_on_no_list_of_them(read):
    meeting = read(
        HEAD + "Members Present:\nAnn Ash\nBob Birch\nCal Cedar\n\nElection of Officers\nGuy Grove, President\n"
        "Tess Fern, Vice President\nHal Hill, Secretary\n" + BODY
    )
    assert ["Ann Ash", "Bob Birch", "Cal Cedar"] == came(meeting)


def test_labels_of_who_came_and_who_did_not_side_by_side_say_of_nobody_below_that_they_came(read):
    meeting = read(
        HEAD
        + "Staff Present\t\tStaff Absent\nAnn Ash\t\tGuy Grove\nBob Birch\t\tTess Fern\nCal Cedar\t\tHal Hill\n"
        + BODY
    )
    assert not {"Guy Grove", "Tess Fern", "Hal Hill"} & set(came(meeting))


@pytest.mark.parametrize(
    "above", ["Absences", "Missing", "Non-attendees", "With regrets", "Resignations", "New members", "cc:"]
)
def test_a_line_on_another_matter_ends_a_list_of_those_who_came(tmp_path, above):
    (tmp_path / "a.txt").write_text(
        "Elmford Select Board\nMinutes of the meeting held on March 4, 2024\n\nAttendance:\nAnn Ash\nBob Birch\n"
        f"Cal Cedar\n\n{above}\nGuy Grove\nTess Fern\nHal Hill\n\nOld Business\nThe gate was mended.\n\n"
        "New Business\nPaint will be bought.\n\nAdjournment\nAt 8 p.m.\n"
    )
    (result,) = read_files(tmp_path / "a.txt")
    assert ["Ann Ash", "Bob Birch", "Cal Cedar"] == came(result.meetings[0])


def test_a_bracket_behind_an_office_says_who_did_not_come(read):
    meeting = read(
        HEAD + "Present:\nAnn Ash, Chair\nBob Birch, Clerk (absent)\nCal Cedar, Treasurer (excused)\n"
        "Guy Grove, alternate for Hal Hill (absent)\n" + BODY
    )
    assert ["Ann Ash"] == came(meeting)


def test_those_not_attending_did_not_come(read):
    meeting = read(HEAD + "Attending: Ann Ash, Bob Birch; Not attending: Guy Grove, Tess Fern\n" + BODY)
    assert ["Ann Ash", "Bob Birch"] == came(meeting)


def test_who_is_not_here_did_not_come(read):
    meeting = read(HEAD + "Roll call:\n\nAnn Ash - here\n\nBob Birch - not here\n\nCal Cedar - here\n" + BODY)
    assert ["Ann Ash", "Cal Cedar"] == came(meeting)


def test_an_office_for_something_below_a_name_and_late_comers_end_no_list(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Elmford Select Board\nMinutes of March 4, 2024\n\nAttendance:\nAnn Ash\nDeputy Mayor\n"
        "Bob Birch\nClerk to the Council\nCal Cedar\nElection Officer\nLate\nGuy Grove\n\n"
        "Old Business\nThe gate was mended.\n\nNew Business\nPaint will be bought.\n\nAdjournment\nAt 8 p.m.\n"
    )
    (result,) = read_files(tmp_path / "a.txt")
    assert ["Ann Ash", "Bob Birch", "Cal Cedar", "Guy Grove"] == came(result.meetings[0])


def test_members_in_a_list_are_not_present_where_they_sent_apologies_and_staff_below_these_came(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Elmford Board\nMinutes of March 4, 2024\n\nCommittee Members\nAnn Ash\nBob Birch\nCal Cedar\nDan Dale\n\n"
        "Apologies\nDan Dale\n\nStaff\nGuy Grove\n\nOld Business\nThe gate was mended.\n\n"
        "New Business\nPaint will be bought.\n\nAdjournment\nAt 8 p.m.\n"
    )
    (result,) = read_files(tmp_path / "a.txt")
    assert ["Ann Ash", "Bob Birch", "Cal Cedar", "Guy Grove"] == came(result.meetings[0])
