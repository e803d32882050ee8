"""PDFs drawn in odd ways: letters apart, columns, hyphens, bytes before the head, and what is filled in."""

import io
import itertools

import pytest

pytest.importorskip("pypdfium2", reason="the extra `documents` is not installed")

from minutesearch.pages import Hint  # after the extra is known
from minutesearch.reading.formats.pdf.pdf_blocks import (  # after the extra is known
    is_pdf,
    join_hyphens,
    mark_starts,
    read_pdf,
)


def make_pdf(*pages, extra=b"", notes=b""):
    """A PDF whose pages are drawn by the instructions given; F1 is Helvetica, F2 its bold."""
    fonts = b"<< /F1 3 0 R /F2 4 0 R >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra, b""]
    objects += [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s >>" % name for name in (b"", b"-Bold")]
    kids = []
    for page in pages:
        stream = page.encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s "
            b"/Resources << /Font %s >> >>" % (len(objects), notes, fonts)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def draw(*lines, left=60, top=780, font="F1", size=12, step=16):
    return "".join(
        f"BT /{font} {size} Tf 1 0 0 1 {left} {top - step * at} Tm ({line}) Tj ET\n"
        for at, line in enumerate(lines)
    )


def read(*pages, **rest):
    return read_pdf(make_pdf(*pages, **rest), source="a.pdf")


def texts(*pages, **rest):
    return [block.text for block in read(*pages, **rest)]


def test_letters_drawn_one_by_one_are_words():
    x, drawn = 60.0, ""
    widths = {"T": 7.3, "h": 6.7, "e": 6.7, "q": 6.7, "u": 6.7, "a": 6.7, "y": 6.0, " ": 3.3}
    for letter in "The quay":
        if letter != " ":
            drawn += f"BT /F1 12 Tf 1 0 0 1 {x} 700 Tm ({letter}) Tj ET\n"
        x += widths[letter]
    assert ["The quay"] == texts(drawn)


def test_letters_set_apart_are_one_word():
    assert ["RESOLVED that"] == texts("BT /F1 12 Tf 1 0 0 1 60 700 Tm 4 Tc (R E S O L V E D that) Tj ET")


def test_wide_tracking_is_no_space():
    assert ["Wide words"] == texts("BT /F1 12 Tf 1 0 0 1 60 700 Tm 3 Tc (Wide words) Tj ET")


def test_words_without_a_space_between_them_are_parted_by_the_gap():
    assert ["flood wall"] == texts("BT /F1 12 Tf 1 0 0 1 60 700 Tm [(flood) -300 (wall)] TJ ET")


def test_columns_of_prose_drawn_by_rows_are_read_one_after_the_other():
    left = [
        "The Chair opened the meeting",
        "and thanked the members who",
        "had come through the snow to",
        "hear of the plans for the old",
        "quay and of the money that",
        "it would cost.",
    ]
    right = [
        "Members spoke of the cost of",
        "the works and asked when they",
        "would begin, since winters are",
        "hard on the wall, and the tide",
        "had taken three stones of it",
        "in the last year.",
    ]
    rows = "".join(
        draw(one, top=700 - 16 * at) + draw(other, left=330, top=700 - 16 * at)
        for at, (one, other) in enumerate(zip(left, right, strict=True))
    )
    assert [*left, *right] == texts(rows)


def test_cells_of_a_table_stay_in_their_rows_and_know_their_heads():
    rows = [("Member", "For", "Against"), ("Cllr Ash", "X", ""), ("Cllr Birch", "", "X"), ("Cllr Cox", "X", "")]
    drawn = "".join(
        draw(text, left=left, top=700 - 16 * at)
        for at, row in enumerate(rows)
        for left, text in zip((60, 200, 300), row, strict=True)
        if text
    )
    marks = [(block.cell.row, block.cell.head) for block in read(drawn) if block.text == "X"]
    assert [(1, "For"), (2, "Against"), (3, "For")] == marks


#: The sides of the columns of a ruled table, and the heights of its rows' edges.
SIDES, EDGES = (60, 160, 380, 480), (720, 700, 640, 600)


def rule(sides=SIDES, edges=EDGES, *, boxes=False):
    """Draw the lines of a table, as lines or as outlined boxes."""
    if boxes:
        return "".join(
            f"{left} {low} {right - left} {top - low} re S\n"
            for top, low in itertools.pairwise(edges)
            for left, right in itertools.pairwise(sides)
        )
    level = "".join(f"{sides[0]} {edge} {sides[-1] - sides[0]} 0.5 re f\n" for edge in edges)
    return level + "".join(f"{side} {edges[-1]} 0.5 {edges[0] - edges[-1]} re f\n" for side in sides)


GRANTS = (
    draw("Group", left=64, top=706, font="F2")
    + draw("Purpose", left=164, top=706, font="F2")
    + draw("Outcome", left=384, top=706, font="F2")
    + draw("Lantern", "Trust", left=64, top=686)
    + draw("To mend the roof of the", "hall before the winter", left=164, top=686)
    + draw("Approved.", "Meets the", "criteria.", left=384, top=686)
    + draw("Choir", left=64, top=626)
    + draw("To buy music", left=164, top=626)
    + draw("Refused.", left=384, top=626)
)


@pytest.mark.parametrize("boxes", [False, True], ids=["lines", "boxes"])
def test_a_cell_of_a_ruled_table_has_all_of_its_lines(boxes):
    blocks = read(draw("Grants", top=760) + GRANTS + rule(boxes=boxes) + draw("The meeting closed.", top=560))
    cells = [(block.cell.row, block.cell.head, block.text) for block in blocks if block.cell and block.cell.row]
    assert [
        (1, "Group", "Lantern Trust"),
        (1, "Purpose", "To mend the roof of the hall before the winter"),
        (1, "Outcome", "Approved. Meets the criteria."),
        (2, "Group", "Choir"),
        (2, "Purpose", "To buy music"),
        (2, "Outcome", "Refused."),
    ] == cells
    assert ["Group", "Purpose", "Outcome"] == [block.text for block in blocks if block.hint is Hint.COLUMNS]
    assert ("Grants", "The meeting closed.") == (blocks[0].text, blocks[-1].text)


def test_a_ruled_table_goes_on_at_the_head_of_the_next_page():
    second = rule(edges=(800, 760)) + draw("Band", left=64, top=780) + draw("Drums", left=164, top=780)
    blocks = read(GRANTS + rule(), second)
    assert {1} == {block.cell.table for block in blocks}
    assert [(3, "Group"), (3, "Purpose")] == [(block.cell.row, block.cell.head) for block in blocks[-2:]]


def test_the_cells_of_a_table_that_lays_out_the_page_are_read_one_after_the_other():
    text = [f"The Chair spoke of hedge {number} and of the lane." for number in range(6)]
    drawn = (
        draw("12", left=64, top=686)
        + draw(*text, left=164, top=686, size=8, step=12)
        + draw(*text, left=164, top=596, size=8, step=12)
        + draw("Clerk", left=384, top=686)
    )
    blocks = read(rule(edges=(720, 500)) + drawn)
    # A number in a cell of its own stands before the words of its row.
    assert [f"12   {text[0]}", *text[1:], *text, "Clerk"] == [block.text for block in blocks]
    assert [True, False, True] == [blocks[at].starts for at in (0, 1, -1)]


def test_lines_below_words_and_a_frame_round_them_are_no_table():
    drawn = draw("Minutes", "of the Harbour Board") + "60 778 80 0.5 re f\n40 700 500 120 re S\n"
    assert [None, None] == [block.cell for block in read(drawn)]


def test_blocks_know_their_page_place_size_and_weight():
    first, second, third = read(
        draw("Parks", font="F2", size=18, left=280)
        + draw("The trees were cut by the men of the town.", top=740)
        + draw("The grass was mown by the men of the town.", top=720)
    )
    assert (True, 1.5, 1) == (first.style.bold, round(first.style.size, 1), first.page)
    assert (False, 1.0) == (second.style.bold, second.style.size)
    assert first.box.top < first.box.bottom < second.box.top < third.box.top


def test_a_hyphen_at_a_lines_end_stays_where_it_belongs():
    def joined(*lines):
        return [block.text for block in join_hyphens(mark_starts(read(draw(*lines))))[0]]

    assert ["Cllr Smith-Jones spoke."] == [" ".join(joined("Cllr Smith-", "Jones spoke."))]
    assert ["The year 2021-22 was dry."] == [" ".join(joined("The year 2021-", "22 was dry."))]
    # The last sign before the hyphen decides, also of one figure behind a letter.
    assert ["Plots B7-12 were sold."] == [" ".join(joined("Plots B7-", "12 were sold."))]
    assert ["The committee rose."] == [" ".join(joined("The com-", "mittee rose."))]


def test_bytes_before_the_head_do_no_harm():
    data = b"HTTP/1.1 200 OK\r\n\r\n" + make_pdf(draw("The trees were cut."))
    assert is_pdf(data)
    assert ["The trees were cut."] == [block.text for block in read_pdf(data, source="a.pdf")]


def test_what_is_filled_into_a_form_is_read_where_it_stands():
    note = (
        b"/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (chair) /V (Councillor Heron) /F 4 "
        b"/Rect [120 776 300 794] >>]"
    )
    form = b"/AcroForm << /Fields [] /DA (/Helv 12 Tf 0 g) >>"
    shown = texts(draw("Chair:", "The trees were cut."), notes=note, extra=form)
    assert "Councillor Heron" in shown[0]
    assert "The trees were cut." == shown[-1]


def test_the_mark_of_a_note_stands_apart_from_its_word():
    drawn = "BT /F1 12 Tf 1 0 0 1 60 700 Tm (The rents) Tj /F1 7 Tf 5 Ts (1) Tj /F1 12 Tf 0 Ts ( rose.) Tj ET"
    assert ["The rents [1] rose."] == texts(drawn)


def test_words_drawn_letter_by_letter_are_parted_by_narrow_gaps():
    # Helvetica's letters at 12 points: "City" and "of" are 1.9 points apart, and letters of a word not at all.
    widths = {"C": 8.67, "i": 2.67, "t": 3.33, "y": 6.0, "o": 6.67, "f": 3.33}
    left, drawn = 60.0, ""
    for letter in "City of":
        if letter != " ":
            drawn += f"BT /F1 12 Tf 1 0 0 1 {left:.2f} 700 Tm ({letter}) Tj ET\n"
        left += widths.get(letter, 1.9)
    assert ["City of"] == texts(drawn)


def test_a_bold_title_that_runs_into_its_text_is_parted_from_it_behind_a_number():
    def line(label, title, rest, *, top, bold="F2"):
        return f"BT /F1 10 Tf 60 {top} Td ({label} ) Tj /{bold} 10 Tf ({title} ) Tj /F1 10 Tf ({rest}) Tj ET\n"

    drawn = (
        line("4.", "Police Report", "The sergeant had nothing to report.", top=700)
        + line("5.", "Mr Ash", "asked about the piers.", top=684)
        + line("6.", "Trees", "The trees were cut.", top=668, bold="F1")
        + line("\\(a\\)", "Chair", "The Chair thanked all.", top=652)
    )
    assert [
        "4. Police Report   The sergeant had nothing to report.",
        "5. Mr Ash asked about the piers.",
        "6. Trees The trees were cut.",
        "(a) Chair The Chair thanked all.",
    ] == texts(drawn)


def test_a_label_beside_a_column_of_names_stands_above_them():
    page = (
        draw("ROLL CALL")
        + draw("Present:", left=160)
        + draw("Ann Hill, Chair", "Ben Marsh, Trustee", left=260)
        + draw("Absent:", left=160, top=732)
        + draw("Carl Moss", left=260, top=732)
    )
    assert ["ROLL CALL", "Present:", "Ann Hill, Chair", "Ben Marsh, Trustee", "Absent:   Carl Moss"] == texts(page)


def test_a_number_stays_with_the_label_behind_it():
    page = (
        draw("3.") + draw("MINUTES:", left=110) + draw("The minutes of the last", "meeting were agreed.", left=200)
    )
    assert ["3.   MINUTES:", "The minutes of the last", "meeting were agreed."] == texts(page)


def test_a_line_below_the_label_itself_leaves_the_row_whole():
    page = draw("Venue:", "The Clerk opened the meeting.") + draw("Guildhall", left=260)
    assert ["Venue:   Guildhall", "The Clerk opened the meeting."] == texts(page)


FULL = "The Clerk said that the gully by the mill had been cleared and thanked those who helped."
SHORT = "He will write again."


def flowing(*paragraphs):
    """Whether each line of paragraphs with space between them goes on from the one above."""
    page, top = "", 780
    for lines in paragraphs:
        page += draw(*lines, top=top)
        top -= 16 * len(lines) + 16
    return [block.flows for block in mark_starts(read(page))]


def test_a_line_below_a_full_one_is_of_its_paragraph_though_that_ends_a_sentence():
    assert [False, True, False, True] == flowing([FULL, SHORT], [FULL, SHORT])


def test_a_line_below_a_short_one_may_begin_a_paragraph():
    assert [False, False, False, True] == flowing([SHORT, FULL], [FULL, SHORT])


def test_an_entry_of_a_list_never_goes_on():
    assert [False, False, False, False] == flowing([FULL, "(a) the bridge"], [FULL, "2. the ford"])


def test_lines_without_space_between_paragraphs_leave_it_to_their_words():
    assert [False] * 4 == flowing([FULL, SHORT, FULL, SHORT])


def test_a_label_is_parted_from_words_below_which_the_next_line_begins():
    page = draw("Present: Ann Hill", "and others") + draw("Ben Marsh", left=111, top=748)
    names = draw("Present: Ann Hill") + draw("Ben Marsh", left=110, top=764)
    assert ["Present: Ann Hill", "and others", "Ben Marsh"] == texts(page)
    assert ["Present:", "Ann Hill", "Ben Marsh"] == texts(names)


def test_a_ballot_broken_at_its_hyphen_is_one():
    drawn = draw("The motion to approve the minutes as amended passes 4-", "0. The Board went on.")
    blocks, _ = join_hyphens(mark_starts(read(drawn)))
    assert "passes 4-0. The" in " ".join(block.text for block in blocks)


def test_slanted_letters_that_reach_over_the_next_are_parted_where_they_do_so_less():
    """Each letter is drawn by itself, and its box is wider than its step to the next."""
    x, drawn = 60.0, ""
    for word in ("standing", "item", "for", "all"):
        for letter in word:
            drawn += f"BT /F1 14 Tf 1 0 0.3 1 {x} 700 Tm ({letter}) Tj ET\n"
            x += 14 * {"i": 0.222, "l": 0.222, "t": 0.278, "f": 0.278, "r": 0.333, "m": 0.833}.get(letter, 0.556)
        x += 14 * 0.278
    assert ["standing item for all"] == texts(drawn)


def test_where_all_letters_are_bold_none_stands_out_by_it():
    page = draw("1. Police Report", "The sergeant had nothing to report.", font="F2")
    assert [False, False] == [block.style.bold for block in read(page)]


@pytest.mark.parametrize(
    ("degrees", "axes", "place"),
    [
        (90, "0 1 -1 0", lambda across, up: (595 - up, across)),
        (180, "-1 0 0 -1", lambda across, up: (595 - across, 842 - up)),
        (270, "0 -1 1 0", lambda across, up: (up, 842 - across)),
    ],
)
def test_a_page_that_is_turned_when_shown_is_read_as_it_shows(degrees, axes, place):
    lines = ["MINUTES OF THE COUNCIL", "The Mayor opened the meeting and", "thanked all who had come."]
    page = ""
    for at, line in enumerate(lines):
        across, up = place(60, 500 - 16 * at)
        page += f"BT /F1 12 Tf {axes} {across} {up} Tm ({line}) Tj ET\n"
    blocks = read(page, notes=b"/Rotate %d" % degrees)
    assert lines == [block.text for block in blocks]
    height = 595 if degrees != 180 else 842
    assert (60, height - 500) == pytest.approx((blocks[0].box.left, blocks[0].box.bottom), abs=4)
