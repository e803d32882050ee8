"""Reading of the time at which a meeting began from words that may tell when it ended too."""

from __future__ import annotations

import re

from minutesearch.reading.layout.days import find_time

__all__ = ["find_start_time"]

#: When one person came or went, in brackets or behind the name.
_OF_PERSON = re.compile(
    r"\b(?:arriv(?:ed|ing|al)|left|leaving|joined|joining|departed|entered|returned|late)\b(?:[^.;,\n()]|(?<=[0-9])\.(?=[0-9]))*",
    re.IGNORECASE,
)
#: What the time of an end stands behind, up to the end of its clause.
_END = re.compile(
    r"(?:(?<![0-9]\s)(?<![ap]m\s)(?<!m\.\s)(?:until|till)|\badjourn(?:s|ed|ment)?\b(?!\s(?!the|this)(?:\w+\s)?(?:meeting|session))"
    r"|\bclos(?:es|ed|ing|e\sof)\b(?!\s(?:session|door|meeting))|\bat\sthe\s(?:close|end)|\bend(?:s|ed|ing)|\bconclud(?:es|ed|ing)"
    r"|\bfinish(?:es|ed|ing)?|\bdissolved|\bdispersed|(?-i:\brose))\b(?:[^.;,\n]|(?<=[0-9])\.(?=[0-9])|\.(?=\s?m\b))*",
    re.IGNORECASE,
)


def find_start_time(text: str) -> str | None:
    """Return the first time of day in a text that tells of no end and of nobody's coming: "(arrived at 8 pm)"."""
    return find_time(_OF_PERSON.sub(" ", _END.sub(" ", text)))
