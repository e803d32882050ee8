"""Extraction of motions and amendments: who moved and seconded them, their text and their outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from minutesearch.recording.outcomes import Ending, iter_endings, names_motion
from minutesearch.recording.printed_names import read_credits, read_name_at, read_surname_at
from minutesearch.records import Evidence, Kind, Motion, Outcome, Passage, Section, Span
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.leadins import lead_of
from minutesearch.segmenting.people.speech import read_speeches
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_motions"]

_MOVED_BY = re.compile(
    r"\b(?:moved|proposed|put forward|tabled|(?:submitted|standing) in the names? of"
    r"|(?:on|upon) (?:(?:the|a) )?(?:proposal|proposition|motion)(?: of|(?=\sby\b))"
    r"|motion(?:\swas)?(?:\smade)?(?=\sby\b))\b"
    r"(?:\s(?:formally|jointly|by))*\s*:?\s*",
    re.IGNORECASE,
)
_SECONDED_BY = re.compile(
    r"\bsecond(?:ed\b(?:\s(?:formally|by))*|\sby\b)\s*:?\s*|\bseconder\s*:\s*", re.IGNORECASE
)
_AMENDING = re.compile(r"\bamendment\b", re.IGNORECASE)
_AS_AMENDMENT = re.compile(
    r"\s(?:(?:moved|proposed)\s)?(?:as\s)?(?:the\s|an\s)?(?:\w+\s)?amendment\b", re.IGNORECASE
)
_WORDS_MOVED = re.compile(
    r"(?:,|;|\s)\s*(?:(?:and|it was)\s+)*(?:resolved\s+|agreed,?\s+)?(?P<text>(?:that|to)\s.+)", re.DOTALL
)
_QUOTE = re.compile(r"\s*[“\"‘']")
#: "seconded by Councillor Frame and agreed that", "it was agreed to dispose".
_SETTLED = re.compile(
    r"\b(?:Council|Board|Committee|Commission)\s(?:unanimously\s)?(?:adopted|approved|passed|accepted)\b|\b(?:was"
    r"|were) (?:confirmed|approved|adopted|agreed|noted)\b[^.]*\b(?:on|upon) the (?:proposal|proposition"
    r"|motion) of\b|(?:\band|\bit was|,)\s(?:unanimously\s)?(?:agreed|resolved|approved|carried)\b(?!\sto\s(?:be"
    r"|second)\b)|\ball (?:in favou?r|agreed)\b",
    re.IGNORECASE,
)
#: "Foster moved, Nguyen seconded, to approve the minutes": surnames by themselves.
_BARE_ACT = re.compile(
    r"(?<!\S)(?P<name>(?:[A-Z]\.\s)?[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*)\s"
    r"(?P<verb>moved|proposed|seconded|made (?:a|the) motion)\b"
)
#: "M/S Chen/Diaz to approve", "M/S/C: Chen / Diaz".
_NOTED = re.compile(r"M/S(?:/C)?:?\s+(?P<first>[A-Z][\w’'-]+)\s?/\s?(?P<second>[A-Z][\w’'-]+)")
_PUT = re.compile(r"\b(?:put|moved|proposed|debated|tabled)\b", re.IGNORECASE)
#: "(Proposed by Chairman)" under a decision.
_CREDIT = re.compile(r"\(?\s*(?:moved|proposed)\b", re.IGNORECASE)


def read_motions(passages: Sequence[Passage]) -> tuple[Motion, ...]:
    """Return the motions and amendments of an item in the order in which they were moved.

    An outcome is set only where the page states it: the motion was declared carried, lost or withdrawn, or a
    resolution follows it.

    Args:
        passages: The passages of the item in order.
    """
    reader = _Reader(passages)
    for place, passage in enumerate(passages):
        reader.read(place, passage)
    return tuple(draft.to_motion() for draft in reader.drafts)


class _MotionDraft:
    """A motion that later passages may still complete."""

    __slots__ = ("_evidence", "is_amendment", "is_implied", "mover", "outcome", "seconder", "text")

    def __init__(self, *, mover: str | None = None, is_amendment: bool = False) -> None:
        self.mover = mover
        self.seconder: str | None = None
        self.text: str | None = None
        self.outcome: Outcome | None = None
        self.is_amendment = is_amendment
        #: Whether the outcome is only shown by a resolution that follows, and so yields to one that is said.
        self.is_implied = False
        self._evidence: list[Evidence] = []

    def show(self, place: int, span: Span) -> None:
        """Add a span of a passage to the evidence; the passage is given by its index, counted from 0."""
        evidence = Evidence(place + 1, span)
        if evidence not in self._evidence:
            self._evidence.append(evidence)

    def to_motion(self) -> Motion:
        """Return the finished record."""
        return Motion(
            mover=self.mover,
            seconder=self.seconder,
            text=self.text,
            outcome=self.outcome,
            is_amendment=self.is_amendment,
            evidence=tuple(self._evidence),
        )


class _Reader:
    """Reader of the passages of one item, with the motions found so far."""

    __slots__ = ("_passages", "_taken", "drafts")

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.drafts: list[_MotionDraft] = []
        self._passages = passages
        #: Passages that are the text of a motion, and so say nothing of how it ended.
        self._taken: set[int] = set()

    def read(self, place: int, passage: Passage) -> None:
        if place in self._taken:
            return
        text = passage.text
        if passage.kind is Kind.DECISION and self._take_credits(place, passage):
            return
        if passage.kind is Kind.DECISION and not _is_moving(text):
            self._end_by_resolution(place, passage)
            return
        if not _may_move(passage):
            return
        before = len(self.drafts)
        for sentence in iter_sentences(text):
            self._read_sentence(place, passage, sentence)
        if passage.kind is Kind.DECISION and begins_decision(text):
            for draft in self.drafts[before:]:
                if draft.outcome is None:  # "RESOLVED that ... Proposed Cllr Hall, seconded Cllr Birkett."
                    draft.outcome, draft.is_implied = Outcome.CARRIED, True

    def _take_credits(self, place: int, passage: Passage) -> bool:
        """Begin a motion for a resolution that names mover and seconder: "RESOLVED (Cr Fitton/Cr Cato)"."""
        lead = passage.lead_in
        if lead is not None and (names := read_credits(lead)) is not None:
            before = self._passages[place - 1] if place else None
            if before is not None and before.lead_in == lead and self.drafts:
                return True
            source, shown = lead, Span(0, len(passage.text))
        elif (names := read_credits(passage.text)) is not None and begins_decision(passage.text):
            source, shown = passage.text, Span(0, names[1].end)
        else:
            return False
        draft = _MotionDraft(mover=source[names[0].start : names[0].end])
        draft.seconder = source[names[1].start : names[1].end]
        draft.outcome, draft.is_implied = Outcome.CARRIED, True
        draft.show(place, shown)
        self.drafts.append(draft)
        return True

    def _read_sentence(self, place: int, passage: Passage, sentence: Span) -> None:
        text = passage.text
        mover, seconder = _find_mover(text, sentence), _find_seconder(text, sentence)
        if mover is not None:
            self._begin(place, passage, sentence, mover)
        if seconder is not None and self.drafts and self.drafts[-1].seconder is None:
            self.drafts[-1].seconder = text[seconder.start : seconder.end]
            self.drafts[-1].show(place, sentence)
            self.drafts[-1].text = self.drafts[-1].text or self._text_of(place, passage, sentence)
        for ending in iter_endings(text, sentence):
            self._end(place, passage, sentence, ending)
        moves = mover is not None or seconder is not None
        if moves and self.drafts and self.drafts[-1].outcome is None and _is_settled(text, sentence):
            self.drafts[-1].outcome = Outcome.CARRIED
        if mover is None and seconder is None and not self.drafts and passage.kind is Kind.MOTION:
            self._begin_unmoved(place, passage, sentence)

    def _begin(self, place: int, passage: Passage, sentence: Span, mover: Span) -> None:
        text = passage.text
        draft = _MotionDraft(
            mover=text[mover.start : mover.end],
            is_amendment=_AMENDING.search(text, sentence.start, mover.end) is not None
            or _AS_AMENDMENT.match(text, mover.end) is not None,
        )
        draft.show(place, sentence)
        before = self._passages[place - 1] if place else None
        if before is not None and before.kind is Kind.DECISION and _CREDIT.match(text):
            draft.outcome = Outcome.CARRIED
        draft.text = self._text_of(place, passage, sentence)
        self.drafts.append(draft)

    def _begin_unmoved(self, place: int, passage: Passage, sentence: Span) -> None:
        """Begin a motion whose mover the page does not name: "The motion in favour of approval was put"."""
        stretch = passage.text[sentence.start : sentence.end]
        if names_motion(stretch) and _PUT.search(stretch):
            draft = _MotionDraft()
            draft.show(place, sentence)
            self.drafts.append(draft)

    def _text_of(self, place: int, passage: Passage, sentence: Span) -> str | None:
        """Return the text moved: list entries under the passage, a quotation after it, or its clause; or None."""
        lead, parts = lead_of(passage.text), []
        for later in range(place + 1, len(self._passages)):
            other = self._passages[later]
            hangs = other.lead_in == lead and other.kind is not Kind.DECISION
            if not hangs and not (later == place + 1 and _QUOTE.match(other.text)):
                break
            parts.append(other.text)
            if other.kind is not Kind.DECISION:
                self._taken.add(later)
        if parts:
            return "\n".join(parts)
        last = None
        for pattern in (_MOVED_BY, _SECONDED_BY):
            for match in pattern.finditer(passage.text, *sentence):
                last = max(last or 0, match.end())
        said = _WORDS_MOVED.search(passage.text, last or sentence.start, sentence.end)
        return said["text"].strip() if said else None

    def _end_by_resolution(self, place: int, passage: Passage) -> None:
        """Mark the last open motion as carried, since a resolution follows it."""
        opened = [draft for draft in self.drafts if draft.outcome is None and not draft.is_amendment]
        if not opened or passage.section is Section.SUMMARY:
            return
        opened[-1].outcome, opened[-1].is_implied = Outcome.CARRIED, True
        opened[-1].show(place, Span(0, len(passage.text)))

    def _end(self, place: int, passage: Passage, sentence: Span, ending: Ending) -> None:
        if not ending.target and not (passage.kind in (Kind.MOTION, Kind.DECISION) and self.drafts):
            return
        if not self.drafts:
            if passage.kind is not Kind.MOTION:
                return
            self.drafts.append(_MotionDraft(is_amendment=ending.target == "amendment"))
        draft = self._target(ending.target)
        if ending.replaces and ending.outcome is Outcome.CARRIED and _was_amended(self.drafts):
            draft.outcome = Outcome.AMENDED
        elif draft.outcome is None or draft.is_implied:
            draft.outcome, draft.is_implied = ending.outcome, False
        draft.show(place, sentence)

    def _target(self, name: str) -> _MotionDraft:
        """Return the motion that an outcome refers to: the last amendment, or the last motion still open."""
        if name == "amendment":
            amendments = [draft for draft in self.drafts if draft.is_amendment]
            if not amendments:  # the second of two motions, called an amendment where it is voted on
                self.drafts[-1].is_amendment = len(self.drafts) > 1
                return self.drafts[-1]
            return amendments[-1]
        motions = [draft for draft in self.drafts if not draft.is_amendment] or self.drafts
        if name == "substantive":
            return motions[0]
        if not name:
            motions = self.drafts
        return next(
            (draft for draft in reversed(motions) if draft.outcome is None or draft.is_implied), motions[-1]
        )


def _was_amended(drafts: Iterable[_MotionDraft]) -> bool:
    return any(draft.is_amendment and draft.outcome is Outcome.CARRIED for draft in drafts)


def _is_settled(text: str, sentence: Span) -> bool:
    """Return whether a sentence with a motion also says that it was agreed: "... and agreed that"."""
    stretch = text[sentence.start : sentence.end]
    return begins_decision(stretch) or _SETTLED.search(stretch) is not None


def _is_moving(text: str) -> bool:
    return ("second" in text.lower() and _SECONDED_BY.search(text) is not None) or _CREDIT.match(text) is not None


def _may_move(passage: Passage) -> bool:
    """Return whether a passage may tell of a motion; talk of "moving" a bus stop does not."""
    if passage.kind is Kind.SUMMARY:
        return "in the name" in passage.text
    if passage.kind in (Kind.MOTION, Kind.DECISION):
        return True
    return (
        "second" in passage.text.lower()  # which most texts do not have
        and _SECONDED_BY.search(passage.text) is not None
        and _MOVED_BY.search(passage.text) is not None
    )


def _find_mover(text: str, sentence: Span) -> Span | None:
    return _find(text, sentence, _MOVED_BY, ("moved", "proposed", "made a motion", "made the motion"))


def _find_seconder(text: str, sentence: Span) -> Span | None:
    return _find(text, sentence, _SECONDED_BY, ("seconded",))


def _find(text: str, sentence: Span, pattern: re.Pattern[str], verbs: tuple[str, ...]) -> Span | None:
    for match in pattern.finditer(text, *sentence):
        name = read_name_at(text, match.end(), bare=match[0].lower().rstrip(" :").endswith("by"))
        if name is not None and name.end <= sentence.end:
            return name
    stretch = text[sentence.start : sentence.end]
    if not any(verb in stretch for verb in verbs) and not stretch.startswith("M/S"):
        return None
    for speech in read_speeches(stretch):
        if any(speech.verb == verb.split()[0] for verb in verbs if verb in stretch):
            return Span(sentence.start + speech.subject.start, sentence.start + speech.subject.end)
    noted = _NOTED.match(text, *sentence)
    if noted is not None:  # only who "moved" asks for the first
        return Span(*noted.span("first" if "moved" in verbs else "second"))
    for match in _BARE_ACT.finditer(text, *sentence):
        name = read_surname_at(text, match.start("name"))
        before = text[: match.start("name")][-4:]
        at_start = match.start("name") == sentence.start or before.endswith((", ", "; ", "and "))
        if match["verb"] in verbs and at_start and name is not None and name.end == match.end("name"):
            return name
    return None
