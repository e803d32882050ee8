"""Letters drawn as one, for which a PDF names a letter of another alphabet or none at all.

A font has its joined "ti" at some number, and programs that have no letter to name for it name that number: those
that print from Word, with Calibri, U+019F for "ti" or, among the letters for private use, U+10019F. So "meeting"
reads "meeƟng", and whoever copies it elsewhere, or converts the file, passes that on.
"""

from __future__ import annotations

import re

__all__ = ["mend_ligatures"]

#: The numbers of Calibri's joined letters, and of its descendants'.
_JOINED = {0x14C: "ft", 0x19E: "tf", 0x19F: "ti", 0x1A9: "tt", 0x1AB: "tti"}
_PRIVATE = 0x100000
_LETTERS = {chr(number): letters for number, letters in _JOINED.items()}
_LETTERS |= {chr(_PRIVATE + number): letters for number, letters in _JOINED.items()}
_ANY = re.compile(f"[{''.join(_LETTERS)}]")
# Ō begins names of places in New Zealand and stands among capitals in them: "Ōtaki", "TAURANGA MOANA – ŌMOKOROA".
_INSIDE = re.compile(
    r"(?<=[a-z])[ŌƟƩƞƫ]|(?<=\b[A-Z])[ŌƟƩ](?=[a-z])|(?<=[a-z][ƟƩ])[ŌƟƩ]|\bƟ(?=[a-z])|[\U0010014c-\U001001ab]"
)


def mend_ligatures(text: str) -> str:
    """Return a text with the letters of each ligature in place of what stands for it inside words."""
    if _ANY.search(text) is None:
        return text
    return _INSIDE.sub(lambda match: _LETTERS.get(match[0], match[0]), text)
