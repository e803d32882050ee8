"""The search site over an index, called without a server: by itself, and mounted in another app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

__all__ = ["Ask", "Reply", "opened_apps"]


class Reply(NamedTuple):
    """The reply of an app."""

    status: int
    text: str
    content_type: str
    #: The policy that says what a page may load.
    policy: str


Ask = Callable[[str, list[tuple[str, str]]], Reply]


@contextmanager
def opened_apps(folder: Path) -> Iterator[tuple[Ask, Ask]]:
    """Open the site over the index in a folder, and yield how to ask it, and how to ask it where it is mounted."""
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.testclient import TestClient

    from minutesearch.web import WebSettings, create_app

    site = create_app(folder, WebSettings(downloads_per_minute=0, cache_mb=0))
    mounted = Starlette(routes=[Mount("/minutes", site)])
    with TestClient(site) as alone, TestClient(mounted) as inside:
        yield _asks(alone, ""), _asks(inside, "/minutes")


def _asks(client: object, root: str) -> Ask:
    def ask(path: str, parameters: list[tuple[str, str]]) -> Reply:
        reply = client.get(f"{root}{path}", params=_encodable(parameters))
        policy = reply.headers.get("content-security-policy", "")
        return Reply(reply.status_code, reply.text, reply.headers["content-type"], policy)

    return ask


def _encodable(parameters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return parameters without lone surrogates, which an address cannot hold."""
    return [
        (name.encode("utf-8", "replace").decode(), value.encode("utf-8", "replace").decode())
        for name, value in parameters
    ]
