"""Who speaks before a colon or by a surname that two have; what is an entry, and no heading."""

from collections.abc import Callable

import pytest

from minutesearch.segmenting import Segmented

Segment = Callable[..., Segmented]


def said_by(segmented: Segmented) -> list[str]:
    return [spoken.printed for passage in segmented.passages for spoken in passage.attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MADAM DEPUTY SPEAKER: Order. The member will be seated.", ["MADAM DEPUTY SPEAKER"]),
        ("Madam Speaker: We have one delegation this morning.", ["Madam Speaker"]),
        ("THE DEPUTY MAYOR: I call the next item.", ["THE DEPUTY MAYOR"]),
        ("Mr TOLAND: Would the Minister say when it opens?", ["Mr TOLAND"]),
        ("Ms. Fern: I am here to speak about the footbridge.", ["Ms. Fern"]),
        ("Vice Chair / Secretary: Ann Fern / Elmford College", []),
        ("Meanwhile Our Secretary reported that the lease is signed.", ["Our Secretary"]),
        ("However Councillor Fern said the lease was long.", ["Councillor Fern"]),
        ("Mr Toland will speak to the hall, RSVPs requested.", []),
        ("Elm Street Partnership – already discussed.", []),
        ("Further discussed the state of the roof.", []),
        ("Meeting noted that the plans had come.", []),
        ("Monthly reported figures were shown.", []),
        ("The Committee heard from Ofsted. Ofsted reported that it was good.", ["Ofsted"]),
        (
            "Councillor John Lock asked why. Councillor Jane Lock replied.",
            ["Councillor John Lock", "Councillor Jane Lock"],
        ),
        ("Councillor J Lock said so. Councillor A Lock said not.", ["Councillor J Lock", "Councillor A Lock"]),
        ("Mr Lock thanked the crew. Mrs Lock echoed the thanks.", ["Mr Lock", "Mrs Lock"]),
        ("Councillor John Lock asked why. Councillor Lock thanked the officer.", ["Councillor John Lock"]),
    ],
)
def test_who_speaks(text: str, expected: list[str], segment: Segment) -> None:
    segmented = segment(text)
    assert expected == said_by(segmented)
    assert [None] == [passage.topic for passage in segmented.passages]


def test_who_bears_the_name_of_a_speaker_is_mentioned(segment: Segment) -> None:
    (passage,) = segment("Councillor John Lock thanked Councillor Jane Lock.").passages
    assert ("Councillor Jane Lock",) == passage.mentions


def test_the_label_of_an_answer_says_who_answers(segment: Segment) -> None:
    segmented = segment(
        "Question from Mr Hill to the Leader:\n\n“Why is it shut?”\n\nReply from Councillor Marsh:\n\n“It leaks.”"
        "\n\nSupplementary question from Mr Hill:\n\n“Since when?”\n\nAnswer by the Leader:\n\n“March.”"
    )
    assert ["question", "question", "answer", "question", "question", "answer"] == [
        passage.kind for passage in segmented.passages
    ]
    assert ["Mr Hill", "Mr Hill", "Councillor Marsh", "Mr Hill", "Mr Hill", "the Leader"] == said_by(segmented)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RESOLVED:\n\n(a) Noted\n\n(b) Approved\n\nThe meeting went on.",
            ["Noted", "Approved", "The meeting went on."],
        ),
        (
            "The group named these wards:\n\nHill\n\nOld Mill\n\nFar Meadow",
            ["The group named these wards:", "Hill", "Old Mill", "Far Meadow"],
        ),
        (
            "Mr Wray moved:\n\n“We regret it.\n\nWe call for the line.”\n\nThe motion was carried.",
            ["Mr Wray moved:", "“We regret it.", "We call for the line.”", "The motion was carried."],
        ),
        (
            "The Committee listed:\n\nNew trees\n\nBenches\n\nBins",
            ["The Committee listed:", "New trees", "Benches", "Bins"],
        ),
    ],
)
def test_short_entries_are_no_headings(text: str, expected: list[str], segment: Segment) -> None:
    assert expected == [passage.text for passage in segment(text).passages]


@pytest.mark.parametrize(
    "text",
    [
        "It was decided not to proceed.",
        "The Committee decided not to raise the rents.",
        "The Committee decided against a rise of the rents.",
        "The matter was deferred.",
        "By 31 votes to 24, with two abstentions, Council resolved to raise the rents.",
    ],
)
def test_what_a_body_decided_is_a_decision(text: str, segment: Segment) -> None:
    assert ["decision"] == [passage.kind for passage in segment(text).passages]


def test_the_reasons_of_a_decision_are_no_decision(segment: Segment) -> None:
    segmented = segment(
        decision="As Cabinet Member for Roads, I agree to:\n\n(a) award the contract;\n\n(b) delegate the signing."
        "\n\nReason(s) for decision:\n\nThe old one ends in June.\n\nBackground\n\nIt ran for four years.\n\n"
        "Options considered\n\nDoing nothing was ruled out."
    )
    kinds = [passage.kind for passage in segmented.passages]
    assert ["discussion"] * 3 == kinds[-3:]
    assert {"decision"} == set(kinds[:-3])


def test_two_offices_of_one_noun_are_two(segment: Segment) -> None:
    text = "The Director of Roads said so. The Director of People – Children and Adults said not."
    assert ["The Director of Roads", "The Director of People – Children and Adults"] == said_by(segment(text))


def test_capitals_in_their_order_are_labels_where_one_of_them_is_no_initial(segment: Segment) -> None:
    segmented = segment(
        "A. Supervisor Fern indicated that the ditches would be sprayed.\n\n"
        "B. Cemetery Board issues were outlined and discussed.\n\n"
        "The gate is to be painted.\n\n"
        "C. It was noted that the forest is not taxed."
    )
    assert ["A.", "B.", "", "C."] == [passage.marker for passage in segmented.passages]
    assert ["A", "B", None, "C"] == [passage.label for passage in segmented.passages]
    assert ["Supervisor Fern"] == said_by(segmented)


@pytest.mark.parametrize(
    "text",
    [
        "A. Fern reported that the hall was let.\n\nB. Toland asked for a map.\n\nC. Lock thanked them.",
        "A. Fern reported that the hall was let.\n\nC. Lock thanked them.\n\nB. The gate is to be painted.",
    ],
)
def test_capitals_that_may_all_be_initials_or_leave_one_out_are_no_labels(text: str, segment: Segment) -> None:
    segmented = segment(text)
    assert ["", "", ""] == [passage.marker for passage in segmented.passages]
    assert ["A. Fern", "C. Lock"] == [name for name in said_by(segmented) if name != "B. Toland"]
