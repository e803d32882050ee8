"""Minutes for language models: a server of the Model Context Protocol with tools that only read.

`answers` has the records that the tools answer with, `tools` makes them, of bounded size, `toolbox` describes the
tools to models, and `server` offers them through the official SDK, the extra `mcp`. Imports the public names of
`minutesearch`, markup and errors, never the index's insides. The way in is `create_server`.
"""

from __future__ import annotations

from minutesearch.mcp.server import create_server

__all__ = ["create_server"]
