import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.reading import MAX_SOURCE_BYTES, decode

TEXT = "Minutes:\n\nThe Board’s attention was drawn to £5.4m – and the people’s needs.\n"


def messages(decoded):
    return [problem.message for problem in decoded.problems]


def zipped(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def test_strict_utf8_is_silent():
    decoded = decode(TEXT.encode(), source="a.txt")

    assert (TEXT, "utf-8", ()) == (decoded.text, decoded.encoding, decoded.problems)


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", "byte order mark"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", "is UTF-16; read as that"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", "is UTF-16; read as that"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", "is UTF-32; read as that"),
        (TEXT.encode("utf-16-le"), "utf-16-le", "UTF-16 without a byte order mark"),
        (TEXT.encode("utf-16-be"), "utf-16-be", "UTF-16 without a byte order mark"),
        (TEXT.encode("cp1252"), "cp1252", "is not UTF-8; read as Windows-1252: check the characters"),
        (codecs.BOM_UTF8 + TEXT.encode("cp1252"), "cp1252", "is not UTF-8; read as Windows-1252"),
    ],
    ids=[
        "utf-8-mark",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-16-le-bare",
        "utf-16-be-bare",
        "cp1252",
        "mark-cp1252",
    ],
)
def test_other_encodings_are_read_with_one_problem_that_says_so(data, encoding, words):
    decoded = decode(data, source="a.txt")

    assert (TEXT, encoding) == (decoded.text, decoded.encoding)
    assert ["a.txt"] == [problem.path for problem in decoded.problems]
    assert words in messages(decoded)[0]


def test_one_cut_character_does_not_make_the_rest_windows_1252():
    decoded = decode(TEXT.encode()[:-1] + "’".encode()[:2], source="a.txt")

    assert "The Board’s attention" in decoded.text
    assert ["is damaged UTF-8; read with 1 unreadable characters shown as “\ufffd”"] == messages(decoded)


def test_a_byte_that_windows_1252_does_not_have_is_counted():
    decoded = decode(("The Board heard this. " * 20).encode() + b"\x81\x93", source="a.txt")

    assert decoded.text.endswith("\ufffd“")
    assert ["is not UTF-8; read as Windows-1252: check the characters (1 are unreadable)"] == messages(decoded)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\r\n",
        "\xa0\n\xa0\n".encode(),
        b"\xa0\n\xa0",
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        "\u200b \ufeff".encode(),
    ],
    ids=["nothing", "spaces", "no-break", "no-break-cp1252", "mark", "mark-16", "zero-width"],
)
def test_what_shows_nothing_is_empty(data):
    with pytest.raises(SourceError, match="is empty") as caught:
        decode(data, source="a.txt")

    assert "a.txt" == caught.value.source


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF, not text"),
        (b"\r\n%PDF-1.4", "is a PDF, not text"),
        (zipped("[Content_Types].xml", "word/document.xml"), "is a Word document"),
        (zipped("xl/workbook.xml"), "is an Excel workbook"),
        (zipped("a.txt"), "is a zip archive"),
        (zipped(), "is a zip archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image"),
        (b"GIF89a\x01\x00", "is a GIF image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old kind"),
        (b"{\\rtf1\\ansi Minutes:}", "is an RTF document"),
        (b"\x1f\x8b\x08\x00", "is a gzip archive"),
        (b"Minutes:\x00\nThe Board", "is not text"),
        (bytes(range(256)), "is not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8A", "looks like UTF-16 but is damaged"),
    ],
)
def test_what_is_not_text_is_refused_by_its_name(data, kind):
    with pytest.raises(SourceError, match=kind):
        decode(data, source="a.txt")


def test_marks_that_word_processors_leave_are_text():
    text = "Minutes:\x0b\fThe Board\x1f noted the re\xadport in full and thanked all officers for it.\x1a"

    assert text == decode(text.encode(), source="a.txt").text


def test_a_source_over_the_limit_is_refused():
    with pytest.raises(SourceError, match="is larger than 20 MB"):
        decode(b"a" * (MAX_SOURCE_BYTES + 1), source="a.txt")


@given(st.binary())
def test_any_bytes_are_text_with_at_most_one_problem_or_a_source_error(data):
    try:
        decoded = decode(data, source="a.txt")
    except SourceError:
        return
    decoded.text.encode("utf-8")
    assert len(decoded.problems) == (decoded.encoding != "utf-8" or "\ufffd" in decoded.text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp", "Cf"]), min_size=1))
def test_any_printable_text_in_utf8_comes_back(text):
    assert "Minutes: " + text == decode(("Minutes: " + text).encode(), source="a.txt").text
