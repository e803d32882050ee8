"""Looking for damage, shallow and deep, and mending it."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import minutesearch as ms
from minutesearch.engine.embedded.commits.generations import newest_manifest
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.string_table import StringTable
from tests.doctoring import Arrays, edit_arrays

PAGE = "Agenda item\n\n{title}\n\nMinutes:\n\n{text}\n"
TEXTS = {
    "allotments.txt": "1. Councillor Hill moved, and Councillor Marsh seconded, that the allotment rents stay.\n\n"
    "2. The Committee noted that the allotment waiting list had grown.",
    "footpaths.txt": "1. Members discussed the footpath by the river.\n\nDecision:\n\nThe Committee agreed to ask"
    " the county for drainage of the footpath.",
    "market.txt": "1. Ms Roe reported that the market needs a new roof.",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make an index of two commits (two sources, then a third and a changed one), and return its folder."""
    for name, text in TEXTS.items():
        write_page(tmp_path / "minutes" / name, text)
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "minutes" / "allotments.txt", tmp_path / "minutes" / "footpaths.txt")
        write_page(tmp_path / "minutes" / "footpaths.txt", TEXTS["footpaths.txt"].replace("river", "railway"))
        index.add(tmp_path / "minutes" / "footpaths.txt", tmp_path / "minutes" / "market.txt")
    return tmp_path / "index"


def write_page(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title=path.stem.capitalize(), text=text))


def held(path: Path) -> dict[str, list[str]]:
    """Return the texts of each source, by its name."""
    with ms.open_index(path) as index:
        assert index.check(deep=True) == ()
        found: dict[str, list[str]] = {}
        for hit in index.search(limit=1000, sort="oldest"):
            found.setdefault(hit.source, []).append(hit.passage.text)
        return found


def segments_of(path: Path) -> list[Path]:
    return [path / entry.file for entry in newest_manifest(path).segments]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)


def place_of(path: Path, name: str) -> int:
    return ArrayFile(path)._directory[name][0]


def test_what_is_sound_is_sound(path: Path, seeds: Path) -> None:
    with ms.open_index(path) as index:
        assert index.check() == index.check(deep=True) == ()
        index.add(seeds, workers=1)
        index.remove("market.txt")
        assert index.check(deep=True) == ()


def _without_a_posting(arrays: Arrays) -> Arrays:
    return {"list.passages": np.where(arrays["list.passages"] == 2, 1, arrays["list.passages"]).astype(np.uint8)}


def _one_passage_on(arrays: Arrays) -> Arrays:
    gaps = arrays["gaps.data"].copy()
    gaps[0] ^= 1
    return {"gaps.data": gaps}


def _other_places(arrays: Arrays) -> Arrays:
    return {"positions.data": arrays["positions.data"] + 1}


def _other_word(arrays: Arrays) -> Arrays:
    return {"stem.text": np.where(arrays["stem.text"] == ord("o"), ord("p"), arrays["stem.text"]).astype(np.uint8)}


def _longer(arrays: Arrays) -> Arrays:
    return {"lengths.text": arrays["lengths.text"] + 1}


def _other_kinds(arrays: Arrays) -> Arrays:
    name = "kind.codes" if "kind.codes" in arrays else "kind.runs"
    codes = arrays[name].copy()
    codes[0] = 3 - codes[0]
    return {name: codes}


def _other_ids(arrays: Arrays) -> Arrays:
    return {"id.digests": arrays["id.digests"] ^ 1}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (_without_a_posting, "postings|compared"),
        (_one_passage_on, "postings|compared"),
        (_other_places, "postings"),
        (_other_word, "postings|compared"),
        (_longer, "lengths of 'text'"),
        (_other_kinds, "values of 'kind'"),
        (_other_ids, "values of 'id'"),
    ],
)
def test_a_deep_check_finds_what_is_other_than_the_passages_say(
    path: Path, edit: Callable[[Arrays], Arrays], expected: str
) -> None:
    edit_arrays(path, edit, at=1)
    with ms.open_index(path) as index:
        assert index.check() == ()
        problems = index.check(deep=True)
    messages = [problem.message for problem in problems if segments_of(path)[1].name in problem.path]
    assert any(part in message for message in messages for part in expected.split("|")), problems


def test_postings_too_many_are_found_as_well(path: Path) -> None:
    """A word that no passage has: nothing that goes from the passages to the words would meet it."""
    before = segments_of(path)[0]

    def edit(arrays: Arrays) -> Arrays:
        forms = StringTable(ArrayFile(before), "form").everything()
        assert b"allotment" in forms
        text = bytes(arrays["stem.text"]).replace(b"allot", b"allox")
        return {"stem.text": np.frombuffer(text, dtype=np.uint8)}

    edit_arrays(path, edit)
    with ms.open_index(path) as index:
        (problem,) = index.check(deep=True)
    assert "allox" in problem.message
    assert "allot" in problem.message


def test_a_sound_index_is_left_as_it_is(path: Path) -> None:
    before = {each.name: each.read_bytes() for each in path.iterdir()}
    repair = ms.repair_index(path)
    assert (repair.done, repair.lost, repair.problems) == ("nothing", (), ())
    assert before == {each.name: each.read_bytes() for each in path.iterdir()}


