"""Numbers of votes, in words."""

from __future__ import annotations

import re

import pytest

from minutesearch.recording.printed.numerals import NUMERAL, read_numeral

UNITS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: The words of each number, from none on.
WORDS = ["no", *UNITS, *TEENS, *(f"{ten}-{unit}".strip("-") for ten in TENS for unit in ("", *UNITS))]


@pytest.mark.parametrize(("number", "printed"), list(enumerate(WORDS)), ids=WORDS)
def test_every_number_up_to_a_hundred_is_read_in_words(number: int, printed: str) -> None:
    for form in (printed, printed.replace("-", " "), printed.upper()):
        match = re.match(NUMERAL, form, re.IGNORECASE)
        assert match
        assert form == match[0]
        assert number == read_numeral(match[0])


@pytest.mark.parametrize(("printed", "number"), [("0", 0), ("7", 7), ("1204", 1204), ("nil", 0), ("zero", 0)])
def test_figures_and_other_words_for_none_are_read(printed: str, number: int) -> None:
    assert number == read_numeral(printed)
