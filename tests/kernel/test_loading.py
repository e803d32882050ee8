"""Whether the kernel is there changes no answer; whoever wants NumPy alone says so."""

import os
import subprocess
import sys

import pytest

from minutesearch import kernel

_SHOW = "from minutesearch import kernel; print(kernel.compiled is None)"


def is_pure(**settings: str) -> bool:
    own = {name: value for name, value in os.environ.items() if name != "MINUTESEARCH_PURE"}
    done = subprocess.run(
        [sys.executable, "-c", _SHOW], env={**own, **settings}, capture_output=True, text=True, check=True
    )
    return done.stdout == "True\n"


def test_numpy_alone_is_asked_for_by_a_variable() -> None:
    assert is_pure(MINUTESEARCH_PURE="1")


@pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")
@pytest.mark.parametrize("settings", [{}, {"MINUTESEARCH_PURE": ""}, {"MINUTESEARCH_PURE": "0"}], ids=str)
def test_otherwise_it_is_used_where_it_is(settings: dict[str, str]) -> None:
    assert not is_pure(**settings)


def test_one_compiled_from_other_sources_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "VERSION", -1)
    assert kernel._load() is None


def test_a_block_without_it_ends() -> None:
    before = kernel.compiled
    with kernel.without():
        assert kernel.compiled is None
    assert kernel.compiled is before
