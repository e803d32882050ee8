"""The advance of a change: how far reading has come, told to the caller's function of progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from minutesearch.indexing.source_files import SourceFile
from minutesearch.results import PassageProgress, Progress

__all__ = ["Advance"]


class Advance:
    """How far a change has come, in sources done and in passages read.

    Args:
        progress: Whom to tell; None for nobody.

    Attributes:
        error: The exception that `progress` raised, which is the caller's own; None if it raised none.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._passages = progress if isinstance(progress, PassageProgress) else None
        self.error: Exception | None = None
        self._sources = 0
        #: How many bytes are to be read in all, and how many were read of the sources before this one.
        self._all = self._before = 0

    def expect(self, files: Sequence[SourceFile]) -> None:
        """Take note of the files that are to be read from now on."""
        self._all, self._before = sum(file.size for file in files), 0

    def read_passages(self, count: int, file: SourceFile, *, end: int | None) -> None:
        """Tell of passages that were read.

        Args:
            count: How many more there are.
            file: The file that they are from.
            end: Up to which byte of it all is read now; None for its end.
        """
        if self._passages is not None:
            read = self._before + (file.size if end is None else min(end, file.size))
            share = min(1.0, read / self._all) if self._all else 1.0
            self._call(partial(self._passages.add_passages, count, share))

    def finish(self, file: SourceFile, *, of: int, is_read: bool) -> None:
        """Tell of a source that is done.

        Args:
            file: The source.
            of: How many there are.
            is_read: Whether it is one of those that were to be read.
        """
        self._sources += 1
        if is_read:
            self._before += file.size
        if self._progress is not None:
            self._call(partial(self._progress, self._sources, max(of, self._sources), file.name))

    def _call(self, tell: Callable[[], object]) -> None:
        try:
            tell()
        except Exception as error:
            self.error = error
            raise
