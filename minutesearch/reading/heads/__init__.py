"""Heads: which meeting it was, as the lines above the first item say it: body, day, time, venue and chair.

Imports `layout`. The way in is `page_header`, which reads the meeting; `body_names` tells the name of a body,
`opening_sentence` reads the sentence "Minutes of a meeting of the X held in Y on Z".
"""
