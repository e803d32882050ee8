"""Motions whose mover and seconder stand on lines of their own: "Hill/Marsh", "MOVER:", "RESOLVED (Cr Hill)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.recording.moving.item_motions import ItemMotions
from minutesearch.recording.moving.motion_draft import MotionDraft
from minutesearch.recording.moving.motion_ends import end
from minutesearch.recording.moving.outcomes import iter_endings, read_result
from minutesearch.recording.moving.sentences.sentence_acts import is_unknown_pair, words_moved
from minutesearch.recording.printed.printed_names import read_credits
from minutesearch.records import Kind, Outcome, Passage, Span
from minutesearch.segmenting.cues.cue_phrases import ENDING
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.cues.leadins import lead_of
from minutesearch.segmenting.moving.act_words import Role, is_no_name
from minutesearch.segmenting.moving.fields import Field, Slot, read_fields
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.moving.name_pairs import is_sure_pair, read_pair_line
from minutesearch.segmenting.moving.names_behind import name_behind
from minutesearch.segmenting.people.persons import is_list_of_names
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["result_over", "take_credits", "take_line"]

_WORDED = re.compile(
    r"[“\"]?(?:THAT|That|TO|To|BE IT|Be it|NOW|RESOLVED|Resolved|WHEREAS|Whereas|MOTION|Motion|Moved)\b"
)
_ROLE_LABEL = re.compile(
    r"(?:mover|seconder|proposer|moved by|seconded by|proposed by|motion by|second by)\s?:\s*", re.IGNORECASE
)
#: "Motion to approve the minutes by", with who moved it at the end.
_MOTION_BY = re.compile(
    r"(?:A\s)?(?:[Mm]otion|MOTION)\s(?:was\s(?:made\s)?)?(?P<text>to\s.{3,250})\sby\s(?=[A-Z])", re.DOTALL
)
#: "Ash/Elm: RD 14/19", which is the number of what stands below.
_NUMBER_BEHIND = re.compile(r":\s?(?:[A-Z]{2,5}\s?)?\d{1,5}[/-]\d{2,4}\W*\Z")
#: So many passages below the first may be fields of the same motion.
_MOST_FIELDS = 4
_MOTION_LEAD = re.compile(r"(?:Motion|MOTION)\sto\s.{3,300}:\s*\Z", re.DOTALL)


def take_line(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Begin a motion for "That the plan be adopted" over or below a line of who moved and who seconded it.

    Return whether the passage is read with that.
    """
    own = read_pair_line(passage.text)
    if own is not None:
        return _take_own_line(motions, place, passage, own)
    if any(take(motions, place, passage) for take in (_take_name, _take_fields, _take_mover_at_end, _take_topic)):
        return True
    if passage.lead_in is not None and _ROLE_LABEL.fullmatch(passage.lead_in):
        return _take_role(motions, place, passage, passage.lead_in)
    _take_lead(motions, place, passage)
    over = _line_over(motions, place, passage)
    names = read_pair_line(over) if over is not None else None
    if over is None or names is None or over == motions.line:
        return False
    motions.line = over
    is_worded = _WORDED.match(passage.text) is not None
    if not is_worded and not ENDING.fullmatch(passage.text):
        return False
    before = passage if is_worded else motions.before(place)
    _begin_pair(motions, place, over, names, Span(0, len(passage.text)), before)
    if passage.kind is Kind.DECISION and begins_decision(passage.text):
        motions.drafts[-1].outcome, motions.drafts[-1].is_implied = Outcome.CARRIED, True
    for sentence in iter_sentences(passage.text):
        for ending in iter_endings(passage.text, sentence):
            end(motions, place, passage, sentence, ending)
    return True


