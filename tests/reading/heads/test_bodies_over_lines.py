"""Bodies named over two lines, behind or below whose they are, and told by what stands around their names."""

from __future__ import annotations

import pytest

from minutesearch.pages import Line
from minutesearch.reading import read_page
from minutesearch.reading.heads.body_choice import choose_bodies
from minutesearch.reading.heads.letterhead import split_columns

BUSINESS = "1. Trees\n\nThe trees were cut.\n\n2. Hedges\n\nThe hedges were cut.\n"


@pytest.mark.parametrize(
    ("head", "council", "body"),
    [
        (
            "MINUTES OF A MEETING OF THE MUNICIPAL DISTRICT OF ELM-\nOAKVALE HELD IN ELM HOUSE ON 4 MAY 2021",
            None,
            "MUNICIPAL DISTRICT OF ELM-OAKVALE",
        ),
        (
            "Minutes of Elm City & County Council Climate, Trees\nand Water Policy Committee held on 4 May 2021",
            "Elm City & County Council",
            "Climate, Trees and Water Policy Committee",
        ),
        (
            "A meeting of the Board of Commissioners of the Elm Special\nWater District was held on May 20, 2013",
            None,
            "Board of Commissioners of the Elm Special Water District",
        ),
        (
            "A meeting of Elm County Council, Homes and Roads Policy Committee\nwas held on 4 May 2021",
            "Elm County Council",
            "Homes and Roads Policy Committee",
        ),
    ],
    ids=["at a hyphen", "in a list", "before a noun", "behind its council"],
)
def test_a_name_that_a_sentence_breaks_off_is_read_whole(head: str, council: str | None, body: str) -> None:
    """ "District of Elm" is another body than "District of Elm-Oakvale"."""
    chosen = choose_bodies(head.split("\n"))

    assert (council, body) == (chosen.council, chosen.body)


def test_a_line_that_ends_whole_goes_on_in_no_other_name() -> None:
    """ "Oak Hall Roads Committee" is none: the place ends with its line."""
    chosen = choose_bodies(["Minutes of Elm Town Council at Oak Hall", "Roads Committee", "4 May 2021"])

    assert ("Elm Town Council", "Roads Committee") == (chosen.council, chosen.body)


@pytest.mark.parametrize(
    ("head", "body", "council"),
    [
        (["Port of Elm Special Board Meeting", "June 6, 2018"], "Port of Elm Board", None),
        (["Elm Trees Committee", "Special Meeting", "June 6, 2018"], "Elm Trees Committee", None),
        (["July 9th, 2013", "Village of Elm City", "Oak Island County, Illinois"], None, "Village of Elm City"),
        (["ELM SCHOOL BOARD OF GOVERNORS", "Pay Committee", "23/11/2020"], "Pay Committee", None),
        (
            ["ELM SCHOOL BOARD OF GOVERNORS", "COMMITTEE", "Full Governing Body", "DATE"],
            "Full Governing Body",
            None,
        ),
        (["Elm Parish Council", "10th January 2017", "Present"], "Elm Parish Council", None),
    ],
    ids=["the sort inside", "the sort below", "its county", "a committee below", "below a label", "over the day"],
)
def test_what_stands_around_a_name_says_which_body_met(
    head: list[str], body: str | None, council: str | None
) -> None:
    chosen = choose_bodies(head)

    assert (body, council) == (chosen.body, chosen.council)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("MINUTES OF THE ELM ANNUAL PARISH ASSEMBLY", "ELM ANNUAL PARISH ASSEMBLY"),
        ("Elm Township Annual Town Meeting", "Elm Township Annual Town Meeting"),
    ],
)
def test_electors_who_meet_once_a_year_are_a_body_where_their_place_is_named(headline: str, body: str) -> None:
    """A parish's assembly is not "Parish Assembly", and its council did not meet."""
    page = read_page(f"{headline}\n\n7th May 2013\n\n{BUSINESS}".encode(), source="a.txt")

    assert body == page.meetings[0].meeting.body


