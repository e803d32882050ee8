"""The acronyms of an index that is far away, of which those are asked for that a query may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutesearch.analysis import Analyser, key_of_stems
from minutesearch.engine import Snapshot
from minutesearch.searching.store.abbreviations import Abbreviations, Form, in_order

__all__ = ["AskedAbbreviations", "keys_of_runs", "keys_of_short"]

#: How many words of a query stand together as a long form at most: those of ten letters have some twenty.
_LONGEST = 40


class AskedAbbreviations:
    """The acronyms of an index, as `Abbreviations` has them, looked up by their keys.

    What is asked for by a key may be a little more than what is meant: the rules of `Abbreviations` say what is.

    Args:
        snapshot: The state of the index.
        analyser: The analyser of the index.
    """

    def __init__(self, snapshot: Snapshot, analyser: Analyser) -> None:
        self._snapshot = snapshot
        self._analyser = analyser

    def long_forms(self, typed: str) -> tuple[Form, ...]:
        """Return the long forms of a typed word, ignoring letter case and a plural s; empty if there are none."""
        return self._having(keys_of_short(typed)).long_forms(typed)

    def short_forms(self, stems: Sequence[str]) -> tuple[Form, ...]:
        """Return the short forms of a long one, given by the stems of all of its words."""
        return self._having([key_of_stems(stems)]).short_forms(stems)

    def find_runs(self, stems: Sequence[str | None]) -> list[tuple[int, int, tuple[Form, ...]]]:
        """Find runs of unquoted words that together are the long form of an acronym."""
        keys = list(dict.fromkeys(keys_of_runs(stems)))
        return self._having(keys).find_runs(stems) if keys else []

    def _having(self, keys: Sequence[str]) -> Abbreviations:
        return Abbreviations(in_order(self._snapshot.acronyms(keys) or {}), self._analyser)


def keys_of_short(typed: str) -> tuple[str, ...]:
    """Return the keys of a short form as typed, perhaps in the plural."""
    word = typed.casefold()
    return tuple(dict.fromkeys(filter(None, (word, word.removesuffix("s")))))


def keys_of_runs(stems: Sequence[str | None]) -> Iterator[str]:
    """Yield the key of each run of words that may be a long form.

    Args:
        stems: The stems of words that stand side by side; None for whatever is no such word.
    """
    for first in range(len(stems)):
        run: list[str] = []
        for stem in stems[first : first + _LONGEST]:
            if not stem:
                break
            run.append(stem)
            if len(run) > 1:
                yield key_of_stems(run)
