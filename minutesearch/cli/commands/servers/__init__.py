"""The commands that serve until they are stopped: a search site for people, and tools for language models.

Imports `options`, `output`, and the public names of `minutesearch`. The way in is the
command.
"""
