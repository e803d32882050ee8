"""Markdown: what is a mark, and what is a word."""

import pytest

from minutesearch.pages import Hint
from minutesearch.reading.formats.markdown import is_markdown, read_markdown


def texts(text):
    return [block.text for block in read_markdown(text) if block.hint is not Hint.MENU]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## 3. Trees ##", "3. Trees"),
        ("**Motion:** that _all_ be `cut`", "Motion: that all be `cut`"),
        ("[the plan](https://example.org/a_b_c) was noted", "the plan was noted"),
        ("[Elm Hall](https://example.org/wiki/Elm_(tree)_Hall) is let", "Elm Hall is let"),
        ("the owner&#8217;s bins &amp; benches", "the owner’s bins & benches"),
        ("3\\. Apologies", "3. Apologies"),
        ("snake_case_names and 2*3*4", "snake_case_names and 2*3*4"),
        ("> quoted words", "quoted words"),
        ("<p>Words <b>inside</b> tags</p>", "Words inside tags"),
        ("Trees {#trees}", "Trees"),
        ("kept ~~struck~~", "kept"),
    ],
)
def test_marks_are_no_words(written, shown):
    assert [shown] == texts(written)


def test_headings_lists_and_rules_keep_what_they_mean():
    title, below, entry, inner, last = read_markdown(
        "Title\n=====\n\nbelow\n\n---\n\n- entry\n  - inner\n\n1. last\n"
    )
    assert (1, None) == (title.style.heading, below.style.heading)
    assert [("•", 0), ("•", 1), (None, 0)] == [(each.label, each.level) for each in (entry, inner, last)]
    assert "1. last" == last.text


def test_rules_directly_below_text_make_no_headings_of_it():
    pages = "The lamps were mended.\n---\n2\n\nOther matters\n---\n3\n\nNone.\n"
    assert {None} == {block.style.heading for block in read_markdown(pages)}
    # Of two lengths, one may be a rule and the other underline titles.
    titles = "Trees\n-----\n\nTwo were cut.\n---\n\nRoads\n-----\n\nNone.\n"
    assert ["Trees", "Roads"] == [block.text for block in read_markdown(titles) if block.style.heading]


def test_a_table_has_cells_with_heads():
    blocks = read_markdown("| Member | Vote |\n|---|:--:|\n| Ash | for |\n")
    assert [("Ash", "Member"), ("for", "Vote")] == [
        (block.text, block.cell.head) for block in blocks if block.hint is Hint.ROW
    ]


def test_the_rows_of_a_table_are_counted_one_by_one():
    blocks = read_markdown(
        "| Member |\n|---|\n| Ash |\n| Birch |\n| Cedar |\n\nText.\n\n| Votes |\n|---|\n| 5 |\n"
    )
    assert [(1, 0, "Member"), (1, 1, "Ash"), (1, 2, "Birch"), (1, 3, "Cedar"), (2, 0, "Votes"), (2, 1, "5")] == [
        (block.cell.table, block.cell.row, block.text) for block in blocks if block.cell
    ]


def test_struck_words_and_values_above_the_text_are_kept_apart():
    text = "---\nlayout: post\ntitle: Minutes\n---\n~~struck~~ kept\n"
    assert ["layout: post", "struck"] == [block.text for block in read_markdown(text) if block.hint is Hint.MENU]


def test_markdown_is_known_by_its_name_or_its_headings():
    assert is_markdown("words", source="a/b.MD")
    assert is_markdown("# One\n\n## Two\n", source="a")
    assert not is_markdown("Item #1\n\n#2 is next", source="a.txt")
    assert not is_markdown("words", source="a.txt")


def kept(text):
    return [block.text for block in read_markdown(text) if block.hint is None]


def test_page_numbers_beside_rules_are_running_lines():
    """They stand before or behind the rule, and rise; the halves of a sentence meet again."""
    text = "# Minutes\n\nThe Clerk said that the\n\n---\n\n2\n\n---\n\nletter was sent.\n\n3\n\n***\n\n"
    text += "None spoke.\n\n---\n\n- 4 -\n"
    assert ["Minutes", "The Clerk said that the", "letter was sent.", "None spoke."] == kept(text)


def test_a_line_beside_a_rule_that_says_it_is_a_page_is_a_running_line():
    assert ["Minutes", "None spoke."] == kept("# Minutes\n\nNone spoke.\n\n---\nPage 3 of 9\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n1\n\nApologies\n\nNone.\n\n---\n\n2\n\nTrees\n\nNone were cut.\n",
        "The votes for were\n\n---\n\n7\n",
        "---\n\n9\n\nwere for it.\n\n---\n\n4\n\nwere against it.\n",
        "2\n\nof the members spoke.\n\n3\n\nwere silent.\n",
    ],
    ids=["items", "alone", "falling", "no rules"],
)
def test_other_figures_are_words(text):
    assert set(text.split()) - {"---"} == set(" ".join(kept(text)).split())


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("**Finance:** The Treasurer spoke.", len("Finance:")),
        ("**Finance**: The Treasurer spoke.", len("Finance:")),
        ("**Finance: The Treasurer spoke.**", 0),
        ("The **Treasurer** spoke.", 0),
        ("- **Finance:** The Treasurer spoke.", 0),
    ],
)
def test_the_bold_words_that_a_paragraph_begins_with_are_kept(written, lead):
    (block,) = read_markdown(written)
    assert lead == block.style.lead


def test_lines_that_begin_in_bold_make_a_text_without_headings_markdown():
    text = "Minutes of 4 May\n\n**Present:** Ann Ash\n\n**Concert:** It is booked.\n\n**Money:** All is paid.\n"
    assert is_markdown(text, source="minutes.txt")
    assert not is_markdown(text.replace("**", "*"), source="minutes.txt")
