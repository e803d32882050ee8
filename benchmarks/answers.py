"""Comparison of the answers to a fixed set of searches between two states of the code.

`python -m benchmarks.answers --passages 100000 --corpus FILE.jsonl.gz --write before.json`, then, after a change,
the same with `--against before.json`: it prints how many answers are equal to the last digit and the first that
differ, and ends with status 1 if any does. For an older state, copy the folder `benchmarks` into a checkout of it.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import minutesearch as ms
from benchmarks.corpus import KINDS, cut, iter_batches, load, read_corpus, save
from benchmarks.figures import OURS
from benchmarks.generator import generate
from benchmarks.peers import load_peer
from benchmarks.peers.minutesearch_index import typed
from benchmarks.queries import KIND_NAMES, Query, draw_queries, take_sample

__all__ = ["Search", "compare", "draw_searches", "iter_answers", "main"]

_VARIANTS = ("plain", "any", "chosen")
_FACETS = (
    "council",
    "body",
    "year",
    "item",
    "kind",
    "decision_type",
    "said_by",
    "mentions",
    "outcome",
    "moved_by",
    "seconded_by",
    "owner",
)
#: For how many first hits the similar passages and related items are asked for.
_LIKES = 40
#: How many answers that differ are shown.
_SHOWN = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search of the fixed set."""

    #: Its unique name: number, kind of query and variant.
    name: str
    #: The query as a person types it.
    text: str
    #: The options of `Index.search`, without those left at their defaults.
    options: Mapping[str, Any]  # Any: as various as the options


def draw_searches(queries: Sequence[Query], *, councils: Sequence[str], seed: int) -> tuple[Search, ...]:
    """Return each query in three variants, some of whose options are drawn at random by a seed.

    The variants are: as typed; any of its words, with every facet and the neighbours of each hit; and grouped,
    sorted and filtered in ways that are drawn.

    Args:
        queries: The queries.
        councils: Councils to filter by.
        seed: The seed of the drawing.
    """
    drawing = random.Random(f"answers/{seed}")
    return tuple(
        Search(name=f"{number:03} {query.kind} {variant}", text=typed(query), options=options)
        for number, query in enumerate(queries)
        for variant, options in zip(
            _VARIANTS, ({}, _with_facets(query), _chosen(query, drawing, councils)), strict=True
        )
    )


def _with_facets(query: Query) -> dict[str, Any]:
    since, until = query.days or (None, None)
    return {"match": "any", "facets": _FACETS, "facet_limit": 50, "context": 2, "since": since, "until": until}


def _chosen(query: Query, drawing: random.Random, councils: Sequence[str]) -> dict[str, Any]:
    since, until = query.days or (None, None)
    return {
        "match": drawing.choice(("all", "any")),
        "group": drawing.choice((None, "item", "meeting")),
        "sort": drawing.choice(("relevance", "newest", "oldest")),
        "kind": query.passage_kind or drawing.choice((None, "decision", tuple(KINDS)[:3])),
        "council": drawing.choice((None, None, drawing.choice(councils))),
        "since": since or drawing.choice((None, "2012")),
        "until": until,
        "facets": drawing.choice(((), ("kind", "council"), ("year", "body", "item"))),
        "facet_limit": drawing.choice((None, 10)),
        "offset": drawing.choice((0, 0, 10)),
        "limit": drawing.choice((10, 25)),
        "expand": drawing.choice((True, True, False)),
    }


