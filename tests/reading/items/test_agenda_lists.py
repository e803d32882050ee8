"""Items of a page with its agenda above its minutes, and of numbers and titles printed in several ways."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page

HEAD = "Minutes of Elmford School Governors held on Monday 3 May 2021\n\nPresent: Ann Ash, Ben Birch.\n\n"


def outline(text: str, *, head: str = HEAD, name: str = "a.txt") -> list[tuple[str | None, str | None]]:
    """Return number and title of each item that has either."""
    (meeting,) = read_page((head + text).encode(), source=name).meetings
    return [(item.number, item.title) for item in meeting.items if item.number or item.title]


ROWS = ("FGB 01/2021 Welcome", "FGB 02/2021 Finance", "FGB 03/2021 Safeguarding", "FGB 04/2021 Policies")
LISTED = "Agenda:\n\n" + "".join(f"{row}\n\n" for row in ROWS)
MINUTED = (
    "FGB 01/2021\n\nWelcome\n\nThe meeting commenced at 6.30 pm and all were welcomed.\n\n"
    "FGB 02/2021\n\nFinance\n\nThe budget was explained. It was agreed by all.\n\n1. The pool needs a pump.\n\n"
    "2. The hall needs a roof.\n\n"
    "FGB 03/2021\n\nSafeguarding. The audit was read. No question was asked.\n\n"
    "FGB 04/2021\n\nPolicies\n\nThe policy on trips was agreed by all.\n"
)


def test_the_items_begin_in_the_minutes_and_not_in_the_list_of_the_agenda_above():
    assert [
        ("FGB 01/2021", "Welcome"),
        ("FGB 02/2021", "Finance"),
        ("FGB 03/2021", "Safeguarding"),
        ("FGB 04/2021", "Policies"),
    ] == outline(LISTED + MINUTED)


def test_letters_before_a_register_say_whose_it_is_and_change_nothing():
    text = (
        "APM21/01 Minutes – They were signed.\n\n"
        "APM21/02 Guest Speaker – Ann Elm of the county gave a very long and full account of the road\n"
        "that is to be built by the mill next year.\n\n"
        "APM21/03 Finance\n\nThe accounts were agreed.\n"
    )
    assert ["APM21/01", "APM21/02", "APM21/03"] == [number for number, _ in outline(text)]


def test_a_title_that_runs_into_whom_it_tells_of_ends_before_the_dash():
    text = (
        "21/01 Minutes\n\nThey were signed.\n\n"
        "21/02 Guest Speaker – Ann Elm of the county who gave a very long account of what is said of the road\n\n"
        "21/03 Finance\n\nThe accounts were agreed.\n\n21/04 Roads\n\nThey are wet.\n"
    )
    assert ("21/02", "Guest Speaker") in outline(text)


def test_what_says_that_it_is_of_the_agenda_counts_whatever_words_follow():
    text = (
        "Agenda 2: Ordinance 2021-1 Adopting the rules of order as the procedure that is used by the board\n"
        "of the district at its meetings.\n\nDiscussion: none\n\n"
        "Agenda 3: Ordinance 2021-2 Establishing procedures for the posting of agendas and the calling of the\n"
        "meetings of the board.\n\nDiscussion: none\n"
    )
    assert ["2", "3"] == [number for number, _ in outline(text)]


def test_a_time_of_day_in_a_head_is_no_number():
    head = "MINUTES OF ELMFORD COUNCIL HELD ON MONDAY, 3RD MAY, 2021,\n\nAT 3.00 P.M.\n\nPRESENT: Ann Ash\n\n"
    text = "1. Adoption of Minutes\n\nThey were signed.\n\n2. Roads\n\nThe road is wet.\n"
    assert [("1", "Adoption of Minutes"), ("2", "Roads")] == outline(text, head=head)


def test_numbers_in_marks_of_markdown_are_numbers():
    text = "*1.*Adoption of Minutes\n\nThey were signed.\n\n**2.** Roads\n\nThe road is wet.\n"
    assert [("1", "Adoption of Minutes"), ("2", "Roads")] == outline(
        text, head="# Minutes\n\n" + HEAD, name="a.md"
    )


def test_numerals_count_headings_of_markdown_and_go_on_without_one():
    text = (
        "## I. CALL TO ORDER\n\nPresident Oak called the meeting to order.\n\n## II. PUBLIC COMMENT\n\nNone.\n\n"
        "## III. CONSENT CALENDAR\n\n**1. Minutes of April.** They were agreed.\n\nIV. ADJOURNMENT\n\nAt nine.\n"
    )
    assert [
        ("I", "CALL TO ORDER"),
        ("II", "PUBLIC COMMENT"),
        ("III", "CONSENT CALENDAR"),
        ("IV", "ADJOURNMENT"),
    ] == outline(text, head="# Annual Meeting\n\n" + HEAD, name="a.md")


def test_letters_between_titles_count_words_that_are_none_by_themselves():
    text = (
        "A. Call to Order\n\nThe chair opened the meeting at 8 am.\n\nB. Safety Moment\n\nThe stairs are wet.\n\n"
        "C. Recommended Transit Policy\n\nIt was read.\n\nD. Other Matters\n\nThere were none.\n"
    )
    assert ["A", "B", "C", "D"] == [number for number, _ in outline(text)]


def test_numbers_on_lines_of_their_own_and_before_titles_count_one_list():
    text = (
        "1.\n\nAdoption of Minutes\n\nThey were signed.\n\n2. Roads\n\nThe road is wet.\n\n"
        "3.\n\nDeclaration of Interest.\n\nNone was made.\n\n4. Trees\n\nThey are tall.\n"
    )
    assert [
        ("1", "Adoption of Minutes"),
        ("2", "Roads"),
        ("3", "Declaration of Interest."),
        ("4", "Trees"),
    ] == outline(text)


def test_a_line_in_capitals_as_the_titles_are_is_one_though_its_words_tell_nothing():
    text = (
        "CALL TO ORDER\n\nThe chair opened the meeting at six.\n\nROLL CALL\n\nAll were there, and the clerk.\n\n"
        "CITIZENS TO BE HEARD\n\nMs Elm spoke of the pond.\n\nTREASURER'S REPORT\n\nThe bills were paid.\n\n"
        "OLD BUSINESS\n\nThe gate was mended.\n\nADJOURNMENT\n\nThe meeting was closed at seven.\n"
    )
    assert "CITIZENS TO BE HEARD" in [title for _, title in outline(text)]


def test_offices_and_who_holds_them_are_rows_and_no_titles():
    text = (
        "OLD BUSINESS\n\nThe gate was mended.\n\nELECTION OF OFFICERS\n\nThose named below were elected.\n\n"
        "President: Ann Ash\n\nSecretary: Ben Birch\n\nTreasurer: Cy Cedar\n\nAuditor: Di Elm\n\n"
        "NEW BUSINESS\n\nThe pond was cleaned in May.\n"
    )
    assert ["OLD BUSINESS", "ELECTION OF OFFICERS", "NEW BUSINESS"] == [title for _, title in outline(text)]


@pytest.mark.parametrize("mark", [". ", ") ", " - ", " – ", ": ", "   ", " "], ids=repr)
def test_numerals_count_titles_whatever_mark_is_behind_them(mark):
    titles = ["Call to Order", "Public Comment", "Ordinance on Parking", "Adjournment"]
    text = "".join(
        f"{numeral}{mark}{title}\n\nIt was said that all is well with it.\n\n"
        for numeral, title in zip(["I", "II", "III", "IV"], titles, strict=True)
    )
    assert list(zip(["I", "II", "III", "IV"], titles, strict=True)) == outline(text)


def test_bold_entries_of_an_outer_list_are_titles_where_most_are_of_any_meetings_business():
    text = (
        "- **Call to Order**\n\nThe chair was there.\n\n- **Treasurer's Report**\n\nThe bills were paid.\n\n"
        "- **Pond**\n\nIt was cleaned in May by the scouts.\n\n- **Old Business**\n\nThe gate was mended.\n"
    )
    titles = ["Call to Order", "Treasurer's Report", "Pond", "Old Business"]
    assert titles == [title for _, title in outline(text, head="# Minutes\n\n" + HEAD, name="a.md")]


def test_rows_of_a_table_of_items_and_what_was_said_of_them_are_items():
    rows = [
        ("Welcome", "The chair opened the meeting at 7 pm.", ""),
        ("Hall roof", "Three quotes had been asked for.", "DE"),
        ("Finance", "The accounts were agreed.", ""),
    ]
    text = "| Item | Discussion | Action |\n|---|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert ["Welcome", "Hall roof", "Finance"] == [
        title for _, title in outline(text, head="# Minutes\n\n" + HEAD, name="a.md")
    ]


def test_a_list_of_actions_has_rows_and_no_items():
    rows = [
        ("Mend the gate", "Ann Ash", "June"),
        ("Ask the county", "Ben Birch", "July"),
        ("Paint", "Di Elm", "May"),
    ]
    text = "| Item | By whom | By when |\n|---|---|---|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert [] == outline(text, head="# Minutes\n\n" + HEAD, name="a.md")


def test_a_reply_below_the_number_of_a_page_is_no_title():
    text = (
        "1.\n\nAdoption of Minutes\n\nThey were signed.\n\n2.\n\nQuestion submitted by Councillor Ash\n\n"
        "When will the road be mended?\n\n3\n\nREPLY:\n\nIn May.\n\n3.\n\nCorrespondence\n\nThere was none.\n"
    )
    assert [
        ("1", "Adoption of Minutes"),
        ("2", "Question submitted by Councillor Ash"),
        ("3", "Correspondence"),
    ] == outline(text)


def test_a_title_of_any_meetings_business_ends_where_its_words_do_among_titles_that_run_into_text():
    text = (
        "1. Matters Arising There were none that were not on the agenda.\n\n"
        "2. Hall Roof The slates were mended in April.\n\n"
        "3. Speed Sign Cllr Birch reported that it had been moved.\n\n"
        "4. Correspondence The letter of the school was read.\n\n"
        "5. Date of next meeting Monday 7 June 2021 at seven.\n"
    )
    titles = ["Matters Arising", "Hall Roof", "Speed Sign", "Correspondence", "Date of next meeting"]
    assert titles == [title for _, title in outline(text)]


@pytest.mark.parametrize("line", ["23 Mill Lane", "APPENDIX A", "(ii)", "Item 6:", "2 | Page"])
def test_an_address_an_appendix_and_a_label_by_itself_are_no_titles(line):
    text = (
        f"Old Business\n\nThe gate was mended by the scouts.\n\n{line}\n\nThe owner had written of it.\n\n"
        "New Business\n\nThe pond was cleaned in May.\n\nCorrespondence\n\nThere was none of any kind.\n"
    )
    assert ["Old Business", "New Business", "Correspondence"] == [title for _, title in outline(text)]


def test_one_label_of_a_decision_makes_no_page_of_a_web_site():
    text = (
        "## Old Business\n\nThe gate was mended by the scouts.\n\n## Planning\n\n23 Mill Lane, a porch.\n\n"
        "Decisions:\n\nThe porch was granted.\n\n## Correspondence\n\nThere was none of any kind.\n"
    )
    assert ["Old Business", "Planning", "Correspondence"] == [
        title for _, title in outline(text, head="# Minutes\n\n" + HEAD, name="a.md")
    ]


def page(rows: list[tuple[str, ...]], heads: tuple[str, ...] = ()) -> str:
    """Return a table in HTML below the head of minutes."""
    lines = [heads, *rows] if heads else rows
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in lines)
    return "".join(f"<p>{text}</p>" for text in HEAD.split("\n\n") if text) + f"<table>{table}</table>"


def test_the_title_of_a_row_ends_where_its_cell_does():
    rows = [
        ("1. Welcome", "The chair opened the meeting."),
        ("2. Planning Oak Cottage", "No objection was made to the porch."),
        ("3. Library Fund", "A gift of £500 was received."),
    ]
    assert [("1", "Welcome"), ("2", "Planning Oak Cottage"), ("3", "Library Fund")] == outline(
        page(rows), head="", name="a.html"
    )


def test_the_title_of_a_row_ends_with_the_first_line_of_its_cell():
    rows = [
        ("1", "Welcome<br>Ann Ash was in the chair.", ""),
        ("2", "Library Fund<br>A gift of £500 was received.", "DE"),
        ("3", "Trees<br>None has fallen.", "DE"),
    ]
    expected = [("1", "Welcome"), ("2", "Library Fund"), ("3", "Trees")]
    assert expected == outline(page(rows), head="", name="a.html")


def test_rows_without_heads_are_items_where_most_are_of_any_meetings_business():
    rows = [
        ("Apologies for absence", "None had been sent."),
        ("Matters arising", "There were none."),
        ("Hall roof", "The slates were mended in April."),
        ("Correspondence", "A letter of the school was read."),
    ]
    assert "Hall roof" in [title for _, title in outline(page(rows), head="", name="a.html")]


def test_what_was_moved_is_text_behind_a_title_that_its_words_tell():
    text = (
        "1. Old Business The gate was mended by the scouts.\n\n2. Road Report The grader is in for repair.\n\n"
        "3. New Business Fir moved to hire a clerk for the summer. Second by Ash. Carried.\n"
    )
    assert ["Old Business", "Road Report", "New Business"] == [title for _, title in outline(text)]


def test_headings_with_who_reported_are_titles():
    names = ["Roads – Ann Ash", "Youth – Ben Birch", "Parks – Cy Cedar", "Library – Di Elm"]
    text = "".join(f"## {name}\n\nThe report was read and put on file.\n\n" for name in names)
    assert names == [title for _, title in outline(text, head="# Minutes\n\n" + HEAD, name="a.md")]
