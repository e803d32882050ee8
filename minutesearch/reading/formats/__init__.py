"""Formats: the bytes of one form of file become the sequence that all rules read.

Imports `layout` and `sources`. A module, or a few, for each form: HTML, PDF and Word, XML of the web service,
Markdown, JSON Lines; each third-party library has its one door here. The way in is the module of the form.
"""
