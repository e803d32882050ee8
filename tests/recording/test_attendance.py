"""Attendance: what the label, the title or the sentence over a name says of it, and whom a list names."""

from collections.abc import Callable

import pytest

from minutesearch.pages import ItemLines, Line, MeetingLines, SectionLines
from minutesearch.recording import record_meeting
from minutesearch.records import AgendaItem, Attendance, Meeting, Section

Record = Callable[..., AgendaItem]


def read_head(text: str) -> tuple[Attendance, ...]:
    """The attendance of what stands before the first item."""
    lines = tuple(Line(text=line.strip(), number=n) for n, line in enumerate(text.split("\n"), 1) if line.strip())
    item = ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=lines),))
    recorded = record_meeting(MeetingLines(meeting=Meeting(), items=(item,)))[0].item
    for one in recorded.attendance:
        (place,) = one.evidence
        assert one.name == recorded.passages[place.position - 1].text[slice(*place.span)]
    return recorded.attendance


def say(found: tuple[Attendance, ...]) -> list[str]:
    return [f"{one.name} {one.presence}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Present:\nCllr R Marl (Chair)\nCllr T Vane\nApologies:\nCllr B Hurst\nIn attendance:\nJo Pratt "
                "(Clerk)"
            ),
            ["Cllr R Marl present", "Cllr T Vane present", "Cllr B Hurst apologies", "Jo Pratt present"],
        ),
        (
            (
                "MEMBERS PRESENT\nCouncillor Stone\nAPOLOGIES FOR ABSENCE\nCouncillor Field\nOFFICERS PRESENT\nMr "
                "J Lake"
            ),
            ["Councillor Stone present", "Councillor Field apologies", "Mr J Lake present"],
        ),
        (
            "Present: Cllrs Ward and Fry. Apologies: Cllr Kemp.",
            ["Ward present", "Fry present", "Cllr Kemp apologies"],
        ),
        (
            "Present: Cllr Fry, with apologies from Cllrs Hoyle and Inman.",
            ["Cllr Fry present", "Hoyle apologies", "Inman apologies"],
        ),
        ("ROLL CALL: Present: Hill, Marsh. Absent: Quill.", ["Hill present", "Marsh present"]),
        (
            "Present\tCllr Penrose (Chair)\nCllr Trelawny\nApologies\tCllr Nance",
            ["Cllr Penrose present", "Cllr Trelawny present", "Cllr Nance apologies"],
        ),
        (
            "Present were Adler, Byrne and Cobb; Engel was absent.",
            ["Adler present", "Byrne present", "Cobb present"],
        ),
        ("REGRETS: Councillor S. Bain", ["Councillor S. Bain apologies"]),
        ("Excused: 1 - Commissioner Frost", ["Commissioner Frost apologies"]),
        ("Apologies: None.", []),
        (
            "Attendees:\nRuth Quick\nApologies received:\nTess Shaw\nNot in attendance:\nUri Tate",
            ["Ruth Quick present", "Tess Shaw apologies"],
        ),
        (
            "Those Attending: Cllr Mrs Leaf, Mrs Hardcastle (Clerk) and 16 members of the public.",
            ["Cllr Mrs Leaf present", "Mrs Hardcastle present"],
        ),
        (
            "Councillors: Zoe Blunt\nApologies: Councillors Eve Fox\nOfficers: Ivy King (Head of Legal)",
            ["Zoe Blunt present", "Eve Fox apologies", "Ivy King present"],
        ),
        (
            "Members of the Committee present were: Mr F Dent and Ms H Fyfe.",
            ["Mr F Dent present", "Ms H Fyfe present"],
        ),
        (
            "In Attendance: Mr W Grove Clerk to Milton Parish Council, Elaine Aitken Parish Clerk",
            ["Mr W Grove present", "Elaine Aitken present"],
        ),
        ("Present: Pam Bull (PB) together with J. East", ["Pam Bull present", "J. East present"]),
        ("Members Absent: Lou Fenn", []),
        (
            "Councillor Davies (Chair)\nCouncillor Parry (Vice-Chair)\nCouncillors: Alun Rees and Carys Bowen",
            ["Councillor Davies present", "Councillor Parry present", "Alun Rees present", "Carys Bowen present"],
        ),
        ("Apologies:\nCllr Nance\nCllr Hill in the Chair", ["Cllr Nance apologies", "Cllr Hill present"]),
        ("In attendance: Head of Planning (Mr S Hume), two members of the press", ["Mr S Hume present"]),
        ("Present: All councillors except Cllr Nance.", []),
        ("Present: All members with the exception of Cllrs Nance and Hill.", []),
        ("Present: Ruth Quick (Chair, also representing Tess Shaw)", ["Ruth Quick present"]),
    ],
)
def test_the_label_says_how_each_stood(text: str, expected: list[str]) -> None:
    assert expected == say(read_head(text))


