"""A table of ids as `minutesearch.digests` spells them: ten bytes each, which sort as their sixteen letters do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import Bytes

__all__ = ["DigestTable", "digest_arrays", "pack_digest"]

#: Crockford's base 32 in lower case, as `digests` has it: five bits to a letter.
_LETTERS = b"0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH, _SIZE = 16, 10
#: Sixteen letters are two halves of eight, of 40 bits or five bytes each.
_HALF, _HALF_SIZE = 8, 5
_NONE = 0xFF
_NUMBER_OF = np.full(256, _NONE, dtype=np.uint8)
_NUMBER_OF[np.frombuffer(_LETTERS, dtype=np.uint8)] = np.arange(len(_LETTERS))
_LETTER_OF = np.frombuffer(_LETTERS, dtype=np.uint8)
#: The two letters of each ten bits, by which one digest is spelt four times as fast as by arrays.
_PAIRS = [bytes((_LETTERS[pair >> 5], _LETTERS[pair & 31])) for pair in range(1 << 10)]


def digest_arrays(name: str, texts: Sequence[bytes]) -> dict[str, npt.NDArray[np.generic]] | None:
    """Return the array to be written for ids, `NAME.digests`, by name; None if one of them is no digest.

    Args:
        name: The name of the table.
        texts: The ids, in ASCII.
    """
    if set(map(len, texts)) != {_LENGTH}:
        return None
    numbers = _NUMBER_OF[np.frombuffer(b"".join(texts), dtype=np.uint8)].reshape(len(texts), 2, _HALF)
    if int(numbers.max()) == _NONE:
        return None
    halves = np.zeros((len(texts), 2), dtype=np.uint64)
    for letter in range(_HALF):
        halves = halves << np.uint64(5) | numbers[:, :, letter]
    packed = halves.astype(">u8").view(np.uint8).reshape(len(texts), 2, 8)[:, :, -_HALF_SIZE:]
    return {f"{name}.digests": np.ascontiguousarray(packed).reshape(-1)}


def pack_digest(text: bytes) -> bytes | None:
    """Return the bytes of an id as the table has them; None if it is no digest, and so in no table."""
    arrays = digest_arrays("", [text])
    return None if arrays is None else arrays[".digests"].tobytes()


class DigestTable(Sequence[bytes]):
    """Reader of a table of ids.

    Args:
        file: The file of the table.
        name: The name of the table in the file.
    """

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._bytes = file.bytes_of(f"{name}.digests")
        self._count, rest = divmod(len(self._bytes), _SIZE)
        if rest:
            raise file.corrupt(f"has texts that lead astray in {name!r}")

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # no slices: nobody needs them
        number = int.from_bytes(self.packed(place))
        return b"".join([_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])

    def packed(self, place: int) -> bytes:
        """Return an id as it is stored, which is enough to compare it."""
        if not 0 <= place < self._count:
            raise IndexError(place)
        return self._bytes.text(_SIZE * place, _SIZE * (place + 1))

    def all_packed(self) -> Bytes:
        """Return all ids in order as they are stored: uint8, shape (ids, 10)."""
        return self._bytes.read(0, len(self._bytes)).reshape(-1, _SIZE)

    def everything(self) -> list[bytes]:
        """Return all ids in order."""
        data = self.all_packed().reshape(-1, _HALF_SIZE)
        halves = np.zeros((len(data), 8), dtype=np.uint8)
        halves[:, -_HALF_SIZE:] = data
        numbers = halves.view(">u8").astype(np.uint64)
        shifts = np.arange(5 * (_HALF - 1), -1, -5, dtype=np.uint64)
        text = _LETTER_OF[(numbers >> shifts & np.uint64(31)).astype(np.intp)].tobytes()
        return [text[at : at + _LENGTH] for at in range(0, len(text), _LENGTH)]
