"""Committed states: the manifest that names a state's files, the generations of them, which segments to merge.

Imports `storage`. The way in is `generations` for finding and keeping the newest state, `manifest` for what it is
made of, and `merge_policy` for when a commit merges segments.
"""
