"""Extraction of motions and amendments: who moved and seconded them, their text and their outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.recording.moving.item_motions import ItemMotions, is_speaking
from minutesearch.recording.moving.motion_draft import MotionDraft
from minutesearch.recording.moving.motion_ends import (
    end,
    end_at_last,
    end_before,
    end_by_resolution,
    end_by_topic,
    ends_here,
)
from minutesearch.recording.moving.motion_rows import take_row
from minutesearch.recording.moving.moved_texts import ends_over_votes, take_words, text_of
from minutesearch.recording.moving.name_lines import result_over, take_credits, take_line
from minutesearch.recording.moving.outcomes import Ending, iter_endings, names_motion, opens_with_end
from minutesearch.recording.moving.sentences.amending import amends_motion, is_amending
from minutesearch.recording.moving.sentences.moving_passages import (
    is_moving,
    may_move,
    owner_seconded,
    seconds_motion,
)
from minutesearch.recording.moving.sentences.sentence_acts import acts_of, words_moved
from minutesearch.recording.moving.sentences.settled_motions import (
    CARRIED_SHORT,
    CREDIT,
    DECIDED,
    credits_decided,
    is_done,
    is_settled,
    resolves_below,
)
from minutesearch.recording.moving.sentences.told_motions import ASKED, is_told
from minutesearch.recording.printed.members import NOBODY, Members
from minutesearch.recording.printed.reports import report_of_elsewhere
from minutesearch.records import Kind, Motion, Outcome, Passage, Span
from minutesearch.segmenting.cues.cue_phrases import ENDING
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.moving_acts import MovingAct, read_acts
from minutesearch.segmenting.moving.unnamed import is_unnamed
from minutesearch.segmenting.moving.verdicts import verdict_behind
from minutesearch.segmenting.text.sentences import iter_sentences, last_sentence

__all__ = ["read_motions"]

#: "The Motion was proposed by Councillor Ash", who moved it in the sentence before.
_THE_MOTION = re.compile(
    r"\s*The (?:motion|amendment|proposal)\s(?:was|is)\s(?:proposed|moved)\sby\b", re.IGNORECASE
)
#: "The amendment having been duly put and lost, the original motion ...".
_ABSOLUTE = re.compile(
    r"\W*(?:the|this|that|his|her|both|all|an?)\s(?:\w+\s){0,2}(?:amendments?|motions?)\s(?:having\s(?:then\s)?been|being)"
    r"\s[^.;,]{3,60},\s",
    re.IGNORECASE,
)
_PUT = re.compile(r"\b(?:put|moved|proposed|debated|tabled)\b", re.IGNORECASE)
#: "Motions must be moved and seconded", "When a motion is proposed": how motions are made, and none that is.
_RULE = re.compile(
    r"\b(?:must|shall|should|may|can|could|would|will|cannot|needs?\sto|ha(?:s|ve)\sto|(?:is|are)\sto)\s(?:\w+\s){0,2}(?:be\s)?(?:\w+ly\s)?"
    r"(?:put|moved|proposed|debated|tabled|made|seconded)\b"
    r"|\b(?:when|whenever|once|if|unless|until|before|where|any|every|each|no|all)\s(?:an?\s|the\s)?(?:\w+\s)?(?:motion|amendment|proposal|resolution)s?\s"
    r"(?:is|are|to\sbe)\b",
    re.IGNORECASE,
)
#: "the proposal to have the banks moved inside": what is moved is a thing.
_OF_PLAN = re.compile(
    r"\b(?:proposal|recommendation|resolution)s?\s(?:to|for|of)\b(?![^.;]{0,300}\b(?:moved|proposed)(?:,|\sand)\sseconded\b)",
    re.IGNORECASE,
)
#: Before words of a rule that are part of what was moved: "It was moved and seconded that | it shall be put".
_WAS_MOVED = re.compile(
    r"(?:\bwas\s(?:\w+ly\s)?|\A\W*)(?:moved|made|proposed|seconded)\b[^.;]{0,300}\bthat\b", re.IGNORECASE
)


def read_motions(
    passages: Sequence[Passage],
    *,
    title: str | None = None,
    members: Members = NOBODY,
    rows: Sequence[Sequence[tuple[str, str]]] = (),
) -> tuple[Motion, ...]:
    """Return the motions and amendments of an item in the order in which they were moved.

    An outcome is set only where the page states it: the motion was declared carried, lost or withdrawn, or a
    resolution follows it.

    Args:
        passages: The passages of the item in order.
        title: The title of the item, which in some minutes is who moved and who seconded it.
        members: Those of whom the page says that they came or moved, which tells "(Ash/Elm)" from two places.
        rows: The cells of each passage that is a row of a table; empty for any other.
    """
    motions = ItemMotions(passages, title, members)
    for place, passage in enumerate(passages):
        if not (rows and rows[place] and take_row(motions, place, passage, rows[place])):
            _read(motions, place, passage)
    return tuple(draft.to_motion() for draft in motions.drafts if not draft.is_bare or draft.text)


def _read(motions: ItemMotions, place: int, passage: Passage) -> None:
    """Read a passage: begin the motions that it moves, and end or complete those before it."""
    end_by_topic(motions, place, passage)
    if place in motions.taken:
        last = last_sentence(passage.text)
        if ENDING.fullmatch(last) is not None or ends_over_votes(last):
            # "THAT the report be noted. CARRIED"
            end_at_last(motions, place, passage)
        return
    if take_line(motions, place, passage):
        return
    if passage.kind is Kind.DECISION and take_credits(motions, place, passage):
        return
    if passage.kind is Kind.DECISION and not is_moving(passage.text):
        taken = take_words(motions, place, passage)
        if not end_at_last(motions, place, passage) and not taken:
            end_by_resolution(motions, place, passage)
    elif may_move(passage) or ends_here(motions, place, passage):
        _read_sentences(motions, place, passage)
    else:
        _note_mover(motions, place, passage)


def _note_mover(motions: ItemMotions, place: int, passage: Passage) -> None:
    """Note who moves something in a passage of talk, lest the next one seconds it or says how it ended."""
    acts = read_acts(passage.text)
    if not acts or acts[-1].role is not Role.MOVES:
        return
    mover = acts[-1].name
    sentence = next(one for one in iter_sentences(passage.text) if mover.start < one.end)
    if is_told(passage.text, sentence, mover):
        return
    motions.noted = _draft(place, passage, sentence, mover)
    motions.noted.text = words_moved(passage.text, sentence)
    motions.noted.is_spoken = is_speaking(passage.text, acts[-1])


def _read_sentences(motions: ItemMotions, place: int, passage: Passage) -> None:
    before = len(motions.drafts)
    for sentence in iter_sentences(passage.text):
        for clause in _part_absolute(passage.text, sentence):
            _read_sentence(motions, place, passage, clause)
    if (passage.kind is Kind.DECISION and begins_decision(passage.text)) or resolves_below(passage.text):
        for draft in motions.drafts[before:]:
            if draft.outcome is None:  # "RESOLVED that ... Proposed Cllr Hall, seconded Cllr Birkett."
                draft.outcome, draft.is_implied = Outcome.CARRIED, True


def _part_absolute(text: str, sentence: Span) -> tuple[Span, ...]:
    """Part a clause that says how another motion ended from what follows: "The amendment being lost, | the"."""
    clause = _ABSOLUTE.match(text, *sentence)
    if clause is None:
        return (sentence,)
    return Span(sentence.start, clause.end()), Span(clause.end(), sentence.end)


def _read_sentence(motions: ItemMotions, place: int, passage: Passage, sentence: Span) -> None:
    text, drafts = passage.text, motions.drafts
    acts = motions.without_told(text, acts_of(text, sentence, members=motions.members))
    movers = [act.name for act in acts if act.role is Role.MOVES]
    elsewhere = report_of_elsewhere(text, sentence)
    is_report = elsewhere is not None and all(act.evidence.start >= elsewhere for act in acts)
    if is_report or any(is_told(text, sentence, mover) for mover in movers):
        motions.told = place
        return
    before = _pop_repeated(motions, place, passage, sentence, acts)
    if not acts and is_unnamed(text, sentence) and not ASKED.search(text, *sentence):
        _begin_unmoved(motions, place, passage, sentence)
    endings = _take_acts(motions, place, passage, sentence, acts)
    if before is not None:
        drafts[-1].text = drafts[-1].text or before.text
    if movers and CARRIED_SHORT.search(text, *sentence):
        drafts[-1].outcome = Outcome.CARRIED
    for ending in endings:
        end(motions, place, passage, sentence, ending)
    settled = is_settled(text, sentence) or credits_decided(text, sentence)
    speak = any(is_speaking(text, act) for act in acts)  # "In seconding it Ash agreed."
    if acts and drafts and drafts[-1].outcome is None and not speak:
        behind = max(act.evidence.end for act in acts)
        drafts[-1].outcome = verdict_behind(text, behind, sentence.end) or (Outcome.CARRIED if settled else None)
    if not acts and motions.began == place and is_done(text, sentence):
        drafts.end_last(place, sentence)
    if acts or drafts or passage.kind is not Kind.MOTION:
        return
    if not ASKED.search(text, *sentence):
        _begin_unmoved(motions, place, passage, sentence)


def _pop_repeated(
    motions: ItemMotions, place: int, passage: Passage, sentence: Span, acts: Sequence[MovingAct]
) -> MotionDraft | None:
    """Take back the last motion, if a sentence only says again who moved it: "Ash moved it. M/S/C Ash / Elm"."""
    last = motions.last
    if last is None or not acts or acts[0].role is not Role.MOVES:
        return None
    if last.mover is None:  # "A motion was made to pave it. M/S/C Ash / Elm"
        is_same = len(acts) > 1 and last.text is not None and words_moved(passage.text, sentence) is None
        mover = None
    else:
        is_same = len(acts) > 1 or _THE_MOTION.match(passage.text, *sentence) is not None
        mover = passage.text[acts[0].name.start : acts[0].name.end]
    return motions.drafts.pop() if is_same and motions.drafts.is_last_repeated(place, mover) else None


def _take_acts(
    motions: ItemMotions, place: int, passage: Passage, sentence: Span, acts: Sequence[MovingAct]
) -> list[Ending]:
    """Begin and second the motions of a sentence, and return the endings that are still to be applied."""
    text, has_begun = passage.text, False
    endings = list(iter_endings(text, sentence))
    for act in acts:
        if act.role is Role.MOVES:
            if has_begun or opens_with_end(text, sentence):  # what was said before ends the motion before
                endings = end_before(motions, place, passage, sentence, endings, act.evidence.start)
            _begin(motions, place, passage, sentence, act)
            has_begun = True
        elif (
            motions.is_of_other(owner_seconded(text, sentence)) and _begin_seconded(motions, passage, sentence)
        ) or (
            motions.settle_noted(place)
            or motions.drafts.may_be_seconded(place, text[act.name.start : act.name.end])
            or _begin_seconded(motions, passage, sentence)
        ):
            draft = motions.drafts[-1]
            draft.seconder = text[act.name.start : act.name.end]
            draft.is_spoken = draft.is_spoken or is_speaking(text, act)
            draft.show(place, sentence)
            draft.text = draft.text or text_of(motions, place, passage, sentence)
    return endings


def _begin_seconded(motions: ItemMotions, passage: Passage, sentence: Span) -> bool:
    """Begin a motion for "Cllr Hill seconded the motion" where the page does not say who moved it."""
    if motions.drafts and motions.drafts[-1].outcome is None and not owner_seconded(passage.text, sentence):
        return False
    if not seconds_motion(passage.text, sentence):
        return False
    owner = owner_seconded(passage.text, sentence)
    motions.drafts.append(MotionDraft(mover=owner, is_amendment=amends_motion(passage.text, sentence)))
    return True


def _begin(motions: ItemMotions, place: int, passage: Passage, sentence: Span, act: MovingAct) -> None:
    mover = act.name
    draft = _draft(place, passage, sentence, mover)
    draft.is_spoken = is_speaking(passage.text, act)
    draft.text = text_of(motions, place, passage, sentence)
    before = motions.before(place)
    decided = before is not None and (before.kind is Kind.DECISION or begins_decision(last_sentence(before.text)))
    if before is None and motions.title is not None:  # "2. The minutes were agreed" over "Proposed by Ash"
        decided = DECIDED.search(motions.title) is not None
    if decided and CREDIT.match(passage.text):
        draft.outcome = Outcome.CARRIED
    if passage.text[: mover.start].upper().rstrip().endswith("MOVER:"):
        draft.outcome = result_over(motions, place, passage)
        if motions.is_told_again(draft, place):
            return
    motions.begin(draft, place)
    motions.noted = None


def _draft(place: int, passage: Passage, sentence: Span, mover: Span) -> MotionDraft:
    draft = MotionDraft(
        mover=passage.text[mover.start : mover.end],
        is_amendment=is_amending(passage.text, sentence, mover),
    )
    draft.names_amendment = "amendment" in passage.text[sentence.start : sentence.end].lower()
    draft.show(place, sentence)
    return draft


def _begin_unmoved(motions: ItemMotions, place: int, passage: Passage, sentence: Span) -> None:
    """Begin a motion whose mover the page does not name: "The motion in favour of approval was put"."""
    stretch = passage.text[sentence.start : sentence.end]
    unnamed = is_unnamed(passage.text, sentence)
    rule = _RULE.search(stretch)
    if rule is not None and not _WAS_MOVED.search(stretch, 0, rule.start()):
        return
    if unnamed or (names_motion(stretch) and _PUT.search(stretch) and not _OF_PLAN.search(stretch)):
        draft = MotionDraft()
        draft.text = words_moved(passage.text, sentence) if unnamed else None
        draft.show(place, sentence)
        if unnamed and is_settled(passage.text, sentence):
            draft.outcome = Outcome.CARRIED
        motions.begin(draft, place)
