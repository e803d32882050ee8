"""The commands about ranking: `search --explain`, `eval`, `similar` and `related`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_explain_shows_parts_that_add_up(search: Run) -> None:
    shown = search("letter", "MPs", "--kind", "decision", "--explain").output
    lines = [line.strip() for line in shown.splitlines()]
    parts = [float(line.split()[0]) for line in lines if ": its " in line or ": the " in line]
    whole = next(float(line.split()[0]) for line in lines if line.endswith("in all"))
    assert sum(parts) == pytest.approx(whole, abs=0.001)


def test_explain_in_json_stands_beside_the_hits(search: Run) -> None:
    answer = json.loads(search("voluntary", "sector", "--explain", "--json").output)
    assert [hit["score"] for hit in answer["hits"]] == [each["score"] for each in answer["explanations"]]
    assert "explanations" not in json.loads(search("voluntary", "--json").output)


def test_explain_has_no_place_in_a_table(search: Run) -> None:
    result = search("voluntary", "--explain", "--csv")
    assert result.exit_code == 2


def test_eval_prints_the_five_figures(run: Run, seeds: Path) -> None:
    figures = json.loads(run("eval", seeds / "judgements", "--json").output)
    assert list(figures) == ["ndcg@10", "mrr@10", "recall@100", "queries", "qps"]
    assert figures["ndcg@10"] >= 0.9


def test_similar_and_related_say_why(run: Run, search: Run, seeds_index: Path) -> None:
    passage = json.loads(search("letter", "MPs", "--json").output)["hits"][0]["id"]
    similar = json.loads(run("similar", passage, "--index", seeds_index, "--json").output)
    assert "29,000 homes" in similar[0]["text"]
    assert similar[0]["words"]
    assert "both have: " in run("similar", passage, "--index", seeds_index, "--limit", 1).output
    related = json.loads(run("related", passage, "--index", seeds_index, "--json").output)
    assert {"id", "score", "words", "same_matter", "title", "body", "date", "source"} == set(related[0])
    assert "both have: " in run("related", passage, "--index", seeds_index).output
    assert run("related", "nothing", "--index", seeds_index).exit_code == 1


def test_a_hit_without_some_words_says_which(search: Run) -> None:
    shown = search("letter", "MPs", "tarmac").output
    assert "without “tarmac”" in shown
    assert "without" not in search("letter", "MPs").output
