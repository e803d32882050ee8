"""Output for programs: values as JSON."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

__all__ = ["dump_json"]

#: JSON escapes the controls below U+0020 by itself. These it leaves, and U+009B begins an escape sequence too.
_LATE_CONTROLS = re.compile("[\x7f-\x9f]")


def dump_json(value: Any, *, indent: int | None = 2) -> str:  # Any: a JSON value
    """Return a value as JSON that a stream can write and a terminal can show, with every character kept.

    Args:
        value: A value that `json.dumps` takes.
        indent: The number of spaces for each level; None for one line.
    """
    # Where the stream is not UTF-8, a curly quote could not be written as it is.
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=indent)
    return _LATE_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
