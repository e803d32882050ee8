"""What is ranked once is not ranked again when a request comes back with the words of its seeds."""

import random
import threading
from pathlib import Path

import numpy as np
import pytest

from minutesearch.engine import SearchRequest, create_engine
from minutesearch.engine.embedded.ranking.scoring.relevance_feedback import FirstPass
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, make_block
from minutesearch.query.nodes import Or, Term
from tests.engine.builders import SplitAnalyser, a_passage, a_source

REQUEST = ({"tree": 1}, {}, {})
WORDS = ("care", "home", "plan", "road", "park", "budget")


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


@pytest.mark.parametrize(("beside", "has_seeds"), [(0, True), (5, False)], ids=["all are alone", "few are alone"])
def test_feedback_is_for_collections_of_passages_that_are_alone(
    tmp_path: Path, beside: int, has_seeds: bool
) -> None:
    """One meeting of a single passage among many made queries rank a hundred passages twice."""
    chance = random.Random(7)
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    for number in range(40):
        count = 1 if number % 10 == 3 else 1 + beside
        texts = [" ".join(chance.choices(WORDS, k=9)) for _ in range(count)]
        passages = [
            a_passage(f"{number}-{at}", text, meeting=f"m{number}", item=f"i{number}")
            for at, text in enumerate(texts)
        ]
        engine.commit([a_source(f"{number:02}", *passages)])
    snapshot = engine.snapshot()
    requests = [
        SearchRequest(tree=Or([Term("any", word) for word in chance.sample(WORDS, 2)]), seeds=40, limit=3)
        for _ in range(10)
    ]
    assert [has_seeds] * 10 == [len(snapshot.search(each).seeds) > 0 for each in requests]
