"""Candidates: the passages that a quotation may be from, found through the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minutesearch.analysis import Analyser
from minutesearch.engine import Deadline, SearchRequest
from minutesearch.query.nodes import ANY, ANY_EXACT, Or, Phrase, Query, Term
from minutesearch.quoting.quotation import Quotation, Segment
from minutesearch.searching.store import DocumentStore

__all__ = ["find_by_rows", "find_by_words", "find_word_for_word"]

#: How many words of a quotation are looked for as a row: a longer one is in no more passages.
_ROW = 48
#: How many words a row has that is looked for where the whole is not, and how many such rows at most.
_LENGTH, _ROWS = 4, 16
#: How many words of a quotation are looked for one by one, those of most letters first.
_WORDS = 32


def find_word_for_word(
    store: DocumentStore, segment: Segment, filters: Mapping[str, Query], *, limit: int, deadline: Deadline
) -> tuple[list[int], int]:
    """Return the passages that have a segment word for word, and how many there are of them.

    Args:
        store: The documents of the index.
        segment: The segment; of a long one the beginning is looked for.
        filters: What a passage must satisfy beside.
        limit: How many to return at most.
        deadline: When to stop.
    """
    forms = segment.forms[:_ROW]
    tree = Term(ANY_EXACT, forms[0]) if len(forms) == 1 else Phrase(ANY_EXACT, forms)
    return _search(store, tree, filters, limit, deadline)


def find_by_rows(
    store: DocumentStore, quotation: Quotation, filters: Mapping[str, Query], *, limit: int, deadline: Deadline
) -> list[int]:
    """Return the passages that have rows of a quotation's words, those with the rarest and most first.

    Whoever changes a word or two leaves most rows of four as they are, and so does the end of a passage.

    Args:
        store: The documents of the index.
        quotation: The quotation.
        filters: What a passage must satisfy beside.
        limit: How many to return at most.
        deadline: When to stop.
    """
    rows = [
        tuple(segment.forms[at : at + _LENGTH])
        for segment in quotation.segments
        for at in range(0, max(len(segment.forms) - _LENGTH, 0) + 1, _step(len(segment.forms)))
    ]
    chosen = [Phrase(ANY_EXACT, list(row)) for row in dict.fromkeys(rows) if len(row) > 1][:_ROWS]
    if not chosen:
        return []
    return _search(store, chosen[0] if len(chosen) == 1 else Or(chosen), filters, limit, deadline)[0]


def _step(words: int) -> int:
    """Return how far apart rows begin: by half of one in a short quotation, evenly over a long one."""
    return max(_LENGTH // 2, -(-words // _ROWS))


def find_by_words(
    store: DocumentStore, quotation: Quotation, filters: Mapping[str, Query], *, limit: int, deadline: Deadline
) -> list[int]:
    """Return the passages that have most of a quotation's rarer words, the best first.

    Args:
        store: The documents of the index.
        quotation: The quotation.
        filters: What a passage must satisfy beside.
        limit: How many to return at most.
        deadline: When to stop.
    """
    stems = list(dict.fromkeys(_iter_stems(quotation, store.analyser)))
    tree = Or([Term(ANY, stem) for stem in stems]) if len(stems) > 1 else Term(ANY, stems[0])
    return _search(store, tree, filters, limit, deadline)[0]


def _iter_stems(quotation: Quotation, analyser: Analyser) -> Iterator[str]:
    units = [unit for segment in quotation.segments for unit in analyser.query_units(segment.text)]
    telling = [unit for unit in units if not unit.is_stop and len(unit.sequence[0].exact) > 1] or units
    for unit in sorted(telling, key=lambda unit: unit.start - unit.end)[:_WORDS]:
        yield from (token.stem for token in unit.sequence)


def _search(
    store: DocumentStore, tree: Query, filters: Mapping[str, Query], limit: int, deadline: Deadline
) -> tuple[list[int], int]:
    request = SearchRequest(
        tree=tree,
        filters=filters,
        limit=limit,
        deadline=deadline,
        passage_score_only=True,
        collapses_copies=True,  # draft and confirmed minutes are one place
    )
    response = store.snapshot.search(request)
    return [found.number for found in response.passages], response.total
