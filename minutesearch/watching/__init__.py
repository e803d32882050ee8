"""Watches: queries that are asked again and again, for what is new or changed since the last time.

`watches` adds, removes and runs them, `state_file` keeps them in a file beside the index, `news` are the values
that a run gives, and `feed` makes an Atom feed of them. Imports the index, records, results and errors. The way in
is this module.
"""

from minutesearch.watching.feed import save_feed
from minutesearch.watching.news import NewPassage, News, Watch
from minutesearch.watching.watches import Watches, open_watches

__all__ = ["NewPassage", "News", "Watch", "Watches", "open_watches", "save_feed"]
