"""Functions that open, create and repair an index."""

from __future__ import annotations

from pathlib import Path

from minutesearch import analysis, indexing
from minutesearch.engine import create_engine, is_index, open_engine, repair_engine
from minutesearch.errors import IndexExistsError
from minutesearch.index.facade import Index
from minutesearch.records import Problem
from minutesearch.results import Repair

__all__ = ["create_index", "open_index", "repair_index"]


def open_index(path: str | Path, *, create: bool = False) -> Index:
    """Open the index in a folder.

    Args:
        path: The folder. Without `create` nothing is ever written to it, so it may be read-only.
        create: Whether to make an empty index if the folder holds none. An index that is there is opened as it
            is, never emptied; only the leftovers of an interrupted change are deleted.

    Raises:
        IndexMissingError: There is no index in the folder, and `create` is False.
        IndexExistsError: There is no index in the folder but other files, and `create` is True.
        IndexFormatError: Another version made the index; it must be built again.
        CorruptIndexError: The index cannot be read.
    """
    folder = Path(path)
    if create and not is_index(folder):
        try:
            return create_index(folder)
        except IndexExistsError:
            # Another process may have made one in this moment.
            if not is_index(folder):
                raise
    return Index(open_engine(folder, analyser=analysis.ChunkAnalyser(), clears=create), path=folder)


def create_index(path: str | Path) -> Index:
    """Create an empty index in a new or empty folder.

    Args:
        path: The folder; created with its parents if it does not exist.

    Raises:
        IndexExistsError: The folder holds an index already, or other files.
        IndexFolderError: The folder cannot be made.
    """
    folder = Path(path)
    return Index(create_engine(folder, analyser=analysis.ChunkAnalyser()), path=folder)


def repair_index(path: str | Path, *, rebuild: bool = False) -> Repair:
    """Repair a damaged index with the least loss.

    Damaged parts are rebuilt from the stored passages if all of these can be read; otherwise the index goes back
    to the committed state before, if that is whole; otherwise the sources that can be read are kept. Damaged files
    are deleted when the new state is committed, and not before.

    Args:
        path: The folder.
        rebuild: Whether to rebuild the whole index from its stored passages, sound or not: for damage that only
            `check(deep=True)` finds.

    Raises:
        IndexMissingError: There is no index in the folder.
        IndexFormatError: Another version made the index; it must be built again.
        IndexLockedError: Another process is writing to the index.
        CorruptIndexError: Nothing in it can be read.
    """
    folder = Path(path)
    repaired = repair_engine(
        folder, analyser=analysis.ChunkAnalyser(), restore=indexing.restore_document, rebuild=rebuild
    )
    return Repair(
        done=repaired.done,
        generation=repaired.generation,
        lost=repaired.lost,
        problems=tuple(Problem(path=str(folder), message=message) for message in repaired.damage),
    )
