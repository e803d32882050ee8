"""tantivy as a compared engine, with English stems and one writing thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import MeetingText
from benchmarks.peers.contract import LIMIT, Answer, flat_rows
from benchmarks.queries import Query

NEEDS = ("tantivy",)
SETTINGS = (
    "en_stem with positions, writer of 1 thread and 128 MB, one commit, then its merges (counted; they run in"
    " threads of their own); a prefix is any of the stems that begin with it"
)
CANNOT: dict[str, str] = {}

_HEAP = 128_000_000
_FACETS = {name: {"terms": {"field": name, "size": 1000}} for name in ("kind", "year")}


class Writer:
    """Writer that adds documents with one thread, or as many as workers are asked for."""

    def __init__(self, index: Any, *, workers: int) -> None:  # tantivy.Index
        import tantivy

        self._index = index
        self._writer = self._index.writer(heap_size=_HEAP * workers, num_threads=workers)
        self._document = tantivy.Document

    def convert(self, meetings: Sequence[MeetingText]) -> list[Any]:  # tantivy.Document
        """Return the passages as tantivy documents."""
        make = self._document
        return [
            make(
                text=text,
                title=title,
                kind=kind,
                date=int(date.replace("-", "")),
                year=int(date[:4]),
                council=council,
                body=body,
            )
            for text, title, kind, date, council, body in flat_rows(meetings)
        ]

    def add(self, batch: list[Any]) -> None:
        """Add a batch to the one commit."""
        add = self._writer.add_document
        for document in batch:
            add(document)

    def finish(self) -> None:
        """Commit and wait for the merges."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class Searcher:
    """An open index of tantivy."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def search(self, query: Query) -> Answer:
        """Parse the query, count the matches and rank them."""
        tree = self._parse(query)
        if query.newest:
            found = self._searcher.search(
                tree, limit=LIMIT, count=True, order_by_field="date", order=self._tantivy.Order.Desc
            )
        else:
            found = self._searcher.search(tree, limit=LIMIT, count=True)
        total: Any = found.count  # type: ignore[attr-defined]  # its stub lacks it
        document = self._searcher.doc
        texts = [document(address)["text"][0] for _, address in found.hits]
        return Answer(int(total), texts, self._count(tree) if query.facets else None)

    def close(self) -> None:
        """Release the index."""
        del self._searcher, self._index

    def _parse(self, query: Query) -> Any:  # tantivy.Query
        make, schema = self._tantivy.Query, self._index.schema
        occur = self._tantivy.Occur
        if query.match == "prefix":
            # Six times faster than its regular expressions; its phrase_prefix_query stops after 50 terms, so its
            # total may not be exact.
            terms = [
                (occur.Should, make.term_query(schema, field, term))
                for field in ("text", "title")
                for term, _ in self._searcher.terms_with_prefix(field, query.words[0])
            ]
            return make.boolean_query(terms)
        typed = " ".join(query.words)
        tree = self._index.parse_query(
            f'"{typed}"' if query.match == "phrase" else typed,
            ["text", "title"],
            conjunction_by_default=query.match == "all",
        )
        if query.passage_kind and query.days:
            first, last = (int(day.replace("-", "")) for day in query.days)
            days = make.range_query(schema, "date", self._tantivy.FieldType.Integer, first, last)
            kind = make.term_query(schema, "kind", query.passage_kind, index_option="basic")
            tree = make.boolean_query(
                [
                    (occur.Must, tree),
                    (occur.Must, make.const_score_query(days, 0.0)),
                    (occur.Must, make.const_score_query(kind, 0.0)),
                ]
            )
        return tree

    def _count(self, tree: Any) -> dict[str, dict[str, int]]:
        counted = self._searcher.aggregate(tree, _FACETS)
        return {
            name: {str(each["key"]): int(each["doc_count"]) for each in counted[name]["buckets"]}
            for name in _FACETS
        }


def open_writer(folder: Path, *, workers: int) -> Writer:
    """Start a new index."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("text", "title"):
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem", index_option="position")
    for name in ("council", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", stored=True, indexed=True, fast=True)
    builder.add_integer_field("year", fast=True)
    return Writer(tantivy.Index(builder.build(), path=str(folder)), workers=workers)


def reopen_writer(folder: Path) -> Writer:
    """Open an index to add to it."""
    import tantivy

    return Writer(tantivy.Index.open(str(folder)), workers=1)


def open_searcher(folder: Path) -> Searcher:
    """Open an index for searching."""
    return Searcher(folder)
