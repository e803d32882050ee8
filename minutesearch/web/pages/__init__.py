"""The pages: each a function that takes a call and returns a page, with the values that its template prints.

Imports `asking`, `delivery`, `showing` and the words. The way in is this module.
"""

from __future__ import annotations

from minutesearch.web.pages.decisions import show_decisions
from minutesearch.web.pages.help import show_help
from minutesearch.web.pages.item import show_item
from minutesearch.web.pages.meetings import show_meeting, show_meetings
from minutesearch.web.pages.passage import show_passage
from minutesearch.web.pages.people import show_people, show_person
from minutesearch.web.pages.quote import show_quote
from minutesearch.web.pages.search import show_search

__all__ = [
    "show_decisions",
    "show_help",
    "show_item",
    "show_meeting",
    "show_meetings",
    "show_passage",
    "show_people",
    "show_person",
    "show_quote",
    "show_search",
]
