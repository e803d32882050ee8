"""Comparison of a quotation with the words of a reach, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from minutesearch.analysis.lexical.alignment import Edit, Place, align_words, find_alike
from minutesearch.quoting.quotation import Quotation, Segment, Word
from minutesearch.quoting.reach import Reach
from minutesearch.quoting.senses import find_torn, turns_sense
from minutesearch.results import QuoteMark, QuoteStretch

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation laid beside a reach."""

    reach: Reach
    #: Where each segment of the quotation stands, in words of the reach.
    places: tuple[Place, ...]
    stretches: tuple[QuoteStretch, ...]
    #: The share of words that are the same, from 0 to 1.
    similarity: float
    #: How many words are the same.
    same: int

    @property
    def changes_sense(self) -> bool:
        """Whether a negation or a number differs, or a negation was torn off."""
        return any(each.changes_sense for each in self.stretches)

    @property
    def is_exact(self) -> bool:
        """Whether nothing differs."""
        return all(each.mark in ("same", "elided") for each in self.stretches)


def compare(quotation: Quotation, reach: Reach) -> Comparison:
    """Return where in a reach a quotation fits best, and what differs there.

    Args:
        quotation: The quotation.
        reach: The words of the minutes; at least one.
    """
    places = _widen(quotation, reach, _find_places(quotation, reach.forms))
    stretches: list[QuoteStretch] = []
    same = most = 0
    quoted_to = 0
    following = (*quotation.segments[1:], None)
    for segment, place, next_one in zip(quotation.segments, places, following, strict=True):
        if stretches:
            skipped = reach.between(quoted_to, place.start)
            if segment.may_leave_out or not skipped:
                stretches.append(QuoteStretch(mark="elided", quoted=segment.sign, printed=skipped))
            else:
                forms = reach.forms[quoted_to : place.start]
                turns = any(map(turns_sense, forms))
                stretches.append(QuoteStretch(mark="left out", printed=skipped, changes_sense=turns))
                most += len(forms)
                quoted_to = place.start
        torn = find_torn(reach, place.start, place.end, after=quoted_to)
        if torn and torn[0] < place.start:
            stretches.append(_torn_off(reach, torn))
        found, alike = _compare_segment(segment, reach, place)
        stretches += found
        # What is left out without a sign is marked as a whole.
        if torn and torn[0] >= place.end and (next_one is None or next_one.may_leave_out):
            stretches.append(_torn_off(reach, torn))
        same += alike
        most += max(len(segment.words), place.end - place.start)
        quoted_to = place.end
    return Comparison(reach, tuple(places), tuple(stretches), round(same / most, 4), same)


def _torn_off(reach: Reach, torn: tuple[int, int]) -> QuoteStretch:
    return QuoteStretch(mark="torn off", printed=reach.between(*torn), changes_sense=True)


def _find_places(quotation: Quotation, forms: list[str]) -> list[Place]:
    """Return where each segment stands: the longest first, the others before and behind it."""
    segments = quotation.segments
    longest = max(range(len(segments)), key=lambda at: len(segments[at].words))
    anchor = find_alike(segments[longest].forms, forms)
    before: list[Place] = []
    start = anchor.start
    for segment in segments[:longest][::-1]:
        place = find_alike(segment.forms, forms[:start], last=True)
        before.append(place)
        start = place.start
    after: list[Place] = []
    end = anchor.end
    for segment in segments[longest + 1 :]:
        place = find_alike(segment.forms, forms[end:])
        place = Place(place.start + end, place.end + end, place.edits)
        after.append(place)
        end = place.end
    return [*before[::-1], anchor, *after]


def _widen(quotation: Quotation, reach: Reach, places: list[Place]) -> list[Place]:
    """Return the places with what stands in the stead of words at the ends of a segment, in the same sentence.

    "The motion was lost" is nowhere nearer "the motion fell" than "the motion", but a person wants to see "fell".
    """
    forms = reach.forms
    widened = []
    after = 0
    ends = [*(place.start for place in places[1:]), len(forms)]
    for segment, place, limit in zip(quotation.segments, places, ends, strict=True):
        edits = align_words(segment.forms, forms[place.start : place.end])
        start, end = place.start, place.end
        if edits and edits[0].kind == "delete":
            least = max(after, start - (edits[0].last - edits[0].first))
            while start > least and _is_one_sentence(reach, start):
                start -= 1
        if edits and edits[-1].kind == "delete":
            most = min(limit, end + edits[-1].last - edits[-1].first)
            while end < most and _is_one_sentence(reach, end):
                end += 1
        widened.append(Place(start, end, place.edits))
        after = end
    return widened


def _is_one_sentence(reach: Reach, at: int) -> bool:
    """Return whether a word is of the same sentence as the one before it."""
    gap = reach.gap(at)
    return gap is not None and not any(sign in gap for sign in ".;:!?")


def _compare_segment(segment: Segment, reach: Reach, place: Place) -> tuple[list[QuoteStretch], int]:
    """Return the stretches of one segment, and how many words are the same."""
    quoted, printed = segment.forms, reach.forms[place.start : place.end]
    stretches = []
    same = 0
    for edit in _joined(align_words(quoted, printed)):
        words = segment.words[edit.first : edit.last]
        begin, end = place.start + edit.other_first, place.start + edit.other_last
        typed = segment.text[words[0].start : words[-1].end] if words else ""
        is_same = edit.kind == "equal" or (
            edit.kind == "replace"
            and len(words) == end - begin
            and (
                all(word.is_changed for word in words)  # as brackets say
                or (len(words) == 1 and _is_cut(edit, len(quoted), words[0], reach.words[begin].word))
            )
        )
        same += len(words) if is_same else 0
        forms = [*quoted[edit.first : edit.last], *printed[edit.other_first : edit.other_last]]
        stretches.append(
            QuoteStretch(
                mark="same" if is_same else _MARKS[edit.kind],
                quoted=typed,
                printed=reach.between(begin, end),
                changes_sense=not is_same and any(map(turns_sense, forms)),
            )
        )
    return stretches, same


def _is_cut(edit: Edit, count: int, word: Word, printed: Word) -> bool:
    """Return whether a quotation of so many words begins or ends within an amount."""
    return (edit.first == 0 or edit.last == count) and word.form in printed.parts


def _joined(edits: list[Edit]) -> Iterator[Edit]:
    """Iterate over edits, those that stand side by side as one: "was lost" for "fell" is one change."""
    for is_equal, group in groupby(edits, key=lambda edit: edit.kind == "equal"):
        several = list(group)
        if is_equal or len(several) == 1:
            yield from several
        else:
            first, last = several[0], several[-1]
            yield Edit("replace", first.first, last.last, first.other_first, last.other_last)


_MARKS: dict[str, QuoteMark] = {"replace": "changed", "insert": "left out", "delete": "put in"}
