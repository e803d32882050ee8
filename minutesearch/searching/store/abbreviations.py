"""The acronyms of an index, looked up by short form or by long form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from minutesearch.analysis import ENGLISH, STOP_WORDS, Analyser, stems_of
from minutesearch.query.nodes import ANY, Phrase, Term
from minutesearch.results import Acronym

__all__ = ["Abbreviations", "Form", "in_order"]

#: A long form of plain words, of which each piece begins as its stem does, but for "per cent", which is one word.
_PLAIN = re.compile(r"[A-Za-z]+(?:[ '-]+[A-Za-z]+)*")
_PER_CENT = re.compile(r"\bper +cent\b")
#: So many letters are the same in a word and its stem, but for "y" and "i"; of "its" the third is not.
_BEGINNING = 2
#: How many sets of beginnings are remembered as asked for, at some 400 bytes each.
_ASKED = 4096


class Form(NamedTuple):
    """One form of an acronym, short or long: its text, and the stems of its words."""

    text: str
    stems: tuple[str, ...]

    def leaf(self) -> Term | Phrase:
        """Return the query that finds this form: a word, or a phrase if it has several words."""
        return Term(ANY, self.stems[0]) if len(self.stems) == 1 else Phrase(ANY, list(self.stems))


def in_order(counts: Mapping[tuple[str, str], int]) -> tuple[Acronym, ...]:
    """Return acronyms in alphabetical order, the most frequent meaning of each first.

    Args:
        counts: How often each is defined, by its short form and its long form.
    """
    ordered = sorted(counts.items(), key=lambda entry: (entry[0][0].casefold(), -entry[1], entry[0]))
    return tuple(Acronym(short, long, count) for (short, long), count in ordered)


class Abbreviations:
    """The acronyms of an index, by short form and by long form.

    An index may have thousands, of which a query asks for one or two, and a process may ask one query only: so the
    words of a long form are looked at when the words asked for begin as all of them do.
    """

    def __init__(self, acronyms: Iterable[Acronym], analyser: Analyser = ENGLISH) -> None:
        """Take the acronyms, the most frequent meaning of each first.

        Args:
            acronyms: The acronyms.
            analyser: The analyser of the index.
        """
        self._analyser = analyser
        self._acronyms = tuple(acronyms)
        self._of_short: defaultdict[str, list[int]] = defaultdict(list)
        for at, acronym in enumerate(self._acronyms):
            self._of_short[acronym.short.casefold()].append(at)
        #: The acronyms not yet read: each with how all words of its long form begin but the small ones, by how the
        #: first of these does; "" where that does not tell.
        self._unread: defaultdict[str, dict[int, frozenset[str]]] = defaultdict(dict)
        for at, acronym in enumerate(self._acronyms):
            beginnings = _beginnings_of(acronym.long, analyser) or [""]
            self._unread[beginnings[0]][at] = frozenset(beginnings)
        #: What has been asked for lately, of which nothing is left to read.
        self._asked: set[frozenset[str]] = set()
        #: The acronyms read by the stems of their long forms; and by these without stop words, which is what
        #: remains of a long form typed without quotes. Each with its short form, by its place among all.
        self._shorts: defaultdict[tuple[str, ...], dict[int, Form]] = defaultdict(dict)
        self._bare_shorts: defaultdict[tuple[str, ...], dict[int, Form]] = defaultdict(dict)
        #: Of these, the first stem of each: most words begin no long form.
        self._first_stems: set[str] = set()
        self._longest = 0

    def long_forms(self, typed: str) -> tuple[Form, ...]:
        """Return the long forms of a typed word, ignoring letter case and a plural s; empty if there are none.

        Long forms that differ only in word endings are one.
        """
        word = typed.casefold()
        found: dict[tuple[str, ...], Form] = {}
        for at in self._of_short.get(word) or self._of_short.get(word.removesuffix("s")) or []:
            acronym = self._acronyms[at]
            stems = stems_of(self._analyser.query_units(acronym.long))
            if stems and _short_form(acronym.short, self._analyser) is not None:
                found.setdefault(stems, Form(acronym.long, stems))
        return tuple(found.values())

    def short_forms(self, stems: Sequence[str]) -> tuple[Form, ...]:
        """Return the short forms of a long one.

        Args:
            stems: The stems of all of its words, stop words among them.
        """
        self._read(stems)
        return _each_once(self._shorts.get(tuple(stems), {}))

    def find_runs(self, stems: Sequence[str | None]) -> list[tuple[int, int, tuple[Form, ...]]]:
        """Find runs of unquoted words that together are the long form of an acronym.

        Args:
            stems: The stems of words that stand side by side; None for whatever is no such word.

        Returns:
            For each run the index of its first word, the index after its last, and the short forms. Runs are
            found from left to right, the longest at each place; they never overlap.
        """
        self._read([stem for stem in stems if stem])
        if self._first_stems.isdisjoint(stems):
            return []
        runs = []
        first = 0
        while first < len(stems):
            for last in range(min(first + self._longest, len(stems)), first + 1, -1):
                found = self._bare_shorts.get(tuple(stems[first:last]))  # type: ignore[arg-type]  # None is in none
                if found:
                    runs.append((first, last, _each_once(found)))
                    first = last - 1
                    break
            first += 1
        return runs

    def _read(self, stems: Sequence[str]) -> None:
        """Read the acronyms whose long forms may be made of words with these stems and of small ones."""
        asked = frozenset(("", *map(_beginning_of, stems)))
        if asked in self._asked:
            return
        for beginning in asked:
            unread = self._unread.get(beginning, {})
            for at, beginnings in list(unread.items()):
                if beginnings <= asked:
                    self._read_one(at)
                    # Only now: another thread that finds it gone must find what was read.
                    unread.pop(at, None)
        if len(self._asked) >= _ASKED:
            self._asked.clear()
        self._asked.add(asked)

    def _read_one(self, at: int) -> None:
        acronym = self._acronyms[at]
        units = self._analyser.query_units(acronym.long)
        short = _short_form(acronym.short, self._analyser)
        if short is not None and units:
            self._shorts[stems_of(units)][at] = short
            bare = stems_of(units, bare=True)
            self._bare_shorts[bare][at] = short
            self._first_stems.update(bare[:1])
            self._longest = max(self._longest, len(bare))


def _beginnings_of(long: str, analyser: Analyser) -> list[str] | None:
    """Return how the words of a long form begin, without stop words; None where they may be looked for otherwise.

    What has figures, sums, "per cent" or "&" may be looked for by other words, and "o'clock" by more than what it
    begins with.
    """
    if analyser.stem is not ENGLISH.stem or analyser.tokenizer is not None or _PLAIN.fullmatch(long) is None:
        return None
    lower = long.lower()
    if "cent" in lower and _PER_CENT.search(lower):
        return None
    found = []
    stop_words = STOP_WORDS if analyser.stop_words is None else frozenset(analyser.stop_words)
    for word in lower.replace("-", " ").split():
        first, apostrophe, _ = word.strip("'").partition("'")
        if apostrophe and len(first) < _BEGINNING:
            return None
        if first and word not in stop_words:
            found.append(_beginning_of(first))
    return found


def _beginning_of(word: str) -> str:
    """Return how a word begins, and its stem: "ski" is the stem of "skies", "die" of "dying"."""
    return word[:_BEGINNING].replace("y", "i")


def _each_once(found: dict[int, Form]) -> tuple[Form, ...]:
    forms: dict[str, Form] = {}
    for _, form in sorted(found.items()):
        forms.setdefault(form.text, form)
    return tuple(forms.values())


def _short_form(short: str, analyser: Analyser) -> Form | None:
    units = analyser.query_units(short)
    if len(units) != 1:
        return None
    unit = units[0]
    # "M&S" is looked for as one word, which "m and s" is not.
    tokens = (unit.joined,) if unit.joined is not None else unit.sequence
    return Form(short, tuple(token.stem for token in tokens))
