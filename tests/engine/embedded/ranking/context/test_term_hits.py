"""What several terms find that count as one."""

from pathlib import Path

import numpy as np
import pytest

from minutesearch.engine import create_engine
from minutesearch.engine.embedded.matching.query_terms import query_term_of
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.term_hits import find_other_forms, read_hits
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.query.nodes import Term
from tests.engine.builders import SplitAnalyser, a_passage, a_source


def test_of_terms_that_count_as_one_those_in_titles_are_told_apart(tmp_path: Path) -> None:
    """An item's title weighs by itself; what stands in the text of a passage does not count as in its title."""
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit(
        [
            a_source("a", a_passage("a", "wall", title="parking", item="a")),
            a_source("b", a_passage("b", "car parking", title="wall", item="b")),
        ]
    )
    snapshot = engine.snapshot()
    reader = IndexReader(snapshot._reader.segments)
    terms = [term for word in ("parking", "car") if (term := query_term_of(Term("any", word)))]
    found = read_hits(terms, reader, lambda: None).within(DocRanges.of_passages(np.arange(2)))
    snapshot.close()
    assert found.titles is not None
    assert [1.0, 0.0] == found.titles.tolist()


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        pytest.param(("wall",), ["1", "5"], id="passages with the plural only"),
        pytest.param(("walls",), ["0", "3"], id="passages with the singular only"),
        pytest.param(("wall", "walls"), [], id="all forms that there are"),
        pytest.param(("walled",), [], id="a form that no passage has"),
        pytest.param(("wall", "walled"), ["1", "5"], id="a form that no passage has beside one"),
    ],
)
def test_passages_with_other_forms_only_are_found_in_every_segment(
    tmp_path: Path, forms: tuple[str, ...], expected: list[str]
) -> None:
    """In one part both forms stand, in others only one of them; a removed passage does not count."""
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    texts = (("the wall", "old walls", "wall by walls"), ("a wall", "a fence"), ("new walls",), ("walls gone",))
    number = iter(range(9))
    for at, part in enumerate(texts):
        engine.commit([a_source(f"source {at}", *(a_passage(str(next(number)), text) for text in part))])
    engine.commit([], remove=["source 3"])
    snapshot = engine.snapshot()
    reader = IndexReader(snapshot._reader.segments)
    (term,) = [term for term in (query_term_of(Term("any", "wall")),) if term is not None]
    hits = read_hits([term], reader, lambda: None)
    found = find_other_forms(term, forms, hits.doc_set, reader, lambda: None)
    assert expected == [snapshot.passage(each).id for each in found.numbers.tolist()]
    snapshot.close()
