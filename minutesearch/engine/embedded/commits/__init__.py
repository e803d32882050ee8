"""Commits: the manifest that names the files of a state, the generations of states, and the merge policy.

Imports `storage`. The way in is `generations` for finding and keeping the newest state, `manifest` for the files
of a state, and `merge_policy` for which segments a commit merges.
"""
