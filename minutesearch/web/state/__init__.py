"""What is served: the newest committed state of an index, and what is known of it as a whole.

`holder` keeps the index open and goes on to new commits, `overview` and `people` are counted once for each of
them. Imports the package's own face, records and results. The way in is this module.
"""

from __future__ import annotations

from minutesearch.web.state.holder import IndexHolder, State
from minutesearch.web.state.overview import Overview
from minutesearch.web.state.people import Act, People, Person, VoteCast

__all__ = ["Act", "IndexHolder", "Overview", "People", "Person", "State", "VoteCast"]
