from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import Kind
from minutesearch.segmenting import Segmented
from minutesearch.segmenting.people.attribution import attribute

SPOKEN = [
    ("Mr Badu introduced the item, explaining that it was new.", ["Mr Badu"]),
    ("The Senior Responsible Officer recognised that there was a need.", ["The Senior Responsible Officer"]),
    (
        "In response to a Board Member who asked about plans, the CCG Accountable Officer confirmed it.",
        ["the CCG Accountable Officer"],
    ),
    ("Asked about the role of the organisations, Mr Badu expressed how vital it was.", ["Mr Badu"]),
    ("Concerned about capacity, and the impact of disputes, Mr Camkpin proposed a motion.", ["Mr Camkpin"]),
    ("Mr Badu had not been closely involved in that programme but recognised the challenges.", ["Mr Badu"]),
    ("Over the course of the Strategy, there was an aim. Mr Badu confirmed it.", ["Mr Badu"]),
    (
        "It was introduced by its Programme Director and by the Accountable Officer of NHS Medway.",
        ["its Programme Director", "the Accountable Officer of NHS Medway"],
    ),
    (
        "It was moved by Councillor Bright and seconded by Councillor Grey that it be taken.",
        ["Councillor Bright", "Councillor Grey"],
    ),
    ("Councillor Stone moved and Councillor Brook seconded a proposal.", ["Councillor Stone", "Councillor Brook"]),
    ("Councillor David Lake, as Chair, proposed it.", ["Councillor David Lake"]),
    (
        "Miss J Marsh, Cabinet Member for Social Care, provided an update.",
        ["Miss J Marsh, Cabinet Member for Social Care"],
    ),
    ("Ms Todd (Applicant's Agent) addressed the Committee in support.", ["Ms Todd (Applicant's Agent)"]),
    (
        "The Director of People – Children and Adults said that work was done.",
        ["The Director of People – Children and Adults"],
    ),
    ("The Chairman was keen to see the statistics.", ["The Chairman"]),
    ("The Chair of the Planning Committee gave an update.", ["The Chair of the Planning Committee"]),
    ("A question was raised by PC Lowe about parking.", ["PC Lowe"]),
    (
        "On the proposal of Councillor Ruddle, seconded by Councillor Scanlan, it was agreed to allocate it.",
        ["Councillor Ruddle", "Councillor Scanlan"],
    ),
    ("C Storey spoke in objection to the application.", ["C Storey"]),
    ("Cllr. Smith asked about Mr. Jones.", ["Cllr. Smith"]),
    (
        "A Member asked how to help. They thought a debate could help. Mr Badu supported the idea.",
        ["A Member", "Mr Badu"],
    ),
    ("Mr A Rae and Ms Bow explained the plan.", ["Mr A Rae", "Ms Bow"]),
    ("The Chairman of the Board reflected on it. The Chairman was keen to go on.", ["The Chairman of the Board"]),
    ("Dr Rickard did not feel this was accurate.", ["Dr Rickard"]),
    ("Kent Police stated that patrols had risen.", ["Kent Police"]),
    ("The meeting was chaired by the Vice Chairman. He welcomed visitors.", ["the Vice Chairman"]),
]
UNSPOKEN = [
    "It was asked how equal representation would be given.",
    "Concern was expressed that young people were not represented.",
    "The Committee was advised that there was confidence.",
    "The Board was informed that the update would change.",
    "Mr Badu’s department was leading on the development of a system.",
    "The meeting was opened by the Mayor.",
    "Councillor Ann Rees stood down as Chair for this application.",
    "Mr Rae left the meeting at 8 pm.",
    "The report stated that patrols had risen.",
    "This report provided an update on the development of the ICP.",
    "The official meeting concluded at 9.03pm.",
    "The Strategy set out the intention to have a single platform.",
    "Members could suggest case studies for the final version.",
    "The Applicant sought to change the hours.",
    "Voluntary Action had updated a directory.",
    "The CCG was working with the Fire Service, and concern was raised.",
    "The letter to Mr Rae and Ms Bow was noted. He said so.",
]


@pytest.mark.parametrize(("text", "printed"), SPOKEN, ids=[text[:40] for text, _ in SPOKEN])
def test_the_subject_of_a_reporting_verb_speaks(text: str, printed: list[str]) -> None:
    found = attribute(text, Kind.DISCUSSION)
    assert printed == [one.printed for one in found]
    assert all(one.person is None for one in found)


