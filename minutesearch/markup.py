"""Display of highlights: marked and escaped for HTML, or cut to a snippet for one line of a terminal."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from minutesearch.errors import ArgumentError
from minutesearch.records import Span

__all__ = ["Snippet", "cut_snippet", "mark_html"]

from typing import NamedTuple

_TAG = re.compile(r"[a-z][a-z0-9-]*")


class Snippet(NamedTuple):
    """A stretch of a text, with the highlights in it."""

    #: The stretch, with "…" at an end that was cut.
    text: str
    #: The highlights, in code points of `text`.
    highlights: tuple[Span, ...]


def mark_html(text: str, highlights: Iterable[tuple[int, int]], *, tag: str = "mark") -> str:
    """Return a text as HTML with its highlights marked; every other character of it is escaped.

    This is the one place that makes HTML of what minutes say.

    Args:
        text: Any text.
        highlights: Half-open stretches of it, in order and not overlapping, as on a hit.
        tag: The element to mark with.

    Returns:
        HTML that holds the text and that one element.

    Raises:
        ArgumentError: The tag is not the plain name of an element, or the highlights are not such stretches.

    Example:
        >>> mark_html("M&S ICP", [(4, 7)])
        'M&amp;S <mark>ICP</mark>'
    """
    if not _TAG.fullmatch(tag):
        raise ArgumentError(f"tag must be the name of an HTML element, not {tag!r}", argument="tag")
    parts = []
    at = 0
    for start, end in _check_spans(text, highlights):
        parts += [html.escape(text[at:start]), f"<{tag}>", html.escape(text[start:end]), f"</{tag}>"]
        at = end
    return "".join([*parts, html.escape(text[at:])])


def cut_snippet(text: str, highlights: Sequence[tuple[int, int]], *, width: int = 240) -> Snippet:
    """Cut the stretch of a text with the most highlights, at the ends of words.

    Args:
        text: Any text.
        highlights: Half-open stretches of it, in order and not overlapping, as on a hit.
        width: The most code points to return, the "…" aside.

    Returns:
        The stretch: the first of those that hold the most; the beginning of the text if there are no highlights.

    Raises:
        ArgumentError: The width is below 1, or the highlights are not such stretches.
    """
    if width < 1:
        raise ArgumentError(f"width must be at least 1, not {width}", argument="width")
    highlights = _check_spans(text, highlights)
    if len(text) <= width:
        return Snippet(text, tuple(Span(*span) for span in highlights))
    start, end = _best_window(text, highlights, width)
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    inside = (
        Span(max(first, start) - start + len(lead), min(last, end) - start + len(lead))
        for first, last in highlights
        if first < end and last > start
    )
    return Snippet(lead + text[start:end] + tail, tuple(inside))


def _check_spans(text: str, highlights: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the highlights; raise ArgumentError if they are no stretches in order and apart."""
    spans = list(highlights)
    at = 0
    for start, end in spans:
        if not at <= start <= end <= len(text):
            raise ArgumentError(
                f"highlights must be stretches of the text, in order and apart, and ({start}, {end}) is not",
                argument="highlights",
            )
        at = end
    return spans


def _best_window(text: str, highlights: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    best, chosen = 0, (0, 0)
    for at, (start, _) in enumerate(highlights):
        inside = [span for span in highlights[at:] if span[1] <= start + width]
        if len(inside) > best:
            best, chosen = len(inside), (start, inside[-1][1])
    # What room is left goes to both sides of the chosen highlights.
    middle = (chosen[0] + max(chosen[1], chosen[0])) // 2
    start = max(0, min(middle - width // 2, len(text) - width))
    end = start + width
    if start and (space := text.find(" ", start, chosen[0])) >= 0:
        start = space + 1
    elif start:
        # No space, but perhaps a dash: "matters—antidisestablishmentarianism".
        start = next((at for at in range(start, chosen[0] + 1) if not _is_inside_word(text, at)), start)
    if end < len(text) and (space := text.rfind(" ", max(start + 1, chosen[1]), end + 1)) > 0:
        end = space
    elif end < len(text):
        least = max(start + 1, chosen[1])
        end = next((at for at in range(end, least - 1, -1) if not _is_inside_word(text, at)), end)
    return start, end


def _is_inside_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()
