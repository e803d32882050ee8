"""Tests for what stands out or is counted on a page, and is no title: decisions, references, columns, names."""

from __future__ import annotations

import pytest

from minutesearch.pages import Block, Line, Style
from minutesearch.reading import read_page
from minutesearch.reading.items.plain_starts import may_title
from minutesearch.reading.items.styled_starts import split_leads
from minutesearch.reading.pages.printed_starts import find_starts

HEAD = [
    "ELMFORD PARISH COUNCIL",
    "Minutes of the meeting held on Monday 3 May 2021",
    "The meeting opened at 7.30 p.m.",
]
TEXT = "The Clerk had written to the owners about the trees that stand over the lane, and waits for an answer."


def find_titles(*pairs: str, head: list[str] = HEAD) -> list[tuple[str | None, str]]:
    """Return number and line of each item of a page; a star marks a line in bold type."""
    lines = [
        Line(
            text=text.lstrip("*"),
            blocks=(Block(text=text.lstrip("*"), style=Style(bold=text.startswith("*"))),),
            starts_block=True,
        )
        for text in (*head, *pairs)
    ]
    return [(start.number, lines[start.title_at].text) for start in find_starts(lines, None)]


def test_what_was_decided_again_and_again_is_no_title():
    names = ["Ash Inn", "Birch Hall", "Elm Lodge", "Oak Barn"]
    pairs = [line for name in names for line in (f"*{name}", TEXT, TEXT, "*Put off to June", "____")]
    assert names == [title for _, title in find_titles(*pairs)]


def test_a_part_that_comes_again_in_several_meetings_is_a_title():
    pairs = ["*Committee reports", "*Roads", TEXT, TEXT, TEXT, "*Trees", TEXT, TEXT, TEXT] * 3
    assert 3 == [title for _, title in find_titles(*pairs)].count("Committee reports")


def test_the_office_of_who_signs_is_no_title_at_the_end_of_a_page():
    pairs = [
        "*New business:",
        TEXT,
        TEXT,
        "*Correspondence:",
        TEXT,
        TEXT,
        "*Clerk’s report:",
        TEXT,
        TEXT,
        "*Town Clerk:",
        "Ann Ash",
    ]
    assert ["New business:", "Correspondence:", "Clerk’s report:"] == [title for _, title in find_titles(*pairs)]


def test_a_long_title_in_bold_counts_on_between_others():
    titles = [
        "1. Apologies",
        "2. Declarations of interest",
        "3. To approve the minutes of the Parish Council meeting that was held on 5th April 2021.",
        "4. Public participation",
        "5. To hear of the state of the roads, the paths, the ditches, etc.",
    ]
    pairs = [line for title in titles for line in (f"*{title}", TEXT, TEXT)]
    # A second meeting in the file counts from 1 again.
    pairs += [line for title in titles for line in (f"*{title}", TEXT, TEXT)]
    assert titles * 2 == [title for _, title in find_titles(*pairs)]


def test_apologies_in_the_type_of_the_titles_over_a_sentence_are_one():
    titles = [
        "*ELECTION OF CHAIRMAN",
        "*APOLOGIES",
        "*MINUTES OF THE MEETING HELD ON 5TH APRIL 2021",
        "*ROADS",
        "*TREES",
    ]
    pairs = [line for title in titles for line in (title, TEXT, TEXT)]
    assert [title.lstrip("*") for title in titles] == [title for _, title in find_titles(*pairs)]


@pytest.mark.parametrize(
    "text",
    [
        "NO OBJECTION",
        "Granted, with a new name",
        "Elected unopposed",
        "Refused by the county",
        "14/00941/FUL",
        "CT.0006/3/E",
        "14/00941/FUL CT.1454/6/A",
        "J. Ash",
        "Vice Chairman P. Nettle (County Council)",
        "NO   ACTION   OWNER   UPDATE",
        "Payee Detail Total £s VAT Comments",
        "Signed____________________",
        "Board Members Present:",
        "(Commissioner Ash voted against)",
        "23/01568/F   Ash House, Elm Road",
        "FUND BALANCES, APRIL 1   962,978",
        "Parcel count: 5544",
        "April 2004",
        "DECEMBER 2018 at 18.00 hrs AT ELMFORD HALL",
    ],
)
def test_these_title_nothing(text: str):
    assert not may_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "Objectives of the plan",
        "Granting of licences",
        "Action items",
        "2023/24 Budget",
        "Permitted hours",
        "May 2021 accounts",
        "Support services",
    ],
)
def test_these_may_be_titles(text: str):
    assert may_title(text)


