"""Running heads, feet and page numbers of printed minutes: found, and nothing beside them."""

from __future__ import annotations

import dataclasses

import pytest

from minutesearch.reading.layout.lines import split_lines
from minutesearch.reading.layout.running_heads import find_running_headers

FIRST = """MINUTES of the HEALTH AND WELLBEING BOARD
Wednesday 4 March 2026 at 6.30 pm
Council Chamber, Town Hall
Present: Councillors Marsh (Chair), Dale and Hume.
12. WINTER PLAN
Miss Marsh provided an update on the winter plan and its costs.
The Board asked when the second clinic would open to residents.
The Director said that it would open in the spring of next year.
Councillor Dale asked how residents would be told of it.
A leaflet would go to every household.
A Member said that the old clinic had been missed.
The Director agreed, and hoped to keep one morning a week there."""
SECOND = """The Chair thanked the Director and her team for their work.
RESOLVED that the update be noted."""


def found_between(*lines: str) -> list[str]:
    """Return the lines found to be running heads when these stand between two pages."""
    whole = split_lines("\n".join((FIRST, *lines, SECOND)))
    return [whole[at].text for at in sorted(find_running_headers(whole))]


@pytest.mark.parametrize(
    "running",
    [
        pytest.param(("Page 2", "Wednesday 4 March 2026"), id="the date after the number"),
        pytest.param(("Wednesday 4 March 2026", "Page 2"), id="the date before the number"),
        pytest.param(("2", "Council Chamber, Town Hall"), id="a line of the head after the number"),
        pytest.param(("Council Chamber, Town Hall", "- 2 -"), id="a line of the head before the number"),
        pytest.param(("Council Chamber, Town Hall", "2", "4th March, 2026"), id="one on either side"),
    ],
)
def test_a_page_number_is_running_with_the_lines_beside_it(running: tuple[str, ...]) -> None:
    assert list(running) == found_between(*running)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Council Chamber, Town Hall",), id="no page number"),
        pytest.param(("2",), id="a number by itself"),
        pytest.param(("2", "The next meeting is on Wednesday 4 March 2026."), id="the date in a sentence"),
        pytest.param(("2", "Wednesday 6 May 2026"), id="the date of another meeting"),
        pytest.param(
            ("2", "The vote was close.", "Council Chamber, Town Hall"), id="a line of the head farther on"
        ),
        pytest.param(
            ("Council Chamber, Town Hall", "The vote was close.", "2"), id="a line of the head before that"
        ),
    ],
)
def test_what_is_not_plainly_running_stays(lines: tuple[str, ...]) -> None:
    assert [] == found_between(*lines)


def found_on_pages(*pages: str) -> list[tuple[int | None, str]]:
    lines = [
        dataclasses.replace(line, page=number)
        for number, page in enumerate(pages, start=1)
        for line in split_lines(page)
    ]
    return [(lines[at].page, lines[at].text) for at in sorted(find_running_headers(lines))]


def test_what_stands_at_the_edge_of_several_pages_is_running_but_not_the_first_head() -> None:
    pages = [
        f"HEALTH AND WELLBEING BOARD\n{text}\nPage {number} of 3"
        for number, text in enumerate((FIRST, SECOND, "There was no other business."), start=1)
    ]
    assert [
        (1, "Page 1 of 3"),
        (2, "HEALTH AND WELLBEING BOARD"),
        (2, "Page 2 of 3"),
        (3, "HEALTH AND WELLBEING BOARD"),
        (3, "Page 3 of 3"),
    ] == found_on_pages(*pages)


def test_a_line_of_one_page_only_is_not_running() -> None:
    assert [] == found_on_pages(FIRST, SECOND, "There was no other business.\nThe meeting closed at 8.05 pm.")
