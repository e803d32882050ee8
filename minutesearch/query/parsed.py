"""Records of a parsed query, and the protocols for the parts of the analyser that parsing needs."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol

from minutesearch.late import dataclass
from minutesearch.query.nodes import Query

__all__ = ["DateRange", "Filter", "Form", "Match", "ParsedQuery", "QueryToken", "QueryUnit", "QueryWord", "Units"]

#: How words that simply stand beside each other combine: each must match, or one is enough.
Match = Literal["all", "any"]


class QueryToken(Protocol):
    """One searchable word, as the analyser makes it."""

    @property
    def exact(self) -> str:
        """The word, normalised and in lower case."""

    @property
    def stem(self) -> str:
        """The stem of the word."""


class QueryUnit(Protocol):
    """One typed word; "Covid-19" is one unit of two tokens."""

    @property
    def start(self) -> int:
        """The offset of the unit in the text analysed, in code points."""

    @property
    def end(self) -> int:
        """The end of the unit there, half-open."""

    @property
    def sequence(self) -> Sequence[QueryToken]:
        """The tokens of the unit in order, each at the position after the one before."""

    @property
    def joined(self) -> QueryToken | None:
        """The token of the words written together ("coproduction"); None where nothing joins them."""

    @property
    def is_stop(self) -> bool:
        """Whether the unit is too common to search for by itself."""

    @property
    def is_run(self) -> bool:
        """Whether it is several words that only together are what was meant: "A 229"."""


#: The analyser, as far as a query needs it.
Units = Callable[[str], Sequence[QueryUnit]]


class Form(StrEnum):
    """The way in which a word or group of words was asked for."""

    WORD = "word"  #: budget
    EXACT = "exact"  #: "budget"
    PHRASE = "phrase"  #: "social prescribing"
    NEAR = "near"  #: "letter MPs"~5
    PREFIX = "prefix"  #: prescri*


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryWord:
    """One word or quotation that the query asks for.

    Its node in the tree has the same `startchar` and `endchar` as `start` and `end` here.
    """

    #: How it was asked for.
    form: Form
    #: The words as typed, without quotation marks; a prefix with its `*`.
    surface: str
    #: Where they stand in the query: half-open, in code points.
    start: int
    end: int
    #: Its searchable words in order.
    tokens: tuple[QueryToken, ...]
    #: Whether it stands under an odd number of exclusions, so that hits must not have it.
    is_excluded: bool = False
    #: Whether it is a stop word that stays because it was meant: `+the`, `-the`, "IT" in "IT strategy".
    is_pinned: bool = False

    @property
    def column(self) -> int:
        """The column of the word in the query, counted from 1."""
        return self.start + 1


class DateRange(NamedTuple):
    """The days from `first` to `last`, both included; None leaves that side open."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A `field:value` that every hit must satisfy, or several of one field of which any is enough."""

    #: One of `FIELDS`.
    field: str
    #: The value: for kind, decision_type and outcome one of their values, for date a range, otherwise as typed.
    value: str | DateRange
    #: Where it stands in the query: half-open, in code points. Not part of what makes two filters equal.
    start: int = dataclasses.field(compare=False)
    end: int = dataclasses.field(compare=False)
    #: Further filters of the field that a hit may satisfy in place of it.
    others: tuple[Filter, ...] = ()

    @property
    def alternatives(self) -> tuple[Filter, ...]:
        """The filters of which any is enough: this one, and the others."""
        return self, *self.others

    @property
    def column(self) -> int:
        """The column of the filter in the query, counted from 1."""
        return self.start + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """A query as it was understood."""

    #: The query as typed.
    text: str
    #: How words that simply stand beside each other were combined.
    match: Match
    #: What to look for; `minutesearch.query.nodes` says which nodes it can have.
    tree: Query
    #: The filters that hold for every hit, taken out of the tree; all of them must hold.
    filters: tuple[Filter, ...]
    #: The words and quotations in the tree, in the order typed.
    words: tuple[QueryWord, ...]
    #: Whether the other `match` would give another tree. If False there is no use in trying it.
    match_matters: bool
    #: What was written as other search engines have it, in sentences.
    notes: tuple[str, ...] = ()
