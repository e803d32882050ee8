"""The merge job: half of a merge, done by a worker process while the other half is done here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import ArrayFile, FileFacts, write_arrays
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.embedded.writing.batches import SegmentBuilder
from minutesearch.engine.embedded.writing.segment_merger import MergedArrays, merge_rest, merge_segments
from minutesearch.engine.embedded.writing.worker_pool import beside
from minutesearch.engine.embedded.writing.worker_process import SegmentJob

__all__ = ["MergeJob", "MergeSource", "write_merged"]

#: How many names a merge may take for what it puts aside.
_ASIDE = 8


class MergeSource(NamedTuple):
    """A segment to merge, for another process to open too."""

    facts: FileFacts
    #: The indices of its sources that have been removed.
    dead: tuple[int, ...]

    def open(self, folder: Path) -> Segment:
        """Return the open segment."""
        return Segment(folder / self.facts.name, facts=self.facts, dead=self.dead)


class MergeJob(NamedTuple):
    """The half of a merge that needs no texts, written to a file of its own."""

    #: The folder of the index, and the name of the file.
    folder: Path
    name: str
    sources: tuple[MergeSource, ...]
    #: The names of files in which to put bytes aside.
    aside: tuple[str, ...]

    @property
    def place(self) -> Path:
        """The folder, so that the process keeps the words that it knows for the next segment."""
        return self.folder

    def make_ready(self, analyser: Analyser) -> SegmentBuilder:
        """Return what segments are built with, which a merge needs nothing of."""
        return SegmentJob(self.folder, self.name, sync=False).make_ready(analyser)

    def run(self, ready: SegmentBuilder, batch: list[SourceDocument]) -> FileFacts:  # noqa: ARG002  # as all jobs
        """Write the half of the merge, and return the facts of its file."""
        segments = [source.open(self.folder) for source in self.sources]
        merged = merge_rest(segments, aside=map(self.folder.joinpath, self.aside))
        return write_arrays(self.folder / self.name, merged, sync=False)


def write_merged(
    folder: Path,
    sources: Sequence[MergeSource],
    *,
    names: Iterator[str],
    helper: Analyser | None,
    sync: bool,
) -> FileFacts:
    """Write the segment that is made of several, and return the facts of its file.

    Args:
        folder: The folder of the index.
        sources: The segments.
        names: The names of the files to write.
        helper: The analyser of a worker process that is to do half of the work; None to do all of it here.
        sync: Whether to wait until the file is on the disk.
    """
    segments = [source.open(folder) for source in sources]
    aside = map(folder.joinpath, names)
    if helper is None:
        merged = merge_segments(segments, aside=aside)
        return write_arrays(folder / next(names), merged, sync=sync)
    job = MergeJob(folder, next(names), tuple(sources), tuple(next(names) for _ in range(_ASIDE)))
    try:
        with beside(job, helper) as made:

            def read_half() -> MergedArrays:
                return ArrayFile(folder / job.name, facts=made.result()).iter_arrays()

            return write_arrays(
                folder / next(names), merge_segments(segments, aside=aside, rest=read_half), sync=sync
            )
    finally:
        # What cannot be deleted now is left to the next commit.
        with contextlib.suppress(OSError):
            (folder / job.name).unlink()
