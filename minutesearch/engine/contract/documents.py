"""The documents that an engine is given, and the stored fields that it returns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import chain, repeat
from typing import NamedTuple, Protocol, Self

from minutesearch.late import dataclass

__all__ = [
    "KEYWORD_FIELDS",
    "STANDING",
    "TEXT",
    "TEXT_FIELDS",
    "LazyPassage",
    "PassageDocument",
    "PassageTable",
    "RunLengths",
    "SourceDocument",
    "Standing",
    "StoredPassage",
    "StoredSource",
    "name_words",
]

#: The text fields of a passage, whose words are searched. In a query tree the field "any" means all of them by
#: stem, and "any_exact" all of them by the form as printed.
TEXT_FIELDS = ("text", "title", "topic", "lead_in")
#: The text field that is the passage's own text, which is stored too.
TEXT = "text"

#: The keyword fields, which hold whole values, for filters, facets, grouping and sorting.
KEYWORD_FIELDS = (
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
    "person",
    "party",
    "arrival",
    "standing",
)


#: The keyword field that says which of several copies of a passage is to be shown; one without it is unknown.
STANDING = "standing"

_WORD = re.compile(r"\w+")


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name, letter case aside, by each of which it is looked up."""
    return frozenset(_WORD.findall(name.casefold()))


class Standing(IntEnum):
    """The standing of a source's minutes, the best first; a keyword field holds the number as text."""

    CONFIRMED = 0
    UNKNOWN = 1
    DRAFT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDocument:
    """A passage as an engine takes it."""

    #: The text of each field that the passage has. The engine analyses the texts of many passages at once.
    texts: Mapping[str, str]
    #: The values of each keyword field that the passage has; `id`, `item` and `meeting` have exactly one.
    keywords: Mapping[str, tuple[str, ...]]
    #: What to store for it beside its text and its id, as JSON text.
    record: str


class RunLengths(NamedTuple):
    """A run-length encoded column: neighbouring passages of an item or meeting share their values."""

    #: The values that each run of passages shares.
    values: Sequence[tuple[str, ...]]
    #: How many passages each run has.
    counts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTable:
    """The passages of a source by column: an object for each would cost too much where there are millions."""

    #: The id of each passage.
    ids: Sequence[str]
    #: The text of each field by passage, empty where one has none; a field that no passage has may be missing.
    texts: Mapping[str, Sequence[str]]
    #: The values of each other keyword field, by passage or by run; one that no passage has may be missing.
    keywords: Mapping[str, Sequence[tuple[str, ...]] | RunLengths]
    #: What to store for each passage beside its text and its id, as JSON text.
    records: Sequence[str]

    @classmethod
    def of(cls, passages: Sequence[PassageDocument]) -> Self:
        """Return the table of some passages."""
        return cls(
            ids=[passage.keywords["id"][0] for passage in passages],
            texts={field: [passage.texts.get(field, "") for passage in passages] for field in TEXT_FIELDS},
            keywords={
                field: [tuple(passage.keywords.get(field, ())) for passage in passages]
                for field in KEYWORD_FIELDS
                if field != "id"
            },
            records=[passage.record for passage in passages],
        )

    def column(self, field: str) -> Sequence[tuple[str, ...]]:
        """Return the values of a keyword field, other than the id, by passage."""
        column = self.keywords.get(field)
        if column is None:
            return [()] * len(self)
        return list(chain.from_iterable(map(repeat, *column))) if isinstance(column, RunLengths) else column

    def take(self, places: Sequence[int]) -> Self:
        """Return the table of some passages, by their places."""
        return type(self)(
            ids=[self.ids[at] for at in places],
            texts={field: [texts[at] for at in places] for field, texts in self.texts.items()},
            keywords={
                field: [column[at] for at in places] for field in self.keywords if (column := self.column(field))
            },
            records=[self.records[at] for at in places],
        )

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[PassageDocument]:
        columns = {field: self.column(field) for field in self.keywords}
        for place, (id_, record) in enumerate(zip(self.ids, self.records, strict=True)):
            values = {field: column[place] for field, column in columns.items() if column[place]}
            yield PassageDocument(
                texts={field: texts[place] for field, texts in self.texts.items() if texts[place]},
                keywords={"id": (id_,), **values},
                record=record,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A source as an engine takes it: its record, and its passages in order."""

    #: The name of the source: its key in the index.
    name: str
    #: What to store for it, as JSON text.
    record: str
    #: Its passages in the order of the source.
    passages: PassageTable
    #: The acronyms that it defines, each with its long form, as often as it does. They stand in the record too: an
    #: engine needs them beside it only where it cannot go through the records of all sources.
    acronyms: tuple[tuple[str, str], ...] = ()


class StoredPassage(NamedTuple):
    """The stored fields of a passage."""

    #: The name of its source.
    source: str
    #: Its record, as JSON text.
    record: str
    #: Its text.
    text: str
    #: Its id.
    id: str


class LazyPassage(Protocol):
    """The stored fields of a passage, of which the record and the id may be read when they are first asked for."""

    @property
    def source(self) -> str:
        """The name of its source."""
        ...

    @property
    def record(self) -> str:
        """Its record, as JSON text."""
        ...

    @property
    def text(self) -> str:
        """Its text."""
        ...

    @property
    def id(self) -> str:
        """Its id."""
        ...


class StoredSource(NamedTuple):
    """The stored fields of a source, from which its document can be rebuilt."""

    #: Its name.
    name: str
    #: Its record, as JSON text.
    record: str
    #: Its passages in order.
    passages: tuple[StoredPassage, ...]
