"""Builders of items to segment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.records import Section
from minutesearch.segmenting import Segmented, segment_item


def section_of(text: str, section: Section) -> SectionLines:
    lines: list[Line] = []
    blank = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            blank = True
            continue
        lines.append(Line(text=line, number=number, starts_block=blank))
        blank = False
    return SectionLines(section=section, lines=tuple(lines))


@pytest.fixture(scope="session")
def build_item() -> Callable[..., ItemLines]:
    def build(minutes: str = "", *, summary: str = "", decision: str = "", title: str | None = None) -> ItemLines:
        parts = ((summary, Section.SUMMARY), (minutes, Section.MINUTES), (decision, Section.DECISION))
        return ItemLines(title=title, sections=tuple(section_of(text, section) for text, section in parts if text))

    return build


@pytest.fixture(scope="session")
def segment(build_item: Callable[..., ItemLines]) -> Callable[..., Segmented]:
    """Return a function that segments an item given as texts of its sections, blocks parted by blank lines."""

    def run(minutes: str = "", **parts: str) -> Segmented:
        return segment_item(build_item(minutes, **parts))

    return run
