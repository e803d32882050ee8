"""Verdicts: clauses of nothing but words of voting, read by what each of them says and not by their order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from minutesearch.records import Outcome, Span
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Verdict", "read_verdict", "verdict_at_end", "verdict_behind"]


class Verdict(NamedTuple):
    """How a clause says that a motion ended."""

    outcome: Outcome
    #: "amendment", "substantive" or "motion"; "" where the clause names none of them.
    target: str
    #: The clause.
    span: Span


_PASSED = word_set(
    "carried carries passed passes approved approves approval adopted adopts agreed agrees accepted resolved "
    "prevailed prevails agreement elected appointed successful mc msc mcu cwd"
)
_FAILED = word_set("lost loses failed fails defeated rejected negatived denied unsuccessful")
#: What a vote and a motion are, and a meeting and a sale too.
_OF_MUCH = word_set("successful unsuccessful")
_WITHDRAWN = word_set("withdrawn")
_FELL = word_set("fell falls died dies lapsed lapses")
#: What a motion does not do: "did not carry".
_BASE = word_set("carry pass succeed prevail")
_UNANIMOUS = word_set("unanimous unanimously unanimity")
_ALL = word_set("all everyone everybody full both")
_FAVOUR = word_set("favour favor ayes aye yes yea yeas affirmative")
_AGAINST = word_set(
    "against opposed opposing opposition objection objections objected dissent dissenting nay nays noes contrary"
)
_NONE = word_set("no none nobody nil without zero")
_SECOND = word_set("second seconder")
_MOTION = word_set("motion motions motioned resolution proposal proposition recommendation recommendations")
_AMENDMENT = word_set("amendment amendments")
_SUBSTANTIVE = word_set("substantive main original")
_AWAY = word_set("abstention abstentions abstained abstaining absent")
_PEOPLE = word_set(
    "members member councillors councilors commissioners trustees directors selectmen supervisors governors "
    "delegates"
)
_COUNTS = word_set("one two three four five six seven eight nine ten eleven twelve")
_SURE = word_set("carried carries passed passes unanimous unanimously motion amendment vote")
#: How the chair says that a vote was for it: "So voted."
_SO_ORDERED = (("so", "voted"), ("so", "ordered"))
_CHAIR = word_set("chair chairman chairperson chairwoman mayor president convener")
_DECLARES = word_set("declared declares ruled announced casting")
#: Words that say nothing of the end by themselves.
_FILLING = (
    _AWAY
    | _PEOPLE
    | _COUNTS
    | _DECLARES
    | word_set(
        "not the a an it this which who that was were is are has had been be being did do does and then so "
        "also thus to upon on by with in of from at for their his its vote votes voted voting poll ballot "
        "division show hands hand voice verbal roll call rollcall recorded taken put question result "
        "results outcome action decision disposition status these they after much some further brief lengthy "
        "long discussion debate following majority simple clear large small duly now therefore accordingly "
        "subsequently finally thereof there thereupon overwhelmingly overwhelming narrowly board council "
        "committee commission meeting assembly those present attending attendance having received want lack "
        "due nem con dis nobody seconded found ordered responded answered else rest remainder remaining "
        "other others apart ordinance final parish town city village"
    )
)
_KNOWN = (
    _PASSED | _FAILED | _WITHDRAWN | _FELL | _BASE | _UNANIMOUS | _ALL | _FAVOUR | _AGAINST | _NONE | _SECOND
    | _MOTION | _AMENDMENT | _SUBSTANTIVE | _CHAIR | _FILLING
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
#: What may stand behind a verdict: names and figures in brackets, who voted otherwise.
_REST = re.compile(
    r"\W*(?:\([^()]{0,200}\)\W*\Z"
    r"|[A-Z][^.]{0,200}?\b(?:abst\w+|oppos\w+|nays?|noes|against|absent|recus\w+|dissent\w*|excused)\b)"
)
#: "by Mike, Jim and Roger", which a clause of voting goes on behind. A word in capitals is one name.
_BY_NAMES = re.compile(
    r"\s(?:[A-Z][\w.’'-]*+(?:,\s(?:and\s)?|\sand\s|\s(?=[A-Z]))?){1,20}(?<=\w)(?=\s(?:was|were|is|are)\b)"
)
#: What parts a verdict from another clause behind it: "All were in favour and | the minutes were signed".
_NEXT_CLAUSE = re.compile(r"[,;]\s|\s(?=(?:and|but|with|except)\s)|\s\(")
#: The longest clause that is read, in letters; a longer one says more than how a motion ended.
_LONGEST = 240
#: "Motion to table carried 4-2": what the motion was to do stands before how it ended.
_MOTION_TO = re.compile(
    r"\W*(?:the\s|this\s|that\s)?motion\sto\s(?P<verb>[a-z]{3,})\b[^.;,]{0,120}?"
    r"\s(?=(?:was\s|is\s)?(?:carrie[ds]|pass(?:ed|es)|fail(?:ed|s)|lost|defeated|approved)\b)",
    re.IGNORECASE,
)
#: What parts a verdict from what stands before it.
_BOUNDARY = re.compile(r"[,;:–]\s+|\s-\s|(?=\b(?:and|which|with)\s)|\bbut\s+|\)\s")
_SUBJECT = (
    _UNANIMOUS | _ALL | _MOTION | _AMENDMENT | _PEOPLE
    | word_set("board council committee commission meeting assembly carried passed lost defeated vote voted")
    | word_set("it this second seconder seconded")
)  # fmt: skip
_TELLING = _PASSED | _FAILED | _WITHDRAWN | _FELL | _UNANIMOUS | _FAVOUR | _MOTION | _AMENDMENT
#: Behind "carried, to" begins what was moved.
_ACT = re.compile(r"\s*(?!(?:the|an?|his|her|their|its|our)\b)[a-z]{3,}\b")
_THAT = re.compile(r"\b(?:to|that)\W*\Z", re.IGNORECASE)


def read_verdict(text: str, clause: Span) -> Verdict | None:
    """Return how a clause says that a motion ended; None unless it says that and no more.

    Every word of it is one of voting; which of them it has, and whether "not" or "none" is among them, decides.
    A clause that both passes and fails something, or that only wishes, says none.
    """
    if clause.end - clause.start > _LONGEST:
        return None
    named = _MOTION_TO.match(text, *clause)
    begin = named.end() if named else clause.start
    words, stop = _words_around_names(text, Span(begin, clause.end))
    if named is not None:
        words = ["amendment" if named["verb"].lower() == "amend" else "motion", *words]
    if stop < clause.end and _REST.match(text, stop, clause.end) is None:
        words = _clause_before(text, Span(begin, stop))
    outcome = _outcome(words) if words else None
    return Verdict(outcome, _target(words), clause) if outcome is not None else None


def _clause_before(text: str, known: Span) -> list[str]:
    """Return the words of a verdict that another clause goes on from; empty if it has no subject."""
    parted = [match.start() for match in _NEXT_CLAUSE.finditer(text, *known)]
    words, _ = _words(text, Span(known.start, parted[-1])) if parted else ([], 0)
    rest, _ = _words(text, Span(parted[-1], known.end)) if parted else ([], 0)
    return words if set(words) & _SUBJECT and not set(rest) & _TELLING else []


def verdict_behind(text: str, place: int, end: int) -> Outcome | None:
    """Return how a motion ended by what follows mover and seconder: "and all voted in favour", ", carried, to".

    Behind the verdict may stand what was moved, with "to" or "that" before it.
    """
    end = min(end, place + _LONGEST)
    words, stop = _words(text, Span(place, end))
    if not words or not (set(words) - _FILLING):
        return None
    if stop < end and _REST.match(text, stop, end) is None:
        led = _THAT.search(text, place, stop)
        if led is None or _ACT.match(text, stop) is None:
            moved = words[0] in (
                "that",
                "to",
                "which",
            )  # "moved that the motion, which had been lost, be put again"
            words = [] if moved else _clause_before(text, Span(place, stop))
    return _outcome(words) if words else None


def verdict_at_end(text: str, sentence: Span) -> Verdict | None:
    """Return the verdict that a sentence ends with behind a mark or "and": "..., and all were in favour".

    What is moved may end with such words too, "be noted and approved"; so it has a subject or says "carried".
    """
    if _words(text, sentence)[1] == sentence.end:
        return None  # it is one verdict, or none
    start = max(sentence.start, sentence.end - _LONGEST)
    boundaries = (match.end() for match in _BOUNDARY.finditer(text, start, sentence.end))
    for begin in boundaries:
        words, stop = _words(text, Span(begin, sentence.end))
        if stop == sentence.end and words and set(words) & _SUBJECT and (outcome := _outcome(words)) is not None:
            return Verdict(outcome, _target(words), Span(begin, sentence.end))
    return None


def _words(text: str, clause: Span) -> tuple[list[str], int]:
    """Return the known words that a clause begins with, in small letters, and where the first other one stands."""
    words: list[str] = []
    for match in _WORD.finditer(text, *clause):
        word = match[0].lower()
        if not word.isdecimal() and word not in _KNOWN:
            return words, match.start()
        words.append(word)
    return words, clause.end


def _words_around_names(text: str, clause: Span) -> tuple[list[str], int]:
    """Return the known words of a clause as `_words` does, passing over those who voted: "The vote by Ash was"."""
    words, stop = _words(text, clause)
    names = _BY_NAMES.match(text, stop - 1, clause.end) if stop < clause.end else None
    if names is None:
        return words, stop
    behind, stop = _words(text, Span(names.end(), clause.end))
    return words + behind, stop


def _outcome(words: list[str]) -> Outcome | None:
    """Return the one outcome that words of voting say; None for none or for two."""
    said = set(words)
    if ("not", "seconded") in pairwise(words):
        return None if said & (_PASSED | _FAILED) else Outcome.FELL
    negated = any(before == "not" and word in _PASSED | _BASE for before, word in pairwise(words))
    if _says_nothing(words, negated=negated):
        return None
    ordered = any(pair in _SO_ORDERED for pair in pairwise(words))
    passed, failed = bool(said & _PASSED) or ordered, bool(said & _FAILED)
    if said & _SECOND:
        fell = bool(said & (_NONE | {"want", "lack"})) or negated
        return Outcome.FELL if fell and not passed else None
    if (passed and failed) or (failed and negated):
        return None
    if said & (_WITHDRAWN | _FELL):
        ended = Outcome.WITHDRAWN if said & _WITHDRAWN else Outcome.FELL
        return None if passed or failed else ended
    if negated or failed:
        return Outcome.LOST
    return Outcome.CARRIED if passed or _is_unanimous(words) else None


def _says_nothing(words: list[str], *, negated: bool) -> bool:
    """Return whether words of voting decide nothing: "No vote was taken", "be carried"."""
    said = set(words)
    return (
        bool(said & _CHAIR and not said & _DECLARES)
        or ("not" in said and not negated)
        or words[-1] == "on"  # "The meeting carried on"
        or "be" in said
        or bool(said & _OF_MUCH and not said & (_MOTION | _AMENDMENT))
        or bool(said & _BASE and not negated)
        or bool(said & _NONE and not said & (_AGAINST | _AWAY | _SECOND))
        or _counts_some(words)
    )


def _is_unanimous(words: list[str]) -> bool:
    """Return whether words without a verb of passing say that all, or the most, were for it."""
    said = set(words)
    if said & _AGAINST and not said & _NONE and not any(word.isdecimal() for word in words):
        return False
    if said & _UNANIMOUS or words == ["for", "all"]:
        return True
    # "Roll call: all aye" is how each voted; whether that was enough is said behind it.
    return bool(said & _ALL and said & _FAVOUR and not said & {"roll", "rollcall"}) or _scores(words)


def _scores(words: list[str]) -> bool:
    """Return whether words are the score of a vote that was won: "The vote was 5-0 in favor"."""
    if not {"vote", "voted"} & set(words) or not set(words) & _FAVOUR:
        return False
    figures = [int(word) for word in words if word.isdecimal()]
    return len(figures) in (2, 3) and figures[0] > figures[1]


def _counts_some(words: list[str]) -> bool:
    """Return whether words count those of one side and say no more: "Two members agreed"."""
    counted = any(
        (before.isdecimal() or before in _COUNTS) and word in _PEOPLE for before, word in pairwise(words)
    )
    return counted and not set(words) & _SURE


def _target(words: list[str]) -> str:
    """Return what of motion, amendment and substantive motion a clause names."""
    said = set(words)
    if said & _AMENDMENT:
        return "amendment"
    if said & _MOTION:
        return "substantive" if said & _SUBSTANTIVE else "motion"
    return ""
