"""Numbering of a whole document: which of its printed numbers count the items, and which count paragraphs.

Every number at the start of a line is a candidate, with a weight for how much like a title's its words look. The
items are the run of rising numbers of one style that weighs most, found by dynamic programming: for each candidate
the best run that ends with it. A run that counts sentences weighs less than nothing, however long it is, and one
that passes over numbers that belong to no list below its own weighs less for each.
"""

from __future__ import annotations

import bisect
import itertools
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from minutesearch.reading.layout.numbers import ItemNumber

__all__ = ["Candidate", "choose_run", "lies_inside", "restarts_below"]

#: How far a number may run ahead of the one before it: items that were withdrawn leave gaps.
_FURTHEST = 25
_FURTHEST_SUB = 5
#: A run of so many is sure enough to be filled.
_LEAST_FILLED = 3
#: What a step of one is worth beside a title's weight, and what each number left out costs.
_NEXT, _LEFT_OUT = 0.3, 0.05
#: What looks like a title beyond doubt: bold or in capitals as well.
_SURELY = 1.6
#: What looks like one, and fills a gap.
_LIKELY = 0.9
#: A run that holds another has so many items.
_LEAST_OUTER = 3
#: What each number costs that a step leaves out and no list explains, one whose words are no title less; so many
#: at most count. So many candidates of one number are kept, and of one style.
_ORPHAN, _DOUBTFUL, _MOST_ORPHANS = 0.45, 0.2, 4.0
_MOST_KEPT, _MOST_BEHIND = 4, 200
#: A run that begins at 1 is likelier than one that begins in the middle.
_FIRST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A printed number that may be an item's."""

    #: The index of its line.
    at: int
    #: The number.
    number: ItemNumber
    #: How much it looks like an item's, by the words and the type behind it; below 0 for a sentence.
    weight: float
    #: Whether its type is bold, and how large it is beside that of the text.
    look: tuple[bool, float] = (False, 1.0)


#: Style, number, and the figure of the second level.
_Key = tuple[str, int, int | None]


class _Run(NamedTuple):
    """The best run that ends with a candidate."""

    weight: float
    #: The index of the candidate before; None if it is the first.
    before: int | None


def choose_run(candidates: Sequence[Candidate]) -> list[int]:
    """Return the indexes of the candidates that count the items, in order; none if no run weighs anything.

    Numbers of a second level ("5.1") go with the run of their first, or are a run by themselves if it weighs more.
    """
    firsts = _find_heaviest(candidates, [at for at, one in enumerate(candidates) if not one.number.is_sub])
    firsts = firsts._replace(members=_without_strays(candidates, firsts.members))
    whole = _with_subs(candidates, _fill(candidates, firsts.members))
    added = sum(candidates[at].weight for at in whole if candidates[at].number.is_sub)
    subs = _find_heaviest(candidates, [at for at, one in enumerate(candidates) if one.number.is_sub])
    # "5.3" is no item by itself where a "5." is printed too.
    mains = {one.number.main for one in candidates if not one.number.is_sub}
    alone = [at for at in subs.members if candidates[at].number.main not in mains]
    is_apart = not firsts.members or len(alone) * 2 > len(subs.members)
    if is_apart and subs.weight > firsts.weight + added:
        whole = subs.members
    return _with_doubled(candidates, _with_moved(candidates, whole))


def lies_inside(inner: Sequence[int], outer: Sequence[int], *, firsts: Sequence[int]) -> bool:
    """Return whether a run counts what stands inside the items of another.

    It does if all of it stands in one of them, or if it begins again in several.

    Args:
        inner: The places of the run that may be inside.
        outer: The places of the run that may hold it.
        firsts: The places of all first labels of the inner run's kind: "1." wherever it stands.
    """
    held = {bisect.bisect_right(outer, at) for at in inner}
    if len(outer) < _LEAST_OUTER or not inner or 0 in held:
        return False
    return len(held) == 1 or len({bisect.bisect_right(outer, at) for at in firsts if at >= outer[0]}) > 1


def restarts_below(firsts: Sequence[int], titles: Iterable[int]) -> bool:
    """Return whether first labels stand right below several titles without a label: those are the items.

    Args:
        firsts: The places of all first labels of a kind.
        titles: The places of the titles without a label.
    """
    heads = set(titles)
    headed = sum(at - 1 in heads for at in firsts)
    return headed > 1 and headed * 2 > len(firsts)


class _Found(NamedTuple):
    """A run, with the indexes of its members."""

    weight: float
    members: list[int]


@dataclass(slots=True)
class _Between:
    """What stands behind a candidate so far."""

    #: The number that goes on the list which began last; 0 without one.
    expected: int = 0
    #: How many numbers no list that begins at 1 explains.
    orphans: float = 0.0

    @property
    def cost(self) -> float:
        """What a step costs that leaves these out."""
        return _ORPHAN * min(self.orphans, _MOST_ORPHANS)


