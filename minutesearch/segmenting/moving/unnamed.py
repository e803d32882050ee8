"""Detection of motions that nobody is named for: "It was moved and seconded that", "Motion made and passed to"."""

from __future__ import annotations

import re

from minutesearch.records import Span

__all__ = ["is_unnamed"]

_ADVERB = r"(?:(?:duly|then|also|further|\w+ly)\s){0,2}"
_PASSED = r"(?:resolved|agreed|carried|approved|passed|adopted)"
_MADE = r"(?:made|moved|offered|put\sforward|introduced)"
#: ", seconded", "and duly seconded", and then perhaps ", and unanimously approved by the board".
_SECONDED = rf"(?:,\s|\sand\s|,\sand\s){_ADVERB}seconded"
_AND_PASSED = (
    rf"(?:,?\s(?:and\s)?(?:it\swas\s)?{_ADVERB}{_PASSED}(?:\sunanimously)?(?:\sby\s(?:the|all)\s[a-z]+)?)"
)
_TO = r",?\s(?:to|that|for)\b"
#: Nobody is named behind it either.
_BY_NOBODY = r"(?![^.;]{0,300}\b(?:by|from)\s[A-Z])"
_UNNAMED = re.compile(
    # "It was duly moved, seconded and carried that".
    rf"\bit\swas\s{_ADVERB}(?:moved|proposed){_SECONDED}{_AND_PASSED}?,?(?:\sand)?{_TO}"
    # "A motion was made, seconded and unanimously approved to drain the pond", "Motion made and passed to".
    rf"|\b(?:(?:a|one|another|second)\s(?:\w+\s)?motion|(?-i:Motion))\s(?:(?:was|is)\s)?{_ADVERB}{_MADE}"
    rf"(?:{_SECONDED})?{_AND_PASSED}?{_TO}{_BY_NOBODY}"
    # "There was a motion to approve the minutes, which was seconded and passed".
    rf"|\bthere\swas\san?\smotion{_TO}(?=[^.;]{{3,200}}\bseconded\b){_BY_NOBODY}"
    # "Motion and second to adjourn", "Tod received a motion and a second to waive it".
    r"|(?:\A\W*|[.;:]\s|\b(?:received|had|heard|with)\s)(?:an?\s)?motion(?:\s(?:from\sthe\sfloor\s)?(?:was|were)\s(?:made|received))?"
    rf"\sand\s(?:an?\s)?second(?:ed)?(?:\s(?:was|were)\s(?:made|received))?{_TO}{_BY_NOBODY}"
    # "Upon motion duly made and seconded, the Board".
    rf"|\b(?:by|on|upon)\s(?:an?\s)?motion\s(?:was\s)?{_ADVERB}made(?:{_SECONDED})?\b(?![^.;,]{{0,60}}\b(?:by|from)\s[A-Z])"
    # "A motion to pave the lane was made and seconded".
    rf"|\b(?:a|one|another)\s(?:\w+\s)?motion\s(?:to|that|for)\s[^.;]{{3,200}}?\s(?:was|is)\s{_ADVERB}(?:made|moved)"
    rf"{_SECONDED}\b(?!\s(?:by|from)\b)",
    re.IGNORECASE,
)


def is_unnamed(text: str, sentence: Span) -> bool:
    """Return whether a sentence says that something was moved, and perhaps seconded, and not by whom."""
    return _UNNAMED.search(text, *sentence) is not None
