"""What browsers, crawlers and monitors ask a site for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from starlette.responses import JSONResponse, PlainTextResponse, Response

from minutesearch.web.delivery import Call, Failure
from minutesearch.web.words import english

__all__ = ["describe_search", "list_for_robots", "map_site", "report_health"]

#: How many addresses one map may have: https://www.sitemaps.org/protocol.html allows 50,000.
_MOST = 40_000


class _Place(NamedTuple):
    """An address of a map, with the day that its minutes are of."""

    address: str
    day: str | None


def describe_search(call: Call) -> Response:
    """Return the description by which a browser offers to search here (OpenSearch 1.1)."""
    addresses = call.addresses
    return call.page(
        "opensearch.xml",
        media_type="application/opensearchdescription+xml",
        page=addresses.outside(addresses.home()),
        feed=addresses.outside(addresses.download("atom", ())),
        icon=addresses.outside(addresses.static("icon.svg")),
    )


def list_for_robots(call: Call) -> Response:
    """Return what crawlers are to leave alone: searches, of which there is no end."""
    addresses = call.addresses
    rules = [f"Disallow: {addresses.root}/{each}" for each in ("search.", "*?")]
    # The style sheet and the script have a version in their addresses.
    rules.insert(0, f"Allow: {addresses.root}/static/")
    site_map = f"Sitemap: {addresses.outside(addresses.path('sitemap.xml'))}"
    return PlainTextResponse("\n".join(["User-agent: *", *rules, "", site_map, ""]))


def map_site(call: Call) -> Response:
    """Return the map of the site, or of one part where it is a large one."""
    places = list(_places(call))
    parts = -(-len(places) // _MOST)
    part = call.request.path_params.get("part")
    if part is None and parts > 1:
        maps = [call.addresses.outside(call.addresses.path(f"sitemap-{at}.xml")) for at in range(1, parts + 1)]
        return call.page("sitemaps.xml", media_type="application/xml", maps=maps)
    at = int(part or 1)
    if not 1 <= at <= max(1, parts):
        raise Failure(404, english.NO_SUCH_PAGE)
    return call.page("sitemap.xml", media_type="application/xml", places=places[(at - 1) * _MOST : at * _MOST])


def report_health(call: Call) -> Response:
    """Return whether the newest state is served and can be read, and which it is."""
    stale, damage = call.site.holder.trouble, call.state.damage
    values = {
        "status": "damaged" if damage is not None else "ok" if stale is None else "stale",
        "generation": call.index.generation,
        "passages": call.state.overview.stats.passages,
    }
    is_well = stale is None and damage is None
    if not is_well:
        # Paths of the server are for its log alone.
        values["reason"] = english.DAMAGED
    return JSONResponse(values, status_code=200 if is_well else 503, headers={"Cache-Control": "no-store"})


def _places(call: Call) -> Iterator[_Place]:
    addresses = call.addresses
    for name in ("", "meetings", "decisions", "people", "quote", "help", "api"):
        yield _Place(addresses.outside(addresses.path(name)), None)
    for meeting in call.state.overview.meetings:
        day = meeting.date.isoformat() if meeting.date else None
        yield _Place(addresses.outside(addresses.meeting(meeting.id)), day)
        for item in meeting.items:
            yield _Place(addresses.outside(addresses.item(item.id)), day)
