"""Parsing of the value of `date:` into a range of days."""

from __future__ import annotations

import calendar
import datetime
import re

from minutesearch.dates import parse_period
from minutesearch.errors import QueryError
from minutesearch.query.parsed import DateRange

__all__ = ["read_dates"]

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_FORMS = "write 2020, 2020-01, 2020-01-07 or 07/01/2020, or two of them with .. between"


def read_dates(value: str, *, query: str, start: int) -> DateRange:
    """Return the range of days that a date or a range of dates covers.

    Args:
        value: A year, a month, a day, or two of them with `..` between, of which one may be left out.
        query: The whole query, for errors.
        start: Where the value begins in it, in code points.

    Raises:
        QueryError: It is no date, there is no such day, or the range ends before it begins.

    Example:
        >>> read_dates("2020-01..2020-02", query="", start=0)
        DateRange(first=datetime.date(2020, 1, 1), last=datetime.date(2020, 2, 29))
    """
    before, dots, after = value.partition("..")
    if not before and not after:
        raise QueryError(f"a date is wanted here; {_FORMS}", query=query, column=start + 1)
    first = _read_period(before, query=query, start=start)
    last = _read_period(after, query=query, start=start + len(before) + 2) if dots else first
    wanted = DateRange(first.first, last.last)
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise QueryError(f'"{value}" ends before it begins', query=query, column=start + 1)
    return wanted


def _read_period(text: str, *, query: str, start: int) -> DateRange:
    """Return the days of a year, month or day; both sides open for an empty text."""
    if not text:
        return DateRange(None, None)
    if british := _BRITISH.fullmatch(text):
        day, month, year = british.groups()
    elif iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    else:
        # In words, as "7 October 2020" or "October 2020": what since and until take, a query takes.
        try:
            return DateRange(*parse_period(text))
        except ValueError:
            raise QueryError(f'"{text}" is no date; {_FORMS}', query=query, column=start + 1) from None
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise QueryError(f'there is no such date as "{text}"', query=query, column=start + 1) from None
    if day:
        return DateRange(first, first)
    last_month = int(month or 12)
    last_day = calendar.monthrange(first.year, last_month)[1]
    return DateRange(first, datetime.date(first.year, last_month, last_day))
