import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.pages import Line
from minutesearch.reading import read_page
from minutesearch.reading.layout.lines import split_lines, trim
from minutesearch.reading.pages import agenda_item
from minutesearch.reading.sources.decoding import decode

ROOT = Path(__file__).parents[3]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FORMS = sorted((ROOT / "tests" / "forms").glob("ai_*.txt"))

CHAIR = "The Chair reported the letters log."
MEMBERS = "Members noted that the report covered the work undertaken."


def read(text):
    return agenda_item.read(split_lines(text))


def outline(text):
    """Return the title, the sections and the structure of a page with one item, as text."""
    page = read(text)
    ((item,),) = (meeting.items for meeting in page.meetings)
    sections = [(part.section.value, [line.text for line in part.lines]) for part in item.sections]
    return item.title, sections, [line.text for line in page.structure]


def words_of(page):
    """Return every word of a page wherever it went, sorted; what a title dropped is in the structure."""
    items = [item for meeting in page.meetings for item in meeting.items]
    lines = [line for item in items for part in item.sections for line in part.lines]
    texts = [line.text for line in (*lines, *page.structure)] + [item.title for item in items if item.title]
    return visible_words(texts)


def visible_words(texts):
    """Return the words of texts, sorted, without the zero-width marks that a title loses at its ends."""
    return sorted(filter(None, (trim(word) for text in texts for word in text.split())))


def assert_nothing_is_lost(text):
    page = read(text)

    assert sorted(text.split()) == words_of(page)
    kept = [
        line
        for meeting in page.meetings
        for item in meeting.items
        for part in item.sections
        for line in part.lines
    ]
    source = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in kept:
        assert source[line.number - 1] == line.text


FULL = f"""Agenda item

Scrutiny Letters.

To consider the letters log.

\xa0

Minutes:

Discussion

\xa0

{CHAIR}

\xa0

{MEMBERS}
Decision:

RESOLVED that the Committee:

a)    noted the log.

Supporting documents:

Letters log, item 5. pdf icon PDF 84 KB"""


