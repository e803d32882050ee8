"""Verification of stored sources against their rebuilt documents, in both directions, array by array."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from minutesearch.engine.contract import KEYWORD_FIELDS, Damage, SourceDocument
from minutesearch.engine.embedded.segments.copies import COPY_KEYS
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import write_arrays
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.batches import SegmentBuilder
from minutesearch.engine.embedded.writing.segment_merger import merge_segments
from minutesearch.errors import CorruptIndexError

__all__ = ["find_differences", "verify_sources"]

#: How many passages are rebuilt at once.
_PASSAGES = 50_000
#: How many of the differing words or sources are named.
_NAMED = 5


def verify_sources(
    segments: Sequence[Segment], documents: Iterable[SourceDocument], analyser: Analyser
) -> Iterator[Damage]:
    """Rebuild sources in a temporary folder, and yield how the stored ones differ.

    Args:
        segments: The segments of a state.
        documents: The rebuilt documents of their sources; sources without one are reported as not compared.
        analyser: The analyser of the texts.
    """
    state = IndexReader(segments)
    missing = [set(segment.live_sources()) for segment in segments]
    with tempfile.TemporaryDirectory(prefix="minutesearch-check-") as folder:
        fresh = [_Fresh(Path(folder), number, analyser) for number in range(len(segments))]
        for document in documents:
            found = state.find_source(document.name)
            if found is None or found[1] not in missing[found[0]]:
                yield Damage("", f"source {document.name!r} is not there, or twice")
                continue
            missing[found[0]].discard(found[1])
            fresh[found[0]].add(document)
        for segment, made, left in zip(segments, fresh, missing, strict=True):
            name = segment.file.path.name
            if left:
                names = ", ".join(repr(decode(segment.source_names[source])) for source in sorted(left)[:_NAMED])
                yield Damage(name, f"{len(left)} sources were not compared: {names}")
            stored = Segment(segment.file.path, dead=(*segment.dead, *left)) if left else segment
            try:
                yield from (Damage(name, message) for message in made.find_differences(stored))
            except (CorruptIndexError, ValueError, IndexError, KeyError) as error:
                yield Damage(name, f"cannot be compared: {error}")


class _Fresh:
    """The rebuilt segments for the sources of one stored segment."""

    def __init__(self, folder: Path, number: int, analyser: Analyser) -> None:
        self._folder = folder
        self._names = (f"{number}-{each}.arrays" for each in itertools.count())
        self._builder = SegmentBuilder(folder, TokenInterner(analyser))
        self._batch: list[SourceDocument] = []
        self._size = 0
        self._made: list[Segment] = []

    def add(self, document: SourceDocument) -> None:
        self._batch.append(document)
        self._size += len(document.passages)
        if self._size >= _PASSAGES:
            self._make()

    def find_differences(self, stored: Segment) -> Iterator[str]:
        """Yield how a stored segment differs from the rebuilt documents; nothing if it does not."""
        if self._batch:
            self._make()
        if self._made:
            # Merging makes the same arrays of the same content, whatever was removed from it.
            yield from find_differences(self._merged([stored]), self._merged(self._made))
        elif stored.live_count:
            yield "has passages of no source"

    def _make(self) -> None:
        name = next(self._names)
        self._builder.build(name, self._batch, sync=False)
        self._made.append(Segment(self._folder / name))
        self._batch, self._size = [], 0

    def _merged(self, segments: Sequence[Segment]) -> Segment:
        path = self._folder / next(self._names)
        write_arrays(path, merge_segments(segments, aside=map(self._folder.joinpath, self._names)), sync=False)
        return Segment(path)


def find_differences(found: Segment, expected: Segment) -> Iterator[str]:
    """Yield how a segment differs from another of the same passages; nothing if it does not."""
    if found.size != expected.size:
        yield f"has {found.size} passages, not {expected.size}"
        return
    yield from (
        f"has other values of {field!r} than its passages"
        for field in KEYWORD_FIELDS
        if not _same_column(found, expected, field)
    )
    names = [name for name in sorted({*found.file.names, *expected.file.names}) if not _is_apart(name)]
    differing = [name for name in names if not _same(found, expected, name)]
    for name in differing:
        if name.startswith("lengths."):
            yield f"has other lengths of {name.removeprefix('lengths.')!r} than its passages"
        elif name.startswith("source."):
            yield f"has other sources in {name!r}"
        elif name == COPY_KEYS:
            yield "takes other passages for copies than its texts say"
    if any(not name.startswith(("lengths.", "source.", COPY_KEYS)) for name in differing):
        words = _find_words(found, expected)
        listed = ", ".join(repr(decode(word)) for word in words[:_NAMED])
        yield f"has other postings than its passages, of {len(words)} stems: {listed}"


def _is_apart(name: str) -> bool:
    """Return whether an array is compared elsewhere: records and texts when read, doc values by meaning."""
    return ".records." in name or name.partition(".")[0] in {*KEYWORD_FIELDS, "wording", "piece"}


def _same(found: Segment, expected: Segment, name: str) -> bool:
    return name in found.file and name in expected.file and np.array_equal(found.file[name], expected.file[name])


def _same_column(found: Segment, expected: Segment, field: str) -> bool:
    """Return whether doc values are equal passage by passage, however their sets are numbered."""
    numbers: dict[tuple[str, ...], int] = {}
    codes = []
    for segment in (found, expected):
        reader = segment.doc_values[field]
        mapped = np.array([numbers.setdefault(each, len(numbers)) for each in reader.sets()], dtype=np.int64)
        codes.append(mapped[reader.column.codes])
    return np.array_equal(*codes)


def _find_words(found: Segment, expected: Segment) -> list[bytes]:
    """Return the stems whose postings differ between two segments, or that only one of them has."""
    stems = sorted({*found.stems.everything(), *expected.stems.everything()})
    return [stem for stem in stems if _postings(found, stem) != _postings(expected, stem)]


def _postings(segment: Segment, stem: bytes) -> object:
    place = segment.find_stem(stem)
    if place is None:
        return None
    first, last = segment.stem_forms[place : place + 2].tolist()
    forms = [segment.forms[form] for form in range(first, last)]
    occurrences = segment.postings.occurrences(place, place + 1)
    return forms, [numbers.tolist() for numbers in occurrences[1:]]
