"""A plain index that finds by going through everything: the model that a real one is compared with."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

import minutesearch as ms

__all__ = ["Asked", "Expected", "PlainPassage", "PlainSource", "draw_question", "find"]

#: Words whose stem is the word itself, and the plural of which has the same; none is widened to any other.
WORDS = "harbour school budget flood tree road clinic market allotment tunnel orchard lantern".split()
TITLES = ("Harbour walls", "School places", "Road works")
BODIES = ("Cabinet", "Planning Committee", "Full Council")
_KINDS = ("discussion", "question", "answer", "decision")
_FIRST_DAY = datetime.date(2019, 1, 1)


class PlainPassage(NamedTuple):
    """A passage of the model."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSource:
    """A source of the model: one meeting with one item."""

    name: str
    body: str
    day: datetime.date | None
    title: str
    passages: tuple[PlainPassage, ...]

    @classmethod
    def draw(cls, rng: Random, name: str, *, least: int) -> PlainSource:
        """Return a random source with at least a given number of passages."""
        return cls(
            name=name,
            body=rng.choice(BODIES),
            day=None if rng.random() < 0.2 else _FIRST_DAY + datetime.timedelta(days=rng.randrange(1500)),
            title=rng.choice(TITLES),
            passages=tuple(
                PlainPassage(_draw_text(rng), rng.choice(_KINDS)) for _ in range(rng.randint(least, 5))
            ),
        )

    def as_meeting(self) -> ms.Meeting:
        """Return the source as a record."""
        passages = tuple(ms.Passage(text=text, kind=ms.Kind(kind)) for text, kind in self.passages)
        return ms.Meeting(
            body=self.body, date=self.day, items=(ms.AgendaItem(number="1", title=self.title, passages=passages),)
        )

    def as_lines(self) -> list[dict[str, str]]:
        """Return the source as the objects of a file of JSON Lines."""
        day = {"date": self.day.isoformat()} if self.day else {}
        return [
            {"body": self.body, **day, "item_title": self.title, "text": text, "kind": kind}
            for text, kind in self.passages
        ]


def _draw_text(rng: Random) -> str:
    words = (rng.choice(WORDS) + rng.choice(["", "s"]) for _ in range(rng.randint(1, 8)))
    return " ".join(words)


class Asked(NamedTuple):
    """A search: the query, and the options it is made with."""

    query: str
    options: dict[str, Any]


class Expected(NamedTuple):
    """The answer that a search must give."""

    #: Every passage that matches, with the name of its source: in reading order, or by day.
    passages: list[tuple[str, PlainPassage]]
    #: For each facet, how many passages have each value.
    facets: dict[str, Counter[str]]


def draw_question(rng: Random) -> Asked:
    """Return a random search."""
    words = [rng.choice(WORDS) + rng.choice(["", "s"]) for _ in range(rng.randint(0, 3))]
    query = " ".join(f'"{word}"' if rng.random() < 0.2 else word for word in words)
    options: dict[str, Any] = {"match": rng.choice(["all", "any"]), "sort": rng.choice(["oldest", "newest"])}
    if rng.random() < 0.4:
        options["body"] = rng.choice([*BODIES, BODIES[:2]])
    if rng.random() < 0.4:
        options["kind"] = rng.choice(_KINDS)
    if rng.random() < 0.3:
        options["since"] = _FIRST_DAY + datetime.timedelta(days=rng.randrange(1500))
    if rng.random() < 0.3:
        options["until"] = options.get("since", _FIRST_DAY) + datetime.timedelta(days=rng.randrange(1500))
    options["facets"] = tuple(rng.sample(["body", "kind", "item", "year"], rng.randint(0, 4)))
    return Asked(query, options)


def find(sources: Iterable[PlainSource], asked: Asked) -> Expected:
    """Return the answer to a search, found by going through everything."""
    options = asked.options
    named = sorted(sources, key=lambda source: source.name.encode())
    matching = [
        (source, passage) for source in named for passage in source.passages if _matches(source, passage, asked)
    ]
    found = [(source, passage) for source, passage in matching if _passes(source, passage, options)]
    if options["sort"] == "newest":
        found.sort(key=lambda pair: -pair[0].day.toordinal() if pair[0].day else 1)
    else:
        found.sort(key=lambda pair: pair[0].day or datetime.date.max)
    facets = {
        facet: Counter(
            value
            for source, passage in matching
            if _passes(source, passage, options, but=facet)
            and (value := _value(source, passage, facet)) is not None
        )
        for facet in options["facets"]
    }
    return Expected([(source.name, passage) for source, passage in found], facets)


def _matches(source: PlainSource, passage: PlainPassage, asked: Asked) -> bool:
    words = (passage.text + " " + source.title.casefold()).split()
    stems = {_stem_of(word) for word in words}
    wanted = asked.query.split()
    if not wanted:
        return True
    has = [word.strip('"') in words if word.startswith('"') else _stem_of(word) in stems for word in wanted]
    return all(has) if asked.options["match"] == "all" else any(has)


def _stem_of(word: str) -> str:
    """Return the stem of a word of the model."""
    return word.removesuffix("s")


def _passes(source: PlainSource, passage: PlainPassage, options: dict[str, Any], *, but: str = "") -> bool:
    bodies: str | Sequence[str] = options.get("body", BODIES)
    if but != "body" and source.body not in ((bodies,) if isinstance(bodies, str) else bodies):
        return False
    if but != "kind" and passage.kind != options.get("kind", passage.kind):
        return False
    if but == "year" or not ("since" in options or "until" in options):
        return True
    first = options.get("since", datetime.date.min)
    return source.day is not None and first <= source.day <= options.get("until", datetime.date.max)


def _value(source: PlainSource, passage: PlainPassage, facet: str) -> str | None:
    day = source.day
    values = {
        "body": source.body,
        "kind": passage.kind,
        "item": source.title,
        "year": None if day is None else str(day.year),
    }
    return values[facet]
