"""Whether passages are found: by each of their words, in the order of them, and by each of their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from minutesearch.engine.opensearch.live.live_documents import LiveDocuments
from minutesearch.engine.opensearch.live.query_dsl import Clause
from minutesearch.engine.opensearch.writing.documents import ExpectedPassage

__all__ = ["find_unfound"]

#: How many passages are looked for at once.
_AT_ONCE = 100
#: How many places one phrase has, and how many words and values one search asks for: the cluster takes 1,024.
_PLACES, _MOST = 100, 800


def find_unfound(documents: LiveDocuments, passages: Iterable[ExpectedPassage]) -> Iterator[str]:
    """Look for passages by all that they hold, and yield a sentence for each that is not found.

    The cluster keeps no text of a passage to read back, only the words that lead to it, so these are asked for.

    Args:
        documents: The documents of a state.
        passages: What they must hold.
    """
    waiting = iter(passages)
    while some := list(islice(waiting, _AT_ONCE)):
        asked = [(passage, clauses) for passage in some for clauses in _split(passage)]
        answers = documents.ask(
            [
                {
                    "query": documents.live("p", {"bool": {"filter": [_numbered(passage), *clauses]}}),
                    "size": 0,
                    "track_total_hits": True,
                }
                for passage, clauses in asked
            ]
        )
        missing = [
            passage.id
            for (passage, _), answer in zip(asked, answers, strict=True)
            if answer["hits"]["total"]["value"] != 1
        ]
        for id_ in dict.fromkeys(missing):
            yield f"has a passage that is not found by its words or values: {id_}"


def _numbered(passage: ExpectedPassage) -> Clause:
    return {"term": {"number": {"value": passage.number}}}


def _split(passage: ExpectedPassage) -> Iterator[Sequence[Clause]]:
    """Yield what a passage must match, no more at once than the cluster takes."""
    size = 0
    clauses: list[Clause] = []
    for clause, cost in _iter_clauses(passage):
        if size + cost > _MOST:
            yield clauses
            clauses, size = [], 0
        clauses.append(clause)
        size += cost
    yield clauses


def _iter_clauses(passage: ExpectedPassage) -> Iterator[tuple[Clause, int]]:
    """Yield each clause with how many words or values it asks for."""
    for field, values in passage.keywords.items():
        for value in values:
            yield {"term": {field: {"value": value}}}, 1
    for stem, exact in passage.texts:
        # A text without words, as "***", leads nowhere.
        for field, places in (("stem", stem.split(" ")), ("exact", exact.split(" "))) if stem else ():
            # Each phrase has a place in common with the one before.
            for at in range(0, max(len(places) - 1, 1), _PLACES - 1):
                some = places[at : at + _PLACES]
                # By "places" any word of a place will do, so where it has several each is asked for.
                asked = {"query": " ".join(some), "analyzer": "places"}
                yield {"match_phrase": {field: asked}}, sum(place.count("|") + 1 for place in some)
            for word in {word for place in places if "|" in place for word in place.split("|")}:
                yield {"term": {field: {"value": word}}}, 1
