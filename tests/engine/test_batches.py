"""Documents drawn until they are enough for a segment."""

import pytest

from minutesearch.engine.batches import iter_batches
from tests.engine.builders import a_passage, a_source


@pytest.mark.parametrize(
    ("first", "sizes"), [(None, [4, 4, 2]), (20, [2, 4, 4]), (60, [6, 4])], ids=["alike", "less", "more"]
)
def test_the_first_batch_may_be_full_with_another_amount(first: int | None, sizes: list[int]) -> None:
    sources = [a_source(str(n), a_passage(str(n), "ten signs.")) for n in range(10)]
    assert sizes == [len(batch) for batch in iter_batches(sources, characters=40, first=first)]
