"""From the records of a source to the documents that an engine takes."""

from __future__ import annotations

from minutesearch.analysis import find_acronyms
from minutesearch.engine import PassageDocument, SourceDocument
from minutesearch.records import AgendaItem, Attribution, Evidence, Meeting, Passage, Source
from minutesearch.serialising import dump_passage, dump_source

__all__ = ["make_document", "speaker_name"]

_ARTICLES = frozenset({"a", "an", "the"})


def make_document(source: Source, meetings: tuple[Meeting, ...]) -> SourceDocument:
    """Makes the document of a source.

    Args:
        source: The source.
        meetings: Its meetings, with ids.
    """
    return SourceDocument(
        name=source.name,
        record=dump_source(source, meetings, _find_acronyms(meetings)),
        passages=tuple(
            _make_passage(passage, item, meeting, at=(meeting_at, item_at), facts=facts)
            for meeting_at, meeting in enumerate(meetings)
            for item_at, item in enumerate(meeting.items)
            for passage, facts in zip(item.passages, _find_facts(item), strict=True)
        ),
    )


def speaker_name(attribution: Attribution) -> str:
    """Gives the value that stands for a speaker in filters and facets.

    The person's own name if the page says it, so that "Mr Badu" and "Vincent Badu" are one value; otherwise the
    words as printed, without the article, which at the head of a sentence is another than within: "The Chair" and
    "the Chair" are "Chair".
    """
    return attribution.person or _without_article(attribution.printed)


def _without_article(printed: str) -> str:
    words = printed.split()
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    name = " ".join(words)
    return name[:1].upper() + name[1:]


def _find_facts(item: AgendaItem) -> list[dict[str, tuple[str, ...]]]:
    """Gives the keys of what is recorded, for each passage of an item: they stand on the passages that show it."""
    shown: list[tuple[str, str | None, tuple[Evidence, ...]]] = []
    for motion in item.motions:
        shown += [("outcome", motion.outcome, motion.evidence), ("moved_by", motion.mover, motion.evidence)]
        shown.append(("seconded_by", motion.seconder, motion.evidence))
    shown += [("owner", action.owner, action.evidence) for action in item.actions]
    found: list[dict[str, tuple[str, ...]]] = [{} for _ in item.passages]
    for key, value, evidence in shown:
        if value is None:
            continue
        name = str(value) if key == "outcome" else _without_article(value)
        for at in {each.position - 1 for each in evidence if 0 < each.position <= len(found)}:
            found[at][key] = tuple(dict.fromkeys((*found[at].get(key, ()), name)))
    return found


def _make_passage(
    passage: Passage,
    item: AgendaItem,
    meeting: Meeting,
    *,
    at: tuple[int, int],
    facts: dict[str, tuple[str, ...]],
) -> PassageDocument:
    areas = {"text": passage.text, "title": item.title, "topic": passage.topic, "lead_in": passage.lead_in}
    day = meeting.date.isoformat() if meeting.date else None
    keys = {
        "id": (passage.id,),
        "item": (item.id,),
        "item_number": _some(item.number),
        "item_title": _some(item.title),
        "meeting": (meeting.id,),
        "kind": (passage.kind.value,),
        "decision_type": _some(passage.decision_type),
        "council": _some(meeting.council),
        "body": _some(meeting.body),
        "date": _some(day),
        "year": _some(day and day[:4]),
        "said_by": tuple(dict.fromkeys(speaker_name(each) for each in passage.attributions)),
        "speaker": tuple(dict.fromkeys(_speaker(each) for each in passage.attributions)),
        "mentions": passage.mentions,
        **facts,
    }
    return PassageDocument(
        texts={area: text for area, text in areas.items() if text},
        keys=keys,
        record=dump_passage(passage, meeting=at[0], item=at[1]),
    )


def _speaker(attribution: Attribution) -> str:
    """Gives all that is known of a speaker in one text, so that any of its words finds the passage."""
    return " ".join(filter(None, (attribution.person, attribution.printed, attribution.role)))


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _find_acronyms(meetings: tuple[Meeting, ...]) -> tuple[tuple[str, str], ...]:
    texts = (
        text
        for meeting in meetings
        for item in meeting.items
        for text in (item.title, *(passage.text for passage in item.passages))
        if text
    )
    return tuple((found.short, found.long) for text in texts for found in find_acronyms(text))
