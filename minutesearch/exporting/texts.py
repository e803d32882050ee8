"""The forms of hits that are text: CSV, JSON Lines and Markdown."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from minutesearch.exporting.rows import COLUMNS, Cell, make_row, replace_controls
from minutesearch.records import Passage
from minutesearch.results import Hit

__all__ = ["iter_json_lines", "iter_table", "write_json_lines", "write_quotations", "write_table"]

#: How a cell begins that a spreadsheet runs as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: What Markdown or the HTML in it would take for something else than the character.
_MARKS = re.compile(r"([\\`*_\[\]<>#|&!~{}$])")


def write_table(hits: Iterable[Hit], stream: TextIO) -> int:
    """Write hits as CSV with a header, safe in a spreadsheet: no cell is taken for a formula.

    Args:
        hits: The hits, one a row.
        stream: Where to write; opened with `newline=""`, if it is a file.

    Returns:
        How many hits were written.
    """
    count = -1
    for line in iter_table(hits):
        stream.write(line)
        count += 1
    return count


def iter_table(hits: Iterable[Hit]) -> Iterator[str]:
    """Iterate over the lines of a table, the header first, as `write_table` writes them.

    Args:
        hits: The hits, one a row; each is read when its line is asked for.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    yield buffer.getvalue()
    for hit in hits:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_cell(value) for value in make_row(hit)])
        yield buffer.getvalue()


def iter_json_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """Iterate over the hits as JSON objects, each in a line of its own, as `Hit.to_dict` has them."""
    for hit in hits:
        yield json.dumps(hit.to_dict(), ensure_ascii=False) + "\n"


def write_json_lines(hits: Iterable[Hit], stream: TextIO) -> int:
    """Write each hit as a JSON object in a line of its own, as `Hit.to_dict` has it; return how many."""
    count = 0
    for line in iter_json_lines(hits):
        stream.write(line)
        count += 1
    return count


def write_quotations(hits: Iterable[Hit], stream: TextIO) -> int:
    """Write each hit as a quotation in Markdown, with its citation and a link below it; return how many."""
    count = 0
    for hit in hits:
        passage, address = hit.passage, hit.item.url or hit.meeting.url
        lines = _quoted_lines(hit.stretch.in_order() if hit.stretch else ((passage.lead_in, passage),))
        if count:
            stream.write("\n")
        stream.writelines(f"> {line}".rstrip() + "\n" for line in lines)
        stream.write(f"\n— {_plain(hit.citation)} · {passage.id}{_link(address)}\n")
        count += 1
    return count


def _quoted_lines(passages: Iterable[tuple[str | None, Passage]]) -> list[str]:
    """Return the lines of passages, each after the sentence that it hangs from."""
    lines: list[str] = []
    for lead_in, each in passages:
        lines += [""] if lines else []
        lines += [f"*{_plain(lead_in)}*", ""] if lead_in else []
        lines += [_plain(line) for line in each.text.splitlines() or [""]]
    return lines


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    return replace_controls(f"'{value}" if value.startswith(_FORMULA) else value)


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is, in one line."""
    return _MARKS.sub(r"\\\1", " ".join(replace_controls(text).split()))


def _link(address: str | None) -> str:
    if not address or not address.startswith(("https://", "http://")) or set(address) & set("<> \n\\"):
        return ""
    return f" · [source](<{address}>)"
