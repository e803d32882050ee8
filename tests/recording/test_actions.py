from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    ("paragraph", "owner", "due"),
    [
        (
            "The Senior Responsible Officer for the ICP undertook to liaise with the Accountable Officer.",
            "The Senior Responsible Officer for the ICP",
            None,
        ),
        (
            "Mr Badu acknowledged the concerns and said he would return to the Committee in due course.",
            "Mr Badu",
            "in due course",
        ),
        (
            "Action – Head of Finance to report back by the end of March 2024.",
            "Head of Finance",
            "by the end of March 2024",
        ),
        (
            "Action – Head of Finance to report back to the Committee in March.",
            "Head of Finance",
            "in March",
        ),
        ("ACTION: Democratic Services to circulate the figures for March.", "Democratic Services", None),
        ("ACTION: Democratic Services to circulate the slides.", "Democratic Services", None),
        (
            "The Committee noted the report and requested that a briefing note be provided to the Committee.",
            None,
            None,
        ),
        ("AGREED – That the Chairperson writes to the Cabinet Member.", "the Chairperson", None),
        (
            "RESOLVED that the Head of Housing be requested to provide a note within 6 weeks.",
            "the Head of Housing",
            "within 6 weeks",
        ),
        ("RESOLVED that a further report be brought to the next meeting.", None, "to the next meeting"),
    ],
    ids="undertook would-return label-due back-in month label requested writes be-requested be-brought".split(),
)
def test_actions_name_owner_and_due_where_stated(
    paragraph: str, owner: str | None, due: str | None, record: Record
) -> None:
    assert [(owner, due)] == [(one.owner, one.due) for one in record(paragraph).actions]


@pytest.mark.parametrize(
    "paragraph",
    [
        "RESOLVED that the report be noted.",
        "The Chair said that he would like more detail.",
        "Mr Badu agreed that the timeline was ambitious.",
        "The second stage would set out the service models.",
    ],
)
def test_talk_and_plain_resolutions_are_no_actions(paragraph: str, record: Record) -> None:
    assert () == record(paragraph).actions


def test_an_action_shows_its_words(record: Record) -> None:
    item = record("ACTION: Democratic Services to circulate the slides.")
    (action,) = item.actions
    (shown,) = action.evidence
    assert action.text == item.passages[0].text[shown.span.start : shown.span.end].rstrip(".")


@pytest.mark.parametrize(
    "paragraph", ["Action: Approved", "ACTION: noted.", "Action: approved, Vote: unanimous", "Action: none"]
)
def test_what_became_of_an_item_is_no_action(paragraph: str, record: Record) -> None:
    assert () == record(paragraph).actions
    assert 1 == len(record("Action: approve the additional codes.").actions)
