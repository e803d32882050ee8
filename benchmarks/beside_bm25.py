"""Judged collections, ranked by us and by plain BM25: `python -m benchmarks.beside_bm25 FOLDER...`.

Each FOLDER is a collection as `minutesearch eval` takes it. Plain BM25 has a passage's title before its words, as
BEIR does. With `--check` it ends with status 1 where nDCG@10 or MRR@10 is more than 0.005 below plain BM25's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.plain_bm25 import PlainBM25
from minutesearch.evaluating import evaluate_folder, load_collection, measure

__all__ = ["main", "measure_beside"]

#: How many hits are asked for, as of ours.
_DEPTH = 100
#: By how much a figure may be below plain BM25's.
_LOWER = 0.005
MEASURES = ("nDCG@10", "MRR@10", "recall@100")


def measure_beside(folder: Path) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the figures of a collection, in the order of `MEASURES`: ours, and those of plain BM25.

    Raises:
        SourceError: A file of the collection is missing or cannot be read.
        ValueError: The collection has no passages of its own.
    """
    collection = load_collection(folder)
    if collection.corpus is None:
        raise ValueError(f"{folder}: has no corpus of its own")
    ours = evaluate_folder(folder)
    plain = PlainBM25(f"{entry.title} {entry.text}" for entry in collection.corpus)
    judged = [query for query in collection.queries if query.grades]
    found = {query.id: [collection.corpus[at].id for at in plain.search(query.text, _DEPTH)] for query in judged}
    theirs = measure({query.id: query.grades for query in judged}, found)
    return (ours.ndcg_10, ours.mrr_10, ours.recall_100), theirs


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 with `--check` where a figure is too low."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.beside_bm25", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="end with status 1 if a figure is too low")
    options = parser.parse_args(arguments)
    low = False
    for folder in options.folders:
        ours, theirs = measure_beside(folder)
        print(f"{folder.name:12}", end="")
        for name, one, other in zip(MEASURES, ours, theirs, strict=True):
            print(f"  {name} {one:.3f} beside {other:.3f} ({one - other:+.3f})", end="")
            low |= name != MEASURES[-1] and one < other - _LOWER
        print()
    return 1 if low and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
