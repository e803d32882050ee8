"""Extraction of recorded facts from passages: motions, votes, actions, declarations, questions, attendance.

One module or folder for each kind of record, `printed` for the names and numbers that several need, and
`meetings`, which calls all of them for the items of a meeting. Imports segmenting, whose words and sentences it
reads by, pages and records. The ways in are `record_meeting` and `find_chair`; for single names, what `printed`
says of them.
"""

from minutesearch.recording.chairs import find_chair
from minutesearch.recording.meetings import Recorded, record_item, record_meeting
from minutesearch.recording.printed.person_names import (
    in_order,
    is_no_person,
    may_be_surnamed,
    person_named,
    surname,
)

__all__ = [
    "Recorded",
    "find_chair",
    "in_order",
    "is_no_person",
    "may_be_surnamed",
    "person_named",
    "record_item",
    "record_meeting",
    "surname",
]
