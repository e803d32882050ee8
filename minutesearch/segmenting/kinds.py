"""Classification of passages by kind: discussion, question, answer, motion, decision and so on."""

from __future__ import annotations

import re
from typing import NamedTuple

from minutesearch.records import Kind, Section
from minutesearch.segmenting.attending.attendance_lines import is_attendance_list, names_attendees
from minutesearch.segmenting.attending.attendance_lists import goes_on_listing, is_entry
from minutesearch.segmenting.attending.list_forms import read_form
from minutesearch.segmenting.attending.rolls import is_list, is_roll
from minutesearch.segmenting.cues.attendance_labels import (
    answers_roll,
    iter_stretches,
    label_length,
    read_answer,
    read_label,
    read_opening,
    read_title,
)
from minutesearch.segmenting.cues.cue_phrases import (
    ACTION,
    ANSWER,
    APOLOGIES,
    ASKING,
    ATTENDANCE,
    ATTENDS,
    ENDING,
    INTERESTS,
    INTERROGATIVE,
    MOTION,
    MOVING,
    OUTCOME,
    PROCEDURAL,
    QUESTION,
    QUOTED,
    REASON,
    TASK,
    VOTE_ROW,
)
from minutesearch.segmenting.cues.decision_openings import begins_decision, is_decision, is_disposition
from minutesearch.segmenting.cues.leadins import raises_points, raises_questions
from minutesearch.segmenting.cues.verbs import QUESTIONS, SPEECH
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.moving.name_pairs import read_pair_line, read_pair_row
from minutesearch.segmenting.passage_draft import Draft
from minutesearch.segmenting.people.attribution import read_speaker_label
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.persons import is_list_of_names, is_list_of_offices
from minutesearch.segmenting.people.speech import Speech, read_speeches
from minutesearch.segmenting.subheadings import Part, asks_by_name
from minutesearch.segmenting.text.sentences import first_sentence, iter_sentences
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Said", "classify_kind", "read_said"]

#: Who answers no question though an office is named: the chair and the members ask them.
_CHAIRS = word_set(
    "cathaoirleach chair chairman chairperson chairwoman cllr convener convenor councillor leader mayor member"
)
#: Verbs of speech that a person who decides alone decides with.
_STOPS = re.compile(r"\b(Cllrs?|Crs?|Comh|Cyng|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|[A-Z])\.(?=\s|(?<=\b[A-Z]\.)[A-Z]\b)")
#: Groups that answer questions, and ask none.
_STAFF = word_set("officers officials staff")
#: "Vice-Chairman" and "Cllr." hold the words that are looked for.
_PARTS_OF_WORDS = re.compile(r"[-.]")
#: The title of an item that only says who came.
_PRESENT_TITLE = re.compile(
    r"(?:members |councillors |those |also )?(?:present|in attendance|attendance|attendees|attending|sederunt"
    r"|roll call|(?:calling of the )?roll)"
    r"(?: councillors| members)?"
)
#: A list of so many names and nothing else, above all items, is of those who came.
_LEAST_LISTED = 5
_REPLIES = word_set("answered replied responded")
_ACTS = word_set("declared instructed moved nominated noted proposed recommended referred requested")
#: How much of a passage its kind is read from: more than any first sentence of real minutes.
_READ = 1500
#: How a paragraph begins that says who moved or seconded, and no more than what.
_ACT = re.compile(r"\W*(?:motion|moved|mover|second(?:ed|er)?|proposed|proposer|2nd|m/s)\b", re.IGNORECASE)
_LONGEST_ACT = 160
#: The body met, was called to order, held its meeting.
_MET = re.compile(
    r"(?:[^.;]|(?<=\b[A-Z])\.){0,200}\b(?:met|roll call was taken|minutes? of|convened|called to order"
    r"|opened the meeting"
    r"|held (?:its|a|an|their)\b[^.;]{0,40}\b(?:meeting|session)"
    r"|(?:meeting|session)\b[^.;]{0,80}\b(?:was|were) (?:held|called)|called\b[^.;]{0,200}\bto order)\b",
    re.IGNORECASE,
)
#: The title of the item in which that is told.
_OPENING = re.compile(
    r"\W*(?:(?:call(?:ed)?|calling) to order|roll call\b.{0,60}|(?:declaration of )?opening\b.{0,60}"
    r"|call to order\b.{0,40}|welcome\b.{0,60}|attendance\b.{0,40}|introductions?\b.{0,40}|quorum\b.{0,40}"
    r"|.{0,40}\broll call)\W*",
    re.IGNORECASE,
)
#: "The Mayor chaired the meeting with Cr Hill and Cr Marsh in attendance."
_ENDS_PRESENT = re.compile(r"\b(?:in attendance|present)\.?\s*\Z")
#: "Supervisors V Birch and D Cedar, Clerk J Oak and Treasurer C Elm were present."
_WERE_PRESENT = re.compile(
    r"(?-i:[A-Z])[^.;:]*\b(?:(?:was|were) (?:also )?(?:present|in attendance)|answered (?:the )?roll(?: call)?)"
    r"\.?\s*\Z",
    re.IGNORECASE,
)
#: "Roll Call: Ann Ash, Bob Birch": who came, and no vote.
_ROLL_LABEL = len("Roll Call: ")
_ROLL = re.compile(r"roll[ -]call\s?[:–-]\s", re.IGNORECASE)
_VOTED = re.compile(r"\b(?:ayes?|nays?|noes|yeas?|yes|no|abstain\w*|motion|carried|vot\w+)\b", re.IGNORECASE)
#: In a column beside a name: how many others came, "Cllr Ash   Members of the Public 3".
_COUNTED = re.compile(
    r"(?<=[a-z])\s{2,}(?:members?\sof\s(?:the\s)?(?:public|press)|public|press|residents|parishioners)"
    r"\s?[:–-]?\s?\d{1,3}\W*\Z",
    re.IGNORECASE,
)
#: What a line by itself is a label of those who came by, and "Clerk" is not.
_SAYS_COMING = re.compile(r"present|attend|absen|apolog|regrets|excused", re.IGNORECASE)
_LONGEST_OPENING = 2500
#: No words of who moved and who seconded are longer.
_LONGEST_MOVING = 600


