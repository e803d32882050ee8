"""Pages: one module for each form of page that councils publish, which knows it and reads it.

Imports `items` and `layout`. The way in is `minutesearch.reading.readers`, which asks them one after the other.
"""
