"""Heads: which meeting it was, as the lines above the first item say it: body, day, time, venue and chair.

Imports `bodies`, `others`, `layout` and `days` beside it. The ways in are `page_header`, which reads the
meeting, and `presiding` for how it began. Below `page_header`: `body_mentions` finds which bodies a head names
and what speaks for each, `body_choice` which of them met; `letterhead` joins and parts lines so that each name
is whole, `head_fields` reads lines such as "Venue: Hall", `head_places` finds the place, `opening_sentence`
reads the sentence "Minutes of a meeting of the X held in Y". `called_chairs` finds who is called the chair
among those who came, `attendance_rows` parts the rows of these.
"""