def test_of_several_speakers_each_is_one(segment: Callable[..., Segmented]) -> None:
    text = "Councillors Lowe, Rae and Marsh thanked her."
    spoken = segment(ATTENDED.format(names="Ann Lowe (Clerk) and Councillor Marsh", text=text)).passages[1]
    assert [one.person or one.printed for one in spoken.attributions] == [
        *("Ann Lowe", "Rae", "Councillor Marsh"),
    ]
    assert [one.printed for one in attribute("Mr Rae and Cllr Lowe agreed.", Kind.DISCUSSION)] == [
        "Mr Rae",
        "Cllr Lowe",
    ]


@pytest.mark.parametrize("text", UNSPOKEN, ids=[text[:40] for text in UNSPOKEN])
def test_nobody_is_guessed(text: str) -> None:
    assert () == attribute(text, Kind.DISCUSSION)


@pytest.mark.parametrize("kind", [Kind.DECISION, Kind.SUMMARY, Kind.ATTENDANCE])
def test_what_a_body_or_a_page_says_has_no_speaker(kind: Kind) -> None:
    assert () == attribute("The Leader proposed that it be noted.", kind)


LIST = "{lead}\n\na.   Housing was referenced.\n\nb.   {entry}"


@pytest.mark.parametrize(
    ("lead", "entry", "speakers"),
    [
        ("Dr Rickard raised several points:", "She did not feel it was enough.", [["Dr Rickard"], ["Dr Rickard"]]),
        ("Dr Rickard raised several points:", "Mr Badu replied that it was.", [["Dr Rickard"], ["Mr Badu"]]),
        ("Members raised several points:", "It was enough.", [[], []]),
        ("The following points were made:", "It was enough.", [[], []]),
    ],
    ids=["named", "own speaker", "group", "nobody"],
)
def test_entries_inherit_a_named_speaker(
    segment: Callable[..., Segmented], lead: str, entry: str, speakers: list[list[str]]
) -> None:
    entries = segment(LIST.format(lead=lead, entry=entry)).passages[1:]
    assert speakers == [[one.printed for one in passage.attributions] for passage in entries]


def test_inherited_evidence_counts_in_the_lead_in(segment: Callable[..., Segmented]) -> None:
    passage = segment(LIST.format(lead="Dr Rickard raised several points:", entry="It was so.")).passages[1]
    spoken = passage.attribution
    assert spoken is not None
    assert passage.lead_in is not None
    assert ("lead_in", "Dr Rickard raised") == (
        spoken.evidence_in,
        passage.lead_in[spoken.evidence.start : spoken.evidence.end],
    )


ATTENDED = "In attendance: {names}\n\n1.   {text}"


