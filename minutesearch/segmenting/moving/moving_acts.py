"""Grammar of moving and seconding: who did which in a text, whatever the voice, tense, order or abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.cues.moving_away import goes_elsewhere, made_is_moved
from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.moving.act_words import ACT_PARTS, ANY_CUE, CUE, Role, is_no_name
from minutesearch.segmenting.moving.acting_subjects import LONGEST_BOUNDARY, acting_subject, goes_on
from minutesearch.segmenting.moving.names_before import (
    INITIALS,
    begins_clause,
    persons_before,
    subject_before,
)
from minutesearch.segmenting.moving.names_behind import name_behind, name_linked
from minutesearch.segmenting.text.sentences import MOST_READ, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["MovingAct", "read_acts"]


class MovingAct(NamedTuple):
    """One person's part in a motion."""

    role: Role
    #: The name as printed.
    name: Span
    #: Name and verb: the words that show it.
    evidence: Span


#: A text that is longer is looked through once for what it may say.
_SHORT = 4000
_LONGEST_OFFICE = 200


#: "002-16 Councillor Ash that the agenda be accepted", "M: Ash S: Elm": those without a word of moving.
_NUMBERED = re.compile(
    r"\d[-/]\d{1,4}\s+(?:C|A|R|M)\w{1,10}\.?\s[A-Z][\w’'-]+\s(?:that|That|THAT)\s"
    r"|\b[MP]\s?[:–-]\s?[A-Z](?:(?!\s[a-z])[^;:]){1,40}?\bS\s?[:–-]\s?[A-Z]"
)


def _may_act(text: str) -> bool:
    """Return whether a text has words of moving or seconding; most have none."""
    lower = text.lower()
    return any(part in lower for part in ACT_PARTS) or _NUMBERED.search(text) is not None


def read_acts(text: str) -> tuple[MovingAct, ...]:
    """Return who moved and who seconded in a text, in its order; the last few long texts are remembered."""
    text = text[:MOST_READ]
    if len(text) > _SHORT:
        return _remember_long(text)
    return _remember(text) if _may_act(text) else ()


def _iter_acts(text: str) -> Iterator[MovingAct]:
    place = 0
    taken: list[Span] = []
    while (cue := ANY_CUE.search(text, place)) is not None:
        place = cue.end()
        acts = _both(text, cue) if cue["both"] else _read_cue(text, cue, taken)
        if not acts and cue["both"] and (alone := CUE.match(text, cue.start())) is not None:
            acts, place = _read_cue(text, alone, taken), alone.end()
        else_by = None if acts or cue["both"] else _letters_behind(text, cue, taken)
        acts = acts or (() if else_by is None else (else_by,))
        if acts:
            acts = tuple(_like_before(text, act, taken) for act in acts)
            yield from acts
            taken = [*taken[-1:], *(act.name for act in acts)]
            place = max(place, *(act.name.end for act in acts))


def _letters_behind(text: str, cue: re.Match[str], taken: Sequence[Span]) -> MovingAct | None:
    """Return who is named by initials alone behind a cue, where the one before is: "seconded by HD Paid by"."""
    if not taken or INITIALS.fullmatch(text, *taken[-1]) is None:
        return None
    seconds = cue.lastgroup == "seconded_by" or (cue.lastgroup == "short" and cue[0].lower().startswith("second"))
    if not seconds:
        return None
    short = INITIALS.match(text, cue.end())
    return _act(Role.SECONDS, Span(*short.span()), cue) if short else None


def _like_before(text: str, act: MovingAct, taken: Sequence[Span]) -> MovingAct:
    """Return an act by initials, as the act before it: "proposed by AS, seconded by HD Paid by cheque"."""
    short = INITIALS.match(text, act.name.start) if taken else None
    if short is None or INITIALS.fullmatch(text, *taken[-1]) is None:
        return act
    return act._replace(name=Span(act.name.start, short.end()))


_remember = lru_cache(maxsize=1024)(lambda text: tuple(_iter_acts(text)))
#: A passage is asked for its acts once for each of the motions in it, of which a long line may have thousands.
_remember_long = lru_cache(maxsize=4)(lambda text: tuple(_iter_acts(text)) if _may_act(text) else ())


