"""Tests for pages whose lines a web site has run together: what counts the items is found as on any page."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page

TEXT = (
    "and the clerk said that all of it would be seen to before the summer came, and that nobody need fear for the "
    "path along the river, which had been walked by three members and a dog in the spring of the year,"
    " though not by all of them and "
    "never twice on the same day, as the warden said when he was asked in the hall by the one who keeps the key. "
)


def outline(text: str) -> list[tuple[str | None, str | None]]:
    (meeting,) = read_page(text.encode(), source="a.txt").meetings
    return [(item.number, item.title) for item in meeting.items if item.number]


CAPITALS = f"1. CALL TO ORDER: 2. PUBLIC FORUM: A neighbour spoke {TEXT}3. MINUTES: The minutes were agreed {TEXT}"
BUSINESS = (
    f"3. Approval of the Minutes The minutes of May were approved {TEXT}4. Announcements Mr. Ash stated {TEXT}"
    f"5. Consent Agenda Commissioner Birch asked {TEXT}"
)
NUMERALS = (
    f"I. CALL TO ORDER A. This meeting was called to order {TEXT}II. ROLL CALL A. Present were all {TEXT}"
    f"III. PUBLIC COMMENT: None {TEXT}"
)
NAMED = (
    f"Item 1 - Welcome & Apologies for Absence 1. The Chairman opened the meeting {TEXT}"
    f"Item 2 - Chairman’s Annual Report 2. Hard copies were handed out {TEXT}"
)


@pytest.mark.parametrize(
    ("numbered", "expected"),
    [
        (CAPITALS, [("1", "CALL TO ORDER:"), ("2", "PUBLIC FORUM:"), ("3", "MINUTES:")]),
        (BUSINESS, [("3", "Approval of the Minutes"), ("4", "Announcements"), ("5", "Consent Agenda")]),
        (NUMERALS, [("I", "CALL TO ORDER"), ("II", "ROLL CALL"), ("III", "PUBLIC COMMENT:")]),
        (NAMED, [("1", "Welcome & Apologies for Absence"), ("2", "Chairman’s Annual Report")]),
    ],
    ids=["capitals and a colon", "as any meeting's business", "numerals", "named"],
)
def test_titles_are_found_in_one_long_line(numbered: str, expected: list[tuple[str, str]]):
    head = "CITY OF ELM PLANNING COMMISSION MINUTES September 6, 2012 Members Present: Ann Ash."
    assert expected == outline(f"{head} {numbered}")


def test_numbers_inside_sentences_count_nothing():
    votes = f"Motion by Ash. Vote. 4 Ayes were cast {TEXT}3 Ayes were cast {TEXT}{TEXT}"
    text = f"CITY OF ELM COUNCIL MINUTES May 6, 2012 {votes}"
    assert [] == outline(text)


def test_two_titles_in_capitals_whose_numbers_follow_are_items_and_the_head_is_parted():
    text = (
        "ELMFORD PARISH COUNCIL "
        "A meeting of the Elmford Parish Council was held on 3 May 2021 at which were present:-"
        f" Ann Ash, Bob Birch. 1. APOLOGIES Cllr Fir had sent his {TEXT}2. PLANNING A hut was agreed {TEXT}"
    )
    assert [("1", "APOLOGIES"), ("2", "PLANNING")] == outline(text)
    assert "Elmford Parish Council" == read_page(text.encode(), source="a.txt").meetings[0].meeting.body


def test_the_numbers_of_a_minute_book_count_on_from_other_meetings():
    text = (
        "Minutes of meeting held on 3 May 2021. Present: Ann Ash. "
        f"214. APOLOGIES FOR ABSENCE Cllr Fir sent his {TEXT}"
        f"215. PLANNING MATTERS A hut was agreed {TEXT}216. ROAD REPAIRS They are wet {TEXT}"
    )
    assert ["214", "215", "216"] == [number for number, _ in outline(text)]
