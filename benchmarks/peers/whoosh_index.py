"""Plain Whoosh as a compared engine: stock analyser with Snowball stems, stock codec, BM25F, exact collector."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import MeetingText
from benchmarks.peers.contract import LIMIT, Answer, flat_rows
from benchmarks.queries import Query

NEEDS = ("whoosh3",)
SETTINGS = (
    "StandardAnalyzer with Snowball stems, stock codec, one commit, BM25F, unlimited collector without rewriting"
    " (its limited one loses hits); fsyncs nothing"
)
CANNOT: dict[str, str] = {}

_MEGABYTES = 128


class Writer:
    """Writer that adds passages one by one, as Whoosh does."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._writer = self._index.writer(limitmb=_MEGABYTES)

    def convert(self, meetings: Sequence[MeetingText]) -> list[dict[str, Any]]:
        """Return the passages as keyword arguments; days as numbers, since Whoosh's number ranges are faster."""
        names = ("text", "title", "kind", "date", "council", "body")
        rows = [dict[str, Any](zip(names, row, strict=True)) for row in flat_rows(meetings)]
        return [{**row, "date": _day(row["date"]), "year": row["date"][:4]} for row in rows]

    def add(self, batch: list[dict[str, Any]]) -> None:
        """Add a batch to the one commit."""
        for row in batch:
            self._writer.add_document(**row)

    def finish(self) -> None:
        """Commit and close the index."""
        self._writer.commit()
        self._index.close()


class Searcher:
    """An open index of Whoosh."""

    def __init__(self, folder: Path) -> None:
        from whoosh import index
        from whoosh.qparser import AndGroup, MultifieldParser, OrGroup

        self._index = index.open_dir(str(folder))
        self._searcher = self._index.searcher()
        fields = ["text", "title"]
        self._any = MultifieldParser(fields, self._index.schema, group=OrGroup)
        self._all = MultifieldParser(fields, self._index.schema, group=AndGroup)

    def search(self, query: Query) -> Answer:
        """Parse the query and collect every match."""
        from whoosh.collectors import FacetCollector, FilterCollector, SortingCollector, UnlimitedCollector
        from whoosh.query import And, NumericRange, Term

        tree = (self._any if query.match == "any" else self._all).parse(_typed(query))
        counting: Any
        innermost: Any
        if query.newest:
            counting = innermost = SortingCollector("date", limit=LIMIT, reverse=True)
        else:
            counting = innermost = UnlimitedCollector()
            innermost.replace = 0
        if query.facets:
            counting = FacetCollector(counting, ["kind", "year"])
        if query.passage_kind and query.days:
            counting = FilterCollector(
                counting,
                And(
                    [
                        Term("kind", query.passage_kind),
                        NumericRange("date", _day(query.days[0]), _day(query.days[1])),
                    ]
                ),
                None,
            )
        self._searcher.search_with_collector(tree, counting)
        results = counting.results()
        return Answer(
            len(innermost.docset),
            [results[at]["text"] for at in range(min(LIMIT, results.scored_length()))],
            {
                name: {value: len(found) for value, found in results.groups(name).items()}
                for name in ("kind", "year")
            }
            if query.facets
            else None,
        )

    def close(self) -> None:
        """Close the searcher and the index."""
        self._searcher.close()
        self._index.close()


def open_writer(folder: Path, *, workers: int) -> Writer:  # noqa: ARG001  # its own processes are not to be trusted
    """Start a new index."""
    from whoosh import fields, index
    from whoosh.analysis import StandardAnalyzer, StemFilter

    analyser = StandardAnalyzer() | StemFilter(lang="en")
    schema = fields.Schema(
        text=fields.TEXT(analyzer=analyser, stored=True),
        title=fields.TEXT(analyzer=analyser, stored=True),
        kind=fields.ID(stored=True, sortable=True),
        date=fields.NUMERIC(int, stored=True, sortable=True),
        year=fields.ID(sortable=True),
        council=fields.ID(stored=True),
        body=fields.ID(stored=True),
    )
    return Writer(index.create_in(str(folder), schema))


def reopen_writer(folder: Path) -> Writer:
    """Open an index to add to it."""
    from whoosh import index

    return Writer(index.open_dir(str(folder)))


def open_searcher(folder: Path) -> Searcher:
    """Open an index for searching."""
    return Searcher(folder)


def _day(date: str) -> int:
    return int(date.replace("-", ""))


def _typed(query: Query) -> str:
    if query.match == "phrase":
        return f'"{" ".join(query.words)}"'
    return f"{query.words[0]}*" if query.match == "prefix" else " ".join(query.words)
