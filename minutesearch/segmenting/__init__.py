"""Segmentation of an agenda item's lines into passages with their kinds, topics, decision types and speakers.

The modules here are the stages: `blocks` and `tables` join lines, `passage_builder` cuts them into drafts by
`subheadings` and the labels of lists, `kinds` says what each one is, and `passages` calls them in order. They
stand on `moving` and `attending`, which stand on `people`, which stands on `cues`, which stands on `text`.
Imports pages and records only. The way in is `segment_item`.
"""

from minutesearch.segmenting.passages import Segmented, segment_item
from minutesearch.segmenting.people.attendees import Attendee

__all__ = ["Attendee", "Segmented", "segment_item"]
