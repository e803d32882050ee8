"""The command `serve` as a person runs it: what it says, where it listens, and how it stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run

STARTING = 60.0


@contextmanager
def serving(*arguments: object, cwd: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the command on a free port, and yield its address once it answers, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "minutesearch", "serve", *map(str, arguments), "--port", str(port)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + STARTING
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=10).close()
                break
            except OSError:
                assert process.poll() is None, process.stdout.read()
                assert time.monotonic() < until
                time.sleep(0.1)
        yield address, process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stdout.close()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as reply:
        return reply.read().decode()


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    return said


def test_an_index_is_served_with_its_settings_and_stops_when_told(seeds_index: Path, tmp_path: Path) -> None:
    options = ("--title", "Minutes of Anytown", "--page-size", "3", "--root-path", "/minutes")
    with serving(seeds_index, *options, cwd=tmp_path) as (address, process):
        page = get(f"{address}/?q=voluntary")
        said = stop(process)
    assert "<title>voluntary – Minutes of Anytown</title>" in page
    assert 3 == page.count('<article class="hit">')
    assert 'href="/minutes/decisions"' in page
    assert f"{address}/minutes (Ctrl-C stops it)" in said
    assert "GET /minutes/?q=voluntary" in said or "GET /?q=voluntary" in said, "the access log"
    assert "Traceback" not in said


def test_a_folder_of_minutes_is_indexed_and_leaves_nothing_behind(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with serving(seeds, "--no-access-log", cwd=here) as (address, process):
        page = get(f"{address}/?q=voluntary")
        made = [each.name for each in temporary.iterdir()]
        said = stop(process)
    assert "passages for “voluntary”" in page
    assert ["minutesearch-"] == [each[:13] for each in made]
    assert "To keep the index" in said
    assert [] == [*temporary.iterdir(), *here.iterdir()]


def test_several_workers_answer_alike_and_stop_together(seeds_index: Path, tmp_path: Path) -> None:
    with serving(seeds_index, "--workers", "2", "--no-access-log", cwd=tmp_path) as (address, process):
        pages = {get(f"{address}/?q=voluntary") for _ in range(10)}
        said = stop(process)
    assert 1 == len(pages)
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("nowhere",), "Make one: minutesearch index FOLDER --index nowhere", id="nothing there"),
        pytest.param(("empty",), "there is no index here", id="an empty folder"),
        pytest.param(("junk",), "nothing in it could be read as minutes", id="no minutes"),
        pytest.param(("junk", "--root-path", "minutes"), "--root-path begins with a slash", id="a path"),
        pytest.param(
            ("junk", "--public-url", "example.org"), "must begin with https:// or http://", id="an address"
        ),
    ],
)
def test_what_cannot_be_served_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "a.xlsx").write_bytes(b"PK\x03\x04junk")
    result = run("serve", *arguments)
    assert result.exit_code in (1, 2)
    assert said in result.output
    assert "Traceback" not in result.output


def test_what_words_in_another_script_need_is_there_before_anybody_asks(seeds_index: Path) -> None:
    asked = (
        "import sys; from minutesearch.web.serving import app_from_environment; app_from_environment();"
        "print('nltk' in sys.modules, 'scipy.stats' in sys.modules)"
    )
    environment = {**os.environ, "MINUTESEARCH_INDEX": str(seeds_index)}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True
    )
    assert "True False\n" == done.stdout


def test_a_port_that_is_taken_is_one_line_before_anything_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "nowhere", "--port", str(port))
    assert (1, 1) == (result.exit_code, len(result.output.splitlines()))
    assert f"cannot listen at 127.0.0.1, port {port}: " in result.output


def test_a_port_that_is_free_is_found_and_said(seeds_index: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "minutesearch", "serve", str(seeds_index), "--port", "0", "--no-access-log"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = process.stderr.readline().split()[0]
            until = time.monotonic() + STARTING
            while time.monotonic() < until:
                try:
                    said = get(f"{address}healthz")
                    break
                except OSError:
                    time.sleep(0.1)
        finally:
            process.kill()
    assert '"ok"' in said
