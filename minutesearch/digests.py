"""Short digests of texts, for ids and fingerprints."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

__all__ = ["digest", "digest_many"]

#: 16 characters of base 32: 80 bits. Among a billion ids the chance of one collision is below one in a million.
_ID_BYTES = 10
_LETTERS = 16
#: Crockford's base 32 in lower case: no letter that is mistaken for a digit when an id is read out.
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")


def digest(*parts: str) -> str:
    """Gives a short digest of some texts: letters and digits, 16 of them."""
    return digest_many(["\x1f".join(parts)])[0]


def digest_many(texts: Iterable[str]) -> list[str]:
    """Gives a short digest of each text: that of its parts, if they are joined by the unit separator."""
    hashed = b"".join(
        [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_ID_BYTES).digest() for text in texts]
    )
    # Ten bytes are 16 letters and no padding, so that many are encoded at once.
    letters = base64.b32encode(hashed).translate(_CROCKFORD).decode("ascii")
    return [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]
