"""Short digests of texts, for ids and fingerprints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from minutesearch import kernel

__all__ = ["digest", "digest_many", "fingerprint_of"]

#: 16 characters of base 32: 80 bits. Among a billion ids the chance of one collision is below one in a million.
_ID_BYTES = 10
_LETTERS = 16
#: Crockford's base 32 in lower case: no letter that is mistaken for a digit when an id is read out.
_CROCKFORD = b"0123456789abcdefghjkmnpqrstvwxyz".ljust(256, b"\0")
#: How many are spelled out together.
_MANY = 1024


def digest(*parts: str) -> str:
    """Return a short digest of some texts: 16 letters and digits."""
    return digest_many(["\x1f".join(parts)])[0]


def fingerprint_of(text: str) -> str:
    """Return the fingerprint of a passage's text, which white space does not change."""
    return digest("text", " ".join(text.split()))


def digest_many(texts: Iterable[str]) -> list[str]:
    """Return a short digest of each text; for parts joined by the unit separator, that of the parts."""
    if kernel.compiled is not None:
        letters = kernel.compiled.digest_texts(list(texts), _ID_BYTES, True, False).decode("ascii")
        return [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]
    hashed = [
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_ID_BYTES).digest() for text in texts
    ]
    return [each for first in range(0, len(hashed), _MANY) for each in _spell(hashed[first : first + _MANY])]


def _spell(hashed: list[bytes]) -> list[str]:
    """Return digests as letters, five bits each, as base 32 does; all as one number, and not each by itself.

    The 80 bits of each are at the end of 16 bytes, of which every letter is to have one: halves are moved apart
    until each byte has five bits.
    """
    number = int.from_bytes(bytes(_LETTERS - _ID_BYTES).join([b"", *hashed]))
    for low, high, shift in _masks(len(hashed)):
        number = number & low | (number & high) << shift
    letters = number.to_bytes(_LETTERS * len(hashed)).translate(_CROCKFORD).decode("ascii")
    return [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]


@lru_cache(maxsize=256)
def _masks(count: int) -> tuple[tuple[int, int, int], ...]:
    """Return for each step the lower halves, the upper halves, and how far the upper ones are moved."""
    steps = []
    for bits, room in ((40, 64), (20, 32), (10, 16), (5, 8)):
        both = 2 * room // 8
        low = int.from_bytes(((1 << bits) - 1).to_bytes(both) * (_LETTERS * count // both))
        steps.append((low, low << bits, room - bits))
    return tuple(steps)
