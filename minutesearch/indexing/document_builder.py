"""Conversion of a source's records into the document that an engine takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from minutesearch.analysis import find_acronyms
from minutesearch.engine import STANDING, PassageTable, RunLengths, SourceDocument, Standing
from minutesearch.indexing.identities import Identity, identify_meetings
from minutesearch.indexing.participants import is_office, participant_keys, with_initials_first
from minutesearch.located import cite_passage, cite_place
from minutesearch.records import Act, AgendaItem, Attribution, Evidence, Kind, Meeting, Passage, Source
from minutesearch.serialising import dump_passages, dump_source
from minutesearch.source_keys import key_of

__all__ = ["make_document"]

#: The values of the field "kind" for each kind: made once, since all passages of a kind share them.
_KINDS = {kind.value: (kind.value,) for kind in Kind}
# An enumeration's own hash is a function in Python, that of its value is not.
_kind_of: Callable[[Passage], str] = attrgetter("kind._value_")

#: What minutes are called before and after their body has agreed that they are right.
_UNSETTLED = frozenset(("draft", "unconfirmed", "unapproved", "provisional", "not", "subject", "awaiting"))
_SETTLED = frozenset(("confirmed", "approved", "adopted", "signed", "final", "ratified"))
_LETTERS = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset({"a", "an", "the"})
#: Titles that one page prints short and another does not.
_TITLES = {"cllr": "Councillor", "cr": "Councillor", "ald": "Alderman", "prof": "Professor"}


def make_document(
    source: Source,
    meetings: tuple[Meeting, ...],
    arrivals_of: Callable[[tuple[Meeting, ...], tuple[Identity, ...]], Sequence[str]],
) -> SourceDocument:
    """Return the engine's document for a source.

    Args:
        source: The source.
        meetings: Its meetings, with their items and passages, in order.
        arrivals_of: A function that says when each of the passages came into the index, from the meetings and
            their ids.
    """
    key, acronyms = key_of(source), _find_acronyms(meetings)
    identities = identify_meetings(meetings, source=key)
    arrivals = arrivals_of(meetings, identities)
    return SourceDocument(
        name=key,
        record=dump_source(source, meetings, acronyms, ids=[each[:2] for each in identities]),
        passages=_make_table(meetings, identities, arrivals, source=source.name),
        acronyms=acronyms,
    )


def _speaker_name(attribution: Attribution) -> str:
    """Return the name of a speaker as filters and facets use it.

    The person's own name if the page says it, so that "Mr Badu" and "Vincent Badu" are one value; otherwise the
    words as printed without their article, whose capital depends on its place in the sentence: "The Chair" and
    "the Chair" are both "Chair".
    """
    return attribution.person or plain_name(attribution.printed)


def plain_name(printed: str) -> str:
    """Return a printed name as filters and facets use it: without its article, and a short title spelt out.

    Initials in brackets behind a surname stand before it: "Councillor M Collins" for "Councillor Collins (M)".
    """
    words = with_initials_first(printed).split()
    if len(words) > 1 and (title := _TITLES.get(words[0].casefold().removesuffix("."))):
        words[0] = title
    if len(words) > 1 and words[0].casefold() in _ARTICLES and not _is_initial(words):
        words = words[1:]
    name = " ".join(words)
    return name[:1].upper() + name[1:]


def _is_initial(words: Sequence[str]) -> bool:
    """Return whether the first word of a name is an initial and no article: "A Penhale", but not "A Member"."""
    return words[0] == "A" and all(word[0].isupper() for word in words) and not is_office(" ".join(words))


def _fact_keys(meetings: tuple[Meeting, ...], *, count: int) -> dict[str, list[tuple[str, ...]]]:
    """Return the keyword fields of motions and actions: by field, the values of each of `count` passages."""
    columns: dict[str, list[tuple[str, ...]]] = {}
    first = 0
    for meeting in meetings:
        for item in meeting.items:
            if item.motions or item.actions:
                for field, name, at in _iter_facts(item):
                    column = columns.setdefault(field, [()] * count)
                    column[first + at] = tuple(dict.fromkeys((*column[first + at], name)))
            first += len(item.passages)
    return columns


def _iter_facts(item: AgendaItem) -> Iterator[tuple[str, str, int]]:
    """Yield field and value of each fact of an item, with the index of each passage that is evidence for it."""
    shown: list[tuple[str, str | None, tuple[Evidence, ...]]] = []
    for motion in item.motions:
        shown += [("outcome", motion.outcome, motion.evidence), ("moved_by", motion.mover, motion.evidence)]
        shown.append(("seconded_by", motion.seconder, motion.evidence))
    shown += [("owner", action.owner, action.evidence) for action in item.actions]
    # Who is printed so in the item, and is known to be somebody, is so in its motions too.
    persons = {
        one.printed: one.person for each in item.passages for one in each.attributions if one.person is not None
    }
    for field, value, evidence in shown:
        if value is not None:
            name = str(value) if field == "outcome" else persons.get(value) or plain_name(value)
            for at in {each.position - 1 for each in evidence if 0 < each.position <= len(item.passages)}:
                yield field, name, at


def _make_table(
    meetings: tuple[Meeting, ...], identities: tuple[Identity, ...], arrivals: Sequence[str], *, source: str
) -> PassageTable:
    titles: list[str] = []
    records: list[str] = []
    passages: list[Passage] = []
    places = Counter(cite_place(item, meeting) for meeting in meetings for item in meeting.items)
    for meeting_at, meeting in enumerate(meetings):
        for item_at, item in enumerate(meeting.items):
            titles += [item.title or ""] * len(item.passages)
            came = arrivals[len(passages) : len(passages) + len(item.passages)]
            passages += item.passages
            unclear = _unclear_positions(item, is_alone=places[cite_place(item, meeting)] == 1)
            records += dump_passages(item.passages, came, meeting=meeting_at, item=item_at, unclear=unclear)
    facts = _fact_keys(meetings, count=len(passages))
    return PassageTable(
        ids=[id_ for identity in identities for id_ in identity.passages],
        texts={"title": titles, "text": [passage.text for passage in passages], **_optional_texts(passages)},
        keywords={
            **_meeting_columns(meetings, identities),
            **_standing_column(meetings, source=source),
            **_item_columns(meetings, identities),
            **_passage_keys(passages),
            "arrival": _run_lengths(arrivals),
            **facts,
            **_credit_keys(passages, facts),
            **participant_keys(meetings, name_of=plain_name),
        },
        records=records,
    )


def _unclear_positions(item: AgendaItem, *, is_alone: bool) -> Collection[int]:
    """Return the positions of the passages whose citation is another's too; one without a label has its own."""
    if not is_alone:
        return range(1, len(item.passages) + 1)
    labelled = [
        (at, cite_passage(each)) for at, each in enumerate(item.passages, start=1) if each.label is not None
    ]
    counts = Counter(said for _, said in labelled)
    return {at for at, said in labelled if counts[said] > 1}


