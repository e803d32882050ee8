"""The façade: the class `Index`, through which an open index is changed, searched and checked."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Never, Unpack

from minutesearch import indexing, searching
from minutesearch.engine import Grouping, Sorting
from minutesearch.index.libraries import Libraries
from minutesearch.records import Meeting
from minutesearch.results import Hit, Progress, QuoteCheck, Report, Results
from minutesearch.searching import check_text, make_options
from minutesearch.searching.options import (
    DecisionTypeName,
    Duplicates,
    FacetName,
    KindName,
    Match,
    OutcomeName,
    Syntax,
)
from minutesearch.searching.options.filter_arguments import (
    FilterArguments,
    SearchArguments,
    make_quote_options,
    make_scan_options,
    unknown_name,
)

if TYPE_CHECKING:
    from minutesearch.nltk import PassageText

__all__ = ["Index"]


class Index(Libraries):
    """An open index. Any number of threads may search it; each search sees one committed state throughout.

    Make one with `open_index` or `create_index`, and close it, best by `with`.

    Attributes:
        path: The folder, or the address in a cluster.
        analyser: What makes its words of its texts.
        access: What the cluster lets one in with; None for a folder, and if it comes from the environment.
    """

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
            progress: Called after each source with how many are done, how many there are, and its name; where it
                has a method `add_passages`, as `PassageProgress` says, that is called as passages are read.
            workers: How many processes to use at most; None for as many as the machine has cores. Little input is
                always done in one.
            durable: Whether to wait until the change is safe from a power cut. Without, a power cut may lose it,
                but never what was there before.
            lock_timeout: How long to wait for another writer, in seconds. Unchanged sources are found before the
                lock is taken; it is held while the others are read and written.

        Raises:
            SourceError: None of the paths exists; one that is missing among others is a problem in the report.
            ArgumentError: A record has no name, or a faulty value, whose place is named; or an option has a bad
                value.
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
            progress: Called after each source, and as passages are read, as in `add`.
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
            ArgumentError: A name is no text.
            IndexLockedError: Another process is writing to the index all that time.
        """
        for name in sources:
            check_text("sources", name)
        self.reopen()
        with self._transaction(lock_timeout) as (transaction, store):
            report = indexing.remove_sources(transaction, store.snapshot, store.known, sources)
            self._keep_gone(store)
        self.reopen()
        return report

    def _make(self, change: indexing.Change, lock_timeout: float) -> Report:
        self.reopen()
        with self._reading(change) as store:
            if not change.differs_from(store.known):
                return change.leave()
        with self._transaction(lock_timeout, change) as (transaction, store):
            report = change.make(transaction, store.snapshot, store.known)
            self._keep_gone(store)
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
        person: str | Iterable[str] | None = None,
        party: str | Iterable[str] | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        since_generation: int | None = None,
        match: Match = "auto",
        sort: Sorting = "relevance",
        group: Grouping | None = None,
        context: int = 0,
        facets: FacetName | Iterable[FacetName] = (),
        facet_limit: int | None = None,
        expand: bool = True,
        syntax: Syntax = "query",
        duplicates: Duplicates = "collapse",
        stretch: bool = False,
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
            person: Only passages in which this person takes part by name: speaks, moves, seconds or is to act.
            party: Only passages in which somebody of this party takes part, as `people.csv` says.
            since: Only meetings from this day on: a date, or a text as "2020-10-07", "7 October 2020" or "2020".
            until: Only meetings up to this day.
            since_generation: Only passages whose words came into the index after the commit of this number, as
                `Index.generation` gives it.
            match: "all" words, "any" word, or "auto": all, and any if all finds nothing.
            sort: "relevance", "newest" or "oldest" first; meetings without a date come last.
            group: "item" or "meeting" to have only the best passage of each, and how many more.
            context: How many passages before and after each hit to give with it, within its item.
            facets: What to count: "council", "body", "year", "item", "kind", "decision_type", "said_by",
                "mentions", "outcome", "moved_by", "seconded_by", "owner", "person", "party".
            facet_limit: How many values of each facet to give at most, the most frequent; None for all. Years
                stand in their order, with those between the first and the last where the limit has room for them.
            expand: Whether acronyms find their long forms and the other way round, and whether a word that the
                minutes do not have finds the nearest that they do.
            syntax: "query" for the query language, or "plain" for any text that a person or a program has: only
                its words count, none of it is an operator, and it never raises `QueryError`.
            duplicates: "collapse" to count and give once what several sources of one meeting have in common, as
                draft and confirmed minutes do, with the others in `Hit.also_in`; or "keep" for each of them.
            stretch: Whether to give the whole discussion round each hit, as one hit of several passages of its
                item: `Hit.stretch` says which, and which of them match. The others of them are no hits of their
                own; the total counts passages that match, as ever. With `group`, the best stretch of each.
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
            raise unknown_name("search", name, _SEARCH_OPTIONS)
        facts = {"outcome": outcome, "moved_by": moved_by, "seconded_by": seconded_by, "owner": owner}
        facts |= {"person": person, "party": party}
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
            since_generation=since_generation,
            match=match,
            sort=sort,
            group=group,
            context=context,
            facets=facets,
            facet_limit=facet_limit,
            expand=expand,
            deadline_ms=deadline_ms,
            syntax=syntax,
            duplicates=duplicates,
            stretch=stretch,
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
        # Loaded when asked for, as are quotations below: a search on the command line waits for what is loaded.
        import asyncio

        return await asyncio.to_thread(self.search, query, **options)

    def scan(
        self,
        query: str = "",
        *,
        match: Match = "auto",
        context: int = 0,
        expand: bool = True,
        syntax: Syntax = "query",
        duplicates: Duplicates = "collapse",
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
            duplicates: "collapse" or "keep", as in `search`.
            filters: The filters of `search` by their names: council, body, kind, decision_type, said_by, mentions,
                item, outcome, moved_by, seconded_by, owner, person, party, since, until, since_generation.

        Raises:
            QueryError: The query cannot be read, or asks for more than the limits allow.
            ArgumentError: A filter or option does not exist or has a bad value.
        """
        options = make_scan_options(
            filters, match=match, context=context, expand=expand, syntax=syntax, duplicates=duplicates
        )
        with ExitStack() as stack:
            hits = searching.scan(stack.enter_context(self._reading()), query, options)
            return _iter_held(hits, stack.pop_all())

    def check_quote(
        self,
        text: str,
        *,
        limit: int = 5,
        deadline_ms: float | None = None,
        **filters: Unpack[FilterArguments],
    ) -> QuoteCheck:
        """Check a quotation: whether it is in the minutes, word for word or nearly, where, and what differs.

        Letter case, quotation marks, dashes and spaces do not count, nor does how an amount is written ("5 per
        cent", "5%"). What the quotation itself says it leaves out or replaces ("…", "[…]", "[the Council]",
        "support[ed]") is no difference. A negation that is dropped, put in or cut off beside it is, and so is
        another number.

        Args:
            text: The quotation, of 2,000 words at most; it may go over several passages of an item.
            limit: How many places to give at most.
            deadline_ms: How long it may take, in milliseconds; None for as long as it takes.
            filters: The filters of `search` by their names, for the passages to look in.

        Raises:
            ArgumentError: The text has no word or too many, or a filter does not exist or has a bad value.
            QueryTimeoutError: It takes longer than `deadline_ms`.
        """
        from minutesearch import quoting

        options = make_quote_options(filters, limit=limit, deadline_ms=deadline_ms)
        with self._reading() as store:
            return quoting.check_quote(store, text, options)

    def nltk_text(self, query: str = "", **filters: Unpack[FilterArguments]) -> PassageText:
        """Return the words of all passages found as a text of NLTK's, in reading order.

        Concordance, collocations and dispersion work as NLTK's users know them, without any of NLTK's data;
        `cited_concordance` gives each place with its citation.

        Args:
            query: The query, in the language of docs/reference/query-language.md; "" for every passage.
            filters: The filters of `Index.search` by their names.

        Raises:
            QueryError: The query cannot be read, or asks for more than the limits allow.
            ArgumentError: A filter does not exist or has a bad value.
        """
        # Imported late: it loads NLTK.
        from minutesearch.nltk import make_text

        return make_text(
            self.scan(query, **filters), name=query or PurePath(self.path).name, analyser=self.analyser
        )


def _iter_held(hits: Iterator[Hit], state: ExitStack) -> Iterator[Hit]:
    """Iterate over hits, and let the state that they come from go at the end, or when nobody asks for more."""
    with state:
        yield from hits


#: What `Index.search` can be asked by name, in its order.
_SEARCH_OPTIONS = tuple(
    name for name in inspect.signature(Index.search).parameters if name not in ("self", "unknown")
)
