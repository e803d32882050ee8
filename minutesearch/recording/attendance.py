"""Extraction of attendance: who was present, who sent apologies and who came as a substitute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutesearch.recording.printed.person_names import in_order, surname
from minutesearch.recording.printed.printed_names import iter_names
from minutesearch.records import AgendaItem, Attendance, Evidence, Kind, Passage, Presence, Span
from minutesearch.segmenting.attending.attendance_lines import clean_role, names_attendees
from minutesearch.segmenting.attending.attendance_lists import Entry, iter_entries
from minutesearch.segmenting.attending.list_roles import role_in_bracket
from minutesearch.segmenting.attending.rolls import (
    group_length,
    is_on_other_matter,
    names_staff,
    other_matter_start,
)
from minutesearch.segmenting.cues.attendance_labels import (
    ROLL,
    Coming,
    answers_roll,
    iter_stretches,
    label_length,
    read_answer,
    read_label,
    read_title,
)
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, OFFICES, title_length
from minutesearch.segmenting.text.sentences import iter_sentences, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["read_attendance", "without_contradictions"]

_APOLOGIES = re.compile(
    r"(?<!unable to give )(?<!unable to send )(?<!not sent )(?<!not send )\bapolog(?:y|ies|ises)\b"
    r"(?!\sfor\s(?:late|the\s(?:late|delay|error|inconv)|being|any))",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|without(?: an?)?)\s+(?:apolog|further)|\bnone\b|\bnil\b", re.IGNORECASE)
_PRESENT_WORDS = re.compile(
    r"(?<!\bnot )\b(?:present|in attendance|attended|answered (?:the )?roll|joined the meeting|was in the chair"
    r"|took the chair|presided)\b"
    r"(?!\s(?:to|that)\b)",
    re.IGNORECASE,
)
_ABSENT_WORDS = re.compile(
    r"\b(?:absent|unable to (?:attend|be present)|did not attend|not (?:be )?(?:present|in attendance)"
    r"|(?-i:died|death|late))\b",
    re.IGNORECASE,
)
#: Below the title "Apologies": "were received from Councillor Hill".
_RECEIVED = re.compile(
    r"(?:(?:were|was|have been|had been)\s)?(?:received|accepted|noted|given|recorded)\s(?:from|by)\b"
)
_FROM = re.compile(
    r"\b(?:from|on behalf of|for(?=\s(?:Councillors?|Cllrs?|Mrs?|Ms|Dr)\b)|by)\b:?\s*", re.IGNORECASE
)
#: Between two names: another clause begins.
_ELSE = re.compile(r"\b(?:it was|proposed|seconded|moved|resolved|elected|welcomed|noted|reported|asked)\b")
#: Between two names: the first came for the second.
_FOR = re.compile(
    r"[\s,(–—-]*(?:(?:who\s)?(?:was|were|is|attended|attending|present|acting|as|in|on|his|her|their|a|the"
    r"|also|sitting)\s)*"
    r"(?:substitut(?:e|es|ed|ing)|sub|deputi[sz](?:ed|ing)|alternate|replac(?:ed|ing)|place|lieu|stead"
    r"|behalf)\.?\s?(?:for|of)?[\s,:(–—-]*\Z"
    r"|\s*\((?:substitute\s|sub\s)?for\s\Z",
    re.IGNORECASE,
)
#: Between two names: the second came for the first.
_BY = re.compile(
    r"[\s,(–—;-]*(?:(?:who\s)?(?:was|were|is)\s)?(?:substituted|represented|replaced|substitutes?|substitution"
    r"|sub)\.?(?:\s?(?:by|was|is)|\s?[:–—-])?[\s(]*\Z",
    re.IGNORECASE,
)
#: Behind a name.
_SUBSTITUTE = re.compile(
    r"\s*+[,(–—-]?\s*+(?:(?:who\s)?(?:attended|attending|attends|was|were|is|would be|will be|present"
    r"|in attendance|acting|named)\s)*"
    r"(?:as\s)?(?:an?\s|the\s|his\s|her\s|their\s|named\s)?(?:substitut(?:e|es|ed|ing|ion)\b|sub\b|alternate\b"
    r"|deputi[sz](?:ed|ing)\b)"
    r"(?!\sby\b)"
    r"|\s(?:attended|attending|was present|present)\s(?:on behalf|in (?:the )?(?:place|lieu|stead)|instead) of\b",
    re.IGNORECASE,
)
#: Apologies in a passage that is on something else.
_TOLD_APOLOGIES = re.compile(
    r"(?:(?<=\A)|(?<=[.;:)]\s))Apologies(?:\sfor\s(?:non-)?(?:absence|attendance))?(?:\s(?:were|have\sbeen))?"
    r"(?:\s(?:received|accepted|noted|sent|given|tendered))?\s(?:from|by|on\sbehalf\sof)\b"
    r"|\baccept(?:s|ed)?\sthe\sapolog(?:y|ies)\s(?:of|from)\b"
)
#: What ends the list of those whose apologies are told, beside words that are in no list.
_ENDS_LIST = re.compile(r"[;:?!]|(?<![\w’'-])[a-z][\w’'-]*")
#: Words of a list of persons that are not capitalised.
_IN_LIST = (
    OFFICES
    | GROUPS
    | BODIES
    | word_set(
        "and of the on behalf from both also our councillor county district borough parish town city ward vice "
        "deputy de da di del della van von der den ter la le ní"
    )
)
#: Apologies for this are for not being there, and for anything else for something done.
_FOR_ABSENCE = re.compile(
    r"for\s(?:(?:the|his|her|their|its|this|today[’']s|tonight[’']s)\s)?"
    r"(?:(?:non-)?(?:absences?|attendance)|inability|(?:not\s)?(?:being\s)?(?:able|unable|attending|absent)"
    r"|(?:meeting|evening)\b(?![’']))",
    re.IGNORECASE,
)
#: "Apologies were received from Mr Oak for the noise".
_FOR_DEED = re.compile(
    rf"\bfrom\b[^;()]{{0,300}}?\s(?!{_FOR_ABSENCE.pattern})for\s"
    r"(?:the|his|her|their|its|an?|any|causing|making|having)\s"
    r"(?!(?:first|last|start|beginning|whole|rest|remainder|duration|reasons?)\b)[a-z]"
)
_LONGEST_TOLD = 1_500
#: A heading over a list that says which meeting it was.
_OF_MEETING = re.compile(r"\b(?:meeting|minutes|session)\b|\bmembers of (?:the )?public\b", re.IGNORECASE)
_LONGEST_INITIALS = 4
#: A clause that says something else is longer.
_LONGEST_COMING = 30
_BRACKET = re.compile(r"\([^()]*\)")
#: In a bracket behind a name among those present: who was not.
_AWAY = re.compile(r"\b(?:absent|excused|apolog(?:y|ies)|regrets|not present)\b", re.IGNORECASE)
_EXCUSED = re.compile(r"\b(?:excused|apolog(?:y|ies)|regrets)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s\((?P<words>[^()]{2,200})\)")
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_IN_THE_CHAIR = re.compile(r"[\s,(–—-]*(?:was\s)?in the chair\b", re.IGNORECASE)
_STANCES = {
    Coming.PRESENT: Presence.PRESENT,
    Coming.APOLOGIES: Presence.APOLOGIES,
    Coming.SUBSTITUTE: Presence.SUBSTITUTE,
}


def read_attendance(
    passages: Sequence[Passage], *, labels: Sequence[str | None] = (), title: str | None = None
) -> tuple[Attendance, ...]:
    """Return the persons named in the attendance passages of an item, in order.

    A name by itself is recorded only where a label, a heading or the title over it says what it is listed for,
    or at the head of the meeting, before its first item.

    Args:
        passages: The passages of the item in order.
        labels: The label that each passage stands under ("Apologies"); None for a passage under none.
        title: The item's title.
    """
    reader = _Reader(title)
    found: list[Attendance] = []
    for place, passage in enumerate(passages):
        found += reader.read(passage, place + 1, labels[place] if labels else None)
    return tuple(found)


def without_contradictions(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return the items of a meeting without apologies told in passing of somebody whom it lists as present."""
    present = [one.name for item in items for one in item.attendance if one.presence is Presence.PRESENT]
    return [
        replace(item, attendance=kept)
        if len(kept := tuple(one for one in item.attendance if not _is_contradicted(one, item, present)))
        < len(item.attendance)
        else item
        for item in items
    ]


