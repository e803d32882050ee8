"""Update of the pages that are made from the code: `python -m docs.tools [--check]`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from docs.tools.architecture import ARCHITECTURE, renew_architecture
from docs.tools.blocks import ROOT, iter_pages, lacking, make_workspace, run_page
from docs.tools.dependencies import (
    DEPENDENCIES,
    describe_versions,
    find_unlocked,
    listed_licences,
    make_dependencies,
)
from docs.tools.picture import PICTURES
from docs.tools.reference import REFERENCE_PAGES


def main() -> int:
    """Write the pages that differ from what the code yields, or with --check only name them.

    Returns:
        1 if --check found a page that differs, otherwise 0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a page is out of date")
    is_check = parser.parse_args().check
    stale = []
    for path, fresh in _fresh_pages().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != fresh:
            stale.append(path)
            if not is_check:
                path.write_text(fresh, encoding="utf-8")
    for path in stale:
        sys.stdout.write(f"{'out of date' if is_check else 'written'}: {path.relative_to(ROOT)}\n")
    return int(is_check and bool(stale))


def _fresh_pages() -> dict[Path, str]:
    made = {ROOT / "docs" / "reference" / name: make() for name, make in REFERENCE_PAGES.items()}
    if unlocked := find_unlocked(listed_licences()):
        # What they say of themselves is not what the lock's versions say.
        sys.stdout.write(f"left as it is: {DEPENDENCIES.relative_to(ROOT)}, for {describe_versions(unlocked)}\n")
    else:
        made[DEPENDENCIES] = make_dependencies()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder, "workspace")
        make_workspace(workspace)
        for number, path in enumerate(iter_pages()):
            if path in made or path == DEPENDENCIES:
                continue
            if package := lacking(path):
                sys.stdout.write(f"left as it is: {path.relative_to(ROOT)}, for want of {package}\n")
            else:
                own = Path(folder, str(number))
                shutil.copytree(workspace, own)
                made[path] = run_page(path, folder=own)
    made[ARCHITECTURE] = renew_architecture(made[ARCHITECTURE])
    made.update((path, make()) for path, make in PICTURES.items())
    return made


if __name__ == "__main__":
    sys.exit(main())
