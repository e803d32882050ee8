from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.segmenting import Segmented


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (
            "The application\nsought approval for demolition of the\nexisting property.",
            ["The application sought approval for demolition of the existing property."],
        ),
        (
            "2)  the convener be authorised to convene\n      a further meeting.",
            ["the convener be authorised to convene a further meeting."],
        ),
        (
            "The Chair gave an update.\nThere had been many applications.",
            ["The Chair gave an update.", "There had been many applications."],
        ),
        (
            "“My wife is employed by the NHS in\n\nWales and took part”.",
            ["“My wife is employed by the NHS in Wales and took part”."],
        ),
        (
            "It was moved by Mr Rae and\n\nRESOLVED that the report be noted.",
            ["It was moved by Mr Rae and", "RESOLVED that the report be noted."],
        ),
        (
            "Components were: (1) the principle of co-production;\n(2) parity of ownership between bodies.",
            ["Components were: (1) the principle of co-production;", "parity of ownership between bodies."],
        ),
        (
            "Councillor Rae moved (1) that it be noted and\n(2) that it be sent.",
            ["Councillor Rae moved (1) that it be noted and (2) that it be sent."],
        ),
        ("| The report was noted. |", ["The report was noted."]),
    ],
    ids=["wrapped", "hanging", "two sentences", "quote", "broken sentence", "list", "inner label", "table bars"],
)
def test_lines_of_one_sentence_are_joined(segment: Callable[..., Segmented], lines: str, texts: list[str]) -> None:
    assert texts == [passage.text for passage in segment(lines).passages]


def test_numbers_inside_a_sentence_cut_nothing(segment: Callable[..., Segmented]) -> None:
    text = "Essential components were: (1) the principle of co-production; (2) parity; and (3) oversight."
    assert [text] == [passage.text for passage in segment(text).passages]


def test_the_rows_of_a_flattened_table_are_passages(segment: Callable[..., Segmented]) -> None:
    lines = (
        "The following declarations of personal interest were made:\n\nMember\n\nMinute No.\n\nReason\n\n"
        "Councillor Hardy\n\n"
        "70 – Notice of Motion\n\nHe is a trade union member\n\nCouncillor Bow\n\n25a\n\nSchool Governor"
    )
    segmented = segment(lines)
    assert [
        "Councillor Hardy 70 – Notice of Motion He is a trade union member",
        "Councillor Bow 25a School Governor",
    ] == [passage.text for passage in segmented.passages[1:]]
    assert ("Member", "Minute No.", "Reason") == segmented.structure


@pytest.mark.parametrize(
    "heading", ["Representations", "Application", "Part A:", "Agenda item 12A – Notice of Motion (pay)"]
)
def test_a_heading_is_structure(segment: Callable[..., Segmented], heading: str) -> None:
    segmented = segment(f"{heading}\n\nC Storey spoke in objection to the application.")
    assert (heading,) == segmented.structure
    assert 1 == len(segmented.passages)


def test_a_heading_of_the_agenda_repeated_in_the_minutes_is_structure(segment: Callable[..., Segmented]) -> None:
    segmented = segment(
        "7.1  15C30H/FR – Full application for touring caravans\n\nIt was resolved to defer the application.",
        summary="7.1  15C30H/FR – High Farm, Tref",
    )
    assert ("7.1 15C30H/FR – Full application for touring caravans",) == segmented.structure
