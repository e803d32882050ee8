"""Which numbers of a document count its items."""

import pytest

from minutesearch.pages import Line
from minutesearch.reading import read_page
from minutesearch.reading.items.counting.numbering import Candidate, choose_run, lies_inside
from minutesearch.reading.items.numbered_starts import find_numbered
from minutesearch.reading.layout.lines import split_lines
from minutesearch.reading.layout.numbers import read_number, read_number_and_title


def candidates(*pairs):
    return [
        Candidate(at=at, number=read_number(number), weight=weight) for at, (number, weight) in enumerate(pairs)
    ]


def chosen(*pairs):
    return [pairs[at][0] for at in choose_run(candidates(*pairs))]


def titles(text):
    return [(start.number, start.title_at) for start in find_numbered(split_lines(text))]


def test_an_outer_run_of_titles_beats_a_longer_inner_run_of_sentences():
    inner = [(f"{number}.", -1.0) for number in range(1, 8)]
    assert ["292.", "293.", "294."] == chosen(("292.", 1.0), ("293.", 1.0), *inner, ("294.", 1.0), *inner)


def test_a_number_far_off_is_of_no_run():
    assert ["1.", "2.", "3."] == chosen(("1.", 1.0), ("2024.", 1.0), ("2.", 1.0), ("19.", -1.0), ("3.", 1.0))


def test_a_number_that_runs_backwards_starts_no_run_of_its_own():
    assert ["1.", "2.", "3.", "4."] == chosen(
        ("1.", 1.0), ("2.", 1.0), ("1.", 0.3), ("2.", 0.3), ("3.", 1.0), ("4.", 1.0)
    )


def test_withdrawn_items_leave_gaps():
    assert ["5.", "6.", "9.", "10."] == chosen(("5.", 1.0), ("6.", 1.0), ("9.", 1.0), ("10.", 1.0))


def test_numbers_with_letters_share_their_figure():
    assert ["12", "12A", "12B", "13"] == chosen(("12", 1.0), ("12A", 1.0), ("12B", 1.0), ("13", 1.0))


def test_numbers_of_a_second_level_are_items_if_they_are_titles():
    assert ["4.", "4.1", "4.2", "5."] == chosen(("4.", 1.0), ("4.1", 1.0), ("4.2", 1.0), ("5.", 1.0))
    assert ["4.", "5."] == chosen(("4.", 1.0), ("4.1", -1.0), ("4.2", -1.0), ("5.", 1.0))
    assert ["19.1", "19.2", "20.1"] == chosen(("19.1", 1.0), ("19.2", 1.0), ("20.1", 1.0))


def test_a_run_of_sentences_is_none():
    assert [] == chosen(*((f"{number}.", -0.5) for number in range(1, 40)))


def test_a_run_may_be_as_long_as_a_page_has_lines():
    many = [(f"{number}.", 1.0) for number in range(1, 2_000)]
    assert 1_999 == len(choose_run(candidates(*many)))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            """57. Apologies
Mr Oak sent his apologies.
58. Announcements
1) The Mayor spoke of the late headmaster and long-time member Mr
Alder.
2) The Mayor had opened the new swimming baths at the end of the
month.
59. Budget
Agreed.""",
            ["57", "58", "59"],
        ),
        (
            "1. Planning\nThe plan would run to the end of the year\n2024. It was noted by all.\n2. Trees\nNone.",
            ["1", "2"],
        ),
        (
            "1. Planning\nPlans were seen for the house in the lane, No\n14 Harbour Street\n2. Trees\nNone.",
            ["1", "2"],
        ),
        (
            "Apologies\n1.\nMr Oak was away from the town.\nTrees\n2.\nThe oaks were cut.\nClose\n3.\nAll rose.",
            ["1", "2", "3"],
        ),
        (
            "1. Finance\nPayments:\n1. Clerk £200\n2. Hall £30\n3. Paper £4\n4. Ink £9\n2. Trees\nThe oak fell.",
            ["1", "2"],
        ),
        ("1. Apologies\nNone.\n2. Purchase of a mower £450\nAgreed.\n3. Trees\nNone.", ["1", "2", "3"]),
    ],
    ids=["paragraphs", "year", "address", "below", "rows of sums", "a title with a sum"],
)
def test_items_are_told_from_other_numbers(text, starts):
    assert starts == [number for number, _ in titles(text)]


