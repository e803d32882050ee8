"""The search page: a form, what is in use of it, the hits, and what they could be narrowed down by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.responses import Response

from minutesearch.results import FacetCount, Results
from minutesearch.web.asking import PAGE, Asked, read_request
from minutesearch.web.delivery import Call, Failure
from minutesearch.web.showing import Choice, make_timeline, show_hit
from minutesearch.web.words import english

__all__ = ["show_search"]

#: The counts beside the hits, and how many values each shows.
FACETS = ("kind", "decision_type", "body", "council", "person", "party", "said_by", "item")
_FACET_SIZE = 8
#: Up to how many bodies are a list to choose from; more are a box to type in.
_LISTED = 200
#: The parameters that the form has a field for; the others go with it hidden.
_FIELDS = frozenset(
    ("q", "council", "body", "item", "kind", "said_by", "since", "until", "sort", "match", "group", "stretch")
)


def show_search(call: Call) -> Response:
    """Return the page of a search."""
    asked = read_request(call.pairs, PAGE)
    size = call.site.settings.page_size
    page = asked.number("page", 1)
    results = asked.search(
        call.index,
        limit=size,
        offset=(page - 1) * size,
        facets=(*FACETS, "year"),
        # Every year that the index has, for the timeline: another search for them would cost a fifth of this one.
        facet_limit=max(_FACET_SIZE + 1, len(call.state.overview.years)),
        deadline_ms=call.site.settings.deadline_ms,
    )
    pages = _count_pages(call, asked, results, page)
    return call.page(
        "search.html",
        asked=asked,
        form=_form(call, asked),
        results=results,
        heading=english.heading(results, asked.words),
        notes=tuple(_notes(results, asked)),
        chips=_chips(call, asked),
        clear=call.addresses.search(pair for pair in asked.pairs if pair[0] in ("q", "sort")),
        suggestion=_suggestion(call, asked, results),
        narrower=tuple(
            Choice(text=each.said, count=each.total, address=_again(call, asked, each.query))
            for each in results.narrower
        ),
        try_any=_try_any(call, asked, results),
        hits=tuple(show_hit(hit) for hit in results),
        facets=tuple(_facets(call, asked, results)),
        timeline=make_timeline(call, asked, results),
        orders=_orders(call, asked),
        downloads=tuple(
            Choice(text=text, address=call.addresses.download(ending, asked.pairs))
            for ending, text in english.FORMATS.items()
        ),
        feed=call.addresses.download("atom", asked.pairs),
        page=page,
        pages=pages,
        previous=call.addresses.search(asked.pairs, page=page - 1) if page > 1 else None,
        next=call.addresses.search(asked.pairs, page=page + 1) if results.has_more else None,
        wider=_wider(call, asked),
    )


def _count_pages(call: Call, asked: Asked, results: Results, page: int) -> int | None:
    """Return how many pages there are; None of stretches, which nobody counts."""
    if results.reachable is None:
        if page > 1 and not results.hits:
            first = (english.FIRST_PAGE, call.addresses.search(asked.pairs))
            raise Failure(404, english.past_the_end(page, None), ways=(first,))
        return None
    pages = max(1, -(-results.reachable // call.site.settings.page_size))
    if page > pages:
        last = (english.last_page(pages), call.addresses.search(asked.pairs, page=pages))
        raise Failure(404, english.past_the_end(page, pages), ways=(last,))
    return pages


def _wider(call: Call, asked: Asked) -> Choice:
    """Return what leads to the same with the whole discussion round each hit, or back."""
    rest = [pair for pair in asked.pairs if pair[0] != "stretch"]
    if asked.values("stretch") == ("yes",):
        return Choice(text=english.SHOW_PASSAGES, address=call.addresses.search(rest), is_on=True)
    return Choice(text=english.SHOW_DISCUSSIONS, address=call.addresses.search([*rest, ("stretch", "yes")]))


def _form(call: Call, asked: Asked) -> dict[str, Any]:  # Any: what the fields hold
    """Return what the fields of the form hold; a further value of a field goes with it hidden."""
    overview = call.state.overview
    shown = {name: (asked.values(name) or ("",))[0] for name in _FIELDS}
    hidden = [
        pair for pair in asked.pairs if pair[0] not in _FIELDS or (pair[1] != shown[pair[0]] and pair[0] != "q")
    ]
    councils = [each.value for each in overview.councils]
    return {
        "values": shown,
        "hidden": hidden,
        "councils": _with_value(councils, shown["council"]) if len(councils) > 1 else [],
        "bodies": _with_value([each.value for each in overview.bodies], shown["body"])
        if 1 < len(overview.bodies) <= _LISTED
        else [],
        "types_body": len(overview.bodies) > _LISTED,
        "kinds": PAGE["kind"].choices,
    }


def _with_value(values: list[str], value: str) -> list[str]:
    """Return the values of a list, with one more if that is chosen though the index does not have it so."""
    return values if not value or value in values else [value, *values]


def _chips(call: Call, asked: Asked) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            text=english.chip(name, value),
            address=call.addresses.search(pair for pair in asked.pairs if pair != (name, value)),
            is_on=True,
        )
        for name, value in asked.pairs
        if name != "q"
    )


def _facets(call: Call, asked: Asked, results: Results) -> Iterator[tuple[str, tuple[Choice, ...], bool]]:
    """Yield each facet with anything to choose: its heading, its choices, and whether there are more."""
    for name in FACETS:
        counts = results.facets[name]
        if name == "said_by" and len(results.facets["person"]) > 1:
            continue  # offices and groups, and names that nothing says to be a person's, are among these
        is_used = bool(asked.values(name))
        if len(counts) > 1 or (counts and is_used):
            yield (
                english.FACETS[name],
                tuple(_choice(call, asked, name, each) for each in counts[:_FACET_SIZE]),
                len(counts) > _FACET_SIZE,
            )


def _choice(call: Call, asked: Asked, name: str, counted: FacetCount) -> Choice:
    # "=" keeps "Chair" from meaning "Vice-Chair", which was counted apart.
    value = f"={counted.value}" if name in {"said_by", "mentions", "person", "party"} else counted.value
    return Choice(
        text=english.value_of(name, counted.value),
        address=call.addresses.toggle(asked.pairs, name, value),
        count=counted.count,
        is_on=(name, value) in asked.pairs,
    )


def _orders(call: Call, asked: Asked) -> tuple[Choice, ...]:
    rest = [pair for pair in asked.pairs if pair[0] != "sort"]
    now = (asked.values("sort") or ("relevance",))[0]
    return tuple(
        Choice(
            text=text,
            address=call.addresses.search(rest if name == "relevance" else [*rest, ("sort", name)]),
            is_on=name == now,
        )
        for name, text in english.SORTS.items()
    )


def _notes(results: Results, asked: Asked) -> Iterator[str]:
    """Yield what a reader needs to know of how the query was changed."""
    if results.total and results.match == "any" and asked.values("match") != ("any",):
        yield english.some_words()
    for word, forms in results.expansions.items():
        yield english.nearest_words(word, forms) if word in results.approximate else english.widened(word, forms)
    yield from results.notes


def _suggestion(call: Call, asked: Asked, results: Results) -> Choice | None:
    if not results.suggestion:
        return None
    return Choice(text=results.suggestion, address=_again(call, asked, results.suggestion))


def _again(call: Call, asked: Asked, query: str) -> str:
    """Return the address of the same search with another query."""
    return call.addresses.search([("q", query), *(pair for pair in asked.pairs if pair[0] != "q")])


def _try_any(call: Call, asked: Asked, results: Results) -> str | None:
    if results.total or asked.values("match") != ("all",):
        return None
    return call.addresses.search([pair for pair in asked.pairs if pair[0] != "match"] + [("match", "any")])
