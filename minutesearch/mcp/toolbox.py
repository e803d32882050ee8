"""The tools as models see them: what each is called, what it takes, and what it says of itself."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

import minutesearch as ms
from minutesearch.errors import MinuteSearchError
from minutesearch.mcp import answers, tools

__all__ = ["Toolbox"]

_Parameters = ParamSpec("_Parameters")
_Answer = TypeVar("_Answer")

_Facet = Literal[
    "council",
    "body",
    "year",
    "kind",
    "decision_type",
    "said_by",
    "mentions",
    "outcome",
    "moved_by",
    "seconded_by",
    "person",
    "party",
]
_Query = Annotated[str, Field(description="Words to find. Punctuation means nothing.", max_length=2_000)]
_Council = Annotated[str | None, Field(description="Only this council.", max_length=200)]
_Body = Annotated[str | None, Field(description="Only this committee or other body.", max_length=200)]
_Kind = Annotated[ms.Kind | None, Field(description="Only passages of this kind.")]
_Person = Annotated[str | None, Field(description="Only passages in which this person speaks.", max_length=200)]
_Named = Annotated[
    str | None, Field(description="Only passages that name this person without their speaking.", max_length=200)
]
_Outcome = Annotated[ms.Outcome | None, Field(description="Only passages that show a motion that ended so.")]
_Since = Annotated[str | None, Field(description="Only meetings from this day on: 2020-10-07, or 2020.")]
_Until = Annotated[str | None, Field(description="Only meetings up to this day: 2020-10-07, or 2020.")]


class Toolbox:
    """The tools over one index; each docstring is what a model is told of the tool.

    Args:
        index: The open index.
    """

    def __init__(self, index: ms.Index) -> None:
        self._index = index

    def offered(self) -> Iterator[tuple[Callable[..., Any], str]]:  # Any: each tool has an answer of its own
        """Yield each tool that is offered, and its title for people."""
        for tool, title in (
            (self.search, "Search minutes"),
            (self.fetch, "Quote a passage"),
            (self.item, "Read an agenda item"),
            (self.counts, "Count by year and facet"),
            (self.check_quote, "Check a quotation"),
        ):
            yield _speaking_plainly(tool, self._index), title

    def search(
        self,
        query: _Query,
        limit: Annotated[int, Field(ge=1, le=20, description="How many passages at most.")] = 10,
        offset: Annotated[int, Field(ge=0, le=100_000, description="How many to skip.")] = 0,
        council: _Council = None,
        body: _Body = None,
        kind: _Kind = None,
        said_by: _Person = None,
        mentions: _Named = None,
        outcome: _Outcome = None,
        since: _Since = None,
        until: _Until = None,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
    ) -> answers.SearchAnswer:
        """Find passages of minutes, best first, each with its citation and a snippet.

        `total` is exact. A snippet is cut: ask `fetch` for the whole passage before quoting it.
        """
        return tools.search_passages(
            self._index,
            query,
            limit=limit,
            offset=offset,
            council=council,
            body=body,
            kind=kind,
            said_by=said_by,
            mentions=mentions,
            outcome=outcome,
            since=since,
            until=until,
            sort=sort,
        )

    def fetch(
        self,
        id: Annotated[str, Field(description="The id that a search gave.", max_length=200)],  # noqa: A002 - what models know
        before: Annotated[int, Field(ge=0, le=10, description="How many passages before it.")] = 1,
        after: Annotated[int, Field(ge=0, le=10, description="How many passages after it.")] = 1,
        start: Annotated[int, Field(ge=0, description="The letter to begin at: next_start, or 0.")] = 0,
    ) -> answers.QuotedPassage:
        """Give one passage word for word, with its citation, its fingerprint and its neighbours."""
        return tools.fetch_passage(self._index, id, before=before, after=after, start=start)

    def item(
        self,
        id: Annotated[str, Field(description="The item_id that fetch gave.", max_length=200)],  # noqa: A002
        position: Annotated[int, Field(ge=1, description="The passage to begin at: next_position, or 1.")] = 1,
    ) -> answers.ItemText:
        """Give an agenda item with its motions, votes, actions and passages in reading order."""
        return tools.read_item(self._index, id, position=position)

    def counts(
        self,
        query: _Query = "",
        facets: Annotated[list[_Facet], Field(description="What to count.", max_length=6)] = ["body", "kind"],  # noqa: B006 - never changed; a schema shows it
        council: _Council = None,
        body: _Body = None,
        kind: _Kind = None,
        said_by: _Person = None,
        outcome: _Outcome = None,
        since: _Since = None,
        until: _Until = None,
    ) -> answers.Counts:
        """Count what a query finds: in all, by year (also per 1,000 passages of that year), and by facets."""
        return tools.count_hits(
            self._index,
            query,
            facets=facets,
            council=council,
            body=body,
            kind=kind,
            said_by=said_by,
            outcome=outcome,
            since=since,
            until=until,
        )

    def check_quote(
        self,
        text: Annotated[str, Field(description="The quotation, without its quotation marks.", max_length=20_000)],
        council: _Council = None,
        body: _Body = None,
        said_by: _Person = None,
        since: _Since = None,
        until: _Until = None,
    ) -> answers.CheckedQuote:
        """Say whether a sentence is in the minutes word for word, nearly or not at all, where, and what differs.

        Use it on every quotation before giving it as one.
        """
        return tools.check_quotation(
            self._index, text, council=council, body=body, said_by=said_by, since=since, until=until
        )


def _speaking_plainly(function: Callable[_Parameters, _Answer], index: ms.Index) -> Callable[_Parameters, _Answer]:
    """Return a tool that looks at the newest state, and whose refusals reach the model as one sentence."""

    @functools.wraps(function)
    def call(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Answer:
        try:
            index.reopen()
            return function(*args, **kwargs)
        except MinuteSearchError as error:
            raise ToolError(str(error)) from error

    return call
