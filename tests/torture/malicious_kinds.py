"""Kinds of malicious folder: what an attacker may make of an index to have its reader do harm."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from minutesearch.engine.embedded.storage.array_file import ArrayFile, FileFacts
from tests.doctoring import Arrays, edit_arrays, edit_manifest, reseal_segment

__all__ = ["CANARY", "KINDS", "SECRET", "Kind"]

#: What a pickle that is loaded makes, and what must be read by nobody; both beside the index.
CANARY, SECRET = "it-ran", "secret.txt"

#: Makes an index malicious, given its folder.
Kind = Callable[[Path], None]

_FILES = {
    "marker": "minutesearch.json",
    "manifest": "generation-*.json",
    "manifest before": "superseded-*.json",
    "segment": "segment-*-1.arrays",
    "lock": "write.lock",
}
_NEXT = {
    "next manifest": "generation-00000005.json",
    "unsynced manifest": "generation-00000005-unsynced.json",
    "next draft": "generation-00000005.draft",
    "draft of the marker": "minutesearch.draft",
    "next segment": "segment-00000005-1.arrays",
    "segment that nobody lists": "segment-00000009-1.arrays",
}


class _Runs:
    """An object that makes a file when it is loaded from a pickle."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch '{self._path}'",)


def _pick(index: Path, pattern: str) -> Path:
    return max(index.glob(pattern), default=index / pattern)


# --- instead of a file


def _pickled(pattern: str, index: Path) -> None:
    _pick(index, pattern).write_bytes(pickle.dumps(_Runs(index.parent / CANARY)))


def _link(pattern: str, target: str, index: Path) -> None:
    path = _pick(index, pattern)
    path.unlink(missing_ok=True)
    path.symlink_to(target.format(outside=index.parent))


def _link_to_itself(pattern: str, index: Path) -> None:
    """Move a file outside and leave a link to it: the content is right, but not in the folder."""
    path = _pick(index, pattern)
    path.rename(index.parent / path.name)
    path.symlink_to(index.parent / path.name)


def _pipe(pattern: str, index: Path) -> None:
    path = _pick(index, pattern)
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _folder(pattern: str, index: Path) -> None:
    path = _pick(index, pattern)
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "file").write_bytes(b"x")


def _socket(pattern: str, index: Path) -> None:
    path = _pick(index, pattern)
    path.unlink(missing_ok=True)
    before = Path.cwd()
    os.chdir(index)
    try:
        # A path of a socket is short.
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def _enormous(pattern: str, index: Path) -> None:
    path = _pick(index, pattern)
    with path.open("ab") as file:
        file.truncate(1 << 34)


# --- what JSON can be


def _write(pattern: str, content: str, index: Path) -> None:
    _pick(index, pattern).write_text(content)


def _with_manifest(edit: Callable[[dict[str, Any]], Any], index: Path) -> None:
    edit_manifest(index, edit)


def _with_entry(index: Path, **values: Any) -> None:
    reseal_segment(index, 0, **values)


# --- arrays


def _with_directory(edit: Callable[[dict[str, Any]], Any], index: Path) -> None:
    """Change the directory of a segment file, and correct its checksums."""
    path = _pick(index, "segment-*-1.arrays")
    directory = dict(ArrayFile(path)._directory)
    _seal(path, edit(directory))


def _seal(path: Path, directory: Any) -> None:
    content = path.read_bytes()
    length, blocks, magic = struct.unpack("<QQ8s", content[-24:])
    arrays = content[: -24 - 4 * blocks - length]
    listed = (directory if isinstance(directory, str) else json.dumps(directory)).encode()
    sums = content[-24 - 4 * blocks : -24]
    path.write_bytes(arrays + listed + sums + struct.pack("<QQ8s", len(listed), blocks, magic))
    reseal_file(path)


def reseal_file(path: Path) -> FileFacts:
    """Update the manifest to the present size and digest of a segment's file."""
    content = path.read_bytes()
    length, blocks, _ = struct.unpack("<QQ8s", content[-24:])
    tail = content[-24 - 4 * blocks - length :]
    facts = FileFacts(path.name, len(content), hashlib.blake2b(tail, digest_size=16).hexdigest())

    def edit(manifest: dict[str, Any]) -> None:
        for entry in manifest["segments"]:
            if entry["file"] == path.name:
                entry |= {"size": facts.size, "digest": facts.digest}

    edit_manifest(path.parent, edit)
    return facts


