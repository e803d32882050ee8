import os

import pytest

import minutesearch as ms
from minutesearch.errors import SourceError
from minutesearch.reading import list_files


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Minutes:\n\nThe Board noted the report.\n", encoding="utf-8")


def names(listing):
    return [file.name for file in listing.files]


def test_lists_all_files_by_name(tmp_path):
    make(tmp_path, "b.txt", "a.txt", "2021/may/c.txt", "2020/d.htm", "B.txt")

    listing = list_files(tmp_path)

    assert ["2020/d.htm", "2021/may/c.txt", "B.txt", "a.txt", "b.txt"] == names(listing)
    assert [tmp_path / name for name in names(listing)] == [file.path for file in listing.files]
    assert () == listing.problems


def test_passes_over_hidden_names_and_sidecars(tmp_path):
    make(tmp_path, "a.txt", ".hidden.txt", "_draft.txt", ".git/c.txt", "_old/d.txt")
    (tmp_path / "metadata.csv").write_text("file\na.txt\n", encoding="utf-8")

    assert ["a.txt"] == names(list_files(tmp_path))


def test_a_folder_that_is_passed_over_is_told_of_if_it_holds_minutes(tmp_path):
    make(tmp_path, "a.txt", "_2020/b.txt", "_notes/c.ini")

    listing = list_files(tmp_path)

    assert ["a.txt"] == names(listing)
    assert [
        (str(tmp_path / "_2020"), "is passed over, since its name begins with “_”; rename it to have it read")
    ] == [(problem.path, problem.message) for problem in listing.problems]


def test_an_index_among_the_sources_is_no_source(tmp_path):
    make(tmp_path, "a.txt", "index/segment.txt", "index/minutesearch.json")

    assert (["a.txt"], ()) == (names(list_files(tmp_path)), list_files(tmp_path).problems)


@pytest.mark.parametrize(
    "broken", ["not a table", '[{"file": ]', "allotments.txt,Anytown\n"], ids=["text", "json", "headless"]
)
def test_what_is_known_outlives_a_sidecar_that_breaks(tmp_path, broken):
    make(tmp_path / "minutes", "a.txt")
    sidecar = tmp_path / "minutes" / ("metadata.json" if broken.startswith("[") else "metadata.csv")
    good = (
        '[{"file": "a.txt", "council": "Anytown"}]' if broken.startswith("[") else "file,council\na.txt,Anytown\n"
    )
    sidecar.write_text(good, encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.sync(tmp_path / "minutes")
        sidecar.write_text(broken, encoding="utf-8")

        report = index.sync(tmp_path / "minutes")

        assert (0, 1) == (report.updated, report.unchanged)
        assert "left as it is" in str(report.problems[-1]) or "not JSON" in str(report.problems[-1])
        assert ["Anytown"] == [meeting.council for meeting in index.meetings()]


def test_a_single_file_has_its_own_name_and_the_sidecar_beside_it(tmp_path):
    make(tmp_path, "sub/a.txt")
    (tmp_path / "sub/metadata.csv").write_text("file,council\na.txt,Medway\n", encoding="utf-8")

    (file,) = list_files(tmp_path / "sub/a.txt").files

    assert ("a.txt", "Medway") == (file.name, file.metadata.council)


def test_the_nearest_sidecar_counts(tmp_path):
    make(tmp_path, "sub/a.txt", "sub/b.txt", "sub/c.txt")
    (tmp_path / "metadata.csv").write_text("file,council\nsub/a.txt,Kent\nsub/b.txt,Kent\n", encoding="utf-8")
    (tmp_path / "sub/metadata.csv").write_text("file,council\na.txt,Medway\n", encoding="utf-8")

    files = list_files(tmp_path).files

    assert ["Medway", "Kent", None] == [file.metadata and file.metadata.council for file in files]


def test_a_sidecar_problem_is_among_the_problems(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "metadata.csv").write_text("file,date\na.txt,never\n", encoding="utf-8")

    (problem,) = list_files(tmp_path).problems

    assert (str(tmp_path / "metadata.csv"), 2) == (problem.path, problem.line)


def test_links_stay_inside_the_folder_and_loops_end(tmp_path):
    make(tmp_path, "in/a.txt", "in/sub/b.txt", "out/secret.txt")
    folder = tmp_path / "in"
    (folder / "inside.txt").symlink_to("sub/b.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "out/secret.txt")
    (folder / "outside").symlink_to(tmp_path / "out")
    (folder / "sub/loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")

    listing = list_files(folder)

    assert ["a.txt", "inside.txt", "sub/b.txt"] == names(listing)
    assert {
        "outside.txt": "is a link out of the folder, which is not followed",
        "outside": "is a link out of the folder, which is not followed",
        "loop": "is a link to something other than a file, which is not followed",
        "self.txt": "is a link that leads nowhere",
        "gone.txt": "is a link that leads nowhere",
    } == {os.path.basename(problem.path): problem.message for problem in listing.problems}  # noqa: PTH119


def test_the_folder_itself_may_be_a_link(tmp_path):
    make(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")

    assert ["a.txt"] == names(list_files(tmp_path / "link"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_a_problem(tmp_path):
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")

    listing = list_files(tmp_path)

    assert ["a.txt"] == names(listing)
    assert ["is a pipe, socket or device, not a file"] == [problem.message for problem in listing.problems]


def test_a_folder_without_access_is_a_problem_and_stops_nothing_else(tmp_path, monkeypatch):
    make(tmp_path, "a.txt", "closed/b.txt", "open/c.txt")
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)

    listing = list_files(tmp_path)

    assert ["a.txt", "open/c.txt"] == names(listing)
    assert [f"{tmp_path / 'closed'}: this folder may not be listed: Permission denied"] == [
        str(problem) for problem in listing.problems
    ]


def test_the_top_folder_without_access_is_an_error(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)

    with pytest.raises(SourceError, match="may not be listed"):
        list_files(tmp_path)


@pytest.mark.parametrize("name", ["nowhere", "a\x00b", "a" * 5000])
def test_a_path_that_does_not_exist_is_an_error(tmp_path, name):
    with pytest.raises(SourceError, match=r"does not exist|cannot be opened"):
        list_files(tmp_path / name)


def test_a_single_file_with_a_name_that_is_not_unicode_is_an_error(tmp_path):
    path = tmp_path / os.fsdecode(b"M\xf4n.txt")
    try:
        path.write_text("Minutes:")
    except OSError:
        pytest.skip("this file system takes Unicode names only")

    with pytest.raises(SourceError, match="is not valid Unicode"):
        list_files(path)


def test_an_empty_folder_has_no_files(tmp_path):
    assert ((), ()) == list_files(tmp_path)


def test_a_name_that_is_not_unicode_is_a_problem_that_can_be_printed(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"M\xf4n.txt")).write_text("Minutes:")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    make(tmp_path, "a.txt")

    listing = list_files(tmp_path)

    assert ["a.txt"] == names(listing)
    assert listing.problems[0].path.encode("utf-8").endswith(b"M?n.txt")
