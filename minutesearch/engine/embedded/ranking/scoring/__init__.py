"""Scoring: the score of a passage, part by part, and the search for the best without scoring all.

Imports `context`, `storage`, `postings` and `matching`. The way in is `ranker`, which names the parts and adds
them up; a new part is a module here and a line there.
"""
