import datetime
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.reading import Metadata, load_sidecar
from minutesearch.reading.sources.sidecar_rows import parse_csv, parse_json

CSV = (
    "File,Council,Committee,Title,Date,Item No.,URL\n"
    "a.txt,Kent County Council,Health Overview and Scrutiny Committee,Kent and Medway Integrated Care Strategy,"
    "07/10/2020,8,https://democracy.kent.gov.uk/mgAi.aspx?ID=68150\n"
)
ROW = Metadata(
    council="Kent County Council",
    body="Health Overview and Scrutiny Committee",
    title="Kent and Medway Integrated Care Strategy",
    date=datetime.date(2020, 10, 7),
    item_number="8",
    url="https://democracy.kent.gov.uk/mgAi.aspx?ID=68150",
    modgov_item="68150",
)


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("Minutes:", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/d.txt").write_text("Minutes:", encoding="utf-8")
    return tmp_path


def load_csv(folder, content):
    (folder / "metadata.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_sidecar(folder)


def load_json(folder, content):
    (folder / "metadata.json").write_text(
        content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
    )
    return load_sidecar(folder)


def messages(sidecar):
    return [problem.message for problem in sidecar.problems]


def test_a_folder_without_a_sidecar_has_no_rows_and_no_problems(folder):
    sidecar = load_sidecar(folder)

    assert ({}, ()) == (sidecar.rows, sidecar.problems)


@pytest.mark.parametrize(
    "content",
    [
        CSV,
        CSV.encode("utf-8-sig"),
        CSV.replace("\n", "\r\n"),
        CSV.replace("\n", "\r"),
        CSV.replace(",", ";"),
        "sep=;\n" + CSV.replace(",", ";"),
        CSV.replace(",", "\t"),
        "\n" + CSV + "\n,,,,,,\n",
        CSV.replace("File", " file ").replace("Committee,", "BODY,", 1).replace("Item No.", "item_number"),
    ],
    ids=["plain", "mark", "crlf", "cr", "semicolons", "excel-sep", "tabs", "blank-rows", "other-names"],
)
def test_reads_csv_as_spreadsheets_write_it(folder, content):
    sidecar = load_csv(folder, content)

    assert {"a.txt": ROW} == sidecar.rows
    assert () == sidecar.problems


def test_reads_csv_in_windows_1252_and_says_so(folder):
    sidecar = load_csv(folder, "file,venue\na.txt,Canolfan Môn – Llangefni\n".encode("cp1252"))

    assert "Canolfan Môn – Llangefni" == sidecar.rows["a.txt"].venue
    assert ["is not UTF-8; read as Windows-1252: check the characters"] == messages(sidecar)


FIELDS = {"council": "Kent County Council", "item_number": 8, "meeting_id": 7980, "venue": None, "title": ""}


@pytest.mark.parametrize(
    "content",
    [
        [{"file": "a.txt", **FIELDS}],
        {"a.txt": FIELDS},
        {"files": [{"File": "./a.txt", **FIELDS}]},
        {"files": {"a.txt": FIELDS}},
    ],
    ids=["list", "by-file", "files-list", "files-by-file"],
)
def test_reads_json_in_each_shape(folder, content):
    sidecar = load_json(folder, content)

    expected = Metadata(council="Kent County Council", item_number="8", modgov_meeting="7980")
    assert {"a.txt": expected} == sidecar.rows
    assert () == sidecar.problems


def test_json_wins_over_csv_and_a_problem_says_so(folder):
    (folder / "metadata.csv").write_text("file,council\na.txt,Kent\n", encoding="utf-8")

    sidecar = load_json(folder, [{"file": "a.txt", "council": "Medway"}])

    assert "Medway" == sidecar.rows["a.txt"].council
    assert [f"{folder / 'metadata.csv'}: is not used, since metadata.json stands beside it"] == [
        str(problem) for problem in sidecar.problems
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("b.txt,31/02/2021,", "“31/02/2021” is not a date"),
        ("b.txt,Friday 18 November 2021,", "wrong weekday"),
        (",18/11/2021,", "it names no file"),
        ("a.txt,18/11/2021,", "“a.txt” has a row already"),
        ("./a.txt,18/11/2021,", "“a.txt” has a row already"),
        ("nowhere.txt,18/11/2021,", "is not a file in the folder"),
        ("sub,18/11/2021,", "is not a file in the folder"),
        ("../a.txt,18/11/2021,", "is outside the folder"),
        ("sub/../../a.txt,18/11/2021,", "is outside the folder"),
        ("/etc/passwd,18/11/2021,", "is outside the folder"),
        ("C:\\a.txt,18/11/2021,", "is outside the folder"),
        ("b.txt,18/11/2021,ftp://kent.gov.uk/", "is not a web address"),
        ("b.txt,18/11/2021,javascript:alert(1)", "is not a web address"),
        ("b.txt,18/11/2021,https://[::1/", "is not a web address"),
        ("b.txt,18/11/2021,,extra", "it has 4 cells for 3 columns"),
        ('b.txt,"18/11/2021" x,', "expected after"),
        ('b.txt,"18/11/2021,', "a quotation mark is not closed"),
        (f"{'b' * 5000},18/11/2021,", "is not a file in the folder"),
    ],
)
def test_a_bad_csv_row_is_reported_with_its_line_and_the_rest_loads(folder, row, reason):
    sidecar = load_csv(folder, f"file,date,url\na.txt,2021-11-18,\n{row}\nc.txt,19/11/2021,\n")

    assert ["a.txt", "c.txt"] == list(sidecar.rows)
    (problem,) = sidecar.problems
    assert (str(folder / "metadata.csv"), 3) == (problem.path, problem.line)
    assert "this row is left out: " in problem.message
    assert reason in problem.message


def test_the_line_of_a_row_is_where_it_begins(folder):
    sidecar = load_csv(folder, 'file,title,date\n"a.txt","Care\nStrategy",\nb.txt,,never\n')

    assert "Care Strategy" == sidecar.rows["a.txt"].title
    assert [4] == [problem.line for problem in sidecar.problems]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"file": "b.txt", "date": "never"}, "is not a date"),
        ({"file": "b.txt", "time": "late"}, "does not give a time"),
        ({"file": "b.txt", "date": "2021-11-18T18:30", "time": "19:00"}, "date says 18:30, time says 19:00"),
        ({"file": "b.txt", "item": 4.1}, "item is neither text nor a whole number; write it in quotation marks"),
        ({"file": "b.txt", "item": True}, "item is neither text nor a whole number"),
        ({"file": "b.txt", "council": ["Kent"]}, "council is neither text nor a whole number"),
        ({"file": "b.txt", "council": {"name": "Kent"}}, "council is neither text nor a whole number"),
        ({"file": "b.txt", "id": "68150a"}, "is not a number of Modern.Gov's"),
        ({"file": "b.txt", "id": -1}, "is not a number of Modern.Gov's"),
        ({"file": "b.txt", "id": "1", "item_id": "2"}, "two columns give modgov_item: “1” and “2”"),
        ({"file": "b.txt", "council": "\ud800"}, "surrogates not allowed"),
        ({"file": "b\x00.txt"}, "is not a file in the folder"),
        ({"council": "Kent"}, "it names no file"),
        ({"file": "a.txt"}, "“a.txt” has a row already"),
        ("b.txt", "it is not an object"),
        (None, "it is not an object"),
    ],
)
def test_a_bad_json_row_is_reported_with_its_number_and_the_rest_loads(folder, row, reason):
    sidecar = load_json(folder, [{"file": "a.txt"}, row, {"file": "sub/d.txt"}])

    assert ["a.txt", "sub/d.txt"] == list(sidecar.rows)
    (problem,) = sidecar.problems
    assert problem.message.startswith("row 2 (counted from 1) is left out: ")
    assert reason in problem.message


