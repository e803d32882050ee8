"""What a line of a list is by its words: a person with an office, a label, or text."""

import pytest

from minutesearch.reading.rosters.person_lines import Row, Sort, read_row, sort_of


@pytest.mark.parametrize(
    "line",
    [
        "Ann Ash",
        "Royal Birch",
        "Cllr Cy Cedar",
        "D. Dale, Treasurer",
        "Fay Elm (Clerk)",
        "Tess B. Fern                      Vice President",
        "Council Vice President Guy Grove",
        "Hal Hill, Deputy Director of Parks and Roads",
        "Ivy Jay – Elmford Chamber of Commerce",
    ],
)
def test_a_title_an_initial_or_a_first_name_makes_a_line_a_person(line):
    assert sort_of(line) is Sort.PERSON


@pytest.mark.parametrize(
    "line",
    [
        "Call to Order",
        "Royal Park",
        "Elmford County",
        "Acting Building Official",
        "Approval of Minutes",
        "Ann Ash opened the meeting.",
        "Ann Ash, Bob Birch, Cy Cedar and Dan Dale",
        "Trustee Ash: aye",
        "3 May 2021",
        "PUBLIC COMMENT",
    ],
)
def test_titles_places_offices_votes_and_lists_on_one_line_are_no_person(line):
    assert sort_of(line) not in (Sort.PERSON, Sort.LABEL)


def test_a_first_name_that_no_list_has_leaves_it_open():
    assert sort_of("Dace Oakley") is Sort.MAYBE


@pytest.mark.parametrize(
    "line", ["Board Members", "STAFF:", "Elmford Water District Management and Staff", "Visitors"]
)
def test_the_name_of_a_group_is_a_label(line):
    assert sort_of(line) is Sort.LABEL


def test_what_stands_beside_the_name_is_the_office_whatever_it_is():
    assert read_row("Cathy Vale, Auchter, Inver & Fisher") == Row("Cathy Vale", "Auchter, Inver & Fisher")
    assert read_row("Mitch Dell                      Self") == Row("Mitch Dell", "Self")
    assert read_row("Fay Elm (Clerk)") == Row("Fay Elm", "Clerk")


@pytest.mark.parametrize(
    "line",
    [
        "Ann Ash    Bob Birch",
        "Ann Ash, absent",
        "Tony and Carol Oak",
        "Ann Ash (Chair) P A",
        "Mayor Ash   Alvie Baker",
    ],
)
def test_two_persons_and_what_says_how_one_came_are_read_elsewhere(line):
    assert read_row(line) is None


@pytest.mark.parametrize("line", ["Vice Chair", "Town Clerk", "Director of Finance"])
def test_an_office_by_itself_is_one(line):
    assert sort_of(line) is Sort.OFFICE