def _is_contradicted(one: Attendance, item: AgendaItem, present: Sequence[str]) -> bool:
    if one.presence is not Presence.APOLOGIES:
        return False
    told = item.passages[one.evidence[0].position - 1].kind is not Kind.ATTENDANCE
    return told and any(_may_be_one(one.name, name) for name in present)


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two printed names may be one person's: a surname, and no first names that differ."""
    name, other = in_order(name), in_order(other)
    if surname(name) != surname(other):
        return False
    firsts = zip(_first_names(name), _first_names(other), strict=False)
    return all(one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) for one, two in firsts)


def _first_names(name: str) -> list[str]:
    words = list(iter_words(name))
    return [word.lower for word in words[title_length(words, 0) : -1]]


class _Reader:
    """Reader of the passages of one item, with what the last label said."""

    __slots__ = ("_coming", "_has_listed", "_has_staff", "_label", "_title", "_topic")

    def __init__(self, title: str | None) -> None:
        #: What a name without a label is listed for.
        self._title = Coming.PRESENT if title is None else read_title(title)
        self._coming = self._title
        self._label: str | None = None
        #: The heading under which names were last listed, that of another matter though it may be.
        self._topic: str | None = None
        #: Whether names stood under it, and whether officers have been listed.
        self._has_listed = self._has_staff = False

    def read(self, passage: Passage, position: int, label: str | None) -> Iterator[Attendance]:
        """Yield who is named in a passage."""
        if passage.kind is not Kind.ATTENDANCE:
            yield from _read_apologies(passage.text, position)
            self._coming = None if self._title is Coming.PRESENT else self._title
            self._label = label
            return
        if self._is_of_other_topic(passage, label):
            return  # a name under another heading is not listed for attendance
        self._topic = passage.topic
        if label != self._label:
            self._label = label
            self._pass_label(label)
        if answers_roll(passage.text) or read_answer(passage.text) is not None:
            yield from _read_roll(passage.text, position)
            return
        yield from self._read_list(passage.text, position)

    def _read_list(self, text: str, position: int) -> Iterator[Attendance]:
        """Yield who is named in a passage under its labels, or note the label that is all of it."""
        if (alone := read_label(text)) is not None:
            self._set(alone)
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
        for stretch in iter_stretches(text):
            if stretch.coming is not None:
                self._set(stretch.coming)
            yield from self._read_stretch(text, stretch.span, position, labelled=stretch.coming is not None)

    def _is_of_other_topic(self, passage: Passage, label: str | None) -> bool:
        """Return whether a passage is under the heading of another matter, and no label in it says who came."""
        topic = passage.topic
        return (
            topic is not None
            and topic != self._topic
            and not _is_initials(topic)  # in a column of their own: who is to act
            and (read_title(topic) is None or (label is None and self._says_other(topic)))
            and not _OF_MEETING.search(topic)
            and not any(stretch.coming is not None for stretch in iter_stretches(passage.text))
        )

    def _says_other(self, topic: str) -> bool:
        """Return whether a heading over names is on apologies, though not for absence, below those who came."""
        is_absence = read_label(topic) is not None or read_title(topic) is not Coming.APOLOGIES
        return self._coming is Coming.PRESENT and not is_absence

    def _pass_label(self, label: str | None) -> None:
        coming = read_label(label) if label else None
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
                clause = _until_else(text, clause)
            stretch = text[clause.start : clause.end]
            listed = names_attendees(stretch) and (
                (labelled and not number) or not _is_said(_BRACKET.sub("", stretch))
            )
            self._has_listed = self._has_listed or listed
            # "He swore in two officers? Ann Ash and Tom Elm." behind a sentence: no list goes on there.
            is_told = is_told or (not listed and len(stretch) > _LONGEST_COMING)
            if listed and is_told and not _is_said(stretch):
                continue
            if self._coming is Coming.APOLOGIES and _FOR_DEED.search(text, max(0, clause.start - 60), clause.end):
                continue
            if listed and self._coming in _STANCES and not _NONE.match(stretch):
                yield from _record(text, clause, _STANCES[self._coming], position, is_list=not number)
            elif not listed:
                yield from _read_clause(text, clause, position, self._coming)