def _read_cue(text: str, cue: re.Match[str], taken: Sequence[Span]) -> tuple[MovingAct, ...]:
    """Return the acts that a cue shows, by what stands before or behind it; empty where no person does.

    Args:
        text: The text.
        cue: A match of `CUE`.
        taken: The last names that other cues took: "MOVED Cr Ash SECONDED Cr Elm".
    """
    sort = cue.lastgroup or ""
    seconds = sort.startswith("second") or cue[0].lower().startswith(("sec", "2"))
    role = Role.SECONDS if seconds else Role.MOVES
    if sort in ("moves", "short") and _MOVED.search(cue[0]) and goes_elsewhere(text, cue.end()):
        return ()
    if sort in ("moves", "seconds", "short"):
        return _act_of_subject(text, cue, role, taken)
    if sort == "his":
        found = subject_before(text, cue.start())
        if found is None or is_no_name(text[found.start : found.end - 2].split()[-1]):
            return ()  # "the Council’s Resolution"
        if _OF_OTHER.search(text, max(0, found.start - LONGEST_BOUNDARY), found.start):
            return ()
        return (_act(role, Span(found.start, found.end - 2), cue),) if _SECONDED.search(text, cue.end()) else ()
    if _is_of_else(text, cue, taken):
        return ()
    acts = _movers_together(text, cue) or _behind(text, cue, role)
    if not acts and _ACTIVE_LABEL.match(cue[0]) is not None:
        found = subject_before(text, cue.start())  # "Councillor Ash proposed:", with what is proposed below
        return (_act(role, found, cue),) if found else ()
    return acts


def _act_of_subject(text: str, cue: re.Match[str], role: Role, taken: Sequence[Span]) -> tuple[MovingAct, ...]:
    """Return the act of whoever stands before a verb, or behind one that is as good as a label."""
    seconds, short = role is Role.SECONDS, cue.lastgroup == "short"
    found = acting_subject(text, cue, role, taken)
    if found is not None and _is_none_here(text, cue, found):
        return ()
    if found is not None and all(found.end <= one.start or found.start >= one.end for one in taken):
        return (_act(role, found, cue),) if not short or "." not in cue[0] else ()
    if not short:
        return ()
    follows = found is not None or begins_clause(text, cue.start()) or (seconds and goes_on(text, cue, taken))
    follows = follows or _BY_LETTERS.match(text, cue.start()) is not None
    acts = _behind(text, cue, role) if follows else ()
    return () if acts and _is_thing_proposed(text, cue, acts[0].name) else acts


def _is_none_here(text: str, cue: re.Match[str], name: Span) -> bool:
    """Return whether what stands before "second" is nobody: "NO SECOND.", "on April 2nd at 6 pm"."""
    before = text[name.start : name.end]
    return (before == "NO" and cue[0] == "SECOND") or (cue[0].startswith("2") and before.lower() in _MONTHS)


def _is_thing_proposed(text: str, cue: re.Match[str], name: Span) -> bool:
    """Return whether "Proposed" is of a thing: "Proposed Lower Extension to the hall", which nobody seconds."""
    if not cue[0].lower().startswith("proposed") or title_length(list(iter_words(text, *name)), 0):
        return False
    if cue[0].isupper() and text[name.start : name.end].isupper() and _SECONDED.match(text, name.end) is None:
        return True  # "PROPOSED FEES"
    return _OF_THING.match(text, name.end) is not None and _SECONDED.match(text, name.end) is None


def _is_of_else(text: str, cue: re.Match[str], taken: Sequence[Span]) -> bool:
    """Return whether words that may announce a name are of something else than a motion that is moved here."""
    sort = cue.lastgroup
    if sort == "motion":
        return not begins_clause(text, cue.start())
    if sort == "made_by":
        if _STILL_TO_BE.search(text, max(0, cue.start() - LONGEST_BOUNDARY), cue.start()):
            return True
        return not _is_motion_made(text, cue) and _SECONDED_BEHIND.match(text, cue.end()) is None
    if sort == "moved_by":
        if _OFFERED.fullmatch(cue[0]) and not _SECOND_NEXT.match(text, _name_end(text, cue)):
            return True
        before = max(0, cue.start() - LONGEST_BOUNDARY)
        if (_KNOWN_MOVED.search(text, before, cue.end()) or _of_thing(text, cue)) and not _SECONDED.match(
            text, cue.end()
        ):
            return True
        return _KNOWN.search(text, before, cue.end()) is not None
    near = bool(taken) and taken[-1].end > cue.start() - _LONGEST_OFFICE
    if _LETTER.match(cue[0]):  # "S-Elm" behind "M-Ash"
        return not near
    if _SUPPORT.match(cue[0]):  # "Ash moved, with support from Elm"; "for support from Elm Motors" is none
        return not taken or cue.start() - taken[-1].end > _NEXT_CLAUSE
    supports = cue[0].lower().startswith("support")
    return supports and not near and _MOVED_BEHIND.match(text, cue.end()) is None


