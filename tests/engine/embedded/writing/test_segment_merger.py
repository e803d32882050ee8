"""Merging makes one segment of several, a range of passages and stems at a time, one array after the other."""

import itertools
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.analysis import ENGLISH
from minutesearch.digests import digest_many
from minutesearch.engine import PassageTable, SourceDocument
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import pack_arrays, write_arrays
from minutesearch.engine.embedded.storage.spool import Spool
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from minutesearch.engine.embedded.writing import postings_merger, segment_merger
from minutesearch.engine.embedded.writing.segment_builder import Arrays, build_segment
from minutesearch.engine.embedded.writing.segment_merger import merge_segments

TEXTS = st.lists(
    st.sampled_from(
        ["The report was noted.", "Cllr Ash moved the budget of £5 million.", "", "Noted.", "St-s 1990s"]
    ),
    max_size=4,
)


def a_document(name: str, texts: Sequence[str]) -> SourceDocument:
    table = PassageTable(
        ids=[f"{name}-{at}" for at in range(len(texts))],
        texts={"text": list(texts), "title": ["Budget"] * len(texts)},
        keywords={"kind": [("motion",) if text else () for text in texts]},
        records=[f'{{"at":[0,0,{at}]}}' for at in range(len(texts))],
    )
    return SourceDocument(name=name, record=name.upper(), passages=table)


def a_segment(path: Path, documents: Sequence[SourceDocument], *, dead: Sequence[int] = ()) -> Segment:
    facts = write_arrays(path, build_segment(documents, TokenInterner(ENGLISH)), sync=False)
    return Segment(path, facts=facts, dead=tuple(dead))


def _names(folder: Path) -> Iterator[Path]:
    return (folder / f"aside-{number}.arrays" for number in itertools.count())


@given(texts=st.lists(TEXTS, min_size=2, max_size=8), cut=st.integers(1, 7), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ranges_of_any_size_make_the_segment_of_the_sources_that_are_left(
    texts: list[list[str]], cut: int, data: st.DataObject, tmp_path: Path
) -> None:
    documents = [a_document(f"source {(5 * at) % 8}", each) for at, each in enumerate(texts)]
    halves = [sorted(half, key=lambda each: each.name) for half in (documents[:cut], documents[cut:]) if half]
    dead = [data.draw(st.sets(st.integers(0, len(half) - 1), max_size=len(half) - 1)) for half in halves]
    segments = [
        a_segment(tmp_path / f"{at}.arrays", half, dead=sorted(gone))
        for at, (half, gone) in enumerate(zip(halves, dead, strict=True))
    ]
    left = [
        each for half, gone in zip(halves, dead, strict=True) for at, each in enumerate(half) if at not in gone
    ]
    # Merged with itself, so that chunks are numbered in the same order.
    whole = dict(merge_segments([a_segment(tmp_path / "whole.arrays", left)], aside=_names(tmp_path)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segment_merger, "_TEXTS", 1)
        patch.setattr(postings_merger, "_AT_ONCE", 2)
        found = dict(merge_segments(segments, aside=_names(tmp_path)))
    merged, expected = (
        Segment(tmp_path / name, facts=write_arrays(tmp_path / name, arrays, sync=False))
        for name, arrays in (("found.arrays", found), ("expected.arrays", whole))
    )
    assert expected.source_names.everything() == merged.source_names.everything()
    assert expected.ids.everything() == merged.ids.everything()
    for number in range(expected.size):
        assert expected.token_store.text(number) == merged.token_store.text(number)
        assert expected.passage_records.record(number) == merged.passage_records.record(number)
    # What chunks of one frequency are numbered by is the order of the segments.
    for name in whole.keys() - {"wording.data", "wording.at", "piece.text", "piece.at", "piece.width"}:
        if ".records." not in name:
            assert np.array_equal(expected.file[name], merged.file[name]), name


def test_a_merge_holds_a_part_of_the_segments_at_a_time(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(3_000)]
    segments = []
    for at in range(4):
        texts = [
            " ".join(words[(7 * at + 13 * each + step * step) % 3_000] for step in range(150))
            for each in range(600)
        ]
        documents = [a_document(f"{at}-{first}", texts[first : first + 20]) for first in range(0, 600, 20)]
        segments.append(a_segment(tmp_path / f"{at}.arrays", documents))
    tracemalloc.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segment_merger, "_TEXTS", 20)
        patch.setattr(postings_merger, "_AT_ONCE", 2_000)
        merged = merge_segments(segments, aside=_names(tmp_path))
        facts = write_arrays(tmp_path / "merged.arrays", merged, sync=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # It is 1.57 times the size; with all words sorted at once it was some 25.
    assert peak < 1.62 * facts.size


def test_a_merge_is_the_same_to_the_last_byte_without_the_kernel(tmp_path: Path) -> None:
    made = []
    for at, names in enumerate((["b", "e", "f"], ["a", "d"], ["c"])):
        texts = [f"The reports of {name} were noted, the report of £{at} million too." for name in names] * 3
        made.append(
            a_segment(tmp_path / f"{at}.arrays", [a_document(name, texts) for name in names], dead=[0][at:])
        )
    merged = pack_arrays(_whole(merge_segments(made, aside=_names(tmp_path))))
    with kernel.without():
        assert merged == pack_arrays(_whole(merge_segments(made, aside=_names(tmp_path))))


def _whole(arrays: Iterator[tuple[str, npt.NDArray[np.generic] | Spool]]) -> Arrays:
    """Return all arrays in memory, those in a spool too."""
    return {
        name: np.frombuffer(b"".join(array.iter_pieces()), np.uint8) if isinstance(array, Spool) else array
        for name, array in arrays
    }


@pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")
def test_the_commonest_word_takes_little_more_than_its_keys(tmp_path: Path) -> None:
    segments = []
    for at in range(2):
        texts = ["the " * 99 + f"word{at}"] * 3_000
        segments.append(a_segment(tmp_path / f"{at}.arrays", [a_document(str(at), texts)]))
    occurrences = 2 * 3_000 * 99
    tracemalloc.start()
    write_arrays(tmp_path / "merged.arrays", merge_segments(segments, aside=_names(tmp_path)), sync=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The keys and what is packed of them; 109 in NumPy.
    assert peak < 14 * occurrences


def test_ids_that_are_digests_and_ids_that_are_not_follow_their_passages(tmp_path: Path) -> None:
    def made(name: str, *, are_digests: bool) -> SourceDocument:
        document = a_document(name, ["Noted.", "Agreed."])
        ids = digest_many(document.passages.ids) if are_digests else document.passages.ids
        return replace(document, passages=replace(document.passages, ids=ids))

    for others in (True, False):
        first = [made(name, are_digests=True) for name in "bd"]
        second = [made(name, are_digests=others) for name in "ac"]
        segments = [a_segment(tmp_path / "1", first, dead=[0]), a_segment(tmp_path / "2", second)]
        facts = write_arrays(tmp_path / "3", merge_segments(segments, aside=_names(tmp_path)), sync=False)
        ids = [id_ for document in (*second, first[1]) for id_ in document.passages.ids]
        assert [id_.encode() for id_ in ids] == Segment(tmp_path / "3", facts=facts).ids.everything()
