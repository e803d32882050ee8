"""Builders of items whose facts are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.recording import record_item
from minutesearch.records import AgendaItem, Section


@pytest.fixture(scope="session")
def record() -> Callable[..., AgendaItem]:
    """Return a function that records an item given as its paragraphs."""

    def run(*paragraphs: str, title: str | None = None, section: Section = Section.MINUTES) -> AgendaItem:
        lines = tuple(Line(text=text, number=number) for number, text in enumerate(paragraphs, 1))
        return record_item(ItemLines(title=title, sections=(SectionLines(section=section, lines=lines),))).item

    return run
