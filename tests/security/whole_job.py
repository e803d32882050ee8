"""The whole job in a process of its own, watched: read, index, sync, search, check, evaluate, command line.

    python -B -m tests.security.whole_job FOLDER

It prints one JSON object: what was written outside of FOLDER or asked of a network, and NLTK's modules.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

from tests.torture.outside import watch_outside

_ROOT = Path(__file__).parents[2]


class _NoSocket(socket.socket):
    """A socket that reaches nobody; processes of one machine talk by pairs of them."""

    def connect(self, *_: object) -> None:
        raise AssertionError("a socket was to be connected")

    bind = sendto = connect_ex = connect  # type: ignore[assignment]


def _run_library(folder: Path, seeds: Path) -> None:
    import minutesearch as ms
    from minutesearch.evaluating import evaluate_folder

    pages = folder / "pages"
    ms.read_files(pages)
    with ms.open_index(folder / "index", create=True) as index:
        index.add(pages, workers=2)
        next(iter(pages.glob("*.txt"))).unlink()
        index.sync(pages)
        for query in (
            "voluntary sector",
            '"social prescribing"',
            "engagment Healthwatch",
            "ICS",
            "prescri*",
            "中文",
            # Of vowel signs Python and NLTK think otherwise, so NLTK cuts it.
            "हिन्दी",
            "",
        ):
            results = index.search(query, facets=("kind", "said_by"), context=1)
            json.dumps(results.to_dict())
            if results.hits:
                results.explain(results.hits[0])
                index.more_like(results.hits[0].passage.id)
                index.around(results.hits[0].passage.id)
        index.stats()
        assert index.check(deep=True) == ()
        index.acronyms()
        index.remove(index.search("").hits[0].source)
    evaluate_folder(seeds / "judgements")


def _run_commands(folder: Path, seeds: Path) -> None:
    from minutesearch.cli.program import program

    place = ["--index", str(folder / "cli")]
    for arguments in (
        ["index", str(seeds), *place],
        ["index", str(seeds), "--sync", *place],
        ["search", "voluntary", "sector", "--json", *place],
        ["read", str(next(iter(seeds.glob("*.txt"))))],
        ["stats", *place],
        ["check", *place],
        ["acronyms", *place],
        ["eval", str(seeds / "judgements"), "--json"],
    ):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            status = program.main(arguments, prog_name="minutesearch", standalone_mode=False)
        assert not status, arguments


def _watch_calls(called: set[str]) -> None:
    """Note the NLTK modules of which a function is called, other than while they are imported."""

    def note(frame: object, event: str, _: object) -> None:
        if event == "call":
            name = frame.f_globals.get("__name__") or ""  # type: ignore[attr-defined]
            if name.startswith("nltk") and not _is_importing(frame):
                called.add(name)

    sys.setprofile(note)


def _is_importing(frame: object) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") != "__main__":  # type: ignore[attr-defined]
            return True
        frame = frame.f_back  # type: ignore[attr-defined]
    return False


def main() -> int:
    """Do the whole job and print what was seen."""
    folder = Path(sys.argv[1])
    temporary = folder / "temporary"
    temporary.mkdir()
    # An evaluation indexes in a temporary folder, which is to be in sight too.
    tempfile.tempdir = os.environ["TMPDIR"] = str(temporary)
    shutil.copytree(_ROOT / "seeds", folder / "pages", ignore=shutil.ignore_patterns("_*", "judgements"))
    shutil.copytree(_ROOT / "tests" / "forms", folder / "pages" / "forms")
    seen = watch_outside([folder])
    socket.socket = _NoSocket  # type: ignore[misc]
    called: set[str] = set()
    _watch_calls(called)
    _run_library(folder, _ROOT / "seeds")
    _run_commands(folder, _ROOT / "seeds")
    sys.setprofile(None)
    imported = sorted(name for name in sys.modules if name.partition(".")[0] == "nltk")
    left = [path.name for path in temporary.iterdir()]
    sys.stdout.write(json.dumps({"seen": seen, "imported": imported, "called": sorted(called), "left": left}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
