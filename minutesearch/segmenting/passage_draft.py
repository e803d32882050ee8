"""A passage under construction, with its words and its place in lists known."""

from __future__ import annotations

from dataclasses import dataclass

from minutesearch.records import Section
from minutesearch.segmenting.subheadings import Part

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A passage with its words and list position known, but not yet its kind, topic or speakers."""

    text: str
    marker: str
    label: str | None
    lead_in: str | None
    #: Where the words begin after a run-in heading; 0 without one.
    start: int
    #: The run-in heading.
    heading: str | None
    #: The heading on a line of its own that it stands under; None without one.
    under: str | None
    #: Whether it is an entry of a decision's list, or stands in the decision part of the page.
    decides: bool
    #: Whether its lead-in says that it is a decision; a paragraph under a heading may be something else.
    resolved: bool
    #: The bare label that it stands under ("answer"); None without one.
    part: Part | None
    #: The attendance label that it stands under ("Apologies"), as printed; None without one.
    attending: str | None
    #: The bare name before a colon or dash that says who speaks; None without one.
    speaker: str | None
    section: Section
    line: int | None
    #: The cells of the table's row that it is, each with the head of its column.
    cells: tuple[tuple[str, str], ...] = ()
    #: The same where the columns of the table mark who came; empty for any other row.
    marks: tuple[tuple[str, str], ...] = ()
