"""The segment merger, which makes one segment of several, without what has been removed.

Everything is put together from the arrays of the segments; no text is analysed again. Texts are done in ranges of
passages and postings in ranges of stems, of which the bytes are put aside on the disk; and each array is made when
the one before is written. So memory grows with the numbers of passages and of words, and not with the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import KEYWORD_FIELDS, TEXT_FIELDS
from minutesearch.engine.embedded.segments.copies import COPY_KEYS, read_copy_keys
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints, differences, ends_of, narrow, ranges
from minutesearch.engine.embedded.storage.digest_table import DigestTable
from minutesearch.engine.embedded.storage.doc_values import doc_values_arrays, id_arrays, packed_id_arrays
from minutesearch.engine.embedded.storage.spool import Pieces, Spool
from minutesearch.engine.embedded.storage.stored_fields import stored_fields_arrays
from minutesearch.engine.embedded.terms.hash_table import Numbers, StringInterner
from minutesearch.engine.embedded.terms.token_interner import ChunkedTexts
from minutesearch.engine.embedded.terms.token_store import TokenStoreWriter
from minutesearch.engine.embedded.writing.merge_plan import MergePlan, make_plan, number_all
from minutesearch.engine.embedded.writing.postings_merger import merge_terms
from minutesearch.engine.embedded.writing.segment_builder import Arrays, source_arrays

__all__ = ["MergedArrays", "merge_rest", "merge_segments"]

#: How many texts are copied to their places at once, or those of one source if it has more.
_TEXTS = 5_000


#: An array, or bytes that are put aside.
_Array = npt.NDArray[np.generic] | Pieces
#: Arrays with their names, one after the other.
MergedArrays = Iterator[tuple[str, _Array]]


def merge_segments(
    segments: Sequence[Segment], *, aside: Iterator[Path], rest: Callable[[], MergedArrays] | None = None
) -> MergedArrays:
    """Yield the arrays of the segment with all live sources of some segments, each with its name.

    Each is made when the one before has been taken, and should be written by then.

    Args:
        segments: The segments.
        aside: Names for files on a disk with room for the merged texts and postings, in which they are put aside;
            none of them lasts.
        rest: Called when the sources and texts have been taken, returns what `merge_rest` would yield; None to
            make that here.

    Raises:
        OSError: There is no such room.
    """
    plan = make_plan(segments, aside)
    yield from _take_steps(plan, (_merge_sources, _merge_token_stores))
    yield from _merge_rest(plan) if rest is None else rest()


def merge_rest(segments: Sequence[Segment], *, aside: Iterator[Path]) -> MergedArrays:
    """Yield what `merge_segments` does, but for the sources and texts: the other half of its work.

    Args:
        segments: The segments.
        aside: Names for files, as those of `merge_segments`.
    """
    return _merge_rest(make_plan(segments, aside))


def _merge_rest(plan: MergePlan) -> MergedArrays:
    return _take_steps(plan, (_merge_columns, _merge_lengths, _merge_copy_keys, merge_terms))


def _take_steps(plan: MergePlan, steps: Sequence[Callable[[MergePlan], Mapping[str, _Array]]]) -> MergedArrays:
    for merge in steps:
        arrays = dict(merge(plan))
        plan.release_pages()
        for name in list(arrays):
            yield name, arrays.pop(name)


def _merge_sources(plan: MergePlan) -> Arrays:
    """Merge the names and records of sources, and the records of passages."""
    names = [plan.segments[at].source_names[source] for at, source in plan.sources]
    records = [plan.segments[at].source_records.record(source) for at, source in plan.sources]
    largest = max(plan.segments, key=lambda segment: segment.size)
    dictionary = largest.passage_records.dictionary
    arrays = source_arrays(names, plan.counts, records)
    return arrays | stored_fields_arrays("passage.records", _iter_records(plan), dictionary)


def _iter_records(plan: MergePlan) -> Iterator[bytes]:
    # The sources of a segment are in the order of their names too, so each is read from front to back.
    readers = [segment.passage_records.everything() for segment in plan.segments]
    read = [0] * len(readers)
    for at, source in plan.sources:
        first, last = (int(each) for each in plan.segments[at].source_first[source : source + 2])
        for number in range(read[at], last):
            record = next(readers[at])
            if number >= first:
                yield record
        read[at] = max(last, read[at])


def _merge_token_stores(plan: MergePlan) -> dict[str, _Array]:
    """Merge the texts as numbers of chunks, renumbering the chunks over all segments."""
    chunks = StringInterner()
    maps = [number_all(chunks, segment.token_store.chunks) for segment in plan.segments]
    counts = np.zeros(chunks.count, dtype=np.int64)
    for segment, new in zip(plan.segments, maps, strict=True):
        counts[new] += _count_chunks(segment)
        plan.release_pages()
    spool = Spool(next(plan.aside))
    writer = TokenStoreWriter(counts, chunks, spool=spool)
    for chunked in _iter_texts(plan, maps):
        writer.add(chunked)
    return {"wording.data": spool, **writer.finish()}


def _count_chunks(segment: Segment) -> Ints:
    """Return how often each chunk is in the texts of live passages: int64, shape (chunks,)."""
    counts = np.zeros(len(segment.token_store.chunks), dtype=np.int64)
    for first in range(0, segment.size, _TEXTS):
        last = min(first + _TEXTS, segment.size)
        found, ends = segment.token_store.chunked(first, last)
        if segment.live is not None:
            kept = np.flatnonzero(segment.live[first:last])
            found = found[ranges(ends[kept], differences(ends)[kept])]
        counts += np.bincount(found, minlength=len(counts))
    return counts


def _iter_texts(plan: MergePlan, maps: Sequence[Numbers]) -> Iterator[ChunkedTexts]:
    """Yield the texts in their new order, a range of passages at a time.

    Args:
        plan: The plan.
        maps: For each segment the new number of each of its chunks.
    """
    before = ends_of(plan.counts)
    first = 0
    while first < len(plan.sources):
        last = int(np.searchsorted(before, before[first] + _TEXTS, side="right")) - 1
        last = max(last, first + 1)
        yield _merge_texts(plan, maps, plan.sources[first:last], int(before[first]), int(before[last]))
        plan.release_pages()
        first = last


def _merge_texts(
    plan: MergePlan, maps: Sequence[Numbers], sources: Sequence[tuple[int, int]], begin: int, end: int
) -> ChunkedTexts:
    """Return the texts of sources that follow each other, which have the new numbers `begin` to before `end`."""
    sizes = np.zeros(end - begin, dtype=np.int64)
    parts = []
    for at, segment in enumerate(plan.segments):
        own = [source for its, source in sources if its == at]
        if not own:
            continue
        # In the order of their names they follow each other there too, with removed ones between.
        first, last = int(segment.source_first[own[0]]), int(segment.source_first[own[-1] + 1])
        numbers = plan.numbers[at][first:last]
        kept = np.flatnonzero(numbers >= 0)
        found, ends = segment.token_store.chunked(first, last)
        places, counts = numbers[kept] - begin, differences(ends)[kept]
        sizes[places] = counts
        parts.append((places, counts, maps[at][found[ranges(ends[kept], counts)]]))
    ends = ends_of(sizes)
    merged = np.empty(ends[-1], dtype=np.int32)
    for places, counts, chunks in parts:
        merged[ranges(ends[places], counts)] = chunks
    return ChunkedTexts(merged, ends)


def _merge_columns(plan: MergePlan) -> Arrays:
    total = int(plan.counts.sum())
    arrays = _merge_ids(plan)
    for field in KEYWORD_FIELDS:
        if field == "id":
            continue
        sets: dict[tuple[str, ...], int] = {}
        codes = np.zeros(total, dtype=np.int64)
        for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
            mapped = np.array([sets.setdefault(each, len(sets)) for each in segment.doc_values[field].sets()])
            kept = numbers >= 0
            codes[numbers[kept]] = mapped[segment.doc_values[field].column.codes[kept]]
        arrays |= doc_values_arrays(field, *_only_used(list(sets), codes))
    return arrays


def _merge_ids(plan: MergePlan) -> Arrays:
    total = int(plan.counts.sum())
    tables = [segment.doc_values["id"].ids() for segment in plan.segments]
    digests = [table.all_packed() for table in tables if isinstance(table, DigestTable)]
    if total and len(digests) == len(tables):
        packed = np.empty((total, digests[0].shape[1]), dtype=np.uint8)
        for own, numbers in zip(digests, plan.numbers, strict=True):
            packed[numbers[numbers >= 0]] = own[numbers >= 0]
        return packed_id_arrays(packed)
    ids: list[bytes] = [b""] * total
    for table, numbers in zip(tables, plan.numbers, strict=True):
        for number, value in zip(numbers.tolist(), table.everything(), strict=True):
            if number >= 0:
                ids[number] = value
    return id_arrays(ids)


def _only_used(sets: list[tuple[str, ...]], codes: Ints) -> tuple[list[tuple[str, ...]], Ints]:
    """Drop the sets of values that only removed passages had."""
    used, renumbered = np.unique(codes, return_inverse=True)
    return [sets[code] for code in used.tolist()], renumbered


def _merge_lengths(plan: MergePlan) -> Arrays:
    arrays: Arrays = {}
    for field, name in enumerate(TEXT_FIELDS):
        merged = np.zeros(int(plan.counts.sum()), dtype=np.int64)
        for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
            lengths = segment.lengths(field)
            if lengths is not None:
                merged[numbers[numbers >= 0]] = lengths[numbers >= 0]
        if merged.any():
            arrays[f"lengths.{name}"] = narrow(merged)
    return arrays


def _merge_copy_keys(plan: MergePlan) -> Arrays:
    merged = np.zeros(int(plan.counts.sum()), dtype=np.uint64)
    for segment, numbers in zip(plan.segments, plan.numbers, strict=True):
        merged[numbers[numbers >= 0]] = read_copy_keys(segment)[numbers >= 0]
    return {COPY_KEYS: merged}
