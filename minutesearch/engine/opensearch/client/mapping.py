"""The mapping: which indices an index of ours is made of in a cluster, and which fields their documents have.

An index `minutes` is two of OpenSearch's: `minutes` holds the head and the lock, one document each, and
`minutes.passages-ID-0` the documents of five kinds, told apart by `what`:

- `p`, a passage: its words for matching, its keyword fields, and its number.
- `m`, a meeting as one source tells it: the words of all its passages with how often each stands there, for
  choosing meetings, and their segment, packed in two parts: `segment`, from which passages are ranked, and
  `shown`, of which only what is shown is unpacked.
- `s`, a source: its record, the names of its speakers by each of their words, and the digest by which an
  interrupted change knows it again.
- `a`, an acronym that a source defines: what it stands for, how often, and what it is looked up by.
- `i`, an item as one source tells it: its words, each once, for how many items have a word.

All documents of a meeting are in one shard. No document is ever changed: each belongs to the version of a source
that a commit added, and the head says which versions have ended.

ID is what tells an index from any other of its name, which somebody may have deleted and made anew. All writing
goes through an alias with the ID in it and demands that it is one, so that whoever comes too late neither writes
into another index nor has the cluster make one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from minutesearch.engine.contract import KEYWORD_FIELDS, name_words

__all__ = [
    "DATA",
    "FORMAT",
    "HEAD",
    "LOCK",
    "LONGEST_WORD",
    "NAME",
    "data_alias",
    "data_index",
    "data_mapping",
    "head_alias",
    "head_mapping",
    "keyword_of",
    "name_keys",
    "token_of",
    "told_of",
]

#: The format of the documents; it grows when they change, or the segments that are packed in them.
FORMAT = 6
#: The ids of the two documents of the head's index.
HEAD, LOCK = "head", "lock"
#: What stands in the name of an index with documents, and in no name of one of ours.
DATA = ".passages-"
#: The gap between text fields in one list of places: no phrase or nearness that can be asked for crosses it.
GAP = 1000
#: What stands between a word and the name that has it, and how many letters a word has that leads to a name.
NAME, LONGEST_WORD = "\x1f", 100
#: How many bytes a keyword may have: Lucene refuses a document with one of over 32,766.
_LONGEST = 8000
_KEPT = 200
#: What parts places, and tokens of one place, in a text as the cluster takes it.
_ODD = re.compile(r"[ |]")


def data_index(name: str, identity: str, number: int) -> str:
    """Return the name of the index that holds the documents."""
    return f"{name}{DATA}{identity}-{number}"


def data_alias(name: str, identity: str, number: int) -> str:
    """Return the name by which documents are written."""
    return f"{name}{DATA}{identity}-{number}.to"


def head_alias(name: str, identity: str) -> str:
    """Return the name by which the head and the lock are written."""
    return f"{name}.head-{identity}"


def keyword_of(value: str) -> str:
    """Return a value as it is indexed: itself, or its beginning and digest if Lucene cannot take it as it is."""
    if len(value) <= _LONGEST and value.isascii():
        return value
    data = value.encode("utf-8", "surrogatepass")
    # Half of a pair of surrogates, as in a file's name that is no UTF-8, would be the same as any other there.
    plain = value.encode("utf-8", "replace")
    if len(data) <= _LONGEST and data == plain:
        return value
    return f"{plain.decode()[:_KEPT]}\x1f{hashlib.blake2b(data, digest_size=16).hexdigest()}"


def told_of(values: Iterable[str]) -> str:
    """Return a meeting by its council, body and day as they are printed, as it is indexed."""
    return keyword_of(", ".join(filter(None, dict.fromkeys(values))))


def name_keys(name: str) -> list[str]:
    """Return a name as it is indexed under each of its words."""
    return [f"{word}{NAME}{keyword_of(name)}" for word in name_words(name) if len(word) <= LONGEST_WORD]


def token_of(word: str) -> str:
    """Return a token as it is indexed: without the two letters that have a meaning there, and not too long."""
    plain = _ODD.sub("\x1f", word) if " " in word or "|" in word else word
    return plain if len(plain) <= _KEPT else keyword_of(plain)


def head_mapping(alias: str, identity: str, replicas: int) -> dict[str, object]:
    """Return the alias, settings and mapping of the head's index."""
    return {
        "aliases": {alias: {}},
        "settings": {"number_of_shards": 1, "number_of_replicas": replicas, "replication.type": "DOCUMENT"},
        # Its documents are read by id and never searched.
        "mappings": {"_meta": {"minutesearch": FORMAT, "identity": identity}, "dynamic": False},
    }


