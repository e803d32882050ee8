"""Facts in the words of web pages: abbreviations of moving, titles in small letters, initials, lost commas."""

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    ("text", "mover", "seconder", "outcome"),
    [
        ("M/C/S Birch/Cedar to approve the minutes.", "Birch", "Cedar", "carried"),
        ("M/S Ash/Birch Unanimous to pay the bills.", "Ash", "Birch", "carried"),
        (
            "Moved by board member Ash, seconded by board member Birch to adopt the budget. Motion carried.",
            "board member Ash",
            "board member Birch",
            "carried",
        ),
        ("Motion by deHaan, seconded by Van Dyke to adjourn. Motion carried.", "deHaan", "Van Dyke", "carried"),
        (
            "It was proposed by Cllr Ash and seconded by Cllr Elm and it was the unanimous decision to let it.",
            "Cllr Ash",
            "Cllr Elm",
            "carried",
        ),
    ],
)
def test_who_moved_and_seconded(record: Record, text: str, mover: str, seconder: str, outcome: str) -> None:
    (motion,) = record(text, title="Business").motions
    assert (mover, seconder, outcome) == (motion.mover, motion.seconder, motion.outcome)


def test_initials_declare_an_interest(record: Record) -> None:
    """Those present are given initials at the top, by which they are called below."""
    item = record(
        "AA declared an interest in item 4. BB and CC declared an interest in item 6.",
        title="Declarations of interest",
    )
    assert ["AA", "BB", "CC"] == [one.member for one in item.declarations]


def test_what_is_declared_in_capitals_is_not_its_member(record: Record) -> None:
    item = record("The Clerk said that NCC declared no interest in the land.", title="Land")
    assert () == item.declarations


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Apologises were received from Dr Andrew Fir", "Matters", ["Dr Andrew Fir apologies"]),
        ("T Elm was away and was unable to give apologies.", "Apologies", []),
        ("Apologies: Councillor Patsy O’ Neill", None, ["Councillor Patsy O’ Neill apologies"]),
        (
            "Present: Ann Ash Bob Birch Carol Cedar Dan Elm",
            None,
            ["Ann Ash present", "Bob Birch present", "Carol Cedar present", "Dan Elm present"],
        ),
        (
            "In attendance: Manager of Communications and Strategic Initiatives, D. Kell",
            None,
            ["D. Kell present"],
        ),
        (
            "Staff: Jane Oak, Superintendent; Tim Teak, Principal",
            None,
            ["Jane Oak present Superintendent", "Tim Teak present Principal"],
        ),
    ],
)
def test_who_came(record: Record, text: str, title: str | None, expected: list[str]) -> None:
    found = record(text, title=title).attendance
    assert expected == [" ".join(filter(None, (one.name, one.presence, one.role))) for one in found]
