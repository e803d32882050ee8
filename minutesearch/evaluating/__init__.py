"""Evaluation of the ranking by judged queries: how well searches find what people judged to be right.

`collections` reads judged collections, `run` searches them and `measures` says how good that was. Imports index,
analysis, records and errors. The way in is `evaluate_folder`.
"""

from minutesearch.evaluating.collections import Collection, JudgedQuery, load_collection
from minutesearch.evaluating.measures import Quality, measure
from minutesearch.evaluating.run import evaluate_folder

__all__ = ["Collection", "JudgedQuery", "Quality", "evaluate_folder", "load_collection", "measure"]
