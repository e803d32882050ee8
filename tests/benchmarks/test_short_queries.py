"""The judged short queries: what is listed, how paragraphs are read, and that our ranking keeps its figures."""

import os
from pathlib import Path

import pytest

from benchmarks.short_queries import main, read_judgements, read_list, read_paragraphs


def test_the_collection_is_of_ten_bodies_and_more_and_of_150_queries() -> None:
    assert len({each.body for each in read_list()}) >= 10
    queries, grades = read_judgements()
    assert len(queries) == 150
    assert queries.keys() == grades.keys()
    assert {grade for judged in grades.values() for grade in judged.values()} == {1, 2}


def test_a_sentence_goes_on_over_a_blank_line_and_a_heading_does_not() -> None:
    text = """---
title: "Minutes"
---

THE KERBS AND THE WALL

The Clerk was asked to write to the Council about the kerbs that the lorries

have broken. Agreed.

Noted.
"""
    assert list(read_paragraphs(text)) == [
        "THE KERBS AND THE WALL",
        "The Clerk was asked to write to the Council about the kerbs that the lorries have broken. Agreed.",
    ]


def test_files_that_are_not_at_hand_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "not measured" in capsys.readouterr().err


@pytest.mark.skipif(
    not os.environ.get("MINUTESEARCH_MINUTES"), reason="MINUTESEARCH_MINUTES names no folder with the listed files"
)
def test_our_ranking_keeps_its_figures() -> None:
    assert main([os.environ["MINUTESEARCH_MINUTES"], "--check"]) == 0
