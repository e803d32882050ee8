"""Random queries drawn from a corpus by a seed: the same for every engine, in the same order."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from benchmarks.corpus import MeetingText

__all__ = ["KIND_NAMES", "Query", "Sample", "draw_queries", "take_sample"]

#: Every kind of query with what it asks, in the order of the tables.
KIND_NAMES = {
    "one_common": "one word of at least 2 % of the passages",
    "one_rare": "one word of at most 0.02 % of the passages",
    "any_2": "any of 2 words of one passage",
    "any_4": "any of 4 words of one passage",
    "any_8": "any of 8 words of one passage",
    "all_3": "all of 3 words of one passage",
    "phrase": "2 words that stand side by side",
    "prefix": "the first 5 letters of a word",
    "filtered": "any of 2 words, of one kind and within two years",
    "facets": "any of 2 words, with the counts by kind and by year",
    "by_date": "any of 2 words, newest first",
}

#: How many passages words are drawn from, and counted in to tell common from rare.
_SAMPLE = 20_000
#: The least share of them that a common word stands in, and the largest for a rare one.
_COMMON, _RARE = 0.02, 0.0002
_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,20}(?![\w'’-])")
#: Words that some engine leaves out or takes for an operator: Whoosh's and our own stop lists, and a few more, so
#: that no query means less to one engine than to another.
_LEFT_OUT = frozenset(
    """
    about across all also and any are around because been being both but can cannot could did does doing down each
    for from had has have having her here hers herself him himself his how into its itself just may might mine
    must myself near nor not onto our ours ourselves out over shall she should some such than that the their theirs
    them themselves then there these they this those through too under upon very was were what when where whereas
    whether which while who whom whose why will with within would yet you your yours yourself
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query, independent of any engine's query language."""

    #: One of `KIND_NAMES`.
    kind: str
    #: Words in lower case; for a prefix its letters.
    words: tuple[str, ...]
    match: Literal["any", "all", "phrase", "prefix"] = "any"
    #: Only passages of this kind.
    passage_kind: str | None = None
    #: Only meetings from this ISO date to the next, both included.
    days: tuple[str, str] | None = None
    #: Whether to count by kind and by year.
    facets: bool = False
    #: Whether the newest come first.
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The passages and words that queries are drawn from."""

    #: Each passage as (words, date).
    passages: tuple[tuple[tuple[str, ...], str], ...]
    #: The texts, by the same places.
    texts: tuple[str, ...]
    #: The words that count as common, and those that count as rare.
    common: tuple[str, ...]
    rare: tuple[str, ...]


def take_sample(meetings: Iterable[MeetingText], *, seed: int) -> tuple[Sample, int]:
    """Return a uniform sample of passages, taken in one pass, and the number of all passages.

    Args:
        meetings: The corpus.
        seed: The seed of the drawing.
    """
    drawing = random.Random(f"sample/{seed}")
    kept: list[tuple[str, str]] = []
    count = 0
    for meeting in meetings:
        for item in meeting.items:
            for passage in item.passages:
                count += 1
                if len(kept) < _SAMPLE:
                    kept.append((passage.text, meeting.date))
                elif (place := drawing.randrange(count)) < _SAMPLE:
                    kept[place] = (passage.text, meeting.date)
    passages = tuple((tuple(dict.fromkeys(_words(text))), date) for text, date in kept)
    frequencies = Counter(word for words, _ in passages for word in words)
    ranked = [word for word, _ in sorted(frequencies.items(), key=lambda entry: (-entry[1], entry[0]))]
    common = [word for word in ranked if frequencies[word] >= _COMMON * len(kept)]
    rare = [word for word in ranked if frequencies[word] <= _RARE * len(kept)]
    return (
        Sample(
            passages=passages,
            texts=tuple(text for text, _ in kept),
            # A small corpus has no word so common, or so rare: the hundred nearest to it will do.
            common=tuple(common or ranked[:100]),
            rare=tuple(rare or ranked[-100:]),
        ),
        count,
    )


def draw_queries(sample: Sample, *, seed: int, per_kind: int) -> tuple[Query, ...]:
    """Return queries of every kind in random order.

    Args:
        sample: The passages to draw from.
        seed: The seed of the drawing.
        per_kind: How many of each kind.
    """
    drawing = random.Random(f"queries/{seed}")
    drawn = [_DRAW[kind](drawing, sample) for kind in KIND_NAMES for _ in range(per_kind)]
    drawing.shuffle(drawn)
    return tuple(drawn)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _LEFT_OUT]


def _passage(drawing: random.Random, sample: Sample, *, least: int = 2) -> tuple[tuple[str, ...], str]:
    for _ in range(10_000):
        words, date = drawing.choice(sample.passages)
        if len(words) >= least:
            return words, date
    raise ValueError(f"no passage of the corpus has {least} words to draw a query from")


def _some(drawing: random.Random, sample: Sample, count: int) -> tuple[str, ...]:
    return tuple(drawing.sample(_passage(drawing, sample, least=count)[0], count))


def _common(drawing: random.Random, sample: Sample) -> Query:
    return Query(kind="one_common", words=(drawing.choice(sample.common),))


def _rare(drawing: random.Random, sample: Sample) -> Query:
    return Query(kind="one_rare", words=(drawing.choice(sample.rare),))


def _any(kind: str, count: int) -> Callable[[random.Random, Sample], Query]:
    return lambda drawing, sample: Query(kind=kind, words=_some(drawing, sample, count))


def _all(drawing: random.Random, sample: Sample) -> Query:
    return Query(kind="all_3", words=_some(drawing, sample, 3), match="all")


def _phrase(drawing: random.Random, sample: Sample) -> Query:
    for _ in range(10_000):
        if pairs := _pairs(drawing.choice(sample.texts)):
            return Query(kind="phrase", words=drawing.choice(pairs), match="phrase")
    raise ValueError("no passage of the corpus has two words side by side to draw a phrase from")


def _pairs(text: str) -> Sequence[tuple[str, str]]:
    found = list(_WORD.finditer(text))
    return [
        (left[0], right[0])
        for left, right in pairwise(found)
        if text[left.end() : right.start()] == " " and not {left[0], right[0]} & _LEFT_OUT
    ]


def _prefix(drawing: random.Random, sample: Sample) -> Query:
    for _ in range(10_000):
        words, _date = _passage(drawing, sample)
        if long := [word for word in words if len(word) > 6]:
            return Query(kind="prefix", words=(drawing.choice(long)[:5],), match="prefix")
    raise ValueError("no word of the corpus is long enough to draw a prefix from")


def _filtered(drawing: random.Random, sample: Sample) -> Query:
    words, date = _passage(drawing, sample)
    year = int(date[:4])
    return Query(
        kind="filtered",
        words=tuple(drawing.sample(words, 2)),
        passage_kind=drawing.choice(("discussion", "decision", "question")),
        days=(f"{year}-01-01", f"{year + 1}-12-31"),
    )


def _with_facets(drawing: random.Random, sample: Sample) -> Query:
    return Query(kind="facets", words=_some(drawing, sample, 2), facets=True)


def _by_date(drawing: random.Random, sample: Sample) -> Query:
    return Query(kind="by_date", words=_some(drawing, sample, 2), newest=True)


_DRAW: dict[str, Callable[[random.Random, Sample], Query]] = {
    "one_common": _common,
    "one_rare": _rare,
    "any_2": _any("any_2", 2),
    "any_4": _any("any_4", 4),
    "any_8": _any("any_8", 8),
    "all_3": _all,
    "phrase": _phrase,
    "prefix": _prefix,
    "filtered": _filtered,
    "facets": _with_facets,
    "by_date": _by_date,
}
