"""Records of a page as read, before it is cut into passages: the lines of each agenda item, by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from minutesearch.records import Meeting, Problem, Section

__all__ = ["Block", "Box", "Cell", "Hint", "ItemLines", "Line", "MeetingLines", "Page", "SectionLines", "Style"]


class Hint(StrEnum):
    """The role of a line according to the markup of its source."""

    #: The number of an agenda item, in a cell of its own.
    NUMBER = "number"
    #: The title of an agenda item.
    TITLE = "title"
    #: A label of the page ("Minutes:").
    LABEL = "label"
    #: The words of the report or the minutes.
    TEXT = "text"
    #: The row of a table, its cells joined by spaces.
    ROW = "row"
    #: The row of a table whose columns mark who came, its cells joined by spaces.
    ROLL = "roll"
    #: The column headings of a table, which are no passage.
    COLUMNS = "columns"
    #: One of those who came, in a list that no label stands over.
    PERSON = "person"
    #: What several of those who came are called, over them in such a list: "Staff Members".
    GROUP = "group"
    #: Menus and links that every page of a site has.
    MENU = "menu"
    #: What runs from page to page at its head or foot.
    RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a block stands on its page, in points from the left and the top edge."""

    #: Its left edge.
    left: float
    #: Its upper edge.
    top: float
    #: Its right edge.
    right: float
    #: Its lower edge.
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the type of a block looks."""

    #: How large it is, beside most of the text of its source; 1.0 where that is not known.
    size: float = 1.0
    #: Whether all of it is bold, or underlined where the form tells that.
    bold: bool = False
    #: Whether all its letters are shown as capitals.
    capitals: bool = False
    #: Whether it stands in the middle of the page.
    centred: bool = False
    #: How far it stands in from the left edge of the text, in points; 0 where that is not known.
    indent: float = 0.0
    #: The level of a heading, from 1; None if the markup calls it none.
    heading: int | None = None
    #: How many letters the bold words have that it begins with, where the rest is not bold; 0 without them.
    lead: int = 0


_PLAIN = Style()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The place of a block in a table."""

    #: The number of the table in its source, counted from 1.
    table: int
    #: Its row, counted from 0.
    row: int
    #: Its column, counted from 0.
    column: int
    #: The words at the head of its column; None if it has none, or is a head itself.
    head: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What the eye takes for one piece of a page: a line of text or PDF, a paragraph, a cell of a table.

    Every form of file becomes a sequence of these, and what it knows of them is kept to the last rule that asks.
    """

    #: Its words exactly as they show, without its label.
    text: str
    #: The label that is shown before it though it is not in its text ("3.", "(a)", "•"); None without one.
    label: str | None = None
    #: How deep it stands in lists, from 0; None if it is in no list.
    level: int | None = None
    #: The number of its line in the source, counted from 1; None if the source has no lines.
    number: int | None = None
    #: Whether it begins anew, and does not go on from the block before on the next line.
    starts: bool = True
    #: Whether its place on the page says that it goes on from the block before, whatever their words say.
    flows: bool = False
    #: How many blank lines stand before it.
    gap: int = 0
    #: The printed page, counted from 1; None if the source has no pages.
    page: int | None = None
    #: Where it stands on the page; None if that is not known.
    box: Box | None = None
    #: How it looks.
    style: Style = _PLAIN
    #: Its place in a table; None if it is in none.
    cell: Cell | None = None
    #: Its paragraphs, where it is a cell of several; empty for any other.
    parts: tuple[str, ...] = ()
    #: What the markup says that it is; None if there is none.
    hint: Hint | None = None
    #: The addresses that words of it lead to.
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One non-blank line of a source, as the rules that go by words read it."""

    #: The line exactly as in the source, without its line end.
    text: str
    #: Its number in the source, counted from 1; None if the source has no lines.
    number: int | None = None
    #: Whether at least one blank line (or the start of the section) stands before it.
    starts_block: bool = True
    #: Whether its place on the page says that it is of the paragraph of the line before, unless it starts a block.
    flows: bool = False
    #: How many blank lines stand before it; 0 where the source has no lines.
    gap: int = 0
    #: The printed page it stands on, counted from 1; None if the source has no pages.
    page: int | None = None
    #: What the markup says that it is; None if there is none.
    hint: Hint | None = None
    #: The addresses that words of it lead to.
    links: tuple[str, ...] = ()
    #: The cells of a table's row, each with the words at the head of its column; empty for any other line.
    cells: tuple[tuple[str, str], ...] = ()
    #: The blocks that it shows: one, or the cells of a row; empty where the source has nothing but lines.
    blocks: tuple[Block, ...] = field(default=(), compare=False, repr=False)

    @property
    def style(self) -> Style:
        """How it looks: what its first block does."""
        return self.blocks[0].style if self.blocks else _PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLines:
    """The lines of one section of an item's page."""

    #: Which part it is.
    section: Section
    #: Its non-blank lines in order, headings of the page's own structure taken out.
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLines:
    """One agenda item of a page, not yet cut into passages."""

    #: The item's number as printed; None where it is not.
    number: str | None = None
    #: The item's title; None for what stands before the first item.
    title: str | None = None
    #: The address of the item's page; None if unknown.
    url: str | None = None
    #: Modern.Gov's number of the item; None if unknown.
    modgov_item: str | None = None
    #: Modern.Gov's number of the matter; None if unknown.
    modgov_issue: str | None = None
    #: Its number on the agenda, where the minutes count on from meeting to meeting; None if unknown.
    agenda_number: str | None = None
    #: The parts of the item's page in the order of the source.
    sections: tuple[SectionLines, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLines:
    """One meeting of a page, with its items."""

    #: What the source says of the meeting, without items.
    meeting: Meeting
    #: Its items in the order of the source.
    items: tuple[ItemLines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source as read, before its items are cut into passages."""

    #: The form of the page: "agenda item", "whole meeting", "issue", "decision", "printed minutes" and so on.
    kind: str
    #: The meetings in the order of the source.
    meetings: tuple[MeetingLines, ...]
    #: The lines that are structure (headings, labels), never passages; titles are not among them.
    structure: tuple[Line, ...]
    #: What went wrong while the rest could be read.
    problems: tuple[Problem, ...] = ()