def test_no_item_begins_inside_the_sentence_that_says_which_meeting_it_was() -> None:
    """Lines of one word come of text that was set wide; the number above them is the page's."""
    words = "1 MINUTES OF PROCEEDINGS AT MEETING OF ELM AND COUNTY COUNCIL HELD IN THE COUNCIL".split()
    head = "\n\n".join(
        [*words, "CHAMBER, OAK, ON MONDAY, 14TH", "MARCH, 2016.", "Present: Councillor A Ash, Mayor."]
    )
    page = read_page(f"{head}\n\n{BUSINESS}".encode(), source="a.txt")

    assert ("ELM AND COUNTY COUNCIL", "2016-03-14") == (
        page.meetings[0].meeting.body,
        str(page.meetings[0].meeting.date),
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Historic District\nCommission\nTown of Elm", "Historic District Commission"),
        ("ADULT CARE OVERVIEW AND SCRUTINY\nCOMMITTEE", "ADULT CARE OVERVIEW AND SCRUTINY COMMITTEE"),
        ("Elm Economic Development\nAuthority Meeting Minutes", "Elm Economic Development Authority"),
        ("Elm County Planning and\nZoning Commission", "Elm County Planning and Zoning Commission"),
        ("ELM VALLEY PARK AUTHORITY\nPLANNING COMMITTEE", "PLANNING COMMITTEE"),
        ("ELM FIRE DISTRICT NO. 4\nBOARD OF FIRE COMMISSIONERS", "BOARD OF FIRE COMMISSIONERS"),
        ("Elm Parish Council\nMinute of Meeting held on 5 March 2019 in Elm School", "Elm Parish Council"),
        ("THE CORPORATION OF THE TOWNSHIP OF ELM\nCOUNCIL MEETING MINUTES", "COUNCIL"),
        ("Town Hall\nBoard Meeting", None),
    ],
)
def test_a_letterhead_in_two_lines_is_one_name_or_two(head: str, body: str | None) -> None:
    """A line whose noun begins the next is half a name; one that is a name by itself is whose the next is."""
    page = read_page(f"{head}\n15 May 2019\nPresent: A Ash\n\n{BUSINESS}".encode(), source="a.txt")

    assert body == page.meetings[0].meeting.body


def test_a_county_is_where_the_town_below_it_is() -> None:
    chosen = choose_bodies(["STATE OF OAKLAND", "COUNTY OF OAK", "TOWN OF ELM", "REGULAR TOWN BOARD MEETING"])

    assert ("TOWN OF ELM", "TOWN BOARD") == (chosen.council, chosen.body)


def test_two_lines_are_one_name_where_the_page_has_them_as_one_again() -> None:
    """ "Elm Valley" above "Water District" may be a place above its district; the text says that it is none."""
    head = "ELM VALLEY\nMOSQUITO CONTROL DISTRICT\nMinutes of March 4, 2020\n\nPresent: A Ash\n\n"
    told = BUSINESS + "\n3. Grants\n\nThe Elm Valley Mosquito Control District was given one.\n"

    bodies = [
        read_page((head + text).encode(), source="a.txt").meetings[0].meeting.body for text in (BUSINESS, told)
    ]

    assert ["MOSQUITO CONTROL DISTRICT", "ELM VALLEY MOSQUITO CONTROL DISTRICT"] == bodies


@pytest.mark.parametrize(
    "line",
    ["Member of the Oakshire Association of Local Councils", "Newsletter of the Elm Residents Association"],
)
def test_what_is_of_a_body_did_not_meet(line: str) -> None:
    chosen = choose_bodies(["Elm Parish Council", line, "Minutes of the meeting held on 4 March 2020"])

    assert "Elm Parish Council" == chosen.council
    assert chosen.body is None


def test_a_list_of_parishes_is_the_first_half_of_their_councils_name() -> None:
    lines = [Line(text=text) for text in ("Elm, Oak and Fir", "Parish Council", "Minutes")]

    assert "Elm, Oak and Fir Parish Council" == choose_bodies(split_columns(lines)).body


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Tree Review Special Committee\nMinutes, 4 May 2021", "Tree Review Special Committee"),
        ("Tree Review Special Committee Meeting Minutes\n4 May 2021", "Tree Review Special Committee"),
        ("Special Committee on Trees\nMinutes, 4 May 2021", "Special Committee on Trees"),
        ("Port of Elm Special Board Meeting\nMay 4, 2021", "Port of Elm Board"),
    ],
)
def test_a_special_committee_is_called_so_and_a_special_meeting_is_not(head: str, body: str) -> None:
    page = read_page(f"{head}\n\n{BUSINESS}".encode(), source="a.txt")
    assert [body] == [each.meeting.body for each in page.meetings]
