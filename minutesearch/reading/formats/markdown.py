"""Reading of Markdown into blocks: headings, lists, tables and the values above the text ("front matter")."""

from __future__ import annotations

import dataclasses
import datetime
import html
import itertools
import re
from collections.abc import Collection, Sequence, Set
from typing import NamedTuple

from minutesearch.pages import Block, Cell, Hint, Line, Style
from minutesearch.reading.layout.days import find_day
from minutesearch.reading.layout.lines import is_blank, split_lines

__all__ = ["is_markdown", "read_markdown"]

_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})[ \t]*")
#: How text ends, or goes on behind a sentence.
_ENDS_TEXT = re.compile(r"[.;,]\W*\Z|[a-z]{2}[.?!]\s+[A-Z]")
#: A longer line over a rule is no heading.
_LONGEST_HEADING = 100
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(?:```|~~~).*")
_ENTRY = re.compile(r"(?P<indent>[ \t]*)(?P<label>[-*+]|[0-9]{1,4}[.)])[ \t]+(?P<text>\S.*)")
_QUOTE = re.compile(r"\A {0,3}(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-{2,}:?[ \t]*+(?:\|[ \t]*+:?-{2,}:?[ \t]*+)*\|?[ \t]*+")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w -]{0,40}?)[ \t]*[:=][ \t]*(?P<value>.*)")
_MARKED = re.compile(r"(?<!\w)(?P<mark>\*\*\*|\*\*|__|\*|_)(?=\S)(?P<text>.{1,2000}?)(?<=\S)(?P=mark)(?!\w)")
#: Words in bold that a paragraph begins with, and the stop behind them: "**Finance**: The Treasurer".
_LEAD = re.compile(r"(?P<marks>\*\*|__)(?P<lead>[^*_\n]{2,120}?)(?P=marks)(?P<stop>[:.]?)(?=\s*\S)")
#: A number in marks with its title right behind them: "*1.*Adoption", "**2.** Trees".
_MARKED_NUMBER = re.compile(r"(?P<mark>\*{1,3}|__?)(?P<number>\(?[0-9]{1,3}[.)])[ \t]?(?P=mark)[ \t]*(?=[^\W\d_])")
#: A stop by itself in bold, behind a word: "Present**:** Cllr Ash".
_MARKED_STOP = re.compile(r"(?<=\w)\*\*(?P<stop>[ \t]?[:.,;])\*\*")
_STRONG = re.compile(r"(?:\*\*|__)(?P<text>(?:(?!\*\*|__).)+)(?:\*\*|__):?")
_STRUCK = re.compile(r"~~(?P<text>[^~]{1,2000})~~")
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]{0,500})\]"
    r"\((?P<address>(?:[^()\s]|\([^()\s]{0,100}\)){0,1000})(?:[ \t]\"[^\"]{0,200}\")?\)"
)
_ANCHOR = re.compile(r"(?P<text>)[ \t]*\{[:#.][^{}]{0,100}\}[ \t]*\Z")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.{0,1000}?-->")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST = 4_000
#: A file has so many headings, or one and words in bold, to be Markdown.
_LEAST_HEADINGS = 2
#: So many lines that begin with words in bold say so too: "**Present:** Ann Ash".
_BEGINS_BOLD, _LEAST_BOLD = re.compile(r"\s{0,3}\*\*[^\s*][^*]{0,200}\*\*"), 3
#: So many lines at most stand above the text.
_MOST_FIELDS = 60
#: What names the page and the day above the text. No other value there is a word of it, and “date” is as often the
#: day of publishing.
_SHOWN = {"title": 1, "meeting_date": 2, "meeting-date": 2, "meetingdate": 2, "date of meeting": 2}
#: The day of the page is looked for in so many of its first blocks.
_HEAD_WITHIN = 15
#: What says which page it is, beside a rule; a title that a number stands over has no more words.
_PAGE = re.compile(
    r"[-–\s|]{0,4}(?P<page>page\s{1,3})?(?P<number>[0-9]{1,4})(?:\s?(?:/|of)\s?[0-9]{1,4})?[-–\s|]{0,4}",
    re.IGNORECASE,
)
_MOST_OF_TITLE = 12
#: A value that is a day has fewer letters beside it and the words of any page.
_FEWEST, _MONTHS = 8, 12
_OF_OTHER_DAY = re.compile(r"\b(?:last|previous|next)\b|\b(?:approv|accept|adopt|confirm)\w*\b", re.IGNORECASE)
_OF_PAGES = re.compile(r"\b(?:meeting|minutes|notes|agenda|of|for|the|draft|held|on)\b", re.IGNORECASE)
_ENDINGS = (".md", ".markdown", ".mdx", ".qmd")


def is_markdown(text: str, *, source: str) -> bool:
    """Return whether a text is Markdown: by the ending of its name, headings, or lines that begin in bold."""
    if source.lower().endswith(_ENDINGS):
        return True
    lines = text[:200_000].split("\n")
    if "**" in text and sum(_BEGINS_BOLD.match(line) is not None for line in lines) >= _LEAST_BOLD:
        return True
    if "#" not in text and not text.startswith("---"):
        return False
    headings = sum(_HEADING.fullmatch(line) is not None for line in lines if line[:4].lstrip().startswith("#"))
    return headings >= _LEAST_HEADINGS or (headings > 0 and "**" in text) or _count_fields(lines) > 1


def _count_fields(lines: Sequence[str]) -> int:
    """Return how many lines the values above the text take, with their fences; 0 if there are none."""
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return 0
    end = next(
        (at for at, line in enumerate(lines[1:_MOST_FIELDS], 1) if line.rstrip() in (lines[0].rstrip(), "...")), 0
    )
    return end + 1 if end and any(_FIELD.match(line) for line in lines[1:end]) else 0


def read_markdown(text: str) -> list[Block]:
    """Read the blocks of a Markdown text, whose marks are no words.

    The values above the text have the hint MENU, but for the title and the date where the text has none.
    """
    lines = re.split("\r\n|\r|\n", text)
    above = _count_fields(lines)
    blocks = _read_fields(lines[1 : above - 1]) if above else []
    found = split_lines("\n".join(lines[above:]))
    walk = _Walk(_find_rules(found))
    for at, line in enumerate(found):
        below = found[at + 1] if at + 1 < len(found) and not found[at + 1].gap else None
        walk.take(line.text, number=above + (line.number or 0), gap=line.gap, below=below.text if below else None)
    text_blocks = _mark_page_numbers(walk.blocks, walk.rules)
    titles = [at for at, block in enumerate(text_blocks) if block.style.heading is not None]
    head = text_blocks[: titles[1] if len(titles) > 1 else _HEAD_WITHIN][:_HEAD_WITHIN]
    said = {_fold(block.text) for block in head}
    days = {
        day.date
        for block in head
        if (day := find_day(block.text)) is not None and not _OF_OTHER_DAY.search(block.text)
    }
    # The title may name the body beside the day; of another day it is that of the posting.
    dropped = {
        at for at, block in enumerate(blocks) if _fold(block.text) in said or _is_of_other(block.text, days)
    }
    shown = [
        dataclasses.replace(block, hint=Hint.MENU) if at in dropped else block for at, block in enumerate(blocks)
    ]
    return shown + text_blocks


def _is_of_other(text: str, days: Set[datetime.date]) -> bool:
    """Return whether a value above the text has a day that is none of the text's, in either order of figures."""
    day = find_day(text)
    if day is None or not days:
        return False
    rest = _OF_PAGES.sub("", text[: day.start] + text[day.end :])
    is_short = sum(map(str.isalpha, rest)) < _FEWEST
    turned = day.date.replace(month=day.date.day, day=day.date.month) if day.date.day <= _MONTHS else day.date
    return is_short or days.isdisjoint((day.date, turned))


def _find_rules(lines: Sequence[Line]) -> set[str]:
    """Return the rows of dashes that stand directly below text that is no heading: rules, wherever they stand.

    A converter that parts pages by "---" leaves no blank line before it, and the last words of some page look like
    a title.
    """
    return {
        below.text.strip()
        for line, below in itertools.pairwise(lines)
        if not below.gap and "-" in below.text and _UNDERLINE.fullmatch(below.text) and _is_text(line.text)
    }


def _is_text(line: str) -> bool:
    return _ENDS_TEXT.search(line) is not None or line[:1].islower() or len(line) > _LONGEST_HEADING


def _mark_page_numbers(blocks: Sequence[Block], rules: Collection[int]) -> list[Block]:
    """Give the hint of a running line to page numbers, which stand beside a rule: "---" and "12".

    They rise, or say that they are pages; numbers that stand over titles count items.

    Args:
        blocks: The blocks of the text.
        rules: The indexes of the blocks that a rule stands before.
    """
    found: list[tuple[int, int, bool]] = []
    for at, block in enumerate(blocks):
        match = _PAGE.fullmatch(block.text) if at in rules or at + 1 in rules else None
        is_entry = block.level is not None and not block.text.endswith("-")  # "- 12 -" is none
        if match is not None and not is_entry and block.cell is None and block.style.heading is None:
            found.append((at, int(match["number"]), match["page"] is not None))
    said = {at for at, _, says in found if says}
    bare = [(at, number) for at, number, says in found if not says]
    over_titles = sum(at + 1 not in rules and _may_be_title(blocks[at + 1 : at + 2]) for at, _ in bare)
    rises = len(bare) > 1 and all(one < two for (_, one), (_, two) in itertools.pairwise(bare))
    if rises and over_titles * 2 < len(bare):
        said |= {at for at, _ in bare}
    return [
        dataclasses.replace(block, hint=Hint.RUNNING) if at in said else block for at, block in enumerate(blocks)
    ]


def _may_be_title(below: Sequence[Block]) -> bool:
    """Return whether the block below a number is short and no sentence, as the title that it counts is."""
    text = below[0].text if below else ""
    return text[:1].isupper() and len(text.split()) <= _MOST_OF_TITLE and not text.endswith((".", ",", ";"))


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read_fields(lines: Sequence[str]) -> list[Block]:
    blocks: list[tuple[int, Block]] = []
    for number, line in enumerate(lines, 2):
        match = _FIELD.fullmatch(line)
        value = match["value"].strip().strip("\"'") if match else ""
        order = _SHOWN.get(match["name"].lower()) if match and value else None
        if order is None:
            if not is_blank(line):
                blocks.append((3, Block(text=line, number=number, hint=Hint.MENU)))
            continue
        text = value if order == 1 else f"Date: {value[:10] if re.match(r'[0-9]{4}-', value) else value}"
        style = Style(heading=1) if order == 1 else Style()
        blocks.append((order, Block(text=text, number=number, gap=1, style=style)))
    return [block for _, block in sorted(blocks, key=lambda each: each[0])]


class _Cleaned(NamedTuple):
    """A text without its marks."""

    text: str
    bold: bool
    links: tuple[str, ...]
    #: The words struck through.
    gone: str = ""
    #: How many letters the bold words have that it begins with, where the rest is not bold.
    lead: int = 0


def _clean(text: str) -> _Cleaned:
    if len(text) > _LONGEST:
        return _Cleaned(text, False, ())
    gone = " ".join(match["text"] for match in _STRUCK.finditer(text))
    text = _STRUCK.sub("", text)
    links = tuple(match["address"] for match in _LINK.finditer(text))
    text = _TAG.sub("", _ANCHOR.sub("", _LINK.sub(lambda match: match["text"], text))).strip()
    bold = _STRONG.fullmatch(text) is not None
    opening = _LEAD.match(text) if not bold else None
    lead = len(html.unescape(_ESCAPE.sub(r"\1", opening["lead"] + opening["stop"])).strip()) if opening else 0
    text = _MARKED_NUMBER.sub(lambda match: f"{match['number']} ", text, count=1) if text[:1] in "*_" else text
    for _ in range(3):
        text = _MARKED_STOP.sub(lambda match: match["stop"], text)
        text = _MARKED.sub(lambda match: match["text"], text)
    return _Cleaned(html.unescape(_ESCAPE.sub(r"\1", text)).strip(), bold, links, gone, lead)


class _Walk:
    """A walk over the lines.

    Args:
        rows: The rows of dashes that are rules, and underline nothing.
    """

    def __init__(self, rows: Collection[str]) -> None:
        self._rows = rows
        self.blocks: list[Block] = []
        self._tables = self._row = 0
        self._heads: dict[int, str] = {}
        self._is_underline = False
        self._gap = 0
        #: The places of rules: before the block of that index.
        self.rules: set[int] = set()

    def take(self, line: str, *, number: int, gap: int, below: str | None) -> None:
        """Add the blocks of the next line."""
        self._gap += gap
        if self._is_underline or _FENCE.fullmatch(line) or _RULE.fullmatch(line):
            # A rule parts paragraphs as a blank line does.
            self._gap += not self._is_underline
            if not self._is_underline and _RULE.fullmatch(line):
                self.rules.add(len(self.blocks))
            self._is_underline = False
            return
        if "|" in line and self._take_row(line, number=number, gap=gap, below=below):
            return
        heading = _HEADING.fullmatch(line)
        level = len(heading["level"]) if heading else None
        if heading is None and below is not None and _UNDERLINE.fullmatch(below) and self._may_head(line, below):
            level = 1 if "=" in below else 2
            self._is_underline = True
        text = heading["text"] if heading else _QUOTE.sub("", line, count=1)
        entry = _ENTRY.fullmatch(text) if level is None else None
        cleaned = _clean(entry["text"] if entry else text)
        if cleaned.gone:
            self.blocks.append(Block(text=cleaned.gone, number=number, hint=Hint.MENU))
        if is_blank(cleaned.text):
            self._gap += 1
            return
        bullet = entry is not None and entry["label"] in "-*+"
        self.blocks.append(
            Block(
                text=cleaned.text if entry is None or bullet else f"{entry['label']} {cleaned.text}",
                label="•" if bullet else None,
                level=len(entry["indent"].expandtabs(4)) // 2 if entry else None,
                number=number,
                starts=self._gap > 0 or level is not None or entry is not None or not self.blocks,
                gap=max(self._gap, int(level is not None)),
                style=Style(heading=level, bold=cleaned.bold, lead=cleaned.lead if entry is None else 0),
                links=cleaned.links,
            )
        )
        self._gap = int(level is not None)

    def _may_head(self, line: str, below: str) -> bool:
        """Return whether a line over a row of marks is a heading; the last of several over a rule is text."""
        is_alone = self._gap > 0 or not self.blocks
        may_underline = is_alone and not _is_text(line) and below.strip() not in self._rows
        return not _ENTRY.match(line) and ("=" in below or may_underline)

    def _take_row(self, line: str, *, number: int, gap: int, below: str | None) -> bool:
        """Add the cells of a row of a table; return False if the line is none."""
        if _TABLE_RULE.fullmatch(line) and self._row:
            return True
        opens = below is not None and "|" in line and _TABLE_RULE.fullmatch(below) is not None
        if gap or opens:
            self._row = 0
        if not opens and not self._row:
            return False
        cells = [_clean(cell) for cell in line.strip().strip("|").split("|")]
        if not self._row:
            self._tables += 1
            self._heads = {}
        for column, cell in enumerate(cells):
            head = self._heads.get(column)
            place = Cell(table=self._tables, row=self._row, column=column, head=head if self._row else None)
            hint = Hint.ROW if self._row or not any(each.text for each in cells) else Hint.COLUMNS
            self.blocks.append(
                Block(text=cell.text, number=number, gap=1, style=Style(bold=cell.bold), cell=place, hint=hint)
            )
            if not self._row and cell.text:
                self._heads[column] = cell.text
        self._row += 1
        self._gap = 1
        return True
