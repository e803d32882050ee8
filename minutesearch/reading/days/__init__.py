"""Days in figures: what a whole page tells of how its author writes them, where the day itself does not.

Imports `layout`. The ways in are `written_order`, which finds whether the month stands first on a page and which
years it prints in full, and `plain_days`, which writes the days of a line in words by that, or says that one stays
open, and `named_days`, which completes a day of which the head prints a part by the name of the file.
"""
