"""The façade: the class `Index`, through which an open index is changed, searched and checked."""

from __future__ import annotations

import asyncio
import datetime
import inspect
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Never, Self, Unpack

from minutesearch import indexing, searching
from minutesearch.engine import Engine, Grouping, Snapshot, Sorting, WriteTransaction
from minutesearch.errors import ArgumentError, IndexClosedError, NotFoundError
from minutesearch.index.diagnose import UNEXPECTED, blame_files, check_index
from minutesearch.located import Located
from minutesearch.records import AgendaItem, Meeting, Passage, Problem
from minutesearch.results import Acronym, Hit, IndexedSource, Progress, Related, Report, Results, Similar, Stats
from minutesearch.searching import DocumentStore, SharedStore, make_options
from minutesearch.searching.filter_arguments import FilterArguments, SearchArguments, make_scan_options
from minutesearch.searching.options import DecisionTypeName, FacetName, KindName, Match, OutcomeName, Syntax

__all__ = ["Index"]


class Index:
    """An open index. Any number of threads may search it; each search sees one committed state throughout.

    Make one with `open_index` or `create_index`, and close it, best by `with`.

    Attributes:
        path: The folder.
    """

    def __init__(self, engine: Engine, *, path: Path) -> None:
        self.path = path
        self._engine = engine
        self._lock = threading.Lock()
        self._state: SharedStore | None = SharedStore(DocumentStore(engine.snapshot()))

    # --- changing

    def add(
        self,
        *sources: str | Path | Meeting,
        name: str | None = None,
        progress: Progress | None = None,
        workers: int | None = None,
        durable: bool = True,
        lock_timeout: float = 10.0,
    ) -> Report:
        """Add files, the files of folders, and records; a source that is there with the same content is left.

        All sources go in together or not at all. A source that cannot be read is a problem in the report and
        stops no other.

        Args:
            sources: Paths of files and folders, and `Meeting` records.
            name: The name of the source that a record comes from; only with one record. By default it is made
                from the meeting's council, body and date.
            progress: Called after each source with how many are done, how many there are, and its name.
            workers: How many processes to use at most; None for as many as the machine has cores. Little input is
                always done in one.
            durable: Whether to wait until the change is safe from a power cut. Without, a power cut may lose it,
                but never what was there before.
            lock_timeout: How long to wait for another writer, in seconds. Unchanged sources are found before the
                lock is taken; it is held while the others are read and written.

        Raises:
            SourceError: None of the paths exists; one that is missing among others is a problem in the report.
            ArgumentError: A record has no name, or `name` or `workers` has a bad value.
            IndexLockedError: Another process is writing to the index all that time.
        """
        options = indexing.make_write_options(workers, durable=durable)
        change = indexing.plan_addition(sources, name=name, progress=progress, options=options)
        return self._make(change, lock_timeout)

    def sync(
        self,
        folder: str | Path,
        *,
        progress: Progress | None = None,
        workers: int | None = None,
        durable: bool = True,
        lock_timeout: float = 10.0,
    ) -> Report:
        """Make the index hold the files of a folder and nothing else: add, update and remove.

        Args:
            folder: The folder. A file that is there but cannot be read now keeps what the index has of it.
            progress: Called after each source with how many are done, how many there are, and its name.
            workers: How many processes to use at most, as in `add`.
            durable: Whether to wait until the change is safe from a power cut, as in `add`.
            lock_timeout: How long to wait for another writer, in seconds, as in `add`.

        Raises:
            SourceError: The folder does not exist, or is no folder.
            IndexLockedError: Another process is writing to the index all that time.
        """
        options = indexing.make_write_options(workers, durable=durable)
        return self._make(indexing.plan_sync(Path(folder), progress=progress, options=options), lock_timeout)

    def remove(self, *sources: str, lock_timeout: float = 10.0) -> Report:
        """Remove sources, all of them or none.

        Args:
            sources: Their names, as in `Hit.source` and `IndexedSource.name`.
            lock_timeout: How long to wait for another writer, in seconds.

        Raises:
            NotFoundError: The index has no source of that name.
            IndexLockedError: Another process is writing to the index all that time.
        """
        self.reopen()
        with self._transaction(lock_timeout) as (transaction, store):
            report = indexing.remove_sources(transaction, store.known, sources)
        self.reopen()
        return report

    def _make(self, change: indexing.Change, lock_timeout: float) -> Report:
        self.reopen()
        with self._reading(change) as store:
            if not change.differs_from(store.known):
                return change.leave()
        with self._transaction(lock_timeout, change) as (transaction, store):
            report = change.make(transaction, store.known)
        self.reopen()
        return report

    # --- searching

    def search(
        self,
        query: str = "",
        *,
        limit: int = 10,
        offset: int = 0,
        council: str | Iterable[str] | None = None,
        body: str | Iterable[str] | None = None,
        kind: KindName | Iterable[KindName] | None = None,
        decision_type: DecisionTypeName | Iterable[DecisionTypeName] | None = None,
        said_by: str | Iterable[str] | None = None,
        mentions: str | Iterable[str] | None = None,
        item: str | Iterable[str] | None = None,
        outcome: OutcomeName | Iterable[OutcomeName] | None = None,
        moved_by: str | Iterable[str] | None = None,
        seconded_by: str | Iterable[str] | None = None,
        owner: str | Iterable[str] | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        match: Match = "auto",
        sort: Sorting = "relevance",
        group: Grouping | None = None,
        context: int = 0,
        facets: FacetName | Iterable[FacetName] = (),
        facet_limit: int | None = None,
        expand: bool = True,
        syntax: Syntax = "query",
        deadline_ms: float | None = None,
        **unknown: Never,
    ) -> Results:
        """Find the passages that match a query, best first.

        Args:
            query: The query, in the language of docs/reference/query-language.md; "" browses by filters alone.
            limit: How many hits to give at most.
            offset: How many hits to skip.
            council: Only passages of this council. A filter with several values takes passages with any of them.
            body: Only passages of this committee or other body.
            kind: Only passages of this kind, one of `Kind`: "decision", "motion", "question" and so on.
            decision_type: Only decisions of this type, one of `DecisionType`: "noted", "approved" and so on.
            said_by: Only passages in which this person or office speaks.
            mentions: Only passages that name this person without their speaking in it.
            item: Only passages of this agenda item: its id, number, title or words of the title.
            outcome: Only passages that show how a motion ended so: carried, lost, fell, withdrawn or amended.
            moved_by: Only passages that show a motion of this person or office.
            seconded_by: Only passages that show a motion that this person or office seconded.
            owner: Only passages that show an action of this person or office.
            since: Only meetings from this day on: a date, or a text as "2020-10-07", "7 October 2020" or "2020".
            until: Only meetings up to this day.
            match: "all" words, "any" word, or "auto": all, and any if all finds nothing.
            sort: "relevance", "newest" or "oldest" first; meetings without a date come last.
            group: "item" or "meeting" to have only the best passage of each, and how many more.
            context: How many passages before and after each hit to give with it, within its item.
            facets: What to count: "council", "body", "year", "item", "kind", "decision_type", "said_by",
                "mentions", "outcome", "moved_by", "seconded_by", "owner".
            facet_limit: How many values of each facet to give at most, the most frequent; None for all.
            expand: Whether acronyms find their long forms and the other way round, and whether a word that the
                minutes do not have finds the nearest that they do.
            syntax: "query" for the query language, or "plain" for any text that a person or a program has: only
                its words count, none of it is an operator, and it never raises `QueryError`.
            deadline_ms: How long the search may take, in milliseconds, in whatever thread; None for as long as it
                takes.
            unknown: Nothing: a filter or option of another name is refused.

        Returns:
            One page of hits with the exact total. Ties stand in reading order, so pages never overlap.

        Raises:
            QueryError: The query cannot be read, or asks for more than the limits allow.
            ArgumentError: A filter, facet or option does not exist or has a bad value.
            QueryTimeoutError: It takes longer than `deadline_ms`.
        """
        for name in unknown:
            raise ArgumentError(
                f"search has no filter or option {name!r}: {', '.join(_SEARCH_OPTIONS)}", argument=name
            )
        facts = {"outcome": outcome, "moved_by": moved_by, "seconded_by": seconded_by, "owner": owner}
        options = make_options(
            limit=limit,
            offset=offset,
            filters={
                "council": council,
                "body": body,
                "kind": kind,
                "decision_type": decision_type,
                "said_by": said_by,
                "mentions": mentions,
                "item": item,
                **facts,
            },
            since=since,
            until=until,
            match=match,
            sort=sort,
            group=group,
            context=context,
            facets=facets,
            facet_limit=facet_limit,
            expand=expand,
            deadline_ms=deadline_ms,
            syntax=syntax,
        )
        with self._reading() as store:
            return searching.search(store, query, options)

    async def asearch(self, query: str = "", **options: Unpack[SearchArguments]) -> Results:
        """Search as `search` does, in a thread, so that an event loop goes on meanwhile.

        Args:
            query: The query, as in `search`.
            options: The filters and options of `search`, by their names there.

        Raises:
            QueryError: The query cannot be read, or asks for more than the limits allow.
            ArgumentError: A filter, facet or option does not exist or has a bad value.
            QueryTimeoutError: It takes longer than `deadline_ms`.
        """
        return await asyncio.to_thread(self.search, query, **options)

    def scan(
        self,
        query: str = "",
        *,
        match: Match = "auto",
        context: int = 0,
        expand: bool = True,
        syntax: Syntax = "query",
        **filters: Unpack[FilterArguments],
    ) -> Iterator[Hit]:
        """Iterate over every hit of a query in reading order: by the name of the source, then by place in it.

        The query and the filters are checked at the call. Each hit is made when it is asked for and none is kept,
        so memory does not grow with their number; all come from the state that was committed at the call. Hits
        are not ranked, and have the score 0.0.

        Args:
            query: The query, in the language of docs/reference/query-language.md; "" for every passage.
            match: "all" words, "any" word, or "auto": all, and any if all finds nothing.
            context: How many passages before and after each hit to give with it, within its item.
            expand: Whether acronyms find their long forms and the other way round, and whether a word that the
                minutes do not have finds the nearest that they do.
            syntax: "query" for the query language, or "plain" for any text, as in `search`.
            filters: The filters of `search` by their names: council, body, kind, decision_type, said_by, mentions,
                item, outcome, moved_by, seconded_by, owner, since, until.

        Raises:
            QueryError: The query cannot be read, or asks for more than the limits allow.
            ArgumentError: A filter or option does not exist or has a bad value.
        """
        options = make_scan_options(filters, match=match, context=context, expand=expand, syntax=syntax)
        with ExitStack() as stack:
            hits = searching.scan(stack.enter_context(self._reading()), query, options)
            return _iter_held(hits, stack.pop_all())

    # --- looking up

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with the given id.

        Args:
            passage_id: The id of the passage.

        Raises:
            NotFoundError: No passage has it.
        """
        return self.locate(passage_id).passage

    def locate(self, passage_id: str) -> Located:
        """Return the passage with the given id, together with its item, meeting and source.

        Args:
            passage_id: The id of the passage.

        Raises:
            NotFoundError: No passage has it.
        """
        with self._reading() as store:
            return store.locate(store.number_of(passage_id))

    def around(self, passage_id: str, *, before: int = 2, after: int = 2) -> tuple[Passage, ...]:
        """Return a passage together with its neighbours in the same agenda item, in reading order.

        Args:
            passage_id: The id of the passage.
            before: How many passages before it to give at most.
            after: How many passages after it to give at most.

        Raises:
            NotFoundError: No passage has the id.
            ArgumentError: A number is below 0.
        """
        if before < 0 or after < 0:
            name = "before" if before < 0 else "after"
            raise ArgumentError(f"{name} must be at least 0", argument=name)
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
        """
        with self._reading() as store:
            return searching.find_similar(store, store.number_of(passage_id), limit=limit)

    def related_items(self, item_id: str, *, limit: int = 10) -> tuple[Related, ...]:
        """Return items of other meetings that are about the same matter as one.

        Args:
            item_id: The id of the item.
            limit: How many to give at most.

        Returns:
            Those with the council's own number of the matter first, then by score, each with the words in common.

        Raises:
            NotFoundError: No item has the id, or it has no passages.
        """
        with self._reading() as store:
            numbers = store.snapshot.passages_with("item", item_id)
            if not numbers:
                raise NotFoundError(f"no item has the id {item_id!r}", key=item_id)
            return searching.find_related(store, numbers, limit=limit)

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
            item_id: The id of the item.

        Raises:
            NotFoundError: No item has it.
        """
        with self._reading() as store:
            return store.item(item_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """Return the meeting with an id, with its items and their passages.

        Args:
            meeting_id: The id of the meeting.

        Raises:
            NotFoundError: No meeting has it.
        """
        with self._reading() as store:
            return store.meeting(meeting_id)

    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings in reading order, each with its items, which are without their passages."""
        with self._reading() as store:
            return store.meetings

    def acronyms(self) -> tuple[Acronym, ...]:
        """Return the acronyms that the minutes define, in alphabetical order, the most frequent meaning first."""
        with self._reading() as store:
            return store.acronyms

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

    # --- opening and closing

    @property
    def generation(self) -> int:
        """The number of the commit that is searched; every change of the index counts it up."""
        with self._reading() as store:
            return store.snapshot.generation

    def reopen(self) -> None:
        """Move on to the newest committed state, whichever process committed it."""
        self._go_on_to(self._engine.snapshot())

    def _go_on_to(self, snapshot: Snapshot) -> None:
        fresh = SharedStore(DocumentStore(snapshot))
        with self._lock:
            if self._state is None:
                fresh.release()
                raise IndexClosedError
            if fresh.generation == self._state.generation:
                # Nothing is new, and what the present state has read so far stays at hand.
                stale = fresh
            else:
                stale, self._state = self._state, fresh
        stale.release()

    def close(self) -> None:
        """Release the index's files; searches under way still finish."""
        with self._lock:
            state, self._state = self._state, None
        if state is not None:
            state.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Index {str(self.path)!r}{' closed' if self._state is None else ''}>"

    @contextmanager
    def _transaction(
        self, lock_timeout: float, change: indexing.Change | None = None
    ) -> Iterator[tuple[WriteTransaction, DocumentStore]]:
        """Hold the write lock, and yield the transaction and the newest committed state."""
        with self._engine.transaction(timeout=lock_timeout) as transaction:
            self._go_on_to(transaction.snapshot())
            with self._reading(change) as store:
                yield transaction, store

    @contextmanager
    def _reading(self, change: indexing.Change | None = None) -> Iterator[DocumentStore]:
        with self._lock:
            state = self._state
            if state is None:
                raise IndexClosedError
            state.acquire()
        try:
            yield state.store
        except UNEXPECTED as error:
            if change is None or error is not change.progress_error:
                blame_files(self.path, state.store.snapshot, error)
            raise
        finally:
            state.release()


def _iter_held(hits: Iterator[Hit], state: ExitStack) -> Iterator[Hit]:
    """Iterate over hits, and let the state that they come from go at the end, or when nobody asks for more."""
    with state:
        yield from hits


#: What `Index.search` can be asked by name, in its order.
_SEARCH_OPTIONS = tuple(
    name for name in inspect.signature(Index.search).parameters if name not in ("self", "unknown")
)
