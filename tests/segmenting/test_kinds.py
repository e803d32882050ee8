from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import Kind
from minutesearch.segmenting import Segmented

KINDS = [
    ("Diffusion tubes, three of which had been moved, were discussed.", "discussion"),
    ("Members RECOMMENDED that option A be not pursued.", "decision"),
    ("Q1. What has changed since the service was brought in house?", "question"),
    ("A: The Headteacher explained that a small group is away on Fridays.", "answer"),
    ("Cllr Inch to speak to the school. ACTION: Cllr Inch", "action"),
    ("Present were Adler, Byrne, Cobb and Dietz; Engel was absent.", "attendance"),
    ("Councillor Long has stood down.", "discussion"),
    ("Public comment opened at 6:22 p.m.", "procedural"),
    ("A proposal to raise rents by 5% was put forward by Councillor Yates.", "motion"),
    ("Bills in the amount of $84,210.77 were approved for payment.", "decision"),
    ("This item was taken after item 5.", "procedural"),
    ("None.", "procedural"),
    ("A supplementary question was asked as to the size of each team.", "question"),
    ("A vote was taken on the proposal, 9 in favour and 1 against.", "motion"),
    ("The recommendations were put to the vote and agreed with the following result:", "motion"),
    ("The accounts were received.", "decision"),
    ("There were no declarations of interest.", "procedural"),
    ("Councillor John Mills – Personal and Prejudicial Interest – Agenda Item 5", "procedural"),
    ("The press and public were excluded from the meeting.", "procedural"),
    ("Please note the minutes reflect the order in which items were dealt with.", "procedural"),
    ("In attendance for this item: Vincent Badu (Chief Strategy Officer, K&M ICB)", "attendance"),
    ("Apologies for absence were received from Alderman Sir Ian Marsh.", "attendance"),
    ("An apology for absence was submitted on behalf of Councillor Vane.", "attendance"),
    ("There were no apologies for absence.", "attendance"),
    ("Councillor Spoor joined the meeting at 11.15am (noted in item 8).", "attendance"),
    ("Concerned about pay disputes, Mr Camkpin proposed the following motion:", "motion"),
    ("There was no seconder, the motion fell.", "motion"),
    ("The motion was CARRIED", "motion"),
    ("It was moved by Councillor Bright and seconded by Councillor Grey that items be taken.", "motion"),
    ("Moved by Councillor Duffin, Seconded by Councillor Fergus;", "motion"),
    ("(Proposed by Chairman)", "motion"),
    ("On a vote, nine Members voted for the amendment and nine against.", "motion"),
    ("The amendment was declared lost and upon the substantive motion being put to the vote it was", "motion"),
    ("“That the Committee write to the Prime Minister.”", "motion"),
    ("CARRIED 7/0", "motion"),
    ("Carried by 7 votes to 2.", "motion"),
    ("DEFEATED (Councillors Gill and Ho opposed)", "motion"),
    ("Ayes: 4 - Mills, Soto, Yee, Adams", "motion"),
    ("On motion by Lund, second by Hess, the Board approved a weight limit for Bridge 14.", "motion"),
    ("Councillor Kearns proposed that hours be reduced. Councillor Walker seconded the proposal.", "motion"),
    ("The meeting was called to order at 7:01 p.m.", "procedural"),
    ("Alderman Cox rejoined the meeting.", "procedural"),
    ("A care leaver asked whether laptops would be offered.", "question"),
    ("Mayor Katz: What happens if the sponsor withdraws?", "question"),
    ("The Board accordingly AGREED to suspend the licence for 28 days.", "decision"),
    ("The bank reconciliation to 30th April was NOTED.", "decision"),
    ("BE IT RESOLVED THAT the tender be accepted.", "decision"),
    ("That Council accept the tender of $85,000.", "decision"),
    ("A Member questioned whether the Strategy conflicted with the consultation.", "question"),
    ("It was asked how equal representation would be given.", "question"),
    ("Information was requested on the pledge to re-invest.", "question"),
    ("With regard to former employees, it was asked whether they could be re-employed.", "question"),
    ("In response to questions regarding accountability, it was recognised that it was needed.", "answer"),
    ("Mr Badu responded to say the Strategy was pitched at an overarching level.", "answer"),
    ("Asked about the role of the organisations, Mr Badu expressed how vital it was.", "answer"),
    ("ACTION: Clerk to write to the Highways team.", "action"),
    ("RESOLVED accordingly.", "decision"),
    ("RESOLVED:That the Minutes be approved as a true record.", "decision"),
    ("It was resolved to defer the application for the reason given.", "decision"),
    ("That the Annual Report be endorsed and noted.", "decision"),
    ("The Committee noted and commented on the update provided.", "decision"),
    ("The minutes of the meeting held on 30 June 2020 were agreed as a true record.", "decision"),
    ("This was agreed by the Council.", "decision"),
    ("AGREED – That the Chairperson writes to the Cabinet Member.", "decision"),
    ("A Member raised the low take up of screening and it was agreed that this be included.", "discussion"),
    ("A number of Board Members agreed that the Case for Change was clear.", "discussion"),
    ("Members noted that the report covered the work undertaken.", "discussion"),
    ("It was noted that the partnership went further than its duties required.", "discussion"),
    ("A concern was expressed that there was an expectation of 29,000 homes.", "discussion"),
    ("The Strategy set out the intention. A Member asked what evidence there was.", "discussion"),
    ("Reason: To conclude the scrutiny review.", "discussion"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text[:40] for text, _ in KINDS])
