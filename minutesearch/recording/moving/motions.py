"""Extraction of motions and amendments: who moved and seconded them, their text and their outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.recording.moving.motion_draft import MotionDraft, MotionDrafts
from minutesearch.recording.moving.motion_sentences import (
    ASKED,
    CARRIED_SHORT,
    CREDIT,
    acts_of,
    credits_decided,
    is_amending,
    is_done,
    is_moving,
    is_settled,
    is_told,
    is_unnamed,
    may_move,
    resolves_below,
    seconds_motion,
    words_moved,
)
from minutesearch.recording.moving.outcomes import (
    Ending,
    iter_endings,
    names_motion,
    opens_with_end,
    read_result,
    says_end_alone,
)
from minutesearch.recording.moving.resolutions import resolves
from minutesearch.recording.printed.printed_names import read_credits
from minutesearch.recording.printed.reports import report_of_elsewhere
from minutesearch.recording.voting.tallies import read_parts
from minutesearch.records import Kind, Motion, Outcome, Passage, Section, Span
from minutesearch.segmenting.cues.cue_phrases import ENDING
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.cues.leadins import lead_of
from minutesearch.segmenting.moving.act_words import Role, is_no_name
from minutesearch.segmenting.moving.moving_acts import MovingAct, read_acts
from minutesearch.segmenting.moving.name_pairs import is_sure_pair, read_pair_line
from minutesearch.segmenting.people.persons import is_list_of_names
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_motions"]

_QUOTE = re.compile(r"\s*[“\"‘']")
#: "to adopt the motion", "that the amendment be approved".
_NAMED_THING = re.compile(
    r"\b(?:adopt|approve|accept|carry|pass|support|agree)\s(?:to\s)?the\s(?P<thing>motion|amendment)\b",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"[“\"]?(?:THAT|That|TO|To|BE IT|Be it|NOW|RESOLVED|Resolved|WHEREAS|Whereas|MOTION|Motion|Moved)\b"
)
_THAT = re.compile(r"(?:THAT|That)\b")
#: "The Chairperson ruled the motion had been adopted unanimously."
_MOTION_ENDED = re.compile(
    r"\bthe (?:motion|amendment|resolution)\s(?:(?:was|had|has|been|is|declared|unanimously|duly)\s)*"
    r"(?:carried|adopted|passed|lost|defeated|failed|approved|withdrawn)\b"
    r"|[?:]\s(?:carried|agreed|adopted|defeated|lost)[.!]?\s*\Z|\s(?-i:CARRIED|DEFEATED)[.!]?\s*\Z|\.\s(?-i:Carried|CARRIED|Lost|LOST|Defeated"
    r"|DEFEATED)[.!]?\s*\Z",
    re.IGNORECASE,
)
_ROLE_LABEL = re.compile(
    r"(?:mover|seconder|proposer|moved by|seconded by|proposed by|motion by|second by)\s?:\s*", re.IGNORECASE
)
_LABELLED_NAME = r"\s{0,20}:\s{0,20}(?P<name>[A-Z][^:;()]{1,60}?)[\s.]*"
_MOTION_LABEL = re.compile(r"(?:Motion|MOTION)(?:\s(?:by|By|BY))?" + _LABELLED_NAME)
_SECOND_LABEL = re.compile(r"(?:Second|SECOND)(?:ed|ED)?(?:\s(?:by|By|BY))?" + _LABELLED_NAME)
_MOTION_LEAD = re.compile(r"(?:Motion|MOTION)\sto\s.{3,300}:\s*\Z", re.DOTALL)
#: The label of a side that a passage breaks off at: "Ayes: Ash, Birch. Nays:".
_COUNTS = re.compile(
    r"\b(?:ayes?|yeas?|nays?|noes|abst\w+|absent|opposed|against|in favou?r|votes?)\s*:\s*\Z", re.IGNORECASE
)
_SHORT_END, _NEXT = 200, 4
#: So many passages lie at most between what is moved in talk and what shows that it was a motion.
_NOTED = 2
_PUT = re.compile(r"\b(?:put|moved|proposed|debated|tabled)\b", re.IGNORECASE)


def read_motions(passages: Sequence[Passage], *, title: str | None = None) -> tuple[Motion, ...]:
    """Return the motions and amendments of an item in the order in which they were moved.

    An outcome is set only where the page states it: the motion was declared carried, lost or withdrawn, or a
    resolution follows it.

    Args:
        passages: The passages of the item in order.
        title: The title of the item, which in some minutes is who moved and who seconded it.
    """
    reader = _Reader(passages, title)
    for place, passage in enumerate(passages):
        reader.read(place, passage)
    return tuple(draft.to_motion() for draft in reader.drafts)


class _Reader:
    """Reader of the passages of one item, with the motions found so far."""

    __slots__ = ("_began", "_line", "_maybe", "_passages", "_taken", "_title", "_told", "drafts")

    def __init__(self, passages: Sequence[Passage], title: str | None) -> None:
        self.drafts = MotionDrafts()
        self._title = title
        #: What somebody moved in talk, which is a motion only if somebody seconds it or it is said to have ended.
        self._maybe: MotionDraft | None = None
        self._passages = passages
        #: Passages that are the text of a motion, and so say nothing of how it ended.
        self._taken: set[int] = set()
        #: The passage in which the last motion began.
        self._began = -1
        #: The passage that last told of a motion of another meeting or body.
        self._told = -1
        #: The line over the passages that was last read as naming mover and seconder.
        self._line: str | None = None

    def read(self, place: int, passage: Passage) -> None:
        if place in self._taken or self._take_line(place, passage):
            return
        if passage.kind is Kind.DECISION and self._take_credits(place, passage):
            return
        if passage.kind is Kind.DECISION and not is_moving(passage.text):
            taken = self._take_words(place, passage)
            if not self._end_at_last(place, passage) and not taken:
                self._end_by_resolution(place, passage)
        elif may_move(passage) or self._ends_here(place, passage):
            self._read_sentences(place, passage)
        else:
            self._note_mover(place, passage)

    def _note_mover(self, place: int, passage: Passage) -> None:
        """Note who moves something in a passage of talk, lest the next one seconds it or says how it ended."""
        acts = read_acts(passage.text)
        if not acts or acts[-1].role is not Role.MOVES:
            return
        mover = acts[-1].name
        sentence = next(one for one in iter_sentences(passage.text) if mover.start < one.end)
        if is_told(passage.text, sentence, mover):
            return
        self._maybe = self._draft(place, passage, sentence, mover)
        self._maybe.text = words_moved(passage.text, sentence)

    def _settle_maybe(self, place: int) -> bool:
        """Take what was noted right before a passage for a motion; return whether anything was."""
        noted, self._maybe = self._maybe, None
        if noted is None or not any(noted.is_shown_at(place - back) for back in range(1, _NOTED + 1)):
            return False
        self.drafts.append(noted)
        return True

    def _ends_here(self, place: int, passage: Passage) -> bool:
        """Return whether a short paragraph right below an open motion says how "the motion" ended."""
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.outcome is not None or len(passage.text) > _SHORT_END:
            return False
        near = any(draft.is_shown_at(place - back) for back in range(1, _NEXT + 1))
        return near and (_MOTION_ENDED.search(passage.text) is not None or says_end_alone(passage.text))

    def _read_sentences(self, place: int, passage: Passage) -> None:
        before = len(self.drafts)
        for sentence in iter_sentences(passage.text):
            self._read_sentence(place, passage, sentence)
        if (passage.kind is Kind.DECISION and begins_decision(passage.text)) or resolves_below(passage.text):
            for draft in self.drafts[before:]:
                if draft.outcome is None:  # "RESOLVED that ... Proposed Cllr Hall, seconded Cllr Birkett."
                    draft.outcome, draft.is_implied = Outcome.CARRIED, True

    def _take_words(self, place: int, passage: Passage) -> bool:
        """Take "THAT Council approve the plan" below who moved and seconded it for the words of the motion."""
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.text is not None or draft.outcome is not None or passage.lead_in is not None:
            return False
        if not _THAT.match(passage.text) or not (draft.is_shown_at(place - 1) or draft.is_shown_at(place - 2)):
            return False
        draft.text = passage.text
        draft.show(place, Span(0, len(passage.text)))
        return True

    def _take_line(self, place: int, passage: Passage) -> bool:
        """Begin a motion for "That the plan be adopted" over or below a line of who moved and who seconded it."""
        own = read_pair_line(passage.text)
        if own is not None:
            return self._take_own_line(place, passage, own)
        if self._take_name(place, passage) or self._take_labels(place, passage):
            return True
        if passage.lead_in is not None and _ROLE_LABEL.fullmatch(passage.lead_in):
            return self._take_role(place, passage, passage.lead_in)
        over = self._line_over(place, passage)
        names = read_pair_line(over) if over is not None else None
        if over is None or names is None or over == self._line:
            return False
        self._line = over
        is_worded = _WORDED.match(passage.text) is not None
        if not is_worded and not ENDING.fullmatch(passage.text):
            return False
        before = passage if is_worded else self._passages[place - 1] if place else None
        self._begin_pair(place, over, names, Span(0, len(passage.text)), before)
        if passage.kind is Kind.DECISION and begins_decision(passage.text):
            self.drafts[-1].outcome, self.drafts[-1].is_implied = Outcome.CARRIED, True
        for sentence in iter_sentences(passage.text):
            for ending in iter_endings(passage.text, sentence):
                self._end(place, passage, sentence, ending)
        return True

    def _take_name(self, place: int, passage: Passage) -> bool:
        """Begin a motion for a name right below "Motion to approve the minutes:", where a seconder comes next."""
        lead = passage.lead_in
        after = self._passages[place + 1] if place + 1 < len(self._passages) else None
        if lead is None or after is None or _MOTION_LEAD.match(lead) is None or after.lead_in != lead:
            return False
        seconded = any(act.role is Role.SECONDS for act in read_acts(after.text))
        if not seconded or not is_list_of_names(passage.text):
            return False
        draft = MotionDraft(mover=passage.text.strip(" ."))
        draft.text = lead.rstrip(" :")
        draft.show(place, Span(0, len(passage.text)))
        self.drafts.append(draft)
        self._began = place
        return True

    def _take_role(self, place: int, passage: Passage, label: str) -> bool:
        """Take the name below "MOVER:" or "SECONDER:" for who moved or seconded."""
        line = f"{label} {passage.text}"
        act = next(iter(read_acts(line)), None)
        if act is None or act.name.start < len(label):
            return False
        name = line[act.name.start : act.name.end]
        if act.role is Role.MOVES:
            draft = MotionDraft(mover=name)
            draft.outcome = self._result_over(place, passage)
            self.drafts.append(draft)
        elif not self.drafts.is_last_unseconded():
            return False
        else:
            self.drafts[-1].seconder = name
        self.drafts[-1].show(place, Span(0, len(passage.text)))
        self._began = place
        return True

    def _take_labels(self, place: int, passage: Passage) -> bool:
        """Begin a motion for "Motion: Ash", where the next line is "Second: Elm"."""
        over = (passage.topic or "").partition(" – ") if passage.topic != self._line else ("", "", "")
        after = self._passages[place + 1] if place + 1 < len(self._passages) else None
        below = _MOTION_LABEL.fullmatch(over[0]) is None
        first = _MOTION_LABEL.fullmatch(passage.text if below else over[0])
        second = _SECOND_LABEL.fullmatch((after.text if after is not None else "") if below else over[2])
        if first is None or second is None or not all(_is_name(each["name"]) for each in (first, second)):
            return False
        draft = MotionDraft(mover=first["name"])
        draft.seconder = second["name"]
        draft.show(place, Span(0, len(passage.text)))
        self.drafts.append(draft)
        self._began = place
        if below:
            draft.show(place + 1, Span(0, len(second[0])))
            self._taken.add(place + 1)
            self._began = place + 1
            return True
        self._line = passage.topic
        return False  # what stands below the names is still to be read

    def _take_own_line(self, place: int, passage: Passage, names: tuple[Span, Span]) -> bool:
        """Begin a motion for a passage that is such a line; return whether something was moved by it."""
        after = self._passages[place + 1] if place + 1 < len(self._passages) else None
        if after is not None and after.lead_in == lead_of(passage.text):
            return True  # read with what it leads to
        before = self._passages[place - 1] if place else None
        if before is not None and not _WORDED.match(before.text):
            before = None
        rest = Span(names[1].end, len(passage.text))
        ended = list(iter_endings(passage.text, rest))
        follows = after is not None and not place and _WORDED.match(after.text) is not None
        if before is None and not ended and not follows:
            return False
        self._begin_pair(place, passage.text, names, Span(0, len(passage.text)), before)
        for ending in ended:
            self._end(place, passage, rest, ending)
        return True

    def _line_over(self, place: int, passage: Passage) -> str | None:
        """Return the line of mover and seconder that stands over a passage: its lead-in, topic or item's title."""
        for each in (passage.lead_in, passage.topic):
            line = each.rpartition(" – ")[2] if each and "/" in each else each
            if line and read_pair_line(line) is not None:
                return line
        title = self._title if not place else None
        return title if title and is_sure_pair(title) else None

    def _begin_pair(
        self, place: int, source: str, names: tuple[Span, Span], shown: Span, worded: Passage | None
    ) -> None:
        draft = MotionDraft(mover=source[names[0].start : names[0].end])
        draft.seconder = source[names[1].start : names[1].end]
        draft.text = worded.text if worded is not None else None
        draft.show(place, shown)
        self.drafts.append(draft)
        self._began = place

    def _take_credits(self, place: int, passage: Passage) -> bool:
        """Begin a motion for a resolution that names mover and seconder: "RESOLVED (Cr Fitton/Cr Cato)"."""
        lead = passage.lead_in
        if lead is not None and (names := read_credits(lead)) is not None:
            before = self._passages[place - 1] if place else None
            if before is not None and before.lead_in == lead and self.drafts:
                return True
            source, shown = lead, Span(0, len(passage.text))
        elif (names := read_credits(passage.text)) is not None and begins_decision(passage.text):
            source, shown = passage.text, Span(0, (names[1] or names[0]).end)
        else:
            return False
        mover, seconder = names
        draft = MotionDraft(mover=source[mover.start : mover.end])
        draft.seconder = source[seconder.start : seconder.end] if seconder else None
        draft.outcome, draft.is_implied = Outcome.CARRIED, True
        draft.show(place, shown)
        self.drafts.append(draft)
        return True

    def _read_sentence(self, place: int, passage: Passage, sentence: Span) -> None:
        text = passage.text
        acts = acts_of(text, sentence)
        movers = [act.name for act in acts if act.role is Role.MOVES]
        elsewhere = report_of_elsewhere(text, sentence)
        is_report = elsewhere is not None and all(act.evidence.start >= elsewhere for act in acts)
        if is_report or any(is_told(text, sentence, mover) for mover in movers):
            self._told = place
            return
        if len(acts) > 1 and self.drafts.is_last_repeated(place, text[acts[0].name.start : acts[0].name.end]):
            self.drafts.pop()  # "Ash made a motion to pave it. M/S/C Ash / Elm"
        endings = self._take_acts(place, passage, sentence, acts)
        if movers and CARRIED_SHORT.search(text, *sentence):
            self.drafts[-1].outcome = Outcome.CARRIED
        for ending in endings:
            self._end(place, passage, sentence, ending)
        settled = is_settled(text, sentence) or credits_decided(text, sentence)
        if acts and self.drafts and self.drafts[-1].outcome is None and settled:
            self.drafts[-1].outcome = Outcome.CARRIED
        if not acts and self._began == place and is_done(text, sentence):
            self.drafts.end_last(place, sentence)
        if acts or self.drafts or passage.kind is not Kind.MOTION:
            return
        if not ASKED.search(text, *sentence):
            self._begin_unmoved(place, passage, sentence)

    def _take_acts(self, place: int, passage: Passage, sentence: Span, acts: Sequence[MovingAct]) -> list[Ending]:
        """Begin and second the motions of a sentence, and return the endings that are still to be applied."""
        text, has_begun = passage.text, False
        endings = list(iter_endings(text, sentence))
        for act in acts:
            if act.role is Role.MOVES:
                if has_begun or opens_with_end(text, sentence):  # what was said before ends the motion before
                    endings = self._end_before(place, passage, sentence, endings, act.evidence.start)
                self._begin(place, passage, sentence, act.name)
                has_begun = True
            elif (
                self._settle_maybe(place)
                or self.drafts.is_last_unseconded()
                or self._begin_seconded(passage, sentence)
            ):
                self.drafts[-1].seconder = text[act.name.start : act.name.end]
                self.drafts[-1].show(place, sentence)
                self.drafts[-1].text = self.drafts[-1].text or self._text_of(place, passage, sentence)
        return endings

    def _end_before(
        self, place: int, passage: Passage, sentence: Span, endings: Sequence[Ending], start: int
    ) -> list[Ending]:
        """Apply the endings that stand before a place, and return the others."""
        for ending in endings:
            if ending.span.start < start:
                self._end(place, passage, sentence, ending)
        return [ending for ending in endings if ending.span.start >= start]

    def _begin_seconded(self, passage: Passage, sentence: Span) -> bool:
        """Begin a motion for "Cllr Hill seconded the motion" where the page does not say who moved it."""
        if self.drafts and self.drafts[-1].outcome is None:
            return False
        if not seconds_motion(passage.text, sentence):
            return False
        self.drafts.append(MotionDraft())
        return True

    def _begin(self, place: int, passage: Passage, sentence: Span, mover: Span) -> None:
        draft = self._draft(place, passage, sentence, mover)
        draft.text = self._text_of(place, passage, sentence)
        before = self._passages[place - 1] if place else None
        if before is not None and before.kind is Kind.DECISION and CREDIT.match(passage.text):
            draft.outcome = Outcome.CARRIED
        if passage.text[: mover.start].upper().rstrip().endswith("MOVER:"):
            draft.outcome = self._result_over(place, passage)
        self.drafts.append(draft)
        self._maybe = None
        self._began = place

    def _result_over(self, place: int, passage: Passage) -> Outcome | None:
        """Return the outcome that "RESULT: ADOPTED" says over or before "MOVER: Ash"; None without it."""
        over = [passage.text, passage.topic or "", self._passages[place - 1].text if place else ""]
        results = (read_result(each, Span(0, len(each))) for each in over)
        return next((result.outcome for result in results if result is not None), None)

    def _draft(self, place: int, passage: Passage, sentence: Span, mover: Span) -> MotionDraft:
        draft = MotionDraft(
            mover=passage.text[mover.start : mover.end],
            is_amendment=is_amending(passage.text, sentence, mover),
        )
        draft.show(place, sentence)
        return draft

    def _begin_unmoved(self, place: int, passage: Passage, sentence: Span) -> None:
        """Begin a motion whose mover the page does not name: "The motion in favour of approval was put"."""
        stretch = passage.text[sentence.start : sentence.end]
        unnamed = is_unnamed(passage.text, sentence)
        if unnamed or (names_motion(stretch) and _PUT.search(stretch)):
            draft = MotionDraft()
            draft.text = words_moved(passage.text, sentence) if unnamed else None
            draft.show(place, sentence)
            self.drafts.append(draft)

    def _text_of(self, place: int, passage: Passage, sentence: Span) -> str | None:
        """Return the text moved: list entries under the passage, a quotation after it, or its clause; or None."""
        lead, parts = lead_of(passage.text), list[str]()
        for later in range(place + 1, len(self._passages)):
            other = self._passages[later]
            hangs = other.lead_in == lead and other.kind is not Kind.DECISION and not _COUNTS.search(lead)
            if read_parts(other.text, voting=True) or ENDING.fullmatch(other.text):
                break  # how it was voted on
            quoted = _is_open("\n".join(parts)) if parts else later == place + 1 and _QUOTE.match(other.text)
            if not hangs and not quoted:
                break
            parts.append(other.text)
            if other.kind is not Kind.DECISION:
                self._taken.add(later)
        return "\n".join(parts) if parts else words_moved(passage.text, sentence)

    def _end_at_last(self, place: int, passage: Passage) -> bool:
        """Take the end of an open motion from the last words of what was moved: "... be adopted. Carried"."""
        last = list(iter_sentences(passage.text))[-1:]
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.outcome is not None or not last or not last[0].start or not draft.is_near(place):
            return False
        endings = list(iter_endings(passage.text, last[0]))
        for ending in endings:
            self._end(place, passage, last[0], ending)
        return bool(endings)

    def _end_by_resolution(self, place: int, passage: Passage) -> None:
        """Mark the last open motion as carried, since a resolution follows it."""
        opened = [draft for draft in self.drafts if draft.outcome is None]
        named = _NAMED_THING.search(passage.text)
        if named is not None:
            amends = named["thing"].lower() == "amendment"
            opened = [draft for draft in opened if draft.is_amendment is amends]
        if not opened or passage.section is Section.SUMMARY:
            return
        last = opened[-1]
        far = last.text is None and not last.is_near(place)
        if named is None and self._is_elsewhere(last, passage):
            return
        if named is None and (last.is_amendment or far or not resolves(passage.text, last.text)):
            return  # what became of the amendment, and so which of the two was resolved, is not said
        opened[-1].outcome, opened[-1].is_implied = Outcome.CARRIED, True
        opened[-1].show(place, Span(0, len(passage.text)))

    def _is_elsewhere(self, draft: MotionDraft, passage: Passage) -> bool:
        """Return whether a resolution, "4.2", stands below another number than the motion, "3"."""
        under = (passage.label or "").partition(".")
        moved = next((each.label for at, each in enumerate(self._passages) if draft.is_shown_at(at)), None)
        return bool(under[2]) and moved is not None and moved.partition(".")[0] != under[0]

    def _end(self, place: int, passage: Passage, sentence: Span, ending: Ending) -> None:
        if not ending.target and not (
            self.drafts
            and (
                passage.kind in (Kind.MOTION, Kind.DECISION)
                or self._began == place
                or self._ends_here(place, passage)
            )
        ):
            return
        if ending.target == "motion" and all(draft.outcome is not None for draft in self.drafts):
            self._settle_maybe(place)
        if not self.drafts:
            if passage.kind is not Kind.MOTION or self._told == place:
                return
            self.drafts.append(MotionDraft(is_amendment=ending.target == "amendment"))
        amends, doubtful = ending.target == "amendment", ending.is_doubtful
        if ending.target and self.drafts.correct_last(place, ending.outcome, amends=amends, is_doubtful=doubtful):
            self.drafts[-1].show(place, sentence)
            return
        draft = self.drafts.find_target(ending.target)
        if draft is None or not (ending.target or draft.is_near(place)):
            return
        if ending.replaces and ending.outcome is Outcome.CARRIED and self.drafts.was_amended():
            draft.outcome = Outcome.AMENDED
        elif draft.outcome is None or draft.is_implied:
            draft.outcome, draft.is_implied = ending.outcome, False
            draft.doubted_at = place if doubtful else None
        draft.show(place, sentence)


def _is_name(text: str) -> bool:
    """Return whether what stands behind a label is a name: a surname alone will do there."""
    return is_list_of_names(text) or (text.isalpha() and not is_no_name(text))


def _is_open(text: str) -> bool:
    """Return whether a quotation goes on in the next paragraph."""
    return text.count("“") > text.count("”") or (text[:1] == '"' and text.count('"') % 2 == 1)
