"""A search site over an index: pages for people, and the same as data for programs.

`app` says which address is answered by what; `serving` runs it. From the ground up: `words` (all that the pages
say), `state` (what is served), `asking` (what a request asks for), `delivery` (how an answer is made and sent),
`showing` (what pages and feeds print alike), and above it `pages` and `answers`, which do not know each other.
Imports the package's own face, exporting, errors, records and results. Needs the extra `web`. The way in is this
module.
"""

from __future__ import annotations

from minutesearch.errors import MissingLibraryError

try:
    from minutesearch.web.app import create_app
    from minutesearch.web.serving import serve
except ImportError as _error:
    if (_error.name or "").partition(".")[0] not in {"starlette", "jinja2", "uvicorn", "anyio"}:
        raise
    raise MissingLibraryError(
        f"a search site needs {_error.name}: pip install 'minutesearch[web]'", library=_error.name or "starlette"
    ) from _error
from minutesearch.web.delivery import WebSettings, settings_from_environment

__all__ = ["WebSettings", "create_app", "serve", "settings_from_environment"]
