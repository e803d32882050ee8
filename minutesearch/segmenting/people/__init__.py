"""Who is named and who speaks: persons, noun phrases, reporting verbs, attendance, attribution, run-in topics.

Imports `cues` and `text`, pages and records. The way in for passages is `attribution` with `mentions` and
`topics`; for what others read of names it is `persons`, `subjects` and `speech`.
"""
