"""Ranking: how well the passages that match answer the query, by their own words and by where they stand."""

from minutesearch.engine.ranking.blocks import Block, make_block
from minutesearch.engine.ranking.matching import Matcher
from minutesearch.engine.ranking.memory import Memory
from minutesearch.engine.ranking.ordering import best_first
from minutesearch.engine.ranking.own import OwnWords
from minutesearch.engine.ranking.rank import Ranking

__all__ = ["Block", "Matcher", "Memory", "OwnWords", "Ranking", "best_first", "make_block"]
