"""Output for programs: results as JSON, JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from minutesearch.cli.output.cleaning import replace_controls
from minutesearch.results import Hit

__all__ = ["CSV_COLUMNS", "dump_csv", "dump_json"]

#: The columns of the CSV form, in order.
CSV_COLUMNS = (
    *("rank", "score", "id", "council", "body", "date", "item_number", "item_title"),
    *("kind", "label", "decision_type", "said_by", "text", "source", "url", "citation"),
)

#: JSON escapes the controls below U+0020 by itself. These it leaves, and U+009B begins an escape sequence too.
_LATE_CONTROLS = re.compile("[\x7f-\x9f]")

#: How a cell begins that a spreadsheet runs as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def dump_json(value: Any, *, indent: int | None = 2) -> str:  # Any: a JSON value
    """Return a value as JSON that a stream can write and a terminal can show, with every character kept.

    Args:
        value: A value that `json.dumps` takes.
        indent: The number of spaces for each level; None for one line.
    """
    # Where the stream is not UTF-8, a curly quote could not be written as it is.
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=indent)
    return _LATE_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def dump_csv(hits: Iterable[Hit]) -> str:
    """Return hits as CSV with a header, safe in a spreadsheet: no cell is taken for a formula.

    Args:
        hits: The hits, one a row.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows([_cell(value) for value in _row(hit)] for hit in hits)
    return written.getvalue()


def _row(hit: Hit) -> tuple[str | int | float | None, ...]:
    passage, item, meeting = hit.passage, hit.item, hit.meeting
    speakers = dict.fromkeys(spoken.person or spoken.printed for spoken in passage.attributions)
    return (
        *(hit.rank, hit.score, passage.id, meeting.council, meeting.body),
        *(meeting.date.isoformat() if meeting.date else None, item.number, item.title),
        *(passage.kind.value, passage.label, passage.decision_type.value if passage.decision_type else None),
        *("; ".join(speakers), passage.text, hit.source, item.url or meeting.url, hit.citation),
    )


def _cell(value: str | float | None) -> str | float | None:
    if not isinstance(value, str):
        return value
    return replace_controls(f"'{value}" if value.startswith(_FORMULA) else value)
