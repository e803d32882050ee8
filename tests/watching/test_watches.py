"""Watches: the first run is silent, each one after tells what came in since; state is whole and mistrusted."""

import datetime
import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

CULVERT = "Councillor Marsh said that the culvert would be cleared."


def minutes(body: str, *texts: str) -> ms.Meeting:
    """Return the minutes of one item."""
    return ms.Meeting(
        council="Anytown Council",
        body=body,
        date=datetime.date(2026, 3, 2),
        items=(
            ms.AgendaItem(
                title="Flooding",
                url="https://anytown.example/item?id=1&x=<2>",
                passages=tuple(ms.Passage(text=text) for text in texts),
            ),
        ),
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ms.Index]:
    with ms.open_index(tmp_path / "index", create=True) as opened:
        opened.add(minutes("Highways", CULVERT, "The ford is closed."), name="one")
        yield opened


@pytest.fixture
def watches(index: ms.Index) -> ms.Watches:
    opened = ms.open_watches(index)
    opened.add("culverts", "culvert")
    return opened


def run(watches: ms.Watches, *names: str) -> dict[str, list[tuple[str, str]]]:
    """Run watches, and return the change and the text of what each has found."""
    told: list[ms.News] = []
    watches.run(told.extend, names=names)
    return {each.watch.name: [(one.change, one.hit.passage.text) for one in each.passages] for each in told}


def test_the_first_run_is_silent_and_the_next_tell_what_is_new_once(index: ms.Index, watches: ms.Watches) -> None:
    assert run(watches) == {"culverts": []}
    index.add(minutes("Planning", "A culvert is planned.", "A bench is planned."), name="two")
    assert run(watches) == {"culverts": [("new", "A culvert is planned.")]}
    assert run(watches) == {"culverts": []}


def test_new_words_in_minutes_that_were_there_are_changed(index: ms.Index, watches: ms.Watches) -> None:
    run(watches)
    index.add(minutes("Highways", CULVERT, "The ford by the culvert is closed."), name="one")
    assert run(watches) == {"culverts": [("changed", "The ford by the culvert is closed.")]}


def test_each_watch_has_its_own_last_run(index: ms.Index, watches: ms.Watches) -> None:
    run(watches)
    watches.add("benches", "bench", body="Planning", since="2026-01-01", kind=["discussion", "decision"])
    index.add(minutes("Planning", "A bench by a culvert."), name="two")
    assert run(watches, "culverts") == {"culverts": [("new", "A bench by a culvert.")]}
    assert run(watches) == {"culverts": [], "benches": []}
    index.add(minutes("Planning", "A second bench.", "A bench by a culvert."), name="two")
    assert run(watches) == {"culverts": [], "benches": [("changed", "A second bench.")]}


def test_what_could_not_be_delivered_is_told_again(index: ms.Index, watches: ms.Watches) -> None:
    run(watches)
    index.add(minutes("Planning", "A culvert is planned."), name="two")

    def fail(_: object) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        watches.run(fail)
    assert run(watches) == {"culverts": [("new", "A culvert is planned.")]}


def test_the_state_outlives_the_process_and_is_a_file_beside_the_index(
    index: ms.Index, watches: ms.Watches
) -> None:
    run(watches)
    assert watches.path == index.path.with_name("index.watches.json")
    assert sorted(path.name for path in index.path.parent.iterdir()) == [
        "index",
        "index.watches.json",
        "index.watches.json.lock",
    ]
    (watch,) = ms.open_watches(index).list()
    assert (watch.name, watch.query, watch.seen and watch.seen.generation) == ("culverts", "culvert", 1)


def test_an_index_built_anew_begins_again_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "index"
    with ms.open_index(path, create=True) as index:
        for number in range(3):
            index.add(minutes("Highways", f"{CULVERT} Again {number}."), name=str(number))
        watches = ms.open_watches(index)
        watches.add("culverts", "culvert")
        run(watches)
    shutil.rmtree(path)
    with ms.open_index(path, create=True) as index:
        index.add(minutes("Highways", CULVERT), name="0")
        told: list[ms.News] = []
        ms.open_watches(index).run(told.extend)
        assert [(each.is_restarted, each.passages) for each in told] == [(True, ())]
        index.add(minutes("Planning", "A culvert is planned."), name="1")
        assert run(ms.open_watches(index)) == {"culverts": [("new", "A culvert is planned.")]}


