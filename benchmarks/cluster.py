"""Comparison of an index in a cluster with one in a folder: `python -m benchmarks.cluster --address ADDRESS`.

The same passages go into both: how long that takes, by the clock and of the processor, and how many times as
long as the other. The same queries are asked of both: whether totals and facets are equal, how many of the ten
best passages they have in common, and how long an answer takes, cold and asked again; and what the index takes of
disk and memory. With `--queries 0` nothing is asked. The address names an index that does not exist yet; it is
left in the cluster. Prints figures; judges nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import minutesearch as ms
from benchmarks.cluster_size import measure_cpu, measure_size
from benchmarks.corpus import MeetingText, cut, iter_batches, load, read_corpus, save
from benchmarks.generator import generate
from benchmarks.peers.minutesearch_index import Writer, typed
from benchmarks.queries import KIND_NAMES, Query, draw_queries, take_sample

__all__ = ["main"]

#: How many of the best passages are compared.
_TOP = 10
#: How many passages are added at once.
_BATCH = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Build both indexes, ask both, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", required=True, help="where the index in the cluster is to be")
    parser.add_argument("--corpus", type=Path, help="paragraphs as benchmarks.corpus reads them; without, made up")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=275, help="0 to measure only what the index takes")
    parser.add_argument("--workers", type=int, default=1, help="how many processes analyse and send")
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    meetings = read_corpus(options.corpus) if options.corpus else generate(seed=options.seed)
    with tempfile.TemporaryDirectory() as work:
        corpus = Path(work) / "corpus.jsonl"
        passages = save(cut(meetings, options.passages), corpus)
        folder = Path(work) / "index"
        # The folder in the same run: what else the machine does slows both.
        places = {"folder": str(folder), "cluster": options.address}
        took = {name: _build(place, corpus, options) for name, place in places.items()}
        figures: dict[str, object] = {"passages": passages, "indexing": took, "times": _times(took)}
        figures["size"] = measure_size(options.address)
        if options.queries:
            sample, _ = take_sample(load(corpus), seed=options.seed)
            queries = draw_queries(sample, seed=options.seed, per_kind=-(-options.queries // len(KIND_NAMES)))
            with ms.open_index(folder) as one, ms.open_index(options.address) as other:
                figures |= {"queries": len(queries)} | _compare(one, other, queries)
        print(json.dumps(figures, indent=2))
    return 0


def _build(place: str, corpus: Path, options: argparse.Namespace) -> dict[str, float]:
    """Return how long it takes to index a corpus, by the clock and of the processor, in seconds."""
    shards = options.shards if place == options.address else None
    writer = Writer(ms.create_index(place, shards=shards), workers=options.workers)
    took: defaultdict[str, float] = defaultdict(float)
    for batch in iter_batches(load(corpus), _BATCH):
        found: list[MeetingText] = batch
        records = writer.convert(found)
        before, begin = measure_cpu(options.address), time.perf_counter()
        writer.add(records)
        took["clock"] += time.perf_counter() - begin
        after = measure_cpu(options.address)
        took["client"] += after["here"] - before["here"]
        if place == options.address:
            took["nodes"] += after["nodes"] - before["nodes"]
    writer.finish()
    took["processor"] = took["client"] + took["nodes"]
    return {name: round(value, 2) for name, value in took.items()}


def _times(took: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return how many times as long as the folder the cluster took, by what is measured."""
    folder, cluster = took["folder"], took["cluster"]
    return {name: round(cluster[name] / folder[name], 1) for name in ("clock", "processor")}


def _compare(one: ms.Index, other: ms.Index, queries: Sequence[Query]) -> dict[str, object]:
    common: defaultdict[str, list[float]] = defaultdict(list)
    times: defaultdict[str, list[float]] = defaultdict(list)
    unequal = []
    for query in queries:
        expected, _ = _ask(one, query)
        for state in ("cold", "warm"):
            before = time.process_time()
            found, passed = _ask(other, query)
            times[state].append(passed)
            times[f"{state}, processor time here"].append(time.process_time() - before)
        if (expected.total, expected.facets) != (found.total, found.facets):
            unequal.append(f"{query.kind} {typed(query)}: {found.total} of {expected.total}")
        best = {hit.passage.id for hit in expected}
        common[query.kind].append(len(best & {hit.passage.id for hit in found}) / len(best) if best else 1.0)
    print(*unequal[:_TOP], sep="\n", end="\n" if unequal else "", file=sys.stderr)
    return {
        "totals_or_facets_unequal": len(unequal),
        "overlap": {kind: round(statistics.mean(found), 3) for kind, found in common.items()},
        "ms": {
            name: {
                "median": _round(statistics.median(found)),
                "p95": _round(sorted(found)[int(0.95 * len(found))]),
            }
            for name, found in times.items()
        },
    }


def _ask(index: ms.Index, query: Query) -> tuple[ms.Results, float]:
    since, until = query.days or (None, None)
    begin = time.perf_counter()
    results = index.search(
        typed(query),
        limit=_TOP,
        match="any" if query.match == "any" else "all",
        kind=query.passage_kind,
        since=since,
        until=until,
        sort="newest" if query.newest else "relevance",
        facets=("kind", "year") if query.facets else (),
    )
    return results, time.perf_counter() - begin


def _round(seconds: float) -> float:
    return round(1000 * seconds, 1)


if __name__ == "__main__":
    sys.exit(main())
