"""Grammar of moving and seconding: who did which in a text, whatever the voice, tense, order or abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from minutesearch.records import Span
from minutesearch.segmenting.cues.moving_away import goes_elsewhere, made_is_moved
from minutesearch.segmenting.cues.names import PLURAL_TITLES, is_initial, title_length
from minutesearch.segmenting.moving.act_words import ACT_PARTS, ANY_CUE, CUE, Role, is_active, is_no_name
from minutesearch.segmenting.people.initials_behind import name_end
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.persons import read_person
from minutesearch.segmenting.people.subjects import read_agent
from minutesearch.segmenting.text.sentences import MOST_READ, Word, iter_words, words_between
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["MovingAct", "read_acts"]


class MovingAct(NamedTuple):
    """One person's part in a motion."""

    role: Role
    #: The name as printed.
    name: Span
    #: Name and verb: the words that show it.
    evidence: Span


#: A name without title or first name: surnames, initials, at most three words.
_BARE = re.compile(
    r"(?:(?:[A-Z]\.?\s?){1,3}(?=[A-Z][\w’'-])|(?-i:[A-Z])[\w’'-]+\.?\s(?=[A-Z]))?"
    r"(?:(?:d[aeiu]|del|la|le|van|von)?[A-Z][\w’'-]+)(?:\s(?:[A-Z][\w’'-]+)){0,1}|[A-Z]{2,3}"
)
#: What may follow a bare name that a verb or mark announced.
_BEHIND = re.compile(
    r"\s*(?:[,.;:)/(&|–—-]|\Z|\t|\n|(?:and|second(?:ed|s)?|2nd(?:ed)?|to|that|for|with|moved|supported|made|sec|was"
    r"|it|the|who|be|unanim\w+|carried|motion|passed|vote|all|approved|then|aye|in|on|at|as|this|a|voted|roll)\b)",
    re.IGNORECASE,
)
#: What parts a bare name before its verb from what stands before: the start, a mark, a small word.
_BOUNDARY = re.compile(
    r"(?:\A|[.,;:!?()|–—\n\t\"“”’-]\s*|(?:^|\s)(?:and|but|then|when|as|so|while)\s"
    r"|\b(?:resolution|motion)\s(?:no\.?\s)?[\w/.-]{0,12}\d\s)\Z",
    re.IGNORECASE,
)
#: An insertion between a subject and its verb: "(seconded by Mr Birch)", ", seconded by Mr Birch,".
_INSERTED = re.compile(
    r"\s*(?:\([^()]{1,80}\)|,\s(?:second|support|as|who|in|on)[^,;.]{1,80},)\s*\Z", re.IGNORECASE
)
#: A title that is short for a word, or in small letters, and a surname: "Tr. Bolger", "councillor Kang".
_ABBREVIATED = re.compile(
    r"(?!(?:Mr|Mrs|Ms|Dr|Cr|Cllr|St|No)\.)[A-Z][a-z]{1,4}\.\s[A-Z][\w’'-]+(?=\s*(?:[,.;:)]|\Z|and\b|to\b|that\b|[A-Z]))"
    r"|(?:councill?or|trustee|commissioner)\s[A-Za-z][\w’'-]+(?=\s*(?:[,.;\n]|\Z))"
    r"|(?:(?:board|council|committee|commission|village|town|city|vice)[ -]?)?"
    r"(?:member|president|chair(?:man|woman|person)?|mayor|councilm[ae]n|supervisor|director|trustee|alderman"
    r"|commissioner|councill?or)\s(?:[A-Z]\.?\s){0,2}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
    r"(?=\s*(?:[,.;:)\n]|\Z|(?:and|to|that|with|seconded|second|for)\b))"
)
_LONGEST_NAME, _LONGEST_BOUNDARY = 60, 30
_LONGEST_OFFICE = 200
_MOST_WORDS = 8


#: A text that is longer is looked through once for what it may say.
_SHORT = 4000


def _may_act(text: str) -> bool:
    """Return whether a text has words of moving or seconding; most have none."""
    lower = text.lower()
    return any(part in lower for part in ACT_PARTS)


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


_LETTERS = re.compile(r"[A-Z]{2,3}(?![\w’'-])")


