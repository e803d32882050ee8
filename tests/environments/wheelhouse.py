"""A folder of wheels packed again out of what is installed here, for pip to install without a network."""

import importlib.metadata
import re
import sysconfig
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def pack_wheels(requirements: list[str], folder: Path) -> None:
    """Pack each package that the requirements lead to here, extras included; one file each, not compressed."""
    packed: set[tuple[str, str]] = set()
    todo = [Requirement(each) for each in requirements]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) in packed:
                continue
            if not any(known == name for known, _ in packed):
                _pack(name, folder)
            packed.add((name, extra))
            asked = map(Requirement, importlib.metadata.requires(name) or [])
            todo += [each for each in asked if each.marker is None or each.marker.evaluate({"extra": extra})]


def _pack(name: str, folder: Path) -> None:
    installed = importlib.metadata.distribution(name)
    site = Path(sysconfig.get_path("purelib"))
    wheel = f"{re.sub(r'[-_.]+', '_', name)}-{installed.version}-py3-none-any.whl"
    with zipfile.ZipFile(folder / wheel, "w") as archive:
        for file in installed.files or []:
            path = Path(str(file.locate())).resolve()
            # Scripts stand outside of the folder of packages, and pip makes them anew from their entry points.
            if path.is_relative_to(site.resolve()) and path.suffix != ".pyc" and path.name not in _OF_PIP:
                text = path.read_bytes()
                if path.name == "WHEEL":
                    text = re.sub(rb"^Tag: .*$", b"Tag: py3-none-any", text, flags=re.MULTILINE)
                archive.writestr(path.relative_to(site.resolve()).as_posix(), text)


#: What pip writes when it installs; a wheel has a record of its own, which may be empty.
_OF_PIP = ("INSTALLER", "REQUESTED", "direct_url.json")
