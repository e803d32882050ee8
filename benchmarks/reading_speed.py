"""Timing of how pages are read and recorded, and saved pages of meetings made of gold paragraphs by a seed."""

from __future__ import annotations

import html
import json
import random
import time
from pathlib import Path
from typing import NamedTuple

from minutesearch.reading import read_page
from minutesearch.recording import record_meeting

__all__ = ["Timing", "load_paragraphs", "make_pages", "time_reading", "vary"]

_ROOT = Path(__file__).parents[1]
_SURNAMES = "Abbott Baines Corrie Dunmore Eccles Fenner Garside Hollis Ingham Jessop Kettle Lomas Mather Norris"
_TITLES = "Budget Parking Housing Libraries Leisure Waste Highways Licensing Schools Climate Drainage Trees"


class Timing(NamedTuple):
    """The time taken to read pages, and how much they held."""

    pages: int
    characters: int
    passages: int
    #: Of one thread, in seconds of CPU time.
    seconds: float


def make_pages(count: int, *, characters: int = 20_000, seed: int = 7) -> list[bytes]:
    """Return HTML pages as a council saves them: a table of items with paragraphs of the gold, all different.

    Args:
        count: How many pages to make.
        characters: The approximate length of each page.
        seed: The seed of the choice of paragraphs.
    """
    drawing = random.Random(seed)
    paragraphs = load_paragraphs()
    return [_make_page(drawing, paragraphs, number, characters) for number in range(count)]


def time_reading(pages: list[bytes], *, printed: int | None = None) -> Timing:
    """Read pages into records, facts and all, and return the CPU time.

    Args:
        pages: The bytes of each page.
        printed: How many printed pages they are; None for one each.
    """
    passages = 0
    begin = time.process_time()
    for number, page in enumerate(pages):
        read = read_page(page, source=f"page {number}")
        for meeting in read.meetings:
            passages += sum(len(one.item.passages) for one in record_meeting(meeting))
    seconds = time.process_time() - begin
    return Timing(printed or len(pages), sum(map(len, pages)), passages, seconds)


def load_paragraphs() -> list[str]:
    """Return the paragraphs of the seeds and of the gold pages, in order."""
    found: list[str] = []
    for path in sorted((_ROOT / "seeds").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [line.strip() for line in lines if len(line.split()) > 12]
    for path in sorted((_ROOT / "tests" / "gold" / "expected").glob("*.json")):
        source = path.parents[1] / "forms" / f"{path.stem}.txt"
        if source.exists() and json.loads(path.read_text(encoding="utf-8"))["meetings"]:
            lines = source.read_text(encoding="utf-8").splitlines()
            found += [line.strip() for line in lines if len(line.split()) > 8]
    return found


def _make_page(drawing: random.Random, paragraphs: list[str], number: int, characters: int) -> bytes:
    rows: list[str] = []
    length = 0
    while length < characters:
        said = [vary(drawing, drawing.choice(paragraphs)) for _ in range(drawing.randint(2, 9))]
        said.append(f"RESOLVED that report {drawing.randint(1, 9999)} be noted.")
        body = "".join(f"<p>{html.escape(each)}</p>" for each in said)
        rows.append(
            f'<tr><td class="mgItemNumberCell"><p>{len(rows) + 1}.</p></td><td><p class="mgAiTitleTxt">'
            f"{drawing.choice(_TITLES.split())} {drawing.randint(1, 999)}</p>"
            '<p class="mgSubItemTitleTxt">Minutes:</p>'
            f'<div class="mgWordPara">{body}</div></td></tr>'
        )
        length += len(rows[-1])
    day = f"{1 + number % 28} March {2000 + number % 25}"
    page = (
        f'<!DOCTYPE html><html><body><div id="modgov"><h1>Agenda and minutes</h1><h2>Planning Committee - {day}'
        f'</h2><table class="mgItemTable">{"".join(rows)}</table></div></body></html>'
    )
    return page.encode()


def vary(drawing: random.Random, text: str) -> str:
    """Return a paragraph with a random name and number added, so that no cache of one page helps another."""
    return f"{text} Councillor {drawing.choice(_SURNAMES.split())} referred to page {drawing.randint(1, 99_999)}."
