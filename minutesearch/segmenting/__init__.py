"""Cuts an item's lines into passages: boundaries, labels, lead-ins, topics, kinds, decision types, speakers."""

from minutesearch.segmenting.attendance import Attendee
from minutesearch.segmenting.passages import Segmented, segment_item

__all__ = ["Attendee", "Segmented", "segment_item"]