class Said(NamedTuple):
    """The evidence for a passage's kind: its first sentence and first act of speech."""

    #: Its first sentence, without the run-in heading.
    opening: str
    #: Its first act of speech.
    speech: Speech | None
    #: The words of that act's subject.
    subject: str


def read_said(draft: Draft) -> Said:
    """Return the first sentence of a draft and the first act of speech in it."""
    opening = first_sentence(draft.text[: draft.start + _READ], draft.start).lstrip("*_ ")
    # The stops of "Cllr." and "A. Bell" end no sentence, and the cues stop at stops.
    opening = _STOPS.sub(r"\1 ", opening).replace("  ", " ") if "." in opening else opening
    speech = next(iter(read_speeches(draft.text, draft.start)), None)
    subject = draft.text[speech.subject.start : speech.subject.end] if speech else ""
    return Said(opening, speech, subject)


def classify_kind(draft: Draft, said: Said, *, before: Kind | None, of_lead: Kind | None, title: str = "") -> Kind:
    """Return the kind of a passage.

    Args:
        draft: The passage.
        said: The evidence from `read_said`.
        before: The kind of the passage before it; None for the first, or where another matter begins.
        of_lead: The kind of the passage that is its lead-in; None without one.
        title: The title of its item.
    """
    if draft.section is Section.SUMMARY:
        return Kind.SUMMARY
    if draft.marks:
        return Kind.ATTENDANCE
    form = _by_few_words(draft, before) or _by_form(draft, said, of_lead, before)
    if form is not None:
        return form
    if before is Kind.MOTION and draft.lead_in is not None and is_list_of_names(draft.text):
        return Kind.MOTION  # who voted so, under "ABSTAIN – 3"
    if _tells_who_came(draft.text, title, before):
        return Kind.ATTENDANCE
    formal = _by_formal_words(draft, said.opening, title, before)
    if formal is not None and not (formal is Kind.PROCEDURAL and draft.part is Part.REASONS):
        return formal
    if draft.decides and draft.part is not Part.REASONS and not (_tells(draft, said) and not draft.resolved):
        return Kind.DECISION
    if of_lead in (Kind.PROCEDURAL, Kind.ATTENDANCE, Kind.ACTION, Kind.MOTION):
        return of_lead
    if of_lead is Kind.QUESTION and draft.lead_in is not None and asks_by_name(draft.lead_in):
        return Kind.QUESTION
    talk = _by_talk(draft, said, before)
    return Kind.ANSWER if of_lead is Kind.ANSWER and talk is Kind.DISCUSSION else talk


def _by_few_words(draft: Draft, before: Kind | None) -> Kind | None:
    """Return the kind of a paragraph that says how something ended or who moved, and no more; else None."""
    bare = draft.text.strip()
    if (
        ENDING.fullmatch(bare)
        or VOTE_ROW.fullmatch(bare)
        or read_pair_line(bare) is not None
        or read_pair_row(bare) is not None
        or _is_bare_act(bare)
    ):
        return Kind.MOTION
    if not is_disposition(bare) or draft.part is Part.ATTENDANCE:
        return None
    return Kind.MOTION if before is Kind.MOTION and not draft.resolved else Kind.DECISION


