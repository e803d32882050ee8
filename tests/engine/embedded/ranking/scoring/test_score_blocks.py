"""Blocks: a score is the sum of whatever parts there are."""

import numpy as np

from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, join_blocks, make_block

PASSAGES = np.array([3, 5])
FIRST = np.arange(1)


def test_a_part_of_a_new_name_counts_and_comes_last() -> None:
    block = make_block(PASSAGES, newness=np.array([0.5, 0.0]), words=np.array([1.0, 2.0]))
    assert [1.5, 2.0] == block.scores.tolist()
    assert [(("words", 1.0), ("newness", 0.5))] == block.parts_of(FIRST)


def test_joined_blocks_keep_a_part_that_one_of_them_has() -> None:
    one = make_block(PASSAGES, words=np.array([1.0, 2.0]))
    other = make_block(np.array([7]), words=np.array([1.0]), newness=np.array([0.5]))
    joined = join_blocks([one, other])
    assert [1.0, 2.0, 1.5] == joined.scores.tolist()


def test_the_known_parts_are_added_in_one_order() -> None:
    """Floats added in another order give another sum."""
    parts = {"procedural": np.array([-0.1, 0.0]), "speaker": np.array([0.2, 0.0]), "words": np.array([0.7, 0.0])}
    assert 0.7 + 0.2 - 0.1 == make_block(PASSAGES, **parts).scores[0]


def test_rows_are_a_block_once_somebody_asks() -> None:
    rows = [(5, 2.5, None, (("words", 2.0), ("item", 0.5))), (3, 1.0, None, (("words", 1.0),))]
    block = ScoreBlock.of_rows(rows, ("words", "form", "item"))
    assert ([5, 3], [2.5, 1.0]) == (block.passages.tolist(), block.scores.tolist())
    assert [row[3] for row in rows] == block.parts_of(np.arange(2))
    block.add("feedback", np.array([0.0, 4.0]))
    assert block.rows is None
    assert [2.5, 5.0] == block.scores.tolist()