def test_reads_each_part_of_a_page():
    assert (
        "Scrutiny Letters.",
        [
            ("summary", ["To consider the letters log."]),
            ("minutes", [CHAIR, MEMBERS]),
            ("decision", ["RESOLVED that the Committee:", "a)    noted the log."]),
        ],
        [
            "Agenda item",
            "Minutes:",
            "Discussion",
            "Decision:",
            "Supporting documents:",
            "Letters log, item 5. pdf icon PDF 84 KB",
        ],
    ) == outline(FULL)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        (0, {"summary": 4, "minutes": 9, "decision": 1}),
        (1, {"summary": 1, "minutes": 12, "decision": 5}),
        (2, {"minutes": 27}),
        (3, {"summary": 6, "minutes": 4, "decision": 1}),
        (4, {"summary": 2, "minutes": 25, "decision": 3}),
    ],
)
def test_reads_the_seeds(path, counts):
    page = read_page(SEEDS[path].read_bytes(), source=SEEDS[path].name)

    (item,) = page.meetings[0].items
    assert counts == {part.section.value: len(part.lines) for part in item.sections}
    assert {"Agenda item", "Minutes:", "Supporting documents:"} >= {
        line.text for line in page.structure if line.text.rstrip(":") not in ("Discussion", "Decision")
    }
    assert () == page.problems


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_ends_make_no_difference(line_end):
    assert outline(FULL) == outline(FULL.replace("\n", line_end))


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text + "  ",
        lambda text: "\xa0" + text + "\xa0",
        lambda text: "\f" + text,
    ],
    ids=["capitals", "lower", "spaces", "no-break", "form-feed"],
)
@pytest.mark.parametrize("colon", [True, False], ids=["colon", "bare"])
def test_headings_are_known_in_any_dress(change, colon):
    text = FULL
    for heading in ("Agenda item", "Minutes:", "Discussion", "Decision:", "Supporting documents:"):
        dressed = change(heading.rstrip(":") + (":" if colon else ""))
        text = text.replace(f"{heading}\n", f"{dressed}\n", 1)

    assert outline(FULL)[:2] == outline(text)[:2]


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        pytest.param(
            f"Scrutiny Letters\n\nTo note.\n\nMinutes:\n\n{CHAIR}",
            "Scrutiny Letters",
            [("summary", ["To note."]), ("minutes", [CHAIR])],
            id="no-header",
        ),
        pytest.param(f"Minutes:\n{CHAIR}", None, [("minutes", [CHAIR])], id="nothing-but-minutes"),
        pytest.param(
            f"Council and democracy\nHome > Council and Democracy > Agenda item\nMinutes:\n{CHAIR}",
            None,
            [("minutes", [CHAIR])],
            id="trail-as-header",
        ),
        pytest.param(
            f"Home > Council\nAgenda item\nScrutiny Letters\nMinutes:\n{CHAIR}",
            "Scrutiny Letters",
            [("minutes", [CHAIR])],
            id="trail-above-header",
        ),
        pytest.param(
            f"Agenda item\nScrutiny Letters\nMinutes:\n{CHAIR}\n{MEMBERS}",
            "Scrutiny Letters",
            [("minutes", [CHAIR, MEMBERS])],
            id="no-blank-lines",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters\n\n{CHAIR}\n\nDecision\n\nNoted.",
            "Scrutiny Letters",
            [("minutes", [CHAIR]), ("decision", ["Noted."])],
            id="label-lost",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters\n\nThe log is attached.\n\nDiscussion\n\n{CHAIR}",
            "Scrutiny Letters",
            [("summary", ["The log is attached."]), ("minutes", [CHAIR])],
            id="discussion-for-the-label",
        ),
        pytest.param(
            f"Agenda item\n\nWay Forward\n\nTo review the evidence.\n\n{MEMBERS}",
            "Way Forward",
            [("summary", ["To review the evidence."]), ("minutes", [MEMBERS])],
            id="label-lost-purpose",
        ),
        pytest.param(
            f"Agenda item\n\nWay Forward\n\nThis paper sets out:\n\n- progress; and\n\n- next steps.\n\n{MEMBERS}",
            "Way Forward",
            [("summary", ["This paper sets out:", "- progress; and", "- next steps."]), ("minutes", [MEMBERS])],
            id="label-lost-purpose-list",
        ),
        pytest.param(
            f"Agenda item\n\nThe Board to receive the draft strategy.\n\n{CHAIR}",
            None,
            [("summary", ["The Board to receive the draft strategy."]), ("minutes", [CHAIR])],
            id="label-and-title-lost",
        ),
        pytest.param(
            f"Agenda item\n\nBudget\n\ni) Revenue\n\nTo consider the budget.\n\n"
            f"This item was taken first.\n\n{CHAIR}",
            "Budget",
            [
                ("summary", ["i) Revenue", "To consider the budget."]),
                ("minutes", ["This item was taken first.", CHAIR]),
            ],
            id="label-lost-parts",
        ),
        pytest.param(
            f"Agenda item\n\nMinutes\n\nTo approve the minutes.\n\nMinutes:\n\n{CHAIR}",
            "Minutes",
            [("summary", ["To approve the minutes."]), ("minutes", [CHAIR])],
            id="minutes-as-title",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters\n\nMinutes:\n\n{CHAIR}\n\nMinutes\n\n{MEMBERS}",
            "Scrutiny Letters",
            [("minutes", [CHAIR, "Minutes", MEMBERS])],
            id="minutes-as-text",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters\n\nMinutes:\n\nSCRUTINY LETTERS\n\n{CHAIR}\n\n"
            f"12. Scrutiny letters:\n\n{MEMBERS}",
            "Scrutiny Letters",
            [("minutes", [CHAIR, MEMBERS])],
            id="title-again",
        ),
        pytest.param(
            "Agenda item\n\nApologies were received\n\nMinutes:\n\nApologies were received.",
            "Apologies were received",
            [("minutes", ["Apologies were received."])],
            id="title-again-is-all-there-is",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters pdf icon PDF 84 KB\n\nPDF 1.2 MB\n\nMinutes:\n\n{CHAIR}",
            "Scrutiny Letters",
            [("minutes", [CHAIR])],
            id="file-behind-title",
        ),
        pytest.param(
            f"Agenda item\n\nUpdate on Integrated Care Systems and the\nsystem board\n\nMinutes:\n\n{CHAIR}",
            "Update on Integrated Care Systems and the system board",
            [("minutes", [CHAIR])],
            id="broken-title",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters\n\nDecision:\n\nNoted.\n\nMinutes:\n\n{CHAIR}",
            "Scrutiny Letters",
            [("decision", ["Noted."]), ("minutes", [CHAIR])],
            id="decision-first",
        ),
        pytest.param(
            f"Agenda item\n\nScrutiny Letters\n\nMinutes:\n\n{CHAIR}\n\nThe Decision:\n\n"
            "Decision was left to officers.",
            "Scrutiny Letters",
            [("minutes", [CHAIR, "The Decision:", "Decision was left to officers."])],
            id="heading-words-in-text",
        ),
    ],
)
def test_reads_what_pages_do_differently(text, title, sections):
    assert (title, sections) == outline(text)[:2]
    assert_nothing_is_lost(text.replace(" pdf icon", "\xa0pdf icon"))