def _tells_who_came(text: str, title: str, before: Kind | None) -> bool:
    """Return whether a paragraph lists those who came, without a label of its own, or answers the roll."""
    text = _COUNTED.sub("", text)
    if (not title or _OPENING.fullmatch(title)) and (
        read_opening(text) is not None or (read_label(text) is not None and _SAYS_COMING.search(text))
    ):
        return True
    if read_title(title) is not None and _PRESENT_TITLE.fullmatch(title.lower().strip(" :.")) and is_roll(text):
        return True
    if _ROLL.match(text) and is_list(text[_ROLL_LABEL:]) and not _VOTED.search(text):
        return True
    opens = not title and before in (None, Kind.ATTENDANCE)
    if opens and ":" not in text and is_list(text, least=_LEAST_LISTED):
        return True
    if opens and (is_entry(text) or (before is not None and goes_on_listing(text))):
        return True
    if opens and len(read_form(text, 0, len(text))) >= _LEAST_LISTED:
        return True
    if (opens or _OPENING.fullmatch(title)) and read_answer(text) is not None:
        return True
    if (
        before is Kind.ATTENDANCE
        and is_roll(text)
        and (not title or read_title(title) or _OPENING.fullmatch(title))
    ):
        return True
    if (not title or _OPENING.fullmatch(title)) and len(text) <= _LONGEST_OPENING and _were_present(text):
        return True
    return answers_roll(text) or _opens_meeting(text)


def _opens_meeting(text: str) -> bool:
    """Return whether a paragraph says that the body met and, further on, who came: "Those present were"."""
    if _MET.match(text) is None or len(text) > _LONGEST_OPENING:
        return False
    if _were_present(text):
        return True
    stretches = list(iter_stretches(text))[1:]
    return any(
        one.coming is not None and names_attendees(first_sentence(text[: one.span.end], one.span.start))
        for one in stretches
    )


def _were_present(text: str) -> bool:
    """Return whether a sentence says that persons were present: "Supervisors V Birch and D Cedar were present"."""
    return any(_WERE_PRESENT.search(text, *sentence) for sentence in iter_sentences(text))


def _tells(draft: Draft, said: Said) -> bool:
    """Return whether a paragraph reports one person's words, so is no decision even under a decision heading."""
    speech = said.speech
    if speech is None or speech.subject.sort not in (NounType.PERSON, NounType.OFFICE, NounType.UNNAMED):
        return False
    first = speech.subject.start <= draft.start + 1
    return first and speech.verb in SPEECH and speech.verb not in _ACTS


def _by_form(draft: Draft, said: Said, of_lead: Kind | None, before: Kind | None) -> Kind | None:
    """Return the kind that layout shows: a decision's clause, a quoted motion, a labelled text; else None."""
    if REASON.match(said.opening) and not draft.resolved:
        return Kind.DISCUSSION
    if draft.part is Part.ATTENDANCE and (
        names_attendees(first_sentence(draft.text)) or _ENDS_PRESENT.search(draft.text)
    ):
        return Kind.ATTENDANCE
    if draft.resolved and draft.lead_in is not None and begins_decision(draft.lead_in):
        return Kind.DECISION
    quoted = QUOTED.match(said.opening) is not None
    if quoted and (Kind.MOTION in (of_lead, before) or "motion" in (draft.lead_in or "").lower()):
        return Kind.MOTION
    if draft.resolved:
        return Kind.DECISION
    if (quoted and said.opening[1:5].lower() == "that") or (
        of_lead is Kind.MOTION and not begins_decision(draft.text)
    ):
        return Kind.MOTION
    return _by_part(draft, said)


def _by_part(draft: Draft, said: Said) -> Kind | None:
    """Return the kind given by the label "Question", "Answer" or "Action" over the passage or in it; else None."""
    if draft.part is Part.QUESTION and said.speech is not None and said.speech.verb in _REPLIES:
        return Kind.ANSWER  # "Councillor Fry replied that" under "Supplementary question"
    if draft.part in (Part.ANSWER, Part.QUESTION) and QUESTION.match(said.opening):
        return Kind.QUESTION  # "Supplementary question: ..." under "Reply:"
    if draft.part in (Part.ANSWER, Part.QUESTION, Part.ACTION):
        return Kind(str(draft.part))
    if said.speech is None and "ACTION" in draft.text and TASK.match(draft.text):
        return Kind.ACTION
    return Kind.ACTION if ACTION.match(said.opening) else None


