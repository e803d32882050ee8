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
            "Kay Rowan-Pine Others present were: Town Attorney, Jon Dell; Highway Sup’t. Les Drake",
            ["Walt Oak", "Jay E. Elm", "Ted Pine", "Kay Rowan-Pine", "Jon Dell", "Les Drake"],
            id="an office and a comma before each name",
        ),
        pytest.param("Present: Cllrs A Ash B Birch C Cedar", ["A Ash", "B Birch", "C Cedar"], id="initials"),
        pytest.param("Present: Cllrs J Kite K Lark", ["J Kite", "K Lark"], id="two with initials"),
        pytest.param(
            "Present: Mayor Tom Teak Mayor Pro Tem Nora Alder-Pine Councilmember Ray Rowan",
            ["Mayor Tom Teak", "Nora Alder-Pine", "Ray Rowan"],
            id="titles",
        ),
        pytest.param(
            "In attendance: D.Cllr Ivy Ash, C.Cllr Ned Oak, Eve Elm and Joy Fir (Clerk)",
            ["D.Cllr Ivy Ash", "C.Cllr Ned Oak", "Eve Elm", "Joy Fir"],
            id="whose councillors",
        ),
        pytest.param(
            "Commissioners Elect: Abe Ash, Ben Birch, and Cora Cedar",
            ["Abe Ash", "Ben Birch", "Cora Cedar"],
            id="an office of two words as label",
        ),
        pytest.param(
            "Present Chairman Al Ash , Vice Chairman Bea Birch , Commissioners Carl Cedar , Don Dale , "
            "Conservation Administrator Ella Elm, Lakes Director Finn Fir, Gwen Gorse",
            [
                "Chairman Al Ash",
                "Vice Chairman Bea Birch",
                "Carl Cedar",
                "Don Dale",
                "Ella Elm",
                "Finn Fir",
                "Gwen Gorse",
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
        "Present: / Mona Ash, Chair – Northby, Midby & Southby Community Council",
        "Glen Birch, Farby Community Council",
        "Kit Cedar, Northby, Midby & Southby Community Council",
        "Sue Dale, Nearby Community Council",
        "Edda Elm, Area Manager",
        "Councillor Fern, Elmshire Council",
        "In Attendance: / Lena Fir, ABC",
        "Asta Gorse, Dog Warden",
        "Apologies: / Arne Hazel, Eastby, Overby & Netherby Community Council",
        "Ida Ivy Eastby, Overby & Netherby Community Council",
        "Cllr Holly, Elmshire Council",
    )
)


def test_a_line_with_the_layout_of_those_around_it_is_one_person_and_a_body():
    expected = came(
        *("Mona Ash", "Glen Birch", "Kit Cedar", "Sue Dale", "Edda Elm", "Councillor Fern"),
        *("Lena Fir", "Asta Gorse"),
    )
    assert [*expected, *away("Arne Hazel", "Ida Ivy", "Cllr Holly")] == say(BODIES)


def test_two_persons_before_a_body_are_two():
    assert came("Ann Ash", "Bob Birch") == say("Present: Ann Ash, Bob Birch, Elm Parish Council")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            "Cllr Clara Ash (self-isolating); Cllr Nan Birch; Cllr Al Cedar-Dale (work) & Cllr Dag Elm "
            "apologised for their inability to attend the meeting. PCSO Jon Fir had been advised not to come.",
            away("Cllr Clara Ash", "Cllr Nan Birch", "Cllr Al Cedar-Dale", "Cllr Dag Elm"),
            id="a list that ends as a sentence",
        ),
        pytest.param("Sid Swan submits his apologies.", away("Sid Swan"), id="one person"),
        pytest.param("Ann Ash and Bob Birch had sent their apologies.", away("Ann Ash", "Bob Birch"), id="sent"),
        pytest.param(
            "Apologies were received and approved from Cllr Ash. Cllr Birch and Cllr Cedar also sent apologies.",
            away("Cllr Ash", "Cllr Birch", "Cllr Cedar"),
            id="two sentences",
        ),
        pytest.param(
            "That the apologies of P Ash and R Birch, and the apology for lateness of S Cedar, be received.",
            away("P Ash", "R Birch"),
            id="apologies of persons",
        ),
        pytest.param("Clerk L D Ash due to testing positive.", away("L D Ash"), id="an office and no label"),
        pytest.param("Lee Larch sent apologies that he would come later.", [], id="for coming later"),
        pytest.param("Ann Ash apologised for the noise.", [], id="for a deed"),
        pytest.param(
            "Proposed by Mayor Dale, seconded by Cr Dunn: THAT apologies from Cr Joy Cedar are received.",
            away("Cr Joy Cedar"),
            id="whoever proposed it",
        ),
    ],
)
def test_sentences_under_apologies_tell_who_sent_them(told: str, expected: list[str]):
    assert expected == say(items=("1. Apologies for absence", told, *ITEMS[2:]))


