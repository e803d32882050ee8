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


def away(*names: str) -> list[str]:
    return [f"{name} apologies" for name in names]


BODIES = "\n".join(
    (
        "Present: / Marion Ewens, Chair – Fyfe, Rothley & Monk Community Council",
        "Glen Doug, Foveran Community Council",
        "Kat Praed, Fyfe, Rothley & Monk Community Council",
        "Sandy Dugald, Elling Community Council",
        "Elaine Brown, Area Manager",
        "Councillor Johns, Elmshire Council",
        "In Attendance: / Louise Farm, GREC",
        "Alison Roberts, Dog Warden",
        "Apologies: / Andrew Carr, Meldon, Bourne & Davy Community Council",
        "Irene Dunn Meldon, Bourne & Davy Community Council",
        "Cllr Hendry, Elmshire Council",
    )
)


def test_a_line_with_the_layout_of_those_around_it_is_one_person_and_a_body():
    expected = came(
        *("Marion Ewens", "Glen Doug", "Kat Praed", "Sandy Dugald", "Elaine Brown", "Councillor Johns"),
        *("Louise Farm", "Alison Roberts"),
    )
    assert [*expected, *away("Andrew Carr", "Irene Dunn", "Cllr Hendry")] == say(BODIES)


def test_two_persons_before_a_body_are_two():
    assert came("Ann Ash", "Bob Birch") == say("Present: Ann Ash, Bob Birch, Elm Parish Council")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            "Cllr Clare Hugh (self-isolating); Cllr Non Ivor; Cllr Al Price-Jay (work) & Cllr Doug Rowe "
            "apologised for their inability to attend the meeting. PCSO John Evan had been advised not to come.",
            away("Cllr Clare Hugh", "Cllr Non Ivor", "Cllr Al Price-Jay", "Cllr Doug Rowe"),
            id="a list that ends as a sentence",
        ),
        pytest.param("Sid Swan submits his apologies.", away("Sid Swan"), id="one person"),
        pytest.param("Ann Ash and Bob Birch had sent their apologies.", away("Ann Ash", "Bob Birch"), id="sent"),
        pytest.param("Clerk L D Chall due to testing positive.", away("L D Chall"), id="an office and no label"),
        pytest.param("Leigh Jameson sent apologies that he would come later.", [], id="for coming later"),
        pytest.param("Ann Ash apologised for the noise.", [], id="for a deed"),
        pytest.param(
            "Proposed by Mayor Dougall, seconded by Cr Dunn: THAT apologies from Cr Joy Chand are received.",
            away("Cr Joy Chand"),
            id="whoever proposed it",
        ),
    ],
)
def test_sentences_under_apologies_tell_who_sent_them(told: str, expected: list[str]):
    assert expected == say(items=("1. Apologies for absence", told, *ITEMS[2:]))


def test_a_list_below_those_who_apologised_with_chair_and_clerk_is_no_part_of_it():
    items = (
        "1. Apologies for Absence: Norm Lamb (NL)",
        "Phil Ward (PW) [Chairman], Sue Black (SB), Bo Skin [Clerk]",
    )
    assert away("Norm Lamb") == say(items=(*items, *ITEMS[2:]))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            "I láthair: An Cathaoirleach, Cllr. Donal Grey. Cllrs. Brendan Crone and Sean Coun.\n\n"
            "As Láthair/Apologies: Cllr. John Joe Cull.",
            [*came("Cllr. Donal Grey", "Brendan Crone", "Sean Coun"), *away("Cllr. John Joe Cull")],
            id="Irish",
        ),
        pytest.param(
            "Yn bresennol/Present: Y Cynghorwyr/Councillors A. Puw, B. Rhys\nYmddiheuriadau/Apologies: E. Wynne",
            [*came("A. Puw", "B. Rhys"), *away("E. Wynne")],
            id="Welsh",
        ),
        ("Select Board: Ann Hud, Kath Short, Meg Monroe\nAttendees: Cath Love", came("Ann Hud", "Kath Short")),
        (
            "Present: Cllr Ann Ash.\n\nAlso, present: Cal Cedar (Clerk), 2 members of the public observed it.",
            came("Cllr Ann Ash", "Cal Cedar"),
        ),
        ("Apologies: Anne‐Marie Rigg, Fay Ansell", away("Anne‐Marie Rigg", "Fay Ansell")),
    ],
)
def test_labels_in_two_languages_of_groups_and_with_a_comma(printed: str, expected: list[str]):
    assert expected == say(printed)[: len(expected)]
