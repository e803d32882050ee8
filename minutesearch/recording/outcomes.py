"""Detection of the outcomes of motions and amendments, sentence by sentence, where the minutes state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from minutesearch.records import Outcome, Span

__all__ = ["Ending", "iter_endings", "names_motion"]


class Ending(NamedTuple):
    """A stated outcome of a motion or amendment."""

    outcome: Outcome
    #: "amendment", "substantive" or "motion"; "" where the sentence names none of them.
    target: str
    #: Where it is said.
    span: Span
    #: Whether it is said of an amendment that took a motion's place ("put as the substantive motion").
    replaces: bool = False


_THING = re.compile(
    r"\b(?P<amendment>amendments?)\b|\b(?P<substantive>substantive (?:motion|proposition|recommendations?))\b"
    r"|\b(?P<motion>motions?|propositions?|proposals?|recommendations?)\b",
    re.IGNORECASE,
)
_BE = r"(?:was|were|is|being|been|declared|and|be)"
_ENDED = re.compile(
    rf"\b{_BE}\s+(?:(?:now|then|duly|accordingly|unanimously|thus|therefore|also|subsequently|declared|to be"
    r"|put and|overwhelmingly|narrowly)\s+){0,3}"
    r"(?P<not>not\s+)?(?:(?P<carried>carried(?!\s(?:out|on|over|forward)\b)|agreed|approved|adopted|passed|accepted|supported)"
    r"|(?P<lost>lost|defeated|negatived|rejected)|(?P<withdrawn>withdrawn))\b"
    r"|\b(?:motion|resolution|proposal|amendment)\s+(?:(?P<did>carried|passed|adopted)(?!\s(?:out|on|over|forward)\b)|(?P<did_not>lost|defeated)"
    r"|(?P<died>died|fell))\b"
    r"|\b(?P<fell>fell|fallen|falls|lapsed)\b|\b(?P<failed>failed)\b(?! to\b)|\b(?P<withdrew>withdrew)\b"
    r"|\bdeclared\b[^.;]{0,160}?\b(?:(?P<ruled>carried|adopted)|(?P<ruled_out>lost|defeated))\b"
    r"|\b(?P<accepted>accepted)\s+the\s+(?:\w+\s+)?amendment\b"
    r"|\b(?:cast|casting|used?|gave|deciding)\b[^.;]{0,60}?\bvote\b[^.;]{0,20}?"
    r"(?P<way>in favour of|for|against)\b",
    re.IGNORECASE,
)
_OUTCOMES = {
    "carried": Outcome.CARRIED,
    "accepted": Outcome.CARRIED,
    "ruled": Outcome.CARRIED,
    "ruled_out": Outcome.LOST,
    "did": Outcome.CARRIED,
    "did_not": Outcome.LOST,
    "died": Outcome.FELL,
    "lost": Outcome.LOST,
    "failed": Outcome.LOST,
    "withdrawn": Outcome.WITHDRAWN,
    "withdrew": Outcome.WITHDRAWN,
    "fell": Outcome.FELL,
}
#: "Unanimously Carried." and nothing else.
_ALONE = re.compile(
    r"\W*+(?:(?:unanimously|(?:the )?(?:motion|vote|resolution)|was|declared|all in favou?r|all)\W++)*"
    r"(?:(?P<carried>carried|agreed|passed|unanimous(?:ly)?|in favou?r)|(?P<lost>lost|defeated|failed))"
    r"(?:\s+unanimously)?(?:\W++(?:by\s+)?(?:a\s+vote\s+of\s+)?[\d\s/–()-]{1,16}(?:votes?\s+to\s+\d{1,3}.{0,60})?)?(?:\W+\([^()]{0,200}\))?\W*",
    re.IGNORECASE,
)
#: "Voted 3-0-0": those for come first.
_VOTED = re.compile(r"\W*voted?:?\s(?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3})\b", re.IGNORECASE)
#: "the Board voted 2-1 to deny".
_BODY_VOTED = re.compile(
    r"\b(?:board|council|commission|committee|members) voted (?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3})\b"
    r"(?:\s?[-–]\s?\d{1,3})? to\b",
    re.IGNORECASE,
)
#: A sentence that ends so says no end: "that the motion be agreed" is still a wish.
_WISH = re.compile(r"\bbe\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE)


def names_motion(text: str) -> bool:
    """Return whether a text names a motion, an amendment or a proposal."""
    return _THING.search(text) is not None


def iter_endings(text: str, sentence: Span) -> Iterator[Ending]:
    """Yield the outcomes that a sentence states, in order.

    Each belongs to the motion or amendment named last before it: "The amendment was lost and the motion carried".
    """
    counted = _VOTED.match(text, *sentence) or _BODY_VOTED.search(text, *sentence)
    if counted is not None and int(counted["ayes"]) != int(counted["noes"]):
        won = int(counted["ayes"]) > int(counted["noes"])
        yield Ending(Outcome.CARRIED if won else Outcome.LOST, "", Span(*counted.span()))
        return
    alone = _ALONE.fullmatch(text, *sentence)
    if alone is not None:
        yield Ending(_OUTCOMES[alone.lastgroup or "carried"], "", Span(*alone.span()))
        return
    things = [(match.start(), match.lastgroup or "") for match in _THING.finditer(text, *sentence)]
    for match in _ENDED.finditer(text, *sentence):
        word = match.lastgroup or ""
        if match["way"]:
            after = _THING.match(text, _skip_article(text, match.end()))
            outcome = Outcome.LOST if match["way"].lower() == "against" else Outcome.CARRIED
            yield Ending(outcome, (after.lastgroup or "") if after else "", Span(*match.span()))
            continue
        verb = match.group().lower().split()
        if verb[0] == "be" or (match["not"] is None and _WISH.search(text[sentence.start : match.start()])):
            continue
        outcome = Outcome.LOST if match["not"] else _OUTCOMES[word]
        if match["accepted"]:
            yield Ending(outcome, "amendment", Span(*match.span()))
            continue
        before = [
            name
            for start, name in things
            if start < (match.end() if word.startswith(("ruled", "did", "died")) else match.start())
        ]
        target = before[-1] if before else ""
        yield Ending(
            outcome, target, Span(*match.span()), replaces="amendment" in before and target == "substantive"
        )


def _skip_article(text: str, place: int) -> int:
    match = re.compile(r"\s*(?:the|this|that)?\s*", re.IGNORECASE).match(text, place)
    return match.end() if match else place
