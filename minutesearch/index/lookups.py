"""What can be looked up in an open index without a query: by an id, or all there is of a kind."""

from __future__ import annotations

from pathlib import Path

from minutesearch import searching
from minutesearch.index.diagnose import check_index
from minutesearch.index.gone import find_gone
from minutesearch.index.lifetime import OpenIndex
from minutesearch.located import Located
from minutesearch.records import AgendaItem, Meeting, Passage, Problem
from minutesearch.results import (
    Acronym,
    Arrival,
    GonePassage,
    IndexedSource,
    LikelyPerson,
    Related,
    Similar,
    Stats,
)
from minutesearch.searching import check_number, check_text

__all__ = ["Lookups"]


class Lookups(OpenIndex):
    """An open index in which passages, items, meetings and sources are looked up."""

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with the given id.

        Args:
            passage_id: The id of the passage.

        Raises:
            NotFoundError: No passage has it.
            ArgumentError: It is no text.
        """
        return self.locate(passage_id).passage

    def locate(self, passage_id: str) -> Located:
        """Return the passage with the given id, together with its item, meeting and source.

        Args:
            passage_id: The id of the passage.

        Raises:
            NotFoundError: No passage has it.
            ArgumentError: It is no text.
        """
        check_text("passage_id", passage_id)
        with self._reading() as store:
            return store.locate(store.number_of(passage_id))

    def gone(self, passage_id: str) -> GonePassage | None:
        """Return where a passage stood that a change of the index took away.

        It says the way to what is nearest for whoever still has its address. The last 25,000 or so are known,
        20,000 of one change at most, and their words are not kept.

        Args:
            passage_id: The id of the passage.

        Returns:
            Its place; None where a passage has the id, or it is not known that one ever had, as in a cluster.

        Raises:
            ArgumentError: The id is no text.
        """
        check_text("passage_id", passage_id)
        with self._reading() as store:
            if store.snapshot.passages_with("id", passage_id):
                return None
        return find_gone(self.path, passage_id) if isinstance(self.path, Path) else None

    def around(self, passage_id: str, *, before: int = 2, after: int = 2) -> tuple[Passage, ...]:
        """Return a passage together with its neighbours in the same agenda item, in reading order.

        Args:
            passage_id: The id of the passage.
            before: How many passages before it to give at most.
            after: How many passages after it to give at most.

        Raises:
            NotFoundError: No passage has the id.
            ArgumentError: The id is no text, or a number is none from 0.
        """
        check_text("passage_id", passage_id)
        check_number("before", before)
        check_number("after", after)
        with self._reading() as store:
            number = store.number_of(passage_id)
            earlier, later = store.around(number, before=before, after=after)
            return tuple(store.place(each).passage for each in (*earlier, number, *later))

    def more_like(self, passage_id: str, *, limit: int = 10) -> tuple[Similar, ...]:
        """Return passages that resemble one, from anywhere in the index.

        Args:
            passage_id: The id of the passage.
            limit: How many to give at most.

        Returns:
            The most alike first, each with a score and the words in common; empty if no passage has two of them.

        Raises:
            NotFoundError: No passage has the id.
            ArgumentError: The id is no text, or a number is none from 0.
        """
        check_text("passage_id", passage_id)
        check_number("limit", limit)
        with self._reading() as store:
            return searching.find_similar(store, store.number_of(passage_id), limit=limit)

    def related_items(self, item_id: str, *, limit: int = 10) -> tuple[Related, ...]:
        """Return items of other meetings that are about the same matter as one.

        Args:
            item_id: The id of the item, in whatever letter case, or the beginning of it that no other has.
            limit: How many to give at most.

        Returns:
            Those with the council's own number of the matter first, then by score, each with the words in common.

        Raises:
            NotFoundError: No item has the id, or it has no passages.
            ArgumentError: The id is no text, or the limit is no number from 0.
        """
        check_text("item_id", item_id)
        check_number("limit", limit)
        with self._reading() as store:
            return searching.find_related(store, store.numbers_in_item(item_id), limit=limit)

    def sources(self) -> tuple[IndexedSource, ...]:
        """Return the sources in the order of their names, each with its passage count and its meetings."""
        with self._reading() as store:
            return store.sources()

    def items(self) -> tuple[AgendaItem, ...]:
        """Return the agenda items in reading order, without their passages."""
        with self._reading() as store:
            return store.items

    def item(self, item_id: str) -> AgendaItem:
        """Return the agenda item with an id, with its passages.

        Args:
            item_id: The id of the item, in whatever letter case, or the beginning of it that no other has.

        Raises:
            NotFoundError: No item has it.
            ArgumentError: It is no text.
        """
        check_text("item_id", item_id)
        with self._reading() as store:
            return store.item(item_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """Return the meeting with an id, with its items and their passages.

        Args:
            meeting_id: The id of the meeting, likewise.

        Raises:
            NotFoundError: No meeting has it.
            ArgumentError: It is no text.
        """
        check_text("meeting_id", meeting_id)
        with self._reading() as store:
            return store.meeting(meeting_id)

    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings in reading order, each with its items, which are without their passages."""
        with self._reading() as store:
            return store.meetings

    def people(self) -> tuple[LikelyPerson, ...]:
        """Return the surnames of speakers that are printed in several ways, the most frequent first.

        They are likely one person's, and are listed for somebody to confirm: nothing is merged. A `people.csv` in
        the folder of the minutes says who is who.
        """
        with self._reading() as store:
            return store.people

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return the acronyms that the minutes define, in alphabetical order, the most frequent meaning first."""
        with self._reading() as store:
            return store.acronyms

    def arrivals(self) -> tuple[Arrival, ...]:
        """Return the commits that the passages of the index came in with, the first one first.

        A commit of which nothing is left is not among them.
        """
        with self._reading() as store:
            return searching.count_arrivals(store.snapshot)

    def stats(self) -> Stats:
        """Return the size of the index in figures: sources, meetings, items, passages, words, bytes."""
        with self._reading() as store:
            return searching.count_contents(store, byte_size=self._engine.byte_size())

    def check(self, *, deep: bool = False) -> tuple[Problem, ...]:
        """Check the index for damage.

        Args:
            deep: Whether to make every source again from its stored passages, which takes about as long and as
                much room as indexing, and compare all in either direction; without, checksums are compared.

        Returns:
            One problem for each damaged file or source; empty if the index is sound.
        """
        with self._reading() as store:
            return check_index(self._engine, store.snapshot, self.path, deep=deep)
