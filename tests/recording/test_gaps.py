"""Long runs of spaces inside a sentence, as a broken page or a table drawn with tabs has them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    "text",
    [
        "Moved by Cllr Amor, seconded by Cllr Bell. Carried{gap}with thanks.",
        "Councillor Amor declared an interest in agenda items{gap}on the plan.",
    ],
    ids=["ending", "matter"],
)
def test_a_long_gap_in_a_sentence_takes_no_time(text: str, record: Record) -> None:
    started = time.thread_time()
    item = record(text.format(gap="\t" * 10_000))
    assert time.thread_time() - started < 1
    assert item.passages[0].text.endswith(text.rpartition("}")[2])