def data_mapping(alias: str, shards: int, replicas: int) -> dict[str, object]:
    """Return the alias, settings and mapping of the index with the documents."""
    return {
        "aliases": {alias: {}},
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            # With replication by segments a copy shows a commit only some time after its refresh.
            "replication.type": "DOCUMENT",
            # Nothing is to be seen before its commit, which refreshes all copies.
            "refresh_interval": "-1",
            "similarity": {"meeting": {"type": "BM25", "k1": 3.0, "b": 0.75}},
            "analysis": {
                "tokenizer": {
                    "tokens": {"type": "char_group", "tokenize_on_chars": [" "], "max_token_length": 32766},
                    "words": {"type": "char_group", "tokenize_on_chars": [" ", "|"], "max_token_length": 32766},
                },
                # The tokens of one place are joined by "|": the second and later ones get the same position.
                "filter": {
                    "together": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
                    # "road|12" is a word that stands there twelve times.
                    "times": {"type": "delimited_term_freq"},
                },
                "analyzer": {
                    "places": {"type": "custom", "tokenizer": "tokens", "filter": ["together"]},
                    "tokens": {"type": "custom", "tokenizer": "tokens"},
                    # Where places do not count, no pattern need be looked for in each token.
                    "words": {"type": "custom", "tokenizer": "words"},
                    "counted": {"type": "custom", "tokenizer": "tokens", "filter": ["times"]},
                },
            },
        },
        "mappings": {
            "_meta": {"minutesearch": FORMAT},
            "dynamic": "strict",
            # Passages are read from their packed segments.
            "_source": {"enabled": False},
            "properties": _properties(),
        },
    }


def _properties() -> dict[str, object]:
    """Return the fields of the documents."""
    keyword = {"type": "keyword"}
    text = {"type": "text", "analyzer": "places", "search_analyzer": "tokens"}
    words = {**text, "position_increment_gap": GAP}
    meeting = {**text, "analyzer": "counted", "similarity": "meeting", "index_options": "freqs"}
    # By itself, so that the mean length of meetings is that of meetings.
    item = {**text, "analyzer": "words", "norms": False, "index_options": "docs"}
    # What is only read back is stored by itself, where no search for something else has to pass over it.
    stored = {"type": "binary", "store": True}
    # What is read of a hundred meetings at once stands where nothing is unpacked with it: it took a tenth of what
    # stored fields took.
    packed = {"type": "binary", "doc_values": True}
    number = {"type": "long", "index": False}
    return {
        "what": keyword,
        "from": {"type": "long"},
        "version": keyword,
        "source": keyword,
        # Sorted by, and counted, and never looked for.
        "place": {"type": "integer", "index": False},
        "number": {"type": "long"},
        "told": keyword,
        "occasion": keyword,
        "run": {**keyword, "index": False},
        **dict.fromkeys(KEYWORD_FIELDS, keyword),
        "stem": words,
        "exact": words,
        "all_stem": meeting,
        "all_exact": meeting,
        "item_stem": item,
        "item_exact": item,
        "forms": keyword,
        "record": stored,
        "segment": packed,
        "shown": packed,
        "size": number,
        "totals": stored,
        "digest": {**keyword, "index": False},
        "speakers": keyword,
        "acronym": {**keyword, "index": False},
        "acronym_key": keyword,
    }
