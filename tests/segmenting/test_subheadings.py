"""Headings on lines of their own: topics of what follows, but for the page's own labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.segmenting import Segmented

Segment = Callable[..., Segmented]


@pytest.mark.parametrize(
    "heading", ["Otterpool Park development", "Leisure centre:", "Approval of the Local Plan"]
)
def test_a_heading_is_the_topic_of_what_follows(heading: str, segment: Segment) -> None:
    found = segment(f"{heading}\n\nThe officer said that work went on.\n\nIt was on time.").passages
    assert [heading.rstrip(":")] * 2 == [passage.topic for passage in found]


def test_a_label_with_names_behind_it_is_no_heading(segment: Segment) -> None:
    (passage,) = segment("I Láthair / Present: Cllr. Coyle, Cllr. Early\n\nIt was dear.").passages[:1]
    assert "I Láthair / Present: Cllr. Coyle, Cllr. Early" == passage.text


def test_a_heading_lasts_up_to_the_next(segment: Segment) -> None:
    found = segment("Parking\n\nIt was dear.\n\nLeisure centre\n\nIt was closed.").passages
    assert ["Parking", "Leisure centre"] == [passage.topic for passage in found]


def test_a_heading_right_below_another_keeps_both(segment: Segment) -> None:
    found = segment("Parking\n\nHigh Street\n\nIt was dear.").passages
    assert ["Parking – High Street"] == [passage.topic for passage in found]


@pytest.mark.parametrize("label", ["Discussion", "Decision", "(Minute No.    )", "The Local Plan"])
def test_a_label_or_the_items_title_is_no_topic(label: str, segment: Segment) -> None:
    found = segment(f"{label}\n\nIt was dear.", title="The Local Plan").passages
    assert [None] == [passage.topic for passage in found]


def test_a_decision_stands_under_its_heading(segment: Segment) -> None:
    found = segment("Approval of the Local Plan\n\nRESOLVED that it be approved.").passages
    assert ["Approval of the Local Plan"] == [passage.topic for passage in found]


@pytest.mark.parametrize(
    "lead",
    ["The Cabinet RESOLVED:", "The Committee AGREED:", "Council RESOLVED, by 20 votes to 5, that:"],
)
def test_a_body_that_resolves_is_the_lead_in_of_its_clauses(lead: str, segment: Segment) -> None:
    found = segment(f"{lead}\n\n1) To approve the plan.\n\n2) To note the report.").passages
    assert [("decision", "approved", lead), ("decision", "noted", lead)] == [
        (passage.kind, passage.decision_type, passage.lead_in) for passage in found
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("DECISION: Approved.", "approved"),
        ("Decision – Refused.", "refused"),
        ("Subject to the amendment of the minutes to note that Councillor Hart was in attendance;", "agreed"),
        ("RESOLVED that, subject to the amendment, the minutes be approved.", "approved"),
    ],
)
def test_a_label_or_condition_gives_no_type(clause: str, expected: str, segment: Segment) -> None:
    (passage,) = segment(decision=clause).passages
    assert expected == passage.decision_type


def test_what_somebody_says_under_a_decision_is_no_decision(segment: Segment) -> None:
    found = segment(decision="The Committee noted the report.\n\nMs Green then asked about trees.").passages
    assert ["decision", "question"] == [passage.kind for passage in found]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It was noted by Ms Chen that buses were late.", "Ms Chen"),
        ("Hello said the Chair.", "the Chair"),
        ("Not so, replied Councillor Hill.", "Councillor Hill"),
        ('"We must act," said Cllr Jones.', "Cllr Jones"),
        ("Had Mr Badu said this, it would matter.", None),
    ],
)
def test_who_speaks_after_the_verb_is_found(text: str, speaker: str | None, segment: Segment) -> None:
    (passage,) = segment(text).passages
    assert speaker == (passage.attribution.printed if passage.attribution else None)


def test_both_of_two_speakers_are_kept_where_one_attends(segment: Segment) -> None:
    found = segment(
        "In attendance: Ann Smith (Director)\n\nCllrs Smith and Jones proposed that it be deferred."
    ).passages
    assert ["Ann Smith", None] == [spoken.person for spoken in found[1].attributions]
    assert () == found[1].mentions


@pytest.mark.parametrize("part", ["Part A:", "Section 2", "Appendix B"])
def test_a_named_part_of_the_agenda_is_no_passage_before_the_minutes(part: str, segment: Segment) -> None:
    found = segment(summary=f"{part}\n\nThis paper gives a progress report.")
    assert ["This paper gives a progress report."] == [passage.text for passage in found.passages]


def test_a_named_part_is_a_topic_in_the_minutes(segment: Segment) -> None:
    found = segment(minutes="Part B:\n\nThe officer said that work went on.").passages
    assert ["Part B"] == [passage.topic for passage in found]
