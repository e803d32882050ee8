"""Reading of files: the bytes of a file become a page, a folder becomes a list of files; nothing is downloaded."""

from minutesearch.dates import parse_date, parse_date_time, parse_day_or_period, parse_time
from minutesearch.reading.archives import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_FILES,
    ArchiveListing,
    is_archive,
    list_archive,
    read_member,
)
from minutesearch.reading.decoding import MAX_SOURCE_BYTES, Decoded, decode
from minutesearch.reading.files import FoundFile, read_bytes
from minutesearch.reading.folder import Listing, list_files
from minutesearch.reading.jsonl import Record, Records, is_jsonl, read_records
from minutesearch.reading.metadata import Metadata, apply_metadata
from minutesearch.reading.modgov import ModGovIds, parse_modgov_url
from minutesearch.reading.readers import READERS, Reader, is_html, read_page
from minutesearch.reading.sidecar import SIDECAR_NAMES, Sidecar, load_sidecar

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "MAX_ARCHIVE_FILES",
    "MAX_SOURCE_BYTES",
    "READERS",
    "SIDECAR_NAMES",
    "ArchiveListing",
    "Decoded",
    "FoundFile",
    "Listing",
    "Metadata",
    "ModGovIds",
    "Reader",
    "Record",
    "Records",
    "Sidecar",
    "apply_metadata",
    "decode",
    "is_archive",
    "is_html",
    "is_jsonl",
    "list_archive",
    "list_files",
    "load_sidecar",
    "parse_date",
    "parse_date_time",
    "parse_day_or_period",
    "parse_modgov_url",
    "parse_time",
    "read_bytes",
    "read_member",
    "read_page",
    "read_records",
]
