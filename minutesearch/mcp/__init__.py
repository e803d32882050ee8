"""Minutes for language models: a server of the Model Context Protocol with tools that only read.

`answers` makes what the tools answer, in plain records of bounded size; `server` offers them through the official
SDK, the extra `mcp`. Imports the public names of `minutesearch`, markup and errors, never the index's insides. The
way in is `create_server`.
"""

from __future__ import annotations

from minutesearch.mcp.server import create_server

__all__ = ["create_server"]
