"""Two processes merge together to the same segment as one, and leave nothing behind."""

import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from minutesearch.analysis import ENGLISH
from minutesearch.engine import PassageTable, SourceDocument, WriteOptions, create_engine
from minutesearch.engine.embedded.storage.array_file import FileFacts, write_arrays
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from minutesearch.engine.embedded.writing import index_writer, merge_job, segment_merger
from minutesearch.engine.embedded.writing.merge_job import MergeSource, write_merged
from minutesearch.engine.embedded.writing.segment_builder import build_segment
from minutesearch.errors import CorruptIndexError
from tests.engine import builders
from tests.engine.builders import SplitAnalyser


def a_source(folder: Path, name: str, texts: Sequence[str], *, dead: tuple[int, ...] = ()) -> MergeSource:
    """Write a segment of a source for each text."""
    documents = [
        SourceDocument(
            name=f"{name}{at}",
            record=name.upper(),
            passages=PassageTable(
                ids=[f"{name}-{at}"],
                texts={"text": [text], "title": ["Budget"]},
                keywords={"kind": [("motion",)]},
                records=[f'{{"at":[0,0,{at}]}}'],
            ),
        )
        for at, text in enumerate(texts)
    ]
    facts = write_arrays(folder / f"{name}.arrays", build_segment(documents, TokenInterner(ENGLISH)), sync=False)
    return MergeSource(facts, dead)


def the_sources(folder: Path) -> list[MergeSource]:
    return [
        a_source(folder, "a", ["The report was noted.", "Cllr Ash moved the budget."], dead=(0,)),
        a_source(folder, "b", ["The reports were noted, and the budget agreed for 2027."]),
    ]


def _names(first: str) -> Iterator[str]:
    return (f"{first}-{number}.arrays" for number in itertools.count())


def merged(folder: Path, sources: Sequence[MergeSource], first: str, *, by_two: bool) -> FileFacts:
    helper = ENGLISH if by_two else None
    return write_merged(folder, sources, names=_names(first), helper=helper, sync=False)


def test_two_processes_write_the_bytes_of_one_and_nothing_else(tmp_path: Path) -> None:
    sources = the_sources(tmp_path)
    one, two = (merged(tmp_path, sources, first, by_two=first == "two") for first in ("one", "two"))
    assert (tmp_path / one.name).read_bytes() == (tmp_path / two.name).read_bytes()
    kept = {one.name, two.name, *(source.facts.name for source in sources)}
    assert kept == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("by_two", [False, True], ids=["one process", "two"])
def test_a_segment_that_is_damaged_is_named(tmp_path: Path, *, by_two: bool) -> None:
    sources = the_sources(tmp_path)
    path = tmp_path / "b.arrays"
    data = bytearray(path.read_bytes())
    at = data.index(b"noted")
    data[at : at + 5] = b"voted"
    path.write_bytes(data)
    with pytest.raises(CorruptIndexError, match=r"b\.arrays"):
        merged(tmp_path, sources, "merged", by_two=by_two)


def test_what_fails_here_leaves_no_half_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("there is no room")

    monkeypatch.setattr(segment_merger, "_merge_token_stores", fail)
    sources = the_sources(tmp_path)
    with pytest.raises(OSError, match="no room"):
        merged(tmp_path, sources, "merged", by_two=True)
    assert not (tmp_path / "merged-0.arrays").exists()


def test_what_fails_in_the_other_process_is_raised_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It has no name for what it would put aside.
    monkeypatch.setattr(merge_job, "_ASIDE", 0)
    with pytest.raises(RuntimeError, match="StopIteration"):
        merged(tmp_path, the_sources(tmp_path), "merged", by_two=True)


def test_commits_by_two_processes_have_the_segments_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_writer, "_WORTH_HALVING", 1)
    files = []
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        engine = create_engine(folder, analyser=SplitAnalyser())
        for name in "abcdefgh":
            source = builders.a_source(name, builders.a_passage(name, f"the care of {name}"))
            engine.commit([source], options=WriteOptions(workers=workers))
        (manifest,) = folder.glob("generation-*.json")
        (segment,) = json.loads(manifest.read_text())["segments"]
        files.append((folder / segment["file"]).read_bytes())
        # Of the last two generations, and of no merge.
        assert len(list(folder.glob("*.arrays"))) == 8
    one, two = files
    assert one == two
