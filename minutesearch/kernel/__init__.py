"""The kernel: compiled functions for what NumPy does in many small calls; optional, and with the same results.

They are the module that the name "compiled" holds, or None where there is none: no compiler was at hand when the
package was installed, or MINUTESEARCH_PURE=1 asks for NumPy alone. Each function is called from the NumPy function
that says what it does. The C files lie here too, a step of the engine in each: what all need, and `tokens` of new
texts, `terms` looked up with their postings, and `scoring`. Imports nothing. The ways in are this name and, for
tests, `without`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

__all__ = ["VERSION", "compiled", "without"]

#: What the functions take and do; one that was compiled from other sources is not used.
VERSION = 21


def _load() -> ModuleType | None:
    if os.environ.get("MINUTESEARCH_PURE", "") not in ("", "0"):
        return None
    try:
        module = import_module("minutesearch.kernel._compiled")
    except ImportError:
        return None
    return module if module.VERSION == VERSION else None


compiled: ModuleType | None = _load()


@contextlib.contextmanager
def without() -> Iterator[None]:
    """Use NumPy alone inside the block, in all threads: what the kernel does is compared with it."""
    global compiled
    kept, compiled = compiled, None
    try:
        yield
    finally:
        compiled = kept
