"""Lines that a page breaks at odd places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.reading.layout.lines import split_lines
from minutesearch.segmenting import Segmented
from minutesearch.segmenting.blocks import join_lines


@pytest.mark.parametrize(
    "lines",
    [
        "The\nCommittee received an application for a new dwelling.",
        "The Licensing\nOfficer presented the application for a licence.",
        "Councillor\nHall proposed that the report be noted.",
        "The Panel thanked Councillor H.\nCousins for the report on the parks.",
        "It was resolved (2 votes to\n1) to refuse the application as it stands.",
        "RESOLVED that the minutes of the meeting held on 12 July\n2021 be approved.",
        "The Mayor reported that many\nCouncillors had expressed concerns.",
        "The motion, as it was amended by the Leader, was\ndeclared CARRIED.",
    ],
)
def test_a_sentence_is_one_passage_wherever_it_is_broken(lines: str, segment: Callable[[str], Segmented]) -> None:
    assert [lines.replace("\n", " ")] == [one.text for one in segment(lines).passages]


def test_a_heading_ends_where_the_paragraph_begins(segment: Callable[[str], Segmented]) -> None:
    (passage,) = segment("The Decision\nCouncillor Hall said that the fares be increased.").passages
    assert passage.text.startswith("Councillor Hall")


@pytest.mark.parametrize("label", ["(a)", "i.", "a)"])
def test_a_label_on_a_line_of_its_own_is_that_of_the_next(label: str, segment: Callable[[str], Segmented]) -> None:
    (passage,) = segment(f"{label}\n\nThree routes would be offered again in the summer.").passages
    assert (label.strip("().") or None, "Three routes") == (passage.label, passage.text[:12])


def test_a_space_that_does_not_break_is_a_space(segment: Callable[[str], Segmented]) -> None:
    (passage,) = segment("RESOLVED\u00a0that the\u00a0report be\u00a0noted.").passages
    assert ("decision", "noted") == (passage.kind, passage.decision_type)


def test_a_dash_inside_a_wrapped_sentence_begins_no_entry() -> None:
    roll = "The roll was called: Trustee Hill – yes, Trustee Quill – yes, Trustee Ash – no. Motion passes."
    assert [roll] == [block.text for block in join_lines(split_lines(roll.replace("Quill ", "Quill\n")))]
    assert 3 == len(join_lines(split_lines("The Clerk is to buy:\n– paint\n– two brushes")))


@pytest.mark.parametrize(
    "parts",
    [
        ("The report was proposed by Councillor Tierney, seconded by Councillor", "Dunphy, and agreed."),
        ("The County Architect put forward the motion which was seconded by", "Councillor Dunphy on the night."),
        ("MOVED", "Director Tierney, SECONDED Director Dunphy, that the minutes be adopted."),
        ("Members objected since this had happened before. Councillor", "Tierney withdrew her name at once."),
    ],
)
def test_a_sentence_goes_on_where_a_person_is_to_be_named(
    parts: tuple[str, str], segment: Callable[[str], Segmented]
) -> None:
    assert [" ".join(parts)] == [one.text for one in segment("\n\n".join(parts)).passages]


def test_lines_of_a_form_that_nobody_filled_in_are_not_joined(segment: Callable[[str], Segmented]) -> None:
    found = [one.text for one in segment("Proposed by\n\nSeconded by\n\nCarried").passages]
    assert "Proposed by Seconded by" not in " ".join(found[:1])