#: "The Board approved the grant application | proposed by Ash": who proposed what is approved moved nothing.
_THING_BEFORE = re.compile(
    r"\b(?:approv|accept|adopt|discuss|consider|review|receiv)(?:ed|es|ing|e)?\s(?:the|an?|this|these)\s[^.;,:]{3,80}\s\Z",
    re.IGNORECASE,
)
_BE_LAST = re.compile(r"\b(?:was|were|is|are|been|being|as|and)\s\Z", re.IGNORECASE)
_MOTION_LAST = re.compile(
    r"\b(?:motion|amendment|proposal|proposition|resolution|recommendation|minutes)s?\s\Z", re.IGNORECASE
)


def _of_thing(text: str, cue: re.Match[str]) -> bool:
    """Return whether "proposed by" only says whose a thing is that was approved or discussed."""
    if not cue[0].lower().startswith("proposed"):
        return False
    begin = max(0, cue.start() - _LONGEST_OFFICE)
    if _THING_BEFORE.search(text, begin, cue.start()) is None:
        return False
    return not (_BE_LAST.search(text, begin, cue.start()) or _MOTION_LAST.search(text, begin, cue.start()))


def _name_end(text: str, cue: re.Match[str]) -> int:
    """Return where the name behind a cue ends; where the cue ends if there is none."""
    name = name_behind(text, cue.end())
    return name.end if name is not None else cue.end()


def _movers_together(text: str, cue: re.Match[str]) -> tuple[MovingAct, ...]:
    """Read "on the motion of Councillors Ash and Elm", of whom the first moved and the second seconded."""
    titled = _TITLED_TOGETHER.match(text, cue.end()) if _ON_MOTION.match(cue[0]) is not None else None
    first = name_behind(text, titled.end()) if titled else None
    second = name_linked(text, first.end) if first else None
    if first is None or second is None:
        return ()
    return _act(Role.MOVES, first, cue), _act(Role.SECONDS, second, cue)


def _behind(text: str, cue: re.Match[str], role: Role) -> tuple[MovingAct, ...]:
    """Return the act of whoever stands behind a cue, and of who seconds behind a slash: "Moved Ash/Elm"."""
    found = name_behind(text, cue.end())
    if found is None:
        return ()
    slash = _SLASH.match(text, found.end) if role is Role.MOVES else None
    other = name_behind(text, slash.end()) if slash else None
    if cue.lastgroup == "motion" and other is None and not _SECOND_NEXT.match(text, found.end):
        return ()
    acts = (_act(role, found, cue),)
    return (*acts, _act(Role.SECONDS, other, cue)) if other else acts


def _is_motion_made(text: str, cue: re.Match[str]) -> bool:
    """Return whether a motion is what was made: not "on the motion, two points were made by"."""
    motion = _MOTION.search(text, max(0, cue.start() - 400), cue.start())
    made = _MADE.search(text, cue.start(), cue.end())
    return motion is not None and made_is_moved(text, motion.start(), made.start() if made else cue.start())


