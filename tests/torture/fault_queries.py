"""Queries and options of every sort, most of them nonsense: results that hold together, or one of two errors."""

from __future__ import annotations

import contextlib
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import minutesearch as ms
from minutesearch.analysis import query_units
from minutesearch.query import parse_query
from tests.torture.corpora import index_real
from tests.torture.fault import Fault, Outcome
from tests.torture.query_cases import draw_options, draw_query

__all__ = ["FAULT", "try_query"]

#: How long parsing may take, in seconds of processor time.
_LONGEST = 0.05
#: How many failures are listed.
_LISTED = 20


def run(size: int, seed: int) -> Outcome:
    failures: list[str] = []
    answered = refused = 0
    slowest, slowest_query = 0.0, ""
    with tempfile.TemporaryDirectory() as folder:
        index_real(Path(folder) / "index")
        with ms.open_index(Path(folder) / "index") as index:
            for number in range(size):
                drawing = Random(f"{seed}/{number}")
                query, options = draw_query(drawing), draw_options(drawing)
                seconds = _parse_seconds(query)
                if seconds > slowest:
                    slowest, slowest_query = seconds, query
                found = list(try_query(index, query, options, with_others=number % 8 == 0))
                answered += found == [None]
                refused += found == []
                failures += [
                    f"case {number}, {query!r}, {options!r}: {each}" for each in found if each is not None
                ]
    if slowest > _LONGEST:
        failures.append(f"parsing took {slowest * 1000:.1f} ms: {slowest_query!r}")
    return Outcome(
        tried=size,
        failures=tuple(failures[:_LISTED]),
        figures=(
            ("answered", f"{answered:,}"),
            ("refused", f"{refused:,}"),
            ("slowest parsing", f"{slowest * 1000:.1f} ms"),
        ),
    )


def try_query(
    index: ms.Index, query: str, options: dict[str, Any], *, with_others: bool = True
) -> Iterator[str | None]:
    """Yield what is wrong with the answer; None once if nothing is, and nothing if the query is refused.

    With others, the page is compared with a larger one and with the one after it, which takes three times as long.
    """
    try:
        results = index.search(query, **options)
    except ms.QueryError as error:
        if not 1 <= error.column <= len(query) + 1:
            yield f"column {error.column} is not in the query"
        return
    except (ms.ArgumentError, ms.QueryTimeoutError):
        return
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    wrong = list(_check_page(results, options))
    if with_others:
        wrong += _check_other_pages(index, results, query, options)
    yield from wrong or [None]


def _check_page(results: ms.Results, options: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one page by itself."""
    limit, offset = options.get("limit", 10), options.get("offset", 0)
    most = results.total if results.groups is None else results.groups
    if len(results.hits) != max(0, min(limit, most - offset)):
        yield f"{len(results.hits)} hits of {most} for limit {limit} and offset {offset}"
    if [hit.rank for hit in results.hits] != list(range(offset + 1, offset + 1 + len(results.hits))):
        yield "ranks do not count on"
    for hit in results.hits:
        places = [place for span in hit.highlights for place in span]
        if places != sorted(set(places)) or (places and not 0 <= places[0] < places[-1] <= len(hit.passage.text)):
            yield f"highlights {places} of {len(hit.passage.text)} characters"
    for name, counts in results.facets.items():
        # Years without hits stand between those with some.
        least = 0 if name == "year" else 1
        if any(count < least for _, count in counts) or len({value for value, _ in counts}) != len(counts):
            yield f"facet {name} counts {counts[:5]}"
        if (most := options.get("facet_limit")) is not None and len(counts) > most:
            yield f"facet {name} has {len(counts)} values and not {most}"
    json.dumps(results.to_dict())


def _check_other_pages(index: ms.Index, results: ms.Results, query: str, options: dict[str, Any]) -> Iterator[str]:
    """Yield the disagreements of this page with the next one, and with a page of another size."""
    options = {**options, "deadline_ms": None}
    limit, offset = options.pop("limit", 10), options.pop("offset", 0)
    other = index.search(query, limit=limit + 3, offset=offset, **options)
    if (other.total, other.groups) != (results.total, results.groups):
        yield f"total {other.total} and not {results.total} with a limit of {limit + 3}"
    ids = [hit.passage.id for hit in results.hits]
    if [hit.passage.id for hit in other.hits][: len(ids)] != ids:
        yield f"other hits with a limit of {limit + 3}"
    after = index.search(query, limit=3, offset=offset + limit, **options)
    if {hit.passage.id for hit in after.hits} & set(ids):
        yield "the page after it repeats hits"


def _parse_seconds(query: str) -> float:
    """Return the shortest time that parsing takes, in seconds; tried three times if it seems long."""
    best = float("inf")
    for _ in range(3):
        began = time.thread_time()
        with contextlib.suppress(ms.QueryError):
            parse_query(query, units=query_units)
        best = min(best, time.thread_time() - began)
        if best < _LONGEST / 2:
            break
    return best


FAULT = Fault(
    name="queries",
    does="queries by the grammar, damaged, at the limits and of any characters, with any options",
    passes_when="results that hold together, `QueryError` or `ArgumentError`; parsing under 50 ms",
    full=100_000,
    small=5_000,
    unit="queries",
    run=run,
)
