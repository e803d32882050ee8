"""The live documents of one committed state: how the cluster is asked for them, and what is looked up in them.

Queries are said in the cluster's own language, and what was found is kept, since what was committed never
changes. The ways in are `LiveDocuments`, `Lookups` and `Telling`. Imports `client`, and the query terms of the
embedded engine.
"""