def test_the_title_above_its_number_is_the_title():
    text = "Apologies\n1.\nMr Oak was away from the town.\nTrees\n2.\nThe oaks were cut.\nClose\n3.\nAll rose."
    assert [("1", 0), ("2", 3), ("3", 6)] == titles(text)


def test_bold_type_makes_a_title_of_words_that_might_be_none():
    from minutesearch.pages import Block, Style

    def line(text, *, bold=False):
        return Line(text=text, blocks=(Block(text=text, style=Style(bold=bold)),))

    lines = [
        line("7. What the survey has shown", bold=True),
        line("1. The survey has shown that the wall leans."),
        line("2. The wall has been leaning for years."),
        line("8. How the wall will be mended", bold=True),
    ]
    assert ["7", "8"] == [start.number for start in find_numbered(lines)]


def test_numbers_in_the_gaps_of_a_run_are_its_items_too():
    assert ["1.", "2.", "3.", "4.", "5."] == chosen(
        ("1.", 1.0), ("2.", -1.5), ("3.", 1.0), ("4.", 1.0), ("5.", -1.5)
    )


def test_a_list_in_a_gap_fills_nothing():
    run = (("1.", 1.0), ("2.", 1.0), ("1.", -1.0), ("2.", -1.0), ("3.", -1.0), ("4.", 1.0))
    assert ["1.", "2.", "4."] == chosen(*run)


def test_an_item_of_one_sentence_has_no_title_and_one_with_a_stop_has_both():
    text = "1. Apologies: Mr Oak\n\n2. The minutes of the last meeting were read and agreed by all.\n\n"
    starts = find_numbered(split_lines(text + "3. Traffic. No news.\n\n4. Trees\n\nNone."))
    assert [("1", True, True), ("2", False, False), ("3", True, True), ("4", False, True)] == [
        (start.number, start.runs_on, start.has_title) for start in starts
    ]


def test_the_entries_of_a_list_with_nothing_below_them_are_no_items():
    letters = "\n".join(f"{number}. Letter from the Society of {name}" for number, name in enumerate("ABCDEF", 1))
    text = f"""ELM PARISH COUNCIL

Minutes of the meeting held on 8 March 2021

Correspondence:

The clerk had received the following letters in the last month and read them out.

They had all been answered by her, and copies of the answers are on file.

{letters}

Planning:

None.

Finance:

The accounts were read."""
    items = read_page(text.encode(), source="a.txt").meetings[0].items
    assert ["Correspondence", "Planning", "Finance"] == [item.title.rstrip(":") for item in items]


def test_an_item_taken_out_of_its_order_is_one_of_the_run():
    run = [(f"21.05.{number:02}", 2.2) for number in (3, 1, 2, 4, 5, 6)]
    assert [number for number, _ in run] == chosen(*run)


def test_a_number_out_of_order_that_is_no_title_is_none():
    run = [("7.", 0.5), *((f"{number}.", 2.0) for number in range(1, 7)), ("8.", 2.0)]
    assert "7." not in chosen(*run)


def test_the_numbers_of_a_repeated_list_are_no_items_out_of_order():
    run = [(f"{number}.", 2.0) for number in range(1, 9)]
    again = [(f"{number}.", 1.8) for number in (1, 2, 3)]
    assert [number for number, _ in run] == chosen(*run, *again)


def test_two_years_before_a_title_are_no_number():
    assert read_number_and_title("2021 – 2022 Appointments of the Mayor") is None
    assert "2021" == read_number_and_title("2021. Appointments")[0].text


def test_a_title_stands_below_the_label_that_says_so():
    text = "33. SUBJECT:\nFerry timetable\nReceive the report.\n\n34. SUBJECT:\nPiers\nAuthorise the works."
    assert [("33", 1), ("34", 4)] == titles(text)


