"""Lists of numbers."""

import numpy as np
import pytest

from minutesearch.engine.embedded.storage.bitpacking import distinct


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], []), ([0], [0]), ([5, 3, 5, 0, 3], [0, 3, 5]), ([1, 2, 3, 1, 2, 3], [1, 2, 3])],
    ids=["none", "zero", "mixed", "two runs"],
)
def test_each_number_is_given_once_in_order(numbers: list[int], expected: list[int]) -> None:
    assert expected == distinct(np.array(numbers, dtype=np.int64)).tolist()
