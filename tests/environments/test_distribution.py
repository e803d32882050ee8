"""What a user installs: the wheel alone, into an empty environment, with and without each extra."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import docx
import pytest
from packaging.requirements import Requirement

from tests.environments.locks import FOLDER
from tests.environments.wheelhouse import pack_wheels
from tests.reading.formats.test_document_lines import make_pdf

ROOT = FOLDER.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ("", "documents", "eval", "export", "web", "examples")

MINUTES = """Agenda item

Allotment rents

Minutes:

1. Councillor Hill moved, and Councillor Marsh seconded, that the rents stay.
The motion was carried by 7 votes to 2.
"""

#: The same as printed.
PRINTED = (
    "OLDTOWN COUNCIL",
    "MINUTES of a meeting of the Allotments Committee held in the Town Hall on Thursday, 12 May 2022.",
    "1. Allotment rents",
    "Councillor Hill moved, and Councillor Marsh seconded, that the rents stay.",
    "The motion was carried by 7 votes to 2.",
    "2. Allotment gates",
    "The Committee noted that the gates are locked at dusk.",
)

_PAGE = """
from pathlib import Path
import django
from examples import flask_app
print(flask_app.create_app(Path("built")).test_client().get("/?q=allotment+rents").text)
"""

#: Asks the site as a server of ASGI apps does, since the extra brings no client.
_SITE = """
import asyncio
from minutesearch.web import create_app
sent = []
async def send(message): sent.append(message)
async def receive(): return {"type": "http.request"}
scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"q=allotment+rents", "headers": []}
asyncio.run(create_app("built")({**scope, "server": ("localhost", 80), "scheme": "http"}, receive, send))
print(b"".join(message.get("body", b"") for message in sent).decode())
"""

#: What each extra brings, as arguments of `minutesearch` or of Python, with words of what they print.
USES = {
    "": (("read", "minutes/allotments.txt"), "vote: 7 for, 2 against"),
    "documents": (("read", "documents"), "printed minutes  2"),
    "eval": (("eval", "judged"), "ndcg@10"),
    "export": (("search", "allotment rents", "--index", "built", "--output", "hits.xlsx"), ""),
    "web": (("-c", _SITE), "<mark>rents</mark>"),
    "examples": (("-c", _PAGE), "<mark>rents</mark>"),
}

#: Where each requirement's modules are, if that is not its own name.
_IMPORTED = {"XlsxWriter": "xlsxwriter", "whoosh3": "whoosh", "beautifulsoup4": "bs4"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the wheel and the source distribution, built as `make dist` builds them."""
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    extras = PROJECT["optional-dependencies"]
    pack_wheels([*PROJECT["dependencies"], *(each for name in EXTRAS[1:] for each in extras[name])], folder)
    return folder


def build(source: Path, folder: Path) -> None:
    run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], source)


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: extra or "none")
def test_the_wheel_alone_is_enough(dist: Path, wheels: Path, tmp_path: Path, extra: str) -> None:
    """From the wheel and what it asks for, nothing else: make an index, search it, read a file."""
    run([sys.executable, "-m", "venv", str(tmp_path / "env")], tmp_path)
    python, command = (str(tmp_path / "env" / "bin" / name) for name in ("python", "minutesearch"))
    [wheel] = dist.glob("*.whl")
    asked = f"{wheel}[{extra}]" if extra else str(wheel)
    run(
        [
            python,
            "-I",
            "-m",
            "pip",
            "install",
            "-q",
            "--no-compile",
            "--no-index",
            "--find-links",
            str(wheels),
            asked,
        ],
        tmp_path,
    )
    run([python, "-I", "-m", "pip", "check"], tmp_path)

    other = tmp_path / "elsewhere"
    write_what_is_used(other)
    assert "1 added" in run([command, "index", "minutes", "--index", "built"], other)
    assert "that the rents stay" in run([command, "search", "allotment rents", "--index", "built"], other)
    assert str(tmp_path / "env") in run([python, "-c", "import minutesearch; print(minutesearch.__file__)"], other)
    for name, (arguments, said) in USES.items():
        program = python if "-c" in arguments else command
        done = subprocess.run([program, *arguments], cwd=other, capture_output=True, text=True, check=False)
        if name in ("", extra):
            assert 0 == done.returncode, done.stderr
            assert said in done.stdout
        else:
            assert 0 != done.returncode, name
            # The command says what to install.
            assert program == python or f"minutesearch[{name}]" in done.stderr, done.stderr
    assert (extra == "export") == (other / "hits.xlsx").is_file()


def write_what_is_used(folder: Path) -> None:
    """Write minutes as text, PDF and Word, a judged query, and the examples."""
    (folder / "minutes").mkdir(parents=True)
    (folder / "minutes" / "allotments.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "documents").mkdir()
    (folder / "documents" / "allotments.pdf").write_bytes(make_pdf([PRINTED]))
    document = docx.Document()
    for line in PRINTED:
        document.add_paragraph(line)
    document.save(str(folder / "documents" / "allotments.docx"))
    (folder / "judged" / "qrels").mkdir(parents=True)
    for name, line in (
        ("corpus.jsonl", '{"_id": "1", "text": "The allotment rents stay."}'),
        ("queries.jsonl", '{"_id": "a", "text": "allotment rents"}'),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\na\t1\t1"),
    ):
        (folder / "judged" / name).write_text(line + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "examples", folder / "examples")


def test_the_source_distribution_builds_the_same_wheel(dist: Path, tmp_path: Path) -> None:
    [source] = dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    [unpacked] = tmp_path.iterdir()
    build(unpacked, tmp_path / "again")
    [first], [second] = dist.glob("*.whl"), (tmp_path / "again").glob("*.whl")
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())


def test_the_wheel_holds_the_package_and_nothing_else(dist: Path) -> None:
    [wheel] = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name) for name in archive.namelist()}
    about = f"minutesearch-{PROJECT['version']}.dist-info"
    assert {"minutesearch", about} == {name.parts[0] for name in names}
    suffixes = {name.suffix for name in names if name.parts[0] == "minutesearch"}
    assert {".py", ".typed", ".txt", ".html", ".xml", ".css", ".js", ".svg"} == suffixes - {".so"}


def test_one_wheel_with_the_kernel_serves_every_python(dist: Path) -> None:
    if not has_compiler():
        pytest.skip("no C compiler here")
    [wheel] = dist.glob("*.whl")
    assert "-cp311-abi3-" in wheel.name
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "minutesearch/kernel/_compiled.abi3.so" in names
    assert [] == [name for name in names if name.endswith((".c", ".h"))]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"MINUTESEARCH_KERNEL": "off"}, "asks for none"),
        # Python's own settings name the compiler, which is looked for on the path.
        ({"PATH": ""}, "there is no C compiler"),
    ],
    ids=["unwanted", "no-compiler"],
)
def test_without_the_kernel_the_wheel_is_for_any_machine_and_the_build_says_so(
    tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    assert "Built without the kernel, in NumPy alone: " in done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert [] == [name for name in archive.namelist() if "_compiled" in name]


def has_compiler() -> bool:
    return shutil.which((sysconfig.get_config_var("LDSHARED") or "cc").split()[0]) is not None


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_whatever_a_user_must_install_is_used(requirement: str) -> None:
    name = Requirement(requirement).name
    imported = re.compile(rf"^\s*(?:from|import) {_IMPORTED.get(name, name)}\b", re.MULTILINE)
    assert any(imported.search(path.read_text("utf-8")) for path in (ROOT / "minutesearch").rglob("*.py"))
