"""What is ranked once is not ranked again when a request comes back with the words of its seeds."""

import threading

import numpy as np
import pytest

from minutesearch.engine.embedded.ranking.scoring.relevance_feedback import FirstPass
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, make_block

REQUEST = ({"tree": 1}, {}, {})


def a_block(count: int = 3) -> ScoreBlock:
    return make_block(np.arange(count))


def test_what_was_ranked_is_taken_once() -> None:
    first, block = FirstPass(), a_block()
    first.keep(REQUEST, 10, block)
    assert block is first.take(REQUEST, 10)
    assert first.take(REQUEST, 10) is None


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        pytest.param(({"tree": 1}, REQUEST[1], REQUEST[2]), 10, id="an equal tree"),
        pytest.param((REQUEST[0], {}, REQUEST[2]), 10, id="equal filters"),
        pytest.param(REQUEST, 20, id="another page"),
        pytest.param(REQUEST, None, id="all"),
    ],
)
def test_another_request_takes_nothing(request_: tuple[object, ...], wanted: int | None) -> None:
    """Equal is not enough: what was ranked is known by the very objects of its request."""
    first = FirstPass()
    first.keep(REQUEST, 10, a_block())
    assert first.take(request_, wanted) is None


def test_what_takes_much_room_is_not_kept() -> None:
    first = FirstPass()
    first.keep(REQUEST, None, a_block(10_001))
    assert first.take(REQUEST, None) is None


def test_threads_do_not_take_what_is_not_theirs() -> None:
    first, taken = FirstPass(), []
    first.keep(REQUEST, 10, a_block())
    other = threading.Thread(target=lambda: taken.append(first.take(REQUEST, 10)))
    other.start()
    other.join()
    assert [None] == taken
    assert first.take(REQUEST, 10) is not None
