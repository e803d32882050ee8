"""Hits as a notebook shows them, and as rows of a table."""

from __future__ import annotations

import datetime
import html
import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from minutesearch.errors import MissingLibraryError
from minutesearch.located import Located
from minutesearch.markup import cut_snippet, mark_html
from minutesearch.records import Span

__all__ = ["COLUMNS", "cut_short", "hit_html", "instant_text", "make_frame", "row_of"]

#: The columns of a row.
COLUMNS = (
    *("id", "council", "body", "date", "item_number", "item_title", "kind", "decision_type", "label", "lead_in"),
    *("topic", "said_by", "text", "citation", "source", "url", "fingerprint"),
)
#: What the columns that are no text hold.
_TYPES = {"rank": int, "score": float, "date": datetime.date}
#: How many letters of a passage its `repr` shows.
_LETTERS = 60


def cut_short(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…"


def instant_text(instant: datetime.datetime) -> str:
    """Return an instant as JSON has it: "2026-10-07T09:30:00Z"."""
    return f"{instant.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


def hit_html(located: Located, highlights: Sequence[Span]) -> str:
    """Return a passage as HTML: what of it matches, marked, with the citation under it; all of it escaped.

    Args:
        located: The passage.
        highlights: What matches of its text.
    """
    snippet = cut_snippet(located.passage.text, highlights)
    marked = mark_html(snippet.text, snippet.highlights)
    return f"<p>{marked}<br><small>{html.escape(located.citation)}</small></p>"


def row_of(located: Located) -> dict[str, Any]:  # Any: a cell
    """Return a passage as a row of a table: plain values by column.

    Args:
        located: The passage.
    """
    passage, item, meeting = located.passage, located.item, located.meeting
    return {
        "id": passage.id,
        "council": meeting.council,
        "body": meeting.body,
        "date": meeting.date,
        "item_number": item.number,
        "item_title": item.title,
        "kind": passage.kind.value,
        "decision_type": passage.decision_type.value if passage.decision_type else None,
        "label": passage.label,
        "lead_in": passage.lead_in,
        "topic": passage.topic,
        "said_by": "; ".join(passage.said_by),
        "text": passage.text,
        "citation": located.citation,
        "source": located.source,
        "url": item.url or meeting.url,
        "fingerprint": passage.fingerprint,
    }


def make_frame(rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, library: str) -> Any:
    """Make a data frame of pandas or polars, either of which is imported only now.

    A column has one type whatever is on the page, so that pages can be put together: days are days, and text is
    text where all of it is missing.

    Args:
        rows: The rows.
        columns: Their columns, which a table without rows has too.
        library: "pandas" or "polars".

    Raises:
        MissingLibraryError: The library is not installed.
    """
    try:
        module = importlib.import_module(library)
    except ImportError as error:
        message = f"{library} is not installed, and a table of {library} needs it: pip install {library}"
        raise MissingLibraryError(message, library=library) from error
    table = list(rows)
    values = {column: [row[column] for row in table] for column in columns}
    if library == "polars":
        types = {int: module.Int64, float: module.Float64, datetime.date: module.Date, str: module.String}
        return module.DataFrame(values, schema={column: types[_TYPES.get(column, str)] for column in columns})
    # Seconds: nanoseconds, which pandas would take, begin in 1677.
    types = {int: "int64", float: "float64", datetime.date: "datetime64[s]", str: "object"}
    return module.DataFrame(
        {column: module.Series(values[column], dtype=types[_TYPES.get(column, str)]) for column in columns}
    )