def _read_apologies(text: str, position: int) -> Iterator[Attendance]:
    """Yield who sent apologies, as a sentence among others or a resolution says: "Apologies received from"."""
    if "polog" not in text or len(text) > _LONGEST_TOLD:
        return
    for sentence in iter_sentences(text):
        told = _TOLD_APOLOGIES.search(text, *sentence)
        if told is None:
            continue
        end = _end_of_list(text, Span(told.end(), sentence.end))
        if not text.startswith("for ", end) or _FOR_ABSENCE.match(text, end):
            yield from _record(text, Span(told.start(), end), Presence.APOLOGIES, position)


def _end_of_list(text: str, span: Span) -> int:
    """Return where a list of persons in a sentence ends: at a semicolon, or at a word that is in no such list."""
    bare = _BRACKET.sub(lambda bracket: " " * len(bracket[0]), text[span.start : span.end])
    for mark in _ENDS_LIST.finditer(bare):
        if mark[0].lower() not in _IN_LIST:
            return span.start + mark.start()
    return span.end


def _until_else(text: str, clause: Span) -> Span:
    """Return a list up to where another clause begins that no stop parts from it."""
    other = _ELSE.search(text, *clause)
    if other is None or names_attendees(text[clause.start : clause.end]):
        return clause
    return Span(clause.start, other.start()) if names_attendees(text[clause.start : other.start()]) else clause


