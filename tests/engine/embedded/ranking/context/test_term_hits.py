"""What several terms find that count as one."""

from pathlib import Path

import numpy as np

from minutesearch.engine import create_engine
from minutesearch.engine.embedded.matching.query_terms import query_term_of
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.term_hits import read_hits
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