def _letters_behind(text: str, cue: re.Match[str], taken: Sequence[Span]) -> MovingAct | None:
    """Return who is named by initials alone behind a cue, where the one before is: "seconded by HD Paid by"."""
    if not taken or _LETTERS.fullmatch(text, *taken[-1]) is None or cue.lastgroup != "seconded_by":
        return None
    short = _LETTERS.match(text, cue.end())
    return _act(Role.SECONDS, Span(*short.span()), cue) if short else None


def _like_before(text: str, act: MovingAct, taken: Sequence[Span]) -> MovingAct:
    """Return an act by initials, as the act before it: "proposed by AS, seconded by HD Paid by cheque"."""
    short = _LETTERS.match(text, act.name.start) if taken else None
    if short is None or _LETTERS.fullmatch(text, *taken[-1]) is None:
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
        found = _subject(text, cue.start())
        if found is not None and all(found.end <= one.start or found.start >= one.end for one in taken):
            return (_act(role, found, cue),) if sort != "short" or "." not in cue[0] else ()
        follows = found is not None or _begins_clause(text, cue.start()) or (seconds and _goes_on(text, cue, taken))
        return _behind(text, cue, role) if sort == "short" and follows else ()
    if sort == "his":
        found = _subject(text, cue.start())
        return (
            (_act(role, Span(found.start, found.end - 2), cue),)
            if found and _SECONDED.search(text, cue.end())
            else ()
        )
    if sort == "motion" and not _begins_clause(text, cue.start()):
        return ()
    if cue[0].lower().startswith("support") and not (
        taken and taken[-1].end > cue.start() - _LONGEST_OFFICE
    ):
        return ()
    if sort == "made_by" and not _is_motion_made(text, cue):
        return ()
    if sort == "moved_by" and _KNOWN.search(text, max(0, cue.start() - _LONGEST_BOUNDARY), cue.end()) is not None:
        return ()
    return _movers_together(text, cue) or _behind(text, cue, role)


def _movers_together(text: str, cue: re.Match[str]) -> tuple[MovingAct, ...]:
    """Read "on the motion of Councillors Ash and Elm", of whom the first moved and the second seconded."""
    titled = _TITLED_TOGETHER.match(text, cue.end()) if _ON_MOTION.match(cue[0]) is not None else None
    first = _name_behind(text, titled.end()) if titled else None
    second = _name_linked(text, first.end) if first else None
    if first is None or second is None:
        return ()
    return _act(Role.MOVES, first, cue), _act(Role.SECONDS, second, cue)


def _behind(text: str, cue: re.Match[str], role: Role) -> tuple[MovingAct, ...]:
    """Return the act of whoever stands behind a cue, and of who seconds behind a slash: "Moved Ash/Elm"."""
    found = _name_behind(text, cue.end())
    if found is None:
        return ()
    slash = _SLASH.match(text, found.end) if role is Role.MOVES else None
    other = _name_behind(text, slash.end()) if slash else None
    if cue.lastgroup == "motion" and other is None and not _SECOND_NEXT.match(text, found.end):
        return ()
    acts = (_act(role, found, cue),)
    return (*acts, _act(Role.SECONDS, other, cue)) if other else acts


def _goes_on(text: str, cue: re.Match[str], taken: Sequence[Span]) -> bool:
    """Return whether "second" goes on from a mover in the same clause: "Ash proposed Elm, second Birch"."""
    between = text[taken[-1].end : cue.start()] if taken else None
    return between is not None and len(between) < _LONGEST_NAME and not any(mark in between for mark in ".;:?")


def _is_motion_made(text: str, cue: re.Match[str]) -> bool:
    """Return whether a motion is what was made: not "on the motion, two points were made by"."""
    motion = _MOTION.search(text, max(0, cue.start() - 400), cue.start())
    made = _MADE.search(text, cue.start(), cue.end())
    return motion is not None and made_is_moved(text, motion.start(), made.start() if made else cue.start())