def test_a_paragraph_is_what_it_says(segment: Callable[..., Segmented], text: str, kind: str) -> None:
    assert kind == segment(text).passages[0].kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Apologies for absence were received from Councillors Daniel Allan and Carol Stone.", "attendance"),
        ("None.", "procedural"),
        ("Councillor Rhys Parry – Personal Interest – Agenda Item 6", "procedural"),
        ("Reason: To remunerate staff.", "discussion"),
        ("The grant offer is to be accepted.", "decision"),
    ],
)
def test_a_heading_over_a_paragraph_does_not_make_it_a_decision(
    segment: Callable[..., Segmented], text: str, kind: str
) -> None:
    assert kind == segment(decision=text).passages[0].kind


def test_an_officer_after_a_question_answers(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "(1).    Information was requested on the pledge.\n\nThe Commissioner advised that work went on.\n\n"
        "The Chair thanked the Commissioner."
    ).passages
    assert ["question", "answer", "discussion"] == [one.kind for one in passages]


@pytest.mark.parametrize(
    ("label", "kind"), [("REPLY:", "answer"), ("Question 1", "question"), ("Action:", "action")]
)
def test_a_bare_label_says_what_stands_under_it(segment: Callable[..., Segmented], label: str, kind: str) -> None:
    segmented = segment(f"The matter was raised.\n\n{label}\n\nThe road is on the list for next year.")
    assert ((label,), kind) == (segmented.structure, segmented.passages[1].kind)


def test_entries_of_questions_raised_are_questions(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "Members raised a number of questions:\n\na)   the cost of parking;\n\nb)   the number of trees."
    ).passages
    assert ["question", "question"] == [one.kind for one in passages[1:]]


def test_a_quoted_motion_hangs_from_the_sentence_that_moves_it(segment: Callable[..., Segmented]) -> None:
    passage = segment(
        "13.   Mr Camkpin proposed the following motion:\n\n“That the Committee write to him.”"
    ).passages[1]
    assert ("motion", None, "Mr Camkpin proposed the following motion:") == (
        passage.kind,
        passage.label,
        passage.lead_in,
    )


def test_only_a_decision_has_a_type(segment: Callable[..., Segmented]) -> None:
    assert None is segment("The motion was put to the vote and AGREED.").passages[0].decision_type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unanimously resolved that the report be noted.", "noted"),
        ("**RESOLVED** that the report be noted.", "noted"),
        ("Agreed: That the report be noted.", "noted"),
        ("Members agreed to note the report.", "noted"),
        ("PERMISSION GRANTED subject to conditions.", "approved"),
        ("Application REFUSED.", "refused"),
        ("Planning permission be refused for the reasons in the report.", "refused"),
        ("Councillor Smith was duly elected Chair for the year.", "elected"),
        ("After discussion, it was agreed that the report be noted.", "agreed"),
        ("CYTUNWYD derbyn yr adroddiad.", "agreed"),
    ],
)
def test_a_decision_is_known_by_many_spellings(
    text: str, expected: str, segment: Callable[..., Segmented]
) -> None:
    found = segment(f"The officer gave an outline.\n\n{text}").passages[-1]
    assert (Kind.DECISION, expected) == (found.kind, found.decision_type)


@pytest.mark.parametrize(
    "text",
    [
        "Members agreed that the roads were bad.",
        "The officer recommended that permission be refused.",
        "It was suggested that the report be noted.",
        "In proposing the Motion, Councillor Leddin referred to the works being carried out in the city.",
    ],
)
def test_talk_of_deciding_is_discussion(text: str, segment: Callable[..., Segmented]) -> None:
    assert Kind.DISCUSSION == segment(f"The officer gave an outline.\n\n{text}").passages[-1].kind


@pytest.mark.parametrize(
    "text",
    [
        "Councillors Carey, Donegan, Mitchell and E. Ryan.",
        "Mr M Bakewell",
        "The Chief Executive, the Monitoring Officer and the Democratic Services Officer (ED)",
    ],
)
def test_names_and_offices_alone_are_attendance(text: str, segment: Callable[..., Segmented]) -> None:
    assert Kind.ATTENDANCE == segment(f"{text}\n\nThe meeting began.").passages[0].kind