def test_the_number_stands_in_the_header_or_nowhere():
    numbered = read(f"Agenda Item 12A\n\nScrutiny Letters\n\nMinutes:\n\n{CHAIR}")
    plain = read(f"Agenda item\n\n8. Scrutiny Letters\n\nMinutes:\n\n4. {CHAIR}")

    assert ["12A", None] == [page.meetings[0].items[0].number for page in (numbered, plain)]


def test_a_block_starts_behind_a_blank_line_or_a_heading():
    page = read(
        "Agenda item\nA\nMinutes:\nThe Committee\nreceived an application.\n\xa0\nThe Chair\nDecision\nNoted."
    )

    lines = [line for part in page.meetings[0].items[0].sections for line in part.lines]
    assert [
        Line(text="The Committee", number=4, starts_block=True),
        Line(text="received an application.", number=5, starts_block=False),
        Line(text="The Chair", number=7, starts_block=True, gap=1),
        Line(text="Noted.", number=9, starts_block=True),
    ] == lines


def test_pages_one_behind_the_other_are_items_of_their_own():
    text = FULL + "\n" + f"Agenda item\n\nWay Forward\n\nMinutes:\n\n{MEMBERS}\n\nAgenda item\n\n{CHAIR}"

    page = read(text)

    assert ["Scrutiny Letters.", "Way Forward"] == [item.title for item in page.meetings[0].items]
    assert [MEMBERS, "Agenda item", CHAIR] == [line.text for line in page.meetings[0].items[1].sections[0].lines]
    assert_nothing_is_lost(text)


@pytest.mark.parametrize(
    "text",
    [
        "A poem\n\nabout nothing.",
        "Minutes\n\nof a meeting held in May.",
        "Minutes of the Council\n\nMinutes:\n\nNone.",
        f"Apologies\n\nMinutes:\n\nNone.\n\nBudget\n\nMinutes:\n\n{CHAIR}",
        f"Agenda and draft minutes\n\nVenue: County Hall\n\nBudget\n\nMinutes:\n\n{CHAIR}",
        f"Issue - meetings\n\nBudget\n\nMeeting: 19/11/2014 - Council (Item 85)\n\nMinutes:\n\n{CHAIR}",
        "line\n" * 30 + "Agenda item\n\nBudget\n\nNone.",
    ],
    ids=["poem", "printed", "printed-label", "two-labels", "meeting", "issue", "header-far-down"],
)
def test_other_pages_are_not_accepted(text):
    assert not agenda_item.accepts(split_lines(text))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_no_word_of_the_seeds_is_lost(path):
    assert_nothing_is_lost(path.read_text(encoding="utf-8"))


def test_no_word_of_the_layout_samples_is_lost():
    for path in FORMS:
        text = decode(path.read_bytes(), source=path.name).text
        assert agenda_item.accepts(split_lines(text)), path.name
        assert_nothing_is_lost(text)


PIECES = [
    "Agenda item",
    "Home > Agenda item",
    "Scrutiny Letters pdf icon PDF 84 KB",
    "Scrutiny Letters",
    "To consider the log:",
    "Minutes:",
    "Minutes",
    "Discussion",
    "Decision:",
    "RESOLVED that the Committee:",
    "a)\xa0\xa0 noted the log; and",
    "in lower case",
    "The Board to receive the log.",
    "Supporting documents:",
    "PDF 84 KB",
    "\xa0",
    "",
    CHAIR,
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text()), max_size=20), st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_word_of_any_arrangement_is_lost(pieces, line_end):
    text = line_end.join(" ".join(piece.split("\u200b")) if piece.strip("\u200b") else "" for piece in pieces)

    assert visible_words(line.text for line in split_lines(text)) == words_of(read(text))


@given(st.integers(), st.sampled_from(SEEDS))
def test_no_word_of_a_shuffled_seed_is_lost(seed, path):
    lines = path.read_text(encoding="utf-8").split("\n")
    random.Random(seed).shuffle(lines)

    assert_nothing_is_lost("\n".join(lines))


def test_agenda_item_over_a_numbered_column_heads_no_page_of_one_item():
    text = (
        "Minutes of the Village Association, 15 August 2023\n\nAgenda Item\n\n1. Apologies: none\n\n"
        "2. Treasurer's report\n\nAll was in order.\n\n3. Events\n\nThe fair is in May.\n"
    )
    page = read_page(text.encode(), source="a.txt")
    assert ["1", "2", "3"] == [item.number for item in page.meetings[0].items if item.number]
