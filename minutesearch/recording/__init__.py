"""Extraction of recorded facts from passages: motions, votes, actions, declarations, questions, attendance."""

from minutesearch.recording.meetings import Recorded, record_item, record_meeting

__all__ = ["Recorded", "record_item", "record_meeting"]
