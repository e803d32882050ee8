"""Loading of a folder's sidecar, `metadata.json` or `metadata.csv`, with metadata that the pages lack."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from minutesearch.dates import parse_date_time, parse_time
from minutesearch.errors import SourceError
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.reading.sources.decoding import decode
from minutesearch.reading.sources.files import FoundFile, read_bytes
from minutesearch.reading.sources.metadata import Metadata
from minutesearch.reading.sources.sidecar_rows import Fault, Row, Table, parse_csv, parse_json
from minutesearch.records import Problem

__all__ = ["SIDECAR_NAMES", "Sidecar", "load_sidecar"]

#: The names of sidecars; the first wins where a folder has both.
SIDECAR_NAMES = ("metadata.json", "metadata.csv")

#: What people call each field; case, spaces and marks do not matter ("Item No." is "itemno").
_COLUMNS = {
    "file": ("file", "filename", "path"),
    "council": ("council", "authority"),
    "body": ("body", "committee"),
    "title": ("title", "itemtitle"),
    "date": ("date", "meetingdate", "dateofmeeting"),
    "time": ("time", "starttime", "meetingtime"),
    "venue": ("venue", "place", "location"),
    "item_number": ("itemnumber", "item", "number", "itemno", "agendaitem", "agendaitemnumber"),
    "url": ("url", "itemurl", "address", "link"),
    "meeting_url": ("meetingurl", "meetingaddress", "meetinglink"),
    "modgov_committee": ("modgovcommittee", "moderngovcommittee", "committeeid", "modgovcommitteeid", "cid"),
    "modgov_meeting": ("modgovmeeting", "moderngovmeeting", "meetingid", "modgovmeetingid", "mid"),
    "modgov_item": ("modgovitem", "moderngovitem", "itemid", "modgovitemid", "id", "aiid"),
    "modgov_issue": ("modgovissue", "moderngovissue", "issueid", "modgovissueid", "iid"),
}
_FIELDS = {name: field for field, names in _COLUMNS.items() for name in names}
#: What is done where a sidecar says nothing that can be used.
_KEPT = "; its files are read without it, and what an index has of them is left as it is"
_SQUASH = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The metadata that a folder's sidecar holds for its files."""

    #: The metadata by file name, with "/" between folders, relative to the sidecar's folder.
    rows: Mapping[str, Metadata] = field(default_factory=lambda: MappingProxyType({}))
    #: Whether it is there and nothing of it can be used, so that what it says is not known.
    is_unreadable: bool = False
    #: The rows that were left out, and anything else that is wrong with it.
    problems: tuple[Problem, ...] = ()


def load_sidecar(folder: Path) -> Sidecar:
    """Load `metadata.json`, or else `metadata.csv`, from a folder.

    Args:
        folder: The folder; files are named relative to it.

    Returns:
        The metadata of each file that a good row names. A row with anything wrong in it is left out whole, with a
        problem that names file and row: half a row would put a page under the wrong date or committee. Empty if
        the folder has no sidecar.
    """
    # Not `Path.exists`, which raises in a folder without access.
    present = [folder / name for name in SIDECAR_NAMES if os.path.lexists(folder / name)]
    if not present:
        return Sidecar()
    path = present[0]
    problems = [
        Problem(path=str(other), message=f"is not used, since {path.name} stands beside it")
        for other in present[1:]
    ]
    try:
        decoded = decode(read_bytes(FoundFile(name=str(path), path=path)), source=str(path))
    except SourceError as error:
        return Sidecar(
            is_unreadable=True, problems=(*problems, Problem(path=str(path), message=error.reason + _KEPT))
        )
    if decoded.encoding != "utf-8-sig":  # the mark is what Excel writes as a matter of course
        problems += decoded.problems
    table = (parse_json if path.suffix == ".json" else parse_csv)(decoded.text)
    rows, faults = _read_table(table, folder)
    faults.sort(key=lambda fault: fault.line or 0)
    problems += (Problem(path=str(path), message=fault.message, line=fault.line) for fault in faults)
    unreadable = bool(decoded.text.strip()) and not any(_field_of(name) == "file" for name in table.columns)
    if unreadable and table.columns:
        message = f"no column is called “file”; the first row must name the columns{_KEPT}"
        problems.append(Problem(path=str(path), message=message))
    return Sidecar(rows=MappingProxyType(rows), problems=tuple(problems), is_unreadable=unreadable)


