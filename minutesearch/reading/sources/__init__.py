"""Sources: which files there are, their bytes and their text, and what a sidecar beside them says.

Imports `layout` alone of reading. The ways in are `folder` for a folder, `files` and `archives` for bytes,
`decoding` for text, `sidecar` and `metadata` for what is known of a file from outside it.
"""
