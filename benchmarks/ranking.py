"""The cost of full ranking, against scoring passages by their own words only, on one index.

`python -m benchmarks.ranking --corpus FILE.jsonl.gz [--times 8]`: each line of the corpus has `doc` and `text`; it
is taken several times over, every copy of a document a meeting of its own.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import minutesearch as ms
from minutesearch import analysis
from minutesearch.engine import SearchRequest, Snapshot, open_engine
from minutesearch.query import parse_query

QUERIES = (
    ("any", "affordable housing planning permission"),
    ("any", "speed limit on main street"),
    ("any", "what did the committee decide about the library budget"),
    ("any", "drainage works"),
    ("any", "public consultation cycle lane"),
    ("any", "council tax increase"),
    ("any", "snow clearing contract tender award"),
    ("any", "street lighting"),
    ("any", "appointment of the vice chair of the committee"),
    ("any", "playground equipment"),
    ("all", "planning permission"),
    ("all", "road works"),
    ("all", "housing strategy report"),
    ("all", "committee meeting minutes"),
)
ROUNDS = 7


def iter_meetings(corpus: Path, *, copy: int) -> Iterator[ms.Meeting]:
    """Yield each document of a corpus as a meeting."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for document, rows in itertools.groupby(map(json.loads, lines), key=lambda row: row["doc"]):
            passages = tuple(ms.Passage(text=row["text"]) for row in rows if row["text"].strip())
            yield ms.Meeting(body=f"{document} ({copy})", items=(ms.AgendaItem(passages=passages),))


def time_request(snapshot: Snapshot, request: SearchRequest) -> float:
    """Return the time of the fastest of some rounds, in milliseconds, after one uncounted round."""
    snapshot.search(request)
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        snapshot.search(request)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def main() -> None:
    """Print the time of each query with own-words scoring and with full ranking, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--times", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        with ms.create_index(path) as index:
            for copy in range(options.times):
                index.add(*iter_meetings(options.corpus, copy=copy), durable=False)
        snapshot = open_engine(path, analyser=analysis.ChunkAnalyser()).snapshot()
        print(f"{snapshot.passage_count:,} passages")
        plain, full = [], []
        for match, query in QUERIES:
            tree = parse_query(query, units=analysis.query_units, match=match).tree
            plain.append(time_request(snapshot, SearchRequest(tree=tree, passage_score_only=True)))
            full.append(time_request(snapshot, SearchRequest(tree=tree)))
            ratio = full[-1] / plain[-1]
            print(f"{match} {query:55} plain {plain[-1]:6.1f} ms, full {full[-1]:6.1f} ms, {ratio:.2f}")
        ratios = [one / other for one, other in zip(full, plain, strict=True)]
        print(f"all queries together {sum(full) / sum(plain):.2f}, median query {statistics.median(ratios):.2f}")
        snapshot.close()


if __name__ == "__main__":
    main()
