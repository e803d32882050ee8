"""Writing: the documents of sources, commits of them, and the check and repair of what was committed.

`commit` is the way in. Imports `client`, `live` and `searching`, and the segment builder of the embedded engine.
"""
