"""Scoring of a predicted reading against a gold one, by measure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.matching import accepted, align, is_passage, is_right

__all__ = ["MEASURES", "Counts", "Miss", "score_reading"]

#: What is measured, in the order of the table.
MEASURES = (
    "boundaries",
    "kinds",
    "decisions",
    "labels",
    "lead_ins",
    "topics",
    "attributions",
    "titles",
    "numbers",
    "dates",
    "bodies",
    "motions",
    "votes",
    "declarations",
)

_Object = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """The counts behind precision and recall: right, said and expected values."""

    #: How many values were right.
    right: int = 0
    #: How many values the reading says.
    said: int = 0
    #: How many values the gold expects.
    expected: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.said + other.said, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 where nothing was said."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 where nothing was."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (van Rijsbergen 1979)."""
        total = self.said + self.expected
        return 2 * self.right / total if total else 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Miss:
    """One value that is not as the gold has it."""

    #: The measure that it counts in.
    measure: str
    #: The value that the gold expects.
    expected: object
    #: The value that the reading says.
    said: object
    #: Where it is.
    place: str


def score_reading(gold: _Object, predicted: _Object) -> tuple[dict[str, Counts], list[Miss]]:
    """Score the reading of one page.

    Args:
        gold: The expected reading.
        predicted: The predicted reading, in the shape of `minutesearch read --json`.

    Returns:
        The counts of each measure, and every value that is not as expected.
    """
    misses: list[Miss] = []
    counts = _score_passages(gold, predicted, misses)
    counts.update(_score_items(gold, predicted, misses))
    for measure, fields in (
        ("motions", ("mover", "seconder", "outcome")),
        ("votes", ("for", "against", "abstentions")),
        ("declarations", ("member",)),
    ):
        counts[measure] = _score_facts(gold, predicted, measure, fields, misses)
    return counts, misses


def _items(reading: _Object) -> Iterator[tuple[_Object, _Object]]:
    for meeting in reading["meetings"]:
        for item in meeting["items"]:
            yield meeting, item


def _passages(reading: _Object) -> list[_Object]:
    return [passage for _, item in _items(reading) for passage in item["passages"]]


def _score_passages(gold: _Object, predicted: _Object, misses: list[Miss]) -> dict[str, Counts]:
    wanted, said = _passages(gold), _passages(predicted)
    pairs = align(wanted, said, is_passage)
    found = {i for i, _ in pairs}
    missed = [one for i, one in enumerate(wanted) if i not in found and not one.get("optional")]
    used = {j for _, j in pairs}
    extra = [one for j, one in enumerate(said) if j not in used]
    misses += [Miss("boundaries", one["start"], None, one["end"]) for one in missed]
    misses += [Miss("boundaries", None, one["text"], "") for one in extra]
    matched = [(wanted[i], said[j]) for i, j in pairs]
    counts = {"boundaries": Counts(len(pairs), len(said), len(pairs) + len(missed))}
    kinds = sum(is_right(one, other, "kind") for one, other in matched)
    misses += [
        Miss("kinds", one["kind"], other["kind"], one["start"])
        for one, other in matched
        if not is_right(one, other, "kind")
    ]
    counts["kinds"] = Counts(kinds, len(said), len(pairs) + len(missed))
    for measure, field in (
        ("decisions", "decision_type"),
        ("labels", "label"),
        ("lead_ins", "lead_in"),
        ("topics", "topic"),
        ("attributions", "attribution"),
    ):
        counts[measure] = _score_field(measure, field, matched, missed, extra, misses)
    return counts


def _score_field(
    measure: str,
    field: str,
    matched: Iterable[tuple[_Object, _Object]],
    missed: Iterable[_Object],
    extra: Iterable[_Object],
    misses: list[Miss],
) -> Counts:
    # A value is expected where the gold has one and silence is not right too.
    right = said = expected = 0
    for one, other in matched:
        good = is_right(one, other, field)
        says = other.get(field) is not None
        right += good and says
        said += says
        expected += good and says if None in accepted(one, field) else True
        if not good:
            misses.append(Miss(measure, one.get(field), other.get(field), one["start"]))
    said += sum(one.get(field) is not None for one in extra)
    expected += sum(None not in accepted(one, field) for one in missed)
    return Counts(right, said, expected)


def _is_item(gold: tuple[_Object, _Object], predicted: tuple[_Object, _Object]) -> bool:
    one, other = gold[1], predicted[1]
    if is_right(one, other, "title") and is_right(one, other, "number"):
        return True
    words = [passage for passage in one["passages"] if not passage.get("optional")]
    return any(is_passage(want, said) for want in words for said in other["passages"]) or (
        one["title"] is not None and is_right(one, other, "title")
    )


def _score_items(gold: _Object, predicted: _Object, misses: list[Miss]) -> dict[str, Counts]:
    wanted, said = list(_items(gold)), list(_items(predicted))
    pairs = align(wanted, said, _is_item)
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    counts = {}
    for measure, place, field in (
        ("titles", 1, "title"),
        ("numbers", 1, "number"),
        ("dates", 0, "date"),
        ("bodies", 0, "body"),
    ):
        matched = [
            ({**wanted[i][place], "start": str(wanted[i][1]["title"])}, said[j][place])
            for i, j in pairs
            if field in wanted[i][place]
        ]
        missed = [one[place] for i, one in enumerate(wanted) if i not in found and field in one[place]]
        extra = [one[place] for j, one in enumerate(said) if j not in used]
        counts[measure] = _score_field(measure, field, matched, missed, extra, misses)
    return counts


def _score_facts(
    gold: _Object, predicted: _Object, measure: str, fields: tuple[str, ...], misses: list[Miss]
) -> Counts:
    wanted = [fact for _, item in _items(gold) for fact in item.get(measure, ())]
    said = [fact for _, item in _items(predicted) for fact in item.get(measure, ())]
    pairs = align(wanted, said, lambda one, other: all(is_right(one, other, field) for field in fields))
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    misses += [Miss(measure, one, None, "") for i, one in enumerate(wanted) if i not in found]
    misses += [Miss(measure, None, one, "") for j, one in enumerate(said) if j not in used]
    return Counts(len(pairs), len(said), len(wanted))
