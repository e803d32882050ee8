"""One item cut into its title, its sections and what is structure."""

from __future__ import annotations

import pytest

from minutesearch.pages import Line
from minutesearch.reading.items.sections import read_item
from minutesearch.records import Section


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text=text, number=number) for number, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("repeated", "structure"),
    [("Allotment rents", ["Minutes:", "Allotment rents"]), ("Allotment gates", ["Minutes:"])],
    ids=["the title", "another heading"],
)
def test_a_title_that_stands_again_over_the_minutes_is_structure(repeated: str, structure: list[str]) -> None:
    read = read_item(lines("Allotment rents", "Minutes:", repeated, "The rents were discussed."), number="4")
    assert "Allotment rents" == read.item.title
    assert structure == [line.text for line in read.structure]
    [section] = read.item.sections
    kept = ["The rents were discussed."] if len(structure) == 2 else [repeated, "The rents were discussed."]
    assert (Section.MINUTES, kept) == (section.section, [line.text for line in section.lines])


def test_the_title_by_itself_under_the_label_is_what_was_minuted() -> None:
    """Without text below it, it repeats nothing."""
    read = read_item(lines("Allotment rents", "Minutes:", "Allotment rents"), number="4")
    assert ["Allotment rents"] == [line.text for section in read.item.sections for line in section.lines]