def test_a_list_below_those_who_apologised_with_chair_and_clerk_is_no_part_of_it():
    items = (
        "1. Apologies for Absence: Nat Larch (NL)",
        "Pip Willow (PW) [Chairman], Sal Beech (SB), Bo Spruce [Clerk]",
    )
    assert away("Nat Larch") == say(items=(*items, *ITEMS[2:]))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            "I láthair: An Cathaoirleach, Cllr. Dan Ash. Cllrs. Bran Cedar and Sam Cypress.\n\n"
            "As Láthair/Apologies: Cllr. Jon Joe Elm.",
            [*came("Cllr. Dan Ash", "Bran Cedar", "Sam Cypress"), *away("Cllr. Jon Joe Elm")],
            id="Irish",
        ),
        pytest.param(
            "Yn bresennol/Present: Y Cynghorwyr/Councillors A. Puw, B. Rhys\nYmddiheuriadau/Apologies: E. Wynne",
            [*came("A. Puw", "B. Rhys"), *away("E. Wynne")],
            id="Welsh",
        ),
        (
            "Present: Cllr Ann Ash.\n\nAlso, present: Cal Cedar (Clerk), 2 members of the public observed it.",
            came("Cllr Ann Ash", "Cal Cedar"),
        ),
        ("Apologies: Anne‐Marie Ash, Fay Birch", away("Anne‐Marie Ash", "Fay Birch")),
    ],
)
def test_labels_in_two_languages_of_groups_and_with_a_comma(printed: str, expected: list[str]):
    assert expected == say(printed)[: len(expected)]


TO_WIT = (
    "Be it remembered that the City Council met, there being present and in attendance the following members to "
    "wit: Mayor Tom Teak Mayor Pro Tem Nora Alder Councilmember Ray Rowan And none being absent, a quorum."
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ("PRESENT:  Supervisor     Moira Lark", "Councilman     Neil Mast", "Councilwoman   Olga Nort"),
            came("Moira Lark", "Neil Mast", "Olga Nort"),
            id="an office in the first column",
        ),
        pytest.param(
            ("TRUSTEES PRESENT", "OAK, John", "FIR, Ed (Village Attorney)"),
            came("OAK, John", "FIR, Ed"),
            id="surnames first",
        ),
        pytest.param(
            ("PRESENT: Tom Oak, Chairman", "OTHERS PRESENT: Gail Larch, Town Engineer", "Don Alder, 14 Mill Road"),
            came("Tom Oak", "Gail Larch", "Don Alder"),
            id="where somebody lives",
        ),
        pytest.param(
            ("Council Members Present: Mayor Lark", "Administration: CAO Shaw, Finance Manager Tate"),
            came("Mayor Lark", "Shaw", "Tate"),
            id="offices before surnames in a group",
        ),
        pytest.param(
            ("Trustees: Moira Lark (Chair), Neil Mast", "Guests: Rosa Quill", "Apologies: Cllr. Sam Reeve (ill)"),
            [*came("Rosa Quill"), *away("Cllr. Sam Reeve")],
            id="guests, and a surname that is an office",
        ),
        pytest.param(
            (
                "I LÁTHAIR",
                "Cllr. M. Ó Laoi",
                "OIFIGIGH I LÁTHAIR",
                "Mr. S. Roche",
                "LEITHSCÉALTA",
                "Cllr. U. Tuohy",
            ),
            [*came("Cllr. M. Ó Laoi", "Mr. S. Roche"), *away("Cllr. U. Tuohy")],
            id="Irish headings",
        ),
        pytest.param(
            ("Apologies: Cllrs. Bethan Llwyd, Rh. Parry.",), away("Bethan Llwyd", "Rh. Parry"), id="Welsh letters"
        ),
        pytest.param(
            ("Members: Cllr M Lark (Chair) - present; Cllr N Mast - present; Cllr O Nort - apologies",),
            [*came("Cllr M Lark", "Cllr N Mast"), *away("Cllr O Nort")],
            id="each with how",
        ),
        pytest.param(
            (TO_WIT,),
            came("Mayor Tom Teak", "Nora Alder", "Ray Rowan"),
            id="a sentence that goes on behind the list",
        ),
        pytest.param(
            ("Present: Cllr Al Jay; Cllr Bo Kay; Cllr Cy Lee; Cllr Di May; Cllr Ed Nye & Eirlys Puw (Clerk)",),
            came("Cllr Al Jay", "Cllr Bo Kay", "Cllr Cy Lee", "Cllr Di May", "Cllr Ed Nye", "Eirlys Puw"),
            id="one without a title, whose office a bracket gives",
        ),
        pytest.param(
            ("PRESENT", "Tom Oak, Mayor", "Sam Elm, Place 3, Mayor Pro Tem"),
            came("Tom Oak", "Sam Elm"),
            id="an office of two words behind another",
        ),
        pytest.param(
            (
                "PRESENT Cllrs P Ash R Birch S Cedar (Chair) T Dale",
                "APOLOGIES Cllr V Elm",
                "IN ATTENDANCE W Fir (Clerk)",
            ),
            [*came("P Ash", "R Birch", "S Cedar", "T Dale"), *away("Cllr V Elm"), *came("W Fir")],
            id="labels whose colons are lost",
        ),
        pytest.param(
            ("Present: Selectman Neil Mast, Admin. Assistant Rosa Quill",),
            came("Selectman Neil Mast", "Rosa Quill"),
            id="an office cut short",
        ),
    ],
)
def test_lists_of_other_layouts(lines: tuple[str, ...], expected: list[str]):
    assert expected == say("\n".join(lines))