def _meeting_columns(meetings: tuple[Meeting, ...], identities: tuple[Identity, ...]) -> dict[str, RunLengths]:
    days = [meeting.date.isoformat() if meeting.date else None for meeting in meetings]
    counts = [len(identity.passages) for identity in identities]
    columns: dict[str, Iterable[str | None]] = {
        "meeting": (identity.id for identity in identities),
        "council": (meeting.council for meeting in meetings),
        "body": (meeting.body for meeting in meetings),
        "date": days,
        "year": (day and day[:4] for day in days),
    }
    return {field: RunLengths([_some(value) for value in values], counts) for field, values in columns.items()}


def _standing_column(meetings: tuple[Meeting, ...], *, source: str) -> dict[str, RunLengths]:
    """Return which of several copies of a passage is to be shown; nothing where all are as good."""
    standings = [_standing_of(meeting.status or source.rpartition("/")[2]) for meeting in meetings]
    if all(each is Standing.UNKNOWN for each in standings):
        return {}
    counts = [sum(len(item.passages) for item in meeting.items) for meeting in meetings]
    return {STANDING: RunLengths([(str(each.value),) for each in standings], counts)}


def _standing_of(said: str) -> Standing:
    """Return the standing of minutes by what is said of them: "draft", "Confirmed Minutes 7 May.pdf"."""
    words = {word.casefold() for word in _LETTERS.findall(said)}
    if words & _UNSETTLED:
        return Standing.DRAFT
    return Standing.CONFIRMED if words & _SETTLED else Standing.UNKNOWN


