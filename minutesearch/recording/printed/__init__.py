"""Names, numbers and reports as they are printed, which every record is made of.

Imports segmenting and records, and nothing else of recording. The ways in are its modules.
"""
