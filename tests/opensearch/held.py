"""What an index in a cluster holds, each way of asking held against the others."""

from whoosh.query import Every

from minutesearch.engine import SearchRequest
from minutesearch.engine.opensearch.engine import ClusterEngine

__all__ = ["held_ids"]


def held_ids(engine: ClusterEngine) -> list[str]:
    """Return the ids of all passages of an index, in which nothing is damaged."""
    snapshot = engine.snapshot()
    answer = snapshot.search(SearchRequest(tree=Every(), limit=100))
    found = sorted(snapshot.passage(each.number).id for each in answer.passages)
    assert answer.total == len(found) == snapshot.passage_count
    assert engine.find_damage() == ()
    return found