def _pass_by(one: Candidate, known: Iterable[_Between]) -> None:
    """Take a number into what stands behind others: it begins a list, goes on with one, or is left unexplained."""
    main, left = one.number.main, min(max(one.weight, _DOUBTFUL), 1.0)
    for between in known:
        if main in (1, between.expected):
            between.expected = main + 1
        else:
            between.orphans += left


class _Search:
    """The search for the best run: for each candidate the best that ends with it."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self.runs: dict[int, _Run] = {}
        #: By style, number and the figure of the second level: the candidates that a run may go on from, of each
        #: the heaviest and the latest.
        self._best: dict[_Key, list[int]] = {}
        #: By style: those candidates, with what stands behind each.
        self._behind: dict[str, dict[int, _Between]] = {}

    def take(self, at: int) -> None:
        """Find the best run that ends with the next candidate."""
        one = self._candidates[at]
        known = self._behind.setdefault(style_of(one.number), {})
        run = _Run(one.weight + (_FIRST if one.number.main == 1 else 0.0), None)
        for step, before in _iter_before(self._best, self._candidates, one):
            joined = self.runs[before].weight + one.weight - (0.0 if one.number.is_sub else known[before].cost)
            joined += _NEXT if step <= 1 else -_LEFT_OUT * (step - 1)
            if joined > run.weight:
                run = _Run(joined, before)
        self.runs[at] = run
        if not one.number.is_sub:
            _pass_by(one, known.values())
        self._keep(at, known)

    def _keep(self, at: int, known: dict[int, _Between]) -> None:
        for key in _keys_of(self._candidates[at]):
            kept = self._best.setdefault(key, [])
            kept.append(at)
            if len(kept) > _MOST_KEPT:
                lightest = min(kept[:-1], key=lambda each: self.runs[each].weight)
                kept.remove(lightest)
        known[at] = _Between()
        if len(known) > _MOST_BEHIND:
            gone = next(iter(known))
            del known[gone]
            for key in _keys_of(self._candidates[gone]):
                if gone in self._best[key]:
                    self._best[key].remove(gone)

    def weigh(self, at: int) -> float:
        """Return the weight of the run that ends with a candidate, and leaves out what stands behind it."""
        one = self._candidates[at]
        left = None if one.number.is_sub else self._behind[style_of(one.number)].get(at)
        return self.runs[at].weight - (left.cost if left is not None else 0.0)


def _keys_of(one: Candidate) -> set[_Key]:
    style, main = style_of(one.number), one.number.main
    return {(style, main, _sub_of(one.number)), (style, main, None)}


def _find_heaviest(candidates: Sequence[Candidate], places: Sequence[int]) -> _Found:
    search = _Search(candidates)
    for at in places:
        search.take(at)
    last = max(search.runs, key=search.weigh, default=None)
    if last is None or search.runs[last].weight <= 0:
        return _Found(0.0, [])
    weight, members = search.runs[last].weight, []
    while last is not None:
        members.append(last)
        last = search.runs[last].before
    return _Found(weight, members[::-1])


def _without_strays(candidates: Sequence[Candidate], chosen: Sequence[int]) -> list[int]:
    """Leave out numbers that go on a list inside the last item: in its type, and in another than the items'.

    Behind the item "9" in bold stands a list "1." to "12." that is not; its "10." is no item though it comes next.
    """
    kept: list[int] = []
    for at in chosen:
        one = candidates[at]
        between = candidates[kept[-1] + 1 : at] if kept else []
        goes_on = any(
            other.number.main == one.number.main - 1
            and not other.number.is_sub
            and other.number.style == one.number.style
            and other.look == one.look
            for other in between
        )
        if not (goes_on and candidates[kept[-1]].look != one.look):
            kept.append(at)
    return kept


def _fill(candidates: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """Add the numbers that a run leaves out if they stand in its gaps, behind or before it, each once and in turn.

    Some items of a page are a sentence each: "1. Apologies", "2. The minutes were agreed.", "3. Trees".
    """
    if len(chosen) < _LEAST_FILLED:
        return chosen
    styles = {candidates[at].number.style for at in chosen}
    # Where all of a run have a mark behind them, a number without one is none of it: "12 High Street".
    may_lack_mark = any(style_of(candidates[at].number) == candidates[at].number.style for at in chosen)
    style = style_of(candidates[chosen[0]].number)
    alike = [
        at
        for at, one in enumerate(candidates)
        if not one.number.is_sub
        and style_of(one.number) == style
        and (may_lack_mark or one.number.style in styles)
    ]
    filled: list[int] = []
    edges = [-1, *chosen, len(candidates)]
    for before, after in itertools.pairwise(edges):
        between = alike[bisect.bisect_right(alike, before) : bisect.bisect_left(alike, after)]
        first = candidates[before].number.main + 1 if before >= 0 else 1
        mains = [candidates[at].number.main for at in between]
        ends_right = after == len(candidates) or (bool(mains) and mains[-1] + 1 == candidates[after].number.main)
        if mains and mains == list(range(first, first + len(mains))) and ends_right:
            filled += between
        if after < len(candidates):
            filled.append(after)
    return filled


def _with_moved(candidates: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """Add the numbers that a run lacks and that stand elsewhere, as those of items taken out of their order.

    Each is printed once as a title, in the style of the run, and none of the run's own is so printed again.
    """
    if len(chosen) < _LEAST_FILLED:
        return chosen
    first = candidates[chosen[0]].number
    least = min(candidates[at].weight for at in chosen)
    mains = {candidates[at].number.main for at in chosen}
    # The one number that the run lacks between two of its own: item 5, taken before item 3.
    gaps = {main + 1 for main in mains if main + 1 not in mains and main + 2 in mains and not first.is_sub}
    taken = set(chosen)
    alike = [
        at
        for at, one in enumerate(candidates)
        if at not in taken
        and style_of(one.number) == style_of(first)
        and (not first.is_sub or (one.number.is_sub and one.number.main == first.main))
        and one.weight >= (_LIKELY if one.number.main in gaps else max(least, _SURELY))
    ]
    keys = Counter(_key_of(candidates[at].number) for at in (*chosen, *alike))
    highest = max(_key_of(candidates[at].number) for at in chosen)
    moved = [at for at in alike if keys[key := _key_of(candidates[at].number)] == 1 and key < highest]
    if len(moved) * 4 > len(chosen):
        return chosen
    return sorted([*chosen, *moved])


def _with_doubled(candidates: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """Add the second of two titles that have one number by mistake: "8. Bridge", "8. Bins", "10. Letters".

    It looks as the first does, and nothing is counted between them, as by a list inside the item.
    """
    if len(chosen) < _LEAST_FILLED:
        return chosen
    edges = [-1, *chosen, len(candidates)]
    added: set[int] = set()
    for before, at, after in zip(edges, chosen, edges[2:], strict=False):
        one = candidates[at]
        # The first of what is counted behind the title before, or behind this one: no list is inside then.
        sides = range(before + 1, at), range(at + 1, after)
        nearest = (next((each for each in side if _is_alike(candidates[each], one)), None) for side in sides)
        added.update(
            each
            for each in nearest
            if each is not None
            and one.number.main > 1
            and candidates[each].number.text == one.number.text
            and candidates[each].look == one.look
            and min(candidates[each].weight, one.weight) >= _LIKELY
        )
    return sorted(added.union(chosen))


def _is_alike(other: Candidate, one: Candidate) -> bool:
    return style_of(other.number) == style_of(one.number)


def _key_of(number: ItemNumber) -> tuple[int, int]:
    return number.main, _sub_of(number) or 0


def style_of(number: ItemNumber) -> str:
    """Return how a number is printed, as far as numbers of one list agree in it."""
    return number.style.rstrip(".:")


def _sub_of(number: ItemNumber) -> int | None:
    return int(number.text.rstrip(string.ascii_letters).rpartition(".")[2]) if number.is_sub else None


def _iter_before(
    best: dict[_Key, list[int]], candidates: Sequence[Candidate], one: Candidate
) -> Iterator[tuple[int, int]]:
    """Yield the candidates that may stand before one in its run, and how many steps lie between them.

    "12A" and "12B" share their first figure, and no step lies between them.
    """
    style, main, sub = style_of(one.number), one.number.main, _sub_of(one.number)
    if sub is not None:
        for step in range(1, _FURTHEST_SUB + 1):
            for before in best.get((style, main, sub - step), ()):
                yield step, before
    else:
        for before in best.get((style, main, None), ()):
            if candidates[before].number.text != one.number.text:
                yield 0, before
    for step in range(1, _FURTHEST + 1):
        for before in best.get((style, main - step, None), ()):
            yield step, before


def _with_subs(candidates: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """Add the numbers of a second level that stand below their first and look like titles, unless most do not."""
    subs = [one.weight > 0 for one in candidates if one.number.is_sub]
    if sum(subs) * 2 <= len(subs):
        return chosen
    whole = set(chosen)
    main: int | None = None
    found: list[int] = []
    for at, one in enumerate(candidates):
        if at in whole:
            main = one.number.main
            found.append(at)
        elif one.number.is_sub and one.number.main == main and one.weight > 0:
            found.append(at)
    return found