def outline(text: str) -> list[tuple[str | None, str | None]]:
    page = read_page(text.encode(), source="a.txt")
    return [
        (item.number, item.title)
        for meeting in page.meetings
        for item in meeting.items
        if item.number or item.title
    ]


def test_entries_of_one_meeting_are_items_whatever_their_words():
    text = (
        "Elmford Parish Council - 26th January 2021\n\nPresent\n\nCouncillors A Ash (Chair) and B Birch\n\n"
        "21.01.01 Election of Chair\n\nNone was named.\n\n21.01.02 Register of Interests\n\nNone\n\n"
        "21.01.03 A long talk about the buying of the green that lies between the church and the old\n"
        "school, with words of Mr Birch who knows the deeds.\n\nThe Clerk will ask the county.\n\n"
        "21.01.04 Finance\n\nAll was paid.\n\n21.01.05 Correspondence\n\nThere was none.\n"
    )
    assert [f"21.01.0{at}" for at in range(1, 6)] == [number for number, _ in outline(text)]


def test_a_date_in_a_table_of_payments_counts_nothing():
    text = (
        "Minutes of Elmford Club\n10 January 2022\n\nPresent: Ann Ash, Ben Birch.\n\n"
        "Old Business\n\nThe roof was mended, as Ann Ash said.\n\nNew Business\n\nA new lock will be bought.\n\n"
        "3/2/2022 Deposit\n3/14/2022 Cash\n3/15/2022 Coins sold\n5/25/2022 Stamps\n\nThe bills were paid.\n"
    )
    assert {None} == {number for number, _ in outline(text)}


def test_a_number_by_itself_is_a_page_where_titles_say_that_they_are_items():
    text = (
        "Minutes of the meeting of Elmford District held on 3 May 2021\n\nPresent: Councillors Ash and Birch.\n\n"
        "Item 1 : Greenways\n\nMr. Elm spoke of the way along the river.\n\n2\n\nHe hoped for it.\n\n"
        "Item 2 : Minutes\n\nThe minutes were agreed.\n\n3\n\nThere were no matters arising.\n\n"
        "Item 3 : Calming of traffic\n\nThe bye-laws were read.\n"
    )
    assert [("1", "Greenways"), ("2", "Minutes"), ("3", "Calming of traffic")] == outline(text)


def test_the_head_of_columns_over_a_row_is_no_title():
    pairs = [
        "*Correspondence",
        TEXT,
        TEXT,
        "*Roads",
        TEXT,
        TEXT,
        "*Office:   Tip:",
        "24 December   25 December",
        TEXT,
        "*Trees",
        TEXT,
        TEXT,
    ]
    assert ["Correspondence", "Roads", "Trees"] == [title for _, title in find_titles(*pairs)]


def test_the_second_of_two_titles_with_one_number_is_an_item():
    titles = ["7. Bridge", "8. Bins", "8. Seats", "10. Letters", "11. Finance"]
    pairs = [line for title in titles for line in (title, TEXT, TEXT)]
    assert titles == [title for _, title in find_titles(*pairs)]


def test_a_title_that_is_said_again_with_its_number_is_one_item():
    titles = ["7. Bridge", "8. Bins", "8. Bins (continued)", "9. Letters", "10. Finance"]
    pairs = [line for title in titles for line in (title, TEXT, TEXT)]
    assert ["7", "8", "9", "10"] == [number for number, _ in find_titles(*pairs)]


def test_a_numeral_in_bold_counts_on_over_a_sentence():
    titles = [
        "I. Call to order",
        "II. Manager’s report",
        "III. Old business",
        "IV. The meeting was adjourned at 2:50.",
    ]
    pairs = [line for title in titles for line in (f"*{title}", TEXT, TEXT)]
    assert ["I", "II", "III", "IV"] == [number for number, _ in find_titles(*pairs)]


def test_the_end_of_a_sentence_is_no_title_of_business():
    text = (
        "Minutes of the Board of Elm Township\nMay 3, 2021\n"
        "Call to Order\nThe meeting was opened by Mr. Ash at 7 p.m., who asked all in the hall to stand for the\n"
        "Pledge of Allegiance.\nOld Business\nThe bids for the roof are due in June.\n"
        "New Business\nA new truck will be needed by the next winter.\nAdjournment\nMr. Birch moved to adjourn.\n"
    )
    assert ["Call to Order", "Old Business", "New Business", "Adjournment"] == [
        title for _, title in outline(text)
    ]


