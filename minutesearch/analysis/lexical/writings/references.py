"""Ways of writing a reference of letters and a number: "s106" and "section 106", "A 229", "Part V"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minutesearch.analysis.lexical.writings.numbers import NUMBER_WORDS, ROMAN, ROMANS, decimal_of, write_number
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.late import compile_later

__all__ = ["LETTERED", "find_references"]

#: Parts of laws and documents with their abbreviations: the Oxford Standard for the Citation of Legal Authorities,
#: 4th edition, 2012, appendix 4.2.
_PARTS = (
    ("section", "s", "sec", "sect"),
    ("sections", "ss"),
    ("paragraph", "para"),
    ("paragraphs", "paras"),
    ("regulation", "reg"),
    ("regulations", "regs"),
    ("article", "art"),
    ("articles", "arts"),
    ("schedule", "sch", "sched"),
    ("clause", "cl"),
    ("chapter", "ch"),
    ("appendix", "app"),
    ("number", "no"),
    ("numbers", "nos"),
    ("page", "p"),
    ("pages", "pp"),
    ("quarter", "q"),
    ("junction", "jct", "j"),
    ("volume", "vol"),
    ("version", "v"),
    ("figure", "fig"),
    ("year", "yr"),
    ("room", "rm"),
    ("apartment", "apt"),
    ("key stage", "ks"),
    ("world war", "ww"),
)
#: What else is told apart by a number that may be in words or Roman: "phase two", "Grade II", "Part V".
_NUMBERED = frozenset(
    # One string, since a list is a page long and no easier to read.
    """
    act annex appendix area article band bay block book building category chapter class clause district division
    edition goal grade group issue item key junction layer level line lot module objective option package page
    paragraph part phase pillar plan platform plot point policy priority programme project quarter question
    recommendation region regulation resolution room round route rule scenario schedule section sector site stage
    flat house suite standard step strand strategy table target team theme tier tranche type unit version volume
    war ward wave year zone number
    """.split()  # noqa: SIM905
) | {name for names in _PARTS for name in names if len(name) > 1}
#: What has letters in place of numbers, and is seldom anything else: "Appendix B".
LETTERED = frozenset(("appendix", "app", "schedule", "sch", "sched", "figure", "fig"))
#: "No two" is no number.
_NO = "no"
_CALLED = {name: names for names in _PARTS for name in names}
_REFERENCE = compile_later(
    r"(?x) (?<![\w./@&'’-]) (?P<letters>[^\W\d_]{1,12}) (?P<gap> \.\ ?|\ |-|)"
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3})*+[a-zA-Z]?) (?! [\w/@&:] | [-.,'’]\w )"
)
_SPELT = compile_later(
    rf"(?i)(?<![\w./@&'’-])(?P<noun>{'|'.join(sorted(_NUMBERED, key=len, reverse=True))})"
    rf"(?:\. ?|[ -]|(?<=ww)|(?<=ks))(?P<number>[0-9]{{1,2}}|{NUMBER_WORDS}|{ROMAN}|(?<= )[a-h])"
    r"(?![\w/@&:]|[-.,'’]\w)"
)
#: The longest abbreviation that a number is written to without a space.
_SHORT = 3
#: What stands between the letters and the number where they are written apart.
_GAPS = ("", " ")


def find_references(text: str) -> Iterator[Stretch]:
    """Yield the references in a text, each with the other ways of writing it.

    What is typed with a space between is one only where a text has it as one, since "item 5" asks for two words.
    """
    for match in _SPELT.finditer(text):
        noun, number = match["noun"], match["number"].lower()
        names = dict.fromkeys((noun, *_CALLED.get(noun.casefold(), ())))
        if noun.casefold() == _NO and not number.isdigit():
            continue
        if number.isalpha() and len(number) == 1 and number not in ROMANS:
            if noun.casefold() in LETTERED and (
                others := tuple(f"{name} {number}" for name in names if name is not noun)
            ):
                yield Stretch(*match.span(), others, is_one=False)
            continue
        value = Decimal(ROMANS[number]) if number in ROMANS else decimal_of(number)
        spelt = [
            f"{name}{gap}{each}"
            for name in names
            for each in write_number(value, roman=True)
            for gap in _GAPS
            if (name.casefold() != _NO or each.isdigit())
            and (gap or ((each.isdigit() or name == "ww") and (len(name) <= _SHORT or name is noun)))
        ]
        yield Stretch(*match.span(), tuple(dict.fromkeys(spelt)), is_one=False)
    for match in _REFERENCE.finditer(text):
        letters, number = match["letters"], match["number"]
        called = letters.casefold()
        is_apart = " " in match["gap"]
        if is_apart and called != "a" and called in STOP_WORDS:
            continue
        names = dict.fromkeys((letters, *_CALLED.get(called, ())))
        # "reg" stands for "regulation", but nobody writes "regulation12".
        written = (
            f"{name}{gap}{number}"
            for name in names
            for gap in _GAPS
            if gap or len(name) <= _SHORT or name is letters
        )
        yield Stretch(*match.span(), tuple(dict.fromkeys(written)), is_one=not is_apart)
