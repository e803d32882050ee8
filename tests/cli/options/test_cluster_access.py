"""The options of what a cluster lets one in with: they reach the connection, and a password is never shown."""

from __future__ import annotations

import base64
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from minutesearch.cli.program import program

PASSWORD = "open sesame"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str | None]]]:
    """Return the address of a server that lets nobody in, and a list of what it was shown."""
    shown: list[str | None] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.append(self.headers["Authorization"])
            self.send_response(401)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"opensearch+http://127.0.0.1:{server.server_port}/minutes", shown
    server.shutdown()
    thread.join()
    server.server_close()


def test_user_and_password_reach_the_cluster_and_nothing_else(
    asked: tuple[str, list[str | None]], tmp_path: Path
) -> None:
    place, shown = asked
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    before = dict(os.environ)
    given = ["--user", "clerk", "--password-file", str(tmp_path / "password")]
    done = CliRunner().invoke(program, [*given, "-v", "stats", "--index", place])
    assert shown
    assert set(shown) == {f"Basic {base64.b64encode(f'clerk:{PASSWORD}'.encode()).decode()}"}
    assert done.exit_code == 1
    assert "does not know this user or password" in done.output
    assert "sesame" not in done.output
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--user", "clerk"], "given together"),
        (["--password-file", "password"], "given together"),
        (["--user", "clerk", "--password-file", "empty"], "holds no password"),
        (["--user", "clerk", "--password-file", "nowhere"], "does not exist"),
        (["--ca", "nowhere"], "does not exist"),
    ],
)
def test_options_by_half_and_files_that_are_not_there_are_wrong_usage(
    given: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    done = CliRunner().invoke(program, [*given, "stats"])
    assert done.exit_code == 2
    assert told in done.output
    assert "sesame" not in done.output
