"""PDF and Word documents."""

import builtins
import io
import re
import time
import zlib

import pytest

from minutesearch.errors import SourceError
from minutesearch.pages import Hint
from minutesearch.reading import read_page
from tests.reading.formats.pdf.test_pdf_blocks import make_pdf as make_drawn_pdf

docx = pytest.importorskip("docx", reason="the extra `documents` is not installed")
pytest.importorskip("pypdf", reason="the extra `documents` is not installed")

PAGES = [
    [
        "KENT COUNTY COUNCIL",
        "HEALTH OVERVIEW AND SCRUTINY COMMITTEE",
        "MINUTES of a meeting of the Health Overview and Scrutiny Committee held in the Council Chamber",
        "on Thursday, 12 May 2022.",
        "PRESENT: Mr P Bartlett (Chair) and Mr A Kennedy",
        "1. Declarations of Interest",
        "There were no declarations of interest made by the members of the com-",
        "mittee who were present at the meeting.",
        "1",
    ],
    [
        "HOSC minutes, 12 May 2022",
        "2. Winter Plan",
        "The Chair introduced the report on the plan.",
        "RESOLVED that the plan be noted.",
        "2",
    ],
    ["HOSC minutes, 12 May 2022", "3. Work Programme", "It was agreed that the programme be noted.", "3"],
]


