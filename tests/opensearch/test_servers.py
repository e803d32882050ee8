"""Servers over an index in a cluster, started by the command line as a user does."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec

import pytest

import minutesearch as ms
from minutesearch.engine.opensearch.client.address import Address
from tests.opensearch.nodes import free_port

pytestmark = pytest.mark.cluster

#: How long a server may take until it answers, in seconds.
_STARTS = 120.0


@pytest.fixture
def place(cluster_address: Address, seeds: object) -> str:
    with ms.open_index(str(cluster_address), create=True) as index:
        index.add(str(seeds))
    return str(cluster_address)


@pytest.fixture
def site(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a search site, and return its address."""
    port = free_port()
    monkeypatch.setenv("MINUTESEARCH_WEB_REFRESH_SECONDS", "1")
    command = [sys.executable, "-m", "minutesearch", "serve", place, "--port", str(port), "--no-access-log"]
    with subprocess.Popen(command) as process:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + _STARTS
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError):
                urllib.request.urlopen(f"{address}/", timeout=30).close()
                break
            time.sleep(0.2)
        yield address
        process.terminate()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert answer.status == 200
        text: str = answer.read().decode()
        return text


def test_a_site_answers_every_page_from_a_cluster_and_goes_on_to_new_commits(site: str, place: str) -> None:
    found = json.loads(read(f"{site}/search.json?q=letter"))
    assert found["total"] == 1
    passage = found["hits"][0]["id"]
    for page in ("", "?q=voluntary+sector", f"passage/{passage}", "people", "decisions", "meetings", "help"):
        assert "</html>" in read(f"{site}/{page}")
    assert "letter" in read(f"{site}/search.csv?q=letter")
    quoted = json.loads(read(f"{site}/quote.json?text=voluntary+sector"))
    assert quoted["places"]
    with ms.open_index(place) as index:
        index.remove(found["hits"][0]["source"])
    until = time.monotonic() + _STARTS
    while json.loads(read(f"{site}/search.json?q=letter"))["total"] and time.monotonic() < until:
        time.sleep(0.2)
    assert json.loads(read(f"{site}/search.json?q=letter"))["total"] == 0
    with pytest.raises(urllib.error.HTTPError, match="404"):
        read(f"{site}/passage/nowhere")


@pytest.mark.skipif(find_spec("mcp") is None, reason="the SDK for language models is an extra")
def test_a_language_model_is_served_from_a_cluster(place: str) -> None:
    asked = (
        {"method": "initialize", "params": {"protocolVersion": "2025-06-18", "capabilities": {}}},
        {"method": "tools/call", "params": {"name": "search", "arguments": {"query": "letter"}}},
    )
    asked[0]["params"]["clientInfo"] = {"name": "tests", "version": "1"}
    command = [sys.executable, "-m", "minutesearch", "mcp", "--index", place]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, each in enumerate(asked, start=1):
            process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": number, **each}) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            if number == 1:
                process.stdin.write(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}) + "\n")
        process.stdin.close()
    assert "letter" in json.dumps(answer["result"])
