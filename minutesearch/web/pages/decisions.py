"""The register of decisions: what was decided, by type, body and date, newest first."""

from __future__ import annotations

from starlette.responses import Response

from minutesearch.web.asking import PAGE, read_request
from minutesearch.web.delivery import Call, Failure
from minutesearch.web.showing import Choice, show_hit
from minutesearch.web.words import english

__all__ = ["show_decisions"]

_SIZE = 25
_PARAMETERS = {
    name: each
    for name, each in PAGE.items()
    if name in {"q", "council", "body", "decision_type", "since", "until", "page"}
}


def show_decisions(call: Call) -> Response:
    """Return a page of the register."""
    asked = read_request(call.pairs, _PARAMETERS)
    page = asked.number("page", 1)
    results = asked.search(
        call.index,
        kind="decision",
        sort="newest",
        limit=_SIZE,
        offset=(page - 1) * _SIZE,
        facets=("decision_type",),
        deadline_ms=call.site.settings.deadline_ms,
    )
    pages = max(1, -(-results.total // _SIZE))

    def address(at: int) -> str:
        return call.addresses.path("decisions", [*asked.pairs, *([("page", str(at))] if at > 1 else [])])

    if page > pages:
        raise Failure(404, english.past_the_end(page, pages), ways=((english.last_page(pages), address(pages)),))
    rest = [pair for pair in asked.pairs if pair[0] != "decision_type"]
    chosen = asked.values("decision_type")
    types = [Choice(text=english.ALL_TYPES, address=call.addresses.path("decisions", rest), is_on=not chosen)]
    types += [
        Choice(
            text=english.value_of("decision_type", value),
            address=call.addresses.path("decisions", [*rest, ("decision_type", value)]),
            count=count,
            is_on=value in chosen,
        )
        for value, count in results.facets["decision_type"]
    ]
    overview = call.state.overview
    return call.page(
        "decisions.html",
        asked=asked,
        values={name: (asked.values(name) or ("",))[0] for name in _PARAMETERS},
        types=types,
        bodies=[each.value for each in overview.bodies],
        hits=tuple(show_hit(hit) for hit in results),
        heading=english.decisions_count(results.total),
        notes=results.notes,
        downloads=tuple(
            Choice(
                text=text,
                address=call.addresses.download(ending, [*asked.pairs, ("kind", "decision"), ("sort", "newest")]),
            )
            for ending, text in (*english.FORMATS.items(), ("atom", english.FEED))
        ),
        page=page,
        pages=pages,
        previous=address(page - 1) if page > 1 else None,
        next=address(page + 1) if page < pages else None,
    )
