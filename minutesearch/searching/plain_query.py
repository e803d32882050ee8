"""Plain queries: words, "phrases" and prefixes* side by side, which are widened one by one if at all.

What such a piece is to an index is worked out once, by reading and expanding it alone. A query of such pieces is
put together from what is known of them, and comes to the same tree as if it were read and expanded as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple
from weakref import WeakKeyDictionary

from minutesearch.analysis import Stretch, find_runs
from minutesearch.errors import QueryError
from minutesearch.query import Form, Match, parse_query
from minutesearch.query.grammar import MAX_TERMS
from minutesearch.query.nodes import And, Or, Query, Term
from minutesearch.query.parser import says_something
from minutesearch.searching.expansion import MAX_EXPANSIONS, expand_query, typed_forms
from minutesearch.searching.rewriting import has_writing, is_pair, writings_of
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.question_weights import is_question, names_speaker

__all__ = ["PlainQuery", "read_plainly"]

# Without signs and words of capitals: no piece is an operator, or anything else together with its neighbour.
_WORD = "[a-z]{2,40}"
#: A capital before small letters says nothing; "IT" is not "it".
_TITLED = "[A-Za-z][a-z]{1,39}"
_PIECE = rf'[a-z]{{3,40}}\*|{_TITLED}|"{_WORD}(?: {_WORD}){{1,7}}"'
_PIECES = re.compile(_PIECE)
_QUERY = re.compile(rf"(?:{_PIECE})(?: (?:{_PIECE})){{0,15}}")
#: How many pieces are kept for a state of an index: some 20 MB. A person's words are far fewer.
_KEPT = 50_000


class PlainQuery(NamedTuple):
    """A plain query as the engine is to be asked it."""

    #: The tree, as reading and expanding the whole query would give it.
    tree: Query
    #: The forms that count as typed of each plain word, by its stem.
    typed: Mapping[str, tuple[str, ...]]
    #: Whether another way of combining the words would give another tree.
    match_matters: bool
    #: What was typed, each with the node that has it.
    wanted: tuple[tuple[str, tuple[Query]], ...] = ()
    #: What its words were widened to, by the words as typed.
    expansions: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    #: The words that the index does not have and that its nearest words replace, the query with these in their
    #: place, and what is said of others.
    approximate: tuple[str, ...] = ()
    suggestion: str | None = None
    notes: tuple[str, ...] = ()


class _Piece(NamedTuple):
    """What one word, phrase or prefix is to an index by itself."""

    #: As typed.
    text: str
    node: Query
    #: Whether it is a stop word, which is dropped beside others.
    is_stop: bool
    #: Whether a query of it and of stop words says anything.
    says_something: bool
    #: The stem, if it is a plain word.
    stem: str | None
    #: The forms of it that count as typed, by stem.
    typed: Mapping[str, tuple[str, ...]]
    #: What it was widened to, by what was typed.
    expansions: Mapping[str, tuple[str, ...]]
    #: The nearest word of one that the index does not have, and what is said of others that are near.
    nearest: str | None
    notes: tuple[str, ...]
    #: What of it may be written in other ways.
    writings: tuple[tuple[str, Stretch], ...]
    #: How many words it looks for, and how many a prefix stands for.
    terms: int
    spelt_out: int
    #: The word that it begins and ends with for its neighbours; a phrase has its own side by side.
    ends: tuple[str | None, str | None]
    has_pair: bool


class _Pieces:
    """The pieces of one state of an index, each worked out when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[str, _Piece | None] = {}
        self._pairs: dict[tuple[str, str], bool] = {}

    def get(self, text: str, store: DocumentStore) -> _Piece | None:
        """Return what a piece is; None if it is unknown, or means more than itself."""
        known = self._known.get(text, ...)
        if known is ...:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[text] = _work_out(text, store)
        return known

    def has_pair(self, pieces: Sequence[_Piece], store: DocumentStore) -> bool:
        """Return whether two words side by side in some pieces are one word that the index has."""
        for one, other in pairwise(pieces):
            left, right = one.ends[1], other.ends[0]
            if left is None or right is None:
                continue
            is_one = self._pairs.get((left, right))
            if is_one is None:
                if len(self._pairs) >= _KEPT:
                    self._pairs.clear()
                is_one = self._pairs[left, right] = is_pair(left, right, store)
            if is_one:
                return True
        return any(piece.has_pair for piece in pieces)


_KNOWN: WeakKeyDictionary[DocumentStore, _Pieces] = WeakKeyDictionary()


