"""Extraction of attendance: who was present, who sent apologies and who came as a substitute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutesearch.recording.attending.attendees import (
    BRACKET,
    begins_with_none,
    read_presence,
    record_named,
    says_how,
    until_other_clause,
)
from minutesearch.recording.attending.marked_rows import read_marked_row, without_marked_away
from minutesearch.recording.attending.roll_answers import STANCES, read_roll
from minutesearch.recording.attending.rosters import without_rosters
from minutesearch.recording.attending.told_apologies import (
    ACCEPTED_REASONS,
    FOR_LATE,
    is_for_deed,
    read_sent_apologies,
    read_sent_clause,
    read_told_apologies,
)
from minutesearch.recording.attending.told_presence import opens_list, read_told_presence
from minutesearch.recording.printed.person_names import KnownNames
from minutesearch.records import Attendance, Evidence, Kind, Passage, Presence, Span
from minutesearch.segmenting.attending.attendance_lines import names_attendees
from minutesearch.segmenting.attending.list_roles import is_bare_office, names_chair_and_clerk
from minutesearch.segmenting.attending.rolls import (
    group_length,
    is_group_label,
    is_list,
    is_on_other_matter,
    names_staff,
    names_visitors,
    other_matter_start,
)
from minutesearch.segmenting.cues.attendance_labels import (
    Coming,
    Stretch,
    answers_roll,
    iter_stretches,
    label_length,
    read_answer,
    read_label,
    read_opening,
    read_title,
)
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_attendance"]

#: Below the title "Apologies": "were received from Councillor Hill".
_RECEIVED = re.compile(
    r"(?:(?:were|was|have been|had been)\s)?(?:received|accepted|noted|given|recorded)\s(?:from|by)\b"
)
#: The title of an item that tells how the meeting began, and so who was there.
_OPENING = re.compile(
    r"(?:the\s)?(?:meeting\s)?(?:call(?:ed)?\sto\sorder|opening|welcome|roll[ -]?call|attendance|present|sederunt"
    r"|quorum|introductions?)\b|.{0,40}\b(?:roll[ -]?call|calling\sof\sthe\sroll)\b",
    re.IGNORECASE,
)
#: A heading over those who were elected, and what says all the same that somebody came.
_ELECTS = re.compile(r"\b(?:elect|appoint|nominat)\w*|\bofficers\b", re.IGNORECASE)
_ELECTED = re.compile(r"\b(?:elect(?!ed\b)|appoint|nominat)\w*", re.IGNORECASE)
_SAYS_COMING = re.compile(r"\b(?:present|attend\w*|apolog\w*|absen\w*|regrets|excused|sederunt)\b", re.IGNORECASE)
#: A heading over a list that says which meeting it was.
_OF_MEETING = re.compile(
    r"\b(?:meeting|minutes|session)\b|\b(?:council|committee|commission|board)\Z|\bmembers of (?:the )?public\b",
    re.IGNORECASE,
)
#: A title or heading over apologies for absence.
_ON_ABSENCE = re.compile(r"apolog|absen|attend|roll|present|welcome|opening|call(?:ed)? to order", re.IGNORECASE)
#: A heading that says what apologies are for.
_FOR_ABSENCE = re.compile(r"\bapolog(?:y|ies)\b.{0,40}\bfor (?:non-)?(?:absence|attendance)\b", re.IGNORECASE)
#: All that stands behind "Absent:" where nobody was.
_NOBODY = re.compile(r"\W*(?:none|nil|n/?a|nobody|no one)\W*", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:due to|because|owing to|through|illness|ill|unwell|sick|holiday|leave|work)\b", re.IGNORECASE
)
_LONGEST_INITIALS = 4
#: A first name and a surname.
_WHOLE_NAME = 2
#: A clause that says something else is longer.
_LONGEST_COMING = 30
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")


def read_attendance(
    passages: Sequence[Passage],
    *,
    labels: Sequence[str | None] = (),
    marks: Sequence[Sequence[tuple[str, str]]] = (),
    title: str | None = None,
) -> tuple[Attendance, ...]:
    """Return the persons named in the attendance passages of an item, in order.

    A name by itself is recorded only where a label, a heading or the title over it says what it is listed for,
    or at the head of the meeting, before its first item.

    Args:
        passages: The passages of the item in order.
        labels: The label that each passage stands under ("Apologies"); None for a passage under none.
        marks: The cells of each passage that is a row of a table whose columns mark who came; empty for any other.
        title: The item's title.
    """
    reader = _Reader(title)
    found: list[Attendance] = []
    known = KnownNames()
    is_opening = title is None or _OPENING.match(title) is not None
    for place, passage in enumerate(passages):
        cells = marks[place] if marks else ()
        if cells:
            under = reader.read_label(labels[place] if labels else None, place + 1)
            listed = list(read_marked_row(passage.text, cells, place + 1, under=under))
            reader.pass_row(has_listed=bool(listed))
        else:
            listed = list(reader.read(passage, place + 1, labels[place] if labels else None))
        found += listed
        if not is_opening:
            continue
        for one in listed:
            known.add(one.name)
        if not cells:
            found += read_told_presence(passage.text, place + 1, known=known)
    found = without_rosters(found, passages, above=reader.groups)
    found = without_marked_away(found, passages)
    return tuple(_without_place(one, passages) for one in found)


def _without_place(one: Attendance, passages: Sequence[Passage]) -> Attendance:
    """Return a person without the first word of the body behind, which another line shows to begin there.

    "Irene Dunn Meldon, Bourne & Davy Council" is Irene Dunn where "John Pike, Meldon, Bourne & Davy Council" came.
    """
    words = one.name.split()
    evidence = one.evidence[0]
    text = passages[evidence.position - 1].text
    if len(words) <= _WHOLE_NAME or not text.startswith(",", evidence.span.end):
        return one
    body = f", {words[-1]}{text[evidence.span.end :]}"
    if not any(other.text.endswith(body) for other in passages):
        return one
    name = " ".join(words[:-1])
    end = text.rindex(words[-1], evidence.span.start, evidence.span.end)
    span = Span(evidence.span.start, len(text[:end].rstrip()))
    return replace(one, name=name, evidence=(Evidence(evidence.position, span), *one.evidence[1:]))


class _Reader:
    """Reader of the passages of one item, with what the last label said."""

    __slots__ = (
        "_coming",
        "_has_listed",
        "_has_staff",
        "_is_said",
        "_label",
        "_printed",
        "_title",
        "_topic",
        "groups",
    )

    def __init__(self, title: str | None) -> None:
        self._printed = title
        #: What a name without a label is listed for.
        self._title = Coming.PRESENT if title is None else read_title(title)
        self._coming = self._title
        self._label: str | None = None
        #: The heading under which names were last listed, that of another matter though it may be.
        self._topic: str | None = None
        #: Whether names stood under it, and whether officers have been listed.
        self._has_listed = self._has_staff = False
        #: Whether a label has said who came, and the positions of the lists above it, which may be of all members.
        self._is_said = False
        self.groups: set[int] = set()

    def read(self, passage: Passage, position: int, label: str | None) -> Iterator[Attendance]:
        """Yield who is named in a passage."""
        if passage.kind is not Kind.ATTENDANCE:
            yield from read_told_apologies(
                passage.text, position, is_on_absence=self._is_on_absence(passage, label)
            )
            self._coming = None if self._title is Coming.PRESENT else self._title
            self._label = label
            if opens_list(passage.text):
                self._set(Coming.PRESENT)
            elif (opening := read_opening(_last_sentence(passage.text))) is not None:
                self._set(opening)
            return
        if self._is_on_election(passage.text) or self._is_of_other_topic(passage, label):
            return  # a name under another heading is not listed for attendance
        if passage.topic != self._topic and passage.topic and _FOR_ABSENCE.search(passage.topic):
            self._set(Coming.APOLOGIES)  # "To receive apologies and reasons for absence" over names
        self._topic = passage.topic
        if label != self._label:
            self._label = label
            self._pass_label(label)
        if answers_roll(passage.text) or read_answer(passage.text) is not None:
            yield from read_roll(passage.text, position)
            return
        if not self._is_said and label_length(passage.text) == 0:
            self.groups.add(position)
        is_on_apologies = self._coming is Coming.APOLOGIES
        listed = list(self._read_list(passage.text, position))
        yield from listed
        if is_on_apologies:
            ends = {one.evidence[0].span.end for one in listed}
            sent = read_sent_apologies(passage.text, position)
            yield from (one for one in sent if one.evidence[0].span.end not in ends)

    def read_label(self, label: str | None, position: int) -> Coming | None:
        """Note the label over a row of a table or list, and return what it says of who is in it."""
        if label != self._label:
            self._label = label
            self._pass_label(label)
        if not self._is_said:
            self.groups.add(position)
        return self._coming

    def pass_row(self, *, has_listed: bool) -> None:
        """Note whether a row named somebody."""
        self._has_listed = self._has_listed or has_listed

    def _is_on_absence(self, passage: Passage, label: str | None) -> bool:
        """Return whether apologies in a passage may be for absence, by what stands over it or by its place."""
        over = [one for one in (self._printed, passage.topic, label) if one]
        return not over or any(_ON_ABSENCE.search(one) for one in over)

    def _read_list(self, text: str, position: int) -> Iterator[Attendance]:
        """Yield who is named in a passage under its labels, or note the label that is all of it."""
        if _are_labels(text):
            self._coming = None  # nobody knows which of the two is meant below
            return
        if (alone := read_label(text)) is not None:
            self._set(alone)
            return
        if is_group_label(text):
            # "Visitors" came, whoever is listed above them as absent.
            self._set(
                Coming.PRESENT if names_visitors(text) else Coming.STAFF if names_staff(text) else Coming.UNSAID
            )
            return
        if label_length(text) == 0 and (length := group_length(text)):
            group = text[:length]
            self._set(Coming.STAFF if names_staff(group) else Coming.UNSAID)
            yield from self._read_stretch(text, Span(length, len(text)), position, labelled=True)
            return
        if not label_length(text) and is_on_other_matter(text):
            self._coming = None  # till a label says who came
        elif text.rstrip().endswith(":") and not label_length(text):
            self._set(Coming.STAFF if names_staff(text) else Coming.UNSAID)
            return
        if self._goes_on_otherwise(text):
            self._coming = None
        for stretch in iter_stretches(text):
            if stretch.coming is not None and not self._is_office_of_absent(text, stretch):
                self._set(stretch.coming)
            yield from self._read_stretch(text, stretch.span, position, labelled=stretch.coming is not None)

    def _is_on_election(self, text: str) -> bool:
        """Return whether an item is on who was elected, and its text does not say who came."""
        title = self._printed or ""
        return _ELECTED.search(title) is not None and not _SAYS_COMING.search(f"{title} {text}")

    def _goes_on_otherwise(self, text: str) -> bool:
        """Return whether a list below apologies that were named is of others: with chair and clerk."""
        if self._coming is not Coming.APOLOGIES or not self._has_listed or label_length(text):
            return False
        return names_chair_and_clerk(text)

    def _is_office_of_absent(self, text: str, stretch: Stretch) -> bool:
        """Return whether an office before a name under "Apologies" is no label: "Clerk A B Ash due to illness"."""
        return (
            self._coming is Coming.APOLOGIES
            and is_bare_office(text[: stretch.span.start])
            and _REASON.search(text, *stretch.span) is not None
        )

    def _is_of_other_topic(self, passage: Passage, label: str | None) -> bool:
        """Return whether a passage is under the heading of another matter, and no label in it says who came."""
        topic = passage.topic
        if self._title is not None and not self._has_listed and is_list(passage.text):
            return False  # the title in another language, or the body's name, stands between
        return (
            topic is not None
            and topic != self._topic
            and not _is_initials(topic)  # in a column of their own: who is to act
            and (read_title(topic) is None or (label is None and self._says_other(topic)))
            and not _OF_MEETING.search(topic)
            and not (
                any(stretch.coming is not None for stretch in iter_stretches(passage.text))
                # "Chairman - Ann Ash" below "Election of officers" is who was elected.
                and (_SAYS_COMING.search(passage.text) or _ELECTS.search(topic) is None)
            )
        )

    def _says_other(self, topic: str) -> bool:
        """Return whether a heading over names is on apologies, though not for absence, below those who came."""
        is_absence = _FOR_ABSENCE.search(topic) is not None or read_label(topic) is not None
        is_absence = is_absence or read_title(topic) is not Coming.APOLOGIES
        return self._coming is Coming.PRESENT and not is_absence

    def _pass_label(self, label: str | None) -> None:
        if label and _are_labels(label):
            self._coming = None  # of two columns, and nobody knows which is which below
            return
        coming = _read_label(label) if label else None
        if coming is not None:
            self._set(coming)
        elif label and is_on_other_matter(f"{label.rstrip(' :')}:"):
            self._coming = None

    def _set(self, coming: Coming) -> None:
        """Note a label. "Members:" says nothing of whether they came, so the label above it does, till names come.

        "Officers:" below those who sent apologies are present, unless officers have been listed before.
        """
        if coming not in (Coming.UNSAID, Coming.STAFF):
            self._coming = coming
            self._is_said = True
        elif self._coming is None:
            self._coming = Coming.PRESENT
        elif self._coming is not Coming.PRESENT and self._has_listed:
            has_come = coming is Coming.STAFF and not self._has_staff
            self._coming = Coming.PRESENT if has_come else Coming.UNSAID
        self._has_staff = self._has_staff or coming is Coming.STAFF
        self._has_listed = False

    def _read_stretch(self, text: str, span: Span, position: int, *, labelled: bool) -> Iterator[Attendance]:
        """Yield who is named behind one label: clause by clause, since "; Engel was absent" may follow a list."""
        is_told = False
        if self._coming is Coming.PRESENT:
            span = Span(span.start, other_matter_start(text, span))
        for number, clause in enumerate(_iter_clauses(text, span)):
            if labelled and not number:
                clause = until_other_clause(text, clause)
            stretch = text[clause.start : clause.end]
            listed = names_attendees(stretch) and (
                (labelled and not number) or not says_how(BRACKET.sub("", stretch))
            )
            self._has_listed = self._has_listed or listed
            # "He swore in two officers? Ann Ash and Tom Elm." behind a sentence: no list goes on there.
            is_told = is_told or (not listed and len(stretch) > _LONGEST_COMING)
            if listed and is_told and not says_how(stretch):
                continue
            if self._coming is Coming.APOLOGIES and is_for_deed(text, clause):
                continue
            if listed and self._coming in STANCES and not begins_with_none(stretch):
                yield from record_named(text, clause, STANCES[self._coming], position, is_list=not number)
            elif not listed:
                yield from _read_clause(text, clause, position, self._coming)
        missing = self._coming in (Coming.APOLOGIES, Coming.ABSENT)
        if labelled and missing and _NOBODY.fullmatch(text, *span) is not None:
            self._coming = None  # those of the next group are not away: nobody was


def _are_labels(text: str) -> bool:
    """Return whether a line is labels of columns that say two things: "Members Present: Members Absent:"."""
    parts = [part.strip() for part in text.split(":") if part.strip()]
    comings = [read_label(part) for part in parts]
    return text.count(":") > 1 and len(parts) > 1 and None not in comings and len(set(comings)) > 1


def _iter_clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch, parted at semicolons where what they part says how somebody attended."""
    for sentence in iter_sentences(text[: span.end], span.start):
        if names_attendees(text[sentence.start : sentence.end]):
            yield sentence
            continue
        begin = sentence.start
        for mark in _SEMICOLON.finditer(text, *sentence):
            yield Span(begin, mark.start())
            begin = mark.end()
        yield Span(begin, sentence.end)


