"""Pairing of questions with the answers that the minutes give."""

from __future__ import annotations

from collections.abc import Sequence

from minutesearch.records import Evidence, Kind, Passage, Question, Span
from minutesearch.segmenting.cues.leadins import lead_of

__all__ = ["read_questions"]


def read_questions(passages: Sequence[Passage]) -> tuple[Question, ...]:
    """Return the questions of an item in order, each with the answers that follow it or stand inside it.

    Args:
        passages: The passages of the item in order.
    """
    return tuple(
        _read(passages, place)
        for place, passage in enumerate(passages)
        if passage.kind is Kind.QUESTION and not _is_lead(passages, place)
    )


def _is_lead(passages: Sequence[Passage], place: int) -> bool:
    """Return whether a passage only introduces a question: "Question 1 from Mrs J Brown to the Leader:"."""
    following = passages[place + 1] if place + 1 < len(passages) else None
    return following is not None and following.lead_in == lead_of(passages[place].text)


def _read(passages: Sequence[Passage], place: int) -> Question:
    passage = passages[place]
    asker = passage.attribution.printed if passage.attribution else None
    answers = []
    for later in range(place + 1, len(passages)):
        if passages[later].kind is not Kind.ANSWER or passages[later].topic != passage.topic:
            break
        answers.append(later)
    if answers:
        first = passages[answers[0]].attribution
        return Question(
            text=passage.text,
            asker=asker,
            answer="\n".join(passages[later].text for later in answers),
            answerer=first.printed if first else None,
            evidence=tuple(_whole(passages, each) for each in (place, *answers)),
        )
    return _answered_within(passages, place, asker)


def _answered_within(passages: Sequence[Passage], place: int, asker: str | None) -> Question:
    """Return a question answered in its own passage: "A Member asked whether ... Mr Badu explained that ..."."""
    passage = passages[place]
    own = [one for one in passage.attributions if one.evidence_in == "text"]
    reply = own[1] if len(own) > 1 and asker == own[0].printed else None
    begin = reply.evidence.start if reply and reply.evidence else len(passage.text)
    return Question(
        text=passage.text[:begin].rstrip(),
        asker=asker,
        answer=passage.text[begin:] or None,
        answerer=reply.printed if reply else None,
        evidence=(Evidence(place + 1, Span(0, len(passage.text))),),
    )


def _whole(passages: Sequence[Passage], place: int) -> Evidence:
    return Evidence(place + 1, Span(0, len(passages[place].text)))
