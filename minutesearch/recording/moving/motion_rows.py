"""Motions that are rows of a table: what its columns say of who moved, who seconded, what, and how it ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.recording.moving.item_motions import ItemMotions
from minutesearch.recording.moving.motion_draft import MotionDraft
from minutesearch.recording.printed.members import Members
from minutesearch.records import Passage, Span
from minutesearch.segmenting.moving.names_behind import name_behind
from minutesearch.segmenting.moving.verdicts import read_verdict

__all__ = ["take_row"]

_MOVER = re.compile(r"mover|moved(?:\sby)?|proposer|proposed(?:\sby)?|motion\sby|made\sby", re.IGNORECASE)
_MOVES = re.compile(rf"{_MOVER.pattern}|motion", re.IGNORECASE)
_MARK = re.compile(r"[xX✓✔√*]|☒|☑")
_SECONDER = re.compile(r"seconder|seconded(?:\sby)?|second(?:\sby)?|2nd", re.IGNORECASE)
_WORDS = re.compile(r"motions?|resolutions?|proposals?|amendments?", re.IGNORECASE)
_END = re.compile(r"results?|outcome|votes?|status|decision|disposition|carried", re.IGNORECASE)


def take_row(motions: ItemMotions, place: int, passage: Passage, row: Sequence[tuple[str, str]]) -> bool:
    """Begin a motion for a row whose columns are for who moved and who seconded; return whether it is one.

    Args:
        motions: The motions of the item so far.
        place: The passage of the row.
        passage: The passage.
        row: Its cells, each with the words at the head of its column.
    """
    mover, seconder = _name(row, _MOVER, motions.members), _name(row, _SECONDER, motions.members)
    if mover is None or seconder is None:
        return _take_marks(motions, place, passage, row)
    draft = MotionDraft(mover=mover)
    draft.seconder, draft.text = seconder, _cell(row, _WORDS)
    ended = _cell(row, _END) or ""
    verdict = read_verdict(ended, Span(0, len(ended)))
    draft.outcome = verdict.outcome if verdict is not None else None
    draft.show(place, Span(0, len(passage.text)))
    motions.begin(draft, place)
    return True


def _take_marks(motions: ItemMotions, place: int, passage: Passage, row: Sequence[tuple[str, str]]) -> bool:
    """Take the member of a row for who moved or seconded, by a mark in the column for that: "Ash | X |  | X".

    The row is a vote too, which is read elsewhere.
    """
    name = row[0][1].strip()
    moves, seconds = (_is_marked(row, head) for head in (_MOVES, _SECONDER))
    if moves == seconds or not _is_name(name, motions.members):
        return False
    last = motions.last
    if last is None or last.outcome is not None or not last.is_shown_at(motions.marked):
        last = None
    if last is None or (last.mover if moves else last.seconder) is not None:
        last = MotionDraft()
        motions.begin(last, place)
    if moves:
        last.mover = name
    else:
        last.seconder = name
    last.show(place, Span(0, len(passage.text)))
    motions.marked = place
    return True


def _is_marked(row: Sequence[tuple[str, str]], head: re.Pattern[str]) -> bool:
    """Return whether the cell below a head is a mark."""
    return _MARK.fullmatch(_cell(row[1:], head) or "") is not None


def _cell(row: Sequence[tuple[str, str]], head: re.Pattern[str]) -> str | None:
    """Return the cell below a head, unless it is empty."""
    return next((cell.strip() for printed, cell in row if head.fullmatch(printed.strip(" :"))), None) or None


def _name(row: Sequence[tuple[str, str]], head: re.Pattern[str], members: Members) -> str | None:
    """Return the cell below a head where it is one name and nothing else."""
    cell = _cell(row, head)
    return cell if cell is not None and _is_name(cell, members) else None


def _is_name(text: str, members: Members) -> bool:
    """Return whether a cell is one name and nothing else."""
    return members.knows(text) or name_behind(text, 0) == (0, len(text))