def test_a_file_that_json_names_twice_is_reported(folder):
    sidecar = load_json(folder, '{"a.txt": {"council": "Kent"}, "a.txt": {"council": "Medway"}}')

    assert "Kent" == sidecar.rows["a.txt"].council
    assert ["row 2 (counted from 1) is left out: “a.txt” has a row already"] == messages(sidecar)


def test_unknown_columns_are_named_in_one_problem_and_stop_nothing(folder):
    sidecar = load_csv(folder, "file,council,colour,_note\na.txt,Kent,red,x\nb.txt,Kent,blue,y\n")

    assert ["a.txt", "b.txt"] == list(sidecar.rows)
    assert ["columns not known, and not used: “colour”, “_note”"] == messages(sidecar)


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        ('[{"file": "a.txt"},\n {"file": }]', "is not JSON: Expecting value (column 11)", 2),
        ('"a.txt"', "is neither a list of objects nor", None),
        ("[" * 100_000, "is not JSON", None),
        ("[" + "9" * 5000 + "]", "is not JSON", None),
        ("   ", "is empty", None),
    ],
    ids=["syntax", "text", "nested", "long-number", "blank"],
)
def test_json_that_cannot_be_read_is_one_problem(folder, content, reason, line):
    sidecar = load_json(folder, content)

    assert {} == sidecar.rows
    (problem,) = sidecar.problems
    assert reason in problem.message
    assert line in (None, problem.line)


