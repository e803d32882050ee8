"""Scores are the same on every version of Python."""

from __future__ import annotations

from minutesearch.engine.embedded.ranking.context.item_runs import add_up


def test_scores_are_added_one_after_the_other_with_their_rounding():
    assert add_up([1e100, 1.0, -1e100]) == 0.0
    assert add_up([0.1] * 10) == 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1
    assert add_up([]) == 0.0
