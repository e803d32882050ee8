"""The kernel reads whole lists as sort keys of another segment; what does not add up or fit, it leaves alone."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.analysis import ENGLISH
from minutesearch.engine import PassageTable, SourceDocument
from minutesearch.engine.embedded.postings.occurrence_keys import NewNumbers, put_keys
from minutesearch.engine.embedded.postings.postings_writer import KeyBits
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import ArrayFile, pack_arrays
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from minutesearch.engine.embedded.writing.segment_builder import Arrays, build_segment
from minutesearch.engine.embedded.writing.segment_merger import merge_segments
from minutesearch.errors import CorruptIndexError

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

WORDS = st.lists(st.sampled_from(["report", "Reports", "noted", "reporting", "the", "budget"]), max_size=9)
BITS = KeyBits(stems=8, fields=2, passages=20, positions=20, forms=8)


def the_arrays(texts: Sequence[str]) -> Arrays:
    table = PassageTable(
        ids=[str(at) for at in range(len(texts))],
        texts={"text": list(texts), "title": ["The budget report"] * len(texts)},
        keywords={},
        records=["{}"] * len(texts),
    )
    return build_segment([SourceDocument(name="a", record="A", passages=table)], TokenInterner(ENGLISH))


def a_segment(arrays: Arrays) -> Segment:
    return Segment(ArrayFile.of_bytes(pack_arrays(arrays), name="made up"))


def keys_of(segment: Segment, passages: Sequence[int], *, bits: KeyBits = BITS) -> list[int] | None:
    """Return the keys of all stems, where stems and forms keep their numbers and each passage gets a given one."""
    stems = len(segment.stems)
    forms = np.concatenate([np.arange(count) for count in np.diff(segment.stem_forms.astype(np.int64))])
    new = NewNumbers(np.arange(stems), np.array(passages, dtype=np.int64), forms)
    keys = np.zeros(int(segment.postings.occurrences_before[-1]), dtype=np.uint64)
    count = put_keys(segment.terms, (0, stems), new, bits, keys)
    return None if count is None else keys[:count].tolist()


@given(texts=st.lists(WORDS.map(" ".join), min_size=1, max_size=5), data=st.data())
def test_the_keys_are_those_of_the_occurrences_in_passages_that_stay(
    texts: list[str], data: st.DataObject
) -> None:
    segment = a_segment(the_arrays(texts))
    passages = np.array([data.draw(st.integers(-1, 900)) for _ in texts])
    rows = zip(*(each.tolist() for each in segment.postings.occurrences(0, len(segment.stems))), strict=True)
    expected = []
    for stem, field, passage, position, form in rows:
        if (new := int(passages[passage])) >= 0:
            expected.append((((stem << 2 | field) << 20 | new) << 20 | position) << 8 | form)
    assert expected == keys_of(segment, passages.tolist())


@pytest.mark.parametrize(
    "bits",
    [
        KeyBits(stems=1, fields=2, passages=20, positions=20, forms=8),
        KeyBits(stems=8, fields=0, passages=20, positions=20, forms=8),
        KeyBits(stems=8, fields=2, passages=9, positions=20, forms=8),
        KeyBits(stems=8, fields=2, passages=20, positions=1, forms=8),
        KeyBits(stems=8, fields=2, passages=20, positions=20, forms=0),
        KeyBits(stems=20, fields=20, passages=20, positions=20, forms=20),
        KeyBits(stems=-1, fields=2, passages=20, positions=20, forms=8),
    ],
    ids=["stems", "fields", "passages", "positions", "forms", "all", "below none"],
)
def test_numbers_that_do_not_fit_their_part_make_no_key(bits: KeyBits) -> None:
    segment = a_segment(the_arrays(["The report was noted, and reports of the budget", "Noted"]))
    assert keys_of(segment, [0, 999], bits=bits) is None


SMALL = st.integers(0, 9)


@given(
    lists=st.lists(st.tuples(*[st.integers(-1, 3)] * 3, SMALL, SMALL, SMALL, SMALL), max_size=3),
    streams=st.tuples(*[st.binary(max_size=9)] * 4),
    ends=st.lists(SMALL, min_size=8, max_size=8),
    numbers=st.tuples(*[st.lists(st.integers(-2, 9), max_size=5)] * 2),
    room=SMALL,
)
def test_lists_of_anything_make_no_more_keys_than_there_is_room(
    lists: list[tuple[int, ...]],
    streams: tuple[bytes, ...],
    ends: list[int],
    numbers: tuple[list[int], ...],
    room: int,
) -> None:
    assert kernel.compiled is not None
    columns = np.array(lists, dtype=np.int64).reshape(-1, 7).T
    counts = tuple(np.ascontiguousarray(each, dtype=np.uint8) for each in columns[3:])
    found = kernel.compiled.list_keys(
        (*map(np.ascontiguousarray, columns[:3]), *counts),
        (
            *(np.frombuffer(each, dtype=np.uint8) for each in streams),
            *(np.array(each[: len(lists) + 1], dtype=np.uint8) for each in (ends[:4], ends[4:])),
            *(np.array(each, dtype=np.int64) for each in numbers),
        ),
        (4, 4, 4, 9, 4),
        np.zeros(room, dtype=np.uint64),
    )
    assert -1 <= found <= room


@pytest.mark.parametrize("name", ["list.passages", "list.occurrences", "list.widths", "gaps.data"])
def test_a_merge_tells_of_lists_that_do_not_add_up(name: str, tmp_path: Path) -> None:
    arrays = the_arrays(["the report the report", "noted the budget", "the the the"])
    changed = arrays[name].copy()
    # The last list is that of "the", which stands several times in a passage.
    changed[-1] = {"list.widths": 1, "gaps.data": 77}.get(name, int(changed[-1]) - 1 if changed[-1] else 0)
    segment = a_segment(arrays | {name: changed})
    # The writer of a commit has the segment examined after a ValueError.
    with pytest.raises((CorruptIndexError, ValueError)):
        dict(merge_segments([segment], aside=(tmp_path / str(number) for number in itertools.count())))
