"""Layout: what a single line looks like, and what repeats from page to page.

The ground floor: imports nothing of reading above it. A module each for lines, dates, numbers, labels, headings,
titles, purposes, running heads and the ids in addresses; the way in is the module.
"""
