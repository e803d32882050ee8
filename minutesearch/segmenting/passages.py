"""Pipeline that turns the lines of an agenda item into passages, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from minutesearch.pages import ItemLines
from minutesearch.records import Kind, Passage, Section
from minutesearch.segmenting.attending.attendance_lines import read_attendees
from minutesearch.segmenting.cues.cue_phrases import ENDING
from minutesearch.segmenting.cues.decision_types import read_decision_type
from minutesearch.segmenting.cues.leadins import lead_of
from minutesearch.segmenting.kinds import Said, classify_kind, read_said
from minutesearch.segmenting.passage_builder import heading_key, iter_drafts
from minutesearch.segmenting.passage_draft import Draft
from minutesearch.segmenting.people.attendees import Attendee
from minutesearch.segmenting.people.attribution import attribute, lead_speaker
from minutesearch.segmenting.people.mentions import read_mentions
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.speakers import find_speakers
from minutesearch.segmenting.people.topics import shares_word
from minutesearch.segmenting.text.markers import read_marker

__all__ = ["Segmented", "iter_pieces", "segment_item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """An agenda item cut into passages."""

    #: The passages in the order of the source, their position and id still empty.
    passages: tuple[Passage, ...]
    #: What of the lines is in no passage: lead-ins that decide nothing, headings, the bars of tables; in order.
    structure: tuple[str, ...]
    #: Whom the item's own lines name as attending.
    attendees: tuple[Attendee, ...] = ()
    #: The attendance label that each passage stands under ("Apologies"), as printed; None under none.
    attending: tuple[str | None, ...] = ()
    #: The cells of each passage that is a row of a table, with the heads of their columns; empty for any other.
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    #: The same of each passage that is a row of a table whose columns mark who came; empty for any other.
    marks: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """A draft with its kind and topic."""

    draft: Draft
    kind: Kind
    topic: str | None


def segment_item(item: ItemLines, *, attendees: tuple[Attendee, ...] = ()) -> Segmented:
    """Cut the lines of an agenda item into passages.

    No word is lost: the words of the lines are those of the passages, their markers and the structure, in order.

    Args:
        item: The item's lines by section.
        attendees: Persons that the page names as attending elsewhere, as for the whole meeting.

    Returns:
        The passages and the structure. An item without lines has neither.
    """
    texts = [line.text.strip() for section in item.sections for line in section.lines]
    pieces = list(iter_pieces(item, find_speakers(texts, attendees)))
    typed = _type_drafts([piece for piece in pieces if isinstance(piece, Draft)], item.title or "")
    own = read_attendees(one.draft.text for one in typed if one.kind is Kind.ATTENDANCE)
    everybody = tuple(dict.fromkeys(own + attendees))
    return Segmented(
        passages=tuple(_finish(one, everybody) for one in typed),
        structure=tuple(piece for piece in pieces if isinstance(piece, str)),
        attendees=own,
        attending=tuple(one.draft.attending for one in typed),
        rows=tuple(one.draft.cells for one in typed),
        marks=tuple(one.draft.marks for one in typed),
    )


def iter_pieces(item: ItemLines, speakers: frozenset[str] = frozenset()) -> Iterator[Draft | str]:
    """Yield the drafts and the structure of an item in the order of its lines.

    Args:
        item: The item's lines by section.
        speakers: The bare names that stand before what their bearers say.
    """
    repeated: set[str] = set()
    for section in item.sections:
        if section.section is not Section.SUMMARY:
            yield from iter_drafts(section, frozenset(repeated), speakers)
            continue
        for line in section.lines:
            marker = read_marker(line.text.strip())
            key = heading_key(line.text.strip()[marker.end :], marker) if marker else None
            if key is not None:
                repeated.add(key)
        yield from iter_drafts(section)


def _type_drafts(drafts: list[Draft], title: str) -> list[_Typed]:
    """Return each draft with its kind and topic, both of which depend on the drafts before."""
    typed: list[_Typed] = []
    topic: str | None = None
    under: str | None = None
    leads: dict[str, Kind] = {}
    before: Kind | None = None
    for draft in drafts:
        said = read_said(draft)
        of_lead = leads.get(draft.lead_in) if draft.lead_in else None
        kind = classify_kind(draft, said, before=before, of_lead=of_lead, title=title)
        if draft.under != under:
            topic, under = None, draft.under
        topic = _topic_of(draft, kind, said, topic)
        typed.append(_Typed(draft=draft, kind=kind, topic=topic or _heading_of(draft, title)))
        leads = _remember(leads, draft, kind)
        before = kind
    return typed


def _remember(leads: dict[str, Kind], draft: Draft, kind: Kind) -> dict[str, Kind]:
    """Return the kinds of recent possible lead-ins with this draft added; one that ends in a full stop is none."""
    if draft.text.rstrip().endswith("."):
        return leads
    return {**dict(list(leads.items())[-4:]), lead_of(draft.text): kind}


def _topic_of(draft: Draft, kind: Kind, said: Said, topic: str | None) -> str | None:
    """Return the run-in heading that covers a passage; None without one.

    It covers the replies that follow. It ends with a decision and the like, and where the chair or the body as a
    whole takes the word without a word of the heading: a closing remark is on the whole item.
    """
    if kind in (Kind.DECISION, Kind.MOTION, Kind.ATTENDANCE, Kind.SUMMARY, Kind.PROCEDURAL):
        return None
    if draft.heading is not None:
        return draft.heading
    if topic is None or _closes(draft, said, topic):
        return None
    return topic


def _heading_of(draft: Draft, title: str) -> str | None:
    """Return the heading on its own line over a passage; None without one, or if it repeats the item's title."""
    if draft.under is None or "".join(draft.under.split()).lower() == "".join(title.split()).lower():
        return None
    return draft.under


def _closes(draft: Draft, said: Said, topic: str) -> bool:
    if said.speech is None or shares_word(topic, draft.text):
        return False
    subject = said.subject.lower()
    chairs = said.speech.subject.sort is NounType.OFFICE and any(
        word in subject for word in ("chair", "mayor", "convener", "cathaoirleach")
    )
    return chairs or said.speech.subject.sort in (NounType.GROUP, NounType.BODY)


def _finish(one: _Typed, attendees: tuple[Attendee, ...]) -> Passage:
    draft = one.draft
    lead = lead_speaker(draft.lead_in, attendees) if draft.lead_in and not ENDING.fullmatch(draft.text) else None
    attributions = attribute(
        draft.text, one.kind, start=draft.start, lead=lead, attendees=attendees, speaker=draft.speaker
    )
    decision_type = read_decision_type(draft.text, draft.lead_in) if one.kind is Kind.DECISION else None
    return Passage(
        text=draft.text,
        kind=one.kind,
        label=draft.label,
        marker=draft.marker,
        lead_in=draft.lead_in,
        topic=one.topic,
        decision_type=decision_type,
        attributions=attributions,
        mentions=read_mentions(draft.text, attributions, attendees),
        section=draft.section,
        line=draft.line,
    )