def _read_table(table: Table, folder: Path) -> tuple[dict[str, Metadata], list[Fault]]:
    faults = list(table.faults)
    if unknown := [name for name in table.columns if _field_of(name) is None]:
        names = ", ".join(f"“{name[:60]}”" for name in unknown[:20])
        faults.append(Fault(line=None, message=f"columns not known, and not used: {names}"))
    rows: dict[str, Metadata] = {}
    for row in table.rows:
        try:
            values = _read_cells(row)
            name = _check_file(values.pop("file", ""), folder)
            if name in rows:
                raise ValueError(f"“{name}” has a row already")
            rows[name] = _build_metadata(values)
        except ValueError as error:
            place = f"{row.place} is left out" if row.place else "this row is left out"
            faults.append(Fault(line=row.line, message=f"{place}: {error}"))
    return rows, faults


def _field_of(column: str) -> str | None:
    return _FIELDS.get(_SQUASH.sub("", column.casefold()))


def _read_cells(row: Row) -> dict[str, str]:
    """Return the row's values by field, as text, without blank ones and unknown columns."""
    values: dict[str, str] = {}
    for column, cell in row.cells:
        name = _field_of(column)
        if name is None:
            continue
        text = _read_text(cell, column)
        if not text:
            continue
        if values.setdefault(name, text) != text:
            raise ValueError(f"two columns give {name}: “{values[name]}” and “{text}”")
    return values


def _read_text(cell: Any, column: str) -> str:  # Any: a JSON value
    if cell is None:
        return ""
    if isinstance(cell, str):
        # A lone surrogate can only come from a "\ud800" in JSON, and no index could hold it.
        if not cell.isascii():
            cell.encode("utf-8")
        return " ".join(cell.split())
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    hint = "; write it in quotation marks" if isinstance(cell, float) else ""
    raise ValueError(f"{column} is neither text nor a whole number{hint}")


def _check_file(text: str, folder: Path) -> str:
    """Return the name of a file in the folder in its plain form: "a.txt" for "./a.txt"."""
    if not text:
        raise ValueError("it names no file")
    name = posixpath.normpath(text)
    if not _is_file(folder / name) and _is_file(folder / name.replace("\\", "/")):
        name = posixpath.normpath(name.replace("\\", "/"))
    if name.startswith(("/", "../")) or name == ".." or re.match(r"[A-Za-z]:", name):
        raise ValueError(f"“{text}” is outside the folder")
    if not _is_file(folder / name):
        raise ValueError(f"“{text}” is not a file in the folder")
    return name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long a name, a NUL in it
        return False


def _build_metadata(values: dict[str, str]) -> Metadata:
    read = {name: parse(values[name]) for name, parse in _PARSERS.items() if name in values}
    plain = {name: text for name, text in values.items() if name not in (*_PARSERS, "date")}
    found: dict[str, Any] = {**_read_url_ids(values), **plain, **read}
    if "date" in values:
        found["date"], time = parse_date_time(values["date"])
        # Exports write midnight after a day that has no time; no meeting begins then.
        if time is not None and time != "00:00" and found.setdefault("time", time) != time:
            raise ValueError(f"date says {time}, time says {found['time']}")
    return Metadata(**found)


def _read_url_ids(values: dict[str, str]) -> dict[str, str]:
    """Return Modern.Gov's ids from the two addresses."""
    found: dict[str, str] = {}
    for column in ("url", "meeting_url"):
        ids = parse_modgov_url(values.get(column, ""))
        for name in ("committee", "meeting", "item", "issue"):
            if number := getattr(ids, name):
                found.setdefault(f"modgov_{name}", number)
    return found


def _parse_url(text: str) -> str:
    # Only web addresses: they end up in links, where "javascript:" would run.
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or " " in text:
        raise ValueError(f"“{text[:80]}” is not a web address (http or https)")
    return text


def _parse_number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"“{text[:80]}” is not a number of Modern.Gov's")
    return text


_PARSERS: dict[str, Callable[[str], str]] = {
    "time": parse_time,
    "url": _parse_url,
    "meeting_url": _parse_url,
    "modgov_committee": _parse_number,
    "modgov_meeting": _parse_number,
    "modgov_item": _parse_number,
    "modgov_issue": _parse_number,
}
