"""Patterns that are compiled when they are first used do what compiled ones do."""

import copy
import re
import subprocess
import sys

import pytest

from minutesearch.late import compile_later

TEXT = "Resolved: that 12 bins be emptied on 7 days."


@pytest.mark.parametrize(
    "use",
    [
        lambda pattern: [match.span() for match in pattern.finditer(TEXT)],
        lambda pattern: pattern.search(TEXT)["figures"],
        lambda pattern: pattern.fullmatch(TEXT),
        lambda pattern: pattern.sub("some", TEXT),
        lambda pattern: (pattern.pattern, pattern.flags, pattern.groupindex),
    ],
    ids=["finditer", "search", "fullmatch", "sub", "attributes"],
)
def test_a_pattern_compiled_later_finds_the_same(use):
    late = compile_later(r"(?P<figures>\d+)", re.ASCII)
    expected = use(re.compile(r"(?P<figures>\d+)", re.ASCII))
    assert expected == use(late)
    # Again, when it is compiled.
    assert expected == use(late)


def test_a_pattern_is_compiled_only_when_it_is_used():
    late = compile_later("(")
    with pytest.raises(re.error):
        late.search("")


def test_a_copy_of_a_pattern_finds_the_same():
    assert compile_later("bins?").findall(TEXT) == copy.copy(compile_later("bins?")).findall(TEXT) == ["bins"]


def test_loading_the_reading_of_queries_compiles_few_patterns():
    """What few queries have (measures, addresses, dates) need not be waited for by those without."""
    code = (
        "import re, sys, numpy; compiled = []; real = re._compiler.compile\n"
        "re._compiler.compile = lambda p, *flags: (compiled.append(p), real(p, *flags))[1]\n"
        "import minutesearch.analysis, minutesearch.query\n"
        "print(sum(len(each) for each in compiled if isinstance(each, str)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 10_000
