"""Segmentation of an agenda item's lines into passages with their kinds, topics, decision types and speakers."""

from minutesearch.segmenting.attendance import Attendee
from minutesearch.segmenting.passages import Segmented, segment_item

__all__ = ["Attendee", "Segmented", "segment_item"]