_MOVED = re.compile(r"\bmove[ds]\s*\Z", re.IGNORECASE)
#: "the motion by the Convener" is one that was moved before: it is told of and not moved.
_KNOWN = re.compile(
    r"(?<!\bon )(?<!\bupon )\b(?:the|this|that)\s(?:original\s|main\s)?"
    r"(?:motion|amendment|proposal|proposition|resolution|recommendation)\s(?:by|from)\b[\s:]*\Z",
    re.IGNORECASE,
)
_ON_MOTION = re.compile(r"(?:on|upon)\s(?:(?:the|a)\s)?motion\sof\s", re.IGNORECASE)
_TITLED_TOGETHER = re.compile(r"(?:Councillors|COUNCILLORS|Cllrs|CLLRS|Crs|CRS|Messrs|Directors|Members)\.?\s")
_MADE = re.compile(r"\b(?:made|offered|introduced|put)\b", re.IGNORECASE)
#: In the same sentence as "a motion", or right behind a name.
_MOTION = re.compile(r"\b(?:motion|amendment|proposal|resolution)\b[^.;]*\Z", re.IGNORECASE)
_SECONDED = re.compile(r"[^.;]{0,200}\bseconded\b", re.IGNORECASE)
_SLASH = re.compile(r"\s?/\s?")
_SECOND_NEXT = re.compile(r"[\s,;.)]*(?:and\s)?(?:second|2nd|sec\b|support)", re.IGNORECASE)


def _act(role: Role, name: Span, cue: re.Match[str]) -> MovingAct:
    return MovingAct(role, name, Span(min(name.start, cue.start()), max(name.end, cue.end())))


def _both(text: str, cue: re.Match[str]) -> tuple[MovingAct, ...]:
    """Read mover and seconder of "moved and seconded by A and B", "Messrs A and B moved and seconded"."""
    first = _name_behind(text, cue.end())
    second = _name_linked(text, first.end) if first else None
    if first is None:
        names = list(_persons_before(text, cue.start()))
        first, second = names if len(names) == 2 else (None, None)
    if first is None or second is None:
        return ()
    return _act(Role.MOVES, first, cue), _act(Role.SECONDS, second, cue)


_LINK = re.compile(r"\s?(?:/|,|&|\band\b|;)\s?(?:and\s|(?:seconded|second|2nd)\s(?:by\s)?)?", re.IGNORECASE)


def _name_linked(text: str, place: int) -> Span | None:
    link = _LINK.match(text, place)
    return _name_behind(text, link.end()) if link else None


def _persons_before(text: str, end: int) -> Iterator[Span]:
    """Yield the persons of a subject that is nothing but them: "Councillors Hill and Marsh"."""
    start = _clause_start(text, end)
    words = words_between(text, start, end)
    place = title_length(words, 0) if words and words[0].lower in PLURAL_TITLES else 0
    found = []
    while place < len(words):
        here = words[place]
        if here.lower in ("and", "&"):
            place += 1
            continue
        count = read_person(words, place, text) or _bare_count(words, place)
        if not count:
            return
        found.append(Span(here.start, words[place + count - 1].end))
        place += count
    yield from found


def _bare_count(words: list[Word], place: int) -> int:
    count = 0
    while place + count < len(words) and words[place + count].is_capitalised and count < 3:
        if is_no_name(words[place + count].text):
            return 0
        count += 1
    return count


#: What parts a heading from the name behind it: "NEW SERGEANT – Councilwoman Ash moved".
_DASH = re.compile(r"\s(?:[–—]|-{1,2})\s")
_CLAUSE = re.compile(r"(?:[.;:!?\n]\s+|,\s(?:and\s)?|\A)(?=[A-Z])")


def _clause_start(text: str, end: int) -> int:
    begin = max(0, end - 120)
    found = [match.end() for match in _CLAUSE.finditer(text, begin, end)]
    return found[-1] if found else begin


def _begins_clause(text: str, place: int) -> bool:
    return _BOUNDARY.search(text[max(0, place - _LONGEST_BOUNDARY) : place]) is not None or place == 0


def _whole(text: str, name: Span | None) -> Span | None:
    """Return a name with the initials in brackets behind it: "Collins (M)"."""
    return Span(name.start, name_end(text, *name)) if name is not None else None


def _name_behind(text: str, place: int) -> Span | None:
    """Return the person or office that stands at a place, behind "by" or a label; None where none does."""
    return _whole(text, _read_behind(text, place))


