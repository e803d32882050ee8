"""Counting: which printed numbers count the items, of all that stand on a page.

Imports `layout`. The way in is `numbering`, which chooses the run that weighs most; the others weigh.
"""
