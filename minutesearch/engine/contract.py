"""What every engine takes and gives: documents in, requests and answers, and nothing of how it does it.

Nothing above `engine` knows which engine it talks to. A second one takes the same analysed tokens and the same
query tree and gives the same answers; the tests of this contract serve both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self

from minutesearch.engine.deadlines import NEVER, Deadline

if TYPE_CHECKING:
    from minutesearch.query.nodes import Query  # loading Whoosh is left to those who make a tree

__all__ = [
    "AREAS",
    "KEYS",
    "TEXT",
    "Answer",
    "Damage",
    "Effort",
    "Engine",
    "Feedback",
    "Found",
    "Grouping",
    "PassageDocument",
    "PassageTable",
    "Request",
    "Snapshot",
    "Sorting",
    "SourceDocument",
    "StoredPassage",
    "StoredSource",
    "Stretches",
    "Writing",
]

#: The parts of a passage whose words are searched. In a query tree the field "any" means all of them by stem,
#: and "any_exact" all of them by the form as printed.
AREAS = ("text", "title", "topic", "lead_in")
#: The area that is the passage itself, and is given back with it.
TEXT = "text"

#: The fields that hold whole values, for filters, facets, grouping and sorting.
KEYS = (
    "id",
    "kind",
    "decision_type",
    "council",
    "body",
    "date",
    "year",
    "item",
    "item_number",
    "item_title",
    "meeting",
    "said_by",
    "speaker",
    "mentions",
    "outcome",
    "moved_by",
    "seconded_by",
    "owner",
)

Sorting = Literal["relevance", "newest", "oldest"]
Grouping = Literal["item", "meeting"]

#: Given some passages, each with its number and score, gives the stems that they have in common, each with its
#: share of their words.
Feedback = Callable[[Sequence[tuple[int, float]]], Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDocument:
    """A passage made ready for the engine."""

    #: The text of each area that the passage has. The engine analyses the texts of many passages at once.
    texts: Mapping[str, str]
    #: The values of each key that the passage has; `id`, `item` and `meeting` have exactly one.
    keys: Mapping[str, tuple[str, ...]]
    #: What to give back for it beside its text and its id, as JSON text.
    record: str


class Stretches(NamedTuple):
    """A column of which neighbours have the same: an item's passages, or a meeting's."""

    #: What each stretch of passages has.
    values: Sequence[tuple[str, ...]]
    #: How many passages each has.
    counts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTable:
    """The passages of a source, by column: a record for each is dear where there are millions."""

    #: The id of each passage.
    ids: Sequence[str]
    #: The text of each area by passage, empty where one has none; an area that no passage has may be missing.
    texts: Mapping[str, Sequence[str]]
    #: The values of each other key, by passage or by stretch; a key that no passage has may be missing.
    keys: Mapping[str, Sequence[tuple[str, ...]] | Stretches]
    #: What to give back for each passage beside its text and its id, as JSON text.
    records: Sequence[str]

    @classmethod
    def of(cls, passages: Sequence[PassageDocument]) -> Self:
        """Makes the table of some passages."""
        return cls(
            ids=[passage.keys["id"][0] for passage in passages],
            texts={area: [passage.texts.get(area, "") for passage in passages] for area in AREAS},
            keys={key: [tuple(passage.keys.get(key, ())) for passage in passages] for key in KEYS if key != "id"},
            records=[passage.record for passage in passages],
        )

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[PassageDocument]:
        columns = {
            key: list(chain.from_iterable(map(repeat, *column))) if isinstance(column, Stretches) else column
            for key, column in self.keys.items()
        }
        for place, (id_, record) in enumerate(zip(self.ids, self.records, strict=True)):
            values = {key: column[place] for key, column in columns.items() if column[place]}
            yield PassageDocument(
                texts={area: texts[place] for area, texts in self.texts.items() if texts[place]},
                keys={"id": (id_,), **values},
                record=record,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A source made ready for the engine: its passages in order, and what is known of it as a whole."""

    #: The name of the source: its key in the index.
    name: str
    #: What to give back for it, as JSON text.
    record: str
    #: Its passages in the order of the source.
    passages: PassageTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to a snapshot."""

    #: Which passages match, and what of it scores.
    tree: Query
    #: Further conditions by name; they select and do not score. A facet leaves out the filter of its own name.
    filters: Mapping[str, Query] = field(default_factory=dict)
    #: The order of the passages: by score, or by the meeting's date with the undated last. Ties go in reading
    #: order: source name, then place in the source.
    sort: Sorting = "relevance"
    #: Show only the best passage of each item or meeting.
    group: Grouping | None = None
    #: How many passages (or groups) to skip.
    offset: int = 0
    #: How many passages (or groups) to give.
    limit: int = 10
    #: The key to count the values of for each facet.
    facets: Mapping[str, str] = field(default_factory=dict)
    #: How many values of each facet to give at most; None for all.
    facet_limit: int | None = None
    #: When to stop.
    deadline: Deadline = NEVER
    #: The values of said_by that the query names, each with how surely, from 0 to 1; they only rank.
    speakers: Mapping[str, float] = field(default_factory=dict)
    #: What to ask for the words that the best passages have in common, which only rank; None not to.
    feedback: Feedback | None = None
    #: Whether a passage is ranked by its own words alone, and not by what stands around it too.
    own_words_only: bool = False


class Found(NamedTuple):
    """One passage of an answer."""

    #: The passage's number in the snapshot.
    number: int
    #: Its score.
    score: float
    #: How many more passages of its group match; None without grouping.
    more: int | None
    #: The parts that the score is the sum of, each with its name.
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a snapshot has to say to a request."""

    #: How many passages match, exactly.
    total: int
    #: How many groups match; None without grouping.
    groups: int | None
    #: The passages asked for, in order.
    found: tuple[Found, ...]
    #: Counts by value for each facet, most first, then by value.
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class StoredPassage(NamedTuple):
    """What the engine keeps of a passage."""

    #: The name of its source.
    source: str
    #: Its record, as JSON text.
    record: str
    #: Its text.
    text: str
    #: Its id.
    id: str


