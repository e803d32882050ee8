"""Manifests as a stranger may have made them: with a right checksum, and wrong in themselves."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from minutesearch.engine.embedded.commits.manifest import Manifest, SegmentEntry, read_manifest, write_manifest
from minutesearch.errors import CorruptIndexError

ENTRY = SegmentEntry(
    file="segment-00000001-1.arrays", size=900, digest="0" * 32, passages=9, dead=(1, 3), dead_passages=4
)


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    manifest = Manifest(generation=7, analyser="test", segments=(ENTRY,))
    write_manifest(tmp_path, manifest)
    assert manifest == read_manifest(tmp_path, manifest.name)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"size": -1}, "fields of other types"),
        ({"passages": -9}, "fields of other types"),
        ({"dead_passages": -4}, "fields of other types"),
        ({"size": 900.0}, "fields of other types"),
        ({"passages": True}, "fields of other types"),
        ({"dead": (3, 1)}, "damaged list of removed sources"),
        ({"dead": (1, 1)}, "damaged list of removed sources"),
        ({"dead": (1, "3")}, "damaged list of removed sources"),
        ({"digest": 0}, "damaged list of removed sources"),
        ({"file": "../secret"}, "names a file"),
    ],
    ids=str,
)
def test_an_entry_that_cannot_be_is_refused(changed: dict[str, Any], message: str, tmp_path: Path) -> None:
    manifest = Manifest(generation=7, analyser="test", segments=(dataclasses.replace(ENTRY, **changed),))
    write_manifest(tmp_path, manifest)
    with pytest.raises(CorruptIndexError, match=message):
        read_manifest(tmp_path, manifest.name)


def test_a_segment_that_is_named_twice_is_refused(tmp_path: Path) -> None:
    manifest = Manifest(generation=7, analyser="test", segments=(ENTRY, ENTRY))
    write_manifest(tmp_path, manifest)
    with pytest.raises(CorruptIndexError, match="names a file twice"):
        read_manifest(tmp_path, manifest.name)


def test_a_manifest_of_another_generation_is_refused(tmp_path: Path) -> None:
    manifest = Manifest(generation=7, analyser="test", segments=(ENTRY,))
    write_manifest(tmp_path, manifest)
    (tmp_path / manifest.name).rename(tmp_path / "generation-00000008.json")
    with pytest.raises(CorruptIndexError, match="is that of generation 7"):
        read_manifest(tmp_path, "generation-00000008.json")
