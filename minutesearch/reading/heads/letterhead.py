"""Lines of a head as names stand in them: parted by columns, and joined where a name breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.pages import Line
from minutesearch.reading.heads.body_names import (
    LONGEST_BODY,
    is_page_title,
    is_plain_council,
    looks_like_body,
    looks_like_council,
    plain_words,
)
from minutesearch.reading.layout.days import find_day, has_day

__all__ = ["NAMED_WITHIN", "PRESENT", "first_column", "split_columns"]

#: The body and the council stand on one of so many lines at the top.
NAMED_WITHIN = 8
PRESENT = re.compile(
    r"(?:[0-9]{1,3}[.)]?\s+)?(?:\w+\s)?"
    r"(?:(?:present|in attendance)\s{0,3}:[-–]?|(?:those\s|members\s)?(?:attending|present)\b:?)\s*",
    re.IGNORECASE,
)
#: Words that the next line goes on from.
_GOES_ON = re.compile(r"\b(?:of|for)(?:\sthe)?\Z|\A(?:the|and)\Z", re.IGNORECASE)
_WIDE = re.compile(r"\s{3,}")


def split_columns(lines: Sequence[Line]) -> list[str]:
    """Return the lines of a head, each name whole: joined where it breaks off, parted where a wide gap does so.

    What a wide gap parts stands in columns of their own: "City of Anyford      Commissioners:".
    """
    parts: list[str] = []
    for line in lines[:NAMED_WITHIN]:
        first, *others = map(plain_words, _WIDE.split(line.text.strip()))
        parts += [first, *(other for other in others if not PRESENT.match(other))]
    parts += [plain_words(line.text) for line in lines[NAMED_WITHIN:]]
    return _join_names(list(_join_broken([part for part in parts if part])))


def first_column(text: str) -> str:
    """Return a line without what a wide gap parts from a body's name at its start, unless that is a day."""
    first, *others = _WIDE.split(text.strip())
    named = bool(others) and (looks_like_body(first) or looks_like_council(first))
    return first if named and not any(map(has_day, others)) else text


def _join_broken(texts: Sequence[str]) -> Iterator[str]:
    """Yield lines of a head, those that break off joined with the next: "Minutes of the" and "Library Board"."""
    opened = ""
    for text in texts:
        joined = f"{opened} {text}".strip()
        if _GOES_ON.search(text) and len(joined) <= LONGEST_BODY:
            opened = joined
            continue
        # What breaks off above a day or a label goes on in neither.
        yield text if opened and (find_day(text) or ":" in text) else joined
        opened = ""


def _join_names(parts: Sequence[str]) -> list[str]:
    """Return lines with a council's name in capitals joined to the place above: "ELMFORD VALE", "TOWN COUNCIL"."""
    joined: list[str] = []
    for part in parts:
        above = joined[-1] if joined else ""
        is_rest = part.isupper() and (is_plain_council(part) or part.startswith(("OF ", "FOR ")))
        if is_rest and above.isupper() and len(above) + len(part) < LONGEST_BODY and not find_day(above):
            of_place = not looks_like_body(above) and not looks_like_council(above) and not is_page_title(above)
            if of_place or part.startswith(("OF ", "FOR ")):
                joined[-1] = f"{above} {part}"
                continue
        joined.append(part)
    return joined
