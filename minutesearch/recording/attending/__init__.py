"""Attendance: who was present, who sent apologies and who came as a substitute.

`attendance` reads the passages of an item and is the way in, with `without_contradictions` for a whole meeting.
`attendees` records who is named in a stretch, `told_apologies` what sentences tell. Imports `printed`, segmenting
and records.
"""
