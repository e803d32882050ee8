"""Compile the kernel where a C compiler is: as hatchling's build hook, or by hand as a script.

The kernel is optional. Without a compiler the package is whole, says so here, and answers the same in NumPy.
`MINUTESEARCH_KERNEL=off` builds without it on purpose, a wheel for any machine; `MINUTESEARCH_KERNEL=required`
makes its absence an error; `MINUTESEARCH_KERNEL=sanitized` adds the checks of `make sanitize`.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "minutesearch/kernel"
NAME = "_compiled.abi3.so"

#: The same results on every machine: no product and sum in one step, and nothing that changes the order of sums.
_OPTIONS = (
    "-std=c11 -O3 -fPIC -ffp-contract=off -fno-strict-aliasing -fwrapv -fvisibility=hidden -DNDEBUG -Wall -Wextra"
)
_SANITIZED = (
    "-std=c11 -O1 -g -fPIC -ffp-contract=off -fno-omit-frame-pointer"
    " -fsanitize=address,undefined -fno-sanitize-recover=all"
)


class KernelMissingError(Exception):
    """Why there is no kernel, in one line."""


def compile_kernel(root: Path, target: Path) -> None:
    """Compile the kernel of a checkout into a file; one that is there is replaced at once or not at all.

    Raises:
        KernelMissingError: There is no compiler for this machine, or it failed.
    """
    if sys.platform == "win32":
        raise KernelMissingError("the kernel is compiled on Linux and macOS only")
    wanted = os.environ.get("MINUTESEARCH_KERNEL", "")
    if wanted == "off":
        raise KernelMissingError("MINUTESEARCH_KERNEL=off asks for none")
    draft = target.with_suffix(f".draft{os.getpid()}")
    command = [
        # What Python's own modules are linked with says what a module is on this machine; its paths do not matter.
        *(
            each
            for each in shlex.split(sysconfig.get_config_var("LDSHARED") or "cc -shared")
            if each[:2] not in ("-L", "-W")
        ),
        *shlex.split(_SANITIZED if wanted == "sanitized" else _OPTIONS),
        f"-I{sysconfig.get_path('include')}",
        f"-I{root / FOLDER}",
        *sorted(str(path) for path in (root / FOLDER).rglob("*.c")),
        *("-o", str(draft)),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if "error" in line] or [f"status {done.returncode}"]
            raise KernelMissingError(f"{command[0]} failed: {lines[0].strip()}")
        draft.replace(target)
    except OSError as error:
        raise KernelMissingError(f"there is no C compiler {command[0]} ({error.strerror})") from None
    finally:
        draft.unlink(missing_ok=True)


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]  # its configuration is not looked at
    """Hook that puts the kernel into a wheel, or beside its sources for an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the kernel, and make the wheel one of this machine; without it the wheel is for any."""
        root = Path(self.root)
        target = root / FOLDER / NAME
        if version != "editable":
            self._folder = tempfile.TemporaryDirectory()
            target = Path(self._folder.name) / NAME
        try:
            compile_kernel(root, target)
        except KernelMissingError as missing:
            if os.environ.get("MINUTESEARCH_KERNEL") == "required":
                raise
            self.app.display_warning(f"Built without the kernel, in NumPy alone: {missing}.")
            return
        if version != "editable":
            build_data["force_include"][str(target)] = f"{FOLDER}/{NAME}"
            build_data["pure_python"] = False
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["tag"] = f"cp311-abi3-{platform}"


if __name__ == "__main__":
    try:
        compile_kernel(ROOT, ROOT / FOLDER / NAME)
    except KernelMissingError as missing:
        print(f"No kernel: {missing}. minutesearch answers the same in NumPy alone.", file=sys.stderr)
        sys.exit(os.environ.get("MINUTESEARCH_KERNEL") == "required")
