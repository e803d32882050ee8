"""The map: the pictures and rooms are as the code is, and the walks go where a real run goes."""

import re
from pathlib import Path

import pytest

from docs.tools.architecture import ARCHITECTURE, list_rooms, renew_architecture
from docs.tools.imports import list_modules, reached_by, read_imports, reduced, room_of
from docs.tools.picture import PICTURES, draw
from docs.tools.walks import find_climbs, find_stations, list_entered, run_walks, trace
from tests.docs.test_pages import RENEW

PAGE = ARCHITECTURE.read_text(encoding="utf-8")
SEARCH, ADD = "A query, from text to hits", "A file, from path to disk"

#: As many modules a warm search enters from another room at most: each is a place where its reader goes on.
MOST_STATIONS = 30


def section(heading: str) -> str:
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_what_the_imports_are(path: Path) -> None:
    assert PICTURES[path]() == path.read_text(encoding="utf-8"), RENEW


def test_rooms_and_stations_are_up_to_date() -> None:
    assert renew_architecture(PAGE) == PAGE, RENEW


def test_every_room_is_described() -> None:
    assert [] == [room for room in list_rooms() if f"**`{room}`**" not in PAGE]


def test_every_module_that_the_page_names_is_there() -> None:
    table = section("The rooms").partition("| there | here |")[2].partition("\n\n")[0]
    names = re.findall(r"`([a-z_.]+)`", table)
    assert len(names) > 15
    assert [] == [name for name in names if name not in list_modules()]


@pytest.mark.parametrize("heading", [SEARCH, ADD])
def test_a_walk_goes_where_a_real_run_goes(heading: str) -> None:
    """Every station is crossed; of each numbered step the first is come to after those of the steps before."""
    first: dict[str, int] = {}
    for at, call in enumerate(run_walks()[heading]):
        first.setdefault(call.station, at)
    assert [] == [station for station in find_stations(section(heading)) if station not in first]
    steps = re.findall(r"^\d+\. (.*(?:\n   .*)*)", section(heading), re.MULTILINE)
    places = [first[find_stations(step)[0]] for step in steps]
    assert places == sorted(places)


def test_the_walk_of_a_query_leaves_no_module_out() -> None:
    modules = dict.fromkeys(call.module for call in run_walks()[SEARCH])
    assert [] == [name for name in modules if not re.search(rf"`{re.escape(name)}[:`]", section(SEARCH))]


def test_the_walk_of_a_file_leaves_no_room_of_the_engine_out() -> None:
    named = {room_of(station.partition(":")[0]) for station in find_stations(section(ADD))}
    rooms = {room_of(name) for name in list_entered(run_walks()[ADD]) if ".embedded." in name}
    # Opening the state before takes the rooms of a search, which the other walk goes through.
    assert rooms - named <= {"engine.embedded.search"}


def test_a_search_never_goes_up() -> None:
    """No function calls into a room that imports its own, by callback either."""
    assert [] == find_climbs(run_walks()[SEARCH])


def test_a_search_has_few_stations() -> None:
    entered = list_entered(run_walks()[SEARCH])
    assert f"enters {len(entered)} modules from another room" in section(SEARCH)
    assert len(entered) <= MOST_STATIONS


def test_a_call_that_goes_up_is_found() -> None:
    from minutesearch.engine.embedded.storage.cache import Cache
    from minutesearch.searching.options import make_options

    kept: Cache[object] = Cache(10, lambda _: 1)

    def load() -> object:
        return kept.get("a", lambda: make_options.__doc__)

    assert [] == find_climbs(trace(load))

    def check() -> object:
        options = dict.fromkeys(("since", "until", "group", "facet_limit", "deadline_ms"))
        numbers = dict.fromkeys(("limit", "offset", "context"), 0)
        more = {"filters": {}, "match": "auto", "sort": "newest", "facets": (), "expand": True}
        return kept.get("b", lambda: make_options(**options, **numbers, **more))

    cache = "engine.embedded.storage.cache"
    assert (cache, "searching.options.search_options:make_options") in [
        (caller, station) for caller, station in find_climbs(trace(check)) if caller == cache
    ]


def test_imports_through_a_face_lead_to_where_it_has_them_from() -> None:
    assert "engine.contract.deadline" in read_imports()["searching.search"]


def test_only_arrows_that_say_more_are_drawn() -> None:
    graph = {"a": {"b", "c"}, "b": {"c"}, "c": set()}
    assert {"a": {"b"}, "b": {"c"}, "c": set()} == reduced(graph)
    assert {"a": {"b", "c"}, "b": {"c"}, "c": set()} == reached_by(graph)


def test_who_imports_stands_above() -> None:
    picture = draw({"top": {"middle"}, "middle": {"ground"}, "ground": set()}, title="T", notes={})
    places = dict(re.findall(r'<text x="\d+" y="(\d+)"[^>]*>(\w+)<', picture))
    assert ["top", "middle", "ground"] == [places[at] for at in sorted(places, key=int)]