def test_an_index_put_back_from_a_copy_loses_no_news(tmp_path: Path) -> None:
    path, copy = tmp_path / "index", tmp_path / "copy"
    with ms.open_index(path, create=True) as index:
        index.add(minutes("Highways", CULVERT), name="0")
    shutil.copytree(path, copy)
    with ms.open_index(path) as index:
        index.add(minutes("Parks", "A culvert in the park."), name="1")
        watches = ms.open_watches(index)
        watches.add("culverts", "culvert")
        run(watches)
    shutil.rmtree(path)
    copy.rename(path)
    with ms.open_index(path) as index:
        index.add(minutes("Planning", "A culvert is planned."), name="2")
        assert index.generation == 2
        assert run(ms.open_watches(index)) == {"culverts": [("new", "A culvert is planned.")]}


def test_an_index_that_was_empty_tells_all_that_comes(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        watches = ms.open_watches(index)
        watches.add("culverts", "culvert")
        run(watches)
        index.add(minutes("Highways", CULVERT), name="0")
        assert run(watches) == {"culverts": [("new", CULVERT)]}


def test_two_runs_at_once_tell_everything_once(index: ms.Index, watches: ms.Watches) -> None:
    run(watches)
    index.add(minutes("Planning", *(f"Culvert {number}." for number in range(20))), name="two")
    told: list[str] = []

    def run_once() -> None:
        with ms.open_index(index.path) as own:
            ms.open_watches(own).run(
                lambda news: told.extend(one.hit.passage.id for each in news for one in each.passages)
            )

    threads = [threading.Thread(target=run_once) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == len(set(told)) == 20


def test_a_run_under_way_is_waited_for_and_then_refused(index: ms.Index, watches: ms.Watches) -> None:
    def run_within(_: object) -> None:
        with pytest.raises(ms.WatchFileError, match="another run is busy"):
            ms.open_watches(index).run(lambda _: None, lock_timeout=0.1)
        with pytest.raises(ms.WatchFileError, match="another run is busy"):
            ms.open_watches(index).add("more", "more", lock_timeout=0.0)

    watches.run(run_within)


def test_removing_and_what_does_not_exist(watches: ms.Watches) -> None:
    watches.remove("culverts")
    assert watches.list() == ()
    with pytest.raises(ms.NotFoundError, match="no watch 'culverts'"):
        watches.remove("culverts")
    with pytest.raises(ms.NotFoundError, match="no watch 'other'"):
        run(watches, "other")


@pytest.mark.parametrize("name", ["", " ", "../up", "a/b", "x" * 61, "-dash", "a\nb", "space ", None, 5])
def test_names_that_are_none_are_refused(watches: ms.Watches, name: str) -> None:
    with pytest.raises(ms.ArgumentError, match="name must be"):
        watches.add(name, "culvert")


def test_what_cannot_be_asked_is_refused_when_it_is_added(watches: ms.Watches) -> None:
    with pytest.raises(ms.ArgumentError, match="there is a watch 'culverts' already"):
        watches.add("culverts", "ford")
    with pytest.raises(ms.QueryError):
        watches.add("bad", '"unclosed')
    with pytest.raises(ms.ArgumentError, match="kind"):
        watches.add("bad", kind="decison")
    with pytest.raises(ms.ArgumentError, match="councl"):
        watches.add("bad", councl="Anytown")
    with pytest.raises(ms.ArgumentError, match="since_generation"):
        watches.add("bad", "x", since_generation=3)
    with pytest.raises(ms.ArgumentError, match="must be a text"):
        watches.add("bad", "x", council=5)
    assert watches.add("odd", "culvert", council="Anytwon") == (
        "No council is called “Anytwon”. Nearest: Anytown Council.",
    )
    assert [watch.name for watch in watches.list()] == ["culverts", "odd"]


WHOLE = {"format": 1, "watches": []}
ONE = {"name": "a", "query": "culvert", "options": {}, "began": None, "seen": None, "passages": 0}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        json.dumps(WHOLE)[:-3].encode(),
        json.dumps({**WHOLE, "format": 2}).encode(),
        json.dumps({**WHOLE, "watches": [ONE, ONE]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "name": "../a"}]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "query": 5}]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "options": [1]}]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "seen": [1, "yesterday"]}]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "seen": [-1, "2026-01-01T00:00:00+00:00"]}]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "seen": [1, "2026-01-01T00:00:00"]}]}).encode(),
        json.dumps({**WHOLE, "watches": [{**ONE, "passages": True}]}).encode(),
        b" " * (5 << 20),
    ],
    ids=range(17),
)
def test_a_damaged_file_is_one_sentence_and_stays_as_it_is(
    index: ms.Index, watches: ms.Watches, content: bytes
) -> None:
    watches.path.write_bytes(content)
    for act in (watches.list, lambda: run(watches), lambda: watches.add("b", "ford"), lambda: watches.remove("a")):
        with pytest.raises(ms.WatchFileError, match=r"index\.watches\.json: is no file of watches") as caught:
            act()
        assert "\n" not in str(caught.value)
    assert watches.path.read_bytes() == content
    assert index.search("culvert").total == 1


