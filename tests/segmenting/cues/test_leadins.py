from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.segmenting import Segmented


def test_entries_keep_the_sentence_they_hang_from(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "8.   Dr Rickard from the Local Medical Committee raised several points:\n\n"
        "a.   Housing developments were referenced.\n\nb.   She did not feel it was so.\n\n9.   Mr Badu replied."
    ).passages
    lead = "Dr Rickard from the Local Medical Committee raised several points:"
    assert [("8", None), ("8.a", lead), ("8.b", lead), ("9", None)] == [
        (one.label, one.lead_in) for one in passages
    ]


def test_a_lead_in_is_the_last_sentence_of_its_paragraph(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "The Board saw a video. The key points were as follows:\n\n·  The Model was vital."
    ).passages
    assert "The key points were as follows:" == passages[1].lead_in


def test_a_bullet_without_a_stop_is_no_lead_in(segment: Callable[..., Segmented]) -> None:
    lead = "This paper seeks to provide a report on:"
    passages = segment(f"{lead}\n\n·  the System;\n\n·  the ICP (M&S ICP); and\n\n·  the next steps.").passages
    assert [None, lead, lead, lead] == [one.lead_in for one in passages]


def test_numbered_paragraphs_do_not_hang_from_the_attendance_line(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "In attendance: Vincent Badu (Officer, K&M ICB)\n\n1.   Mr Badu introduced the item."
    ).passages
    assert None is passages[1].lead_in


@pytest.mark.parametrize(
    "lead",
    [
        "The Health and Wellbeing Board:",
        "RESOLVED that the Committee:",
        "RESOLVED that Cabinet –",
        "RESOLVED that:",
        "AGREED that:",
        "Agreed that –",
        "RESOLVED:",
        "Resolved –",
        "IT WAS RESOLVED that:",
        "It was resolved that:",
        "UNANIMOUSLY RESOLVED that:",
        "RESOLVED (unanimously) that:",
        "The Cabinet agreed to:",
        "Following discussion, it was RESOLVED that:",
        "RECOMMENDED to Council that:",
    ],
)
def test_a_decision_line_that_decides_nothing_is_the_lead_in_of_its_clauses(
    segment: Callable[..., Segmented], lead: str
) -> None:
    segmented = segment(
        f"The Chair spoke.\n\n{lead}\n\n(a)   the report be noted; and\n\n(b)   the plan be approved."
    )
    clauses = segmented.passages[1:]
    assert (lead,) == segmented.structure
    assert [("a", lead, "decision"), ("b", lead, "decision")] == [
        (one.label, one.lead_in, one.kind) for one in clauses
    ]


@pytest.mark.parametrize(
    ("text", "lead", "label"),
    [
        ("Resolved:  (i)      That the recommendations be approved.", "Resolved:", "i"),
        ("RESOLVED – that (A) the work programme be approved; and", "RESOLVED – that", "A"),
    ],
)
def test_a_decision_line_with_its_first_clause_is_split(
    segment: Callable[..., Segmented], text: str, lead: str, label: str
) -> None:
    segmented = segment(text)
    assert (lead,) == segmented.structure
    assert (label, lead) == (segmented.passages[0].label, segmented.passages[0].lead_in)


def test_a_line_that_decides_and_lists_conditions_is_a_passage_too(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "RESOLVED that permission be granted subject to these conditions:\n\n1.  Works begin.\n\n2.  Trees stay."
    ).passages
    assert [(None, "approved"), ("1", "approved"), ("2", "approved")] == [
        (one.label, one.decision_type) for one in passages
    ]


def test_a_decision_list_ends_with_the_next_paragraph(segment: Callable[..., Segmented]) -> None:
    passages = segment(
        "RESOLVED that:\n\n1.  it be noted.\n\nThe Chair thanked all officers.\n\n2.   A Member spoke."
    ).passages
    assert ["decision", "discussion", "discussion"] == [one.kind for one in passages]
