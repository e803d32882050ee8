"""The server of the Model Context Protocol, with the tools that it offers."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import minutesearch as ms
from minutesearch.errors import MissingLibraryError
from minutesearch.mcp import answers

try:
    from mcp.server.mcpserver import MCPServer
    from mcp_types import ToolAnnotations

    from minutesearch.mcp.toolbox import Toolbox
except ImportError as error:
    raise MissingLibraryError(
        "the library mcp is not installed; install it with: pip install 'minutesearch[mcp]'", library="mcp"
    ) from error

__all__ = ["create_server"]

_INSTRUCTIONS = (
    "Search the minutes of public meetings. `search` finds passages, `fetch` gives one word for word with its"
    " citation, `item` the agenda item around it, `counts` how often and when, and"
    " `check_quote` says whether a quotation is right. Words are searched as they are;"
    " filters narrow. " + answers.NOTICE
)


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
    reads = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    for tool, title in Toolbox(index).offered():
        server.add_tool(tool, title=title, annotations=reads)
    return server