def _with_arrays(edit: Callable[[Arrays], Arrays], index: Path) -> None:
    edit_arrays(index, edit)


def _bomb(name: str, arrays: Arrays) -> Arrays:
    """Return arrays with a block of records that decompresses to half a gigabyte."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(struct.pack("<I", (1 << 29) - 4)) + packed.compress(bytes(1 << 29)) + packed.flush()
    count = int(arrays[f"{name}.first"][-1])
    return {
        f"{name}.first": np.array([0, count], dtype=np.uint32),
        f"{name}.block.text": np.frombuffer(data, dtype=np.uint8),
        f"{name}.block.at": np.array([0, len(data)], dtype=np.uint32),
        f"{name}.block.width": np.array([len(data)], dtype=np.uint32),
    }


def _iter_kinds() -> Iterator[tuple[str, Kind]]:
    for name, pattern in {
        **_FILES,
        "Whoosh's contents": "_MAIN_1.toc",
        "Whoosh's segment": "MAIN_abc.seg",
    }.items():
        yield f"{name} is a pickle", partial(_pickled, pattern)
    for name, pattern in {**_FILES, **_NEXT}.items():
        yield f"{name} is a link that points out", partial(_link, pattern, "{outside}/" + SECRET)
        yield f"{name} is a pipe", partial(_pipe, pattern)
        yield f"{name} is a folder", partial(_folder, pattern)
    for name, pattern in _FILES.items():
        yield f"{name} is a link to a copy outside", partial(_link_to_itself, pattern)
        yield f"{name} is 16 GB long", partial(_enormous, pattern)
    yield "manifest is a link to a device", partial(_link, "generation-*.json", "/dev/zero")
    yield "segment is a link to a device", partial(_link, "segment-*-1.arrays", "/dev/zero")
    yield "segment is a link to itself", partial(_link, "segment-*-1.arrays", "segment-00000001-1.arrays")
    yield "segment is a socket", partial(_socket, "segment-*-1.arrays")
    yield "lock is a socket", partial(_socket, "write.lock")
    for name in ("marker", "manifest"):
        yield f"{name} is deep JSON", partial(_write, _FILES[name], "[" * 60_000)
        yield f"{name} is a deep object", partial(_write, _FILES[name], '{"a":' * 60_000)
        yield f"{name} is a huge number", partial(_write, _FILES[name], '{"format": ' + "9" * 60_000 + "}")
        yield f"{name} is not a number", partial(_write, _FILES[name], '{"format": NaN, "analyser": Infinity}')
        yield (
            f"{name} has a field twice",
            partial(_write, _FILES[name], '{"format": 5, "format": [], "analyser": 1}'),
        )
        yield f"{name} is null", partial(_write, _FILES[name], "null")
    yield from _iter_manifest_kinds()
    yield from _iter_array_kinds()


def _iter_manifest_kinds() -> Iterator[tuple[str, Kind]]:
    for path in (
        "../" + SECRET,
        "/etc/passwd",
        "segment-00000001-1.arrays/../../" + SECRET,
        "",
        ".",
        "a\0b",
        7,
        None,
    ):
        yield f"a segment is called {path!r}", partial(_with_entry, file=path)
    yield (
        "a segment is called a very long name",
        partial(_with_entry, file="segment-00000001-" + "1" * 5000 + ".arrays"),
    )
    for field in ("size", "passages", "dead_passages"):
        for value in (-1, 2**70, 1.5, True, "x", None, []):
            yield f"{field} is {value!r}", partial(_with_entry, **{field: value})
    for value in ([10**9], [-1], [0, 0], [2, 1], list(range(500_000)), ["0"], "0", {"0": 0}, [[0]]):
        yield f"the dead are {value!r:.20}", partial(_with_entry, dead=value)
    for value in (None, 5, {}, [1], [[]], [{}]):
        yield f"the segments are {value!r}", partial(_with_manifest, partial(dict.update, segments=value))
    yield (
        "a segment is listed many times",
        partial(_with_manifest, lambda content: content.update(segments=content["segments"] * 5000)),
    )
    for field, value in (("generation", 10**30), ("generation", -4), ("generation", "4"), ("analyser", 5)):
        yield f"{field} is {value!r}", partial(_with_manifest, partial(dict.update, **{field: value}))


def _iter_array_kinds() -> Iterator[tuple[str, Kind]]:
    entries: tuple[Any, ...] = (
        *([8, "<u8", 2**61], [8, "|O", 1], [8, "<f8", 1], [-8, "|u1", 8], [8, "|u1", -1], [2**70, "|u1", 1]),
        *([8, "<u4", 2**40], "x", None, [[8], "|u1", 1], [8.0, "|u1", 1]),
    )
    for entry in entries:
        yield (
            f"an array is {entry!r}",
            partial(_with_directory, lambda found, entry=entry: {**found, "gaps.data": entry}),
        )
    yield (
        "arrays overlap",
        partial(
            _with_directory,
            lambda found: {name: [8, e[1], e[2]] for name, e in found.items() if 8 + e[2] * int(e[1][2]) < 9000},
        ),
    )
    yield (
        "arrays are in one place",
        partial(_with_directory, lambda found: {name: [8, e[1], 1] for name, e in found.items()}),
    )
    yield "there are no arrays", partial(_with_directory, lambda _: {})
    yield "the directory is deep", partial(_with_directory, lambda _: "[" * 60_000)
    yield (
        "the directory is long",
        partial(_with_directory, lambda found: {**found, **{str(n): [8, "|u1", 1] for n in range(90_000)}}),
    )
    edits: dict[str, Callable[[Arrays], Arrays]] = {
        "a billion passages": lambda a: {
            "source.first": np.array([0] * (len(a["source.first"]) - 1) + [10**9], dtype=np.uint32)
        },
        "more ids than passages": lambda _: {"id.order": np.arange(10**6, dtype=np.uint32)},
        "half an id": lambda a: {"id.digests": a["id.digests"][:-1]},
        "texts of no width": lambda _: {"source.width": np.array([0], dtype=np.uint32)},
        "texts wider than there are": lambda _: {"source.width": np.array([2**31], dtype=np.uint32)},
        "lists of a billion passages": lambda a: {
            "list.passages": np.full(len(a["list.passages"]), 10**9, dtype=np.uint32)
        },
        "lists of a billion words": lambda a: {
            "list.occurrences": np.full(len(a["list.occurrences"]), 10**9, dtype=np.uint32)
        },
        "lists that overlap": lambda a: {"gaps.at": np.zeros(len(a["gaps.at"]), dtype=np.uint32)},
        "lists beyond the end": lambda a: {"positions.at": a["positions.at"].astype(np.uint64) + 2**60},
        "units that are none": lambda a: {"list.widths": np.full(len(a["list.widths"]), 63, dtype=np.uint8)},
        "areas that are none": lambda a: {"list.area": np.full(len(a["list.area"]), 200, dtype=np.uint8)},
        "one area over and over": lambda a: {"list.area": np.zeros(len(a["list.area"]), dtype=np.uint8)},
        "stems of many forms": lambda a: {
            "stem.forms": np.array([0] * (len(a["stem.forms"]) - 1) + [int(a["stem.forms"][-1])], dtype=np.uint32)
        },
        "lengths beyond all": lambda a: {"lengths.text": np.full(len(a["lengths.text"]), 2**63, dtype=np.uint64)},
        "values that are none": lambda a: {"kind.codes": np.full(len(a["id.order"]), 200, dtype=np.uint8)},
        "a bomb for records": partial(_bomb, "passage.records"),
        "a bomb for sources": partial(_bomb, "source.records"),
        "a dictionary of zeros": lambda a: {
            "passage.records.dictionary.text": np.zeros(len(a["passage.records.dictionary.text"]), dtype=np.uint8)
        },
    }
    for name, edit in edits.items():
        yield name, partial(_with_arrays, edit)


KINDS: dict[str, Kind] = dict(_iter_kinds())
