"""Lines out of blocks: what a row of a table says, and what stays known of each line."""

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
