"""`minutesearch read`, and folders of mixed files."""

import json
import zipfile
from pathlib import Path

import pytest

import minutesearch as ms

TESTS = Path(__file__).parents[2]
FORMS = TESTS / "forms"
MODGOV = TESTS / "moderngov"


def test_json_has_the_meeting_its_items_and_their_passages(run):
    result = run("read", FORMS / "is_03_bromsgrove.txt", "--json")

    assert 0 == result.exit_code
    values = json.loads(result.stdout)
    assert ("is_03_bromsgrove.txt", "issue", []) == (values["file"], values["page_kind"], values["problems"])
    (meeting,) = values["meetings"]
    assert (None, "Planning Committee", "2022-03-07", None, None) == tuple(
        meeting[name] for name in ("council", "body", "date", "time", "venue")
    )
    (item,) = meeting["items"]
    assert ("73", "Minutes", None, [], []) == tuple(
        item[name] for name in ("number", "title", "url", "motions", "votes")
    )
    decision = item["passages"][-1]
    assert decision["text"].startswith("RESOLVED that, subject to the amendment")
    assert ("decision", None, "approved") == (decision["kind"], decision["label"], decision["decision_type"])


def test_a_person_sees_the_meeting_the_items_and_the_passages(run):
    result = run("read", FORMS / "is_06_herefordshire.txt")

    assert 0 == result.exit_code
    assert (
        "is_06_herefordshire.txt: issue\n\nMeeting: body Council, date 2012-05-25\n\n"
        "  13 ANNUAL REPORT OF THE AUDIT COMMITTEE\n    l. 9 summary\n"
    ) in result.stdout


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.txt")), ids=lambda path: path.stem)
def test_words_out_and_words_dropped_are_the_words_in(path):
    (reading,) = ms.read_files(path)

    items = [item for meeting in reading.meetings for item in meeting.items]
    texts = [item.title for item in items if item.title]
    texts += [f"{passage.marker} {passage.text}" for item in items for passage in item.passages]
    texts += [line.text for line in reading.dropped]
    assert sorted("".join(path.read_text(encoding="utf-8").split())) == sorted("".join("".join(texts).split()))


def test_dropped_lines_are_shown_on_request(run):
    result = run("read", FORMS / "mt_09_sefton.txt", "--dropped")

    assert "Dropped\n  l. 1 Agenda and draft minutes\n" in result.stdout


def test_what_cannot_be_read_is_a_problem_and_the_status_is_1(run, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("404 Not Found\n\nnginx\n", encoding="utf-8")
    result = run("read", path)

    assert (1, "list.txt: unread\n") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("problem: list.txt: is an error page of a web site")


def test_files_in_an_archive_are_read_under_its_name(run, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FORMS / "is_03_bromsgrove.txt", "inner/one.txt")
        archive.write(MODGOV / "GetMeeting.constructed.xml", "two.xml")
    values = json.loads(run("read", path, "--json").stdout)

    assert ["a.zip/inner/one.txt", "a.zip/two.xml"] == [each["file"] for each in values["files"]]
    assert ["issue", "web service"] == [each["page_kind"] for each in values["files"]]


def test_indexing_ends_with_what_was_read_as_what(run, tmp_path, tmp_path_factory):
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        for path in FORMS.glob("mt_0*.txt"):
            archive.write(path, path.name)
    (tmp_path / "junk.bin").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "meeting.xml").write_bytes((MODGOV / "GetMeeting.constructed.xml").read_bytes())
    (tmp_path / "list.xml").write_bytes((MODGOV / "GetMeetings.constructed.xml").read_bytes())
    (tmp_path / "records.jsonl").write_text(
        '{"text": "The plan was noted.", "body": "Cabinet"}\n', encoding="utf-8"
    )
    index = tmp_path_factory.mktemp("index") / "index"
    result = run("index", tmp_path, "--index", index)

    assert 0 == result.exit_code, result.output
    assert (
        "read as        files\nwhole meeting  6\nweb service    2\nJSON Lines     1\nnot read       1\n"
        in result.stdout
    )
    with ms.open_index(index) as opened:
        assert "pages.zip/mt_09_sefton.txt" == opened.search("Mayor Chamber safety").hits[0].source


def test_adding_an_archive_again_changes_nothing(run, tmp_path):
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(FORMS / "mt_09_sefton.txt", "a.txt")
    run("index", path, "--index", tmp_path / "index")

    assert "0 added, 0 updated, 1 unchanged" in run("index", path, "--index", tmp_path / "index").stdout
