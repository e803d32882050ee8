"""Matching of predicted with gold passages and values, by the rules for comparing readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

__all__ = ["accepted", "align", "is_passage", "is_right", "squeeze"]

_Gold = TypeVar("_Gold")
_Predicted = TypeVar("_Predicted")

# "a printed label or bullet before the text may stay or go"
_LABEL = re.compile(r"^(?:[•·§*–-]+|\*?\(?\w{1,4}(?:\.\w{1,3}){0,3}[.)]{1,2}\.?|\d+(?:\.\d+)+)(?=\s)\s*")
_RESOLVED = re.compile(
    r"^(?:(?:unanimously|also)\s+)?(?:resolved|agreed|recommended)(?:\s*\([^)]*\))?\s*[-–—:.]*\s*(?:that\b)?\s*[-–—:]*\s*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|its)\s+", re.IGNORECASE)


def squeeze(text: str) -> str:
    """Return a text without any white space, in which two readings may differ."""
    return "".join(text.split())


def accepted(gold: dict[str, Any], field: str) -> list[Any]:
    """Return the right values of a field of a gold object: its main value, then the alternatives."""
    return [gold.get(field), *gold.get("also", {}).get(field, ())]


def is_passage(gold: dict[str, Any], predicted: dict[str, Any]) -> bool:
    """Return whether a predicted passage is a gold one: its text starts and ends with the gold's words."""
    ends = [squeeze(words) for words in accepted(gold, "end")]
    starts = [squeeze(form) for words in accepted(gold, "start") for form in _forms(words)]
    for form in _forms(predicted["text"]):
        text = squeeze(form)
        if any(map(text.startswith, starts)) and any(map(text.endswith, ends)):
            return True
    return False


def _forms(text: str) -> list[str]:
    # The text as it is, without its label, and without its "RESOLVED that".
    bare = _LABEL.sub("", text.strip(), count=1)
    cut = _RESOLVED.sub("", bare, count=1)
    return [form for form in dict.fromkeys((text.strip(), bare, cut)) if form]


def is_right(gold: dict[str, Any], predicted: dict[str, Any], field: str) -> bool:
    """Return whether a field of a predicted object has one of the gold object's right values."""
    return any(_is_same(right, predicted.get(field), field) for right in accepted(gold, field))


def _is_same(right: object, value: object, field: str) -> bool:
    if right is None or value is None:
        return right is value
    if not isinstance(right, str) or not isinstance(value, str):
        return right == value
    if field in {"attribution", "mover", "seconder", "member", "owner"}:
        return _is_same_person(right, value)
    return _plain(right) == _plain(value)


def _is_same_person(right: str, value: str) -> bool:
    # The name or office alone stands for the whole noun phrase: "Dr Rickard" for "Dr Rickard from the ...".
    whole, short = (_plain(_ARTICLE.sub("", words)) for words in (right, value))
    name = re.split(r",|\(", _ARTICLE.sub("", right), maxsplit=1)[0]
    return short in (whole, _plain(name))


def _plain(text: str) -> str:
    return squeeze(text).casefold().rstrip(".:;,–-")


def align(
    gold: Sequence[_Gold], predicted: Sequence[_Predicted], same: Callable[[_Gold, _Predicted], bool]
) -> list[tuple[int, int]]:
    """Return the longest list of pairs of gold and predicted objects that keeps the order of both.

    Args:
        gold: The gold objects.
        predicted: The predicted ones.
        same: Returns whether two objects may be paired.

    Returns:
        Pairs of indices, in order: a longest common subsequence.
    """
    best = [[0] * (len(predicted) + 1) for _ in range(len(gold) + 1)]
    alike = [[same(one, other) for other in predicted] for one in gold]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(predicted))):
            paired = best[i + 1][j + 1] + 1 if alike[i][j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(predicted):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
