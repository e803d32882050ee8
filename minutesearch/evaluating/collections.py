"""Loading of test collections, which are passages, queries and judgements in a folder in the layout of BEIR.

The layout is that of Thakur et al., "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models", 2021: `corpus.jsonl` (or `corpus.jsonl.gz`), `queries.jsonl` and `qrels/test.tsv`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutesearch.errors import SourceError

__all__ = ["Collection", "CorpusEntry", "JudgedQuery", "load_collection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusEntry:
    """One passage of a collection."""

    #: Its id in the judgements.
    id: str
    #: Its title; empty without one.
    title: str
    #: Its words.
    text: str
    #: What makes passages neighbours; None for a passage by itself.
    meeting: str | None
    #: Its place in the meeting.
    order: float
    #: Who speaks; empty where the collection does not say.
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuery:
    """A query with the grades that judges gave to passages."""

    #: Its id in the judgements.
    id: str
    #: What is typed.
    text: str
    #: The grade of each judged passage, by id: 0 is wrong. Empty if the query must find nothing.
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection of judged queries."""

    #: The passages, those of a meeting in their order; None if the folder has no corpus, and judges the documents
    #: of the folder that it lies in.
    corpus: tuple[CorpusEntry, ...] | None
    #: The queries with judgements, in the order of the file.
    queries: tuple[JudgedQuery, ...]


def load_collection(folder: Path) -> Collection:
    """Load a collection from a folder.

    Args:
        folder: A folder with `queries.jsonl`, `qrels/test.tsv` and, unless it judges the documents of the folder
            that it lies in, `corpus.jsonl` or `corpus.jsonl.gz`.

    Raises:
        SourceError: A file is missing or cannot be read; the message names it, and the line.
    """
    corpus = next(
        (path for name in ("corpus.jsonl", "corpus.jsonl.gz") if (path := folder / name).is_file()), None
    )
    grades = _load_grades(folder / "qrels" / "test.tsv")
    # A query that nobody judged says nothing; one that says itself that nothing is right does.
    queries = [
        JudgedQuery(id=row["_id"], text=row["text"], grades=grades.get(row["_id"], {}))
        for row in _iter_rows(folder / "queries.jsonl")
        if row["_id"] in grades or row.get("nothing")
    ]
    return Collection(corpus=_load_corpus(corpus) if corpus else None, queries=tuple(queries))


def _load_corpus(path: Path) -> tuple[CorpusEntry, ...]:
    entries = [
        CorpusEntry(
            id=row["_id"],
            title=row.get("title") or "",
            text=row["text"],
            meeting=row.get("meeting"),
            order=row.get("order", 0),
            speaker=row.get("speaker") or "",
        )
        for row in _iter_rows(path)
    ]
    first: dict[str, int] = {}
    for entry in entries:
        first.setdefault(entry.meeting or entry.id, len(first))
    return tuple(sorted(entries, key=lambda entry: (first[entry.meeting or entry.id], entry.order)))


def _load_grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_iter_lines(path), start=1):
        parts = line.split("\t")
        if number == 1 and len(parts) == 3 and not parts[2].lstrip("-").isdigit():
            continue  # the header
        try:
            query, passage, grade = parts
            grades.setdefault(query, {})[passage] = int(grade)
        except ValueError:
            raise SourceError(
                "expected query, passage and grade with tabs between", source=str(path), line=number
            ) from None
    return grades


def _iter_rows(path: Path) -> Iterator[dict[str, Any]]:  # Any: a JSON value
    for number, line in enumerate(_iter_lines(path), start=1):
        try:
            row = json.loads(line)
            if not isinstance(row["_id"], str) or not isinstance(row["text"], str):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            raise SourceError(
                'expected a JSON object with texts "_id" and "text"', source=str(path), line=number
            ) from None
        yield row


def _iter_lines(path: Path) -> Iterator[str]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            for line in file:
                if line.strip():
                    yield line.rstrip("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise SourceError(f"cannot be read: {error}", source=str(path)) from error