def test_csv_without_a_column_of_files_reports_every_row(folder):
    sidecar = load_csv(folder, "council\nKent\n")

    assert [
        "this row is left out: it names no file",
        (
            "no column is called “file”; the first row must name the columns; its files are read without it, and"
            " what an index has of them is left as it is"
        ),
    ] == messages(sidecar)


def test_a_sidecar_that_is_a_folder_is_a_problem(folder):
    (folder / "metadata.json").mkdir()

    assert [str(folder / "metadata.json")] == [problem.path for problem in load_sidecar(folder).problems]


def test_a_date_with_a_time_fills_both_and_midnight_is_no_time(folder):
    sidecar = load_csv(
        folder, 'file,date\na.txt,"Thursday 18th November, 2021 6.30 pm"\nb.txt,18/11/2021 00:00:00\n'
    )

    assert [("2021-11-18", "18:30"), ("2021-11-18", None)] == [
        (row.date.isoformat(), row.time) for row in sidecar.rows.values()
    ]


def test_addresses_fill_the_numbers_that_are_not_given(folder):
    sidecar = load_csv(
        folder,
        "file,url,meeting_url,modgov_meeting\n"
        "a.txt,https://x.gov.uk/mgAi.aspx?ID=5,https://x.gov.uk/ieListDocuments.aspx?CId=2&MId=3,9\n",
    )

    row = sidecar.rows["a.txt"]
    assert ("2", "9", "5", None) == (row.modgov_committee, row.modgov_meeting, row.modgov_item, row.modgov_issue)


def test_backslashes_between_folders_are_read(folder):
    assert ["sub/d.txt"] == list(load_csv(folder, "file\nsub\\d.txt\n").rows)


@pytest.mark.parametrize("row", ['a,"""', 'a,"', 'a,"b', 'a,""b', '"a""', 'a,"\na,""'])
def test_many_broken_rows_are_read_in_linear_time(row):
    started = time.thread_time()

    table = parse_csv("file,title\n" + f"{row}\n" * 20_001)

    assert len(table.rows) + len(table.faults) > 10_000
    # Far above what it takes (0.1 s); were each broken row to reread all that follow, it would be minutes.
    assert time.thread_time() - started < 10


@given(st.text(st.sampled_from('ab,;"\t\n\r file')))
def test_any_csv_text_gives_rows_and_faults(text):
    lines = text.count("\n") + text.count("\r") + 1

    assert all(1 <= row.line <= lines for row in parse_csv(text).rows)


@given(
    st.one_of(
        st.text(),
        st.recursive(st.none() | st.text(), lambda e: st.lists(e) | st.dictionaries(st.text(), e)).map(json.dumps),
    )
)
def test_any_json_text_gives_rows_or_faults(text):
    table = parse_json(text)

    assert all(isinstance(name, str) for row in table.rows for name, _ in row.cells)
