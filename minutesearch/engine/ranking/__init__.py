"""Ranking: how well the passages that match answer the query, by their own words and by where they stand."""

from minutesearch.engine.ranking.layout import ColumnPostings, Layout, read_layout, single_codes
from minutesearch.engine.ranking.ordering import best_first
from minutesearch.engine.ranking.rank import Ranked, own_words, rank

__all__ = ["ColumnPostings", "Layout", "Ranked", "best_first", "own_words", "rank", "read_layout", "single_codes"]
