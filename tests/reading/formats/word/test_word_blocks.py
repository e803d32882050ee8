"""Word documents as one sees them who accepts all changes."""

import io

import pytest

from minutesearch.pages import Hint

docx = pytest.importorskip("docx", reason="the extra `documents` is not installed")

from minutesearch.reading.formats.word.word_blocks import read_word  # noqa: E402  # after the extra is known

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read(*paragraphs, table=None):
    """The blocks of a document of paragraphs given as the XML inside them."""
    document = docx.Document()
    body = document.element.body
    for xml in paragraphs:
        node = docx.oxml.parse_xml(f"<w:p {W} {V}>{xml}</w:p>")
        body.insert(len(body) - 1, node)
    if table is not None:
        body.insert(len(body) - 1, docx.oxml.parse_xml(f"<w:tbl {W}>{table}</w:tbl>"))
    file = io.BytesIO()
    document.save(file)
    return read_word(file.getvalue(), source="a.docx")


def texts(blocks):
    return [block.text for block in blocks if block.hint is not Hint.MENU]


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*texts):
    return "<w:tc>" + "".join(f"<w:p>{run(text)}</w:p>" for text in texts) + "</w:tc>"


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (
            f"{run('Paid ')}<w:ins>{run('forty')}</w:ins><w:del><w:r><w:delText>ten</w:delText></w:r></w:del>",
            "Paid forty",
        ),
        (f"<w:moveFrom>{run('gone ')}</w:moveFrom>{run('kept ')}<w:moveTo>{run('here')}</w:moveTo>", "kept here"),
        (f"{run('By ')}<w:sdt><w:sdtContent>{run('the Clerk')}</w:sdtContent></w:sdt>", "By the Clerk"),
        (f"<w:smartTag>{run('Quay ')}<w:smartTag>{run('Street')}</w:smartTag></w:smartTag>", "Quay Street"),
        (f'<w:fldSimple w:instr="DATE">{run("4 May")}</w:fldSimple>', "4 May"),
        (f'<w:hyperlink w:anchor="x">{run("the plan")}</w:hyperlink>', "the plan"),
        (f"{run('Seen')}{run('unseen', '<w:vanish/>')}", "Seen"),
        (f"{run('Agreed')}{run(' refused', '<w:strike/>')}", "Agreed"),
        (
            "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op bud</w:t><w:softHyphen/><w:t>get</w:t></w:r>",
            "co-op budget",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> trees</w:t></w:r>', "• trees"),
    ],
    ids="inserted moved control smart field link hidden struck hyphens sign".split(),
)
def test_a_paragraph_shows_what_stands_when_changes_are_accepted(xml, shown):
    assert [shown] == texts(read(xml))


def test_hidden_and_struck_words_are_kept_apart_not_lost():
    blocks = read(run("Seen") + run("unseen", "<w:vanish/>"))
    assert ["unseen"] == [block.text for block in blocks if block.hint is Hint.MENU]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    joined = read("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("The fence "), run("was mended."))
    assert ["The fence was mended."] == texts(joined)
    alone = read("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("The last words."))
    assert ["The last words."] == texts(alone)


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
    xml = (
        f"{run('Above.')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert ["Above.", "In the box.", "Below."] == texts(read(xml, run("Below.")))


def test_cells_know_their_column_and_a_table_within_one_is_read():
    rows = "".join(
        f"<w:tr>{cell(*each)}{cell(other)}</w:tr>" for each, other in [(["Member"], "For"), (["Ash"], "X")]
    )
    (head, *_, ash, cross) = read(table=rows)
    assert (0, 0, None) == (head.cell.row, head.cell.column, head.cell.head)
    assert ("Ash", "Member", "X", "For") == (ash.text, ash.cell.head, cross.text, cross.cell.head)

    inner = f"<w:tc><w:p/><w:tbl><w:tr>{cell('Inner words')}</w:tr></w:tbl><w:p/></w:tc>"
    assert ["Outer", "Inner words"] == texts(read(table=f"<w:tr>{cell('Outer')}{inner}</w:tr>"))


def test_a_row_that_was_deleted_is_no_row():
    rows = (
        f"<w:tr>{cell('Ash')}{cell('Chair')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('Elm')}{cell('x')}</w:tr>"
    )
    assert ["Ash", "Chair"] == texts(read(table=rows))


def test_blocks_know_how_they_look():
    heading, body = read(
        '<w:pPr><w:jc w:val="center"/></w:pPr>' + run("Parks", '<w:b/><w:sz w:val="33"/>'),
        '<w:pPr><w:ind w:left="720"/></w:pPr>' + run("The trees were cut, and the grass was mown."),
    )
    assert (True, 1.5, True) == (heading.style.bold, heading.style.size, heading.style.centred)
    assert (False, 1.0, 36.0) == (body.style.bold, body.style.size, body.style.indent)


def test_a_heading_is_known_by_its_style():
    document = docx.Document()
    document.add_heading("Parks", level=2)
    document.add_paragraph("Point", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    heading, point = read_word(file.getvalue(), source="a.docx")
    assert (2, None) == (heading.style.heading, heading.level)
    assert ("•", 0) == (point.label, point.level)


def test_bold_words_that_a_paragraph_begins_with_are_counted():
    bold, plain = run("Flooding: ", "<w:b/>"), run("The Clerk wrote.")
    blocks = read(bold + plain, plain + bold, bold)
    assert [10, 0, 0] == [block.style.lead for block in blocks]


def test_underlined_words_stand_out_as_bold_ones_do_but_for_links():
    title = run("Additional Topics", '<w:u w:val="single"/>')
    link = run("elm.example", '<w:rStyle w:val="Hyperlink"/>')
    blocks = read(title, link, run("None was raised.", '<w:u w:val="none"/>'))
    assert [True, False, False] == [block.style.bold for block in blocks]
