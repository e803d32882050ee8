"""Evaluation run: a collection is indexed as a user's passages would be, and its queries are searched for."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import count, groupby, islice
from pathlib import Path

from minutesearch.analysis import query_units
from minutesearch.errors import SourceError
from minutesearch.evaluating.collections import Collection, CorpusEntry, load_collection
from minutesearch.evaluating.measures import Quality, measure
from minutesearch.index import Index, create_index
from minutesearch.records import AgendaItem, Attribution, Meeting, Passage

__all__ = ["evaluate_folder"]

#: How many hits are asked for: what recall@100 needs.
_DEPTH = 100
#: How many stretches are asked for at once: they mostly have a hundred passages.
_STRETCHES = 10
#: How many words a query may have, stop words aside; what is over is left out.
_MOST_WORDS = 64
_OPERATORS = frozenset({"AND", "OR", "NOT", "MAYBE"})


def evaluate_folder(folder: str | Path, *, stretch: bool = False, index: str | Path | None = None) -> Quality:
    """Measure how well the judged queries of a collection are answered.

    The passages are indexed in a temporary folder as a user's own would be, and every judged query is searched
    for with `match="any"` and the defaults.

    Of a stretch the best passage counts first, and then the others from the nearest to it on, up to a hundred
    passages over all stretches.

    Args:
        folder: The collection. Without a corpus of its own, it judges the documents of the folder that it lies in.
        stretch: Whether stretches are asked for, as `Index.search` gives them.
        index: Where the passages are to be indexed, and the index is to stay: a new folder, or the address of
            a new index in a cluster. None for a temporary folder.

    Raises:
        SourceError: A file of the collection is missing or cannot be read.
        IndexExistsError: There is an index at the place already; what is in it would be found too.
        MissingLibraryError: ir_measures is not installed.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise SourceError("is not a folder" if folder.exists() else "does not exist", source=str(folder))
    collection = load_collection(folder)
    measure({}, {})  # a missing library is told of now, not after minutes of indexing
    with tempfile.TemporaryDirectory() as place, create_index(index or Path(place) / "index") as made:
        if collection.corpus is None:
            made.add(folder.resolve().parent)
            return _run(made, collection, None, stretch=stretch)
        made.add(*_make_meetings(collection.corpus))
        return _run(made, collection, _name_passages(collection.corpus), stretch=stretch)


#: The id of each passage by meeting and place in it; None if the judgements have the index's own ids.
_Names = dict[str, list[str]]


def _run(index: Index, collection: Collection, names: _Names | None, *, stretch: bool) -> Quality:
    found: dict[str, list[str]] = {}
    began = time.perf_counter()
    for query in collection.queries:
        text = query.text if names is None else _plain(query.text)
        passages = _iter_stretched(index, text) if stretch else _iter_found(index, text)
        found[query.id] = [
            each.id if names is None else names[source][int(each.label or 0)]
            for source, each in islice(passages, _DEPTH)
        ]
    seconds = time.perf_counter() - began
    judged = {query.id: query.grades for query in collection.queries if query.grades}
    ndcg, mrr, recall = measure(judged, {query: hits for query, hits in found.items() if query in judged})
    return Quality(
        ndcg_10=round(ndcg, 4),
        mrr_10=round(mrr, 4),
        recall_100=round(recall, 4),
        queries=len(judged),
        qps=round(len(found) / seconds, 1) if found else 0.0,
        noisy=tuple(query.text for query in collection.queries if not query.grades and found[query.id]),
    )


def _iter_found(index: Index, text: str) -> Iterator[tuple[str, Passage]]:
    """Yield the source and the passage of each hit, best first."""
    return ((hit.source, hit.passage) for hit in index.search(text, match="any", limit=_DEPTH))


def _iter_stretched(index: Index, text: str) -> Iterator[tuple[str, Passage]]:
    """Yield the source and each passage of stretches, best first: of each the best, and outwards from there."""
    for offset in count(0, _STRETCHES):
        results = index.search(text, match="any", stretch=True, limit=_STRETCHES, offset=offset)
        for hit in results:
            best = hit.passage.position
            passages = hit.stretch.passages if hit.stretch else (hit.passage,)
            for passage in sorted(passages, key=lambda each: abs(each.position - best)):
                yield hit.source, passage
        if not results.has_more:
            return


def _plain(text: str) -> str:
    """Return a question as plain words: "-dash" excludes nothing, and "(see above)" is no bracket.

    The queries of a collection were not written in the query language.
    """
    words: list[str] = []
    room = _MOST_WORDS
    for unit in query_units(text.lower() if text.isupper() else text):
        room -= 0 if unit.is_stop else len(unit.sequence)
        if room < 0:
            break
        words.append(unit.surface.lower() if unit.surface in _OPERATORS else unit.surface)
    return " ".join(words)


def _make_meetings(corpus: Iterable[CorpusEntry]) -> list[Meeting]:
    """Return the corpus as meetings: neighbours with one title are an item; a passage's label is its place."""
    meetings = []
    for name, entries in groupby(corpus, key=_meeting_name):
        numbered = list(enumerate(entries))
        meetings.append(
            Meeting(
                body=name,
                items=tuple(
                    AgendaItem(
                        title=title or None,
                        passages=tuple(_make_passage(entry, at) for at, entry in group if entry.text.strip()),
                    )
                    for title, group in groupby(numbered, key=lambda pair: pair[1].title)
                ),
            )
        )
    return meetings


def _name_passages(corpus: Iterable[CorpusEntry]) -> _Names:
    return {name: [entry.id for entry in entries] for name, entries in groupby(corpus, key=_meeting_name)}


def _meeting_name(entry: CorpusEntry) -> str:
    return entry.meeting or entry.id


def _make_passage(entry: CorpusEntry, at: int) -> Passage:
    spoken = (Attribution(printed=entry.speaker),) if entry.speaker else ()
    return Passage(text=entry.text, label=str(at), attributions=spoken)
