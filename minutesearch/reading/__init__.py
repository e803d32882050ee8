"""Reading of files: the bytes of a file become a page, a folder becomes a list of files; nothing is downloaded.

`layout` is the ground; `sources` are files and their text; `formats` turn the bytes of each form into lines;
`heads` say which meeting it was; `items` find titles and sections; `pages` are the forms of page. Each imports
only what stands before it in this list, and `pages` no `formats`; `readers` joins them. The way in is `read_page`,
for folders `list_files`.
"""

from minutesearch.dates import parse_date, parse_date_time, parse_day_or_period, parse_time
from minutesearch.reading.formats.jsonl import Record, Records, is_jsonl, read_records
from minutesearch.reading.formats.jsonl_feed import iter_feed
from minutesearch.reading.layout.modgov import ModGovIds, parse_modgov_url
from minutesearch.reading.readers import READERS, Reader, is_html, read_page
from minutesearch.reading.sources.archives import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_FILES,
    ArchiveListing,
    is_archive,
    list_archive,
    read_member,
)
from minutesearch.reading.sources.decoding import MAX_SOURCE_BYTES, Decoded, decode
from minutesearch.reading.sources.files import FoundFile, is_large, open_source, read_bytes
from minutesearch.reading.sources.folder import Listing, list_files
from minutesearch.reading.sources.metadata import Metadata, apply_metadata
from minutesearch.reading.sources.people import People, name_people
from minutesearch.reading.sources.people_file import PEOPLE_NAME
from minutesearch.reading.sources.sidecar import SIDECAR_NAMES, Sidecar, load_sidecar

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "MAX_ARCHIVE_FILES",
    "MAX_SOURCE_BYTES",
    "PEOPLE_NAME",
    "READERS",
    "SIDECAR_NAMES",
    "ArchiveListing",
    "Decoded",
    "FoundFile",
    "Listing",
    "Metadata",
    "ModGovIds",
    "People",
    "Reader",
    "Record",
    "Records",
    "Sidecar",
    "apply_metadata",
    "decode",
    "is_archive",
    "is_html",
    "is_jsonl",
    "is_large",
    "iter_feed",
    "list_archive",
    "list_files",
    "load_sidecar",
    "name_people",
    "open_source",
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