@pytest.mark.parametrize(
    ("names", "text", "person", "role"),
    [
        (
            "Vincent Badu (Chief Strategy Officer, K&M ICB)",
            "Mr Badu said so.",
            "Vincent Badu",
            "Chief Strategy Officer, K&M ICB",
        ),
        (
            "Ellen Schwartz (Deputy Director, KCC – virtual)",
            "Ms Schwartz said so.",
            "Ellen Schwartz",
            "Deputy Director, KCC",
        ),
        (
            "Vincent Badu (Chief Strategy Officer, K&M ICB)",
            "The Chief Strategy Officer said so.",
            "Vincent Badu",
            "Chief Strategy Officer, K&M ICB",
        ),
        ("Ann Lowe (Clerk) and Peter Lowe (Planner)", "Mr Lowe said so.", None, None),
        ("Ann Lowe (Clerk) and Peter Lowe (Planner)", "Ann Lowe said so.", "Ann Lowe", "Clerk"),
        ("Ann Lowe (Clerk) and Peter Lowe (Planner)", "Mr P Lowe said so.", "Peter Lowe", "Planner"),
        ("Ann Lowe (Clerk)", "A Member said so.", None, None),
        ("Ann Lowe (Clerk)", "Mr Rae said so.", None, None),
        ("Councillors Ann Lowe and Councillor Councillor", "Councillor Lowe said so.", "Ann Lowe", None),
        ("Ann O'Brien (Clerk)", "Mrs O’Brien said so.", "Ann O'Brien", "Clerk"),
    ],
    ids=[
        *("surname", "virtual", "role", "two of a name", "first name", "initial", "member", "stranger"),
        *("nameless", "apostrophe"),
    ],
)
def test_the_attendance_line_says_who_a_speaker_is(
    segment: Callable[..., Segmented], names: str, text: str, person: str | None, role: str | None
) -> None:
    spoken = segment(ATTENDED.format(names=names, text=text)).passages[1].attribution
    assert spoken is not None
    assert (person, role) == (spoken.person, spoken.role)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Chair thanked Mr Badu and Ms Schwartz for their time.", ("Mr Badu", "Ms Schwartz")),
        ("The Dean of Health at the University of Kent, Peter Nicholls, would be invited.", ("Peter Nicholls",)),
        ("Otterpool Park and Victoria Road were visited with PC Lowe.", ("PC Lowe",)),
        ("The vote was requested for Councillors Amor, Bell and Carr.", ("Amor", "Bell", "Carr")),
        ("Mr Badu said that Mr Badu’s team would help.", ()),
        ("Microsoft MS Teams was used.", ()),
    ],
)
def test_persons_named_who_do_not_speak_are_mentioned(
    segment: Callable[..., Segmented], text: str, names: tuple[str, ...]
) -> None:
    assert names == segment(text).passages[0].mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Councillor Kelly said that it was dear.", ["Councillor Kelly"]),
        ("In proposing the Motion, Councillor Kiely stated that there were none.", ["Councillor Kiely"]),
        ("Councillor Byrne in seconding the Motion said that people needed it.", ["Councillor Byrne"]),
        ("Councillor Patel, seconded by Councillor Webb, moved it.", ["Councillor Patel", "Councillor Webb"]),
    ],
    ids=["adverb-like", "opening-phrase", "occasion", "insertion"],
)
def test_a_name_is_no_adverb_and_ends_before_the_occasion(text: str, expected: list[str]) -> None:
    assert expected == [spoken.printed for spoken in attribute(text, Kind.DISCUSSION)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Councillor Hume told the press that it leaked.", ["Councillor Hume"]),
        ("Unfortunately Mr Dale reported that it leaked.", ["Mr Dale"]),
        ("Finally the Chair thanked them all.", ["the Chair"]),
        ("Then Ann Hume asked for a report.", ["Ann Hume"]),
        ("Both Mr Dale and Ms Hume said that it leaked.", ["Mr Dale", "Ms Hume"]),
        ("Accompanied by the Clerk, Mr Dale explained it.", ["Mr Dale"]),
        ("Emily Hume said that it leaked.", ["Emily Hume"]),
        ("Trustees Hume and Dale said that it leaked.", ["Hume", "Dale"]),
    ],
)
def test_a_speaker_begins_behind_what_opens_the_sentence(text: str, expected: list[str]) -> None:
    assert expected == [spoken.printed for spoken in attribute(text, Kind.DISCUSSION)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Culture and Arts Officer and Ms. Lara Roe, Head of Marketing and Communications, spoke.",
            [
                ("The Culture and Arts Officer", None),
                (
                    "Ms. Lara Roe, Head of Marketing and Communications",
                    "Head of Marketing and Communications",
                ),
            ],
        ),
        (
            "Receive Presentation from Superintendent Tuohy on Crime Figures Superintendent Tuohy said so.",
            [("Superintendent Tuohy", None)],
        ),
        ("Arising from the Minutes, Councillor Tuohy asked for a report.", [("Councillor Tuohy", None)]),
        ("The Mayor and Councillor Dale welcomed the visitors.", [("The Mayor", None), ("Councillor Dale", None)]),
        (
            "Mr. Tom Holt, Director of Planning and Environment Services for the County, said that it rained.",
            [("Mr. Tom Holt", "Director of Planning and Environment Services for the County")],
        ),
        ("The applicant’s solicitor, Mr Holt, said so.", [("The applicant’s solicitor, Mr Holt", None)]),
        ("Deputy Town Clerk Mr Holt said that it rained.", [("Deputy Town Clerk Mr Holt", None)]),
    ],
)
def test_a_name_swallows_no_heading_and_two_persons_are_two(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    """A person's name has eight words at most."""
    spoken = attribute(text, Kind.DISCUSSION)
    assert [(one.printed, one.role) for one in spoken] == expected
    assert all(text[one.evidence.start : one.evidence.end] for one in spoken)
