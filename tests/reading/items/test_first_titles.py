"""The first titles of a page, right below its head."""

from __future__ import annotations

from minutesearch.reading import read_page


def outline(*blocks: str) -> list[tuple[str | None, str | None]]:
    page = read_page("\n\n".join(blocks).encode(), source="a.txt")
    return [(item.number, item.title) for item in page.meetings[0].items if item.number or item.title]


def titles(*blocks: str) -> list[str | None]:
    return [title for _, title in outline(*blocks)]


def test_minutes_below_a_sentence_titles_the_item_that_approves_those_before():
    head = ("Elm Trees Commission", "December 10, 2021", "MEETING MINUTES", "Present: Ann Ash, Bob Birch")
    open_, minutes = (
        ("Open", "At 7:03 pm, Chair Ash called the meeting to order."),
        ("Minutes", "They were approved."),
    )
    rest = ("Old Business", "Birch reported that the hut was sold.", "Elm Trail", "Ash put up signs on the trail.")
    assert ["Open", "Minutes", "Old Business", "Elm Trail"] == titles(*head, *open_, *minutes, *rest)


def test_a_title_over_a_sentence_on_the_minutes_before_ends_no_head():
    head = (
        "Elm Friday Bowling League",
        "Minutes of the Annual General Meeting held at Elm Club",
        "28 February 2021",
    )
    assert ["Apologies for absence", "Minutes of 2020 AGM", "Presidents Comments", "Treasurers Report"] == titles(
        *head,
        "The chairman opened the meeting, and 29 members were welcomed.",
        *("Apologies for absence", "Apologies for absence were received from Ann Ash and from Bob Birch."),
        *("Minutes of 2020 AGM", "The secretary read the minutes from the AGM held 23rd February 2020."),
        *("Presidents Comments", "Cal Cedar thanked the Treasurer and the Secretary for their work."),
        *("Treasurers Report", "The Treasurer distributed copies of the accounts for the past year."),
    )


def test_a_roll_call_is_a_title_where_others_are_printed_so():
    head = ("THE REGULAR MEETING OF THE ELM CITY COUNCIL HELD MAY 3, 2021, AT 7:00 P.M. AT CITY HALL",)
    assert ["ROLL CALL", "PROCLAMATION", "PUBLIC HEARING"] == [
        (title or "").rstrip(":")
        for title in titles(
            *head,
            *("ROLL CALL:", "Present were: Mayor Ann Ash, Councilmembers Bob Birch and Cal Cedar."),
            *("PROCLAMATION:", "Mayor Ash asked Councilmember Birch to read a proclamation on trees."),
            *("PUBLIC HEARING:", "The clerk addressed Council and said that the hearing was to receive comments."),
        )
    ]


def test_votes_of_sympathy_between_the_head_and_the_first_number_are_an_item():
    head = ("Minutes of the meeting of Elm County Council held on 3 May 2021", "Present: Cllrs Ash and Birch")
    assert [(None, "Vote of Sympathy"), ("1", "Roads"), ("2", "Trees")] == outline(
        *head,
        *("Vote of Sympathy", "A vote of sympathy was passed by the members. They stood in silence."),
        *("1. Roads", "The roads were mended."),
        *("2. Trees", "The trees were cut."),
    )
