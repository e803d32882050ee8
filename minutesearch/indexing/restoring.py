"""Restoring: rebuilding the document of a source from what the engine stores of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from minutesearch.engine import TEXT, Snapshot, SourceDocument, StoredSource
from minutesearch.errors import MinuteSearchError, SourceError
from minutesearch.indexing.document_builder import make_document
from minutesearch.records import Meeting, Passage, Problem, Source
from minutesearch.serialising import dump_arrival, load_acronyms, load_passage, load_source
from minutesearch.source_keys import name_of

__all__ = ["arrivals_of", "iter_restored", "restore_contents", "restore_document"]


def restore_document(stored: StoredSource) -> SourceDocument:
    """Rebuild the document of a source from its stored fields.

    Args:
        stored: The source as the engine stores it.

    Raises:
        SourceError: The stored fields cannot be read, or do not fit each other.
    """
    source, meetings = restore_contents(stored)
    with _reading(stored.name):
        document = make_document(source, meetings, arrivals_of)
    if document.name != stored.name:
        raise SourceError("has another name in its record", source=name_of(stored.name))
    return document


def restore_contents(stored: StoredSource) -> tuple[Source, tuple[Meeting, ...]]:
    """Rebuild the record of a source and its meetings with their passages.

    Args:
        stored: The source as the engine stores it.

    Raises:
        SourceError: The stored fields cannot be read, or do not fit each other.
    """
    with _reading(stored.name):
        source, meetings = load_source(stored.record)
        # They are found again in the texts; those that are kept must be readable all the same.
        load_acronyms(stored.record)
        passages: defaultdict[tuple[int, int], list[Passage]] = defaultdict(list)
        for each in stored.passages:
            passage, meeting_at, item_at = load_passage(each.record, text=each.text, id_=each.id)
            passages[meeting_at, item_at].append(passage)
        meetings = tuple(
            replace(
                meeting,
                items=tuple(
                    replace(item, passages=tuple(passages.pop((meeting_at, item_at), ())))
                    for item_at, item in enumerate(meeting.items)
                ),
            )
            for meeting_at, meeting in enumerate(meetings)
        )
    if passages:
        raise SourceError("has passages of items that it does not have", source=name_of(stored.name))
    return source, meetings


@contextmanager
def _reading(key: str) -> Iterator[None]:
    """Turn what is raised on stored fields that are not as they must be into an error that names the source."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise SourceError(f"cannot be read ({type(error).__name__}: {error})", source=name_of(key)) from error


def arrivals_of(meetings: tuple[Meeting, ...], _: object = None) -> list[str]:
    """Return when each passage of restored meetings came into the index, for `make_document`."""
    return list(_iter_arrivals(meetings))


def _iter_arrivals(meetings: tuple[Meeting, ...]) -> Iterator[str]:
    for meeting in meetings:
        for item in meeting.items:
            for passage in item.passages:
                if passage.generation is None or passage.indexed_at is None:
                    raise ValueError("a passage has no arrival")
                yield dump_arrival(passage.generation, passage.indexed_at)


def iter_restored(snapshot: Snapshot, problems: list[Problem]) -> Iterator[SourceDocument]:
    """Yield the rebuilt documents of all sources, in the order of their names.

    Args:
        snapshot: One committed state.
        problems: A list that is appended to: the sources that cannot be rebuilt, and those whose rebuilt records
            differ from the stored ones.
    """
    for name in snapshot.sources():
        try:
            stored = snapshot.source(name)
            document = restore_document(stored)
        except MinuteSearchError as error:
            problems.append(Problem(path=name_of(name), message=getattr(error, "reason", str(error))))
            continue
        kept = (stored.record, *((each.record, each.text, each.id) for each in stored.passages))
        if _contents_of(document) != kept:
            problems.append(Problem(path=name_of(name), message="has other records than its passages"))
        yield document


def _contents_of(document: SourceDocument) -> tuple[object, ...]:
    return (
        document.record,
        *((each.record, each.texts.get(TEXT, ""), each.keywords["id"][0]) for each in document.passages),
    )
