"""Restoration of the lines of a page that a web site has run together."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.purposes import is_minuted_text

__all__ = ["spread_runs"]

#: A line with so many letters, and with so much of the page, holds its lines run together.
_LEAST_RUN, _SHARE = 600, 0.5
_LEAST_ITEMS = 3
#: A number before words in capitals, which sentences have none of: "1. APOLOGIES FOR ABSENCE Cllr Hill".
_NUMBERED = re.compile(
    r"(?:(?<=[\s.;:)])|(?<=[A-Z]))(?P<number>[0-9]{1,3})[.)]?\s+(?P<title>(?:[A-Z][A-Z’'/&,()-]*\s+|&\s+|[–—-]\s+){1,30})"
)
#: Labels of who came, which stand on lines of their own.
_COMING = re.compile(
    r"(?<=[\s.;:])(?=(?:(?:Also |Members |Councillors |Officers |Staff )?(?:Present|PRESENT|In Attendance"
    r"|IN ATTENDANCE)|Apologies|APOLOGIES|Absent|ABSENT)\s?:)"
)
_LEAST_CAPITALS = 4
#: "4. Highways. " behind the end of a sentence.
_STOPPED = re.compile(
    r"(?<=[.;:)”]\s)(?P<number>[0-9]{1,3})[.)]\s+(?P<title>[A-Z][\w’'/&,()-]*(?:\s+[\w’'/&,()–-]+){0,7})[.:]\s+(?=[A-Z£(“])"
)
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|be|been|will)\b")


def spread_runs(lines: Sequence[Line]) -> list[Line]:
    """Split the lines that hold most of a page at the numbered titles in capitals in them.

    Pages of web sites lose their line breaks so. A line without a run of such titles stays as it is.

    Args:
        lines: All lines of a page.
    """
    whole = sum(len(line.text) for line in lines)
    spread: list[Line] = []
    for line in lines:
        cuts = _find_cuts(line.text) if len(line.text) > max(_LEAST_RUN, _SHARE * whole) else []
        edges = [0, *cuts, len(line.text)]
        parts = [line.text[begin:end] for begin, end in itertools.pairwise(edges)]
        parts = [part for part in parts if trim(part)]
        spread += [dataclasses.replace(line, text=part, starts_block=True) for part in parts] if cuts else [line]
    return spread


def _find_cuts(text: str) -> list[int]:
    """Return where the lines of a run-together text begin: at its numbered titles, below them, at labels."""
    return _find_shouted(text) or _find_stopped(text)


def _find_stopped(text: str) -> list[int]:
    """Return the cuts at titles that end in a stop: "4. Highways. Cllr Marsh reported that"."""
    cuts: list[int] = []
    last, first = 0, len(text)
    for match in _STOPPED.finditer(text):
        if int(match["number"]) != last + 1 or is_minuted_text(match["title"]) or _VERB.search(match["title"]):
            continue
        last += 1
        first = min(first, match.start())
        cuts += [match.start(), match.end()]
    if last < _LEAST_ITEMS:
        return []
    cuts += [match.start() for match in _COMING.finditer(text, 0, first)]
    return sorted(set(cuts) - {0})


def _find_shouted(text: str) -> list[int]:
    cuts: list[int] = []
    last, first = 0, len(text)
    for match in _NUMBERED.finditer(text):
        title = match["title"]
        if int(match["number"]) != last + 1 or sum(map(str.isalpha, title)) < _LEAST_CAPITALS:
            continue
        last += 1
        first = min(first, match.start())
        end = match.end()
        lone = re.search(r"(?<=\s)[A-Z]\s+\Z", title)  # "... INTEREST A member declared"
        cuts += [match.start(), match.start("title") + lone.start() if lone else end]
    if last < _LEAST_ITEMS:
        return []
    cuts += [match.start() for match in _COMING.finditer(text, 0, first)]
    return sorted(set(cuts) - {0})
