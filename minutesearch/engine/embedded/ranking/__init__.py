"""Ranking: the scores of matching passages, by their own words and by their context.

`context` has the neighbours, items and meetings of passages; `scoring` stands on it and adds up the parts of a
score. Imports `storage`, `postings`, `segments` and `matching`. What is named below is the way in.
"""

from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.scoring.boolean import Matcher
from minutesearch.engine.embedded.ranking.scoring.passage_score import PassageScorer
from minutesearch.engine.embedded.ranking.scoring.ranker import Ranker
from minutesearch.engine.embedded.ranking.scoring.relevance_feedback import FirstPass
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, make_block

__all__ = ["ContextCache", "FirstPass", "Matcher", "PassageScorer", "Ranker", "ScoreBlock", "make_block"]
