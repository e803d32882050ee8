"""Judged collections: read, indexed and measured."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.evaluating import evaluate_folder, load_collection
from minutesearch.evaluating.run import _plain

PASSAGES = [
    {"_id": "m/0", "meeting": "m", "order": 1, "speaker": "The Chair", "text": "Parking permits rise in April."},
    {"_id": "m/1", "meeting": "m", "order": 0, "speaker": "", "text": "Library books are lent for three weeks."},
    {"_id": "x", "title": "Bins", "text": "Bins are emptied on Mondays."},
    {"_id": "blank", "text": " "},
]


def write_collection(folder: Path, *, packed: bool = False) -> Path:
    (folder / "qrels").mkdir(parents=True)
    corpus = "\n".join(json.dumps(passage) for passage in PASSAGES)
    if packed:
        (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(corpus.encode()))
    else:
        (folder / "corpus.jsonl").write_text(corpus)
    queries = [("1", "parking permits"), ("2", "When are -bins- emptied (AND by whom)?"), ("3", "never judged")]
    (folder / "queries.jsonl").write_text("\n".join(json.dumps({"_id": n, "text": text}) for n, text in queries))
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\tm/0\t1\n2\tx\t2\n")
    return folder


@pytest.mark.parametrize("packed", [False, True], ids=["jsonl", "gz"])
def test_a_collection_is_measured(tmp_path: Path, packed: bool) -> None:
    quality = evaluate_folder(write_collection(tmp_path / "c", packed=packed))
    figures = quality.to_dict()
    assert list(figures) == ["ndcg@10", "mrr@10", "recall@100", "queries", "qps"]
    assert (figures["ndcg@10"], figures["mrr@10"], figures["recall@100"], figures["queries"]) == (1.0, 1.0, 1.0, 2)
    assert figures["qps"] > 0


def test_the_passages_of_a_meeting_stand_in_their_order(tmp_path: Path) -> None:
    corpus = load_collection(write_collection(tmp_path / "c")).corpus
    assert corpus is not None
    assert [entry.id for entry in corpus] == ["m/1", "m/0", "x", "blank"]


def test_a_collection_without_corpus_judges_the_folder_it_lies_in(seeds: Path) -> None:
    quality = evaluate_folder(seeds / "judgements")
    assert quality.queries >= 60
    assert quality.ndcg_10 >= 0.9
    assert quality.noisy == ()


def test_every_judged_passage_of_the_seeds_exists(seeds: Path, index: ms.Index) -> None:
    queries = load_collection(seeds / "judgements").queries
    ids = {hit.passage.id for hit in index.search(limit=1000)}
    assert {passage for query in queries for passage in query.grades} <= ids
    assert sum(not query.grades for query in queries) == 12


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("queries.jsonl", "{", "queries.jsonl, line 1: expected a JSON object"),
        ("qrels/test.tsv", "1\tm/0\n", "test.tsv, line 1: expected query, passage and grade"),
        ("corpus.jsonl", '{"_id": 3, "text": ""}', "corpus.jsonl, line 1: expected a JSON object"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, content: str, reason: str) -> None:
    folder = write_collection(tmp_path / "c")
    (folder / name).write_text(content)
    with pytest.raises(ms.SourceError, match=reason):
        evaluate_folder(folder)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ms.SourceError, match="does not exist"):
        evaluate_folder(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("methods -dash exact (or not)", "methods dash exact or not"),
        ("WHAT AND WHY", "what and why"),
        ("kind:decision NOT Covid-19", "kind decision not Covid-19"),
        ("word " * 80, " ".join(["word"] * 64)),
    ],
    ids=["dash", "capitals", "operators", "long"],
)
def test_a_question_is_words_only(text: str, expected: str) -> None:
    assert expected == _plain(text)


def test_the_index_may_be_made_at_a_place_and_stay_there(tmp_path: Path) -> None:
    folder, place = write_collection(tmp_path / "c"), tmp_path / "index"
    assert replace(evaluate_folder(folder, index=place), qps=0.0) == replace(evaluate_folder(folder), qps=0.0)
    with ms.open_index(place) as index:
        assert len(index.sources())
    # What is there already would be found too.
    with pytest.raises(ms.IndexExistsError):
        evaluate_folder(folder, index=place)