def iter_answers(index: ms.Index, searches: Sequence[Search]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and answer of each search, then the similar passages and related items of some hits.

    Args:
        index: The index.
        searches: The searches.
    """
    first: dict[str, ms.Hit] = {}
    for search in searches:
        results = index.search(search.text, **search.options)
        yield search.name, _answer(results)
        if results.hits and not search.options:
            first.setdefault(results.hits[0].passage.id, results.hits[0])
    for passage_id, hit in itertools.islice(first.items(), _LIKES):
        like = index.more_like(passage_id)
        yield (
            f"like {passage_id}",
            {"hits": [[each.located.passage.id, repr(each.score), *each.words] for each in like]},
        )
        related = index.related_items(hit.item.id)
        yield (
            f"related {hit.item.id}",
            {"hits": [[each.item.id, repr(each.score), *each.words] for each in related]},
        )


def _answer(results: ms.Results) -> dict[str, Any]:
    return {
        "query": results.query,
        "match": results.match,
        "total": results.total,
        "groups": results.groups,
        "expansions": {word: list(forms) for word, forms in results.expansions.items()},
        "approximate": list(results.approximate),
        "suggestion": results.suggestion,
        "facets": {name: [[each.value, each.count] for each in counts] for name, counts in results.facets.items()},
        "hits": [_hit(results, hit) for hit in results.hits],
    }


def _hit(results: ms.Results, hit: ms.Hit) -> list[Any]:
    return [
        hit.passage.id,
        repr(hit.score),
        hit.rank,
        hit.more,
        [list(span) for span in hit.highlights],
        [passage.id for passage in hit.before],
        [passage.id for passage in hit.after],
        {part.name: repr(part.value) for part in results.explain(hit).parts},
        hit.citation,
    ]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return a line for each answer that is not the same before and after, in order; empty if all are equal.

    Args:
        before: Answers by name, as read from a file.
        after: The others, as they would be read from a file.
    """
    names = dict.fromkeys((*before, *after))
    return [
        _difference(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _difference(name: str, before: Any, after: Any) -> str:  # Any: JSON values
    if before is None or after is None:
        return f"{name}: only {'after' if before is None else 'before'}"
    for part in dict.fromkeys((*before, *after)):
        was, now = before.get(part), after.get(part)
        if part == "hits" and was and now and len(was) == len(now):
            was, now = next(pair for pair in zip(was, now, strict=True) if pair[0] != pair[1])
        if was != now:
            return f"{name}: {part}\n  before {json.dumps(was)}\n  after  {json.dumps(now)}"
    raise AssertionError(name)


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.answers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--passages", type=int, required=True, metavar="N", help="how many passages")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="real paragraphs; generated ones without it")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus and the queries (1)")
    parser.add_argument("--queries", type=int, default=440, help="how many, each in three variants (440)")
    parser.add_argument("--batch", type=int, default=20_000, help="passages committed at once (20000)")
    parser.add_argument("--folder", type=Path, help="where the index is built for the time of the run")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the answers as JSON")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with answers written before")
    options = parser.parse_args(arguments)
    if not options.write and not options.against:
        parser.error("give --write FILE or --against FILE, or both")
    for path in filter(None, (options.corpus, options.against)):
        if not path.is_file():
            parser.error(f"there is no file {path}")
    return options


def _ask(options: argparse.Namespace, work: Path) -> dict[str, Any]:
    corpus, folder = work / "corpus.jsonl", work / "index"
    meetings = read_corpus(options.corpus) if options.corpus else generate(seed=options.seed)
    passages = save(cut(meetings, options.passages), corpus)
    writer = load_peer(OURS).open_writer(folder, workers=1)
    for batch in iter_batches(load(corpus), options.batch):
        writer.add(writer.convert(batch))
    writer.finish()
    sample, _ = take_sample(load(corpus), seed=options.seed)
    queries = draw_queries(sample, seed=options.seed, per_kind=-(-options.queries // len(KIND_NAMES)))
    councils = sorted({meeting.council for meeting in load(corpus)})
    searches = draw_searches(queries, councils=councils, seed=options.seed)
    print(f"{passages:,} passages; {len(searches):,} searches", file=sys.stderr, flush=True)
    with ms.open_index(folder) as index:
        # As a file would have it: tuples are lists.
        answers: dict[str, Any] = json.loads(json.dumps(dict(iter_answers(index, searches))))
    return answers


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask all searches, then write the answers, compare them with earlier ones, or both.

    Returns:
        1 if answers differ from those written before, else 0.
    """
    options = read_options(sys.argv[1:] if arguments is None else arguments)
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        answers = _ask(options, Path(work))
    if options.write:
        options.write.write_text(json.dumps(answers, indent=0) + "\n", encoding="utf-8")
    if not options.against:
        print(f"{len(answers):,} answers written")
        return 0
    before = json.loads(options.against.read_text(encoding="utf-8"))
    differences = compare(before, answers)
    count = len(before.keys() | answers.keys())
    print(f"{count - len(differences):,} of {count:,} answers are equal")
    print(*differences[:_SHOWN], sep="\n", end="\n" if differences else "")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
