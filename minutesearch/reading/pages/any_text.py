"""Reader of whatever has words in it and is no known form of page: nothing that can be read is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from minutesearch.pages import Line, Page
from minutesearch.reading.pages import printed
from minutesearch.records import Problem

__all__ = ["KIND", "accepts", "read"]

KIND = "text"


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether there is any word among the lines."""
    return any(any(map(str.isalnum, line.text)) for line in lines)


def read(lines: Sequence[Line]) -> Page:
    """Read a text as printed minutes are read, and say that it is not known to be any."""
    page = printed.read(lines)
    message = "is not known as minutes: it has no head with a body and a date, and no labels; read as plain text"
    return dataclasses.replace(page, kind=KIND, problems=(*page.problems, Problem(path="", message=message)))
