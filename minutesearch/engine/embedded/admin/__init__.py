"""Administration of an index: verifying it against its stored passages, and repairing it from what can be read.

Imports `storage`, `commits`, `terms`, `segments` and `writing`. The way in is `verify` and `repair`, both called
through the folder of an index.
"""
