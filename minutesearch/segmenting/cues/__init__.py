"""The set words that minutes are written with: verbs, bodies, titles and offices, phrases that begin a decision.

Lists of words and the few rules that go with them; no sentence is understood here. Imports `text`, pages and
records. Each module is a way in of its own, and a word that is missing is added here.
"""
