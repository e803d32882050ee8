"""How the motions of an item ended: which of them an outcome that is said, or a resolution that follows, is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.recording.moving.item_motions import ItemMotions
from minutesearch.recording.moving.motion_draft import MotionDraft
from minutesearch.recording.moving.outcomes import Ending, iter_endings, says_end_alone
from minutesearch.recording.moving.resolutions import resolves
from minutesearch.recording.moving.sentences.moving_passages import votes_on
from minutesearch.recording.voting.tallies import read_parts
from minutesearch.records import Kind, Outcome, Passage, Section, Span
from minutesearch.segmenting.moving.verdicts import read_verdict
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["end", "end_at_last", "end_before", "end_by_resolution", "end_by_topic", "ends_here"]

#: "to adopt the motion", "that the amendment be approved".
_NAMED_THING = re.compile(
    r"\b(?:adopt|approve|accept|carry|pass|support|agree)\s(?:to\s)?the\s(?P<thing>motion|amendment)\b",
    re.IGNORECASE,
)
#: "The Council resolved: to reject the procedural motion".
_REJECTED = re.compile(r"\breject\s(?:the|this)\s(?:\w+\s)?(?P<thing>motion|amendment)\b", re.IGNORECASE)
#: "The Chairperson ruled the motion had been adopted unanimously."
_MOTION_ENDED = re.compile(
    r"\bthe (?:motion|amendment|resolution)\s(?:(?:was|had|has|been|is|declared|unanimously|duly)\s)*"
    r"(?:carried|adopted|passed|lost|defeated|failed|approved|withdrawn|prevailed|became\sthe)\b"
    # "Roll call: Hill yes, Marsh yes. Motion carried."
    r"|(?:\A|[.;:)]\s+)(?:motion|amendment)\s(?:(?:was|is|has|been|unanimously|duly|then)\s)*"
    r"(?:carrie[ds]|pass(?:ed|es)|fail(?:ed|s)|lost|defeated|approved|adopted)\b"
    r"|[?:]\s(?:carried|agreed|adopted|defeated|lost)[.!]?\s*\Z|\s(?-i:CARRIED|DEFEATED)[.!]?\s*\Z|\.\s(?-i:Carried|CARRIED|Lost|LOST|Defeated"
    r"|DEFEATED)[.!]?\s*\Z",
    re.IGNORECASE,
)
#: "Accordingly the amendment became the finding of the meeting": below the votes of both sides.
_NAMED_END = re.compile(
    r"(?:accordingly,?\s|therefore,?\s|so,?\s)?the (?:motion|amendment)\s"
    r"(?:(?:was|is|declared|therefore|accordingly|thus)\s)*"
    r"(?:carried|lost|defeated|became\sthe\s)",
    re.IGNORECASE,
)
#: "The amendment by the Labour Group was lost", "Amendment B fell", "The Labour amendment".
_CALLED = re.compile(
    r"\W*(?:the\s)?(?:second\s|third\s|first\s)?amendment\s(?P<by>(?:(?:by|from|of)\sthe\s(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+){0,4}"
    r"|(?:no\.?\s?)?(?:\d{1,2}|(?-i:[A-Z]))(?=\s)))"
    r"|\W*the\s(?P<of>(?-i:[A-Z])[\w-]+(?:\s(?-i:[A-Z])[\w-]+){0,3})\samendment\b",
    re.IGNORECASE,
)
#: Whose motion it is that ended.
_OF_MOVER = re.compile(
    r"\b(?:motion|amendment|proposal)\s(?:as\s)?(?:(?:moved|proposed|put\sforward)\sby|by|of|from)\s"
    r"(?P<name>(?:[A-Z][\w.’'-]*\s?){1,4})"
    # "The Mayor declared Councillor Ash’s motion carried."
    r"|(?P<owner>(?:[A-Z][\w.-]*\s){1,3}[A-Z][\w’'-]*?)[’']s?\s(?:motion|amendment|proposal)\b"
)
_SHORT_END, _NEXT = 400, 4


def ends_here(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Return whether a short paragraph right below an open motion says how "the motion" ended."""
    draft = motions.last
    if draft is None or draft.outcome is not None or len(passage.text) > _SHORT_END:
        return False
    if _NAMED_END.match(passage.text) is not None and draft.is_near(place):
        return True
    near = any(draft.is_shown_at(place - back) for back in range(1, _NEXT + 1))
    return near and (_MOTION_ENDED.search(passage.text) is not None or says_end_alone(passage.text))


def end_before(
    motions: ItemMotions, place: int, passage: Passage, sentence: Span, endings: Sequence[Ending], start: int
) -> list[Ending]:
    """Apply the endings of a sentence that stand before a letter of it, and return the others."""
    for ending in endings:
        if ending.span.start < start:
            end(motions, place, passage, sentence, ending)
    return [ending for ending in endings if ending.span.start >= start]


def end_at_last(motions: ItemMotions, place: int, passage: Passage) -> bool:
    """Take the end of an open motion from the last words of what was moved: "... be adopted. Carried"."""
    last = list(iter_sentences(passage.text))[-1:]
    draft = motions.last
    if draft is None or draft.outcome is not None or not last or not last[0].start or not draft.is_near(place):
        return False
    endings = list(iter_endings(passage.text, last[0]))
    for ending in endings:
        end(motions, place, passage, last[0], ending)
    return bool(endings)


