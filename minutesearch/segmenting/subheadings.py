"""Recognition of headings inside the minutes, which are structure and no passages."""

from __future__ import annotations

import re
from enum import StrEnum

from minutesearch.segmenting.cues.attendance_labels import is_attendance_label, label_length
from minutesearch.segmenting.cues.bodies import is_body
from minutesearch.segmenting.cues.cue_phrases import ENDING, VOTE_ROW, VOTE_SIDE
from minutesearch.segmenting.cues.decision_openings import begins_decision, is_disposition, opens_decisions
from minutesearch.segmenting.cues.names import GROUPS, OFFICES
from minutesearch.segmenting.cues.verbs import AUXILIARIES, OTHER_VERBS, REPORTING, is_finite_verb
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.moving.name_pairs import read_pair_line
from minutesearch.segmenting.people.persons import is_list_of_offices, iter_persons
from minutesearch.segmenting.people.topics import is_label_word
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "Part",
    "asks_by_name",
    "is_heading",
    "is_mere_reference",
    "is_part_of_agenda",
    "is_role",
    "is_vote_side",
    "lists_voters",
    "names_answerer",
    "read_part",
]

_MOST_WORDS = 14


class Part(StrEnum):
    """The part of the minutes that a bare label begins."""

    DECISION = "decision"
    REASONS = "reasons"
    ACTION = "action"
    QUESTION = "question"
    ANSWER = "answer"
    TALK = "talk"
    ATTENDANCE = "attendance"


