"""Lists whose lines are joined or whose marks are lost: what the whole of a list shows says what each word is."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.recording import record_meeting

HEAD = "Minutes of the Vale Council held on 2 May 2024"
ITEMS = ("1. Hall", "The roof was mended.", "2. Roads", "They are wet.")


def say(*paragraphs: str, items: tuple[str, ...] = ITEMS) -> list[str]:
    page = read_page("\n\n".join((HEAD, *paragraphs, *items)).encode(), source="a.txt")
    meeting = record_meeting(page.meetings[0])
    return [f"{one.name} {one.presence}" for each in meeting for one in each.item.attendance]


def came(*names: str) -> list[str]:
    return [f"{name} present" for name in names]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        pytest.param(
            "Members present: Supervisor, Walt Oak Councilman, Jay E. Elm Councilman, Ted Pine Town Clerk, "
            "Kristin Rock-Peters Others present were: Town Attorney, John Dell; Highway Sup’t. Larry Drake",
            ["Walt Oak", "Jay E. Elm", "Ted Pine", "Kristin Rock-Peters", "John Dell", "Larry Drake"],
            id="an office and a comma before each name",
        ),
        pytest.param("Present: Cllrs A Ash B Birch C Cedar", ["A Ash", "B Birch", "C Cedar"], id="initials"),
        pytest.param("Present: Cllrs J Kite K Lark", ["J Kite", "K Lark"], id="two with initials"),
        pytest.param(
            "Present: Mayor Wil Kemp Mayor Pro Tem Marcia Green-Short Councilmember Clint Barnes",
            ["Mayor Wil Kemp", "Marcia Green-Short", "Clint Barnes"],
            id="titles",
        ),
        pytest.param(
            "In attendance: D.Cllr Susan Hall, C.Cllr Tex Pember, Anna Gill and Louise Cole (Clerk)",
            ["D.Cllr Susan Hall", "C.Cllr Tex Pember", "Anna Gill", "Louise Cole"],
            id="whose councillors",
        ),
        pytest.param(
            "Commissioners Elect: Bert Corning, Ken Henshaw, and Julie Russet",
            ["Bert Corning", "Ken Henshaw", "Julie Russet"],
            id="an office of two words as label",
        ),
        pytest.param(
            "Present Chairman Mike Tobin , Vice Chairman Nicole Smart , Commissioners Bruce Ewing , Gary Kay , "
            "Conservation Administrator Noelle Agar, Lakes Director Chris Mills, Carol Spear",
            [
                "Chairman Mike Tobin",
                "Vice Chairman Nicole Smart",
                "Bruce Ewing",
                "Gary Kay",
                "Noelle Agar",
                "Chris Mills",
                "Carol Spear",
            ],
            id="offices of two words before names",
        ),
        pytest.param(
            "Also present was County Comm./Fire Chief Maple, Lakes Dir. Beech and 7 other interested persons.",
            ["Maple", "Beech"],
            id="offices cut short",
        ),
    ],
)
def test_the_layout_of_a_list_says_what_is_a_name_and_what_an_office(printed: str, names: list[str]):
    assert came(*names) == say("Present: Una Vale", printed)[1:]
