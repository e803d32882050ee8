"""Lists of those who attend: whose role is whose, and who stands where no comma parts them."""

import pytest

from minutesearch.segmenting.attending.attendance_lists import iter_entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Councillors D Marsh (Chair) N Quill, M Okoro, R Hill and P Low   Clerk J Cotter",
            [("D Marsh", "Chair"), "N Quill", "M Okoro", "R Hill", "P Low", "J Cotter"],
        ),
        (
            "Councillors P Low, S Linden and M Okoro Clerk J Cotter, Alan Quill Fenland District Council",
            ["P Low", "S Linden", "M Okoro", "J Cotter", ("Alan Quill", "Fenland District Council")],
        ),
        (
            "P Low Clerk Mrs J Ford Fenland District Councillor A Quill and Councillor B Hume",
            ["P Low", "Mrs J Ford", "Councillor A Quill", "Councillor B Hume"],
        ),
        (
            "Works Superintendent Dan Orr; Office Assistant-Clerk Kim Dale; Planning and Deputy Treasurer Jo Lee",
            ["Dan Orr", "Kim Dale", "Jo Lee"],
        ),
        (
            "Office Assistant and Deputy Clerk Kim Dale, Land Planning Administrator – Deputy Treasurer Jo Lee",
            ["Kim Dale", "Jo Lee"],
        ),
        (
            "Director, Service Operations (Mr. K. Lee), Meeting Clerk (Mr. J. Clay), A/Administrator (Ms P Dale)",
            [
                ("Mr. K. Lee", "Director, Service Operations"),
                ("Mr. J. Clay", "Meeting Clerk"),
                ("Ms P Dale", "A/Administrator"),
            ],
        ),
        (
            "Reeve Max Elm Deputy Reeve Shawn Birch Councillor Donna Oak Chief Administrative Officer Wendy Low",
            [
                ("Max Elm", "Reeve"),
                ("Shawn Birch", "Deputy Reeve"),
                "Councillor Donna Oak",
                ("Wendy Low", "Chief Administrative Officer"),
            ],
        ),
        ("Efren Gale - Gale and Associates", [("Efren Gale", "Gale and Associates")]),
        ("Alan Faden — Chair", [("Alan Faden", "Chair")]),
        (
            "Dr. P. Dale, DoS Economy, G. Low, E. Ryan, LEO, M. Cant, Grow Elmerick, L. Rudd, Laura Ash",
            [("Dr. P. Dale", "DoS Economy"), "G. Low", "E. Ryan", "M. Cant", "L. Rudd", "Laura Ash"],
        ),
        ("Mr. Hugh Cree, Deputy C.E.O., ELM", [("Mr. Hugh Cree", "Deputy C.E.O., ELM")]),
        (
            "Division 1 – Travis Low - Late Division 2 – Brian Ash Division 3 – Joe Elm",
            ["Travis Low", "Brian Ash", "Joe Elm"],
        ),
        ("Ms J Ash, Clerk; Mr T Low, Deputy Clerk", [("Ms J Ash", "Clerk"), ("Mr T Low", "Deputy Clerk")]),
        ("Ash (C), Elm (L), (C), Oak (L)", [("Ash", "C"), ("Elm", "L"), ("Oak", "L")]),
        (
            "Ann Hill (Chair, also representing Bob Marsh), Carl Ives",
            [("Ann Hill", "Chair, also representing Bob Marsh"), "Carl Ives"],
        ),
        ("Parish Councillors Mrs F. Clay, J. Cole", ["Mrs F. Clay", "J. Cole"]),
        ("FRIDAY, 6th MAY 2016 AT 7.30 P.M. AT ELM VILLAGE HALL", []),
        ("Cllrs Ives, Ward and Ellis", ["Ives", "Ward", "Ellis"]),
        (
            "Barbara McTell (BMcT,chair), Hector Rudd (HR, Secretary), Morag McKerr (MMcK)",
            [("Barbara McTell", "chair"), ("Hector Rudd", "Secretary"), "Morag McKerr"],
        ),
        (
            "Cllr A Hill (Chair), Mrs C Wood Clerk to the Council",
            [("Cllr A Hill", "Chair"), ("Mrs C Wood", "Clerk to the Council")],
        ),
    ],
)
def test_a_role_is_of_the_person_whom_nothing_parts_it_from(text, expected):
    found = [
        (text[slice(*entry.name)], text[slice(*entry.role)]) if entry.role else text[slice(*entry.name)]
        for entry in iter_entries(text)
    ]
    assert expected == found
