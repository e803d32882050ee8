"""Passages ready to be printed: their words in pieces, marked and not, and who and what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import minutesearch as ms
from minutesearch.located import Located, cite
from minutesearch.records import AgendaItem, Meeting, Passage
from minutesearch.results import Hit, Stretch
from minutesearch.web.asking import web_address

__all__ = ["Piece", "Shown", "ShownMember", "citing", "show_hit", "show_located"]

#: How many letters of a passage a hit shows until somebody asks for all.
_WIDTH = 320


class Piece(NamedTuple):
    """A stretch of a text, marked or not."""

    #: The words.
    text: str
    #: Whether they are what was looked for.
    is_marked: bool


class ShownMember(NamedTuple):
    """One passage of a stretch as a page prints it."""

    #: The passage.
    passage: Passage
    #: Its words in pieces.
    words: tuple[Piece, ...]
    #: The sentence that it hangs from; None if that stands above it already.
    lead_in: str | None
    #: Whether it matches.
    is_match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as a page prints it."""

    #: The passage.
    passage: Passage
    #: The item that it belongs to.
    item: AgendaItem
    #: The meeting that it belongs to.
    meeting: Meeting
    #: The reference to print.
    citation: str
    #: The item's title in pieces.
    title: tuple[Piece, ...]
    #: What is shown of the words at first, in pieces.
    snippet: tuple[Piece, ...]
    #: All of the words in pieces, if the snippet is only a part of them; otherwise empty.
    whole: tuple[Piece, ...]
    #: Who speaks in it.
    speakers: tuple[str, ...]
    #: The address of the council's own page; None if it is unknown.
    source_page: str | None
    #: The place in the results; 0 outside of results.
    rank: int = 0
    #: How many more of its item or meeting match; None unless results are grouped.
    more: int | None = None
    #: The same passage in other sources of its meeting.
    also_in: tuple[Located, ...] = ()
    #: The words that were looked for and that it does not have.
    missed: tuple[str, ...] = ()
    #: The stretch that it is the best passage of; None if that is not asked for.
    stretch: Stretch | None = None
    #: The passages of the stretch.
    members: tuple[ShownMember, ...] = ()


def show_hit(hit: Hit) -> Shown:
    """Return a hit as a page prints it."""
    passage = hit.passage
    highlights = hit.highlights
    snippet = ms.cut_snippet(passage.text, highlights, width=_WIDTH)
    is_cut = len(passage.text) > _WIDTH
    return Shown(
        passage=passage,
        item=hit.item,
        meeting=hit.meeting,
        citation=hit.citation,
        title=_pieces(hit.item.title or "", hit.mark(hit.item.title or "")),
        snippet=_pieces(snippet.text, snippet.highlights),
        whole=_pieces(passage.text, highlights) if is_cut else (),
        speakers=passage.said_by,
        source_page=web_address(hit.item.url) or web_address(hit.meeting.url),
        rank=hit.rank,
        more=hit.more,
        also_in=hit.also_in,
        missed=hit.missed,
        stretch=hit.stretch,
        members=tuple(_members(hit, hit.stretch)) if hit.stretch else (),
    )


def _members(hit: Hit, stretch: Stretch) -> Iterator[ShownMember]:
    for lead_in, each in stretch.in_order():
        is_match = stretch.matches(each)
        words = _pieces(each.text, hit.mark(each.text) if is_match else ())
        yield ShownMember(each, words, lead_in, is_match)


def show_located(located: Located) -> Shown:
    """Return a passage that nobody searched for as a page prints it."""
    passage, item, meeting = located.passage, located.item, located.meeting
    snippet = ms.cut_snippet(passage.text, (), width=_WIDTH)
    return Shown(
        passage=passage,
        item=item,
        meeting=meeting,
        citation=located.citation,
        title=_pieces(item.title or "", ()),
        snippet=_pieces(snippet.text, ()),
        whole=_pieces(passage.text, ()) if len(passage.text) > _WIDTH else (),
        speakers=passage.said_by,
        source_page=web_address(item.url) or web_address(meeting.url),
    )


def citing(index: ms.Index, meeting: Meeting) -> Callable[[Passage, AgendaItem], str]:
    """Return a function that cites any passage of a meeting, for what is copied together with its address.

    Args:
        index: The index.
        meeting: The meeting, with its items.
    """
    first = next((passage.id for item in meeting.items for passage in item.passages), None)
    source = index.locate(first).source if first else ""

    def cited(passage: Passage, item: AgendaItem) -> str:
        # The address beside it has the passage's id, so that it need not say it too.
        return cite(passage, item, meeting, source)

    return cited


def _pieces(text: str, spans: Iterable[tuple[int, int]] | Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces = []
    at = 0
    for start, end in spans:
        if start > at:
            pieces.append(Piece(text[at:start], is_marked=False))
        pieces.append(Piece(text[start:end], is_marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], is_marked=False))
    return tuple(pieces)
