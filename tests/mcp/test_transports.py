"""The command, reached by the SDK's client over standard input and output and over HTTP."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="the SDK for language models has an environment of its own: make models")

from mcp import Client, StdioServerParameters

import minutesearch as ms

COMMAND = ["-m", "minutesearch", "mcp", "--index"]


async def _count(client: Client) -> int:
    async with client:
        result = await client.call_tool("search", {"query": "bridge"})
    return result.structured_content["total"]


def test_over_standard_input_and_output(minutes: ms.Index) -> None:
    parameters = StdioServerParameters(command=sys.executable, args=[*COMMAND, str(minutes.path)])
    assert asyncio.run(_count(Client(parameters))) == 40


def test_over_http_on_loopback(minutes: ms.Index) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *COMMAND, str(minutes.path), "--http", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait_for(port, server)
            assert asyncio.run(_count(Client(f"http://127.0.0.1:{port}/mcp"))) == 40
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
