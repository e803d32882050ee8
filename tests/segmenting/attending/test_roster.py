"""Lists of persons read as a whole: what parts names from offices where commas do not."""

from __future__ import annotations

import pytest

from minutesearch.segmenting.attending.attendance_lists import iter_entries
from minutesearch.segmenting.attending.roster import read_roster


def names(text: str) -> list[str]:
    return [text[slice(*entry.name)] for entry in iter_entries(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trustees Ann Ash, Bob Birch and Cy Cole", ["Ann Ash", "Bob Birch", "Cy Cole"]),
        (
            "Clerk J. Watt and Directors S. Bell, B. Robin and J. Rowe",
            ["J. Watt", "S. Bell", "B. Robin", "J. Rowe"],
        ),
        (
            (
                "Director Community Services (Tony Camp) Director Infrastructure Services (Jon King) "
                "Manager Communications and Marketing (Craig Ogle)"
            ),
            ["Tony Camp", "Jon King", "Craig Ogle"],
        ),
        (
            (
                "General Manager Mark Watt, Asst. GM Administration and Finance Gus Alvar, "
                "Chief of Information Technology Geoff Stead, Chief Financial Officer Joe Beach"
            ),
            ["Mark Watt", "Gus Alvar", "Geoff Stead", "Joe Beach"],
        ),
        (
            "Philip J., Michelle W., Miriam C., Michael Ryan and David Law",
            ["Philip J.", "Michelle W.", "Miriam C.", "Michael Ryan", "David Law"],
        ),
        ("Ann Ash, Elizabeth (Betty) Warner, Kim Hart", ["Ann Ash", "Elizabeth (Betty) Warner", "Kim Hart"]),
        ("J.WALD, W.MANN, AND M.COLLIE", ["J.WALD", "W.MANN", "M.COLLIE"]),
        ("Mrs Wick Richard Price", ["Mrs Wick", "Richard Price"]),
        ("Paula Pax Governance Coordinator", ["Paula Pax"]),
        ("Michael Deegan Chief Executive Officer", ["Michael Deegan"]),
        ("Chair Camber; Members Murray and Frith", ["Chair Camber", "Murray", "Frith"]),
        ("Business Administrator Sheve and Student Representative Crow", ["Sheve", "Crow"]),
    ],
)
def test_a_list_without_commas_between_offices_and_names(text: str, expected: list[str]):
    """What explains most of the words parts them."""
    assert expected == names(text)


@pytest.mark.parametrize(
    "text",
    [
        "General Manager, Manager Governance, Manager Open Space, Strategic Planner, Town Clerk",
        "Deputy Monitoring Officer, Deputy Chief Executive, Deputy City Clerk",
        "Scottish Fire and Rescue Service, Police Scotland",
        "Director, Emergency Management",
    ],
)
def test_offices_and_bodies_without_a_name_are_nobody(text: str):
    """A list of offices names nobody."""
    assert [] == names(text)


def test_an_office_goes_on_behind_its_comma():
    """Of "Scott Dale, Director, Emergency Management" one is a person."""
    text = "Scott Dale, Director, Emergency Management, Rachel Oar, Director, Supply Chain Management"
    assert ["Scott Dale", "Rachel Oar"] == names(text)


def test_the_holder_in_a_bracket_has_the_office_before_it():
    """The office of a holder is what stands before the bracket."""
    text = "Director City Strategy (Richard Munn) Partnership Manager (Mary Thom)"
    roster = read_roster(text, 0, len(text))
    assert roster is not None
    found = [(text[slice(*entry.name)], text[slice(*entry.role or (0, 0))]) for entry in roster.entries]
    assert [("Richard Munn", "Director City Strategy"), ("Mary Thom", "Partnership Manager")] == found


def test_what_is_too_long_for_a_list_is_left_to_the_other_rules():
    """A page of running text is no roster."""
    text = "Ann Ash, Clerk, " * 400
    assert read_roster(text, 0, len(text)) is None


def test_several_of_an_office_are_nobody():
    text = "Ann Ash and Bob Birch, Assistant Superintendents; Cy Cole, Executive Directors"
    assert ["Ann Ash", "Bob Birch", "Cy Cole"] == names(text)


def test_offices_that_are_printed_short_are_nobody():
    text = "Ann Ash, Vice Pres.; Dona Byrd, Treas.; Pat Young, Past Pres."
    assert ["Ann Ash", "Dona Byrd", "Pat Young"] == names(text)


def test_places_and_offices_in_a_list_are_nobody():
    assert ["Ann Ash", "Bob Birch"] == names("Ann Ash, St. Louis County, Bob Birch, Acting Building Official")


def test_an_office_before_a_colon_is_of_the_name_behind_it():
    text = "Ann Ash, Bob Birch, City Accountant: Amy Cole, Public Works Director: Guy Dale"
    entries = [
        (text[slice(*one.name)], text[slice(*one.role)] if one.role else None) for one in iter_entries(text)
    ]
    assert [
        ("Ann Ash", None),
        ("Bob Birch", None),
        ("Amy Cole", "City Accountant"),
        ("Guy Dale", "Public Works Director"),
    ] == entries


def test_whom_somebody_represents_has_not_come_by_it():
    text = "Betty Ross, Alan Shaw (representing Chris Stone MP), Gordon Mack"
    assert ["Betty Ross", "Alan Shaw", "Gordon Mack"] == names(text)