def take_credits(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Begin a motion for a resolution that names mover and seconder: "RESOLVED (Cr Fitton/Cr Cato)"."""
    lead = passage.lead_in
    if lead is not None and (names := read_credits(lead)) is not None:
        before = motions.before(place)
        if before is not None and before.lead_in == lead and motions.drafts:
            return True
        source, shown = lead, Span(0, len(passage.text))
    elif (names := read_credits(passage.text)) is not None and begins_decision(passage.text):
        source, shown = passage.text, Span(0, (names[1] or names[0]).end)
    else:
        return False
    mover, seconder = names
    if seconder is not None and is_unknown_pair(source, (mover, seconder), motions.members):
        return False
    draft = MotionDraft(mover=source[mover.start : mover.end])
    draft.seconder = source[seconder.start : seconder.end] if seconder else None
    draft.outcome, draft.is_implied = Outcome.CARRIED, True
    draft.show(place, shown)
    motions.drafts.append(draft)
    return True


def result_over(motions: ItemMotions, place: int, passage: Passage) -> Outcome | None:
    """Return the outcome that "RESULT: ADOPTED" says over or before "MOVER: Ash"; None without it."""
    before = motions.before(place)
    over = [passage.text, passage.topic or "", before.text if before is not None else ""]
    results = (read_result(each, Span(0, len(each))) for each in over)
    return next((result.outcome for result in results if result is not None), None)


def _take_name(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Begin a motion for a name right below "Motion to approve the minutes:", where a seconder comes next."""
    lead, after = passage.lead_in, motions.after(place)
    if lead is None or after is None or _MOTION_LEAD.match(lead) is None or after.lead_in != lead:
        return False
    seconded = any(act.role is Role.SECONDS for act in read_acts(after.text))
    if not seconded or not is_list_of_names(passage.text):
        return False
    draft = MotionDraft(mover=passage.text.strip(" ."))
    draft.text = lead.rstrip(" :")
    draft.show(place, Span(0, len(passage.text)))
    motions.begin(draft, place)
    return True


def _take_mover_at_end(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Begin a motion for a line such as "Motion to approve the minutes by Ash", over "Seconded by Elm"."""
    after, line = motions.after(place), _MOTION_BY.match(passage.text)
    if after is None or line is None or read_acts(passage.text):
        return False
    name, seconded = name_behind(passage.text, line.end()), read_acts(after.text)[:1]
    ends = name is not None and not passage.text[name.end :].strip(" .")
    if name is None or not ends or not seconded:
        return False
    if seconded[0].role is not Role.SECONDS or seconded[0].evidence.start:
        return False
    draft = MotionDraft(mover=passage.text[name.start : name.end])
    draft.text = line["text"]
    draft.show(place, Span(0, len(passage.text)))
    motions.begin(draft, place)
    return True


def _take_role(motions: ItemMotions, place: int, passage: Passage, label: str) -> bool:
    """Take the name below "MOVER:" or "SECONDER:" for who moved or seconded."""
    line = f"{label} {passage.text}"
    act = next(iter(read_acts(line)), None)
    if act is None or act.name.start < len(label):
        return False
    name = line[act.name.start : act.name.end]
    if act.role is Role.MOVES:
        draft = MotionDraft(mover=name)
        draft.outcome = result_over(motions, place, passage)
        motions.drafts.append(draft)
    elif not motions.drafts.may_be_seconded(place, name):
        return False
    else:
        motions.drafts[-1].seconder = name
    motions.drafts[-1].show(place, Span(0, len(passage.text)))
    motions.began = place
    return True


def _take_lead(motions: ItemMotions, place: int, passage: Passage) -> None:
    """Take who seconds the last motion from what leads to the words: "Seconded by Cllr Elm and resolved:"."""
    lead = passage.lead_in
    acts = read_acts(lead) if lead is not None and lead != motions.line else ()
    if lead is None or [act.role for act in acts] != [Role.SECONDS] or acts[0].evidence.start:
        return
    name = lead[acts[0].name.start : acts[0].name.end]
    if motions.drafts.may_be_seconded(place, name):
        motions.drafts[-1].seconder = name
        motions.drafts[-1].show(place, Span(0, len(passage.text)))
        motions.line = lead


def _take_fields(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Begin or complete motions by labelled fields over, in and below a passage: "Motion: Ash", "Vote: lost"."""
    over = read_fields(passage.topic) if passage.topic and passage.topic != motions.line else []
    own = read_fields(passage.text)
    if not own and not {Slot.MOVER, Slot.SECONDER} <= {field.slot for field in over}:
        return False
    runs = [over, own] if own else [over]
    last = place
    while own and last - place < _MOST_FIELDS and (after := motions.after(last)) is not None:
        below = read_fields(after.text)
        if not below or after.topic not in (None, passage.topic):
            break
        runs, last = [*runs, below], last + 1
    fields = [field for run in runs for field in run]
    slots = {field.slot for field in fields}
    ends = any(field.outcome or field.slot is Slot.END for field in fields)
    laid_out = bool(over) or last > place or "|" in passage.text or ends
    if not laid_out or Slot.SECONDER not in slots or not (Slot.MOVER in slots or motions.drafts):
        return False
    _fill(motions, place, passage, fields)
    for each in range(place + 1, last + 1):
        motions.taken.add(each)
    motions.began = last
    if over:
        motions.line = passage.topic
    return bool(own)  # what stands below the names is still to be read


def _fill(motions: ItemMotions, place: int, passage: Passage, fields: Sequence[Field]) -> None:
    """Fill motions by fields in their order."""
    words: str | None = None
    for field in fields:
        if field.slot is Slot.WORDS:
            words = field.value
        elif field.slot is Slot.MOVER:
            draft = MotionDraft(mover=field.value)
            draft.text, words = words, None
            draft.outcome = result_over(motions, place, passage)
            motions.begin(draft, place)
        elif field.slot is Slot.SECONDER and motions.drafts.may_be_seconded(place, field.value):
            motions.drafts[-1].seconder = field.value
        if motions.drafts:
            motions.drafts[-1].show(place, Span(0, len(passage.text)))
            motions.drafts[-1].outcome = motions.drafts[-1].outcome or field.outcome


def _take_topic(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Begin a motion for "On motion of Councillor Ash" over "Seconded by Councillor Elm"."""
    topic = passage.topic or ""
    over = read_acts(topic) if topic != motions.line else ()
    own = read_acts(passage.text) if over else ()
    if [act.role for act in over] != [Role.MOVES] or [act.role for act in own] != [Role.SECONDS]:
        return False
    if over[0].evidence.start or own[0].evidence.start:
        return False
    draft = MotionDraft(mover=topic[over[0].name.start : over[0].name.end])
    draft.seconder = passage.text[own[0].name.start : own[0].name.end]
    draft.text = words_moved(topic, Span(0, len(topic)))
    draft.show(place, Span(0, len(passage.text)))
    motions.begin(draft, place)
    motions.line = topic
    return True


def _take_own_line(motions: ItemMotions, place: int, passage: Passage, names: tuple[Span, Span]) -> bool:
    """Begin a motion for a passage that is such a line; return whether something was moved by it."""
    after = motions.after(place)
    if after is not None and after.lead_in == lead_of(passage.text):
        return True  # read with what it leads to
    before = motions.before(place)
    if before is not None and not _WORDED.match(before.text):
        before = None
    rest = Span(names[1].end, len(passage.text))
    ended = list(iter_endings(passage.text, rest))
    opens = not place or _NUMBER_BEHIND.search(passage.text) is not None
    follows = after is not None and opens and _WORDED.match(after.text) is not None
    if before is None and not ended and not follows:
        return False
    _begin_pair(motions, place, passage.text, names, Span(0, len(passage.text)), before)
    for ending in ended:
        end(motions, place, passage, rest, ending)
    return True


def _line_over(motions: ItemMotions, place: int, passage: Passage) -> str | None:
    """Return the line of mover and seconder that stands over a passage: its lead-in, topic or item's title."""
    for each in (passage.lead_in, passage.topic):
        line = each.rpartition(" – ")[2] if each and "/" in each else each
        if line and read_pair_line(line) is not None:
            return line
    title = motions.title if not place else None
    return title if title and is_sure_pair(title) else None


def _begin_pair(
    motions: ItemMotions, place: int, source: str, names: tuple[Span, Span], shown: Span, worded: Passage | None
) -> None:
    """Begin a motion for the mover and seconder that a line names."""
    draft = MotionDraft(mover=source[names[0].start : names[0].end])
    draft.seconder = source[names[1].start : names[1].end]
    draft.text = worded.text if worded is not None else None
    draft.show(place, shown)
    motions.begin(draft, place)


def _is_name(text: str) -> bool:
    """Return whether what stands behind a label is a name: a surname alone will do there."""
    return is_list_of_names(text) or (text.isalpha() and not is_no_name(text))