def _read_clause(text: str, clause: Span, position: int, coming: Coming | None) -> Iterator[Attendance]:
    stretch = text[clause.start : clause.end]
    presence = read_presence(stretch)
    if presence is Presence.APOLOGIES and FOR_LATE.search(stretch):
        return
    if presence is Presence.APOLOGIES and (sent := read_sent_clause(text, clause, position)):
        yield from sent
        return
    if presence is None and coming is Coming.APOLOGIES and _RECEIVED.match(stretch):
        presence = Presence.APOLOGIES
    told = ACCEPTED_REASONS.search(text, *clause) if presence is None and coming is Coming.APOLOGIES else None
    if told is not None:
        yield from record_named(text, Span(told.end(), clause.end), Presence.APOLOGIES, position)
    elif presence is not None:
        yield from record_named(text, clause, presence, position)
    elif "substitut" in stretch.lower():
        everybody = record_named(text, clause, Presence.PRESENT, position)
        yield from (one for one in everybody if one.presence is Presence.SUBSTITUTE)


def _read_label(text: str) -> Coming | None:
    """Return what a passage says that is nothing but a label, a sentence over a list, or a group's name."""
    if (alone := read_label(text)) is not None:
        return alone
    if not is_group_label(text):
        return None if group_length(text) and not label_length(text) else read_opening(text)
    # "Visitors" came, whoever is listed above them as absent.
    return Coming.PRESENT if names_visitors(text) else Coming.STAFF if names_staff(text) else Coming.UNSAID


def _last_sentence(text: str) -> str:
    """Return the last sentence of a text, which may open a list: "Those in attendance are listed below:"."""
    *_, last = iter_sentences(text) or (Span(0, 0),)
    return text[last.start : last.end]


def _is_initials(topic: str) -> bool:
    return len(topic) <= _LONGEST_INITIALS and topic.isupper()
