"""The web examples over one index of the seeds, asked in one way whatever their framework."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import minutesearch as ms

SEEDS = Path(__file__).parents[2] / "seeds"


class Reply(NamedTuple):
    status: int
    text: str
    json: Any
    headers: dict[str, str]


Ask = Callable[..., Reply]


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "index"
    with ms.open_index(folder, create=True) as index:
        index.add(SEEDS)
    return folder


def flask_client(folder: Path) -> Iterator[Ask]:
    from examples.flask_app import create_app

    app = create_app(folder)
    client = app.test_client()

    def ask(path: str, **parameters: object) -> Reply:
        with client.get(path, query_string=parameters) as reply:
            return Reply(reply.status_code, reply.text, reply.get_json(silent=True), dict(reply.headers))

    yield ask
    app.extensions["minutesearch"].close()


def fastapi_client(folder: Path) -> Iterator[Ask]:
    with warnings.catch_warnings():
        # Starlette asks for a newer client than httpx, which it still works with.
        warnings.simplefilter("ignore")
        from fastapi.testclient import TestClient

    from examples.fastapi_app import create_app

    with TestClient(create_app(folder)) as client:

        def ask(path: str, **parameters: object) -> Reply:
            reply = client.get(path, params=parameters)
            is_json = reply.headers["content-type"] == "application/json"
            return Reply(
                reply.status_code,
                reply.text,
                reply.json() if is_json else None,
                {name.title(): value for name, value in reply.headers.items()},
            )

        yield ask


@pytest.fixture(scope="session", params=[flask_client, fastapi_client], ids=["flask", "fastapi"])
def ask(request: pytest.FixtureRequest, seeds_index: Path) -> Iterator[Ask]:
    yield from request.param(seeds_index)
