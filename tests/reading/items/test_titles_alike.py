"""Titles that one page prints in one way: behind one mark, in capitals before text, or with space round them."""

from __future__ import annotations

from minutesearch.reading import read_page

HEAD = "Minutes of Elmford Parish Council held on Monday 3 May 2021\n\nPresent: Ann Ash, Ben Birch.\n\n"


def outline(text: str, head: str = HEAD) -> list[tuple[str | None, str | None]]:
    """Return number and title of each item that has either."""
    (meeting,) = read_page((head + text).encode(), source="a.txt").meetings
    return [(item.number, item.title) for item in meeting.items if item.number or item.title]


def titles(text: str, head: str = HEAD) -> list[str | None]:
    """Return the title of each item that has one."""
    return [title for _, title in outline(text, head)]


def passages(text: str) -> list[str]:
    """Return the text of every passage below the head."""
    (meeting,) = read_page((HEAD + text).encode(), source="a.txt").meetings
    return [line.text.strip() for item in meeting.items for section in item.sections for line in section.lines]


CAPITALS = (
    "CALL TO ORDER Reeve Oak called the meeting to order at 9:00 a.m.\n\n"
    "ADOPTION OF AGENDA #2013/16 BE IT RESOLVED THAT the agenda be adopted. CARRIED.\n\n"
    "Reeve Oak thanked the library for its gift.\n\n"
    "CONFIRMATION OF MINUTES #2013/17 BE IT RESOLVED THAT the minutes be adopted. CARRIED.\n"
)


def test_capitals_that_run_into_text_are_titles_where_several_do():
    assert ["CALL TO ORDER", "ADOPTION OF AGENDA", "CONFIRMATION OF MINUTES"] == titles(CAPITALS)


def test_the_text_behind_capitals_is_kept_whole():
    assert "#2013/16 BE IT RESOLVED THAT the agenda be adopted. CARRIED." in passages(CAPITALS)


def test_two_titles_before_a_colon_tell_the_form_of_the_page():
    text = (
        "The minutes were agreed.\n\n"
        "Old Business: The battery of the pump was replaced in March.\n\n"
        "Mr Elm was asked to mend the gate by June.\n\n"
        "New Business: Mr Fir was there to have his paper signed.\n\n"
        "Oak Lane Park: The bills for the fair are all in.\n"
    )
    assert ["Old Business", "New Business", "Oak Lane Park"] == [title.rstrip(":") for title in titles(text)]


def test_one_title_before_a_colon_tells_no_form():
    text = (
        "The minutes were agreed.\n\n"
        "Correspondence: A letter of thanks came from the school.\n\n"
        "Oak Lane Park: The bills for the fair are all in.\n\n"
        "Pump House: The battery was replaced.\n"
    )
    assert titles(text) == []


def test_titles_before_a_colon_behind_bullets_lose_the_bullet():
    text = (
        "- Welcome: Cllr Ash welcomed all to the meeting.\n"
        "- Declarations of Interest – There were none.\n"
        "- Minutes of the previous meeting: They were signed by the Chairman.\n"
        "- Mr Elm: wants a bench by the pond.\n"
    )
    assert [
        "Welcome",
        "Declarations of Interest",
        "Minutes of the previous meeting",
    ] == [title.rstrip(":") for title in titles(text)]


APART = (
    "Harbour Plan\n\n{long}\n\nVillage Survey\n\n{long}\n\nCandidates Meeting\n\n{long}\n\n"
    "{small}\n\n{long}\n\nMeeting ended: 9.45 pm\n"
)
LONG = "There was a talk on the plan, and many questions were asked of the speaker by those who came."


def test_a_title_in_small_letters_that_stands_as_the_others_do_is_one():
    text = APART.format(long=LONG, small="Matters outstanding")
    assert ["Harbour Plan", "Village Survey", "Candidates Meeting", "Matters outstanding"] == titles(text)


def test_a_sentence_that_stands_as_titles_do_is_none():
    text = APART.format(long=LONG, small="No update was received.")
    assert ["Harbour Plan", "Village Survey", "Candidates Meeting"] == titles(text)


DASHED = (
    "1. Guest Speaker\nNobody spoke.\n2. Approval of minutes – approved as read.\n"
    "3. Treasurer’s Report – approved as read.\n"
    "4. Introduction of a member – Willow Fir introduced Gloria Elm as new member\n5. Parks – No report\n"
)


def test_a_sibling_parts_at_the_mark_that_most_of_its_run_part_at():
    assert ("4", "Introduction of a member") in outline(DASHED)


def test_a_line_of_a_run_that_parts_nowhere_stays_whole():
    text = DASHED.replace("Introduction of a member – Willow", "Willow")
    assert ("4", "Introduction of a member") not in outline(text)
    assert any("Willow Fir introduced Gloria Elm" in line for line in passages(text))


def test_text_that_begins_with_the_words_of_its_title_is_parted_there():
    text = (
        "1. Apologies for Absence Apologies for absence were received from Cllr Purbeck.\n\n"
        "2. Minutes of Meeting Minutes of meeting held in May were signed.\n\n3. Planning\nThere was none.\n"
    )
    assert [("1", "Apologies for Absence"), ("2", "Minutes of Meeting"), ("3", "Planning")] == outline(text)
