"""Waiting for processes to end, without asking again and again."""

from __future__ import annotations

import os
import select

import pytest


def ends_within(pid: int, seconds: float) -> bool:
    """Wait until a process has ended, whoever started it, and return whether it has within so many seconds."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip("has no handles of processes, as Linux has them")
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return select.select([handle], [], [], seconds)[0] == [handle]
    finally:
        os.close(handle)
