"""Turns the bytes of a file into a page, and a folder into a list of files. It never downloads."""

from minutesearch.reading.dates import parse_date, parse_date_time, parse_day_or_period, parse_time
from minutesearch.reading.decoding import MAX_SOURCE_BYTES, Decoded, decode
from minutesearch.reading.files import FoundFile, read_bytes
from minutesearch.reading.folder import Listing, list_files
from minutesearch.reading.metadata import Metadata, apply_metadata
from minutesearch.reading.modgov import ModGovIds, parse_modgov_url
from minutesearch.reading.readers import READERS, Reader, read_page
from minutesearch.reading.sidecar import SIDECAR_NAMES, Sidecar, load_sidecar

__all__ = [
    "MAX_SOURCE_BYTES",
    "READERS",
    "SIDECAR_NAMES",
    "Decoded",
    "FoundFile",
    "Listing",
    "Metadata",
    "ModGovIds",
    "Reader",
    "Sidecar",
    "apply_metadata",
    "decode",
    "list_files",
    "load_sidecar",
    "parse_date",
    "parse_date_time",
    "parse_day_or_period",
    "parse_modgov_url",
    "parse_time",
    "read_bytes",
    "read_page",
]