def _read_roll(text: str, position: int) -> Iterator[Attendance]:
    """Yield those who answered the roll, or were excused: "Hill - present, Marsh - excused"."""
    if (alone := read_answer(text)) is not None:
        name, coming = alone
        if (presence := _STANCES.get(coming)) is not None:
            evidence = (Evidence(position, name),)
            yield Attendance(name=text[name.start : name.end], presence=presence, evidence=evidence)
        return
    for name in iter_names(text):
        answer = ROLL.match(text, name.end)
        presence = _STANCES.get(Coming(answer.lastgroup)) if answer and answer.lastgroup else None
        if presence is not None:
            evidence = (Evidence(position, name),)
            yield Attendance(name=text[name.start : name.end], presence=presence, evidence=evidence)


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
    presence = _presence(stretch)
    if presence is None and coming is Coming.APOLOGIES and _RECEIVED.match(stretch):
        presence = Presence.APOLOGIES
    if presence is not None:
        yield from _record(text, clause, presence, position)
    elif "substitut" in stretch.lower():
        everybody = _record(text, clause, Presence.PRESENT, position)
        yield from (one for one in everybody if one.presence is Presence.SUBSTITUTE)


def _is_initials(topic: str) -> bool:
    return len(topic) <= _LONGEST_INITIALS and topic.isupper()


def _is_said(stretch: str) -> bool:
    return bool(_APOLOGIES.search(stretch) or _PRESENT_WORDS.search(stretch) or _ABSENT_WORDS.search(stretch))


def _presence(sentence: str) -> Presence | None:
    if _APOLOGIES.search(sentence):
        return None if _NONE.search(sentence) else Presence.APOLOGIES
    if "apolog" in sentence.lower():
        return None  # "Apologies for lateness"
    absent = _ABSENT_WORDS.search(sentence)
    if absent is not None:
        return Presence.APOLOGIES if absent[0].lower().startswith("unable to") else None
    return Presence.PRESENT if _PRESENT_WORDS.search(sentence) else None


