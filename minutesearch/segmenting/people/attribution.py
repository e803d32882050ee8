"""Attribution of a passage to its speakers, with the words that show it; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from minutesearch.records import Act, Attribution, Kind, Span
from minutesearch.segmenting.cues.names import PLURAL_TITLES, title_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.attendees import Attendee, find_attendee, find_bearer, person_name
from minutesearch.segmenting.people.initials_behind import in_order, name_end
from minutesearch.segmenting.people.noun_types import NounType, classify
from minutesearch.segmenting.people.persons import (
    begins_with_person,
    find_persons,
    given_names,
    may_be_one,
    read_person,
    surname,
)
from minutesearch.segmenting.people.speech import Speech, read_act, read_speeches
from minutesearch.segmenting.people.subjects import Subject, read_agent, read_subject
from minutesearch.segmenting.people.topics import is_office_label
from minutesearch.segmenting.text.sentences import Word, iter_sentences, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["Speaker", "attribute", "lead_speaker", "read_speaker_label"]

#: Kinds whose words are the body's or the page's own.
_SILENT = frozenset((Kind.SUMMARY, Kind.ATTENDANCE, Kind.DECISION))
_FEMALE, _MALE = word_set("mrs ms miss lady dame alderwoman"), frozenset(("mr", "sir", "lord"))


#: "Mayor Katz: Good morning", "Leah Treat, Director of Transportation: Thank you".
_SPEAKER_LABEL = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Cllr|Cr)\.\s)?[A-Z][^:;.?!\n]{1,80}?(?:\b(?:Mr|Mrs|Ms|Dr|Cllr"
    r"|Cr)\.[^:;.?!\n]{2,60}?)?)\s?:\s+(?=\S)"
)
_UNNAMED_LABELS = (
    "A Member",
    "Another Member",
    "A Councillor",
    "An Officer",
    "A Resident",
    "Member of the public",
)
#: What the key of a person begins with, and that of an office does not.
_PERSON = "="
#: As long as the pattern lets one be.
_LONGEST_LABEL = 200
#: No person's name has more words, title included.
_MOST_OF_NAME = 8
#: Words that no office has before a name: "Arising from the Minutes, Councillor Hill".
_OF_CLAUSES = word_set("from arising receive following during after at on in with to under regarding")


class Speaker(NamedTuple):
    """The speaker named in a lead-in, who also speaks in the list entries under it."""

    attribution: Attribution
    sort: NounType


def attribute(
    text: str,
    kind: Kind,
    *,
    start: int = 0,
    lead: Speaker | None = None,
    attendees: tuple[Attendee, ...] = (),
    speaker: str | None = None,
) -> tuple[Attribution, ...]:
    """Return the speakers of a passage in the order of the text.

    Each stands there once for what he or she says, and once for moving and for seconding.

    Args:
        text: The passage's words.
        kind: The kind of the passage; a decision, a summary and an attendance list have no speaker.
        start: The offset of its words after a run-in heading, in code points.
        lead: The speaker of the lead-in over the passage; None without one.
        attendees: The persons that the page names as attending.
        speaker: The bare name at the start of the passage, where it labels the speaker; None without one.
    """
    if kind in _SILENT:
        return ()
    if speaker is not None:
        return (_called(speaker, attendees),)
    found: dict[tuple[str, Act], Attribution] = {}
    inherited = (
        lead if lead is not None and lead.sort in (NounType.PERSON, NounType.OFFICE, NounType.UNNAMED) else None
    )
    speeches = list(read_speeches(text, start))
    first_is_own = (
        bool(speeches)
        and speeches[0].subject.start <= start + 1
        and speeches[0].subject.sort is not NounType.PRONOUN
    )
    if inherited is not None and not first_is_own:
        spoken = replace(inherited.attribution, evidence_in="lead_in")
        found[_key(spoken, inherited.sort), _sort_of_act(spoken)] = spoken
    latest = inherited.attribution.printed if inherited is not None else None
    for speech in speeches:
        if speech.subject.sort is NounType.PRONOUN:
            continue
        for spoken in _resolve(text, speech, attendees):
            key, act = _key(spoken, speech.subject.sort), _sort_of_act(spoken)
            # "The Chairman" after "The Chairman of the Board" is the same office, printed short.
            earlier = [one for one, other in found if act is other]
            if not any(one.startswith(f"{key} ") or _are_one_person(one, key) for one in earlier):
                found.setdefault((key, act), spoken)
    if not found and latest is None and (label := read_speaker_label(text)) is not None:
        return (_named(label, label, Span(0, len(label)), attendees),)
    if not found and latest is None:
        return _by_pronoun(text, speeches, start, attendees)
    return tuple(found.values())


def _sort_of_act(spoken: Attribution) -> Act:
    """Return what stands for an act where each speaker is to be given once."""
    if spoken.is_speech:
        return Act.SAID
    return Act.SECONDED if spoken.act is Act.SECONDED else Act.MOVED


def _are_one_person(first: str, second: str) -> bool:
    """Return whether two keys are of persons, and may be of one."""
    mine, other = first.removeprefix(f"{_PERSON} "), second.removeprefix(f"{_PERSON} ")
    return mine != first and other != second and may_be_one(mine, other)


def _called(name: str, attendees: tuple[Attendee, ...]) -> Attribution:
    """Return the attribution for a bare name before a colon: a person and role if one attendee has that name."""
    bearers = {one.name: one for one in attendees if surname(one.name) == surname(name)}
    who = next(iter(bearers.values())) if len(bearers) == 1 else None
    return Attribution(
        printed=name,
        person=who.name if who else None,
        role=who.role if who else None,
        evidence=Span(0, len(name)),
    )


def read_speaker_label(text: str) -> str | None:
    """Return the name in a transcript's label: "Mayor Katz" for "Mayor Katz: Good morning."; None without one."""
    match = _SPEAKER_LABEL.match(text) if ":" in text[:_LONGEST_LABEL] else None
    if match is None:
        return None
    label = match["name"]
    words = list(iter_words(label))
    named = read_person(words, 0, label)
    whole = named == len(words) or (named > 0 and label[words[named - 1].end :].startswith((",", " (")))
    office = is_office_label(words) or label in _UNNAMED_LABELS
    if office and _only_names(text[match.end() :]):
        return None  # "Vice Chair / Secretary: Ann Ash / Elmford College": who holds it, and no speech
    return label[: words[named - 1].end] if whole else label if office else None