class StoredSource(NamedTuple):
    """What the engine keeps of a source, from which it can be made again."""

    #: Its name.
    name: str
    #: Its record, as JSON text.
    record: str
    #: Its passages in order.
    passages: tuple[StoredPassage, ...]


class Damage(NamedTuple):
    """What is wrong with an index."""

    #: The name of the file; empty if no one file is wrong.
    file: str
    #: What is wrong with it.
    message: str


class Snapshot(Protocol):
    """One committed state of an index. It never changes, and any number of threads may read it."""

    @property
    def generation(self) -> int:
        """The number of the commit that made this state; 0 for a new index."""
        ...

    @property
    def passage_count(self) -> int:
        """How many passages there are; they are numbered, with gaps, in no promised order."""
        ...

    def sources(self) -> Mapping[str, str]:
        """Gives the record of each source by its name, in the order of the names."""
        ...

    def source(self, name: str) -> StoredSource:
        """Gives all that is kept of a source.

        Raises:
            KeyError: There is none of that name.
        """
        ...

    def passage(self, number: int) -> StoredPassage:
        """Gives what is kept of a passage."""
        ...

    def numbers(self, key: str, value: str) -> Sequence[int]:
        """Gives the passages with a value of a key, in reading order; empty if there are none."""
        ...

    def item_of(self, number: int) -> Sequence[int]:
        """Gives all passages of the item that a passage belongs to, in reading order."""
        ...

    def values(self, key: str) -> Mapping[str, int]:
        """Gives every value of a key with the number of passages that have it, in the order of the values."""
        ...

    def words(self, prefix: str = "") -> Sequence[str]:
        """Gives the distinct words, as printed but in lower case, that begin with a prefix, in order."""
        ...

    def has_word(self, stem: str) -> bool:
        """Says whether any passage has a word with this stem in any area."""
        ...

    def answer(self, request: Request) -> Answer:
        """Answers a request.

        Raises:
            QueryTimeoutError: Its deadline is over.
        """
        ...

    def examine(self) -> None:
        """Reads everything, to find out why reading something went wrong.

        Raises:
            CorruptIndexError: A file of it does not fit together; nothing if all is well.
        """
        ...

    def close(self) -> None:
        """Lets go of the files."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a commit may use of the machine, and how sure it has to be."""

    #: How many processes to use at most; None for as many as the machine has cores.
    workers: int | None = None
    #: Whether to wait until the change is safe from a power cut.
    durable: bool = True


class Writing(Protocol):
    """A change under way: nobody else can commit, so what is planned on the newest state is true of it."""

    def snapshot(self) -> Snapshot:
        """Opens the newest committed state."""
        ...

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        effort: Effort | None = None,
    ) -> None:
        """Puts sources in and takes sources out, all or nothing.

        Args:
            documents: The sources to put in; one with the name of a source already there replaces it.
            remove: The names of the sources to take out.
            effort: How to go about it; None for all cores, and safe.

        Raises:
            IndexLockedError: The change is over, or that of the process that this one was forked from.
            IndexFolderError: The folder cannot be written to.
        """
        ...


class Engine(Protocol):
    """An index that can be read in snapshots and changed in commits."""

    def snapshot(self) -> Snapshot:
        """Opens the newest committed state."""
        ...

    def writing(self, *, timeout: float | None = None) -> AbstractContextManager[Writing]:
        """Keeps other writers out while a change is planned and committed, whatever process they are in.

        Args:
            timeout: How long to wait for another writer, in seconds; None for ten.

        Raises:
            IndexLockedError: Somebody else is writing all that time.
            IndexFolderError: The folder cannot be written to.
        """
        ...

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        effort: Effort | None = None,
    ) -> None:
        """Commits a change that needs no plan, as in `Writing.commit`.

        Raises:
            IndexLockedError: Somebody else is writing.
            IndexFolderError: The folder cannot be written to.
        """
        ...

    def find_damage(self) -> Sequence[Damage]:
        """Reads every file of the newest state and says what is not what was written."""
        ...

    def compare(self, documents: Iterable[SourceDocument]) -> Iterable[Damage]:
        """Makes sources again and says where they differ from what is stored, in either direction.

        Args:
            documents: What the sources of the newest state should be.
        """
        ...

    def byte_size(self) -> int:
        """Gives the size of the index's files, in bytes."""
        ...
