"""Others: what a head tells of somebody or something else than its own meeting and those who came to it.

Imports `layout`. Two ways in, and both keep false facts out: `absences` tells who did not come, is a guest or
leads another body, `other_meetings` which sentences are of another day's meeting or another body's.
"""