def _only_names(text: str) -> bool:
    """Return whether a text is a person, perhaps with where that one is from, and says nothing."""
    return begins_with_person(text) and not any(is_finite_verb(word.lower) for word in iter_words(text))


def _by_pronoun(
    text: str, speeches: list[Speech], start: int, attendees: tuple[Attendee, ...]
) -> tuple[Attribution, ...]:
    """Return the speaker that "He said" means: the only person or office acting before it; empty if unsure."""
    first = next((one for one in speeches if one.subject.sort is NounType.PRONOUN), None)
    if first is None:
        return ()
    named = _named_before(text, start, first.subject.start)
    pronoun = text[first.subject.start : first.subject.end].lower()
    if len(named) != 1 or pronoun == "they" or not _agrees(pronoun, text[named[0].start : named[0].end]):
        return ()
    return tuple(_resolve(text, Speech(named[0], first.evidence, first.verb), attendees))


def _named_before(text: str, start: int, end: int) -> list[Subject]:
    """Return the persons and offices that act in the sentences before a place, as subjects or after "by"."""
    found: list[Subject] = []
    for sentence in iter_sentences(text, start):
        if sentence.start >= end:
            break
        words = [word for word in iter_words(text, *sentence) if word.end <= end]
        read = [read_subject(words, 0, text)] if words else []
        read += [read_agent(words, n + 1, text) for n, word in enumerate(words[:-1]) if word.lower == "by"]
        found += [
            one
            for one in read
            if one is not None and one.sort in (NounType.PERSON, NounType.OFFICE, NounType.UNNAMED)
        ]
    return found


def _agrees(pronoun: str, printed: str) -> bool:
    titles = {word.lower().rstrip(".") for word in printed.split()[:2]}
    return not titles & (_FEMALE if pronoun == "he" else _MALE)


def _resolve(text: str, speech: Speech, attendees: tuple[Attendee, ...]) -> list[Attribution]:
    act = read_act(speech, text)
    found = _resolve_names(text, speech, attendees)
    return found if act is Act.SAID else [replace(each, act=act) for each in found]


def _resolve_names(text: str, speech: Speech, attendees: tuple[Attendee, ...]) -> list[Attribution]:
    printed = text[speech.subject.start : speech.subject.end].strip(" ,")
    words, places = find_persons(printed)
    persons = [_printed_name(printed, words[a:b]) for a, b in places]
    sort = speech.subject.sort
    if persons and places[0][0] and (sort in (NounType.PERSON, NounType.OFFICE) or words[0].lower in _OF_CLAUSES):
        apart = _cut_apart(printed, words, places, speech.evidence, attendees)
        if apart is not None:
            return apart
    if speech.subject.sort is NounType.PERSON and len(persons) > 1:
        return [_named_among(printed, words[a:b], speech.evidence, attendees) for a, b in places]
    if speech.subject.sort is NounType.PERSON and persons:
        spoken = _with_own_role(_named(printed, persons[0], speech.evidence, attendees), persons[0])
        return [replace(spoken, printed=persons[0]) if _is_long(printed) else spoken]
    if speech.subject.sort is NounType.OFFICE:
        return [_named(printed, printed, speech.evidence, attendees)]
    return [Attribution(printed=printed, evidence=speech.evidence)]