_PARTS = (
    (
        Part.DECISION,
        re.compile(
            r"(?:(?:key|council|committee|cabinet|board)\s)?(?:decisions?|resolutions?)(?:\s(?:taken"
            r"|made))?\s*[:–—-]*\Z",
            re.IGNORECASE,
        ),
    ),
    (
        Part.REASONS,
        re.compile(
            r"(?:(?:reasons?(?:\(s\))?(?:\sfor\s.{0,80})?|(?:(?:alternative|other"
            r"|any other)\s)?options?\sconsidered.{0,60}"
            r"|background(?:\spapers?)?)\s*(?::|\s[–—-])"
            r"|reasons?(?:\(s\))?\sfor\s(?:the\s|this\s)?(?:decisions?|recommendations?|refusal|approval)"
            r"|(?:(?:alternative|other)\s)?options?\sconsidered(?:\sand\srejected)?)\Z",
            re.IGNORECASE,
        ),
    ),
    (
        Part.ACTION,
        re.compile(r"actions?(?:(?:\s(?:points?|agreed|arising))?\s*:?|[\s/][^.:]{1,60}:)\Z", re.IGNORECASE),
    ),
    (Part.QUESTION, re.compile(r"(?:supplementary\s)?questions?(?:\s\d+)?\s*:?\Z", re.IGNORECASE)),
    (
        Part.ANSWER,
        re.compile(
            r"(?:supplementary\s)?(?:answers?|repl(?:y|ies)|responses?)"
            r"(?:\s(?:of|from|by)\s(?:the\s[^.:]{2,60}\s*:?|[^.:]{2,60}?(?:\.\s[^.:]{2,60}?)?\s*:))?\s*:?\Z",
            re.IGNORECASE,
        ),
    ),
    (
        Part.ATTENDANCE,
        re.compile(
            r"(?:(?:also|members?|councillors?|councilmembers?|officers?|officials?|staff|others?|those"
            r"|elected members?)\s"
            r"(?:of the .{1,50}\s)?)?(?:present|in attendance|attendance|attendees|attending|absent|regrets"
            r"|excused|sederunt|apologies"
            r"(?:\sfor absence)?|yn bresennol)\s*[:–—-]*\Z"
            r"|(?:in the )?chair(?:man|person|woman)?\s*:\Z"
            r"|(?:(?:other|council|elected)\s)?(?:members|councillors|aldermen|officers|officials|staff"
            r"|others|witnesses|guests|speakers|visitors)(?:\sof the .{1,40})?\s*:\Z",
            re.IGNORECASE,
        ),
    ),
    (Part.TALK, re.compile(r"(?:minutes|discussion|debate|introduction|comments)\s*:?\Z", re.IGNORECASE)),
)
_REFERENCE = re.compile(
    r"\(?\s*(?:minute|item|resolution|motion|decision|report|file)s?\s(?:no|nos|number|numbers|ref|reference)\b"
    r"|(?:resolution|motion|minute|item|ref|reference|no)\b\W*[A-Z]{0,6}[ /-]?\d[\d/. -]*\Z|\(?(?:appendix|annex"
    r"|enclosure|schedule|page|pages)\s\w{1,5}\)?\Z"
    r"|(?:roll[- ]call|recorded|named) vote\W*\Z|(?:for|against|abstain\w*|abstentions?|yes|no)\W*\Z"
    r"|(?:officers?(?:['’]s?)?|staff)\s(?:recommendations?|comments?|reports?)\b.{0,40}\Z|(?:file|report|author"
    r"|prepared by)\b[^:]{0,20}:.{0,80}\Z"
    r"|[A-Z]{0,6}[ /-]?\d{1,6}(?:[/.-]\w{1,6}){1,3}\Z"
    r"|(?:(?:also|members?|councillors?|officers?|others?)\s)?"
    r"(?:present|in attendance|attending|apologies|absent)\b",
    re.IGNORECASE,
)
#: A line that only says under which number something is recorded: "Resolution No: 21-08-114".
_REFERENCE_LINE = re.compile(
    r"(?:resolution|motion|minute|item|report|file)\s(?:no|nos|number|ref"
    r"|reference)\b\.?\s*:?\s*[A-Z]{0,6}[ /-]?\d[\w/. -]{0,24}",
    re.IGNORECASE,
)
#: A row of payments ends so.
_AMOUNT_AT_END = re.compile(r"[£$€]\s?\d[\d,.]*\Z")
_MOVES = re.compile(
    r"(?:(?:motion|(?:further )?amendment) )?(?:moved|proposed|seconded)\b|(?:mover|proposer|seconder)\s?:",
    re.IGNORECASE,
)
#: "MOTION: A. Ash/B. Birch", who moved what stands below.
_MOTION_OF = re.compile(r"\A(?:motion|resolution|moved)\s?[:–-]\s?", re.IGNORECASE)
_ANSWERER = re.compile(r"\s(?:of|from|by)\s\S", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:(?:supplementary|further|public|\w{1,2}\.?|\d{3}\.?)\s)*question\s(?:\d{1,3}\s)?(?:from"
    r"|by)\b[^.?]{2,160}:?\s*\Z",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(r"(?:part|section|annex|appendix|schedule)\s(?:\d{1,2}|[A-Z]{1,4})\s*:?\Z", re.IGNORECASE)
#: "A Oak, Asset Manager", whose initial is no article.
_INITIALLED = re.compile(r"(?:[A-Z]\.?\s){1,3}[A-Z][\w’'-]+,\s[A-Z]")
_RANKS = word_set("deputy vice acting lord council elected member ward the of and public press also")
#: The label of a side of a vote is no longer.
_LONGEST_SIDE = 60
#: Short paragraphs that are no headings though they have no verb.
_SAYINGS = word_set("none nil n/a no")


def read_part(text: str) -> Part | None:
    """Return the part of the minutes that a bare label begins ("Decision", "REPLY:"); None for any other text."""
    if len(text) > 120:
        return None
    part = next((part for part, pattern in _PARTS if pattern.match(text)), None)
    return Part.ATTENDANCE if part is None and is_attendance_label(text) else part


def names_answerer(text: str) -> bool:
    """Return whether the label of an answer says whose it is: "Reply from Councillor Marsh:"."""
    return _ANSWERER.search(text) is not None


def asks_by_name(text: str) -> bool:
    """Return whether a line introduces the question of somebody: "Question from Mr Hill to the Leader:"."""
    return _ASKED.match(text) is not None


def is_part_of_agenda(text: str) -> bool:
    """Return whether a line only names a part of the papers for the meeting: "Part A:", "Section 2"."""
    return len(text) < 40 and _NAMED_PART.match(text) is not None


def is_mere_reference(text: str) -> bool:
    """Return whether a heading is no topic: a minute's reference, or an attendance label ("Members Present:")."""
    return _REFERENCE.match(text) is not None


def is_role(text: str) -> bool:
    """Return whether a line in an attendance list only states a role: "Deputy Chairperson", "Members"."""
    words = [word.lower for word in iter_words(text[:80])]
    return bool(words) and all(word in OFFICES or word in GROUPS or word in _RANKS for word in words)


def is_heading(text: str) -> bool:
    """Return whether a block without a marker is a heading: short, without a verb or a final stop.

    "Representations" and "Part A:" are; "Councillor Hardy" (a cell of a table), "None" and "The Board:" are not.
    """
    bare = text.rstrip()
    if len(bare) > 200 or _ends_like_sentence(bare) or bare[:1] in "“\"‘'":
        return False
    if _REFERENCE_LINE.fullmatch(bare):
        return True
    if (
        " | " in bare
        or _MOVES.match(bare)
        or _AMOUNT_AT_END.search(bare)
        or ENDING.fullmatch(bare)
        or is_disposition(bare)
        or _is_vote_row(bare)
        or label_length(bare)
        or asks_by_name(bare)
        or read_pair_line(_MOTION_OF.sub("", bare)) is not None
        or len({act.role for act in read_acts(bare)}) > 1
    ):
        return False
    words = list(iter_words(bare))
    if begins_decision(bare) or opens_decisions(bare):
        return False
    if not words or len(words) > _MOST_WORDS or words[0].lower in _SAYINGS:
        return False
    if bare.endswith(":"):
        told = any(word.text.islower() and is_finite_verb(word.lower) for word in words)
        return len(words) <= 3 and not (is_body(bare[:-1]) or told or _has_verb(bare)) and words[0].is_capitalised
    if not (words[0].is_capitalised or words[0].text[0].isdigit() or bare[0] == "("):
        return False
    if (
        is_label_word(bare)
        and any(mark in bare for mark in ":–—")
        and not bare.lower().startswith(("agenda", "application", "item", "motion", "notice"))
    ):
        return False
    if _names_somebody(words, bare) or is_list_of_offices(bare):
        return False
    return not _has_verb(bare)


def _names_somebody(words: list[Word], text: str) -> bool:
    """Return whether a person is named at the start, or behind a label: "I Láthair / Present: Cllr. Coyle"."""
    if _INITIALLED.match(text) is not None:
        return True
    label = text.find(": ")
    return any(not first or 0 < label < words[first].start for first, _ in iter_persons(words, text))


def _ends_like_sentence(text: str) -> bool:
    """Return whether a text ends in a stop or dash, also inside quotation marks: "mend the wall.”"."""
    return text.rstrip("”’\"' ")[-1:] in tuple(".;,?!…–—-")


def _is_vote_row(text: str) -> bool:
    """Return whether a line says how one member voted, "Nolan    Yes", or how many did: "For 32"."""
    return VOTE_ROW.fullmatch(text) is not None or is_vote_side(text)


def is_vote_side(text: str) -> bool:
    """Return whether a line is the label of one side of a vote, with its figure or what was voted on."""
    return len(text) < _LONGEST_SIDE and VOTE_SIDE.fullmatch(text) is not None


def lists_voters(text: str) -> bool:
    """Return whether a line below the label of a side may be names of it: words with capitals, and no stop."""
    words = list(iter_words(text))
    return (
        bool(words)
        and not _ends_like_sentence(text.rstrip().rstrip(","))
        and all(word.is_capitalised or word.lower in ("and", "van", "de", "der", "la") for word in words)
    )


def _has_verb(text: str) -> bool:
    if text.isupper():
        return False
    words = [word.lower for word in iter_words(text)]
    if "by" in words[1:2] and words[0] in REPORTING:
        return True  # "(Proposed by Chairman)"
    return (
        any(
            word.lower in AUXILIARIES
            or (not word.is_capitalised and (word.lower in REPORTING or word.lower in OTHER_VERBS))
            for word in iter_words(text)
        )
        or "@" in text
    )