def _by_formal_words(draft: Draft, opening: str, title: str, before: Kind | None) -> Kind | None:
    """Return the kind shown by set words (apologies, declarations, motions, resolutions); None without any."""
    opens = not title or _OPENING.fullmatch(title) is not None
    label = label_length(draft.text) if opens else 0
    if (label and names_attendees(first_sentence(draft.text, label))) or (
        not title and ATTENDS.match(draft.text) and names_attendees(draft.text)
    ):
        return Kind.ATTENDANCE
    lower = opening.lower()
    apologises = "apolog" in lower and APOLOGIES.match(opening) is not None
    if apologises or is_attendance_list(opening) or _is_list(draft.text):
        return Kind.ATTENDANCE
    if _is_motion(draft, opening):
        return Kind.MOTION
    if is_decision(draft.text[draft.start : draft.start + _READ]):
        return Kind.DECISION
    if ATTENDANCE.match(opening):
        return Kind.ATTENDANCE
    named = title.lower()
    if ("interest" in lower and INTERESTS.search(opening)) or "declaration" in named or "disclosure" in named:
        return Kind.PROCEDURAL
    if PROCEDURAL.match(opening):
        return Kind.PROCEDURAL
    attends = "apolog" in named or "substitut" in named
    if attends and (len(draft.text) < 300 or names_attendees(draft.text)):
        return Kind.ATTENDANCE
    listed = _PRESENT_TITLE.fullmatch(named.strip(" :.")) is not None and before in (None, Kind.ATTENDANCE)
    return Kind.ATTENDANCE if listed and names_attendees(draft.text) and _lists(draft.text) else None


def _lists(text: str) -> bool:
    """Return whether a text has several entries: its commas say so, or initials that begin its names."""
    return "," in text or ";" in text or bool(read_form(text, 0, len(text)))


def _is_list(text: str) -> bool:
    return is_list_of_names(text) or is_list_of_offices(text)


def _is_motion(draft: Draft, opening: str) -> bool:
    begins = draft.text[draft.start : draft.start + _LONGEST_MOVING]
    if not MOTION.match(opening) and not MOVING.match(begins) and not _acts(begins, len(opening)):
        return False
    # One paragraph that moves and resolves is the resolution; "declared LOST ... it was" is the motion's end.
    resolved = is_decision(draft.text[draft.start : draft.start + _READ])
    return not resolved or OUTCOME.search(opening) is not None


def _is_bare_act(text: str) -> bool:
    """Return whether a short paragraph only says who moved or seconded: "Second by Dave."."""
    if len(text) > _LONGEST_ACT or _ACT.match(text) is None:
        return False
    acts = read_acts(text)
    return bool(acts) and acts[0].evidence.start <= 1 and not is_decision(text)


def _acts(begins: str, opening: int) -> bool:
    """Return whether somebody moves in the first sentence what another seconds there or soon after."""
    acts = read_acts(begins)
    return bool(acts) and acts[0].evidence.start <= opening and len({act.role for act in acts}) > 1


def _by_talk(draft: Draft, said: Said, before: Kind | None) -> Kind:
    """Return the kind of reported speech: question, answer or discussion."""
    opening, speech = said.opening, said.speech
    if ANSWER.match(opening):
        return Kind.ANSWER
    spoke_first = speech is not None and speech.evidence.end <= draft.start + len(opening) + 8
    if spoke_first and speech is not None and speech.verb in _REPLIES:
        return Kind.ANSWER
    if QUESTION.match(opening) or _asks(said, spoke_first=spoke_first):
        return Kind.QUESTION
    spoken = opening.partition(": ")[2] if draft.speaker or read_speaker_label(draft.text) else ""
    if spoken.rstrip('”"’ ').endswith("?") and INTERROGATIVE.match(spoken):
        return Kind.QUESTION
    if opening.rstrip('”"’ ').endswith("?") and INTERROGATIVE.match(opening):
        return Kind.QUESTION
    if draft.lead_in is not None and raises_questions(draft.lead_in):
        return Kind.QUESTION
    subject = _PARTS_OF_WORDS.sub(" ", said.subject.lower()).split()
    holds_office = "cabinet" in subject or "portfolio" in subject
    officer = (
        spoke_first
        and speech is not None
        and (speech.subject.sort in (NounType.OFFICE, NounType.PERSON) or holds_office or subject[-1] in _STAFF)
    )
    answers = before is Kind.QUESTION and not (draft.lead_in is not None and raises_points(draft.lead_in))
    if answers and officer and (holds_office or _CHAIRS.isdisjoint(subject)):
        return Kind.ANSWER
    return Kind.DISCUSSION


def _asks(said: Said, *, spoke_first: bool) -> bool:
    speech = said.speech
    if not spoke_first or speech is None or speech.subject.sort is NounType.ORGANISATION:
        return False
    if speech.verb in QUESTIONS:
        return True
    return ASKING.search(said.opening) is not None and speech.subject.sort in (
        NounType.UNNAMED,
        NounType.GROUP,
        NounType.BODY,
    )
