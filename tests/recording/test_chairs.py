"""Who was in the chair, inferred from those present and their roles."""

import pytest

from minutesearch.recording import find_chair
from minutesearch.records import AgendaItem, Attendance, Presence


def item_of(*people):
    return AgendaItem(
        attendance=tuple(Attendance(name=name, role=role, presence=presence) for name, role, presence in people)
    )


HERE, AWAY = Presence.PRESENT, Presence.APOLOGIES


@pytest.mark.parametrize(
    ("people", "chair"),
    [
        ([("Ann Ash", "Chair", HERE), ("Bob Elm", "Vice Chair", HERE)], "Ann Ash"),
        ([("Ann Ash", None, HERE), ("Chair Elm", None, HERE)], "Chair Elm"),
        ([("Acting Chair Oak", None, HERE)], "Acting Chair Oak"),
        ([("Ann Ash", "acting chair", HERE)], "Ann Ash"),
        ([("Ann Ash", "Chair", AWAY), ("Bob Elm", "Vice Chair", HERE)], None),
        ([("Ann Ash", "Chair", HERE), ("Bob Elm", "Chair", HERE)], None),
        ([("Ann Ash", "Chair of the Finance Committee", HERE)], None),
        ([("Ann Ash", "Clerk", HERE)], None),
    ],
    ids=["role", "title", "acting title", "acting role", "absent", "two", "of another body", "none"],
)
def test_the_one_person_present_who_is_called_the_chair_was_in_it(people, chair):
    assert chair == find_chair([item_of(*people)])


def test_somebody_who_comes_to_a_late_item_is_not_in_the_chair_of_the_meeting():
    items = [AgendaItem()] * 5
    assert find_chair([*items, item_of(("Ann Ash", "Chair", HERE))]) is None
