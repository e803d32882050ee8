"""What survives: power cuts at every step of a commit, damaged files, readers and writers beside each other."""

import json
import os
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from minutesearch.engine import (
    Deadline,
    PassageTable,
    SearchRequest,
    SourceDocument,
    WriteOptions,
    create_engine,
    open_engine,
)
from minutesearch.engine.embedded import index_folder
from minutesearch.engine.embedded.commits import generations
from minutesearch.engine.embedded.commits.generations import newest_manifest
from minutesearch.engine.embedded.commits.manifest import Manifest
from minutesearch.engine.embedded.commits.whoosh_notice import NOTICE_NAME, is_notice, write_notice
from minutesearch.engine.embedded.index_folder import EmbeddedEngine
from minutesearch.engine.embedded.storage.array_file import ArrayFile, FileFacts, write_arrays
from minutesearch.engine.embedded.writing import worker_pool
from minutesearch.errors import CorruptIndexError, IndexLockedError, QueryTimeoutError
from minutesearch.query.nodes import Every, Term
from tests.engine.builders import SplitAnalyser, a_passage, a_source

ANALYSER = SplitAnalyser()
BEFORE, AFTER = ["a", "b"], ["b", "c"]


class PowerCutError(Exception):
    """The simulated power cut."""


class Disk:
    """A disk that counts the steps of a commit, loses power at one of them, and forgets what was not synced."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, *, cut_at: int, keeps_names: bool) -> None:
        self.path = path
        self.steps = 0
        self._cut_at = cut_at
        self._keeps_names = keeps_names
        self._safe = {each.name for each in path.iterdir()}
        self._synced: set[int] = {each.stat().st_ino for each in path.iterdir()}
        self._renamed: list[tuple[Path, Path]] = []
        self._unlinked: dict[str, bytes] = {}
        self._patch(monkeypatch)

    def _patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rename, unlink, sync = Path.replace, Path.unlink, os.fsync

        def fsync(handle: int) -> None:
            self._step()
            sync(handle)
            if os.fstat(handle).st_ino == self.path.stat().st_ino:
                self._safe = {each.name for each in self.path.iterdir()}
                self._renamed.clear()
                self._unlinked.clear()
            else:
                self._synced.add(os.fstat(handle).st_ino)

        def replace(source: Path, target: Path) -> Path:
            self._step()
            self._renamed.append((source, target))
            return rename(source, target)

        def delete(path: Path, missing_ok: bool = False) -> None:
            self._step()
            self._unlinked[path.name] = path.read_bytes()
            unlink(path, missing_ok)

        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(Path, "unlink", delete)

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self._cut_at:
            raise PowerCutError

    def lose(self) -> None:
        """Leave the folder as a power cut may leave it: without the contents and names that were not synced."""
        for path in list(self.path.iterdir()):
            if path.stat().st_ino not in self._synced:
                os.truncate(path, path.stat().st_size // 2)
        if not self._keeps_names:
            for source, target in reversed(self._renamed):
                if target.exists():
                    target.rename(source)
            for path in list(self.path.iterdir()):
                if path.name not in self._safe:
                    os.unlink(path)  # noqa: PTH108  # Path.unlink counts as a step
            for name, content in self._unlinked.items():
                (self.path / name).write_bytes(content)


def sources_of(path: Path) -> list[str]:
    snapshot = open_engine(path, analyser=ANALYSER).snapshot()
    names = list(snapshot.sources())
    answer = snapshot.search(SearchRequest(tree=Term("any", "care")))
    assert answer.total == len(names)
    snapshot.close()
    return names


def an_index(path: Path) -> None:
    engine = create_engine(path, analyser=ANALYSER)
    engine.commit([a_source("x", a_passage("0", "care"))])
    engine.commit([a_source(name, a_passage(name, "care")) for name in BEFORE], remove=["x"])


def commit_hastily(engine: EmbeddedEngine, names: Iterable[str]) -> None:
    """Commit one source of each name, without waiting for the disk."""
    for name in names:
        engine.commit([a_source(name, a_passage(name, "care"))], options=WriteOptions(durable=False))


def an_index_written_hastily(path: Path, names: Iterable[str]) -> EmbeddedEngine:
    """Make an index, and add sources by commits that do not wait for the disk."""
    an_index(path)
    engine = open_engine(path, analyser=ANALYSER)
    commit_hastily(engine, names)
    return engine


@pytest.mark.parametrize("keeps_names", [True, False], ids=["names kept", "names lost"])
@pytest.mark.parametrize("cut_at", range(1, 12))
def test_a_power_cut_leaves_the_state_before_or_after(tmp_path: Path, cut_at: int, keeps_names: bool) -> None:
    path = tmp_path / "index"
    an_index(path)
    with pytest.MonkeyPatch.context() as monkeypatch:
        disk = Disk(path, monkeypatch, cut_at=cut_at, keeps_names=keeps_names)
        returned = True
        try:
            open_engine(path, analyser=ANALYSER).commit([a_source("c", a_passage("c", "care"))], remove=["a"])
        except PowerCutError:
            returned = False
    disk.lose()
    found = sources_of(path)
    assert found == AFTER if returned else found in (BEFORE, AFTER)
    open_engine(path, analyser=ANALYSER).commit([a_source("d", a_passage("d", "care"))])
    assert sources_of(path) == [*found, "d"]
    assert open_engine(path, analyser=ANALYSER).find_damage() == ()


def test_the_steps_of_a_commit_are_fewer_than_the_cuts_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_index(tmp_path / "index")
    disk = Disk(tmp_path / "index", monkeypatch, cut_at=0, keeps_names=True)
    open_engine(tmp_path / "index", analyser=ANALYSER).commit(
        [a_source("c", a_passage("c", "care"))], remove=["a"]
    )
    assert disk.steps < 12


def newest_files(path: Path) -> tuple[Path, Path]:
    manifest = newest_manifest(path)
    return path / manifest.name, path / manifest.segments[-1].file


def _halve_manifest(path: Path) -> None:
    newest_files(path)[0].write_text("{")


def _edit_manifest(path: Path) -> None:
    manifest = newest_files(path)[0]
    manifest.write_text(manifest.read_text().replace('"passages":1', '"passages":2'))


def _delete_segment(path: Path) -> None:
    newest_files(path)[1].unlink()


def _halve_segment(path: Path) -> None:
    os.truncate(newest_files(path)[1], 100)


def _delete_manifest(path: Path) -> None:
    newest_files(path)[0].unlink()


def _swap_manifests(path: Path) -> None:
    newest, (before,) = newest_files(path)[0], path.glob("superseded-*")
    newest.rename(path / "x")
    before.rename(newest)
    (path / "x").rename(before)


def _repeat_manifest(path: Path) -> None:
    manifest = newest_files(path)[0]
    (path / "generation-00000099.json").write_bytes(manifest.read_bytes())


def _exchange_segment(path: Path) -> None:
    an_index(path.with_name("other"))
    newest_files(path)[1].write_bytes(newest_files(path.with_name("other"))[1].read_bytes())


DAMAGES = [
    _halve_manifest,
    _edit_manifest,
    _delete_segment,
    _halve_segment,
    _swap_manifests,
    _repeat_manifest,
    _exchange_segment,
]


def an_index_with_more(path: Path, *, durable: bool) -> None:
    an_index(path)
    engine = open_engine(path, analyser=ANALYSER)
    engine.commit([a_source("c", a_passage("c", "care"))], remove=["a"], options=WriteOptions(durable=durable))


@pytest.mark.parametrize("damage", [*DAMAGES, _delete_manifest], ids=lambda damage: damage.__name__)
def test_damage_is_told_and_never_answered_from_an_older_state(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    an_index_with_more(tmp_path / "index", durable=True)
    damage(tmp_path / "index")
    with pytest.raises(CorruptIndexError, match=r"generation|segment"):
        sources_of(tmp_path / "index")


@pytest.mark.parametrize(
    "damage", [_halve_manifest, _edit_manifest, _delete_segment, _halve_segment, _delete_manifest]
)
def test_the_generation_before_stands_in_for_one_that_did_not_wait_for_the_disk(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    an_index_with_more(tmp_path / "index", durable=False)
    damage(tmp_path / "index")
    assert BEFORE == sources_of(tmp_path / "index")


def test_the_last_durable_generation_outlives_any_number_of_hasty_ones(tmp_path: Path) -> None:
    path = tmp_path / "index"
    an_index_written_hastily(path, "cdefghijkl")
    fresh = [each for each in path.iterdir() if each.name > "segment-00000003"] + list(
        path.glob("*-unsynced.json")
    )
    for each in fresh:
        each.write_bytes(bytes(each.stat().st_size))
    assert BEFORE == sources_of(path)


def test_zeros_in_a_hasty_generation_are_found_when_it_is_opened(tmp_path: Path) -> None:
    an_index_with_more(tmp_path / "index", durable=False)
    segment = newest_files(tmp_path / "index")[1]
    content = segment.read_bytes()
    segment.write_bytes(content[:8] + bytes(200) + content[208:])
    assert BEFORE == sources_of(tmp_path / "index")


def test_a_durable_commit_brings_hasty_ones_to_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    an_index_with_more(path, durable=False)
    disk = Disk(path, monkeypatch, cut_at=0, keeps_names=True)
    disk._synced.clear()
    open_engine(path, analyser=ANALYSER).commit([a_source("d", a_passage("d", "care"))])
    segments = {(path / entry.file).stat().st_ino for entry in newest_manifest(path).segments}
    assert segments <= disk._synced


@pytest.mark.parametrize("place", range(0, 5000, 37))
def test_a_flipped_bit_is_an_error_or_does_not_matter(tmp_path: Path, place: int) -> None:
    an_index(tmp_path / "index")
    _, segment = newest_files(tmp_path / "index")
    content = bytearray(segment.read_bytes())
    content[place % len(content)] ^= 1 << place % 8
    segment.write_bytes(content)
    with pytest.raises(CorruptIndexError, match=segment.name):
        sources_of(tmp_path / "index")


def test_without_any_whole_generation_the_error_names_what_is_wrong(tmp_path: Path) -> None:
    create_engine(tmp_path, analyser=ANALYSER)
    for path in tmp_path.glob("generation-*.json"):
        path.write_text("{}")
    with pytest.raises(CorruptIndexError, match="wrong checksum"):
        open_engine(tmp_path, analyser=ANALYSER)


def test_a_flipped_bit_is_found_by_reading_everything(tmp_path: Path) -> None:
    an_index(tmp_path / "index")
    _, segment = newest_files(tmp_path / "index")
    content = bytearray(segment.read_bytes())
    content[40] ^= 1
    segment.write_bytes(content)
    (damage,) = open_engine(tmp_path / "index", analyser=ANALYSER).find_damage()
    assert damage == (segment.name, "is not what was written, between bytes 0 and 65536")


@pytest.mark.parametrize(
    "entry",
    [
        [8, "<u8", 2**61],
        [0, "|u1", 8],
        [9, "|u1", 1],
        [8, "<f8", 1],
        [8, "|O", 1],
        [8, "|u1", -1],
        [8.0, "|u1", 1],
        [8, "|u1", True],
        [8, ["|u1"], 1],
        "x",
    ],
    ids=str,
)
def test_a_doctored_directory_reads_nothing_from_outside(tmp_path: Path, entry: object) -> None:
    path = tmp_path / "x.arrays"
    path.write_bytes(doctored(json.dumps({"a": entry})))
    with pytest.raises(CorruptIndexError, match="directory"):
        ArrayFile(path)


@pytest.mark.parametrize("listed", ["[]", "{", "[" * 100_000, '{"a": [8, "|u1", 1' + "0" * 5000 + "]}"], ids=len)
def test_a_directory_that_is_none_is_refused(tmp_path: Path, listed: str) -> None:
    path = tmp_path / "x.arrays"
    path.write_bytes(doctored(listed))
    with pytest.raises(CorruptIndexError):
        ArrayFile(path)


def doctored(listed: str) -> bytes:
    arrays = b"MINSEG3\n" + bytes(8)
    directory = listed.encode()
    sums = zlib.crc32(arrays).to_bytes(4, "little")
    return arrays + directory + sums + struct.pack("<QQ", len(directory), 1) + b"MINSEG3\n"


def test_only_what_is_read_is_verified(tmp_path: Path) -> None:
    path = tmp_path / "x.arrays"
    write_arrays(path, {"a": np.arange(100_000, dtype=np.uint8), "b": np.ones(200_000, dtype=np.uint8)})
    content = bytearray(path.read_bytes())
    content[290_000] ^= 1
    path.write_bytes(content)
    file = ArrayFile(path)
    assert file["a"].sum(dtype=int) == np.arange(100_000, dtype=np.uint8).sum(dtype=int)
    assert file.bytes_of("b").read(0, 50_000).all()
    with pytest.raises(CorruptIndexError, match=r"x\.arrays: is not what was written"):
        file.bytes_of("b").text(170_000, 199_999)
    with pytest.raises(CorruptIndexError, match="is not what was written"):
        file["b"]


@pytest.mark.parametrize("size", [0, 1, 65_527, 65_528, 65_529, 200_000])
def test_the_sums_hold_for_files_of_any_length(tmp_path: Path, size: int) -> None:
    facts = write_arrays(tmp_path / "x.arrays", {"a": np.arange(size, dtype=np.uint8)})
    file = ArrayFile(tmp_path / "x.arrays", facts=facts)
    file.verify()
    assert file["a"].tolist() == np.arange(size, dtype=np.uint8).tolist()


def test_the_folder_holds_nothing_that_could_run(tmp_path: Path) -> None:
    an_index(tmp_path / "index")
    kinds = {path.suffix for path in (tmp_path / "index").iterdir()}
    assert kinds == {".json", ".arrays", ".lock", ".toc"}
    # For Whoosh, and of no use to it: tests/whoosh/test_stock.py.
    assert is_notice(tmp_path / "index" / "_MAIN_0.toc")
    for path in (tmp_path / "index").glob("*.json"):
        json.loads(path.read_text())


def test_a_reader_is_not_disturbed_by_any_number_of_commits(tmp_path: Path) -> None:
    an_index(tmp_path / "index")
    engine = open_engine(tmp_path / "index", analyser=ANALYSER)
    snapshot = engine.snapshot()
    for name in "cdefghijk":
        engine.commit([a_source(name, a_passage(name, "care"))], remove=["a"])
    assert list(snapshot.sources()) == BEFORE
    assert {
        snapshot.passage(each.number).source for each in snapshot.search(SearchRequest(tree=Every())).passages
    } == set(BEFORE)
    snapshot.close()


def test_a_listing_that_misses_what_is_just_renamed_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    engine = an_index_written_hastily(path, "cd")
    listing, calls = Path.iterdir, []

    def list_while_another_renames(folder: Path) -> Iterator[Path]:
        calls.append(folder)
        found = list(listing(folder))
        newest = max(each.name for each in found if each.name.startswith("generation-"))
        return iter(found if len(calls) != 1 else [each for each in found if each.name != newest])

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", list_while_another_renames)
        manifest = newest_manifest(path)
    assert engine.snapshot().generation == manifest.generation


def test_none_stands_in_for_a_generation_that_goes_away_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    engine = an_index_written_hastily(path, "cd")
    read, later = generations._read_whole, ["e", "f"]

    def read_slowly(folder: Path, name: str, whole: set[FileFacts]) -> Manifest:
        # Taken out first, since a commit reads manifests as well.
        names, later[:] = tuple(later), []
        commit_hastily(engine, names)
        return read(folder, name, whole)

    with monkeypatch.context() as patched:
        patched.setattr(generations, "_read_whole", read_slowly)
        found = newest_manifest(path)
    assert engine.snapshot().generation == found.generation


def test_files_that_no_generation_needs_go_with_the_next_commit(tmp_path: Path) -> None:
    path = tmp_path / "index"
    an_index(path)
    for name in ("segment-00000009-1.arrays", "generation-00000001.draft"):
        (path / name).write_bytes(b"left by a commit that broke")
    engine = open_engine(path, analyser=ANALYSER)
    for name in "cdefghijklmnop":
        engine.commit([a_source(name, a_passage(name, "care"))])
    assert len(list(path.glob("generation-*"))) == 1
    assert len(list(path.glob("superseded-*"))) == 1
    assert len(list(path.glob("segment-*"))) <= 16
    assert not (path / "segment-00000009-1.arrays").exists()


def test_the_lock_of_a_writer_that_was_killed_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index"
    an_index(path)
    code = (
        "import sys, pathlib; from minutesearch.engine.embedded.storage.write_lock import hold_lock\n"
        "with hold_lock(pathlib.Path(sys.argv[1]), timeout=5): print('held', flush=True); sys.stdin.read()"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "held\n"
    monkeypatch.setattr(index_folder, "_LOCK_TIMEOUT", 0.05)
    engine = open_engine(path, analyser=ANALYSER)
    with pytest.raises(IndexLockedError, match="another process"):
        engine.commit([a_source("c", a_passage("c", "care"))])
    writer.kill()
    writer.communicate()
    engine.commit([a_source("c", a_passage("c", "care"))])
    assert sources_of(path) == ["a", "b", "c"]


def test_workers_make_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_pool, "_CHARACTERS", 200)
    monkeypatch.setattr(worker_pool, "_CHARACTERS_FIRST", 100)
    monkeypatch.setattr(worker_pool, "_CHARACTERS_TO_START", 1)
    found = []
    for count in (1, 2):
        engine = create_engine(tmp_path / str(count), analyser=ANALYSER)
        engine.commit(
            [
                a_source(f"{n:03}", *(a_passage(f"{n}-{k}", f"care home {n % 7} " * (k + 1)) for k in range(5)))
                for n in range(40)
            ],
            options=WriteOptions(workers=count),
        )
        snapshot = engine.snapshot()
        answer = snapshot.search(SearchRequest(tree=Term("any", "3"), limit=50))
        found.append([(snapshot.passage(each.number), each.score) for each in answer.passages])
        snapshot.close()
    assert found[0] == found[1]


def test_a_worker_that_fails_fails_the_commit_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    an_index(path)
    monkeypatch.setattr(worker_pool, "_CHARACTERS", 1)
    monkeypatch.setattr(worker_pool, "_CHARACTERS_FIRST", 1)
    monkeypatch.setattr(worker_pool, "_CHARACTERS_TO_START", 1)
    passage = a_passage("z", "care")
    without_text = PassageTable(ids=["y"], texts={"text": ["care"]}, keywords={}, records=[None])  # type: ignore[list-item]
    broken = SourceDocument(name="z", record="", passages=without_text)
    with pytest.raises(AttributeError, match="encode"):
        open_engine(path, analyser=ANALYSER).commit(
            [a_source("c", passage), broken], options=WriteOptions(workers=2)
        )
    assert BEFORE == sources_of(path)


def test_a_query_stops_at_its_deadline_in_any_thread(tmp_path: Path) -> None:
    an_index(tmp_path / "index")
    snapshot = open_engine(tmp_path / "index", analyser=ANALYSER).snapshot()
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            snapshot.search(SearchRequest(tree=Term("any", "care"), deadline=Deadline(0.0)))
        except QueryTimeoutError as error:
            caught.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    assert len(caught) == 1
    snapshot.close()


def test_a_notice_to_whoosh_stands_under_its_name_only_when_all_of_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut may leave a file of its full length that holds nothing, and that is an index of Whoosh's own."""

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            write_notice(tmp_path, tmp_path / "draft")
    assert not (tmp_path / NOTICE_NAME).exists()
    write_notice(tmp_path, tmp_path / "draft")
    assert [tmp_path / NOTICE_NAME] == list(tmp_path.iterdir())
    assert is_notice(tmp_path / NOTICE_NAME)
