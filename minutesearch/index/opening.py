"""Functions that open, create and repair an index."""

from __future__ import annotations

import contextlib
import difflib
import itertools
import os
from functools import partial
from pathlib import Path

from minutesearch import indexing
from minutesearch.analysis import Analyser, choose_analyser
from minutesearch.engine import (
    ClusterAccess,
    analyser_of,
    create_engine,
    delete_empty_engine,
    is_address,
    is_index,
    open_engine,
    read_address,
    repair_engine,
)
from minutesearch.errors import ArgumentError, IndexExistsError, IndexMissingError
from minutesearch.index.facade import Index
from minutesearch.records import Problem
from minutesearch.results import Repair
from minutesearch.source_keys import name_of

__all__ = [
    "create_index",
    "delete_empty_index",
    "folder_of",
    "given_spread",
    "open_index",
    "refuse_spread",
    "repair_index",
]

#: How many folders are looked into for another index, and how many are named.
_LOOKED_INTO, _NAMED = 200, 3


def open_index(
    path: str | Path,
    *,
    create: bool = False,
    analyser: Analyser | None = None,
    access: ClusterAccess | None = None,
) -> Index:
    """Open the index in a folder, or in a cluster of OpenSearch.

    Args:
        path: The folder. Without `create` nothing is ever written to it, so it may be read-only. Or the address of
            an index in a cluster, opensearch://host:9200/name, for which "minutesearch[opensearch]" is needed.
        create: Whether to make an empty index if the folder holds none. An index that is there is opened as it
            is, never emptied; only the leftovers of an interrupted change are deleted.
        analyser: The analyser that the index was made with, or is to be made with. None for the one that it was
            made with, which it knows if its parts have names; an index that is made then has ours.
        access: User, password and certificates for a cluster; None for those of the environment.

    Raises:
        IndexMissingError: There is no index in the folder, and `create` is False.
        IndexExistsError: There is no index in the folder but other files, and `create` is True.
        AnalyserError: It was made with another analyser than is given, or with one that must be given.
        IndexFormatError: Another version made the index; it must be built again.
        CorruptIndexError: The index cannot be read.
        IndexUnavailableError: The cluster cannot be reached.
        IndexAccessError: The cluster does not let us in.
        ArgumentError: What is given is no analyser, or the address is badly written.
    """
    if is_address(path):
        return _open_in_cluster(path, analyser, create=create, access=access)
    _check_no_access(access)
    folder = folder_of(path)
    if create and not is_index(folder):
        try:
            return create_index(folder, analyser=analyser)
        except IndexExistsError:
            # Another process may have made one in this moment.
            if not is_index(folder):
                raise
    chosen = _choose(folder, analyser)
    try:
        return Index(open_engine(folder, analyser=chosen, clears=create), path=folder, analyser=chosen)
    except IndexMissingError as error:
        error._find_near = partial(_find_near, folder)
        raise


def folder_of(path: object) -> Path:
    """Return a path as such.

    Raises:
        ArgumentError: It is none.
    """
    if not isinstance(path, str | os.PathLike):
        said = f"path must be a folder or the address of a cluster, not {path!r:.60}"
        raise ArgumentError(said, argument="path")
    folder = Path(path)
    if "\0" in str(folder):
        raise ArgumentError(f"path has a zero character in it: {str(path)!r:.60}", argument="path")
    return folder


def _choose(folder: Path, analyser: Analyser | None) -> Analyser:
    return choose_analyser(str(folder), analyser_of(folder), analyser)


def given_spread(shards: int | None, replicas: int | None) -> dict[str, int]:
    """Return what is given of how an index is spread over a cluster, by name."""
    return {name: number for name, number in (("shards", shards), ("replicas", replicas)) if number is not None}


def refuse_spread(spread: dict[str, int]) -> None:
    """Raise ArgumentError if anything is given of how the index of a folder is spread."""
    for name in spread:
        raise ArgumentError(f"{name} are of an index in a cluster, and a folder has none", argument=name)


def _check_no_access(access: ClusterAccess | None) -> None:
    if access is not None:
        raise ArgumentError("access is to a cluster, and a folder needs none", argument="access")


def _open_in_cluster(
    path: str | Path, analyser: Analyser | None, *, create: bool, access: ClusterAccess | None
) -> Index:
    # Imported late, here and below: whoever has no index in a cluster needs no client of one.
    from minutesearch.engine import find_cluster_index, open_cluster_engine

    address = read_address(path, access=access)
    found = find_cluster_index(address)
    if found is None and create:
        with contextlib.suppress(IndexExistsError):
            # Another process may have made one in this moment, which is then opened.
            return create_index(path, analyser=analyser, access=access)
        found = find_cluster_index(address)
    chosen = choose_analyser(str(address), None if found is None else found.analyser, analyser)
    engine = open_cluster_engine(address, analyser=chosen, found=found)
    return Index(engine, path=str(address), analyser=chosen, access=access)


