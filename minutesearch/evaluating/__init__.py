"""Evaluation of the ranking by judged queries: how well searches find what people judged to be right."""

from minutesearch.evaluating.collections import Collection, JudgedQuery, load_collection
from minutesearch.evaluating.measures import Quality
from minutesearch.evaluating.run import evaluate_folder

__all__ = ["Collection", "JudgedQuery", "Quality", "evaluate_folder", "load_collection"]