def make_pdf(pages):
    """Return a PDF with the lines of each page, one under the other."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join("(" + line.replace("(", "\\(").replace(")", "\\)") + ") Tj T*\n" for line in lines)
        stream = zlib.compress(f"BT /F1 11 Tf 14 TL 40 800 Td\n{shown}ET".encode("latin-1"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream")
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
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


def outline(page):
    return [
        (item.number, item.title, [(line.text, line.page) for part in item.sections for line in part.lines])
        for item in page.meetings[0].items
    ]


def test_a_pdf_keeps_its_pages_and_drops_what_each_page_repeats():
    page = read_page(make_pdf(PAGES), source="a.pdf")

    meeting = page.meetings[0].meeting
    assert ("printed minutes", "KENT COUNTY COUNCIL", "Health Overview and Scrutiny Committee", "2022-05-12") == (
        page.kind,
        meeting.council,
        meeting.body,
        str(meeting.date),
    )
    assert ("Council Chamber", "Mr P Bartlett") == (meeting.venue, meeting.chair)
    assert [
        (None, None, [("PRESENT: Mr P Bartlett (Chair) and Mr A Kennedy", 1)]),
        (
            "1",
            "Declarations of Interest",
            [
                ("There were no declarations of interest made by the members of the committee", 1),
                ("who were present at the meeting.", 1),
            ],
        ),
        (
            "2",
            "Winter Plan",
            [("The Chair introduced the report on the plan.", 2), ("RESOLVED that the plan be noted.", 2)],
        ),
        ("3", "Work Programme", [("It was agreed that the programme be noted.", 3)]),
    ] == outline(page)
    dropped = [line.text for line in page.structure]
    assert ["HOSC minutes, 12 May 2022"] * 2 == [text for text in dropped if text.startswith("HOSC")]
    assert {"1", "2", "3", "-"} <= set(dropped)


def test_a_pdf_without_text_says_so():
    with pytest.raises(SourceError, match="its pages are pictures"):
        read_page(make_pdf([[""]]), source="a.pdf")


def test_a_pdf_that_asks_for_one_content_a_thousand_times_is_refused():
    data = make_pdf([["The Chair introduced the report on the plan. " * 4_000]])
    with pytest.raises(SourceError, match="unpack to more than 500,000 bytes of drawing"):
        read_page(data.replace(b"/Kids [5 0 R]", b"/Kids [" + b"5 0 R " * 900 + b"]"), source="a.pdf")


def make_pdf_of_forms(*contents):
    """Return a PDF whose page draws a form that may draw the next ("/F1 Do") or itself ("/F0 Do")."""
    resources = b"/Resources << /XObject << /F0 %d 0 R /F1 %d 0 R >> >>"
    out = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    )
    for number, content in enumerate((b"/F1 Do", *contents), start=3):
        stream = zlib.compress(content)
        names = resources % (number + 1, number + 2)
        out += b"%d 0 obj<</Type/XObject/Subtype/Form/Filter/FlateDecode/Length %d" % (number + 1, len(stream))
        out += names + b">>stream\n" + stream + b"\nendstream endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>endobj\n" % (resources % (4, 5))
    return out + page + b"trailer<</Root 1 0 R/Size 99>>\nstartxref\n0\n%%EOF"


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        ([b"/F0 Do " * 50_000], "a form draws itself"),
        ([b"/F1 Do " * 2_000, b"/F1 Do " * 2_000, b"BT (The report was noted.) Tj ET"], "unpack to more"),
        ([b"/#461 Do " * 2_000, b"/F1%\nDo " * 2_000, b"BT (The report was noted.) Tj ET"], "unpack to more"),
        ([b"/F1 Do " * 20_000, b""], "unpack to more"),
    ],
    ids="itself nested hidden empty".split(),
)
def test_a_pdf_that_draws_forms_beyond_measure_is_refused(contents, message):
    started = time.thread_time()
    with pytest.raises(SourceError, match=message):
        read_page(make_pdf_of_forms(*contents), source="a.pdf")
    assert time.thread_time() - started < 2


def test_a_pdf_of_a_long_stream_that_does_not_unpack_is_refused_at_once():
    stream = zlib.compress(b"BT (The report was noted.) Tj ET" * 100_000)
    data = make_pdf_of_forms(b"").replace(b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode]", 1)
    begin, end = data.index(b"stream\n") + len(b"stream\n"), data.index(b"\nendstream")
    data = re.sub(rb"/Length \d+", b"/Length %d" % len(stream), data[:begin], count=1) + stream + data[end:]
    started = time.thread_time()
    with pytest.raises(SourceError, match="cannot be read"):
        read_page(data, source="a.pdf")
    assert time.thread_time() - started < 2


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", make_pdf(PAGES)[:300], b"%PDF-1.7 junk\x00" * 50], ids=["head", "half", "junk"]
)
def test_a_broken_pdf_is_refused(data):
    with pytest.raises(SourceError, match="is a PDF"):
        read_page(data, source="a.pdf")


def test_reads_a_word_document():
    document = docx.Document()
    for text in PAGES[0][2:6]:
        document.add_paragraph(text)
    document.add_paragraph("There were none.")
    document.sections[0].footer.paragraphs[0].text = "Page foot"
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Mr Kennedy", "Landlord"
    stored = io.BytesIO()
    document.save(stored)
    page = read_page(stored.getvalue(), source="a.docx")

    assert ("1", "Declarations of Interest", [("There were none.", 1), ("Mr Kennedy Landlord", 1)]) == outline(
        page
    )[-1]
    assert "Page foot" in [line.text for line in page.structure]


def test_the_numbers_that_word_counts_itself_are_read():
    document = docx.Document()
    document.add_paragraph("Minutes of a meeting of the Finance Committee held on 4 May 2021")
    document.add_paragraph("Present: Councillor Ash")
    for title, text in (("Apologies", "None."), ("Budget", "The budget was noted.")):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph(text)
    document.add_paragraph("A point", style="List Bullet")
    stored = io.BytesIO()
    document.save(stored)

    page = read_page(stored.getvalue(), source="a.docx")

    items = page.meetings[0].items
    assert [(None, None), ("1", "Apologies"), ("2", "Budget")] == [(item.number, item.title) for item in items]
    assert ["The budget was noted.", "•  A point"] == [line.text for line in items[2].sections[0].lines]


@pytest.mark.parametrize(("name", "data"), [("pypdf", make_pdf(PAGES)), ("docx", None)], ids=["pdf", "word"])
def test_without_the_extra_it_says_what_to_install(monkeypatch, name, data):
    if data is None:
        stored = io.BytesIO()
        docx.Document().save(stored)
        data = stored.getvalue()
    real = builtins.__import__

    def refuse(module, *rest, **options):
        if module.partition(".")[0] == name:
            raise ImportError(module)
        return real(module, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(SourceError, match=r"pip install 'minutesearch\[documents\]'"):
        read_page(data, source="a")


def test_a_table_of_very_many_columns_is_refused_at_once():
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=2, cols=1)
    table.rows[0]._tr.tc_lst[0].grid_span = 99_999
    file = io.BytesIO()
    document.save(file)

    with pytest.raises(SourceError, match="a table of more than 200 columns"):
        read_page(file.getvalue(), source="a.docx")


def test_words_that_are_hidden_or_struck_out_are_a_problem_that_quotes_them():
    document = docx.Document()
    document.add_paragraph("Minutes of the Finance Committee, 4 May 2021")
    paragraph = document.add_paragraph("The budget was noted")
    paragraph.add_run(" after a long and bitter debate").font.strike = True
    document.sections[0].header.paragraphs[0].text = "Finance Committee"
    stored = io.BytesIO()
    document.save(stored)
    page = read_page(stored.getvalue(), source="a.docx")
    assert ["6 words"] == [problem.message[:7] for problem in page.problems if "bitter debate" in problem.message]
    assert [True] == [line.hint is Hint.RUNNING for line in page.structure if line.text == "Finance Committee"]


def test_a_running_line_of_few_pages_is_dropped_with_a_problem_and_one_of_all_in_silence():
    def write(number):
        lines = [f"Parks Committee, 4 May 2021 [{number}]", *(["Draft for approval"] if number in (3, 5) else [])]
        body = [f"{number}. Hedge {number}", f"The hedge of lane {number} is to be cut by the clerk's man."] * 3
        return [*lines, *body]

    pages = [write(number) for number in range(1, 7)]
    messages = [problem.message for problem in read_page(make_pdf(pages), source="a.pdf").problems]
    assert [
        "“Draft for approval” is dropped as a running line, but is on fewer than half of the pages (3, 5)"
    ] == [message for message in messages if "dropped" in message]


RECORD = (
    ("Decision Maker", "Councillor Ann Marsh, Cabinet Member for Ferries"),
    ("Subject", "Ferry Contract"),
    ("Date of decision", "4 February 2025"),
    ("Decision", "That the contract be awarded to Fenland Ferries."),
    ("Reason for decision", "The tender was the lowest."),
    ("Alternative options considered", "To run the ferry directly was thought too costly."),
    ("Interests declared", "None"),
)


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "apart"])
def test_a_record_of_decision_in_a_form_is_read_by_its_labels(ruled):
    drawn = "BT /F1 14 Tf 1 0 0 1 60 780 Tm (Westmarch County Council) Tj ET\n"
    drawn += "BT /F1 12 Tf 1 0 0 1 60 750 Tm (Record of Executive Decision) Tj ET\n"
    for at, row in enumerate(RECORD):
        for left, text in zip((64, 264), row, strict=True):
            drawn += f"BT /F1 10 Tf 1 0 0 1 {left} {700 - 24 * at} Tm ({text}) Tj ET\n"
    if ruled:
        drawn += "".join(f"60 {714 - 24 * at} 480 0.5 re f\n" for at in range(len(RECORD) + 1))
        drawn += "".join(
            f"{left} {714 - 24 * len(RECORD)} 0.5 {24 * len(RECORD)} re f\n" for left in (60, 260, 540)
        )
    page = read_page(make_drawn_pdf(drawn), source="a.pdf")
    (meeting,) = page.meetings
    (item,) = meeting.items
    told = [(part.section.value, [line.text for line in part.lines]) for part in item.sections]
    assert ("decision", "Westmarch County Council", "2025-02-04", "Ferry Contract") == (
        page.kind,
        meeting.meeting.council,
        str(meeting.meeting.date),
        item.title,
    )
    assert ("decision", [RECORD[3][1]]) == told[0]
    assert [RECORD[at][1] for at in (4, 5, 6)] == [text for _, texts in told[1:] for text in texts]


def test_a_pdf_whose_fonts_do_not_say_their_letters_says_so():
    with pytest.raises(SourceError, match="letters are not known"):
        read_page(make_pdf([["$%&/=?+*#-_:;<>|" * 4] * 10]), source="a.pdf")
