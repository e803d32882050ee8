"""The acronyms of an index that is far away: those that a query may mean, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis import ENGLISH
from minutesearch.engine import Snapshot
from minutesearch.searching.store.abbreviations import Abbreviations, in_order
from minutesearch.searching.store.asked_abbreviations import AskedAbbreviations

_WORDS = "Integrated Care Boards of the and Public Rights Way Children's co-operative A229 £5.4m 2nd WHO".split()
_LONGS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
_PAIRS = st.lists(st.tuples(st.sampled_from(("ICB", "ICBs", "M&S", "PRoW", "icb", "")), _LONGS), max_size=8)


class Far:
    """A state of an index that is far away."""

    def __init__(self, pairs: Collection[tuple[str, str]]) -> None:
        self._counts = Counter(pairs)
        self.given = 0

    def acronyms(self, keys: Collection[str]) -> Mapping[tuple[str, str], int]:
        """Return those with any of some keys."""
        found = {
            pair: count
            for pair, count in self._counts.items()
            if not set(keys).isdisjoint(ENGLISH.acronym_keys(*pair))
        }
        self.given += len(found)
        return found


def asked(far: Far) -> AskedAbbreviations:
    return AskedAbbreviations(cast("Snapshot", far), ENGLISH)


def stems(text: str, *, bare: bool = False) -> list[str]:
    units = ENGLISH.query_units(text)
    return [token.stem for unit in units if not (bare and unit.is_stop) for token in unit.sequence]


@given(_PAIRS, _LONGS)
def test_asking_for_what_a_query_may_mean_finds_what_reading_all_finds(pairs: list[tuple[str, str]], typed: str):
    some, every = asked(Far(pairs)), Abbreviations(in_order(Counter(pairs)))
    for text in (typed, *(f"told the {long} of it" for _, long in pairs), *(long for _, long in pairs)):
        assert some.find_runs(stems(text, bare=True)) == every.find_runs(stems(text, bare=True))
        assert some.short_forms(stems(text)) == every.short_forms(stems(text))
    for short, _ in pairs:
        for word in (short, f"{short}s", short.casefold()):
            assert some.long_forms(word) == every.long_forms(word)


def test_no_more_is_asked_for_than_a_query_may_mean():
    far = Far(
        [("ICB", "Integrated Care Board"), ("PRoW", "Public Rights of Way"), ("ICT", "Integrated Care Team")]
    )
    ((first, last, forms),) = asked(far).find_runs(stems("the integrated care boards", bare=True))
    assert (first, last, [form.text for form in forms], far.given) == (0, 3, ["ICB"], 1)