def test_reasons_that_were_accepted_were_given_by_those_who_did_not_come():
    told = "The Clerk said that Cllr Lark had sent apologies. It was RESOLVED to accept the reasons for absence "
    items = ("1. Apologies for absence", f"{told}given by Cllrs Mast and Nort.", *ITEMS[2:])
    assert away("Cllr Lark", "Mast", "Nort") == say(items=items)


def test_those_who_are_elected_are_not_present_by_that():
    items = (
        "1. Election of officers",
        "The following were duly elected:",
        "Secretary: Craig Box",
        "Treasurer: Ian Oak",
    )
    assert say(items=(*items, *ITEMS[2:])) == []


def test_a_line_of_an_office_and_its_holder_under_present_is_no_heading():
    lines = (
        "Parish Councillors – T Bond (Ty)\nDeputy Clerk – K. Lamb (Katie)\nLeader of the Council – P Will (Pam)"
    )
    items = ("1. Present:", f"{lines}\nVale City Councillor – J Green (June)", *ITEMS[2:])
    assert came("T Bond", "K. Lamb", "P Will", "J Green") == say(items=items)


def test_the_members_of_a_body_above_those_who_came_are_not_present_by_that():
    printed = "Committee: Ann Ash, Bob Birch, Cal Cedar, Dee Dale, Ed Elm\nPresent: Ann Ash, Bob Birch\n"
    assert [*came("Ann Ash", "Bob Birch"), *away("Dee Dale")] == say(f"{printed}Apologies: Dee Dale")


@pytest.mark.parametrize("body", ["Members", "Board Members", "Select Board", "Trustees"])
def test_nobody_is_present_by_being_of_a_body(body: str):
    members = f"{body}: Ann Ash, Bob Birch, Cal Cedar, Dee Dale\n"
    for rest in ("Absent: Bob Birch", "Roll call: Ash and Cedar present. Birch absent."):
        assert "Bob Birch present" not in say(members + rest)
    assert came("Ann Ash", "Cal Cedar") == say(f"{members}Present: Ann Ash, Cal Cedar")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Election of Chairman", "Chairman – C Cedar\nVice Chairman – D Dale"),
        ("Apologies", "The Clerk sent apologies to Mr C Cedar for the delay in replying."),
        ("Planning applications", "Mr C Cedar, Elm Farm, extension\nMrs D Dale, Oak Cottage, Mill Lane"),
        ("Committees", "Finance Committee: Ann Fir, Bob Oak, Cal Yew\nPlanning Committee: Dee Dale, Ed Elm"),
    ],
)
def test_who_is_named_under_another_matter_neither_came_nor_stayed_away(title: str, told: str):
    assert came("Cllr A Ash") == say("Present: Cllr A Ash", items=(f"1. {title}", told, *ITEMS[2:]))


@pytest.mark.parametrize("office", ["Clerk A B Elms", "Clerk Mrs Elms", "Chairman Cllr A Ash"])
def test_an_office_below_apologies_has_not_sent_any(office: str):
    assert away("Cllr D Dale") == [one for one in say(f"Apologies: Cllr D Dale\n{office}") if "apologies" in one]
