"""Loading of a folder's `people.csv`, which says which printed names are whose."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from minutesearch.dates import parse_day_or_period
from minutesearch.errors import SourceError
from minutesearch.reading.sources.decoding import decode
from minutesearch.reading.sources.files import FoundFile, read_bytes
from minutesearch.reading.sources.people import Alias, People, fold_name
from minutesearch.reading.sources.sidecar_rows import Row, parse_csv
from minutesearch.records import Problem

__all__ = ["PEOPLE_NAME", "PeopleFile", "load_people"]

#: The name of the file.
PEOPLE_NAME = "people.csv"
#: Its columns.
_COLUMNS = ("alias", "person", "council", "body", "from", "to", "party")
#: What is done where it says nothing that can be used.
_KEPT = "; its files are read without it, and what an index has of them is left as it is"


class PeopleFile(NamedTuple):
    """What a `people.csv` says."""

    #: The persons; None if there is no such file, or nothing of it can be used.
    people: People | None = None
    #: What is wrong with it.
    problems: tuple[Problem, ...] = ()
    #: Whether it is there and nothing of it can be used, so that who is who is not known.
    is_unreadable: bool = False


def load_people(folder: Path) -> PeopleFile:
    """Load the `people.csv` of a folder.

    Args:
        folder: The folder.

    Returns:
        The persons, and what is wrong with the file. A row without a person is one that nobody has confirmed yet,
        and is passed over.
    """
    path = folder / PEOPLE_NAME
    if not os.path.lexists(path):
        return PeopleFile()
    try:
        table = parse_csv(decode(read_bytes(FoundFile(name=str(path), path=path)), source=str(path)).text)
    except SourceError as error:
        return _refuse(path, error.reason)
    columns = [name.strip().casefold() for name in table.columns]
    if not {"alias", "person"} <= set(columns):
        may = ", ".join(_COLUMNS[2:])
        return _refuse(path, f"is not used: it needs the columns alias and person, and may have {may}")
    problems = [Problem(path=str(path), message=fault.message, line=fault.line) for fault in table.faults]
    if unknown := [name for name in columns if name not in _COLUMNS]:
        problems.append(Problem(path=str(path), message=f"columns not known, and not used: {', '.join(unknown)}"))
    aliases: dict[tuple[str, ...], list[Alias]] = {}
    for row in table.rows:
        try:
            alias, read = _read_row(row)
        except ValueError as error:
            problems.append(Problem(path=str(path), message=f"this row is left out: {error}", line=row.line))
            continue
        if read.person:
            aliases.setdefault(alias, []).append(read)
    return PeopleFile(People.of(aliases), tuple(problems))


def _refuse(path: Path, reason: str) -> PeopleFile:
    return PeopleFile(problems=(Problem(path=str(path), message=reason + _KEPT),), is_unreadable=True)


def _read_row(row: Row) -> tuple[tuple[str, ...], Alias]:
    cells = {name.strip().casefold(): " ".join(str(value).split()) for name, value in row.cells}
    alias = fold_name(cells.get("alias", ""))
    if not alias:
        raise ValueError("it has no alias")
    first = parse_day_or_period(cells["from"])[0] if cells.get("from") else None
    last = parse_day_or_period(cells["to"])[1] if cells.get("to") else None
    if first and last and first > last:
        raise ValueError(f"from ({first}) is after to ({last})")
    return alias, Alias(
        person=cells.get("person", ""),
        council=fold_name(cells.get("council", "")),
        body=fold_name(cells.get("body", "")),
        first=first,
        last=last,
        party=cells.get("party") or None,
    )
