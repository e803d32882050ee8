"""Detection of the outcomes of motions and amendments, sentence by sentence, where the minutes state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.recording.moving.moved_words import is_among_words, is_conditional, is_within_words
from minutesearch.recording.printed.reports import report_of_elsewhere
from minutesearch.records import Outcome, Span
from minutesearch.segmenting.moving.verdicts import read_verdict, verdict_at_end

__all__ = ["Ending", "iter_endings", "names_motion", "opens_with_end", "read_result", "says_end_alone"]


class Ending(NamedTuple):
    """A stated outcome of a motion or amendment."""

    outcome: Outcome
    #: "amendment", "substantive" or "motion"; "" where the sentence names none of them.
    target: str
    #: Where it is said.
    span: Span
    #: Whether it is said of an amendment that took a motion's place ("put as the substantive motion").
    replaces: bool = False
    #: Whether it stands among the words moved, and so yields to one that a later sentence names.
    is_doubtful: bool = False


_THING = re.compile(
    r"\b(?P<amendment>amendments?|motions?\sto\samend(?:\s(?:(?:to|the|this|that|his|her)\s)?(?:[\w’']+\s){0,2}?"
    r"(?:motion|amendment|proposition|question)|(?=\s(?:was|is|failed|fails|carried|carries|passed|lost|died)\b"
    r"|\s?[“\"])))\b"
    r"|\b(?P<substantive>(?:substantive|main|original) (?:motion|proposition|proposal|recommendations?))\b"
    r"|\b(?P<motion>motions?|propositions?|proposals?|recommendations?|resolutions?)\b",
    re.IGNORECASE,
)
_BE = r"(?:was|were|is|being|been|declared|and|be)"
#: "Subject to the amendment proposed by Ash, the minutes were approved": what was approved is not the amendment.
_WITH = re.compile(
    r"\b(?:subject\sto|with|including)\s(?:(?:the|an?|this|these|that|those|following|above)\s){0,2}\Z",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"\b{_BE}\s+(?:(?:now|then|duly|accordingly|unanimously|thus|therefore|also|subsequently|declared|to be"
    r"|put and|overwhelmingly|narrowly)\s+){0,3}"
    r"(?P<not>not\s+)?(?:(?P<carried>carried(?!\s(?:out|on|over|forward)\b)|agreed|approved|adopted|passed"
    r"|accepted|supported)"
    r"|(?P<lost>lost|defeated|negatived|rejected|denied)|(?P<withdrawn>withdrawn))\b"
    r"|\b(?:motion|resolution|proposal|amendment|it|which)\s+(?:(?:then|was|unanimously|duly|narrowly)\s+)*"
    r"(?:(?P<did>carried|passed|adopted|carries|passes|prevailed|prevails)"
    r"(?!\s(?:out|on|over|forward|through|away|to)\b)"
    r"|(?P<unanimous>unanimous(?:ly)?(?=\W*(?:\Z|[A-Z(]|by\b)))"
    r"|(?P<did_not>(?:did|does)\snot\s(?:carry|pass)"
    r"|not\s(?:carried|agreed|approved|passed|adopted|accepted|supported)|lost|defeated|fails"
    r"|failed(?!\sto\b)|loses)"
    r"|(?P<died>died|fell|dies|falls))\b"
    r"|(?<!\bto\s)\b(?P<fell>fell|fallen|falls|lapsed)\b(?!\s(?:to|the|an?|all|any)\b)"
    r"|\b(?P<failed>failed)\b(?! to\b)|\b(?P<withdrew>withdrew)\b"
    r"|\bdeclared\b[^.;]{0,160}?\b(?:(?P<ruled>carried|adopted)|(?P<ruled_out>lost|defeated))\b"
    r"|,?\s(?:(?P<carries>carried|passed)|(?P<loses>lost|defeated|failed))\s(?:unanimously\b"
    r"|(?:by|with|on)\s(?:a|an)\s(?:\w+\s){0,2}(?:majority|votes?|show)\b)"
    r"|\b(?P<became>became)\s(?:the|a)\s(?:finding|decision|resolution|substantive\s(?:motion|proposal))\b"
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
    "carries": Outcome.CARRIED,
    "loses": Outcome.LOST,
    "became": Outcome.CARRIED,
    "unanimous": Outcome.CARRIED,
    "did_not": Outcome.LOST,
    "died": Outcome.FELL,
    "lost": Outcome.LOST,
    "failed": Outcome.LOST,
    "withdrawn": Outcome.WITHDRAWN,
    "withdrew": Outcome.WITHDRAWN,
    "fell": Outcome.FELL,
}
#: "Voted 3-0-0": those for come first.
_VOTED = re.compile(r"\W*voted?:?\s{1,4}(?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3})\b", re.IGNORECASE)
#: "the Board voted 2-1 to deny".
_BODY_VOTED = re.compile(
    r"\b(?:board|council|commission|committee|members) voted (?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3})\b"
    r"(?:\s?[-–]\s?\d{1,3})?(?:\sby\s(?:a\s)?(?:roll[- ]call|voice|hand)\svote)? to\b",
    re.IGNORECASE,
)
#: "Motion to reconvene: Ash Second: Elm Vote: 5-0-0", and nothing behind it.
_VOTE_LABELLED = re.compile(
    r"\s(?:Vote|VOTE):\s{1,4}(?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3})(?:\s?[-–]\s?\d{1,3})?\W*\Z"
)
#: "Motion to fell the oak - defeated - Cedar (motion)".
_BETWEEN = re.compile(
    r"\s[–—-]\s(?:motion\s)?(?:(?P<carried>approved|carried|passed|adopted|agreed|accepted)|(?P<lost>defeated"
    r"|denied|failed|rejected|lost"
    r"|not (?:approved|carried|passed|agreed))|(?P<withdrawn>withdrawn))(?:\sunanimously)?(?=\s[–—-]\s|\s*[.(]"
    r"|\s*\Z)",
    re.IGNORECASE,
)
#: Behind names and without a verb: "SECONDED: Cr Bethel CARRIED RESOLUTION NO. 12".
_SHOUTED = re.compile(
    r"(?<=[\w.)] )(?<!(?i:was) )(?<!(?i:be) )(?<!(?i:not) )(?:(?:MOTION )?"
    r"(?:(?P<carried>CARRIED)|(?P<lost>LOST|DEFEATED)|(?P<withdrawn>WITHDRAWN))"
    r"|(?<=[A-Z][a-z]{3} )(?:Carried)(?=\s*(?:\Z|[A-Z0-9(])))\b"
)
_TOLD = re.compile(
    r"\b(?:said|stated|reported|explained|asked|recalled|added|felt|argued|replied|noted|advised|confirmed"
    r"|mentioned|had|has|have)\b"
    r"|\b(?:when|where|because|since|although|if)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|stated|reported|explained|recalled|felt|argued|replied|advised|mentioned|reminded)\b",
    re.IGNORECASE,
)
#: The end of what may stand before an outcome whose sentence names no motion.
_ITS_SUBJECT = re.compile(
    r"(?:\A|\b(?:it|this|which|that|both|and|then|being|vote|unanimously|hands|division|seconder|second|poll"
    r"|therefore|accordingly|so|seconded"
    r"|[Cc]ouncill?or \w+|[.,;:)])\s?,?)\W*\Z",
    re.IGNORECASE,
)
#: A sentence that ends so says no end: "that the motion be agreed" is still a wish.
_WISH = re.compile(r"\bbe\s+(?:(?!and\s(?:the|it|this|that|on)\b|but\b)\w+\s+){0,3}\Z", re.IGNORECASE)


_CARRIED_BEFORE = re.compile(r"\b(?:carried|agreed|passed|adopted|approved|accepted)\b[^.;]*\Z", re.IGNORECASE)
#: "failed for lack of a second": nobody voted it down.
_NO_SECONDER = re.compile(
    r",?\s(?:due\sto|for|because\sof|from)\s(?:the\s|a\s)?(?:lack|want|absence)\sof\s(?:a\s|any\s)?second",
    re.IGNORECASE,
)


def names_motion(text: str) -> bool:
    """Return whether a text names a motion, an amendment or a proposal."""
    return _THING.search(text) is not None


#: The end of one motion run together with the next: "Carried 19/090 ASH: That the accounts be paid."
_OPENS = re.compile(
    r"(?:(?P<carried>Carried|CARRIED)|(?P<lost>Lost|LOST|Defeated|DEFEATED)|(?P<withdrawn>Withdrawn|WITHDRAWN))"
    # Not "Lost Creek": behind the bare word begins another motion, a number or a shout.
    r"(?:\s(?i:unanimously)|[.:])?(?:(?<=[.:y])\s+(?=[A-Z0-9#(])|(?<=[A-Z])\s+(?=[A-Z0-9#(])"
    r"|\s+(?=[0-9#(]|[A-Z]{2}|(?:Moved|Motion|Proposed|Resolution|Seconded|The|It|That)\b))"
)


#: "RESULT: ADOPTED [UNANIMOUS]", which some minutes print over who moved.
_RESULT = re.compile(
    r"\bRESULT\s?[:–]\s(?:(?P<carried>adopted|approved|passed|carried|accepted)|(?P<lost>failed|defeated|denied|lost)"
    r"|(?P<withdrawn>withdrawn))\b",
    re.IGNORECASE,
)


def read_result(text: str, stretch: Span) -> Ending | None:
    """Return the outcome that stands behind the label "RESULT"; None without it."""
    match = _RESULT.search(text, *stretch)
    return Ending(_OUTCOMES[match.lastgroup or "carried"], "", Span(*match.span())) if match else None


def opens_with_end(text: str, sentence: Span) -> bool:
    """Return whether a sentence begins with the end of what was moved before it."""
    return _OPENS.match(text, *sentence) is not None


def says_end_alone(text: str) -> bool:
    """Return whether a text is nothing but how a motion ended, or begins so: "Agreed by all present"."""
    return read_verdict(text, Span(0, len(text))) is not None or _OPENS.match(text) is not None


def iter_endings(text: str, sentence: Span) -> Iterator[Ending]:
    """Yield the outcomes that a sentence states, in order.

    Each belongs to the motion or amendment named last before it: "The amendment was lost and the motion carried".
    What is asked, or reported of another meeting or body, is none.
    """
    if text[sentence.start : sentence.end].rstrip().endswith("?"):
        return
    elsewhere = report_of_elsewhere(text, sentence)
    for ending in _iter_stated(text, sentence):
        if elsewhere is None or ending.span.end <= elsewhere:
            yield ending


def _iter_stated(text: str, sentence: Span) -> Iterator[Ending]:
    """Yield the outcomes that a sentence states, wherever they were."""
    counted = (
        _VOTED.match(text, *sentence)
        or _BODY_VOTED.search(text, *sentence)
        or _VOTE_LABELLED.search(text, *sentence)
    )
    if counted is not None and int(counted["ayes"]) != int(counted["noes"]):
        won = int(counted["ayes"]) > int(counted["noes"])
        yield Ending(Outcome.CARRIED if won else Outcome.LOST, "", Span(*counted.span()))
        return
    verdict = read_verdict(text, sentence)
    if verdict is not None:
        yield Ending(verdict.outcome, verdict.target, verdict.span)
        return
    labelled = read_result(text, sentence)
    if labelled is not None:
        yield labelled
        return
    between = _BETWEEN.search(text, *sentence)
    if between is not None:
        yield Ending(_OUTCOMES[between.lastgroup or "carried"], "", Span(*between.span()))
        return
    shouted = _SHOUTED.search(text, *sentence)
    if shouted is not None and not text[sentence.start : sentence.end].isupper():
        yield Ending(_OUTCOMES[shouted.lastgroup or "carried"], "", Span(*shouted.span()))
        return
    opens = _OPENS.match(text, *sentence)
    if opens is not None:
        yield Ending(_OUTCOMES[opens.lastgroup or "carried"], "", Span(*opens.span()))
    things = [
        (match.start(), match.lastgroup or "")
        for match in _THING.finditer(text, *sentence)
        if not _WITH.search(text, max(sentence.start, match.start() - 40), match.start())
    ]
    found = False
    for match in _ENDED.finditer(text, *sentence):
        ending = _read_ending(text, sentence, match, things)
        if ending is not None:
            yield ending
            found = True
    last = None if found or opens is not None else verdict_at_end(text, sentence)
    if last is not None and not _TOLD.search(text, sentence.start, last.span.start):
        yield Ending(last.outcome, last.target, last.span)


def _read_ending(
    text: str, sentence: Span, match: re.Match[str], things: Sequence[tuple[int, str]]
) -> Ending | None:
    """Return the outcome that words such as "was lost" state, given the motions named; None if they state none."""
    span, word = Span(*match.span()), match.lastgroup or ""
    if match["way"]:
        after = _THING.match(text, _skip_article(text, match.end()))
        outcome = Outcome.LOST if match["way"].lower() == "against" else Outcome.CARRIED
        return Ending(outcome, (after.lastgroup or "") if after else "", span)
    if is_conditional(text, sentence, span) or is_within_words(text, sentence, span):
        return None
    before_verb = text[sentence.start : match.start()]
    if match.group().lower().split()[0] == "be" or (match["not"] is None and _WISH.search(before_verb)):
        return None
    if match["withdrew"]:
        after = _THING.search(text, match.end(), min(sentence.end, match.end() + 60))
        return Ending(Outcome.WITHDRAWN, after.lastgroup or "", span) if after else None
    if match["became"] and _CARRIED_BEFORE.search(before_verb):
        return None  # "was carried and became the substantive motion": that is said once
    if match["accepted"]:
        return Ending(Outcome.CARRIED, "amendment", span)
    if not any(start < match.end() for start, _ in things) and not _is_of_motion(before_verb):
        return None
    end = match.end() if word.startswith(("ruled", "did", "died", "unanimous")) else match.start()
    before = [name for start, name in things if start < end]
    last = max((start for start, _ in things if start < end), default=sentence.start)
    if _SAID.search(text, last, max(last, match.start())):
        return None  # "opposing the motion, said that a like scheme had failed"
    target = before[-1] if before else ""
    outcome = Outcome.LOST if match["not"] else _OUTCOMES[word]
    if outcome is Outcome.LOST and _NO_SECONDER.match(text, match.end()) is not None:
        outcome = Outcome.FELL
    replaces = "amendment" in before and target == "substantive"
    replaces = replaces or (target != "amendment" and "as amended" in before_verb.lower())
    return Ending(outcome, target, span, replaces, is_among_words(text, sentence, span))


def _is_of_motion(before: str) -> bool:
    """Return whether what ended, if the sentence names nothing, can be the motion: "it was", "which fell"."""
    return _TOLD.search(before) is None and _ITS_SUBJECT.search(before) is not None  # "said that attendances fell"


def _skip_article(text: str, place: int) -> int:
    match = re.compile(r"\s*(?:the|this|that)?\s*", re.IGNORECASE).match(text, place)
    return match.end() if match else place
