"""Ranking: how well the passages that match answer the query, by their own words and by where they stand."""

from minutesearch.engine.ranking.layout import Layout, read_layout
from minutesearch.engine.ranking.ordering import best_first
from minutesearch.engine.ranking.rank import Ranked, own_words, rank
from minutesearch.engine.ranking.whole import Scored, Whole

__all__ = ["Layout", "Ranked", "Scored", "Whole", "best_first", "own_words", "rank", "read_layout"]
