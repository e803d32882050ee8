"""The search engines that are compared, one module each."""

from __future__ import annotations

import importlib
from importlib.metadata import PackageNotFoundError, version
from typing import cast

from benchmarks.peers.contract import Peer

__all__ = ["BESIDE", "NAMES", "load_peer", "missing_needs", "version_of"]

_MODULES = {
    "minutesearch": "minutesearch_index",
    "whoosh": "whoosh_index",
    "fts5": "fts5_index",
    "tantivy": "tantivy_index",
    "bm25s": "bm25s_index",
}

#: The names of the engines, as the results have them; ours first.
NAMES = tuple(_MODULES)
#: Other ways into one of these engines, which are measured only on request.
BESIDE = {"whoosh_door": "whoosh_door_index"}


def load_peer(name: str) -> Peer:
    """Return the module of an engine; the engine's own library is imported when it is first used."""
    return cast("Peer", importlib.import_module(f"benchmarks.peers.{(_MODULES | BESIDE)[name]}"))


def missing_needs(name: str) -> tuple[str, ...]:
    """Return the requirements of an engine that this machine lacks, by their names on PyPI; empty if none."""
    if name == "fts5":
        return () if _has_fts5() else ("SQLite with FTS5",)
    return tuple(need for need in load_peer(name).NEEDS if _version(need) is None)


def version_of(name: str) -> str:
    """Return an engine's version as text: "tantivy 0.27.0"."""
    if name == "fts5":
        import sqlite3  # one door: not loaded in the processes of the others

        return f"SQLite {sqlite3.sqlite_version}"
    return ", ".join(f"{need} {_version(need) or 'not installed'}" for need in load_peer(name).NEEDS)


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _has_fts5() -> bool:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
