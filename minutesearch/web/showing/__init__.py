"""What pages and feeds print alike: passages with their words in pieces, choices, and the timeline of a search.

Imports `asking`, `delivery`, the words, and the package's own face, records and results. The way in is this
module.
"""

from __future__ import annotations

from minutesearch.web.showing.choices import Choice
from minutesearch.web.showing.hits import Piece, Shown, citing, show_hit, show_located
from minutesearch.web.showing.timeline import Timeline, make_timeline

__all__ = ["Choice", "Piece", "Shown", "Timeline", "citing", "make_timeline", "show_hit", "show_located"]