def end_by_topic(motions: ItemMotions, place: int, passage: Passage) -> None:
    """Take the end of the last motion from a line over a passage: "Final Resolution: Motion Carries".

    One such line may stand over many passages, and there only the sides of a vote are read with it.
    """
    draft, topic, before = motions.last, passage.topic, motions.before(place)
    if draft is None or topic is None or draft.outcome is not None or not draft.is_near(place):
        return
    if before is not None and before.topic == topic and not read_parts(passage.text, voting=True):
        return
    verdict = read_verdict(topic, next(iter(iter_sentences(topic)), Span(0, 0)))
    if verdict is not None and verdict.target and (verdict.target == "amendment") is draft.is_amendment:
        draft.outcome = verdict.outcome
        draft.show(place, Span(0, len(passage.text)))


def end_by_resolution(motions: ItemMotions, place: int, passage: Passage) -> None:
    """Mark the last open motion as carried, since a resolution follows it."""
    opened = [draft for draft in motions.drafts if draft.outcome is None]
    rejected = _REJECTED.search(passage.text)
    if rejected is not None:
        draft = motions.drafts.find_target(rejected["thing"].lower()) if opened else None
        if draft is not None and draft.outcome is None:
            draft.outcome = Outcome.LOST
            draft.show(place, Span(0, len(passage.text)))
        return
    named = _NAMED_THING.search(passage.text)
    if named is not None:
        amends = named["thing"].lower() == "amendment"
        opened = [draft for draft in opened if draft.is_amendment is amends]
    if not opened or passage.section is Section.SUMMARY:
        return
    last = opened[-1]
    far = last.text is None and not last.is_near(place)
    if named is None and _is_elsewhere(motions, last, passage):
        return
    unsure = last.is_amendment or motions.drafts.was_amended()
    if named is None and (unsure or far or not resolves(passage.text, last.text)):
        return  # what became of the amendment, and so which of the two was resolved, is not said
    last.outcome, last.is_implied = Outcome.CARRIED, True
    last.show(place, Span(0, len(passage.text)))


def _find_target(motions: ItemMotions, text: str, sentence: Span, target: str) -> MotionDraft | None:
    """Return the motion that an outcome is of; None where it can be of none."""
    by = _OF_MOVER.search(text, *sentence)
    if by is not None and (theirs := _find_mover(motions, by["name"] or by["owner"])) is not None:
        return theirs
    draft = motions.drafts.find_target(target)
    called = _CALLED.match(text, *sentence) if target == "amendment" else None
    if called is None:
        return draft
    name = called["by"] or called["of"]
    if draft is None or draft.outcome is not None or draft.called:
        draft = _begin_called(motions, name)
    if draft is not None:
        draft.called = name
    return draft


def _find_mover(motions: ItemMotions, name: str) -> MotionDraft | None:
    """Return the open motion of whoever an outcome names: "against the amendment proposed by Councillor Ash"."""
    words = [word.strip(".,") for word in name.split()]
    opened = (draft for draft in reversed(motions.drafts) if draft.outcome is None and draft.mover)
    return next((draft for draft in opened if str(draft.mover).split()[-1] in words), None)


def _begin_called(motions: ItemMotions, called: str) -> MotionDraft | None:
    """Return a new amendment for an outcome that calls it by a name; None where one of that name was before."""
    if any(draft.is_amendment and draft.called == called for draft in motions.drafts):
        return None
    draft = MotionDraft(is_amendment=True)
    motions.drafts.append(draft)
    return draft


def _is_elsewhere(motions: ItemMotions, draft: MotionDraft, passage: Passage) -> bool:
    """Return whether a resolution, "4.2", stands below another number than the motion, "3"."""
    under = (passage.label or "").partition(".")
    moved = next((each.label for at, each in enumerate(motions.passages) if draft.is_shown_at(at)), None)
    return bool(under[2]) and moved is not None and moved.partition(".")[0] != under[0]


def end(motions: ItemMotions, place: int, passage: Passage, sentence: Span, ending: Ending) -> None:
    """Set the outcome that a sentence says for the motion that it can be of; for none where none can."""
    drafts = motions.drafts
    if not ending.target and not (
        drafts
        and (
            passage.kind in (Kind.MOTION, Kind.DECISION)
            or motions.began == place
            or ends_here(motions, place, passage)
        )
    ):
        return
    if ending.target == "motion" and all(draft.outcome is not None for draft in drafts):
        motions.settle_noted(place)
    if not drafts:
        if motions.told == place or not (passage.kind is Kind.MOTION or votes_on(passage.text, sentence)):
            return
        drafts.append(MotionDraft(is_amendment=ending.target == "amendment"))
    amends, doubtful = ending.target == "amendment", ending.is_doubtful
    if ending.target and drafts.correct_last(place, ending.outcome, amends=amends, is_doubtful=doubtful):
        drafts[-1].show(place, sentence)
        return
    draft = _find_target(motions, passage.text, sentence, ending.target)
    if draft is None or not (ending.target or draft.is_near(place)):
        return
    if ending.replaces and ending.outcome is Outcome.CARRIED and drafts.was_amended():
        draft.outcome = Outcome.AMENDED
    elif draft.outcome is None or draft.is_implied:
        draft.outcome, draft.is_implied = ending.outcome, False
        draft.doubted_at = place if doubtful else None
    draft.show(place, sentence)
