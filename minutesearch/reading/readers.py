"""Chooses the reader of a source by its content."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from minutesearch.errors import SourceError
from minutesearch.pages import Line, Page
from minutesearch.reading import (
    agenda_item,
    decision_page,
    issue_page,
    loose_minutes,
    meeting_page,
    printed,
)
from minutesearch.reading.decoding import decode
from minutesearch.reading.labels import split_labels
from minutesearch.reading.lines import split_lines

__all__ = ["READERS", "Reader", "read_page"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How one form of page is told from others and read."""

    #: The form, as in `Page.kind`.
    kind: str
    #: What it looks for, to be said where nothing was found.
    looks_for: str
    #: Whether non-blank lines are of this form.
    accepts: Callable[[Sequence[Line]], bool]
    #: Reads such lines, losing none.
    read: Callable[[Sequence[Line]], Page]


#: The readers, in the order in which they are asked: the surest marks first.
READERS: tuple[Reader, ...] = tuple(
    Reader(kind=module.KIND, looks_for=module.LOOKS_FOR, accepts=module.accepts, read=module.read)
    for module in (issue_page, decision_page, agenda_item, meeting_page, printed, loose_minutes)
)

_HTML = re.compile(r"\s{0,100}<(?:!doctype html|html|head|body|div|table|p)\b", re.IGNORECASE)


def read_page(data: bytes, *, source: str) -> Page:
    """Reads the bytes of a source as a page of minutes.

    Args:
        data: The whole content of a file.
        source: Its name, for problems and errors.

    Returns:
        The lines of each agenda item by section, the lines that are structure, and what went wrong on the way.

    Raises:
        SourceError: It is empty, too large, not text, not minutes, or a page whose minutes are missing.
    """
    decoded = decode(data, source=source)
    lines = split_labels(split_lines(decoded.text))
    for reader in READERS:
        if reader.accepts(lines):
            page = reader.read(lines)
            _check_has_items(page, source)
            named = tuple(dataclasses.replace(each, path=source) for each in page.problems)
            return dataclasses.replace(page, problems=decoded.problems + named)
    raise SourceError(_explain_refusal(decoded.text), source=source)


def _check_has_items(page: Page, source: str) -> None:
    items = [item for meeting in page.meetings for item in meeting.items]
    if any(part.lines for item in items for part in item.sections):
        return
    titles = [item.title for item in items if item.title]
    if titles and page.kind != agenda_item.KIND:
        return  # an agenda, or a matter whose minutes are not out yet
    raise SourceError(
        f"has a title (“{titles[0]}”) but no minutes" if titles else "has the headings of minutes but no minutes",
        source=source,
    )


def _explain_refusal(text: str) -> str:
    if _HTML.match(text):
        return "is HTML, which cannot be read yet: save the text of the page"
    return f"is not minutes that can be read: looked for {', or '.join(reader.looks_for for reader in READERS)}"
