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
        ("Ms J Ash, Clerk; Mr T Low, Deputy Clerk", [("Ms J Ash", "Clerk"), ("Mr T Low", "Deputy Clerk")]),
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
    ids=[
        "behind a bracket",
        "no comma",
        "offices between",
        "semicolons",
        "offices before names",
        "roles",
        "a surname of places",
        "initials in brackets",
        "a role behind",
    ],
)
def test_a_role_is_of_the_person_whom_nothing_parts_it_from(text, expected):
    found = [
        (text[slice(*entry.name)], text[slice(*entry.role)]) if entry.role else text[slice(*entry.name)]
        for entry in iter_entries(text)
    ]
    assert expected == found
