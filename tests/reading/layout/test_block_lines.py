"""Lines out of blocks: what a row of a table says, and what stays known of each line."""

import pytest

from minutesearch.pages import Block, Cell, Hint, Style
from minutesearch.reading.layout.block_lines import iter_block_lines


def row(at, *texts, heads=(), hint=Hint.ROW):
    return [
        Block(
            text=text,
            hint=hint,
            cell=Cell(table=1, row=at, column=column, head=heads[column] if heads else None),
        )
        for column, text in enumerate(texts)
    ]


def lines(*blocks):
    return list(iter_block_lines(block for group in blocks for block in group))


def test_the_cells_of_a_row_are_one_line_that_knows_their_heads():
    heads = ("Member", "For", "Against")
    head, first, second = lines(
        row(0, *heads, hint=Hint.COLUMNS),
        row(1, "Cllr Ash", "X", "", heads=heads),
        row(2, "Cllr Birch", "", "X", heads=heads),
    )
    assert ("Member For Against", Hint.COLUMNS, ()) == (head.text, head.hint, head.cells)
    assert ("Cllr Ash X", (("Member", "Cllr Ash"), ("For", "X"))) == (first.text, first.cells)
    assert (("Member", "Cllr Birch"), ("Against", "X")) == second.cells


def test_a_label_and_a_value_are_parted_by_a_colon_and_an_item_by_its_gaps():
    label, item = lines(row(0, "Present", "Cllr Ash, Cllr Birch"), row(1, "7.", "Trees", "None were cut."))
    assert ("Present: Cllr Ash, Cllr Birch", "7.   Trees   None were cut.") == (label.text, item.text)


def test_a_line_keeps_its_block_and_shows_its_label():
    block = Block(text="Trees", label="(a)", level=1, style=Style(bold=True))
    (line,) = iter_block_lines([block])
    assert ("(a)  Trees", True, (block,)) == (line.text, line.style.bold, line.blocks)


def test_columns_of_those_who_came_are_lists_below_their_labels():
    found = lines(
        row(0, "MEMBERS PRESENT", "OFFICERS", hint=Hint.COLUMNS),
        row(1, "Mayor Ash", "Mr B Birch, Clerk"),
        row(2, "Councillor Cedar", ""),
    )
    assert ["MEMBERS PRESENT:", "Mayor Ash", "Councillor Cedar", "OFFICERS:", "Mr B Birch, Clerk"] == [
        line.text for line in found
    ]
    assert {None} == {line.hint for line in found}


def test_the_paragraphs_of_a_cell_are_the_entries_of_its_list():
    cells = [
        *row(0, "Present", "Apologies"),
        Block(
            text="A Ash B Birch", parts=("A Ash", "B Birch"), hint=Hint.ROW, cell=Cell(table=1, row=1, column=0)
        ),
        Block(text="C Cedar", hint=Hint.ROW, cell=Cell(table=1, row=1, column=1)),
    ]
    assert ["Present:", "A Ash", "B Birch", "Apologies:", "C Cedar"] == [line.text for line in lines(cells)]


@pytest.mark.parametrize(
    "table",
    [
        (("Present", "Absent"), ("X", ""), ("", "X")),
        (("Member", "Present"), ("Cllr Ash", "Yes"), ("Cllr Birch", "No")),
        (("Members", "Officers"), ("Cllr Ash", "Mr Dale"), ("Cllr Birch", "")),
        (("Present", "Cllr Ash"), ("Absent", "Cllr Birch")),
    ],
    ids=["marks", "answers", "nothing of coming", "labels beside names"],
)
def test_other_tables_keep_their_rows(table):
    found = lines(*(row(at, *texts) for at, texts in enumerate(table)))
    assert [line for texts in table if (line := " ".join(filter(None, texts)))] == [
        line.text.replace(": ", " ") for line in found
    ]
