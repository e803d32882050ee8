"""The contents of an index as a whole: counted, and checked for damage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from minutesearch.analysis import analyse
from minutesearch.engine import AREAS, Request
from minutesearch.errors import MinuteSearchError
from minutesearch.query.nodes import ANY, Term
from minutesearch.records import Problem
from minutesearch.results import FacetCount, Stats
from minutesearch.searching.catalogue import Catalogue

__all__ = ["check_contents", "count_contents"]


def count_contents(catalogue: Catalogue, *, byte_size: int) -> Stats:
    """Counts what an index holds.

    Args:
        catalogue: One committed state of it.
        byte_size: The size of its files.
    """
    snapshot = catalogue.snapshot
    days = list(snapshot.values("date"))
    kinds = sorted(snapshot.values("kind").items(), key=lambda entry: (-entry[1], entry[0]))
    return Stats(
        sources=len(snapshot.sources()),
        meetings=len(catalogue.meetings),
        items=len(catalogue.items),
        passages=snapshot.passage_count,
        words=len(snapshot.words()),
        kinds=tuple(FacetCount(value, count) for value, count in kinds),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        bytes=byte_size,
    )


def check_contents(
    catalogue: Catalogue, *, folder: str, deep: bool, damaged: Iterable[str] = ()
) -> tuple[Problem, ...]:
    """Looks for damage.

    Args:
        catalogue: One committed state of the index.
        folder: Where it is, for the problems.
        deep: Whether to analyse every passage again and compare what a search for each of its words finds.
        damaged: The files of it that are known to be damaged.
    """
    snapshot = catalogue.snapshot
    problems = [Problem(path=f"{folder}/{name}", message="is not what was written") for name in damaged]
    expected: defaultdict[str, set[int]] = defaultdict(set)
    for passage_id in snapshot.values("id"):
        for number in snapshot.numbers("id", passage_id):
            try:
                stems = _stems(catalogue, number)
            except (MinuteSearchError, LookupError, ValueError, TypeError) as error:
                problems.append(Problem(path=folder, message=f"passage {passage_id} cannot be read: {error}"))
                continue
            for stem in stems:
                expected[stem].add(number)
    if deep:
        for stem, numbers in sorted(expected.items()):
            answer = snapshot.answer(Request(tree=Term(ANY, stem), limit=snapshot.passage_count))
            if {found.number for found in answer.found} != numbers:
                problems.append(
                    Problem(path=folder, message=f"a search for {stem!r} does not find the passages that have it")
                )
    return tuple(problems)


def _stems(catalogue: Catalogue, number: int) -> set[str]:
    located = catalogue.locate(number)
    passage = located.passage
    texts = {
        "text": passage.text,
        "title": located.item.title,
        "topic": passage.topic,
        "lead_in": passage.lead_in,
    }
    return {token.stem for area in AREAS for token in analyse(texts[area] or "")}
