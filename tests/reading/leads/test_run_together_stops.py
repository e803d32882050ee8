"""Pages saved as one paragraph, whose titles end in a stop."""

from minutesearch.reading import read_page

PAGE = (
    "Minutes of the Meeting of Oldtown Parish Council held on Tuesday 4th May 2021 in the Village "
    "Hall at 7.30pm. Present: Cllr A Hill (Chairman), Cllr B Marsh, Mrs D Quill (Clerk). 1. "
    "Apologies. Apologies were received from Cllr E Ash. 2. Declarations of interest. None. 3. "
    "Minutes of the last meeting. The minutes of the meeting held on 6th April 2021 were approved and "
    "signed. 4. Highways. Cllr Marsh reported that 3 potholes in Mill Lane had been filled. It was "
    "resolved to write to the County Council about the fourth, which is the deepest of all. 5. "
    "Finance. The payments were approved: salary 245.00, insurance 312.50 and the hire of the hall "
    "40.00."
)


def titles(text: str) -> list[tuple[str | None, str | None]]:
    """Return number and title of each item."""
    (meeting,) = read_page(text.encode(), source="a.txt").meetings
    return [(item.number, item.title and item.title.rstrip(".")) for item in meeting.items]


def test_titles_that_end_in_a_stop_begin_the_items() -> None:
    assert [
        (None, None),
        ("1", "Apologies"),
        ("2", "Declarations of interest"),
        ("3", "Minutes of the last meeting"),
        ("4", "Highways"),
        ("5", "Finance"),
    ] == titles(PAGE)


def test_numbered_sentences_begin_none() -> None:
    points = " ".join(
        f"{number}. The wall of lane {number} is to be mended. It is old." for number in range(1, 30)
    )
    assert 1 == len(titles(f"Minutes of the Parks Committee held on 4 May 2021. {points}"))


def test_a_title_right_below_those_present_is_one() -> None:
    head = "Oldtown Parish Council\nMinutes 4th May 2021\nPresent: Cllr A Hill, Cllr B Marsh\n"
    text = f"{head}1. Apologies\nCllr Ash.\n"
    assert [(None, None), ("1", "Apologies"), ("2", "Trees")] == titles(f"{text}2. Trees\nThe trees were cut.\n")