def _record(
    text: str, span: Span, presence: Presence, position: int, *, is_list: bool = False
) -> Iterator[Attendance]:
    begin = _begin_of(text, span, presence)
    if is_list:
        entries = list(iter_entries(text, begin, span.end))
    else:
        entries = [Entry(name, _bracket_behind(text, name)) for name in iter_names(text, begin, span.end)]
    for place, entry in enumerate(entries):
        stance: Presence | None = presence
        before = text[entries[place - 1].name.end : entry.name.start] if place else ""
        after = text[entry.name.end : entries[place + 1].name.start if place + 1 < len(entries) else span.end]
        if presence is Presence.APOLOGIES and place and _ELSE.search(before):
            return  # "apologies from Cllr Ash With the chair away it was proposed by Cllr Elm"
        if place and _FOR.fullmatch(before):
            continue  # the member in whose place another came
        if _is_substitute(text, entry, before, after):
            stance = Presence.SUBSTITUTE
        elif _IN_THE_CHAIR.match(after):
            stance = Presence.PRESENT
        elif presence is Presence.APOLOGIES and _PRESENT_WORDS.search(_BRACKET.sub("", after)):
            stance = None if not _APOLOGIES.search(after) else presence
        stance = _unless_away(text, entry.name) if stance is Presence.PRESENT else stance
        if stance is None:
            continue
        printed = text[entry.name.start : entry.name.end].removesuffix("’s").removesuffix("'s")
        role = text[entry.role.start : entry.role.end] if entry.role else None
        other = _substitute_in(text, entry)
        yield Attendance(
            name=printed,
            presence=stance,
            role=clean_role(role) if role and stance is Presence.PRESENT and other is None else None,
            evidence=(Evidence(position, Span(entry.name.start, entry.name.start + len(printed))),),
        )
        if other is not None:
            yield Attendance(
                name=text[other.start : other.end],
                presence=Presence.SUBSTITUTE,
                evidence=(Evidence(position, other),),
            )


def _unless_away(text: str, name: Span) -> Presence | None:
    """Return how somebody listed as present came: not, where a bracket behind the name says so, "(Excused)"."""
    bracket = _BRACKET.match(text, name.end + 1)
    if bracket is None or not _AWAY.search(bracket[0]):
        return Presence.PRESENT
    return Presence.APOLOGIES if _EXCUSED.search(bracket[0]) else None


def _substitute_in(text: str, entry: Entry) -> Span | None:
    """Return who came for a person, from the bracket behind the name: "Lane (Councillor Mews substituting)"."""
    if entry.role is None:
        return None
    bracket = text[entry.role.start : entry.role.end]
    for name in iter_names(bracket):
        place = Span(entry.role.start + name.start, entry.role.start + name.end)
        if _SUBSTITUTE.match(text, place.end) or _BY.fullmatch(bracket[: name.start]):
            return place
    return None


def _bracket_behind(text: str, name: Span) -> Span | None:
    match = _BEHIND.match(text, name.end)
    return role_in_bracket(text, Span(*match.span("words")), name) if match else None


def _begin_of(text: str, span: Span, presence: Presence) -> int:
    """Return where the names begin: those who received or reported apologies stand before the word "from"."""
    word = _APOLOGIES.search(text, *span) if presence is Presence.APOLOGIES else None
    link = _FROM.search(text, word.end(), min(span.end, word.end() + 120)) if word else None
    return link.end() if link else span.start


def _is_substitute(text: str, entry: Entry, before: str, after: str) -> bool:
    behind = _BRACKET.match(text, entry.name.end + 1)
    came = _SUBSTITUTE.match(text, entry.name.end)
    came = came or (_SUBSTITUTE.match(text, behind.end()) if behind else None)
    return (came is not None and not _BY.fullmatch(after)) or bool(before and _BY.fullmatch(before))
