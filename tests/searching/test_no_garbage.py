"""A search leaves nothing behind that only Python's garbage collector can free."""

import gc
from typing import Any

import pytest

import minutesearch as ms


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("strategy", {}),
        ("integrated care", {}),
        ("integrated care strategy report", {"match": "any"}),
        ('"winter plan" members', {"kind": "decision", "match": "any"}),
        ("strat* report", {"facets": ("kind", "year"), "sort": "newest"}),
        ("care AND NOT (winter OR strategy)", {}),
    ],
    ids=["word", "all", "any", "filtered", "by day", "tree"],
)
def test_a_search_leaves_no_cycles(index: ms.Index, query: str, options: dict[str, Any]) -> None:
    def ask() -> None:
        for hit in index.search(query, **options):
            assert hit.passage.text

    ask()
    gc.collect()
    gc.disable()
    try:
        ask()
        assert gc.collect() == 0
    finally:
        gc.enable()
