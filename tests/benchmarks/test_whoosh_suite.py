"""Whoosh's own tests run through our reader: those that read an index are counted, and failures are named."""

from pathlib import Path

import pytest

from benchmarks.whoosh_suite import main

#: Tests as Whoosh's are written.
SUITE = """
from whoosh import fields, query
from whoosh.filedb.filestore import RamStorage

def make():
    index = RamStorage().create_index(fields.Schema(name=fields.ID(stored=True), text=fields.TEXT))
    writer = index.writer()
    for name, text in (("a", "the harbour wall"), ("b", "the wall of the harbour"), ("c", "moorings")):
        writer.add_document(name=name, text=text)
    writer.commit()
    return index

def test_phrase():
    with make().searcher() as searcher:
        assert type(searcher).__name__ in ("Searcher", "ArraySearcher")
        found = searcher.search(query.Phrase("text", ["harbour", "wall"]))
        assert [hit["name"] for hit in found] == ["a"]

def test_lengths():
    with make().searcher() as searcher:
        r = searcher.search(query.Or([query.Term("text", "wall"), query.Term("text", "moorings")]), limit=2)
        assert not r.has_exact_length()
        assert len(r) == 3

def test_without_an_index():
    assert query.Term("text", "wall") != query.Term("text", "walls")
"""


def test_tests_that_read_are_told_and_failures_have_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_searching.py").write_text(SUITE)
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "| test_searching.py | 3 | 2 | 1 |" in printed
    assert (
        "test_lengths`: asks a limited search not to know its exact length; ours knows it. All else in it"
        in printed
    )


def test_what_fails_of_a_test_besides_is_an_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = SUITE.replace("assert len(r) == 3", 'assert type(searcher).__name__ == "Searcher"')
    (tmp_path / "test_results.py").write_text(wrong)
    assert main([str(tmp_path)]) == 1
    assert "ours knows it. More of it does not pass." in capsys.readouterr().out


def test_a_failure_without_a_reason_is_an_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "test_sorting.py").write_text(SUITE.replace("test_lengths", "test_something_else"))
    assert main([str(tmp_path)]) == 1
    assert "test_something_else`: not explained yet" in capsys.readouterr().out
