"""The work of the tools: passages of an index as answers that a model can read in one go."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import Any

import minutesearch as ms
from minutesearch.errors import ArgumentError
from minutesearch.markup import cut_snippet
from minutesearch.mcp.answers import (
    NOTICE,
    CheckedQuote,
    Counts,
    FoundPassage,
    ItemText,
    Period,
    QuotedPassage,
    QuotePlace,
    SearchAnswer,
)

__all__ = ["check_quotation", "count_hits", "fetch_passage", "read_item", "search_passages"]

#: How many hits an answer gives at most.
_HITS = 20
#: How many bytes the answer to a search may have as JSON: 2,000 tokens at three bytes each; English has four.
_SEARCH_BYTES = 6_000
#: How many letters of text the other answers may have; what is beyond is asked for by its place.
_TEXT_LETTERS = 12_000
#: How many letters of a passage's neighbour are given.
_NEAR_LETTERS = 600
_SNIPPET_LETTERS = 240
#: How many values of a facet are counted.
_FACET_VALUES = 15


def search_passages(
    index: ms.Index, query: str, *, limit: int = 10, offset: int = 0, **options: Any
) -> SearchAnswer:
    """Search for passages, and give as many as 2,000 tokens hold.

    Args:
        index: The index.
        query: Any text; none of it is an operator.
        limit: How many passages to give at most, 20 or fewer.
        offset: How many to skip.
        options: Filters and the order, by their names in `Index.search`.

    Raises:
        ArgumentError: An option has a bad value.
    """
    if not 1 <= limit <= _HITS:
        raise ArgumentError(f"limit must be 1 to {_HITS}, not {limit}", argument="limit")
    results = index.search(query, limit=limit, offset=offset, syntax="plain", **_given(options))
    empty = SearchAnswer(
        notice=NOTICE,
        query=_shorten(results.query, 500),
        total=results.total,
        passages=(),
        next_offset=None,
        notes=tuple(_shorten(note, 300) for note in (*_iter_notes(results), *results.notes))[:4],
    )
    answer = empty
    for hit in results:
        passages = (*answer.passages, _found(hit))
        following = offset + len(passages)
        longer = dataclasses.replace(
            empty, passages=passages, next_offset=following if following < results.total else None
        )
        if answer.passages and _size(longer) > _SEARCH_BYTES:
            break
        answer = longer
    return answer


def fetch_passage(
    index: ms.Index, passage_id: str, *, before: int = 1, after: int = 1, start: int = 0
) -> QuotedPassage:
    """Return a passage with its neighbours.

    Args:
        index: The index.
        passage_id: Its id, as a search gave it.
        before: How many passages before it to give, ten or fewer.
        after: How many passages after it to give, ten or fewer.
        start: The letter of the passage to begin at, where it is too long for one answer.

    Raises:
        NotFoundError: No passage has the id.
        ArgumentError: A number is out of bounds.
    """
    for name, number in {"before": before, "after": after}.items():
        if not 0 <= number <= 10:
            raise ArgumentError(f"{name} must be 0 to 10, not {number}", argument=name)
    located = index.locate(passage_id)
    text = located.passage.text
    if not 0 <= start < max(len(text), 1):
        raise ArgumentError(f"start must be 0 to {len(text) - 1}, not {start}", argument="start")
    # It may have been given in capitals, or by its beginning.
    passage_id = located.passage.id
    near = index.around(passage_id, before=before, after=after)
    at = [passage.id for passage in near].index(passage_id)
    end = start + _TEXT_LETTERS
    return QuotedPassage(
        notice=NOTICE,
        id=passage_id,
        citation=located.citation,
        council=located.meeting.council,
        body=located.meeting.body,
        date=_day(located.meeting),
        item_id=located.item.id,
        item_title=located.item.title,
        kind=located.passage.kind.value,
        said_by=located.passage.said_by,
        lead_in=located.passage.lead_in,
        text=text[start:end],
        next_start=end if end < len(text) else None,
        fingerprint=located.passage.fingerprint,
        url=located.item.url or located.meeting.url,
        before=tuple(_shorten(passage.text, _NEAR_LETTERS) for passage in near[:at]),
        after=tuple(_shorten(passage.text, _NEAR_LETTERS) for passage in near[at + 1 :]),
    )


def read_item(index: ms.Index, item_id: str, *, position: int = 1) -> ItemText:
    """Return an agenda item with what was moved, voted and to be done, and its passages.

    Args:
        index: The index.
        item_id: Its id, as `fetch` gave it.
        position: The place of the passage to begin at, counted from 1, where the item is too long for one answer.

    Raises:
        NotFoundError: No item has the id.
        ArgumentError: The item has no passage of that place.
    """
    item = index.item(item_id)
    if not 1 <= position <= max(len(item.passages), 1):
        raise ArgumentError(f"position must be 1 to {len(item.passages)}, not {position}", argument="position")
    meeting = index.locate(item.passages[0].id).meeting if item.passages else ms.Meeting()
    shown: list[ms.Passage] = []
    room = _TEXT_LETTERS
    for passage in item.passages[position - 1 :]:
        room -= len(passage.text)
        if room < 0 and shown:
            break
        shown.append(passage)
    following = position + len(shown)
    return ItemText(
        notice=NOTICE,
        id=item.id,
        number=item.number,
        title=item.title,
        council=meeting.council,
        body=meeting.body,
        date=_day(meeting),
        url=item.url or meeting.url,
        motions=_facts(item.motions),
        votes=_facts(item.votes),
        actions=_facts(item.actions),
        passages=tuple({"id": each.id, "text": _shorten(each.text, _TEXT_LETTERS)} for each in shown),
        next_position=following if following <= len(item.passages) else None,
    )


def count_hits(index: ms.Index, query: str, *, facets: Iterable[str] = ("body", "kind"), **options: Any) -> Counts:
    """Count what a query finds, by year and by the values of facets.

    Args:
        index: The index.
        query: Any text; none of it is an operator.
        facets: The names of the facets.
        options: Filters by their names in `Index.search`.

    Raises:
        ArgumentError: An option has a bad value.
    """
    # Any: what names facets comes from outside, and is checked by the search.
    named: Any = tuple(facets)
    results = index.search(
        query, limit=1, syntax="plain", facets=named, facet_limit=_FACET_VALUES, **_given(options)
    )
    years = tuple(
        Period(year=each.period, passages=each.hits, per_1000=round(each.per_1000, 2))
        for each in results.timeline()
    )
    return Counts(
        query=_shorten(results.query, 500),
        total=results.total,
        years=years,
        facets={
            name: {_shorten(each.value, 120): each.count for each in counts}
            for name, counts in results.facets.items()
        },
        notes=(*_iter_notes(results), *results.notes),
    )


def check_quotation(index: ms.Index, text: str, **options: Any) -> CheckedQuote:
    """Return whether a quotation is in the minutes, where, and how it differs, of three places at most.

    Args:
        index: The index.
        text: The quotation.
        options: Filters by their names in `Index.search`.

    Raises:
        ArgumentError: The text has no word or too many, or an option has a bad value.
    """
    check = index.check_quote(text, limit=3, **_given(options))
    return CheckedQuote(
        notice=NOTICE,
        verdict=check.verdict,
        total=check.total,
        places=tuple(_place(place) for place in check.places),
        nearest=_place(check.nearest) if check.nearest else None,
        notes=check.notes,
    )


def _place(place: ms.QuotePlace) -> QuotePlace:
    return QuotePlace(
        id=place.located.passage.id,
        citation=place.citation,
        said_by=place.said_by,
        printed=_shorten(place.printed, _TEXT_LETTERS // 4),
        differences=tuple(
            {"mark": each.mark, "quoted": _shorten(each.quoted, 200), "printed": _shorten(each.printed, 200)}
            for each in place.differences[:20]
        ),
        changes_sense=place.changes_sense,
    )


def _found(hit: ms.Hit) -> FoundPassage:
    return FoundPassage(
        id=hit.passage.id,
        citation=_shorten(hit.citation, 300),
        date=_day(hit.meeting),
        kind=hit.passage.kind.value,
        said_by=tuple(_shorten(name, 80) for name in hit.passage.said_by[:3]),
        snippet=cut_snippet(hit.passage.text, hit.highlights, width=_SNIPPET_LETTERS).text,
    )


def _iter_notes(results: ms.Results) -> Iterator[str]:
    if results.approximate:
        words = ", ".join(results.approximate)
        yield f"The minutes do not have: {words}. The nearest words were searched for."
    if results.match == "any" and results.total:
        yield "No passage has all the words; these have some of them."


def _facts(records: Iterable[Any]) -> tuple[dict[str, Any], ...]:
    """Return recorded facts as JSON values, without the places of their evidence."""
    plain = []
    for record in records:
        values = dataclasses.asdict(record)
        values.pop("evidence", None)
        plain.append(json.loads(json.dumps(values, default=str)))
    return tuple(plain)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _day(meeting: ms.Meeting) -> str | None:
    return meeting.date.isoformat() if meeting.date else None


def _shorten(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def _size(answer: SearchAnswer) -> int:
    """Return how many bytes an answer has as JSON, set out as the SDK does it."""
    return len(json.dumps(dataclasses.asdict(answer), ensure_ascii=False, indent=2).encode())
