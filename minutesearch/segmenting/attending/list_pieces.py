"""Cutting of a list of persons at its commas, dashes and wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from minutesearch.records import Span

__all__ = ["Piece", "iter_pieces", "strip"]


class Piece(NamedTuple):
    """What stands between two commas of a list, and the bracket behind it."""

    span: Span
    bracket: Span | None
    #: Whether "and" or "&" joins it to the piece before, and no comma.
    joined: bool
    #: Whether a semicolon parts it from the piece before.
    apart: bool = False
    #: Whether it stands behind the bracket of the piece before, and no comma between.
    is_rest: bool = False


_CUT = re.compile(
    r"(?<=[)\]])\s+(?=[A-Z])|\s*,?\s+(?:together with|as well as|plus)\s+"
    # "Ann Ash-Chairman"
    r"|(?<=[a-z])(?<!Vice)(?<!Deputy)-(?=(?:Vice[- ])?"
    r"(?:Chair(?:man|woman|person)?|Clerk|Treasurer|Secretary|President)\b)"
    r"|(?<=[a-z])(?:\s+/\s*|/\s+)(?=[A-Z])|\s*[,;|\t]\s*(?:and\b\s*|&\s+)?|:\s+|\s+(?P<and>and|&)\s+|\s+[–—-]\s+|\s{3,}|\Z"
)
_BRACKET = re.compile(r"\s*[(\[](?P<words>[^()\[\]]{1,200})[)\]]")
_OPENS = re.compile(r"[(\[]")


def iter_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield what stands between the commas, dashes and wide gaps of a list, in order."""
    begin = place = start
    joined = apart = is_rest = False
    while (match := _CUT.search(text, place, end)) is not None:
        opened = _OPENS.search(text, place, match.start())
        closed = _BRACKET.match(text, opened.start(), end) if opened is not None else None
        if closed is not None and closed.end() > match.start():
            place = closed.end()  # a comma in a bracket parts nothing
            continue
        inner = _BRACKET.search(text, begin, match.start())
        core = strip(text, begin, inner.start() if inner else match.start())
        if core.start < core.end:
            yield Piece(core, Span(*inner.span("words")) if inner else None, joined, apart, is_rest)
        if inner and (rest := strip(text, inner.end(), match.start())).start < rest.end:
            # "D Marsh (Chair) N Quill": no comma parts them
            yield Piece(rest, None, joined=False, is_rest=True)
        if match.end() >= end or match.end() == match.start():
            return
        begin = place = match.end()
        joined = match["and"] is not None
        apart = ";" in match[0]
        is_rest = not match[0].strip() and text[match.start() - 1 : match.start()] in (")", "]")


def strip(text: str, start: int, end: int) -> Span:
    """Return a span without the spaces, stops and marks of bold type at its ends."""
    while start < end and text[start] in " \t\n.:*_":
        start += 1
    while end > start and text[end - 1] in " \t\n.:;,*_":
        end -= 1
    return Span(start, end)