def _find_near(folder: Path) -> tuple[str, ...]:
    """Return the folders of indexes beside a folder, in it, or in `indexes`; the likest first."""
    found: dict[Path, None] = {}
    for place in (folder.parent, folder, Path("indexes")):
        # A folder that cannot be looked into holds nothing that could be named.
        with contextlib.suppress(OSError):
            for path in itertools.islice(place.iterdir(), _LOOKED_INTO):
                if is_index(path):
                    found.setdefault(path)
    names = sorted(map(str, found))
    likest = difflib.get_close_matches(str(folder), names, n=_NAMED, cutoff=0)
    return tuple(likest)


def create_index(
    path: str | Path,
    *,
    analyser: Analyser | None = None,
    shards: int | None = None,
    replicas: int | None = None,
    access: ClusterAccess | None = None,
) -> Index:
    """Create an empty index in a new or empty folder, or in a cluster of OpenSearch.

    Args:
        path: The folder; created with its parents if it does not exist. Or the address of an index in a cluster.
        analyser: What makes its words of its texts; None for ours. It stands in the index for good.
        shards: In a cluster, how many shards its documents are spread over; None for one.
        replicas: In a cluster, how many copies there are of each shard besides itself; None for none.
        access: User, password and certificates for a cluster; None for those of the environment.

    Raises:
        ArgumentError: What is given is no analyser, or a folder is to have shards or replicas.
        IndexExistsError: The folder holds an index already, or other files.
        IndexFolderError: The folder cannot be made.
    """
    if is_address(path):
        from minutesearch.engine import create_cluster_engine

        address = read_address(path, access=access)
        chosen = choose_analyser(str(address), None, analyser)
        engine = create_cluster_engine(address, analyser=chosen, **given_spread(shards, replicas))
        return Index(engine, path=str(address), analyser=chosen, access=access)
    _check_no_access(access)
    refuse_spread(given_spread(shards, replicas))
    folder = folder_of(path)
    chosen = choose_analyser(str(folder), None, analyser)
    return Index(create_engine(folder, analyser=chosen), path=folder, analyser=chosen)


def delete_empty_index(path: str | Path) -> bool:
    """Delete an index that nothing was ever put into, and its folder.

    Args:
        path: The folder. What else it holds is never deleted.

    Returns:
        Whether it was deleted: not if anything was put into it, or somebody is writing to it, nor in a cluster.
    """
    if is_address(path):
        return False
    return delete_empty_engine(folder_of(path))


def repair_index(
    path: str | Path,
    *,
    rebuild: bool = False,
    analyser: Analyser | None = None,
    access: ClusterAccess | None = None,
) -> Repair:
    """Repair a damaged index with the least loss.

    Damaged parts are rebuilt from the stored passages if all of these can be read; otherwise the index goes back
    to the committed state before, if that is whole; otherwise the sources that can be read are kept. Damaged files
    are deleted when the new state is committed, and not before.

    Args:
        path: The folder, or the address in a cluster.
        rebuild: Whether to rebuild the whole index from its stored passages, sound or not: for damage that only
            `check(deep=True)` finds.
        analyser: The analyser that it was made with, as in `open_index`.
        access: User, password and certificates for a cluster; None for those of the environment.

    Raises:
        IndexMissingError: There is no index in the folder.
        AnalyserError: It was made with another analyser than is given, or with one that must be given.
        IndexFormatError: Another version made the index; it must be built again.
        IndexLockedError: Another process is writing to the index.
        CorruptIndexError: Nothing in it can be read.
    """
    restore = indexing.restore_document
    if is_address(path):
        from minutesearch.engine import find_cluster_index, open_cluster_engine

        address = read_address(path, access=access)
        found = find_cluster_index(address)
        chosen = choose_analyser(str(address), None if found is None else found.analyser, analyser)
        engine = open_cluster_engine(address, analyser=chosen, found=found)
        repaired = engine.repair(restore, rebuild=rebuild)
    else:
        _check_no_access(access)
        folder = folder_of(path)
        chosen = _choose(folder, analyser)
        repaired = repair_engine(folder, analyser=chosen, restore=restore, rebuild=rebuild)
    return Repair(
        done=repaired.done,
        generation=repaired.generation,
        lost=tuple(dict.fromkeys(map(name_of, repaired.lost))),
        problems=tuple(Problem(path=str(path), message=message) for message in repaired.damage),
    )