def test_letters_behind_a_name_are_no_role_and_cut_no_list() -> None:
    found = read_head(
        "PRESENT: Mr A Ash MBE (Chairman), Mrs B Moor, OBE, JP, Rich Dale, Mr D Orme, DL, and Ms E Pugh"
    )
    assert ["Mr A Ash", "Mrs B Moor", "Rich Dale", "Mr D Orme", "Ms E Pugh"] == [one.name for one in found]
    assert ["Chairman", None, None, None, None] == [one.role for one in found]


def test_a_role_ends_before_the_next_name() -> None:
    found = read_head("In attendance: Kim Gatz, Head of Parks and Gardens, Mr J Lake, Town Clerk; Sam Eve")
    assert [("Kim Gatz", "Head of Parks and Gardens"), ("Mr J Lake", "Town Clerk"), ("Sam Eve", None)] == [
        (one.name, one.role) for one in found
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Apologies", "Councillors Fox and Reid.", ["Fox apologies", "Reid apologies"]),
        ("Apologies", "Cllr Jory (holiday). Accepted.", ["Cllr Jory apologies"]),
        ("Apologies", "Apologies for lateness were received from Cllr Flood.", []),
        (
            "Apologies",
            "Councillor Lane (Councillor Mews substituting)",
            ["Councillor Lane apologies", "Councillor Mews substitute"],
        ),
        (
            "Apologies",
            "Councillor Yard was present as substitute for Councillor Barn.",
            ["Councillor Yard substitute"],
        ),
        ("Apologies", "Councillor Lamb (substitute for Councillor Fox)", ["Councillor Lamb substitute"]),
        ("Apologies", "Cllr Snow was absent without apology.", []),
        ("Apologies", "Councillor Tull attended on behalf of Councillor Vane.", ["Councillor Tull substitute"]),
        ("Notices from the Chair", "John Fir.", []),
        ("Notices from the Chair", "The Chair announced the death of Mr John Fir.", []),
        ("Attendance and apologies", "Mr John Fir", []),
    ],
)
def test_the_title_or_the_sentence_says_how_each_stood(
    title: str, text: str, expected: list[str], record: Record
) -> None:
    assert expected == say(record(text, title=title).attendance)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Councillors Amy Ash, Sue Church, Tom Hall and Ray Bridge",
            ["Amy Ash", "Sue Church", "Tom Hall", "Ray Bridge"],
        ),
        ("Councillors Bob Ward, Tom Hall and Ann Green", ["Bob Ward", "Tom Hall", "Ann Green"]),
        ("Councillors A Ash, Ed Wood, Amy Marsh and Ian Close", ["A Ash", "Ed Wood", "Amy Marsh", "Ian Close"]),
    ],
)
def test_a_surname_may_be_a_word_of_places(line: str, names: list[str]) -> None:
    found = read_head(f"Present: {line}")
    assert [(name, None) for name in names] == [(each.name, each.role) for each in found]
