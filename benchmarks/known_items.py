"""Known items, ranked by us and by plain BM25: `python -m benchmarks.known_items`.

Short queries drawn from a corpus: rare words, middling words, one typo, an acronym for its long form, one word
wrong, and headings. Over real paragraphs with `--corpus FILE.jsonl.gz` (one JSON object a line, with `doc`, `n`
and `text`); over made-up ones without. `--check` holds the figures against benchmarks/floors.json and ends with
status 1 if one is below.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Literal

import minutesearch as ms
from benchmarks.corpus import MeetingText, cut, read_corpus
from benchmarks.generator import generate
from benchmarks.known_queries import (
    HEADINGS,
    KnownItem,
    Passages,
    draw_headings,
    draw_known_items,
    without_headings,
)
from benchmarks.plain_bm25 import PlainBM25
from minutesearch.evaluating import measure

__all__ = ["below_floors", "main", "make_index", "measure_known_items"]

FLOORS = Path(__file__).with_name("floors.json")
#: How many hits are asked for: what recall@100 needs.
_DEPTH = 100
#: How many passages a made-up corpus has unless it is said.
_MADE_UP = 20_000


def measure_known_items(
    meetings: Iterable[MeetingText], folder: Path, *, seed: int, queries: int
) -> dict[str, dict[str, Any]]:
    """Measure every set of a corpus.

    Args:
        meetings: The corpus.
        folder: An empty folder for the indexes.
        seed: The seed of the drawing.
        queries: How many queries of each set.

    Returns:
        For each set how many queries it has ("queries"), and the figures of our ranking with any of the words
        ("ours"), with the defaults ("auto"), and of plain BM25 ("bm25"), each by the name of its measure.
    """
    corpus = list(meetings)
    passages = Passages(_texts_of(corpus))
    drawn = draw_known_items(passages, seed=seed, count=queries)
    with make_index(corpus, folder / "whole") as index:
        found = {name: _measure_set(items, index, passages.bm25) for name, items in drawn.items() if items}
    bare = list(without_headings(corpus))
    headings = draw_headings([each for _, under in bare for each in under], seed=seed, count=queries)
    if headings:
        corpus = [meeting for meeting, _ in bare]
        with make_index(corpus, folder / "bare") as index:
            found[HEADINGS] = _measure_set(headings, index, PlainBM25(_texts_of(corpus)))
    return found


def _texts_of(corpus: Iterable[MeetingText]) -> list[str]:
    return [passage.text for meeting in corpus for item in meeting.items for passage in item.passages]


def make_index(corpus: Iterable[MeetingText], folder: Path) -> ms.Index:
    """Return a new index of a corpus, in which the label of each passage is its number."""
    numbers = count()
    index = ms.create_index(folder)
    index.add(
        *(
            ms.Meeting(
                council=meeting.council,
                body=meeting.body,
                date=datetime.date.fromisoformat(meeting.date),
                items=tuple(
                    ms.AgendaItem(
                        title=item.title,
                        # No kinds: the corpus has none, and what is drawn as procedural would sink by chance.
                        passages=tuple(
                            ms.Passage(text=text, label=str(next(numbers))) for _, text in item.passages
                        ),
                    )
                    for item in meeting.items
                ),
            )
            for meeting in corpus
        )
    )
    return index


def _measure_set(items: Sequence[KnownItem], index: ms.Index, bm25: PlainBM25) -> dict[str, Any]:
    def search(text: str, match: Literal["any", "auto"]) -> list[int]:
        results = index.search(text, match=match, limit=_DEPTH, syntax="plain")
        return [int(hit.passage.label or 0) for hit in results.hits]

    return {
        "queries": len(items),
        "ours": _measure(items, lambda text: search(text, "any")),
        "auto": _measure(items, lambda text: search(text, "auto")),
        "bm25": _measure(items, lambda text: bm25.search(text, _DEPTH)),
    }


def _measure(items: Sequence[KnownItem], search: Callable[[str], Sequence[int]]) -> dict[str, float]:
    """Return the means of what one way of searching gives for the queries of a set."""
    right = {str(at): {str(number): 1 for number in item.right} for at, item in enumerate(items)}
    found = {str(at): [str(number) for number in search(item.text)] for at, item in enumerate(items)}
    figures = zip(("ndcg@10", "mrr@10", "recall@100"), measure(right, found), strict=True)
    return {name: round(value, 4) for name, value in figures}


def below_floors(found: Mapping[str, Mapping[str, Any]], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a sentence for each figure of ours that is below its floor.

    Args:
        found: What `measure_known_items` returned.
        floors: The floors by the name of the set and of the measure.
    """
    low = []
    for name, least in floors.items():
        for measured, floor in least.items():
            figure = found[name]["ours"][measured] if name in found else 0.0
            if round(figure, 3) < floor:
                low.append(f"{name}: {measured} is {figure:.3f}, below {floor:.3f}")
    return low


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.known_items",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="real paragraphs; made-up ones without it")
    parser.add_argument("--passages", type=int, metavar="N", help="no more than so many (all; 20000 if made up)")
    parser.add_argument("--queries", type=int, default=300, metavar="N", help="how many of each set (300)")
    parser.add_argument("--seed", type=int, default=1, help="of the queries and of a made-up corpus (1)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="hold the figures against the floors; made-up corpus")
    options = parser.parse_args(arguments)
    if options.queries < 1 or (options.passages is not None and options.passages < 1):
        parser.error("--queries and --passages must be at least 1")
    if options.corpus and not options.corpus.is_file():
        parser.error(f"there is no file {options.corpus}")
    if options.check and (options.corpus or options.passages or options.seed != 1 or options.queries != 300):
        parser.error("--check is for the made-up corpus as it is, of which the floors are")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 if a figure is below its floor, else 0."""
    options = read_options(sys.argv[1:] if arguments is None else arguments)
    corpus = read_corpus(options.corpus) if options.corpus else generate(seed=options.seed)
    most = options.passages or (None if options.corpus else _MADE_UP)
    with tempfile.TemporaryDirectory() as folder:
        found = measure_known_items(
            corpus if most is None else cut(corpus, most), Path(folder), seed=options.seed, queries=options.queries
        )
    if options.json:
        print(json.dumps({"sets": found}))
    else:
        for name, figures in found.items():
            print(f"{name} ({figures['queries']} queries)")
            for whose in ("ours", "auto", "bm25"):
                print(f"  {whose:5}" + "".join(f" {each} {value:.3f}" for each, value in figures[whose].items()))
    low = (
        below_floors(found, json.loads(FLOORS.read_text(encoding="utf-8"))["known_items"]) if options.check else []
    )
    for sentence in low:
        print(sentence, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
