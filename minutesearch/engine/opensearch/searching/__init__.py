"""Reading: snapshots, queries in the cluster's own language, what it counts, and the ranking of what it finds.

`snapshot` is the way in. Imports `client`, `live`, and the segments and the searcher of the embedded engine.
"""