def _read_behind(text: str, place: int) -> Span | None:
    while text[place : place + 1] in (" ", "\t", "(", "*", "_") and place < len(text):
        place += 1
    titled = _ABBREVIATED.match(text, place)
    if titled is not None and not is_no_name(titled[0].split()[-1]):
        return Span(*titled.span())
    slash = text.find("/", place, place + _LONGEST_NAME)
    window = text[place : slash if slash > 0 else place + _LONGEST_OFFICE]
    words = list(iter_words(window))
    agent = read_agent(words, 0, window) if words else None
    if agent is not None and not window[: agent.start].strip(" :(") and agent.sort is not NounType.GROUP:
        return _trim(text, Span(place + agent.start, place + agent.end))
    match = _BARE.match(text, place)
    while match is not None:
        words = list(iter_words(match[0]))
        name = _trim(text, Span(*match.span())) if not is_no_name(words[0].text) else None
        if name is not None and (name.end < match.end() or _BEHIND.match(text, name.end)):
            return name
        if len(words) < 2:
            return None
        match = _BARE.match(text, place, place + words[-2].end)
    return None


def _trim(text: str, name: Span) -> Span | None:
    """Return a name without the words behind it that no name has: "Ash Seconded", "Birch Carried"."""
    words = list(iter_words(text, *name))
    title = title_length(words, 0)
    if not words or (is_no_name(words[0].text) and not title and words[0].lower != "the"):
        return None
    for place, word in enumerate(words[max(1, title) :], max(1, title)):
        if is_no_name(word.text) and words[0].lower != "the" and not is_initial(word.text):
            return Span(name.start, words[place - 1].end)
    return name


def _subject(text: str, verb: int) -> Span | None:
    """Return the person or office right before a verb: "Councillor Ash (Leader) | moved", "Foster | seconded"."""
    end = verb
    while end and text[end - 1] in " \n":
        end -= 1
    start = max(0, end - _LONGEST_NAME)
    start = max((mark.end() for mark in _DASH.finditer(text, start, end)), default=start)
    words = words_between(text, start, end)
    inserted = _INSERTED.search(text, max(0, end - 100), end)
    if inserted is not None:
        return _whole(text, _subject(text, inserted.start())) if inserted.start() else None
    if not words or words[-1].end != end - (text[end - 1] == "."):
        return None
    for place in range(max(0, len(words) - _MOST_WORDS), len(words)):
        count = read_person(words, place, text)
        if count and place + count == len(words):
            title = title_length(words, place)
            plural = title and words[place + title - 1].lower in PLURAL_TITLES
            return Span(words[place + title if plural else place].start, words[-1].end)
    return _office_before(text, words) or _bare_before(text, words)


def _office_before(text: str, words: list[Word]) -> Span | None:
    """Return the office that a subject ends with: "The Chairman", "the Leader of the Council"."""
    for place in range(max(0, len(words) - _MOST_WORDS), len(words)):
        if words[place].lower != "the":
            continue
        found = read_agent(words, place, text)
        if (
            found is not None
            and found.sort is NounType.OFFICE
            and found.end == words[-1].end
            and is_active(words[-1].text)
        ):
            return Span(found.start, found.end)
    return None


#: Letters that are a body or an office, and nobody's initials.
_BODIES = word_set("pc cc tc dc bc mp mla bod llc ltd uk us usa nhs cic")


def _stands_alone(words: list[Word]) -> bool:
    """Return whether initials behind a heading are its first words' and not the heading's: "New lamps AS proposed"."""
    before = words[-2] if len(words) > 1 else None
    return (
        _LETTERS.fullmatch(words[-1].text) is not None
        and words[-1].lower not in _BODIES
        and before is not None
        and before.is_capitalised
        and not before.text.isupper()
        and before.lower not in _ARTICLES
    )


_ARTICLES = word_set("the a an our your their this that")


def _bare_before(text: str, words: list[Word]) -> Span | None:
    """Return the surname, perhaps with a first name, that stands by itself before a verb."""
    for count in (3, 2, 1):
        name = words[-count:]
        if len(name) < count or not all(word.is_capitalised for word in name):
            continue
        if any(is_no_name(word.text) for word in name):
            continue
        if not _begins_clause(text, name[0].start) and not (count == 1 and _stands_alone(words)):
            continue
        if _BARE.fullmatch(text, name[0].start, name[-1].end):
            return Span(name[0].start, name[-1].end)
    return None
