"""Leads: titles that run into the text on their line, "Roads – The Clerk had written", without any number.

`lead` reads the first words of one line, `lead_forms` says which of all leads of a page are its titles, by the one
form that explains most of its paragraphs. Imports `items` and `layout`. The way in is `run_ins`, which puts the
titles on lines of their own.
"""
