"""The parts of a search page that need no web framework: both web examples use them.

A request is a list of names and values. The page is a dictionary for `templates/search.html`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

import minutesearch as ms

#: The parameters that may be given several times, and those that may be given once.
FILTERS = ("council", "body", "kind", "decision_type", "said_by", "mentions", "item")
SINGLE = ("q", "since", "until", "match", "sort", "page")

#: The counts beside the hits, and the heading of each. Every one of them is a filter too.
FACETS = {"kind": "Kind", "item": "Agenda item", "said_by": "Said by", "body": "Body", "council": "Council"}

PAGE_SIZE = 10
#: How many values of each of them are shown.
FACET_SIZE = 12
LAST_PAGE = 10_000

#: Nothing but our own style sheet may load, so even text that slipped through unescaped could not run.
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

Pairs = tuple[tuple[str, str], ...]


class RequestError(ValueError):
    """A parameter that the page does not have, or a value that it does not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A checked request."""

    #: The names and values as given, without the page and without what is blank.
    pairs: Pairs
    #: The number of the page, from 1.
    page: int

    @property
    def filters(self) -> Pairs:
        """All parameters but the query."""
        return tuple(pair for pair in self.pairs if pair[0] != "q")

    def search(self, index: ms.Index) -> ms.Results:
        """Search the index as asked; raise the errors of `Index.search`."""
        query = dict(self.pairs).get("q", "")
        options: dict[str, Any] = {name: value for name, value in self.filters if name in SINGLE}
        for name in FILTERS:
            if values := [value for each, value in self.filters if each == name]:
                options[name] = values
        offset = (self.page - 1) * PAGE_SIZE
        return index.search(
            query, limit=PAGE_SIZE, offset=offset, facets=FACETS, facet_limit=FACET_SIZE, **options
        )

    def link(self, pairs: Pairs, *, page: int = 1) -> str:
        """Return the address of the page with other parameters."""
        return "?" + urlencode([*pairs, ("page", page)] if page > 1 else pairs)

    def toggle(self, name: str, value: str) -> str:
        """Return the address with one filter added, or removed if it is set."""
        pair = (name, value)
        rest = tuple(each for each in self.pairs if each != pair)
        return self.link(rest if pair in self.pairs else (*rest, pair))


def index_folder() -> Path:
    """Return the folder of the index: `$MINUTESEARCH_INDEX`, then `indexes/seeds`."""
    return Path(os.environ.get("MINUTESEARCH_INDEX") or "indexes/seeds")


def read_request(parameters: Iterable[tuple[str, str]]) -> Asked:
    """Check the names of the parameters, and return the request; the search checks their values."""
    # What a form leaves blank is not asked for.
    given = tuple((name, value.strip()) for name, value in parameters if value.strip())
    names = [name for name, _ in given]
    for name in names:
        if name not in (*FILTERS, *SINGLE):
            raise RequestError(f"there is no parameter “{name}”")
        if name in SINGLE and names.count(name) > 1:
            raise RequestError(f"the parameter “{name}” is given twice")
    page = dict(given).get("page", "1")
    if not (page.isascii() and page.isdigit() and len(page) < 6 and 1 <= int(page) <= LAST_PAGE):
        raise RequestError(f"a page is a whole number from 1 to {LAST_PAGE:,}")
    # The query first, then the rest in the order given.
    pairs = sorted((pair for pair in given if pair[0] != "page"), key=lambda pair: pair[0] != "q")
    return Asked(pairs=tuple(pairs), page=int(page))


def make_page(index: ms.Index, parameters: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], int]:
    """Return the values for the template, and the HTTP status."""
    given = tuple(parameters)
    page: dict[str, Any] = {"query": dict(given).get("q", ""), "kept": (), "error": None, "results": None}
    try:
        asked = read_request(given)
        page["kept"] = asked.filters
        results = asked.search(index)
    except ms.QueryError as error:
        at = error.column - 1
        before, there, after = error.query[:at], error.query[at : at + 1], error.query[at + 1 :]
        return page | {"error": error.reason, "column": error.column, "typed": (before, there, after)}, 400
    except (RequestError, ms.ArgumentError) as error:
        return page | {"error": str(error)}, 400
    return page | _shown(asked, results), 200


def make_answer(index: ms.Index, parameters: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], int]:
    """Return the JSON answer, and the HTTP status."""
    try:
        return read_request(parameters).search(index).to_dict(), 200
    except ms.QueryError as error:
        return {"error": error.reason, "query": error.query, "column": error.column}, 400
    except (RequestError, ms.ArgumentError) as error:
        return {"error": str(error)}, 400


def _shown(asked: Asked, results: ms.Results) -> dict[str, Any]:
    pages = -(-results.total // PAGE_SIZE)
    return {
        "results": results,
        "notes": list(_notes(results, asked)),
        # mark_html escapes everything but its own element.
        "hits": [(hit, Markup(ms.mark_html(hit.passage.text, hit.highlights))) for hit in results],  # noqa: S704
        "facets": list(_facets(asked, results)),
        "clear": asked.link(asked.pairs[: len(asked.pairs) - len(asked.filters)]) if asked.filters else None,
        "suggested": asked.link((("q", results.suggestion), *asked.filters)) if results.suggestion else None,
        "page": asked.page,
        "pages": pages,
        "previous": asked.link(asked.pairs, page=min(asked.page - 1, pages)) if asked.page > 1 and pages else None,
        "next": asked.link(asked.pairs, page=asked.page + 1) if asked.page < pages else None,
    }


def _facets(asked: Asked, results: ms.Results) -> Iterator[tuple[str, list[tuple[str, int, str, bool]]]]:
    """Yield each facet's heading with its values: value, count, link, and whether it is a filter now."""
    for name, heading in FACETS.items():
        counts = results.facets[name]
        if counts:
            yield (
                heading,
                [
                    (
                        *each,
                        asked.toggle(name, _exactly(name, each.value)),
                        (name, _exactly(name, each.value)) in asked.pairs,
                    )
                    for each in counts
                ],
            )


def _exactly(name: str, value: str) -> str:
    """Return a facet's value as the filter for what was counted: "=" keeps "Chair" from matching "Vice-Chair"."""
    return f"={value}" if name in {"said_by", "mentions"} else value


def _notes(results: ms.Results, asked: Asked) -> Iterator[str]:
    """Yield the notes that a reader needs on how the query was changed."""
    if results.match == "any" and ("match", "any") not in asked.pairs:
        yield "No passage has every word. These have some of them."
    for word, forms in results.expansions.items():
        if word in results.approximate:
            yield f"No passage has “{word}”. These have the nearest words: {', '.join(forms)}."
        else:
            yield f"“{word}” was looked for as {', '.join(forms)} too."
