"""Documents drawn until they are enough for a segment, and sent to another process as they are."""

import pytest

from minutesearch.engine import RunLengths, SourceDocument
from minutesearch.engine.embedded.writing.batches import decode_batch, encode_batch, iter_batches
from tests.engine.builders import OddText, a_passage, a_source, a_table


@pytest.mark.parametrize(
    ("first", "sizes"), [(None, [4, 4, 2]), (20, [2, 4, 4]), (60, [6, 4])], ids=["alike", "less", "more"]
)
def test_the_first_batch_may_be_full_with_another_amount(first: int | None, sizes: list[int]) -> None:
    sources = [a_source(str(n), a_passage(str(n), "ten signs.")) for n in range(10)]
    assert sizes == [len(batch) for batch in iter_batches(sources, characters=40, first=first)]


@pytest.mark.parametrize(
    "text", ["care", "caf\u00e9 \ud800 \0", OddText("care")], ids=["plain", "surrogate", "class"]
)
def test_documents_reach_a_worker_as_they_were(text: str) -> None:
    acronyms = [("ICB", "Integrated Care Board")]
    given = [SourceDocument(name="a", record="{}", passages=a_table(text)), a_source("b", acronyms=acronyms)]
    loaded = decode_batch(encode_batch(given))
    assert given == loaded
    assert [RunLengths, list] == [type(loaded[0].passages.keywords[field]) for field in ("item", "kind")]
