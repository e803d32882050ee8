"""Division of a section's blocks into draft passages and lines of structure, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.pages import SectionLines
from minutesearch.records import Section, Span
from minutesearch.segmenting.attending.attendance_lines import is_attendance_list, names_attendees
from minutesearch.segmenting.attending.attendance_lists import iter_entries
from minutesearch.segmenting.attending.list_forms import is_affiliated, is_held
from minutesearch.segmenting.attending.list_roles import is_office
from minutesearch.segmenting.attending.marked_cells import marks_coming
from minutesearch.segmenting.attending.rolls import is_group_label
from minutesearch.segmenting.blocks import Block, join_lines
from minutesearch.segmenting.cues.attendance_labels import label_length, read_answer
from minutesearch.segmenting.cues.decision_openings import (
    begins_decision,
    is_decision,
    is_decision_lead,
    opens_decisions,
    split_lead,
)
from minutesearch.segmenting.cues.leadins import announces_list, lead_of
from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.passage_draft import Draft
from minutesearch.segmenting.people.persons import begins_with_person
from minutesearch.segmenting.people.speakers import read_bare_label
from minutesearch.segmenting.people.topics import read_topic
from minutesearch.segmenting.subheadings import (
    Part,
    asks_by_name,
    is_heading,
    is_mere_reference,
    is_part_of_agenda,
    is_role,
    is_vote_side,
    lists_voters,
    names_answerer,
    read_part,
)
from minutesearch.segmenting.tables import find_tables
from minutesearch.segmenting.text.list_labels import Lists, Pending, Place
from minutesearch.segmenting.text.markers import Marker, Style, read_marker
from minutesearch.segmenting.text.sentences import ends_sentence, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["heading_key", "iter_drafts"]


#: No office has more words ("The Cabinet Member for Housing and Regeneration").
_MOST_OF_OFFICE = 12
#: So many short lines in a row below a lead-in are its entries; fewer may be a heading over another.
_LEAST_ENTRIES = 3


#: Words of headings that look like a person's two names, "Old Business".
_OF_HEADINGS = word_set(
    "additions announcements approval business call calendar closing comment comments consent correspondence "
    "discussion documents hearing invocation introduction introductions items matters new next old opening order "
    "other pledge prayer questions report reports review session update updates welcome"
)
_MOST_OF_NAME = 4
#: "Cal Cedar and Dora Dale".
_NAMES_JOINED = re.compile(
    r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3}\s(?:and|&)\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3}"
)
#: "Treasurer: Cal Cedar", below another of those who came.
_OFFICE_AND_HOLDER = re.compile(
    r"(?P<office>[A-Z][\w/-]*(?:\s[A-Z][\w/-]*){0,3})\s?:\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3}"
)


def iter_drafts(
    section: SectionLines, repeated: frozenset[str] = frozenset(), speakers: frozenset[str] = frozenset()
) -> Iterator[Draft | str]:
    """Yield the drafts of a section and, as plain text, its structure: together all of its words, in order.

    Args:
        section: The lines of the section.
        repeated: The `heading_key` of each heading of earlier sections, which may be repeated in this one.
        speakers: The bare names that stand before what their bearers say.
    """
    cutter = _Cutter(section.section, repeated, speakers)
    blocks = find_tables(join_lines(section.lines))
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        yield from block.before
        if block.is_structure:
            if block.text:
                cutter.pass_structure(block.text)
                yield block.text
        else:
            cutter.lists_ahead = _lists_entries(blocks[place : place + _LEAST_ENTRIES])
            yield from cutter.cut(block, following)
        yield from block.after


def heading_key(text: str, marker: Marker) -> str | None:
    """Return the label and first word of a numbered heading ("7.1 15C30H/FR"); None for a sentence or entry."""
    if marker.style not in (Style.NUMBER, Style.DOTTED) or ends_sentence(text):
        return None
    return f"{marker.label} {text.split(maxsplit=1)[0]}"


def _lists_entries(blocks: tuple[Block, ...]) -> bool:
    """Return whether blocks look like the entries of a list without bullets: several short lines in a row."""
    return len(blocks) == _LEAST_ENTRIES and all(
        block.marker is None
        and not block.is_structure
        and is_heading(block.text)
        and not block.text.endswith(":")
        and not is_mere_reference(block.text)
        for block in blocks
    )


def _may_be_name(text: str) -> bool:
    """Return whether a line below names of those who came is one more, "Gayle Shore", and no heading."""
    if is_affiliated(text):
        return True
    words = [word.lower for word in iter_words(text)]
    if not 1 < len(words) <= _MOST_OF_NAME + _MOST_OF_NAME or text.isupper() or not _OF_HEADINGS.isdisjoint(words):
        return False
    entries = list(iter_entries(text))
    if len(entries) > 1:
        return _NAMES_JOINED.fullmatch(text) is not None
    if len(entries) != 1:
        return False
    name, role = entries[0]
    if name.start:  # "Councilwoman   Ann Ash"
        before = list(iter_words(text, 0, name.start))
        held = title_length(before, 0) == len(before) or is_office(text, Span(0, name.start))
        return ":" not in text and name.end == len(text.rstrip()) and held
    return (role or name).end == len(text.rstrip()) and (role is None or is_office(text, role))


def _names_holder(text: str) -> bool:
    """Return whether a line is an office, a colon and a name, and so one more of those who came."""
    match = _OFFICE_AND_HOLDER.fullmatch(text)
    return match is not None and is_office(text, Span(*match.span("office")))


def _may_hang(marker: Marker | None, following: Marker | None) -> bool:
    """Return whether a text without a final colon may introduce a list: the next marker begins another list.

    Numbered paragraphs have no lead-in, and a bullet is no lead-in of the next bullet in the same list.
    """
    if following is None or following.style in (Style.NUMBER, Style.DOTTED):
        return False
    if marker is not None and (marker.style, marker.form) == (following.style, following.form):
        return False
    return following.style is Style.BULLET or following.value == 1


class _Cutter:
    """Cutter of one section's blocks, with the state that the next block depends on."""

    __slots__ = (
        "_attending",
        "_chain",
        "_headed",
        "_is_barred",
        "_is_fresh",
        "_is_polled",
        "_is_rolled",
        "_lists",
        "_part",
        "_pending",
        "_repeated",
        "_section",
        "_speakers",
        "_under",
        "lists_ahead",
    )

    def __init__(self, section: Section, repeated: frozenset[str], speakers: frozenset[str]) -> None:
        self._repeated = repeated
        self._speakers = speakers
        self._section = section
        self._lists = Lists()
        self._under: str | None = None
        #: Whether nothing has stood under that heading yet.
        self._is_fresh = False
        #: Whether the label of a side of a vote stands above, and nothing but names between.
        self._is_polled = False
        #: Whether who came is listed right above, below a label.
        self._is_rolled = False
        #: Whether the part is a table whose cells are parted by bars, and so ends with its rows.
        self._is_barred = False
        self._pending: Pending | None = None
        #: The lead-in of entries without markers, while they last.
        self._chain: Pending | None = None
        #: The lead-in of paragraphs with run-in headings ("Members raised a number of questions:").
        self._headed: str | None = None
        self._part: Part | None = Part.DECISION if section is Section.DECISION else None
        #: The label of the attendance list that is open.
        self._attending: str | None = None
        #: Whether the block and those after it are short lines, which a lead-in may be the lead-in of.
        self.lists_ahead = False

    def cut(self, block: Block, following: Block | None) -> Iterator[Draft | str]:
        """Yield the draft made from a block, or the block's words as structure."""
        text, marker = block.text, block.marker
        if block.is_person and self._part is not Part.ATTENDANCE:
            self._begin_part(Part.ATTENDANCE)
        if marker is None and not block.is_person and self._passes(text, following):
            yield text
            return
        if marker is not None and heading_key(text, marker) in self._repeated:
            self._end_lists()
            yield f"{marker.printed} {text}"
            return
        if self._part in (Part.ANSWER, Part.QUESTION) and asks_by_name(text):
            self._part = None  # "Supplementary question from Mrs Kirk:" below the answer to the first
        split = split_lead(text)
        if split is not None:
            yield f"{marker.printed} {split[0]}" if marker else split[0]
            self._lead(split[0])
            marker = read_marker(split[1])
            text = split[1][marker.end :] if marker else split[1]
        elif (
            self._section is not Section.SUMMARY
            and following is not None
            and self._leads(text, following)
            and not self._is_short_clause(text, marker, following)
        ):
            yield f"{marker.printed} {text}" if marker else text
            self._lead(text)
            return
        yield self._draft(text, marker, block, following)

    def _passes(self, text: str, following: Block | None) -> bool:
        """Note a label or heading of the minutes, which is structure; return whether a text is one."""
        if self._section is Section.SUMMARY:
            if following is None or not is_part_of_agenda(text):
                return False
            self._end_lists()
            return True
        part = read_part(text)
        if part is not None:
            self._begin_part(part)
            if part is Part.ANSWER and names_answerer(text):
                self._pending = Pending(text, decides=False, nests=False)
            self._attending = text if part is Part.ATTENDANCE else None
            return True
        if following is not None and following.is_person and is_group_label(text):
            self._begin_part(Part.ATTENDANCE)
            self._attending = text  # "Staff Members" over those of them who came
            return True
        if not self._is_heading(text, following):
            return False
        self._head(text)
        if self._pending is None:
            self._end_lists()
        return True

    def pass_structure(self, text: str) -> None:
        """Note the column headings of a table: the rows below "Action | Owner | Due" are actions."""
        if " | " in text and {"action", "actions"} & {
            cell.strip().rstrip(".: ").lower() for cell in text.split(" | ")
        }:
            self._begin_part(Part.ACTION)
            self._is_barred = True

    def _leads(self, text: str, following: Block) -> bool:
        """Return whether a text only introduces decisions; in a decision section "The Director:" does."""
        if is_decision_lead(text):
            return True
        bare = text.rstrip()
        words = bare[:-1].split()
        return (
            self._section is Section.DECISION
            and bare.endswith(":")
            and 1 < len(words) <= _MOST_OF_OFFICE
            and words[0] == "The"
            and following.marker is not None
            and not any(is_finite_verb(word) for word in words)
        )

    def _is_short_clause(self, text: str, marker: Marker | None, following: Block) -> bool:
        """Return whether "(a) Noted" is a clause of a resolution and no lead-in: its list goes on, or ends."""
        decides = self._lists.decides or (self._pending is not None and self._pending.decides)
        if marker is None or not decides or text.rstrip().endswith((":", "-", "–", "—")):
            return False
        return (
            following.marker is None
            or following.marker.form == marker.form
            or following.marker.style == marker.style
        )

    def _begin_part(self, part: Part) -> None:
        self._part = part
        self._is_barred = False
        self._end_lists()
        if not self._is_fresh:
            self._under = None
        self._headed = None

    def _head(self, text: str) -> None:
        """Set a heading as the topic of the following blocks; a heading right after another is nested under it."""
        if is_mere_reference(text) and text.rstrip().endswith(":"):
            self._attending = text  # "Apologies for lateness:"
        if is_mere_reference(text) or self._part is Part.ATTENDANCE:
            return
        bare = text.rstrip().rstrip(":").rstrip()
        self._under = f"{self._under} – {bare}" if self._is_fresh and self._under else bare
        self._is_fresh = True

    def _end_lists(self) -> None:
        self._lists.clear()
        self._pending = self._chain = None

    def _lead(self, text: str) -> None:
        above = self._pending
        if above is not None and above.decides and text.startswith("That "):
            text = f"{above.text} {text}"  # "RESOLVED (Cr Wright/Cr King)" over "That Council:"
        self._pending = Pending(text, decides=True, nests=False)
        self._chain = None
        self._headed = None

    def _is_heading(self, text: str, following: Block | None) -> bool:
        self._is_polled = is_vote_side(text) or (self._is_polled and lists_voters(text))
        if self._is_polled or is_held(text) or read_answer(text) is not None:
            return False
        if self._is_rolled and (_may_be_name(text) or _names_holder(text)):
            return False
        if following is None or self._chain is not None or not is_heading(text):
            return False
        if self._part is Part.ATTENDANCE and not is_mere_reference(text):
            return is_role(text)
        if text.startswith("The ") and text.rstrip().endswith(":") and following.marker is not None:
            return False  # "The Mayor:" over what the Mayor did
        lead = self._pending
        if lead is None:
            return True
        if self.lists_ahead and lead.text.rstrip().endswith(":"):
            return False
        # A heading between a lead-in and its list ("Application P18 – 30 Norton Road"): the lead-in waits.
        waits = following.marker is not None or is_heading(following.text) or begins_with_person(following.text)
        return waits and not lead.decides and not is_attendance_list(lead.text)

    def _draft(self, text: str, marker: Marker | None, block: Block, following: Block | None) -> Draft:
        is_name = self._is_rolled and _may_be_name(text)
        self._is_rolled = (label_length(text) > 0 or self._is_rolled) and names_attendees(text)
        if self._is_barred and " | " not in text:
            self._part, self._is_barred = None, False
        speaker = read_bare_label(text) if self._speakers else None
        if speaker not in self._speakers:
            speaker = None
        topic = read_topic(text) if self._section is not Section.SUMMARY and speaker is None else None
        place = self._place_marked(marker) if marker else self._place_unmarked(text, headed=topic is not None)
        draft = Draft(
            text=text,
            marker=marker.printed if marker else "",
            label=place.label,
            lead_in=place.lead_in,
            start=topic[1] if topic else 0,
            heading=topic[0] if topic else None,
            under=self._under,
            decides=place.decides or self._part is Part.DECISION,
            resolved=place.decides,
            part=Part.ATTENDANCE if is_name else self._part,
            attending=self._attending,
            speaker=speaker,
            section=self._section,
            line=block.line,
            cells=block.cells,
            marks=block.cells if block.is_person and marks_coming(block.cells) else (),
        )
        if self._part is Part.ATTENDANCE and not names_attendees(text):
            self._part = self._attending = None  # the list of who attended is over
        self._is_fresh = False
        self._look_ahead(draft, marker, following)
        return draft

    def _place_marked(self, marker: Marker) -> Place:
        self._chain = None
        return self._lists.enter(marker, self._pending)

    def _place_unmarked(self, text: str, *, headed: bool) -> Place:
        self._lists.pass_paragraph()
        lead = self._pending
        if lead is not None and begins_decision(text) and not is_decision_lead(lead.text):
            lead = self._pending = None  # the list under "amended as follows:" ends where it is RESOLVED
        if lead is None and headed and self._headed is not None:
            return Place(None, self._headed, decides=False)
        if lead is None and self._goes_on(text):
            lead = self._chain
        elif lead is None:
            self._chain = None
        if lead is None:
            return Place(None, None, decides=False)
        if headed:
            self._headed = lead.text
            self._chain = None
            return Place(None, lead.text, lead.decides)
        self._chain = lead if self._may_go_on(text, lead) else None
        return Place(None, lead.text, lead.decides)

    @staticmethod
    def _may_go_on(text: str, lead: Pending) -> bool:
        """Return whether a further entry without a marker may follow an entry."""
        bare = text.rstrip()
        return bare.endswith((";", "; and", ", and", " and", ",")) or not ends_sentence(bare) or lead.decides

    def _goes_on(self, text: str) -> bool:
        chain = self._chain
        if chain is None or (begins_decision(text) and not is_decision_lead(chain.text)):
            return False
        if chain.decides:
            return is_decision(text) or text[:1].islower()
        return not ends_sentence(text) or text.rstrip().endswith((";", ",")) or text[:1].islower()

    def _look_ahead(self, draft: Draft, marker: Marker | None, following: Block | None) -> None:
        """Note whether the draft is itself the lead-in of a list."""
        self._pending = None
        if following is not None and asks_by_name(draft.text):
            self._pending = Pending(lead_of(draft.text), decides=False, nests=False)
            return
        if following is None or not announces_list(draft.text, before_marker=_may_hang(marker, following.marker)):
            return
        if following.marker is None and not draft.text.rstrip().endswith((":", "-", "–", ";", "—")):
            return
        decides = (
            draft.resolved
            or opens_decisions(draft.text)
            or (is_decision(draft.text) and _is_resolution(draft.text))
        )
        nests = marker is not None and following.marker is not None and not (decides and not draft.resolved)
        self._pending = Pending(lead_of(draft.text), decides=decides, nests=nests)
        self._chain = None


def _is_resolution(text: str) -> bool:
    """Return whether a decision that ends in a colon introduces more clauses, and not the votes for it."""
    return not any(word.lower in ("vote", "voting", "votes", "result") for word in iter_words(text[-200:]))