def _is_long(printed: str) -> bool:
    return len(printed.split()) > _MOST_OF_NAME


def _cut_apart(
    printed: str,
    words: list[Word],
    places: tuple[tuple[int, int], ...],
    evidence: Span,
    attendees: tuple[Attendee, ...],
) -> list[Attribution] | None:
    """Return the speakers of a phrase with words before its first person; None where they are one's office.

    An office and "and" before a person is a speaker too: "The Arts Officer and Ms Ryan". Anything else that runs
    into the name is a heading or another clause, and the person alone speaks, if it is one.
    """
    first, last = places[-1]
    name = _printed_name(printed, words[first:last])
    known = {printed[words[a].start : words[b - 1].end] for a, b in places}
    before = words[: places[0][0]]
    if len(known) == 1 and before[-1].lower in ("and", "&"):
        office = printed[: before[-1].start].rstrip(" ,")
        sort = classify(before[:-1], printed) if len(before) > 1 else NounType.THING
        if sort is not NounType.OFFICE or _is_long(office):
            return []
        own = printed[words[first].start :]
        spoken = _with_own_role(replace(_named(name, name, evidence, attendees), printed=own), name)
        spoken = replace(spoken, printed=name) if _is_long(own) else spoken
        return [_named(office, office, evidence, attendees), spoken]
    parted = any(word.lower in _OF_CLAUSES for word in before)
    if not parted and not _is_long(printed):
        return None
    return [_named(name, name, evidence, attendees)] if len(known) == 1 else []


def _printed_name(printed: str, words: list[Word]) -> str:
    """Return a person's words with the initials in brackets behind them."""
    return printed[words[0].start : name_end(printed, words[0].start, words[-1].end)]


def _named(printed: str, name: str, evidence: Span, attendees: tuple[Attendee, ...]) -> Attribution:
    who = find_attendee(name, attendees)
    return Attribution(
        printed=printed,
        person=person_name(name, who) if who else None,
        role=who.role if who else None,
        evidence=evidence,
    )


def _named_among(printed: str, words: list[Word], evidence: Span, attendees: tuple[Attendee, ...]) -> Attribution:
    """Return the attribution for one of several persons: of "Councillors Amor and Bell", each is a speaker."""
    title = title_length(words, 0)
    name = _printed_name(printed, words[title:])
    who = find_bearer(name, attendees)
    if who is not None:
        shared = printed.split(maxsplit=1)[0]
        own = (
            f"{shared} {name}" if not title and shared.lower() in PLURAL_TITLES else _printed_name(printed, words)
        )
        return Attribution(printed=printed, person=person_name(own, who), role=who.role, evidence=evidence)
    # The title of all belongs to no one of them alone.
    is_shared = any(word.lower in PLURAL_TITLES for word in words[:title])
    own = name if is_shared else _printed_name(printed, words)
    return Attribution(printed=own, evidence=evidence)


def _with_own_role(spoken: Attribution, name: str) -> Attribution:
    """Add the role printed in the phrase itself: "Miss J Marsh, Cabinet Member for Social Care"."""
    rest = spoken.printed[spoken.printed.find(name) + len(name) :].strip()
    if spoken.role is not None or rest[:1] not in (",", "("):
        return spoken
    role = rest.strip(" ,()")
    return replace(spoken, role=role) if role[:1].isupper() else spoken


def _key(spoken: Attribution, sort: NounType) -> str:
    """Return a key that is equal for two mentions of one speaker."""
    if spoken.person:
        return spoken.person.lower()
    words, persons = find_persons(in_order(spoken.printed))
    if sort is NounType.PERSON and len(persons) == 1:
        first, last = persons[0]
        return " ".join((_PERSON, surname(words[last - 1].text), *given_names(words[first:last])))
    printed = spoken.printed.lower()
    if sort is NounType.UNNAMED:
        # "the Member" is the one spoken of; "another Member" is not.
        return printed.split()[-1] if printed.split()[0] in ("a", "an", "the") and len(words) == 2 else printed
    return printed.removeprefix("the ")


def lead_speaker(lead_in: str, attendees: tuple[Attendee, ...] = ()) -> Speaker | None:
    """Return the first speaker that a lead-in names; None where it names none."""
    for speech in read_speeches(lead_in):
        if speech.subject.sort is not NounType.PRONOUN:
            found = _resolve(lead_in, speech, attendees)
            return Speaker(found[0], speech.subject.sort) if found else None
    return None
