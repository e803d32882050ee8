"""What a snapshot holds besides words: sources, meetings, items, acronyms, and where each passage belongs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property

from minutesearch.engine import Snapshot, Vocabulary
from minutesearch.records import AgendaItem, Meeting, Source
from minutesearch.results import Acronym, Located
from minutesearch.searching.abbreviations import Abbreviations, make_abbreviations
from minutesearch.searching.citations import cite
from minutesearch.searching.questions import Speakers, make_speakers
from minutesearch.serialising import load_passage, load_source

__all__ = ["Catalogue"]


class Catalogue:
    """The records of one snapshot, read as they are asked for and then kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._loaded: dict[str, tuple[Source, tuple[Meeting, ...], tuple[tuple[str, str], ...]]] = {}

    def locate(self, number: int) -> Located:
        """Gives a passage with the item, meeting and source that it belongs to.

        Args:
            number: The passage's number in the snapshot.
        """
        stored = self.snapshot.passage(number)
        passage, meeting_at, item_at = load_passage(stored.record)
        meeting = self._load(stored.source)[1][meeting_at]
        item = meeting.items[item_at]
        meeting = replace(meeting, items=())
        return Located(
            passage=passage,
            item=item,
            meeting=meeting,
            source=stored.source,
            citation=cite(passage, item, meeting, stored.source),
        )

    def number_of(self, passage_id: str) -> int | None:
        """Gives the number of a passage in the snapshot; None if no passage has the id."""
        numbers = self.snapshot.numbers("id", passage_id)
        return numbers[0] if numbers else None

    def around(self, number: int, *, item_id: str, before: int, after: int) -> tuple[list[int], list[int]]:
        """Gives the numbers of the passages before and after one, within its item."""
        numbers = list(self.snapshot.numbers("item", item_id))
        at = numbers.index(number)
        return numbers[max(at - before, 0) : at], numbers[at + 1 : at + 1 + after]

    def sources(self) -> tuple[Source, ...]:
        """Gives the sources in the order of their names."""
        return tuple(self._load(name)[0] for name in self.snapshot.sources())

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings in reading order; one that several sources tell of has the items of all of them."""
        merged: dict[str, Meeting] = {}
        for name in self.snapshot.sources():
            for meeting in self._load(name)[1]:
                known = merged.get(meeting.id)
                merged[meeting.id] = replace(known, items=known.items + meeting.items) if known else meeting
        return tuple(merged.values())

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        """The agenda items in reading order, without their passages."""
        return tuple(
            item for name in self.snapshot.sources() for meeting in self._load(name)[1] for item in meeting.items
        )

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """The acronyms that the minutes define, by acronym, the most frequent meaning of each first."""
        counts = Counter(pair for name in self.snapshot.sources() for pair in self._load(name)[2])
        ordered = sorted(counts.items(), key=lambda entry: (entry[0][0].casefold(), -entry[1], entry[0]))
        return tuple(Acronym(short, long, count) for (short, long), count in ordered)

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The same, for looking up from either side."""
        return make_abbreviations(self.acronyms)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the minutes, ready to be searched for near ones."""
        return Vocabulary(self.snapshot.words())

    @cached_property
    def speakers(self) -> Speakers:
        """The speakers that the minutes name."""
        return make_speakers(self.snapshot.values("said_by"))

    def _load(self, name: str) -> tuple[Source, tuple[Meeting, ...], tuple[tuple[str, str], ...]]:
        # Two threads may both load a source; they get equal values, and one of them is kept.
        if name not in self._loaded:
            self._loaded[name] = load_source(self.snapshot.sources()[name])
        return self._loaded[name]