_MONTHS = word_set(
    "january february march april may june july august september october november december feb apr aug sept"
)
#: "the accounts were circulated Proposed PE Seconded SH to accept them": no mark before, but both in letters.
_BY_LETTERS = re.compile(
    r"Proposed\s(?:by\s)?[A-Z]{2,3}[,;]?\s+(?:and\s)?[Ss]econded\s(?:by\s)?[A-Z]{2,3}(?![\w’'-])"
)
_ACTIVE_LABEL = re.compile(r"(?:moved|proposed)\s?:\s*\Z", re.IGNORECASE)
_MOVED = re.compile(r"\bmove[ds]\s*\Z", re.IGNORECASE)
#: "the motion by the Convener" is one that was moved before: it is told of and not moved.
_KNOWN = re.compile(
    r"(?<!\bon )(?<!\bupon )\b(?:the|this|that)\s(?:original\s|main\s)?"
    r"(?:motion|amendment|proposal|proposition|resolution|recommendation)\s(?:by|from)\b[\s:]*\Z",
    re.IGNORECASE,
)
#: "a presentation to be | made by Ash".
_STILL_TO_BE = re.compile(r"\bto\sbe\s\Z", re.IGNORECASE)
#: "supported by Ash, proposed".
_MOVED_BEHIND = re.compile(r"[^.;:]{3,120},\s(?:moved|proposed)\b", re.IGNORECASE)
#: "against the amendment proposed by Ash": one that is known, unless who seconded it is named too.
_KNOWN_MOVED = re.compile(
    r"\b(?:of|to|against|with|including|accept\w*|oppos\w+)\s(?:the|this|that)\s(?:\w+\s)?(?:motion|amendment|proposal)\s"
    r"(?:as\s)?(?:moved|proposed|put\sforward|tabled|submitted)\sby\s*\Z",
    re.IGNORECASE,
)
#: "approved the paving proposal from Ash & Co": what is offered or advised is no motion, unless it is seconded.
_OFFERED = re.compile(r"(?:proposal|recommendation|resolution|proposition)\sfrom[\s:]*", re.IGNORECASE)
#: "an amendment to Councillor Ash’s motion", which is not what is moved here.
_OF_OTHER = re.compile(r"\b(?:to|of|against|amend(?:s|ed|ing)?|replac(?:e|es|ed|ing))\s\Z", re.IGNORECASE)
_OF_THING = re.compile(r"\s(?:to|for|at|of|in|on|with|under|and)\s", re.IGNORECASE)
_ON_MOTION = re.compile(r"(?:on|upon)\s(?:(?:the|a)\s)?motion\sof\s", re.IGNORECASE)
_TITLED_TOGETHER = re.compile(r"(?:Councillors|COUNCILLORS|Cllrs|CLLRS|Crs|CRS|Messrs|Directors|Members)\.?\s")
_MADE = re.compile(r"\b(?:made|offered|introduced|put)\b", re.IGNORECASE)
_SUPPORT = re.compile(r"support\s", re.IGNORECASE)
_NEXT_CLAUSE = 16
_LETTER = re.compile(r"S\s?[-–]")
#: In the same sentence as "a motion", or right behind a name.
_MOTION = re.compile(
    r"\b(?:motion(?!\s(?:sensor|detector|picture)s?\b)|amendment|proposal|resolution)\b(?:[^.;]|(?<=\b[Nn]o)\.|(?<=\d)\.(?=\d))*\Z",
    re.IGNORECASE,
)
_SECONDED = re.compile(r"[^.;]{0,200}\bseconded\b", re.IGNORECASE)
#: "introduced by Ash and seconded by Elm": what is seconded is a motion, whatever its name.
_SECONDED_BEHIND = re.compile(r"(?:[A-Z][\w’'.-]+,?\s){1,4}(?:and\s)?seconded\sby\b")
_SLASH = re.compile(r"\s?/\s?")
#: "Motion Ash, second Elm", "Motion Ash to adopt the agenda. Second Elm".
_SECOND_NEXT = re.compile(
    r"[\s,;.)]*(?:(?:and|&)\s)?(?:second|2nd|sec\b|support)|\sto\s[^.;]{3,250}[.;]\s(?:second|2nd)\b"
    # "Motion to adjourn Ash, Elm seconds".
    r"|,\s(?-i:[A-Z])[\w’'-]+\sseconds?\b",
    re.IGNORECASE,
)


def _act(role: Role, name: Span, cue: re.Match[str]) -> MovingAct:
    return MovingAct(role, name, Span(min(name.start, cue.start()), max(name.end, cue.end())))


def _both(text: str, cue: re.Match[str]) -> tuple[MovingAct, ...]:
    """Read mover and seconder of "moved and seconded by A and B", "Messrs A and B moved and seconded"."""
    first = name_behind(text, cue.end())
    second = name_linked(text, first.end) if first else None
    if first is None:
        names = list(persons_before(text, cue.start()))
        first, second = names if len(names) == 2 else (None, None)
    if first is None or second is None:
        return ()
    return _act(Role.MOVES, first, cue), _act(Role.SECONDS, second, cue)
