"""SQLite FTS5 as a compared engine: Porter stems, over an ordinary table that keeps the passages."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import MeetingText
from benchmarks.peers.contract import LIMIT, Answer, Facets, flat_rows
from benchmarks.queries import Query

NEEDS: tuple[str, ...] = ()
SETTINGS = (
    "tokenize='porter unicode61', external content, one transaction, optimize at the end (counted), bm25 rank"
)
CANNOT: dict[str, str] = {}

_FILE = "index.sqlite"
_SCHEMA = """
    CREATE TABLE passage (
        id INTEGER PRIMARY KEY, kind TEXT, date TEXT, council TEXT, body TEXT, title TEXT, text TEXT
    );
    CREATE VIRTUAL TABLE words USING fts5(
        text, title, content='passage', content_rowid='id', tokenize='porter unicode61'
    );
"""
_JOIN = "FROM words JOIN passage ON passage.id = words.rowid WHERE words MATCH ?"


class Writer:
    """Writer that fills both tables in one transaction."""

    def __init__(self, folder: Path, *, is_new: bool) -> None:
        self._connection = sqlite3.connect(folder / _FILE, isolation_level=None)
        self._is_new = is_new
        if is_new:
            self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")
        self._last = self._connection.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()[0]

    def convert(self, meetings: Sequence[MeetingText]) -> list[tuple[int, str, str, str, str, str, str]]:
        """Return the rows of the table of passages."""
        return [
            (self._last + number, kind, date, council, body, title, text)
            for number, (text, title, kind, date, council, body) in enumerate(flat_rows(meetings), start=1)
        ]

    def add(self, batch: list[tuple[int, str, str, str, str, str, str]]) -> None:
        """Insert a batch into both tables."""
        self._connection.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)", batch)
        self._connection.executemany(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", ((row[0], row[5], row[6]) for row in batch)
        )
        self._last = batch[-1][0]

    def finish(self) -> None:
        """Commit, after merging the FTS5 segments of a new index."""
        if self._is_new:
            self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._connection.execute("COMMIT")
        self._connection.close()


class Searcher:
    """An open database."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / _FILE, isolation_level=None)
        # Opening a database reads nothing; this makes it read the schema.
        self._connection.execute("SELECT count(*) FROM words WHERE words MATCH 'zzzz'").fetchone()

    def search(self, query: Query) -> Answer:
        """Count and rank in two statements, which is faster than both in one."""
        typed = _typed(query)
        where, given = _JOIN, [typed]
        if query.passage_kind and query.days:
            where, given = (
                f"{_JOIN} AND kind = ? AND date BETWEEN ? AND ?",
                [typed, query.passage_kind, *query.days],
            )
            total = self._one(f"SELECT count(*) {where}", given)
        else:
            total = self._one("SELECT count(*) FROM words WHERE words MATCH ?", given)
        order = "date DESC, passage.id" if query.newest else "rank"
        # `rank` in an ORDER BY of a join is computed for every row; within the subquery FTS5 sorts by itself.
        if where is _JOIN and not query.newest:
            best = (
                "SELECT text FROM (SELECT rowid AS at, rank AS score FROM words WHERE words MATCH ?"  # noqa: S608
                f" ORDER BY rank LIMIT {LIMIT}) JOIN passage ON passage.id = at ORDER BY score"
            )
        else:
            best = f"SELECT passage.text {where} ORDER BY {order} LIMIT {LIMIT}"
        texts = [text for (text,) in self._connection.execute(best, given)]
        return Answer(total, texts, self._count(where, given) if query.facets else None)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def _one(self, statement: str, given: list[str]) -> int:
        return int(self._connection.execute(statement, given).fetchone()[0])

    def _count(self, where: str, given: list[str]) -> Facets:
        counts: dict[str, Counter[str]] = {"kind": Counter(), "year": Counter()}
        statement = f"SELECT kind, substr(date, 1, 4), count(*) {where} GROUP BY 1, 2"
        for kind, year, count in self._connection.execute(statement, given):
            counts["kind"][kind] += count
            counts["year"][year] += count
        return counts


def open_writer(folder: Path, *, workers: int) -> Writer:  # noqa: ARG001  # SQLite has one writer
    """Start a new index."""
    return Writer(folder, is_new=True)


def reopen_writer(folder: Path) -> Writer:
    """Open an index to add to it."""
    return Writer(folder, is_new=False)


def open_searcher(folder: Path) -> Searcher:
    """Open an index for searching."""
    return Searcher(folder)


def _typed(query: Query) -> str:
    if query.match == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.match == "prefix":
        return f"{query.words[0]}*"
    return (" OR " if query.match == "any" else " AND ").join(f'"{word}"' for word in query.words)
