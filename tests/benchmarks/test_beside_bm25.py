"""A judged collection is ranked by us and by plain BM25, and what is too low is said."""

import json
from pathlib import Path

import pytest

from benchmarks import beside_bm25
from benchmarks.beside_bm25 import main, measure_beside

TEXTS = {
    "kerbs": "The Clerk was asked to write to the Council about the kerbs that the lorries have broken.",
    "lido": "Members agreed to repair the roof of the lido before the summer.",
    "grants": "Grants of £200 were given to the scouts and to the village hall.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"_id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    queries = [{"_id": "1", "text": "broken kerbs"}, {"_id": "2", "text": "repair of the lido roof"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\tkerbs\t1\n2\tlido\t1\n", encoding="utf-8"
    )
    return tmp_path


def test_both_find_what_is_right(folder: Path) -> None:
    assert ((1.0, 1.0, 1.0), (1.0, 1.0, 1.0)) == measure_beside(folder)


def test_a_figure_below_plain_bm25_ends_with_status_1_where_it_is_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main([str(folder), "--check"])
    monkeypatch.setattr(beside_bm25, "measure_beside", lambda _: ((0.40, 0.5, 0.7), (0.41, 0.5, 0.9)))
    assert 0 == main([str(folder)])
    assert 1 == main([str(folder), "--check"])
    assert "nDCG@10 0.400 beside 0.410 (-0.010)" in capsys.readouterr().out