def test_damaged_postings_are_made_again_and_nothing_is_lost(path: Path) -> None:
    expected = held(path)
    for segment in segments_of(path):
        # One block is all of so small a file: its records would not be read either.
        edit_arrays_apart(segment)
    repair = ms.repair_index(path, rebuild=True)
    assert (repair.done, repair.lost) == ("rebuilt", ())
    assert expected == held(path)


def edit_arrays_apart(segment: Path) -> None:
    at = segments_of(segment.parent).index(segment)
    edit_arrays(segment.parent, _other_places, at=at)


def test_damage_in_a_great_segment_costs_what_stands_in_its_block(tmp_path: Path) -> None:
    """Everything but the block is read again; nothing is lost where it holds no records."""
    texts = [
        f"Members of ward {n} discussed {n * 7919 % 1013} and {n * 104729 % 997} houses." for n in range(5000)
    ]
    with ms.open_index(tmp_path / "index", create=True) as index:
        for first in range(0, 5000, 1000):
            passages = tuple(
                ms.Passage(id="", text=text, kind=ms.Kind.DISCUSSION) for text in texts[first : first + 1000]
            )
            meeting = ms.Meeting(
                id="", council=f"Council {first}", items=(ms.AgendaItem(id="", passages=passages),)
            )
            index.add(meeting, durable=first == 4000)
    expected = held(tmp_path / "index")
    (segment, *_) = sorted(segments_of(tmp_path / "index"), key=lambda each: -each.stat().st_size)
    flip(segment, place_of(segment, "positions.data") + 5_000)
    repair = ms.repair_index(tmp_path / "index")
    assert (repair.done, repair.lost) == ("rebuilt", ())
    assert expected == held(tmp_path / "index")


def test_it_goes_back_where_sources_cannot_be_read(path: Path) -> None:
    flip(segments_of(path)[-1], 300)
    with pytest.raises(ms.CorruptIndexError, match="segment-00000002-1"), ms.open_index(path) as index:
        index.search("roof")
    repair = ms.repair_index(path)
    assert (repair.done, repair.lost) == ("went back", ("footpaths.txt",))
    assert "river" in str(held(path))
    assert "market.txt" not in held(path)


def test_what_is_damaged_in_both_generations_is_lost_and_named(path: Path) -> None:
    flip(segments_of(path)[0], 300)
    repair = ms.repair_index(path)
    assert repair.done == "rebuilt"
    assert repair.lost == ("all sources of segment-00000001-1.arrays",)
    assert sorted(held(path)) == ["footpaths.txt", "market.txt"]


@pytest.mark.parametrize("pattern", ["generation-*.json", "*-0000000[12].json"], ids=["newest", "all"])
@pytest.mark.parametrize("delete", [True, False])
def test_a_manifest_that_is_gone_is_made_again_as_well_as_can_be(path: Path, pattern: str, delete: bool) -> None:
    for manifest in path.glob(pattern):
        if delete:
            manifest.unlink()
        else:
            manifest.write_bytes(b"")
    with pytest.raises(ms.CorruptIndexError, match="minutesearch repair"):
        ms.open_index(path)
    repair = ms.repair_index(path)
    if pattern == "generation-*.json":
        assert (repair.done, "river" in str(held(path))) == ("went back", True)
    else:
        assert (repair.done, "railway" in str(held(path))) == ("rebuilt", True)
        assert sorted(held(path)) == sorted(TEXTS)


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_the_marker_is_written_anew(path: Path, content: bytes | None) -> None:
    expected = held(path)
    (path / "minutesearch.json").unlink()
    if content is not None:
        (path / "minutesearch.json").write_bytes(content)
    assert ms.repair_index(path).done == "marker"
    assert expected == held(path)


def test_a_newest_manifest_that_a_copy_calls_superseded_is_made_the_newest_again(path: Path) -> None:
    before = held(path)
    newest = max(path.glob("generation-*.json"))
    newest.with_name(newest.name.replace("generation", "superseded")).write_bytes(newest.read_bytes())
    with pytest.raises(ms.CorruptIndexError, match="is missing"):
        ms.open_index(path)
    repair = ms.repair_index(path)
    assert ("rebuilt", ()) == (repair.done, repair.lost)
    assert before == held(path)


def test_nothing_is_made_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(ms.IndexMissingError):
        ms.repair_index(tmp_path)
    with pytest.raises(ms.IndexMissingError):
        ms.repair_index(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_repair_that_is_stopped_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flip(segments_of(path)[0], 300)
    kept = {each.name: each.read_bytes() for each in path.iterdir()}

    def stop(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", stop)
        with pytest.raises(OSError, match="No space left"):
            ms.repair_index(path)
    assert kept.items() <= {each.name: each.read_bytes() for each in path.iterdir()}.items()
    assert ms.repair_index(path).done == "rebuilt"


def test_a_word_with_two_lists_for_one_area_is_damage_and_no_answer(path: Path) -> None:
    edit_arrays(path, lambda arrays: {"list.area": np.zeros_like(arrays["list.area"])})
    with ms.open_index(path) as index, pytest.raises(ms.CorruptIndexError, match="several lists of a word"):
        index.search("footpath")


def test_a_list_with_a_passage_twice_is_damage_and_no_answer(path: Path) -> None:
    edit_arrays(path, lambda arrays: {"gaps.data": np.zeros_like(arrays["gaps.data"])})
    with ms.open_index(path) as index, pytest.raises(ms.CorruptIndexError, match="with one twice"):
        index.search("the", match="any")
