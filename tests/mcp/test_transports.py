"""The command, reached by the SDK's client over standard input and output and over HTTP."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the SDK for language models has an environment of its own: make models")

from mcp import Client, StdioServerParameters

import minutesearch as ms

COMMAND = ["-m", "minutesearch", "mcp", "--index"]


async def _use_all(client: Client) -> dict[str, object]:
    """Find a passage, and go on from it with every other tool; return what each says of it."""
    async with client:

        async def call(tool: str, **arguments: object) -> dict[str, Any]:
            return (await client.call_tool(tool, arguments)).structured_content

        found = await call("search", query="bridge")
        passage = await call("fetch", id=found["passages"][0]["id"])
        item = await call("item", id=passage["item_id"])
        counted = await call("counts", query="bridge")
        checked = await call("check_quote", text=passage["text"])
    return {
        "found": found["total"],
        "counted": counted["total"],
        "item": item["title"],
        "quoted": checked["verdict"],
    }


SAID = {"found": 40, "counted": 40, "item": "Flooding at Ashby", "quoted": "exact"}


def test_over_standard_input_and_output(minutes: ms.Index) -> None:
    parameters = StdioServerParameters(command=sys.executable, args=[*COMMAND, str(minutes.path)])
    assert asyncio.run(_use_all(Client(parameters))) == SAID


def test_over_http_on_loopback(minutes: ms.Index) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *COMMAND, str(minutes.path), "--http", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait_for(port, server)
            assert asyncio.run(_use_all(Client(f"http://127.0.0.1:{port}/mcp"))) == SAID
        finally:
            server.terminate()
        _, said = server.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}/mcp" in said
    assert "Traceback" not in said


def test_an_index_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, *COMMAND, str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode != 0
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def _wait_for(port: int, server: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not listen")