def test_no_title_breaks_off_inside_a_bracket():
    titles = [
        "1. FINANCE",
        "2. REPORTS",
        "2.1 (Minute 81.2) Quotes for the kerb are awaited.",
        "2.2 (Minute 81.3) The bench is mended.",
        "3. PLANNING",
    ]
    pairs = [line for title in titles for line in (title, TEXT)]
    assert not any(
        start.parted and "(" in start.parted[0] and ")" not in start.parted[0] for start in find_parted(pairs)
    )


def find_parted(pairs: list[str]):
    lines = [Line(text=text, blocks=(Block(text=text),), starts_block=True) for text in (*HEAD, *pairs)]
    return find_starts(lines, None)


def test_apologies_over_none_and_bare_minutes_in_the_type_of_the_titles_are_titles():
    pairs = [
        "*PUBLIC PARTICIPATION",
        TEXT,
        "*APOLOGIES FOR ABSENCE",
        "None",
        "*MINUTES",
        "It was resolved that:",
        TEXT,
        "*FINANCE",
        TEXT,
        TEXT,
        "*PLANNING",
        TEXT,
        TEXT,
    ]
    assert ["PUBLIC PARTICIPATION", "APOLOGIES FOR ABSENCE", "MINUTES", "FINANCE", "PLANNING"] == [
        title for _, title in find_titles(*pairs)
    ]


def test_one_bold_lead_of_any_business_is_a_title_beside_those_of_their_own():
    lines = [Line(text=text, blocks=(Block(text=text),), starts_block=True) for text in HEAD]
    lead = "Disclosure of interest:"
    lines.append(
        Line(
            text=f"{lead} None.",
            blocks=(Block(text=f"{lead} None.", style=Style(lead=len(lead))),),
            starts_block=True,
        )
    )
    bold = "Committee Reports:"
    lines.append(Line(text=bold, blocks=(Block(text=bold, style=Style(bold=True)),), starts_block=True))
    lines += [Line(text=TEXT, blocks=(Block(text=TEXT),), starts_block=True)] * 3
    split = split_leads(lines, is_label=lambda _: False)
    assert [lead, "None.", bold] == [line.text for line in split[3:6]]


def test_an_outline_that_holds_most_of_what_runs_in_is_kept_whole():
    titles = ["Board assignments:", "Pool report:", "Park report:", "Old business:", "New business:"]
    said = "The members heard that all had been done as the board had asked at its last meeting.\n\n"
    text = "Elm Hill Homeowners\n\nFebruary 8th, 2021\n\nPresent: Ann Ash, Ben Birch.\n\n"
    text += "".join(f"{title}\n\n{said}{said}" for title in titles[:3])
    text += "Treasurer’s report: Ann Ash was away.\n\n" + "".join(f"{title}\n\n{said}" for title in titles[3:])
    found = [title for _, title in outline(text)]
    assert set(titles) <= {f"{(title or '').rstrip(':')}:" for title in found}


def test_the_last_word_of_a_sentence_runs_into_nothing():
    text = (
        "Elm Hill Homeowners\n\nFebruary 8th, 2021\n\nPresent: Ann Ash, Ben Birch.\n\n"
        "Old business: The roof was mended.\n\nNew business: A lock will be bought.\n\n"
        "Treasurer’s report: There are £20 in the bank, and at the end of the evening the meeting was\n"
        "adjourned.\n"
    )
    assert "adjourned." not in [title for _, title in outline(text)]


def test_numbers_on_lines_of_their_own_count_items_below_the_heads_of_columns():
    agenda = ["Apologies", "Interests", "Minutes", "Finance", "Premises", "Close"]
    table = "ITEM   BY WHOM   BY WHEN\n\nItem   Notes   Action\n\n"
    said = "The governors heard that all had been done as they had asked at the last meeting.\n\n"
    items = "".join(f"EM {at}/2021\n\n{title}\n\n{said}" for at, title in enumerate(agenda, 30))
    head = "Elm School Board of Governors\n\n18 January 2021\n\nGOVERNOR ATTENDANCE\n\nAnn Ash   P\n\n"
    found = outline(f"{head}ACTIONS TO BE TAKEN\n\n{table}{items}")
    assert {f"EM {at}/2021" for at in range(30, 36)} <= {number for number, _ in found}
