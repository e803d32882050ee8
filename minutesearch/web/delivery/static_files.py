"""Our own style sheet, script and icon, read once and sent from memory: no path is ever looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

__all__ = ["StaticFile", "digest_of", "load_static_files"]

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """A file that is sent as it is."""

    #: Its content.
    content: bytes
    #: Its media type.
    media_type: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file; its address has its version, so that it may be kept for a year."""
        etag = f'"{digest_of(self.content)}"'
        is_known = etag in Request(scope).headers.get("if-none-match", "")
        age = f"max-age={_YEAR}, immutable" if scope["query_string"] else "no-cache"
        headers = {"ETag": etag, "Cache-Control": f"public, {age}"}
        response = Response(
            b"" if is_known else self.content,
            status_code=304 if is_known else 200,
            media_type=None if is_known else self.media_type,
            headers=headers,
        )
        await response(scope, receive, send)


def load_static_files() -> Mapping[str, StaticFile]:
    """Return our own files by name."""
    folder = resources.files("minutesearch.web") / "static"
    return {
        each.name: StaticFile(content=each.read_bytes(), media_type=_TYPES["." + each.name.rpartition(".")[2]])
        for each in folder.iterdir()
        if each.is_file()
    }


def digest_of(*contents: bytes) -> str:
    """Return a short digest."""
    return blake2b(b"\0".join(contents), digest_size=6).hexdigest()
