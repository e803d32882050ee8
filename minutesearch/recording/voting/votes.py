"""Extraction of votes: their figures as printed, and the names of those who voted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutesearch.recording.printed.members import NOBODY, Members
from minutesearch.recording.printed.reports import report_of_elsewhere
from minutesearch.recording.voting.ballots import Ballot, Row, read_ballots, read_columns, read_marks, read_row
from minutesearch.recording.voting.counts import read_figures, says_casting_vote, tells_of_voting
from minutesearch.recording.voting.tallies import Part, read_cells, read_dissents, read_names, read_parts
from minutesearch.records import Evidence, Kind, Passage, Span, Vote
from minutesearch.segmenting.people.persons import is_list_of_names
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_votes"]

_KINDS = frozenset((Kind.MOTION, Kind.DECISION, Kind.PROCEDURAL, Kind.DISCUSSION, Kind.ATTENDANCE))
# A row of dots is gone through once, from where it begins: a page may have a hundred thousand in one line.
_COUNTED = re.compile(
    r"\(\s*+(?:[Tt]otal:?\s)?(?P<n>\d{1,3})\s*+\)\W*+\Z|(?<![.…])[.…]{3,}+\s*+(?P<m>\d{1,3})\W*+\Z|\s[–—-]\s(?P<o>\d{1,3})\W*+\Z"
)
_MOVED = re.compile(r"\b(?:mov(?:ed|es)|motion|M/S|propos(?:ed|al)|second(?:ed)?)\b", re.IGNORECASE)
_SCORED = re.compile(r"\b(?:adopted|approved)\b[^.;]{0,40}?[\s(]\d{1,2}\s?[–-]\s?\d", re.IGNORECASE)
_RATIO = re.compile(r"\(\s*(?:by\s)?\d{1,3}(?:\s?:\s?|\sto\s)\d")
#: "The amendment by the Green Group was lost": the next sentence that says so is of another poll.
_ENDED = re.compile(
    r"\b(?:motion|amendment|resolution|proposal|recommendation)\b[^.;]{0,160}?"
    r"\b(?:carried|lost|defeated|passed|failed|rejected|adopted|approved)\b",
    re.IGNORECASE,
)
_DIVISION = re.compile(r"\s*for the amendment\b", re.IGNORECASE)


@dataclass(slots=True)
class _Poll:
    """One poll, which later words may still complete."""

    figures: dict[str, int] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    casting: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    #: Whether a sentence told all its figures.
    is_told: bool = False
    #: Whether a sentence with its figures says how a motion that it names ended.
    is_ended: bool = False

    def show(self, place: int, span: Span) -> None:
        """Add a span of a passage to the evidence; the passage is given by its index, counted from 0."""
        evidence = Evidence(place + 1, span)
        if evidence not in self.evidence:
            self.evidence.append(evidence)

    def takes(self, part: Part) -> bool:
        """Return whether a further side may be of this poll: one of another side, or the same figure again."""
        if part.side in self.names and part.names:
            return False
        return (
            part.side not in self.figures
            or (self.is_told and part.figure in (None, self.figures[part.side]))
            or (part.figure is None and part.side not in self.names)
        )

    def add(self, part: Part) -> None:
        """Add the figure and names of a side."""
        if part.figure is not None:
            self.figures[part.side] = part.figure
        if part.names:
            self.names[part.side] = self.names.get(part.side, ()) + part.names

    def to_vote(self) -> Vote:
        """Return the finished record."""
        return Vote(
            ayes=self.figures.get("ayes"),
            noes=self.figures.get("noes"),
            abstentions=self.figures.get("abstentions"),
            names_for=self.names.get("ayes", ()),
            names_against=self.names.get("noes", ()),
            names_abstaining=self.names.get("abstentions", ()),
            by_casting_vote=self.casting,
            evidence=tuple(self.evidence),
        )


def read_votes(
    passages: Sequence[Passage], *, rows: Sequence[Row] = (), members: Members = NOBODY
) -> tuple[Vote, ...]:
    """Return the votes of an item in order; one poll is one vote, over however many passages its sides stand.

    A poll without a printed figure and without names by side is not among them.

    Args:
        passages: The passages of the item in order.
        rows: The cells of each passage that is a row of a table; empty for any other.
        members: Those who came, whose surnames are names wherever sides are named.
    """
    reader = _Reader(members)
    for place, passage in enumerate(passages):
        reader.read(place, passage, rows[place] if rows else ())
    return tuple(poll.to_vote() for poll in reader.polls if _is_counted(poll) or _is_polled(poll))


def _is_counted(poll: _Poll) -> bool:
    """Return whether figures are those of a poll: "with no abstentions" alone counts nobody."""
    return bool(poll.figures) and (poll.figures != {"abstentions": 0} or bool(poll.names))


def _is_polled(poll: _Poll) -> bool:
    """Return whether names without figures are those of a poll: "Mrs Low: Yes." alone is an answer."""
    return "ayes" in poll.names and sum(map(len, poll.names.values())) > 1


def _may_tell(text: str) -> bool:
    """Return whether sentences of a text may tell the figures of a vote."""
    return (
        tells_of_voting(text.lower())
        or "M/S" in text
        or _RATIO.search(text) is not None
        or _SCORED.search(text) is not None
    )


class _Reader:
    """Reader of the passages of one item, with the polls found so far."""

    __slots__ = ("_columns", "_members", "_open", "_side", "_voting", "polls")

    def __init__(self, members: Members) -> None:
        self._members = members
        self.polls: list[_Poll] = []
        #: The poll that the next words may complete.
        self._open: _Poll | None = None
        #: The side whose names may come in the next passage.
        self._side: str | None = None
        #: The side of each column, below the heads of a table.
        self._columns: tuple[str | None, ...] = ()
        #: Whether the passage before tells of a vote.
        self._voting = False

    def read(self, place: int, passage: Passage, row: Row = ()) -> None:
        """Read a passage, and note what later ones may go on with."""
        text = passage.text
        ballot = read_row(text, row, members=self._members) if row else None
        if ballot is not None:
            self._add_ballots(place, [ballot])
            self._voting = True
            return
        if passage.kind not in _KINDS:
            self._close()
            return
        if not (self._read_table(place, text) or self._read_parts(place, text) or self._read_side(place, text)):
            self._read_sentences(place, text)
        self._voting = self._open is not None or tells_of_voting(text.lower())

    def _close(self) -> None:
        self._open, self._side, self._columns, self._voting = None, None, (), False

    def _begin(self) -> _Poll:
        self._open = _Poll()
        self.polls.append(self._open)
        return self._open

    def _read_table(self, place: int, text: str) -> bool:
        """Read the heads of a table of votes, or a row of it, or a passage that says how each member voted."""
        cells = (
            [cell.strip() for cell in text.replace("\t", " | ").split("|")] if "|" in text or "\t" in text else []
        )
        columns = read_columns(cells)
        if columns:
            self._close()
            self._columns = columns
            return True
        known = self._members
        ballot = read_marks(text, cells, self._columns, members=known) if self._columns and cells else None
        if ballot is not None:
            self._add_ballots(place, [ballot])
            return True
        part = read_cells(cells, len(text), members=known) if cells else None
        if part is not None:
            poll = self._open if self._open is not None and self._open.takes(part) else self._begin()
            poll.add(part)
            poll.show(place, part.span)
            return True
        ballots = read_ballots(text, members=known)
        self._add_ballots(place, ballots)
        for start in [one.span.end for one in ballots[-1:]]:
            self._read_sentences(place, text, start)
        return bool(ballots)

    def _add_ballots(self, place: int, ballots: Sequence[Ballot]) -> None:
        for ballot in ballots:
            voted = {name for names in self._open.names.values() for name in names} if self._open else set()
            poll = self._open if self._open is not None and ballot.name not in voted else self._begin()
            if ballot.side is not None:
                poll.names[ballot.side] = (*poll.names.get(ballot.side, ()), ballot.name)
                poll.show(place, ballot.span)

    def _read_parts(self, place: int, text: str) -> bool:
        parts = read_parts(text, voting=self._voting, members=self._members)
        if not parts:
            return False
        told = text[: parts[0].span.start]
        if told.strip() and not self._read_side(place, told.rstrip()):
            self._read_sentences(place, told)
        for part in parts:
            if self._is_division(part, text):
                part = part._replace(side="noes")
            poll = self._open if self._open is not None and self._open.takes(part) else self._begin()
            poll.add(part)
            poll.show(place, part.span)
            self._side = part.side
        self._read_sentences(place, text, parts[-1].span.end)
        return True

    def _is_division(self, part: Part, text: str) -> bool:
        """Return whether a row counts votes for an amendment, after a row of those for the motion."""
        return (
            part.side == "ayes"
            and self._open is not None
            and list(self._open.figures) == ["ayes"]
            and (_DIVISION.match(text, part.span.start) is not None)
        )

    def _read_side(self, place: int, text: str) -> bool:
        """Read the names of a side whose label stood in the passage before."""
        counted = _COUNTED.search(text)
        listed = text[: counted.start()].rstrip() if counted else text
        if self._open is None or self._side is None:
            return False
        if not is_list_of_names(listed) and not self._members.lists(listed):
            return False
        names = read_names(listed, self._members)
        if counted is not None and self._side not in self._open.figures:
            self._open.figures[self._side] = int(counted["n"] or counted["m"] or counted["o"])
        self._open.names[self._side] = self._open.names.get(self._side, ()) + names
        self._open.show(place, Span(0, len(text)))
        return bool(names)

    def _read_sentences(self, place: int, text: str, start: int = 0) -> None:
        if start == 0:
            self._side, self._columns = None, ()
        if self._open is None and not _may_tell(text):
            return
        began = self._open if start else None  # what a passage before began only its very next words may complete
        before, self._open = self._open, began
        for sentence in iter_sentences(text, start):
            stretch = text[sentence.start : sentence.end]
            figures = read_figures(stretch, moved=_MOVED.search(text, start, sentence.start) is not None)
            if figures and report_of_elsewhere(text, sentence) is not None:
                continue  # the vote of another meeting or body
            if figures:
                self._tell(place, text, sentence, figures, before)
            elif self._open is not None and says_casting_vote(stretch):
                self._open.casting = True
                self._open.show(place, sentence)
            self._read_dissents(place, text, sentence)
            before = None

    def _read_dissents(self, place: int, text: str, sentence: Span) -> None:
        """Read those whom a sentence names by side: of the poll that is open, or a new one if it names both."""
        parts = list(read_dissents(text, sentence, members=self._members))
        if self._open is None and {"ayes", "noes"} <= {part.side for part in parts}:
            self._begin()
        for part in parts if self._open is not None else ():
            self._dissent(place, part)

    def _tell(self, place: int, text: str, sentence: Span, figures: dict[str, int], before: _Poll | None) -> None:
        """Take the figures of a sentence for the poll that has only names or other sides, or for a new one."""
        poll, ended = self._open or before, _ENDED.search(text, *sentence) is not None
        if (
            poll is None
            or poll.is_told
            or (ended and poll.is_ended)
            or any(poll.figures.get(side, n) != n for side, n in figures.items())
        ):
            poll = self._begin()
        self._open, poll.is_ended = poll, poll.is_ended or ended
        poll.figures.update(figures)
        poll.is_told = poll.is_told or len(figures) > 1
        poll.show(place, sentence)

    def _dissent(self, place: int, part: Part) -> None:
        """Add those named as voting against or abstaining, where the figures leave room for them."""
        poll = self._open
        if poll is None or part.side in poll.names:
            return
        figure = poll.figures.get(part.side)
        if figure not in (None, len(part.names)):
            return
        if part.side == "abstentions" and poll.figures:
            poll.figures[part.side] = len(part.names)
        poll.names[part.side] = part.names
        poll.show(place, part.span)
