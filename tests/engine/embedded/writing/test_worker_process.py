"""A process that makes segments, as this one would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from minutesearch.engine import SourceDocument
from minutesearch.engine.embedded.terms.token_interner import TokenInterner
from minutesearch.engine.embedded.writing.batches import SegmentBuilder
from minutesearch.engine.embedded.writing.worker_process import SegmentJob, WorkerProcess
from minutesearch.errors import IndexFolderError
from tests.engine.builders import OddText, SplitAnalyser, a_passage, a_source, a_table

ANALYSER = SplitAnalyser()


@pytest.mark.parametrize("text", ["care", OddText("care")], ids=["plain", "class"])
def test_a_worker_makes_the_file_that_is_made_here(tmp_path: Path, text: str) -> None:
    batch = [SourceDocument(name="a", record="{}", passages=a_table(text))]
    here = SegmentBuilder(tmp_path, TokenInterner(ANALYSER)).build("here", batch, sync=False)
    worker = WorkerProcess(ANALYSER)
    there = worker.perform(SegmentJob(tmp_path, "there", False), batch)
    worker.stop()
    assert here._replace(name="there") == there
    assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()


def test_an_error_in_a_worker_is_raised_here_as_it_was_there(tmp_path: Path) -> None:
    worker = WorkerProcess(ANALYSER)
    with pytest.raises(IndexFolderError, match="cannot be written") as caught:
        worker.perform(SegmentJob(tmp_path / "nowhere", "name", False), [a_source("a", a_passage("a", "care"))])
    worker.stop()
    assert str(tmp_path / "nowhere" / "name") == caught.value.path


def test_a_worker_starts_without_what_only_searches_need() -> None:
    module = "minutesearch.engine.embedded.writing.worker_process"
    code = f"import sys, {module}; print(sorted(set(sys.argv[1:]) & set(sys.modules)))"
    heavy = ["whoosh", "nltk", "minutesearch.engine.embedded.index_folder", "importlib.metadata"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


@pytest.mark.parametrize("module", ["numpy", "pickle", "subprocess", "runpy"])
def test_a_worker_imports_nothing_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    (tmp_path / f"{module}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    worker = WorkerProcess(ANALYSER)
    worker.perform(SegmentJob(tmp_path, "name", False), [a_source("a", a_passage("a", "care home"))])
    worker.stop()
    assert (tmp_path / "name").exists()


def test_a_worker_without_memory_for_a_message_ends_and_waits_for_no_other() -> None:
    worker = WorkerProcess(ANALYSER)
    assert worker._process.stdin is not None
    worker._process.stdin.write((1 << 62).to_bytes(8, "little"))
    worker._process.stdin.flush()
    assert 0 == worker._process.wait(timeout=120)
    with pytest.raises(RuntimeError, match="ended before its work was done"):
        worker._answer()
    worker.close_pipes()
