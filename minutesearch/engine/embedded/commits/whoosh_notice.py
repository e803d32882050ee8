"""A notice to Whoosh in the folder of an index, whose own open_dir then says which function to use.

Whoosh takes a file of this name for an index's table of contents. It reads some numbers and has what follows
unpickled; an L there announces the digits of a whole number. Here the sentence stands in their place, so that
Whoosh ends with an error that quotes it, whichever version, and with a schema given or not. Nothing is in it that
could be loaded, imported or run, and nothing of ours reads it. Without it Whoosh says that there is no index, and
whoever goes by that (`exists_in`) makes one of Whoosh's in the same folder.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from struct import pack
from typing import Final

from minutesearch.engine.embedded.storage.safe_files import make_plain, read_plain

__all__ = ["NOTICE_NAME", "is_notice", "write_notice"]

#: The name of the first table of contents of an index of Whoosh's that has no name of its own.
NOTICE_NAME: Final = "_MAIN_0.toc"
_SENTENCE = b"this folder is an index of minutesearch: open it with minutesearch.whoosh.open_dir(folder)"
_NUMBER = b"L" + _SENTENCE + b"\n"
#: The sizes of three sorts of number, how bytes are ordered, the version of the format and of Whoosh (2.7.4); the
#: length of the pickle of the schema, in one byte, and it; two numbers; and the pickle of the segments.
_NOTICE: Final = b"".join(
    (
        bytes((4, 8, 4)),
        pack(">ii", -12345, -111),
        bytes((2, 7, 4)),
        bytes((len(_NUMBER),)),
        _NUMBER,
        pack(">ii", 0, 0),
        _NUMBER,
    )
)


def write_notice(folder: Path, draft: Path) -> None:
    """Write the notice into a folder, whole or not at all: a part would be taken for an index of Whoosh's own.

    Args:
        folder: The folder of an index.
        draft: Where to write it first, in the same folder.

    Raises:
        OSError: The folder cannot be written to.
    """
    with make_plain(draft) as file:
        file.write(_NOTICE)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NOTICE_NAME)


def is_notice(path: Path) -> bool:
    """Return whether a file is the notice, or the beginning of it, where writing broke off."""
    with contextlib.suppress(OSError, ValueError):
        return path.name == NOTICE_NAME and _NOTICE.startswith(read_plain(path, most=len(_NOTICE)))
    return False
