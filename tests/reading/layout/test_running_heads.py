"""What repeats from page to page, and what only seems to."""

from minutesearch.pages import Block, Box, Line, Style
from minutesearch.reading.layout.running_heads import find_running_headers, find_seldom


def make_lines(*pages, tops=None, size=1.0):
    """The lines of pages given as lists of texts; `tops` has the place of the first line of each."""
    lines = []
    for number, page in enumerate(pages, 1):
        for at, text in enumerate(page):
            top = tops[number - 1] if tops and not at else 50.0 + 20 * at
            box = Box(left=60, right=300, top=top, bottom=top + 10)
            style = Style(size=size if not at else 1.0)
            block = Block(text=text, page=number, box=box, style=style)
            lines.append(Line(text=text, page=number, blocks=(block,)))
    return lines


def dropped(lines):
    return [lines[at].text for at in sorted(find_running_headers(lines))]


WORDS = "ash birch cedar dogwood elm fir gorse hazel ivy juniper".split()


def body(number):
    """The text of a page, which no other page has."""
    return [f"The Chair spoke of {WORDS[number]} and {word} at length." for word in WORDS[:7]]


def test_what_stands_at_the_top_of_most_pages_is_a_running_head():
    pages = [["Parks Committee 4 May", *body(number), str(number)] for number in (1, 2, 3, 4)]
    assert ["1", "Parks Committee 4 May", "2"] == dropped(make_lines(*pages))[:3]


def test_even_and_odd_pages_may_have_two_heads():
    pages = [body(9), *([f"{'Left' if number % 2 else 'Right'} head", *body(number)] for number in range(4))]
    assert ["Right head", "Left head"] * 2 == dropped(make_lines(*pages))


def test_what_repeats_on_few_pages_is_text():
    carried = "The motion was carried."
    pages = [body(0), [carried, *body(1)], [carried, *body(2)], *map(body, range(3, 8))]
    assert not [text for text in dropped(make_lines(*pages)) if "carried" in text]


def test_what_repeats_at_other_heights_is_text():
    pages = [body(0), *(["Carried", *body(number)] for number in (1, 2, 3))]
    assert [] == [text for text in dropped(make_lines(*pages, tops=[50, 90, 300, 500])) if text == "Carried"]


def test_what_goes_on_a_sentence_is_no_running_head():
    torn = ["Lighthouse Trust, to be paid from what is left of the", "fund at the end of the year."]
    ends = [[*body(number), "Mr Ash moved that money be given to the"] for number in range(3)]
    pages = [ends[0], [*torn, *ends[1]], [*torn, *ends[2]], [*torn, *body(3)]]
    assert [] == dropped(make_lines(*pages))


def test_a_running_head_between_the_halves_of_a_sentence_is_dropped():
    head = "Parks Committee"
    pages = [[*body(0), "Mr Ash gave money to the"], [head, "trust for the lighthouse.", *body(1)]]
    pages += [[head, *body(2)], [head, *body(3)]]
    assert ["Parks Committee"] * 3 == dropped(make_lines(*pages))


def test_a_head_in_small_type_may_open_in_lower_case():
    pages = [body(0), *(["minutes of the parks committee", *body(number)] for number in (1, 2, 3))]
    assert ["minutes of the parks committee"] * 3 == dropped(make_lines(*pages, size=0.8))


def test_a_figure_at_the_foot_that_counts_no_pages_is_text():
    pages = [[*body(number), str(number)] for number in (1, 2, 3)] + [[*body(4), "312"]]
    assert ["1", "2", "3"] == dropped(make_lines(*pages))


def test_running_lines_on_fewer_than_half_of_the_pages_are_told_with_their_pages():
    lines = [
        Line(text=text, page=page)
        for page in range(1, 8)
        for text in ["Parks Committee", f"Page {page}", *(["Draft minutes"] if page in (3, 6) else [])]
    ]
    assert [("Draft minutes", [3, 6])] == find_seldom(lines, pages=7)
    assert [] == find_seldom(lines, pages=5)


def test_a_line_that_says_which_page_it_is_is_a_running_line_even_once():
    pages = [body(0), ["Minutes - 19 March 2024 - Page 2", *body(1)]]
    assert ["Minutes - 19 March 2024 - Page 2"] == dropped(make_lines(*pages))


def test_a_line_that_speaks_of_another_page_is_text():
    pages = [body(0), ["See the table on page 7", *body(1)]]
    assert [] == dropped(make_lines(*pages))


def test_a_head_with_the_meetings_day_above_the_page_number_is_dropped_though_it_stands_once():
    first = ["PENSION BOARD", "JULY 29, 2019", *body(0)]
    second = [
        "City of Hillmere",
        "Minutes of the Regular Meeting of the",
        "Pension Board, July 29, 2019",
        "Page 2",
    ]
    assert second == dropped(make_lines(first, [*second, *body(1)]))


def test_a_sentence_with_the_meetings_day_at_the_top_of_a_page_is_text():
    first = ["PENSION BOARD", "JULY 29, 2019", *body(0)]
    said = "The minutes of July 29, 2019 were agreed."
    assert [] == dropped(make_lines(first, [said, *body(1)]))


def test_running_lines_differ_in_signs_and_spaces():
    pages = [body(9), *([f"Golf Board{mark}4 May", *body(at)] for at, mark in enumerate([" – ", ", ", "–", "."]))]
    assert 4 == sum("Golf" in text for text in dropped(make_lines(*pages)))