def test_who_came_is_no_title():
    text = "1. Committee Members Present were: Ann Ash, Bo Birch.\n\n2. Ferries\n\nNone.\n\n3. Piers\n\nSound."
    text += "\n\n4. Trees\n\nThe trees were cut."
    assert [False, True, True, True] == [start.has_title for start in find_numbered(split_lines(text))]


LETTERS = """Riverside Water Board
Agenda for 4 May 2022

A. Roll Call

B. Filed Items

1. Monthly report on pressure

2. Reservoir fund

C. Items for Approval

1. Lease of the yard

2. Insurance programme

D. Adjournment
"""


def items(text):
    page = read_page(text.encode(), source="a.txt")
    return [(item.number, item.title) for item in page.meetings[0].items if item.number or item.title]


def test_letters_count_the_items_where_figures_begin_again_in_them():
    assert [
        ("A", "Roll Call"),
        ("B", "Filed Items"),
        ("C", "Items for Approval"),
        ("D", "Adjournment"),
    ] == items(LETTERS)


def test_letters_that_begin_again_below_titles_in_capitals_count_no_items():
    text = (
        "Hill Library Board\nMINUTES OF THE MEETING\nWednesday, March 9, 2022\n\n"
        "UNFINISHED BUSINESS\n\nA. Reading groups\n\nThe groups have met online.\n\n"
        "B. Lending of tablets\n\nThe contract was signed.\n\n"
        "NEW BUSINESS\n\nA. Friends of the Library\n\nThe shop has opened.\n\n"
        "B. Suggestions\n\nNone.\n\nCOMMUNICATIONS (Public Comment)\n\nNobody wished to speak.\n"
    )
    assert ["UNFINISHED BUSINESS", "NEW BUSINESS", "COMMUNICATIONS (Public Comment)"] == [
        title for _, title in items(text)
    ]


def test_an_initial_at_the_start_of_a_line_ends_no_run_of_letters():
    text = LETTERS.replace("B. Filed", "J. Marsh and the Clerk\n\nB. Filed")
    assert ["A", "B", "C", "D"] == [number for number, _ in items(text)]


@pytest.mark.parametrize(
    ("inner", "outer", "firsts", "expected"),
    [
        pytest.param([5, 6, 7], [1, 4, 9], [5], True, id="all in one item"),
        pytest.param([5, 6], [1, 4, 9], [5, 10], True, id="begins again"),
        pytest.param([2, 5, 10], [1, 4, 9], [2], False, id="counts on"),
        pytest.param([0, 5, 6], [1, 4, 9], [0, 5], False, id="begins before"),
        pytest.param([5, 6], [4, 9], [5], False, id="two make no outline"),
        pytest.param([], [1, 4, 9], [], False, id="nothing"),
    ],
)
def test_a_run_lies_inside_another_if_one_item_holds_it_or_several_begin_it(inner, outer, firsts, expected):
    assert expected is lies_inside(inner, outer, firsts=firsts)


def test_a_register_counts_items_whatever_words_follow():
    text = (
        "MINUTES OF THE REGULAR CITY COUNCIL MEETING\nTUESDAY, JULY 2, 2013\n\n"
        "CONSENT CALENDAR\n\nCouncillor Marsh moved approval of the remainder of the calendar.\n\n"
        "(*13-326) Minutes of the meetings held on May 28 and June 4, 2013. Approved.\n\n"
        "(13-327) Recommendation to send a letter, which the Mayor is to sign. Approved.\n\n"
        "The City Planner stated that the letter would be amended.\n\n"
        "(13-328) The Mayor was thanked by all for her work.\n\nADJOURNMENT\n\nThe Mayor adjourned the meeting.\n"
    )
    page = read_page(text.encode(), source="a.txt")
    assert "CITY COUNCIL" == page.meetings[0].meeting.body
    assert [None, "13-326", "13-327", "13-328", None] == [number for number, _ in items(text)]
    assert "ADJOURNMENT" == items(text)[-1][1]


def test_a_register_with_gaps_is_none():
    sentences = "\n\n".join(f"(13-{at}) The grant of that number was paid by the Clerk." for at in (326, 401, 577))
    text = f"MINUTES OF THE PARKS COMMITTEE\nTUESDAY, JULY 2, 2013\n\nGRANTS\n\nAll were paid.\n\n{sentences}\n"
    assert "13-401" not in [number for number, _ in items(text)]


