"""Parsing of the rows in a sidecar's CSV or JSON text; good rows are kept where others are broken."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Fault", "Row", "Table", "parse_csv", "parse_json"]

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as written, its values not yet checked."""

    #: Its line in a CSV file, counted from 1; None in JSON.
    line: int | None
    #: How to name it to a person: "row 3 (counted from 1)" in JSON, empty in CSV, where the line says it.
    place: str
    #: Column names and values, in order.
    cells: tuple[tuple[str, Any], ...]  # Any: a JSON value, checked where it is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A part of the sidecar that cannot be read as a row."""

    #: The line, counted from 1; None if it is not known.
    line: int | None
    #: What is wrong, and what was done about it.
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a sidecar."""

    #: The rows in order.
    rows: tuple[Row, ...] = ()
    #: What could not be read, in order.
    faults: tuple[Fault, ...] = ()
    #: The names of its columns; of JSON, all names in any row.
    columns: tuple[str, ...] = ()


def parse_csv(text: str) -> Table:
    """Read CSV with commas, semicolons, tabs or bars between cells; the first row names the columns.

    A broken row costs itself only: reading continues with the line after its first one.
    """
    lines = list(io.StringIO(text, newline=""))
    start = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if start < len(lines) and lines[start].lower().startswith("sep="):  # Excel's own first line
        start += 1
    if start == len(lines):
        return Table(faults=(Fault(line=None, message="has no rows"),))
    # The names of columns hold none of these marks, so the most frequent one is the delimiter.
    delimiter = max(_DELIMITERS, key=lines[start].count)
    records = _iter_records(lines, start, delimiter)
    head = next(records, None)
    if not isinstance(head, tuple):
        return Table(faults=(Fault(line=start + 1, message="the row of column names cannot be read"),))
    columns = tuple(name.strip() for name in head[1])
    rows, faults = [], []
    for record in records:
        row = record if isinstance(record, Fault) else _build_csv_row(columns, *record)
        if isinstance(row, Fault):
            faults.append(row)
        elif row is not None:
            rows.append(row)
    return Table(rows=tuple(rows), faults=tuple(faults), columns=tuple(name for name in columns if name))


def _iter_records(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """Yield each record with the line that it begins at; a fault in the place of a broken one."""
    # A broken record is left out, and the lines that it swallowed are read again: twice at most, since a quotation
    # mark left open ends at the next line with an odd number of them.
    at = start
    while at < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=delimiter, strict=True)
        begin = 0
        try:
            for cells in reader:
                yield at + begin + 1, cells
                begin = reader.line_num
        except csv.Error as error:
            reason = "a quotation mark is not closed" if "unexpected end" in str(error) else str(error)
            yield Fault(line=at + begin + 1, message=f"this row is left out: {reason}")
        else:
            return
        at += begin + 1


def _build_csv_row(columns: tuple[str, ...], line: int, cells: list[str]) -> Row | Fault | None:
    """Return a row, a fault if it has more cells than there are columns, or None if it is blank."""
    if not any(cell.strip() for cell in cells):
        return None
    if any(cell.strip() for cell in cells[len(columns) :]):
        message = f"this row is left out: it has {len(cells)} cells for {len(columns)} columns"
        return Fault(line=line, message=message)
    return Row(line=line, place="", cells=tuple(zip(columns, cells, strict=False)))


class _Object(tuple[tuple[str, Any], ...]):
    """A JSON object as pairs, since a dict would drop a file that is named twice."""

    __slots__ = ()


def parse_json(text: str) -> Table:
    """Parse a list of objects, an object of objects by file name, or either as the value of "files"."""
    try:
        whole = json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg} (column {error.colno}); nothing of it is used"
        return Table(faults=(Fault(line=error.lineno, message=message),))
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        return Table(faults=(Fault(line=None, message="is not JSON that can be read; nothing of it is used"),))
    extra: tuple[str, ...] = ()
    if isinstance(whole, _Object):
        named = [value for name, value in whole if name == "files"]
        if len(named) == 1 and isinstance(named[0], list | _Object):
            extra = tuple(name for name, _ in whole if name != "files")
            whole = named[0]
    if isinstance(whole, _Object):
        entries = [_with_file(name, value) for name, value in whole]
    elif isinstance(whole, list):
        entries = whole
    else:
        message = "is neither a list of objects nor an object of objects by file name; nothing of it is used"
        return Table(faults=(Fault(line=None, message=message),))
    return _build_json_table(entries, extra)


def _with_file(name: str, value: Any) -> Any:
    """Return an object with the file name that was its key added; any other value as it is."""
    return _Object((("file", name), *value)) if isinstance(value, _Object) else value


def _build_json_table(entries: Sequence[Any], extra: tuple[str, ...]) -> Table:
    rows, faults = [], []
    names = dict.fromkeys(extra)
    for number, entry in enumerate(entries, start=1):
        place = f"row {number} (counted from 1)"
        if isinstance(entry, _Object):
            rows.append(Row(line=None, place=place, cells=tuple(entry)))
            names |= dict.fromkeys(name for name, _ in entry)
        else:
            faults.append(Fault(line=None, message=f"{place} is left out: it is not an object"))
    return Table(rows=tuple(rows), faults=tuple(faults), columns=tuple(names))
