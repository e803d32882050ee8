"""What ranking costs: full ranking against plain scoring, on arrays in memory, so that no storage is measured.

`python -m benchmarks.ranking --corpus FILE.jsonl.gz [--times 8]`: each line of the corpus has `doc` and `text`; it
is taken several times over, and every copy of a document is a meeting of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from minutesearch.analysis import analyse, query_units
from minutesearch.engine import Request
from minutesearch.engine.answering import answer_request
from minutesearch.engine.evaluation import Ints, Occurrences
from minutesearch.engine.ranking import read_layout
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


class Values(NamedTuple):
    """The values of a key by passage."""

    values: tuple[str, ...]
    passages: Ints
    codes: Ints


class ArrayPostings:
    """Postings held in memory, the whole corpus several times over."""

    def __init__(self, corpus: Path, times: int) -> None:
        vocabulary: dict[str, int] = {}
        found: list[tuple[int, int, int]] = []
        lengths, documents = [], []
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                tokens = analyse(row["text"])
                documents.append(row["doc"])
                lengths.append(len({token.position for token in tokens}))
                found += [
                    (vocabulary.setdefault(token.stem, len(vocabulary)), number, token.position)
                    for token in tokens
                ]
        entries = np.array(found, dtype=np.int32)
        self._entries = entries[np.lexsort(entries.T[::-1])]
        self._starts = np.searchsorted(self._entries[:, 0], np.arange(len(vocabulary) + 1))
        self._vocabulary = vocabulary
        self._times, self._once = times, len(lengths)
        self.size = times * len(lengths)
        self._all = np.arange(self.size)
        self._lengths = np.tile(np.array(lengths, dtype=np.int64), times)
        self._average = float(self._lengths.mean())
        codes = np.unique(documents, return_inverse=True)[1]
        self._meetings = np.concatenate([codes + copy * (codes.max() + 1) for copy in range(times)])
        self._kept: dict[str, Occurrences] = {}

    def everything(self) -> Ints:
        """Gives all passages."""
        return self._all

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Gives where a term stands."""
        if field != "text" or term not in self._vocabulary:
            return Occurrences(self._all[:0], self._all[:0])
        if term not in self._kept:
            code = self._vocabulary[term]
            rows = self._entries[self._starts[code] : self._starts[code + 1]].astype(np.int64)
            passages = np.concatenate([rows[:, 1] + copy * self._once for copy in range(self._times)])
            self._kept[term] = Occurrences(passages, np.tile(rows[:, 2], self._times))
        return self._kept[term]

    def passages_with(self, field: str, term: str) -> tuple[Ints, Ints]:
        """Gives the passages that have a term, and how often."""
        return np.unique(self.occurrences(field, term).passages, return_counts=True)

    def lengths(self, area: str) -> Ints:
        """Gives the number of words of an area."""
        return self._lengths if area == "text" else np.zeros(self.size, dtype=np.int64)

    def average_length(self, area: str) -> float:
        """Gives the mean number of words of an area."""
        return self._average if area == "text" else 0.0

    def column(self, key: str) -> Values:
        """Gives the values of a key; source, item and meeting are the same."""
        if key == "kind":
            return Values(("discussion",), self._all, np.zeros(self.size, dtype=np.int64))
        return Values(tuple(map(str, range(int(self._meetings.max()) + 1))), self._all, self._meetings)


def main() -> None:
    """Prints, for each query, the best of several rounds with plain scoring and with full ranking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--times", type=int, default=8)
    options = parser.parse_args()
    postings = ArrayPostings(options.corpus, options.times)
    postings.passages_with = _remember(postings.passages_with)  # type: ignore[method-assign]
    layout = read_layout(postings)
    print(f"{postings.size:,} passages")
    plain, full = [], []
    for match, query in QUERIES:
        tree = parse_query(query, units=query_units, match=match).tree
        each = []
        for surroundings in (True, False):
            request = Request(tree=tree, surroundings=surroundings)
            answer_request(request, postings, layout)
            best = float("inf")
            for _ in range(ROUNDS):
                began = time.perf_counter()
                answer_request(request, postings, layout)
                best = min(best, time.perf_counter() - began)
            each.append(best * 1000)
        full.append(each[0])
        plain.append(each[1])
        print(f"{match} {query:55} plain {each[1]:6.1f} ms, full {each[0]:6.1f} ms, {each[0] / each[1]:.2f}")
    ratios = [one / other for one, other in zip(full, plain, strict=True)]
    print(f"all queries together {sum(full) / sum(plain):.2f}, median query {statistics.median(ratios):.2f}")


def _remember(look_up):
    kept: dict[tuple[str, str], tuple[Ints, Ints]] = {}

    def remembered(field: str, term: str) -> tuple[Ints, Ints]:
        if (field, term) not in kept:
            kept[field, term] = look_up(field, term)
        return kept[field, term]

    return remembered


if __name__ == "__main__":
    main()