def test_a_list_in_other_type_does_not_go_on_the_items():
    bold, plain = (True, 1.3), (False, 1.0)
    run = [
        Candidate(at=at, number=read_number(number), weight=weight, look=look)
        for at, (number, weight, look) in enumerate(
            [
                *((f"{number}", 2.0, bold) for number in (8, 9)),
                *((f"{number}.", 1.0, plain) for number in (8, 9, 10, 11)),
            ]
        )
    ]
    assert [0, 1] == choose_run(run)


def test_a_number_without_a_mark_fills_no_gap_of_a_run_with_marks():
    assert ["1.", "2.", "3.", "4."] == chosen(
        ("12", 0.8), ("1.", -2.3), ("2.", 2.0), ("3.", 2.0), ("4.", 2.0), ("9", 0.1)
    )


def test_a_label_behind_a_number_is_a_title():
    text = (
        "Minutes of the Pension Board\n29 July 2019\n\nPresent: Ann Hill.\n\n1. ROLL CALL:\n\nAll answered.\n\n"
        "2. MINUTES:\n\nThe minutes were agreed.\n\n3. REPORTS:\n\nNone.\n"
    )
    assert [("1", "ROLL CALL:"), ("2", "MINUTES:"), ("3", "REPORTS:")] == items(text)


def test_lines_of_an_address_in_the_head_are_no_titles():
    text = (
        "MINUTES OF THE PENSION BOARD\nHELD 4:30 P.M., JULY 29, 2019\n\nCITY HALL\n\nCONFERENCE ROOM 391\n\n"
        "1. ROLL CALL\n\nAll answered.\n\n2. REPORTS\n\nNone.\n\n3. ADJOURNMENT\n\nThe meeting closed.\n"
    )
    assert ["1", "2", "3"] == [number for number, _ in items(text)]


def test_letters_between_two_titles_in_capitals_count_no_items():
    text = (
        "Hill Park Board\nMINUTES OF THE REGULAR MEETING\nThursday, 11 February 2016\n\n"
        "APPROVAL OF MINUTES\n\nThe minutes were approved.\n\nNEW BUSINESS\n\nThe swings were mended.\n\n"
        "REPORTS\n\nA. Report of the Friends\n\nThey met twice.\n\nB. Report of the Director\n\nNone.\n\n"
        "ITEMS FOR NEXT AGENDA\n\nA report on trees was asked for.\n"
    )
    assert ["APPROVAL OF MINUTES", "NEW BUSINESS", "REPORTS", "ITEMS FOR NEXT AGENDA"] == [
        title for _, title in items(text)
    ]


def test_numbers_of_a_second_level_leave_titles_in_capitals_their_place():
    text = (
        "MINUTES OF THE OPEN GOVERNMENT COMMISSION MEETING\nMONDAY, SEPTEMBER 19, 2022\n\n"
        "PUBLIC COMMENT\n\nNone.\n\nREGULAR ITEMS\n\n4-A. Minutes of the last meeting\n\nThey were read.\n\n"
        "4-B. Findings of the panel\n\nThe Chair spoke of them.\n\nSTAFF UPDATE\n\nThe Clerk gave one.\n"
    )
    assert [None, None, "4-A", "4-B", None] == [number for number, _ in items(text)]


def test_a_slip_in_the_year_ends_no_run():
    text = "Elm Parish Council\nMinutes of the meeting held on 10 May 2016\n\n" + "\n".join(
        f"{year}/{entry} {title} – The Clerk spoke of it, and it was noted by all who were there."
        for year, entry, title in [
            (16, 89, "Apologies"),
            (16, 90, "Minutes"),
            (19, 91, "Finance"),
            (16, 92, "Planning"),
            (16, 93, "Allotments"),
            (16, 94, "Flooding"),
        ]
    )
    assert ["16/89", "16/90", "19/91", "16/92", "16/93", "16/94"] == [number for number, _ in items(text)]
