"""Leads: titles that stand on one line with text, "Roads – The Clerk had written", up to a whole page on one line.

`lead` reads the first words of one line, `lead_forms` says which of all leads of a page are its titles, by the one
form that explains most of its paragraphs. Imports `items` and `layout`. The ways in are `run_ins`, which puts such
titles on lines of their own, and `run_together`, which gives a page back the lines that a web site has lost.
"""
