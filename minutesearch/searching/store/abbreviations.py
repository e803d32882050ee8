"""The acronyms of an index, looked up by short form or by long form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.query.nodes import ANY, Phrase, Term
from minutesearch.results import Acronym

__all__ = ["Abbreviations", "Form", "make_abbreviations"]


class Form(NamedTuple):
    """One form of an acronym, short or long: its text, and the stems of its words."""

    text: str
    stems: tuple[str, ...]

    def leaf(self) -> Term | Phrase:
        """Return the query that finds this form: a word, or a phrase if it has several words."""
        return Term(ANY, self.stems[0]) if len(self.stems) == 1 else Phrase(ANY, list(self.stems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """The acronyms of an index, by short form and by long form."""

    #: The long forms of each short one, by its text in lower case; the most frequent first.
    longs: Mapping[str, tuple[Form, ...]]
    #: The short forms of each long one, by the stems of its words.
    shorts: Mapping[tuple[str, ...], tuple[Form, ...]]
    #: The same by the stems without stop words, which is what remains of a long form typed without quotes.
    bare_shorts: Mapping[tuple[str, ...], tuple[Form, ...]]
    #: The first of the stems of each of these that has several.
    run_starts: frozenset[str]
    #: How many words the longest of these has.
    longest: int

    def long_forms(self, typed: str) -> tuple[Form, ...]:
        """Return the long forms of a typed word, ignoring letter case and a plural s; empty if there are none."""
        word = typed.casefold()
        return self.longs.get(word) or self.longs.get(word.removesuffix("s"), ())

    def find_runs(self, stems: Sequence[str | None]) -> list[tuple[int, int, tuple[Form, ...]]]:
        """Find runs of unquoted words that together are the long form of an acronym.

        Args:
            stems: The stems of words that stand side by side; None for whatever is no such word.

        Returns:
            For each run the index of its first word, the index after its last, and the short forms. Runs are
            found from left to right, the longest at each place; they never overlap.
        """
        if len(stems) < 2 or self.run_starts.isdisjoint(stems):
            return []
        runs = []
        first = 0
        while first < len(stems):
            for last in range(min(first + self.longest, len(stems)), first + 1, -1):
                forms = self.bare_shorts.get(tuple(stems[first:last]))  # type: ignore[arg-type]  # None is in none
                if forms:
                    runs.append((first, last, forms))
                    first = last - 1
                    break
            first += 1
        return runs


def make_abbreviations(acronyms: Iterable[Acronym], analyser: Analyser = ENGLISH) -> Abbreviations:
    """Build the look-up tables of acronyms; long forms that differ only in word endings are one."""
    longs: defaultdict[str, dict[tuple[str, ...], Form]] = defaultdict(dict)
    shorts: defaultdict[tuple[str, ...], dict[str, Form]] = defaultdict(dict)
    bare_shorts: defaultdict[tuple[str, ...], dict[str, Form]] = defaultdict(dict)
    for acronym in acronyms:
        units = analyser.query_units(acronym.long)
        stems = tuple(token.stem for unit in units for token in unit.sequence)
        bare = tuple(token.stem for unit in units if not unit.is_stop for token in unit.sequence)
        short = _short_form(acronym.short, analyser)
        if short is None or not stems:
            continue
        longs[acronym.short.casefold()].setdefault(stems, Form(acronym.long, stems))
        shorts[stems].setdefault(acronym.short, short)
        bare_shorts[bare].setdefault(acronym.short, short)
    return Abbreviations(
        longs={key: tuple(forms.values()) for key, forms in longs.items()},
        shorts={key: tuple(forms.values()) for key, forms in shorts.items()},
        bare_shorts={key: tuple(forms.values()) for key, forms in bare_shorts.items()},
        run_starts=frozenset(stems[0] for stems in bare_shorts if len(stems) > 1),
        longest=max(map(len, bare_shorts), default=0),
    )


def _short_form(short: str, analyser: Analyser) -> Form | None:
    units = analyser.query_units(short)
    if len(units) != 1:
        return None
    unit = units[0]
    # "M&S" is looked for as one word, which "m and s" is not.
    tokens = (unit.joined,) if unit.joined is not None else unit.sequence
    return Form(short, tuple(token.stem for token in tokens))