@pytest.mark.parametrize(
    "options",
    [{"kind": "decison"}, {"query": "x"}, {"since": 5}, {"self": 1}, {"match": [[]]}, {"council": {"a": {}}}],
)
def test_a_hostile_option_names_its_watch(watches: ms.Watches, options: dict[str, object]) -> None:
    seen = [1, "2026-01-01T00:00:00+00:00"]
    watches.path.write_text(json.dumps({**WHOLE, "watches": [{**ONE, "seen": seen, "options": options}]}))
    try:
        run(watches)
    except ms.WatchFileError as error:
        assert "the watch 'a' cannot be run" in str(error)
    else:
        assert options == {"council": {"a": {}}}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_place_of_the_file_is_not_waited_for(watches: ms.Watches) -> None:
    watches.path.unlink()
    os.mkfifo(watches.path)
    with pytest.raises(ms.WatchFileError, match="is no file of watches"):
        watches.list()


def test_a_feed_has_what_came_since_the_watch_began(index: ms.Index, watches: ms.Watches, tmp_path: Path) -> None:
    defusedxml = pytest.importorskip("defusedxml.ElementTree")
    feed = tmp_path / "feed.xml"
    run(watches)
    assert ms.save_feed(watches, feed) == 0
    index.add(minutes("Planning", "A culvert \x07& <b>two</b>."), name="two")
    run(watches)
    index.add(minutes("Parks", "A culvert in the park."), name="three")
    run(watches)
    assert ms.save_feed(watches, feed) == 2
    root = defusedxml.parse(feed).getroot()
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", space)
    assert [entry.findtext("a:content", namespaces=space) for entry in entries] == [
        "A culvert in the park.",
        "A culvert & <b>two</b>.",
    ]
    assert entries[0].find("a:link", space).get("href") == "https://anytown.example/item?id=1&x=<2>"
    assert entries[0].findtext("a:title", namespaces=space) == "culverts: Flooding, Parks, 2026-03-02"
    assert len({entry.findtext("a:id", namespaces=space) for entry in entries}) == 2
    assert all(root.findtext(f"a:{name}", namespaces=space) for name in ("id", "title", "updated"))


def test_what_cannot_be_written_is_one_sentence(index: ms.Index, tmp_path: Path) -> None:
    watches = ms.open_watches(index, tmp_path / "missing" / "file.json")
    with pytest.raises(ms.WatchFileError, match="cannot be made"):
        watches.add("a", "culvert")
    with pytest.raises(ms.WatchFileError, match="cannot be written"):
        ms.save_feed(ms.open_watches(index), tmp_path / "missing" / "feed.xml")