def _item_columns(meetings: tuple[Meeting, ...], identities: tuple[Identity, ...]) -> dict[str, RunLengths]:
    items = [item for meeting in meetings for item in meeting.items]
    counts = [len(item.passages) for item in items]
    columns: dict[str, Iterable[str | None]] = {
        "item": (id_ for identity in identities for id_ in identity.items),
        "item_number": (item.number for item in items),
        "item_title": (item.title for item in items),
    }
    return {field: RunLengths([_some(value) for value in values], counts) for field, values in columns.items()}


def _run_lengths(values: Sequence[str]) -> RunLengths:
    """Return a column of which most passages have the value of the one before."""
    runs = [(_some(value), len(list(same))) for value, same in groupby(values)]
    return RunLengths([value for value, _ in runs], [count for _, count in runs])


def _optional_texts(passages: list[Passage]) -> dict[str, list[str]]:
    columns = {"topic": [each.topic for each in passages], "lead_in": [each.lead_in for each in passages]}
    return {field: [text or "" for text in texts] for field, texts in columns.items() if any(texts)}


def _passage_keys(passages: list[Passage]) -> dict[str, list[tuple[str, ...]]]:
    keywords: dict[str, list[tuple[str, ...]]] = {"kind": [_KINDS[kind] for kind in map(_kind_of, passages)]}
    types = [passage.decision_type for passage in passages]
    if any(types):
        keywords["decision_type"] = [_some(each) for each in types]
    mentions = [passage.mentions for passage in passages]
    if any(mentions):
        keywords["mentions"] = [tuple(dict.fromkeys(map(plain_name, each))) if each else each for each in mentions]
    attributions = [passage.attributions for passage in passages]
    if any(attributions):
        spoken = [tuple(one for one in each if one.is_speech) for each in attributions]
        keywords["said_by"] = [tuple(dict.fromkeys(map(_speaker_name, each))) for each in spoken]
        keywords["speaker"] = [tuple(dict.fromkeys(map(_speaker, each))) for each in spoken]
    return keywords


def _credit_keys(
    passages: list[Passage], facts: Mapping[str, list[tuple[str, ...]]]
) -> dict[str, list[tuple[str, ...]]]:
    """Return who moves and who seconds in each passage: as a motion records it, otherwise as the passage says."""
    columns: dict[str, list[tuple[str, ...]]] = {}
    for at, passage in enumerate(passages):
        for one in passage.attributions:
            if one.is_speech:
                continue
            key = "seconded_by" if one.act is Act.SECONDED else "moved_by"
            if key in facts and facts[key][at]:
                continue
            column = columns.setdefault(key, list(facts.get(key) or [()] * len(passages)))
            column[at] = tuple(dict.fromkeys((*column[at], _speaker_name(one))))
    return columns


def _speaker(attribution: Attribution) -> str:
    """Return all that is known of a speaker as one text, so that any of its words finds the passage."""
    return " ".join(filter(None, (attribution.person, attribution.printed, attribution.role)))


def _some(value: str | None) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _find_acronyms(meetings: tuple[Meeting, ...]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for meeting in meetings:
        for item in meeting.items:
            texts = [passage.text for passage in item.passages]
            for text in (item.title or "", *texts):
                if "(" in text:
                    found += [(each.short, each.long) for each in find_acronyms(text)]
    return tuple(found)
