"""The example apps over an index, called without a server."""

from __future__ import annotations

import warnings
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
    """Open the Flask app and the FastAPI app over the index in a folder, and yield how to ask each."""
    from examples.fastapi_app import create_app as create_fastapi_app
    from examples.flask_app import create_app as create_flask_app

    with warnings.catch_warnings():
        # Starlette asks for a newer client than httpx, which it still works with.
        warnings.simplefilter("ignore")
        from fastapi.testclient import TestClient
    flask_app = create_flask_app(folder)
    flask_client = flask_app.test_client()
    with TestClient(create_fastapi_app(folder)) as fastapi_client:

        def ask_flask(path: str, parameters: list[tuple[str, str]]) -> Reply:
            with flask_client.get(path, query_string=_encodable(parameters)) as reply:
                policy = reply.headers.get("Content-Security-Policy", "")
                return Reply(reply.status_code, reply.text, reply.headers["content-type"], policy)

        def ask_fastapi(path: str, parameters: list[tuple[str, str]]) -> Reply:
            reply = fastapi_client.get(path, params=_encodable(parameters))
            policy = reply.headers.get("content-security-policy", "")
            return Reply(reply.status_code, reply.text, reply.headers["content-type"], policy)

        yield ask_flask, ask_fastapi
    flask_app.extensions["minutesearch"].close()


def _encodable(parameters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return parameters without lone surrogates, which an address cannot hold."""
    return [
        (name.encode("utf-8", "replace").decode(), value.encode("utf-8", "replace").decode())
        for name, value in parameters
    ]
