"""Who came and who did not, in forms that councils print often: labels, rolls, offices with their holders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import AgendaItem

_PAGE = """Alder Vale Parish Council

Minutes of the meeting held on 4 March 2024 at 7pm in the Reading Room

{}

1. Minutes of the last meeting
The minutes were agreed.

2. Finance
The accounts were noted and the payments were approved by all.
"""


@pytest.fixture
def came(tmp_path: Path) -> Callable[..., tuple[list[str], list[str]]]:
    """Return a function that reads who was present and who sent apologies of a page with such a head."""

    def read(*lines: str) -> tuple[list[str], list[str]]:
        (tmp_path / "page.txt").write_text(_PAGE.format("\n".join(lines)), encoding="utf-8")
        (reading,) = ms.read_files(tmp_path / "page.txt")
        found = reading.meetings[0].attendance
        present = [one.name for one in found if one.presence == "present"]
        return present, [one.name for one in found if one.presence == "apologies"]

    return read


Came = Callable[..., tuple[list[str], list[str]]]


def test_who_stands_below_absent_board_members_was_not_present(came: Came) -> None:
    lines = (
        "Present Board Members:",
        "Ida Ivory",
        "Noel Nash",
        "Absent Board Members:",
        "Una Ure",
        "Visitors:",
        "None",
    )
    assert (["Ida Ivory", "Noel Nash"], []) == came(*lines)


def test_leave_of_absence_is_a_label_and_nobody(came: Came) -> None:
    assert (["Cr Ida Ivory", "Cr Noel Nash"], []) == came(
        "PRESENT", "Cr Ida Ivory", "Cr Noel Nash", "LEAVE OF ABSENCE", "Cr Una Ure"
    )


def test_a_surname_alone_answers_the_roll_where_a_mark_parts_them(came: Came) -> None:
    lines = ("ROLL CALL OF COUNCIL", "Ivory - Here", "Nash - Absent", "Zed Ure: here")
    assert (["Ivory", "Zed Ure"], []) == came(*lines)


def test_whoever_answers_the_roll_in_a_row_is_named_by_what_stands_before(came: Came) -> None:
    line = "Roll Call: Ida Ivory – Here; Kep Nash – Excused; Trustee Zed Wood - present"
    assert (["Ida Ivory", "Trustee Zed Wood"], ["Kep Nash"]) == came(line)


def test_who_answers_the_roll_with_an_office_behind_the_name_came_by_the_answer(
    tmp_path: Path, came: Came
) -> None:
    lines = (
        "ROLL CALL:",
        "Ida Ivory, Chairman - Present",
        "Kep Nash, Alternate - Excused",
        "Una Ure, Clerk - Present",
    )
    assert (["Ida Ivory", "Una Ure"], ["Kep Nash"]) == came(*lines)
    (reading,) = ms.read_files(tmp_path / "page.txt")
    assert "Ida Ivory" == reading.meetings[0].chair


def test_a_comma_stands_behind_in_attendance(came: Came) -> None:
    line = "Present: Ida Ivory; Kep Nash. Also in attendance, Una Ure, Planner."
    assert ["Ida Ivory", "Kep Nash", "Una Ure"] == came(line)[0]


def test_two_names_whose_columns_are_glued_are_two(came: Came) -> None:
    assert ["Garnet Ivory", "Colleen Nash", "Una Ure"] == came("Present:", "Garnet Ivory Colleen Nash", "Una Ure")[
        0
    ]


def test_names_joined_at_the_end_of_a_list_of_lines_are_two_of_it(came: Came) -> None:
    lines = ("Present: Ida Ivory", "Noel Nash", "Kep Arden and", "Zed Ure", "Apologies: Abe Oakes")
    assert (["Ida Ivory", "Noel Nash", "Kep Arden", "Zed Ure"], ["Abe Oakes"]) == came(*lines)


def test_an_office_and_its_holder_below_others_are_no_heading(came: Came) -> None:
    lines = ("Chair: Ida Ivory", "Secretary: Noel Nash", "Treasurer: Kep Arden", "Members: Una Ure, Abe Oakes")
    assert ["Ida Ivory", "Noel Nash", "Kep Arden", "Una Ure", "Abe Oakes"] == came(*lines)[0]


def test_labels_with_a_dash_begin_lines_of_their_own(came: Came) -> None:
    lines = ("Present- Ida Ivory (Mill Trust), Noel Nash", "Apologies- Una Ure (Mill Trust), Abe Oakes")
    assert (["Ida Ivory", "Noel Nash"], ["Una Ure", "Abe Oakes"]) == came(*lines)


def test_a_place_before_a_councillor_names_nobody(came: Came) -> None:
    lines = ("Present: Cllrs Ivory and Nash.", "Apologies: Alder: Cllr Ure; Vale: Cllr Oakes")
    assert (["Ivory", "Nash"], ["Cllr Ure", "Cllr Oakes"]) == came(*lines)
    lines = ("Present:", "Alder - Mr J. Ivory", "Strath - Mr H. Nash, Mr C. Arden", "Vale - Mrs D. Ure")
    assert ["Mr J. Ivory", "Mr H. Nash", "Mr C. Arden", "Mrs D. Ure"] == came(*lines)[0]


@pytest.mark.parametrize(
    "office",
    ["Engineer, Planning and Public Realm", "Director Business and Performance", "Manager, Roads and Transport"],
)
def test_the_last_word_of_an_office_whose_holder_is_in_a_bracket_is_nobody(came: Came, office: str) -> None:
    assert ["Cllr Ivory", "Mr K. Nash"] == came(
        "PRESENT:", "Cllr Ivory", "In attendance:", f"{office} (Mr K. Nash)"
    )[0]


def test_a_warden_without_a_first_name_is_nobody(came: Came) -> None:
    assert ["Ivory", "Nash", "Una Ure"] == came("Present: Cllrs Ivory and Nash, Tree Warden, Clerk Una Ure")[0]


def test_a_report_behind_those_excused_is_nobody(came: Came) -> None:
    assert (["Ida Ivory"], ["Abe Oakes"]) == came("Present: Ida Ivory", "Excused: Abe Oakes / Director's Report.")


def _apologies(item: AgendaItem) -> list[str]:
    return [one.name for one in item.attendance if one.presence == "apologies"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cllr Ida Ivory read the letter and Cllr Abe Oakes sent his apologies.", ["Cllr Abe Oakes"]),
        ("The Chair, Ida Ivory, sent apologies and Abe Oakes welcomed everyone.", ["Ida Ivory"]),
        ("Cllr Oakes (VDC) apologised for his absence as he was on holiday.", ["Cllr Oakes"]),
        ("Cllr Ivory had sent an apology for her absence as she was on a school trip.", ["Cllr Ivory"]),
        ("Cllr Ivory and Cllr Oakes sent their apologies.", ["Cllr Ivory", "Cllr Oakes"]),
        ("Cllr Ida Ivory stated that Cllr Abe Oakes had also given his apologies.", ["Cllr Abe Oakes"]),
        ("Cllr Ivory gave prior notice she would be unable to attend the next PC meeting.", []),
    ],
)
def test_who_apologised_is_who_the_clause_names(
    record: Callable[..., AgendaItem], sentence: str, expected: list[str]
) -> None:
    assert expected == _apologies(record(sentence, title="Apologies"))


def test_names_below_a_heading_on_apologies_for_absence_apologised(
    record: Callable[..., AgendaItem],
) -> None:
    item = record(
        "Those present: Councillors D Ivory, C Nash.",
        "1 To receive apologies and reasons for absence Ref 19/046",
        "Cllr Ure, Cllr Oakes, Cllr Arden.",
        "2 To receive declarations of interest",
        "None were declared.",
    )
    assert ["Cllr Ure", "Cllr Oakes", "Cllr Arden"] == _apologies(item)


@pytest.mark.parametrize(
    ("told", "chair"),
    [
        ("It began at 6pm and was presided over by Ida Ivory (Acting President).", "Ida Ivory"),
        ("The meeting was opened by Ida Ivory.", "Ida Ivory"),
        ("Three Ponds wetland was recently opened by Abe Oakes.", None),
    ],
)
def test_who_opened_something_else_was_not_in_the_chair(tmp_path: Path, told: str, chair: str | None) -> None:
    (tmp_path / "page.txt").write_text(_PAGE.format(f"Present: Noel Nash, Una Ure\n\n{told}"), encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    assert chair == reading.meetings[0].chair


def test_how_many_of_the_public_came_beside_a_name_ends_no_list(came: Came) -> None:
    lines = (
        "Present:   Clerk: Una Ure",
        "Cllr Ida Ivory",
        "Cllr Kep Nash   Members of the Public 3",
        "Cllr Abe Oakes",
    )
    assert ["Una Ure", "Cllr Ida Ivory", "Cllr Kep Nash", "Cllr Abe Oakes"] == came(*lines)[0]


def test_governors_behind_their_name_came(came: Came) -> None:
    lines = (
        "Governors: Mrs I Ivory (Chair), Mr K Nash",
        "In attendance: Ms U Ure (Clerk)",
        "Apologies: Mr A Oakes",
    )
    assert (["Mrs I Ivory", "Mr K Nash", "Ms U Ure"], ["Mr A Oakes"]) == came(*lines)


def test_apologies_behind_a_number_that_begins_no_item_are_told(record: Callable[..., AgendaItem]) -> None:
    item = record("Present: Cllr Nash.", "18/19 -138: Apologies –Cty Cllr I Ivory and Cllr A Oakes.")
    assert ["Cllr I Ivory", "Cllr A Oakes"] == _apologies(item)


def test_two_labels_side_by_side_are_of_the_column_below_each(came: Came) -> None:
    lines = (
        "Members Present:              Members Absent:",
        "Ida Ivory - Chairperson       Abe Oakes",
        "",
        "Kep Nash, Zed Arden,          Ed Elder, Selectman",
        "Una Ure",
        "",
        "The chairperson, Ida Ivory, called the meeting to order at 7.07 p.m.",
    )
    assert (["Ida Ivory", "Kep Nash", "Zed Arden", "Una Ure"], []) == came(*lines)


def test_two_of_one_surname_who_are_told_to_have_come_are_two(came: Came) -> None:
    told = "Also present were Jim Ivory, Judy Ivory, Kit Nash, Barry Nash and J. Ivory."
    assert ["Ida Ure", "Jim Ivory", "Judy Ivory", "Kit Nash", "Barry Nash"] == came("Present: Ida Ure", "", told)[
        0
    ][:5]


def test_who_was_excused_is_recorded_as_such(came: Came) -> None:
    line = "Commissioners Present: Ida Ivory and Noel Nash were present.  Commissioner Abe Oakes was excused."
    assert (["Ida Ivory", "Noel Nash"], ["Commissioner Abe Oakes"]) == came(line)


def test_apologies_to_a_committee_whose_minutes_are_heard_are_no_absence_from_the_council(tmp_path: Path) -> None:
    text = (
        "Alder Vale Parish Council\n\nMinutes of the meeting held on 4 March 2024\n\n"
        "Present: Cllrs I Ivory, K Nash\n\n"
        "1. Apologies\nCllr Oakes sent his apologies.\n\n2. Finance\nThe accounts were noted.\n\n"
        "3. Minutes of the Planning Committee\nThe committee met on 1 March.\n\n"
        "4. Apologies\nCllr Nash had sent an apology for his absence as he was on a trip.\n\n5. Close\nAt nine.\n"
    )
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    found = [(one.name, str(one.presence)) for one in reading.meetings[0].attendance]
    assert [("I Ivory", "present"), ("K Nash", "present"), ("Cllr Oakes", "apologies")] == found


@pytest.mark.parametrize(
    ("line", "chair"),
    [
        ("Mayor Ida Ivory   Kep Nash, Chairman", None),
        ("CHAIRPERSON: Mrs. Una Ure   CLERK: Mr. Abe Oakes", "Mrs. Una Ure"),
    ],
)
def test_the_chair_of_a_letterhead_is_of_one_column(tmp_path: Path, line: str, chair: str | None) -> None:
    (tmp_path / "page.txt").write_text(_PAGE.replace("{}", line), encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    assert chair == reading.meetings[0].chair


@pytest.mark.parametrize(
    "line", ["Quorum: Present", "Kerbs: Present", "Minutes - absent", "Road Works, Elm Street - Present"]
)
def test_a_thing_that_is_present_is_nobody(came: Came, line: str) -> None:
    assert (["Ida Ivory", "Noel Nash"], []) == came(line, "Present: Ida Ivory, Noel Nash")


def test_columns_with_a_row_that_has_lost_its_place_are_not_parted(came: Came) -> None:
    present, away = came(
        "Present:   Apologies:   In attendance:",
        "Ida Ivory   Noel Nash   Una Ure",
        "Abe Arden        Kep Nash",
        "Zed Ure   Otto Reed",
    )
    assert ([], []) == (present, away)
