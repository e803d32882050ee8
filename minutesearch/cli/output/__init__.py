"""What is written: for people on a terminal, as JSON and CSV for programs, and the bar of progress.

Everything that a person reads goes through `terminal`, whose `cleaning` keeps the words of minutes from steering
it. Imports records, results and markup, and nothing of the commands. `answers`, `hits`, `facts` and `formats` are
the ways in.
"""