def read_plainly(store: DocumentStore, query: str, match: Match, *, expand: bool) -> PlainQuery | None:
    """Return a plain query as the engine is to be asked it, or None if it is not plain.

    Args:
        store: The state that is to be searched.
        query: The query as typed.
        match: How to combine its words.
        expand: Whether acronyms and long forms are to be added.
    """
    # A tokenizer of NLTK's may cut a word by those beside it.
    if not store.analyser.cuts_at_spaces or _QUERY.fullmatch(query) is None or is_question(query):
        return None
    pieces = _KNOWN.get(store) or _KNOWN.setdefault(store, _Pieces())
    found: list[_Piece] = []
    for text in _PIECES.findall(query):
        piece = pieces.get(text, store)
        if piece is None or (piece.expansions and not expand):
            return None
        found.append(piece)
    # What is one thing with its neighbour is no piece by itself.
    if any(" " in query[start:end] for start, end in find_runs(query)):
        return None
    kept = [piece for piece in found if not piece.is_stop]
    # Of "to be or not to be" nothing is dropped, since what is left would say nothing.
    if len(kept) < len(found) and not any(piece.says_something for piece in kept):
        return None
    if len(kept) == 1:
        (piece,) = kept
        return _finish(
            PlainQuery(piece.node, piece.typed, match_matters=False, expansions=piece.expansions), found
        )
    if sum([piece.terms for piece in kept]) > MAX_TERMS or sum([each.spelt_out for each in kept]) > MAX_EXPANSIONS:
        return None
    if expand and (
        _has_other_writings(kept, store)
        or store.abbreviations.find_runs([piece.stem for piece in kept])
        # What a small word parts stands side by side when it is said back.
        or pieces.has_pair(kept, store)
    ):
        return None
    tree = (And if match == "all" else Or)([piece.node for piece in kept])
    wanted = tuple([(piece.text.strip('"'), (piece.node,)) for piece in kept]) if match == "any" else ()
    expansions = {typed: forms for piece in kept for typed, forms in piece.expansions.items()}
    return _finish(
        PlainQuery(tree, _join_typed(kept), match_matters=True, wanted=wanted, expansions=expansions), found
    )


def _finish(plain: PlainQuery, pieces: Sequence[_Piece]) -> PlainQuery:
    """Return a query with what is said of the words in it that the index does not have."""
    approximate = tuple(dict.fromkeys([piece.text for piece in pieces if piece.nearest]))
    if not approximate:
        return plain
    return plain._replace(
        approximate=approximate,
        suggestion=" ".join([piece.nearest or piece.text for piece in pieces]),
        notes=tuple(dict.fromkeys([note for piece in pieces for note in piece.notes])),
    )


def _has_other_writings(pieces: Sequence[_Piece], store: DocumentStore) -> bool:
    """Return whether the index has pieces side by side otherwise than each by itself: "high st" for a street."""
    if not store.has_our_words:
        return False
    alone = [writing for piece in pieces for writing in piece.writings]
    found = writings_of(" ".join([piece.text for piece in pieces]))
    if found == tuple(alone):
        return False
    return any(each not in found for each in alone) or any(
        has_writing(typed, stretch, store) for typed, stretch in found if (typed, stretch) not in alone
    )


def _join_typed(pieces: Sequence[_Piece]) -> Mapping[str, tuple[str, ...]]:
    """Return the forms that count as typed of all pieces, each form once."""
    typed: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        for stem, forms in piece.typed.items():
            typed[stem] = tuple(dict.fromkeys((*typed[stem], *forms))) if stem in typed else forms
    return typed


def _work_out(text: str, store: DocumentStore) -> _Piece | None:
    try:
        parsed = parse_query(text, units=store.analyser.query_units)
        expanded = expand_query(parsed, store, expand=True)
    except QueryError:
        return None
    tree, (word, *others) = expanded.tree, parsed.words
    # Of an index that is far away it may only be assumed how often near words stand there.
    if others or expanded.assumed:
        return None
    is_word = word.form is Form.WORD
    is_stop = is_word and any(unit.is_stop for unit in store.analyser.query_units(text))
    stem = parsed.tree.text if is_word and type(parsed.tree) is Term else None
    # A person's name ranks what that person said.
    if is_word and (stem is None or names_speaker(word.tokens[0].exact, store.snapshot.speakers_named)):
        return None
    bare, is_phrase = text.strip('"*'), text.startswith('"')
    return _Piece(
        text,
        tree,
        is_stop=is_stop,
        says_something=says_something(word),
        stem=stem,
        typed=typed_forms(parsed, store.analyser.stem),
        expansions=expanded.expansions,
        nearest=expanded.suggestion,
        notes=expanded.notes,
        writings=writings_of(text),
        terms=len(word.tokens),
        spelt_out=sum(1 for _ in tree.leaves()) if word.form is Form.PREFIX else 0,
        ends=(None if is_phrase else bare, bare if is_word else None),
        has_pair=is_phrase and any(is_pair(*pair, store) for pair in pairwise(bare.split(" "))),
    )
