"""How a clause says that a motion ended."""

import subprocess
import sys

_READ = (
    "from minutesearch.segmenting.moving.verdicts import read_verdict\n"
    "from minutesearch.records import Span\n"
    "text = 'SECONDED BY COUNCILLOR MEMBER {} and motion carried to accept the minutes as printed'\n"
    "text = text.format('BARTHOLOMEWASHBOROUGH ' * 4)\n"
    "read_verdict(text, Span(0, len(text)))\n"
)


def test_names_in_capitals_are_passed_over_in_one_step_each():
    """A pattern that took a word in capitals for several names needed longer than anybody waits."""
    subprocess.run([sys.executable, "-c", _READ], check=True, timeout=20)
