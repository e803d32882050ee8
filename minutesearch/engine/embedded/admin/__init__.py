"""Looking after an index: verified against its sources, repaired from what can still be read.

Imports `storage`, `commits`, `terms`, `segments` and `writing`. The way in is `verify` and `repair`, both called
through the folder of an index.
"""
