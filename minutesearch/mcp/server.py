"""The server of the Model Context Protocol: the tools, and how they are reached."""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

import minutesearch as ms
from minutesearch.errors import MinuteSearchError, MissingLibraryError
from minutesearch.mcp import answers, tools

try:
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import ToolAnnotations
    from pydantic import Field
except ImportError as error:
    raise MissingLibraryError(
        "the library mcp is not installed; install it with: pip install 'minutesearch[mcp]'", library="mcp"
    ) from error

__all__ = ["create_server"]

_Parameters = ParamSpec("_Parameters")
_Answer = TypeVar("_Answer")

_INSTRUCTIONS = (
    "Search the minutes of public meetings. `search` finds passages, `fetch` gives one word for word with its"
    " citation, `item` the agenda item around it, `counts` how often and when, and"
    " `check_quote` says whether a quotation is right. Words are searched as they are;"
    " filters narrow. " + answers.NOTICE
)

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


def create_server(index: ms.Index) -> MCPServer[Any]:  # Any: the server has no state of its own
    """Make a server whose tools read an index; nothing that it offers writes.

    Each call sees the newest committed state of the index. Run it with `run()` over standard input and output, or
    with `run("streamable-http")`, or mount `streamable_http_app()` in another app.

    Args:
        index: The open index; closing it is left to the caller.

    Raises:
        MissingLibraryError: The SDK is not installed.
    """
    server: MCPServer[Any] = MCPServer(
        "minutesearch",
        title="Minutes of public meetings",
        instructions=_INSTRUCTIONS,
        version=version("minutesearch"),
        log_level="WARNING",
    )

    def offer(function: Callable[_Parameters, _Answer], *, title: str) -> None:
        reads = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        server.add_tool(_speaking_plainly(function, index), title=title, annotations=reads)

    def search(
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
            index,
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
        id: Annotated[str, Field(description="The id that a search gave.", max_length=200)],  # noqa: A002 - what models know
        before: Annotated[int, Field(ge=0, le=10, description="How many passages before it.")] = 1,
        after: Annotated[int, Field(ge=0, le=10, description="How many passages after it.")] = 1,
        start: Annotated[int, Field(ge=0, description="The letter to begin at: next_start, or 0.")] = 0,
    ) -> answers.QuotedPassage:
        """Give one passage word for word, with its citation, its fingerprint and its neighbours."""
        return tools.fetch_passage(index, id, before=before, after=after, start=start)

    def item(
        id: Annotated[str, Field(description="The item_id that fetch gave.", max_length=200)],  # noqa: A002
        position: Annotated[int, Field(ge=1, description="The passage to begin at: next_position, or 1.")] = 1,
    ) -> answers.ItemText:
        """Give an agenda item with its motions, votes, actions and passages in reading order."""
        return tools.read_item(index, id, position=position)

    def counts(
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
            index,
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
            index, text, council=council, body=body, said_by=said_by, since=since, until=until
        )

    offer(search, title="Search minutes")
    offer(fetch, title="Quote a passage")
    offer(item, title="Read an agenda item")
    offer(counts, title="Count by year and facet")
    offer(check_quote, title="Check a quotation")
    return server


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
