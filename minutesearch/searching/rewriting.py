"""The other ways in which what was typed is written in an index: a day, a sum, a reference, a compound."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

from minutesearch.analysis import Stretch, Token, find_writings, may_join, splits_of
from minutesearch.engine import SearchRequest
from minutesearch.late import compile_later
from minutesearch.query import Form, ParsedQuery, QueryWord
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, And, Not, Phrase, Query, Term, Widened, weighed
from minutesearch.searching.store import DocumentStore

__all__ = [
    "Rewriting",
    "find_rewritings",
    "has_writing",
    "is_pair",
    "phrases_in_writings",
    "phrases_of",
    "rarity",
    "writings_of",
]

#: What another way of writing counts against the one typed, as other forms and near words do: "first" says much
#: less than "1st", and what has "smart boards" beside "smartboards" says one thing twice.
_WEIGHT = 0.5
#: A word is not looked for as two where either of these is rarer than one in so many: "coun cil" is a slip of the
#: printer's in two passages, for which ten thousand with the council need not be looked through.
_RARER = 100
#: In how many ways a quotation of several such pieces is looked for at most.
_MOST_PHRASES = 64
#: How many phrases an index that is far away is asked for at once.
_ASKED = 100
#: What stands before a sum of money.
_SIGNS = "£€$"
_PAIR = compile_later(r"(?=(?<![\w'’.:/&@-])([^\W\d_]+)['’]? ([^\W\d_]+)(?![\w:/&@]|[-'’]\w))")
_APOSTROPHE = compile_later(r"(?i)([^\W\d_]{1,3})['’]([^\W\d_]{3,})")


class Rewriting(NamedTuple):
    """A stretch of a query with the ways in which an index has it."""

    #: Where it stands in the query: half-open, in code points.
    start: int
    end: int
    #: What was typed there.
    typed: str
    #: The node that looks for all of the ways, as typed among them.
    node: Query
    #: The other ways, as text.
    forms: tuple[str, ...]
    #: Whether the node stands in place of the word typed and not beside it.
    is_whole: bool


class _Way(NamedTuple):
    """One way of writing something: its text, and the leaf that looks for it."""

    text: str
    leaf: Term | Phrase


def find_rewritings(parsed: ParsedQuery, store: DocumentStore) -> tuple[Rewriting, ...]:
    """Return the stretches of a query that an index has in other ways too, in order; none overlaps another.

    Args:
        parsed: The query.
        store: The documents of the index.
    """
    plain = {
        (word.start, word.end): word for word in parsed.words if word.form is Form.WORD and not word.is_excluded
    }
    if not plain or not store.has_our_words:
        return ()
    found: list[Rewriting] = []
    text = _Plain.of(parsed.words)
    for rewriting in (*_of_stretches(text, store), *_of_compounds(text, plain, store)):
        if all(rewriting.end <= each.start or each.end <= rewriting.start for each in found):
            found.append(rewriting)
    return tuple(sorted(found, key=lambda each: each.start))


class _Plain(NamedTuple):
    """The plain words of a query side by side, as they are said back too, with the places they have in it."""

    text: str
    #: By the place of a word's first letter in the text, and by that behind its last: its place in the query.
    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, words: Iterable[QueryWord]) -> _Plain:
        pieces: list[str] = []
        starts, ends, reached = {}, {}, 0
        for word in words:
            # What stands between two words makes them no one thing.
            piece = word.surface if word.form is Form.WORD and not word.is_excluded else "|"
            if piece != "|":
                starts[reached], ends[reached + len(piece)] = word.start, word.end
            pieces.append(piece)
            reached += len(piece) + 1
        return cls(" ".join(pieces), starts, ends)

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the place in the query of whole words; None for parts of some."""
        return (self.starts[start], self.ends[end]) if start in self.starts and end in self.ends else None


def writings_of(text: str) -> tuple[tuple[str, Stretch], ...]:
    """Return what of a text may be written in other ways, each as it was typed and as a stretch from 0."""
    return tuple(
        (text[each.start : each.end], each._replace(start=0, end=each.end - each.start))
        for each in find_writings(text)
    )


def is_pair(left: str, right: str, store: DocumentStore) -> bool:
    """Return whether two words side by side, in small letters without signs, are one word that the index has.

    Args:
        left: A word.
        right: The word behind it.
        store: The documents of the index.
    """
    return store.has_our_words and _has_joined(left, right, store) and may_join(left, right)


def has_writing(typed: str, stretch: Stretch, store: DocumentStore) -> bool:
    """Return whether an index has a stretch in other ways than the one typed.

    Args:
        typed: What was typed.
        stretch: The same, as a stretch from 0.
        store: The documents of the index.
    """
    return stretch.is_exact or bool(_rewrite(typed, stretch, store))


def _of_stretches(plain: _Plain, store: DocumentStore) -> Iterator[Rewriting]:
    for stretch in find_writings(plain.text):
        place = plain.place(stretch.start, stretch.end)
        if place is None:
            continue
        typed = plain.text[stretch.start : stretch.end]
        if stretch.is_exact:
            yield from _of_ordinal(stretch, place, typed, store)
        elif made := _rewrite(typed, stretch, store):
            node, forms = made
            is_whole = len(store.analyser.query_units(typed)) == 1
            yield Rewriting(*place, typed, node, forms, is_whole=is_whole)


def _rewrite(typed: str, stretch: Stretch, store: DocumentStore) -> tuple[Query, tuple[str, ...]] | tuple[()]:
    """Return the node for a stretch in all ways, with those that an index has besides; empty if it has none."""
    return store.written_otherwise.get((typed, stretch.others[:1]), lambda: _find_written(typed, stretch, store))


def _find_written(typed: str, stretch: Stretch, store: DocumentStore) -> tuple[Query, tuple[str, ...]] | tuple[()]:
    own = _ways((typed,), store)
    others = _known(_ways(stretch.others, store), store)
    if stretch.is_joined:
        own, others = (
            [way for way in ways if isinstance(way.leaf, Term) or "-" not in way.text] for ways in (own, others)
        )
    leaves = [way.leaf for way in own]
    others = [way for way in others if way.leaf not in leaves]
    figures, nodes = _unless_sum(stretch, store)
    forms = tuple(dict.fromkeys([*(way.text for way in others), *figures]))
    if not forms and not (stretch.is_joined and own):
        return ()
    ways = _group([*own, *others])
    return (Widened([ways, *nodes]) if nodes else ways), forms


def _unless_sum(stretch: Stretch, store: DocumentStore) -> tuple[tuple[str, ...], list[Query]]:
    """Return those ways of a stretch that are figures which sums have too, and nodes for them where no sum is."""
    forms: list[str] = []
    nodes: list[Query] = []
    for figures in stretch.unless_sum:
        if not store.snapshot.has_word(figures):
            continue
        sums = [f"{sign}{figures}" for sign in _SIGNS] + [f"{figures}%"]
        if figures.endswith("m"):
            sums.append("million")
        barred = [Term(ANY, each) for each in sums if store.snapshot.has_word(each)]
        term = Term(ANY, figures)
        node = And([term, *map(Not, barred)]) if barred else term
        if not barred or _total_of(node, store):
            forms.append(figures)
            # Accounts have sums without a sign too.
            nodes.append(weighed(node, _WEIGHT))
    return tuple(forms), nodes


def _of_ordinal(stretch: Stretch, place: tuple[int, int], typed: str, store: DocumentStore) -> Iterator[Rewriting]:
    """Yield an ordinal in figures as printed, with its words; or one in words with its figures."""
    if stretch.is_one:
        exact = Term(ANY_EXACT, store.analyser.query_units(typed)[0].sequence[0].exact)
        others = _known(_ways(stretch.others, store), store)
        ways = [weighed(way.leaf, _WEIGHT) for way in others]
        forms = tuple(dict.fromkeys(way.text for way in others))
        yield Rewriting(*place, typed, Widened([exact, *ways]) if ways else exact, forms, is_whole=True)
    elif known := tuple(each for each in stretch.others if store.snapshot.has_word(each, exact=True)):
        tokens = _in_a_row(store.analyser.analyse(typed))
        count = min(store.snapshot.word_count(token.stem) for token in tokens)
        node = _beside([_Way(each, Term(ANY_EXACT, each)) for each in known], count, store)
        yield Rewriting(*place, typed, node, known, is_whole=False)


def _of_compounds(
    text: _Plain, plain: Mapping[tuple[int, int], QueryWord], store: DocumentStore
) -> Iterator[Rewriting]:
    """Yield pairs of words that an index has as one, and words that it has as two."""
    for match in _PAIR.finditer(text.text) if " " in text.text else ():
        left, right = match[1].casefold(), match[2].casefold()
        place = text.place(match.start(1), match.end(2))
        if place is None:
            continue
        if _has_joined(left, right, store) and may_join(left, right):
            one = [_Way(left + right, Term(ANY, store.analyser.stem(left + right)))]
            is_whole = place in plain
            typed = f"{left} {right}"
            # Two words that stand together rank as such already: what has them as one is only added.
            node = (
                _group([*_ways((typed,), store), *one])
                if is_whole
                else _beside(one, store.snapshot.word_count(store.analyser.stem(max(left, right, key=len))), store)
            )
            yield Rewriting(*place, typed, node, (left + right,), is_whole=is_whole)
    for (start, end), word in plain.items():
        if ways := _apart(word.surface, store):
            # Beside the word, which stays one word of the query for all else that ranks.
            node = _beside(ways, store.snapshot.word_count(word.tokens[0].stem), store)
            yield Rewriting(start, end, word.surface, node, tuple(way.text for way in ways), is_whole=False)


def _beside(ways: Sequence[_Way], count: int, store: DocumentStore) -> Query:
    """Return a node for other ways of writing a word, which counts as they are common beside the word.

    A rare writing is no rarer a thing: where a printer cut "oxygen" in two, the passage is about oxygen all the
    same, and what is found by the cut alone is found, but not first. Half the worth of the word for all of them
    cost 0.025 of nDCG@10 on med, a tenth of it nothing. A frequent writing is the same thing once more: at its
    full worth, qmsum_train lost 0.001 and cisi 0.004 against the half.

    Args:
        ways: The ways.
        count: How many passages have the word.
        store: The documents of the index.
    """
    node = _group(ways)
    found, total = _total_of(node, store), store.snapshot.passage_count
    if not count or not found:
        return node
    rarer = min(rarity(count, total) / rarity(found, total), 1.0)
    return weighed(node, _WEIGHT * min(found / count, 1.0) * rarer)


def rarity(count: int, total: int) -> float:
    """Return the idf of something that so many passages have of all.

    Args:
        count: How many have it.
        total: How many there are.
    """
    return math.log1p((max(total - count, 0) + 0.5) / (count + 0.5))


def _apart(surface: str, store: DocumentStore) -> list[_Way]:
    """Return the ways of writing one word as two that an index has: "well being", "O Brien"."""
    found = store.written_apart.get(surface, lambda: tuple(_find_apart(surface, store)))
    return [_Way(*way) for way in found]


def _find_apart(surface: str, store: DocumentStore) -> list[_Way]:
    stem, snapshot = store.analyser.stem, store.snapshot
    word = surface.casefold()
    name = _APOSTROPHE.fullmatch(word)
    # Most halves are no words, which is found out sooner than how many passages have their stems.
    pairs = [
        (left, right)
        for left, right in ([(name[1], name[2])] if name else splits_of(word))
        if snapshot.has_word(left, exact=True) and _has_form(right, store)
    ]
    least = 1 if name or not pairs else max(-(-snapshot.word_count(stem(word)) // _RARER), 1)
    texts = [
        f"{left} {right}"
        for left, right in pairs
        if min(snapshot.word_count(stem(left)), snapshot.word_count(stem(right))) >= least
    ]
    return [way for way in _known(_ways(texts, store), store) if isinstance(way.leaf, Phrase)]


def _has_joined(left: str, right: str, store: DocumentStore) -> bool:
    """Return whether an index has two words as one, which has another stem than either."""
    # "Sector" and "ICS" make "sectorics", of which the stem is that of "sector" again.
    root = store.analyser.stem(left + right)
    return root not in (store.analyser.stem(left), store.analyser.stem(right)) and store.snapshot.has_word(root)


def _has_form(word: str, store: DocumentStore) -> bool:
    # "parks" of "carparks" may stand there as "park"; but "oper" of "Cooper" is no word, only a stem.
    root = store.analyser.stem(word)
    return store.snapshot.has_word(word, exact=True) or (root != word and store.snapshot.has_word(root))


def phrases_of(word: QueryWord, store: DocumentStore) -> list[tuple[str, Phrase | Term]]:
    """Return the other ways of writing a quotation of several words that an index has, with their texts.

    Args:
        word: The quotation.
        store: The documents of the index.
    """
    text = word.surface
    if not store.has_our_words:
        return []
    # What the index has no word of would only be tried with all else.
    choices: list[tuple[int, int, tuple[str, ...]]] = [
        (stretch.start, stretch.end, tuple(each for each in others if _is_likely(each, store)))
        for stretch in find_writings(text)
        for others in [(*stretch.others, *stretch.unless_sum)]
    ]
    for match in _PAIR.finditer(text):
        left, right = match[1].casefold(), match[2].casefold()
        if _has_joined(left, right, store) and may_join(left, right):
            choices.append((match.start(1), match.end(2), (left + right,)))
    choices += [
        (unit.start, unit.end, tuple(way.text for way in _apart(unit.surface, store)))
        for unit in store.analyser.query_units(text)
    ]
    choices = [each for each in choices if each[2]]
    texts = islice(_combined(text, _apart_from_each_other(choices)), _MOST_PHRASES)
    own = {way.leaf for way in _ways((text,), store)}
    return [way for way in _known(_ways(texts, store), store) if way.leaf not in own]


def _apart_from_each_other(
    choices: Iterable[tuple[int, int, tuple[str, ...]]],
) -> list[tuple[int, int, tuple[str, ...]]]:
    kept: list[tuple[int, int, tuple[str, ...]]] = []
    for each in choices:
        if all(each[1] <= other[0] or other[1] <= each[0] for other in kept):
            kept.append(each)
    return sorted(kept)


def _combined(text: str, choices: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[str]:
    """Yield a text with each choice in each of its ways, as it stands first."""
    ways = [(text[start:end], *others) for start, end, others in choices]
    for chosen in product(*ways) if choices else ():
        pieces, reached = [], 0
        for (start, end, _), way in zip(choices, chosen, strict=True):
            pieces += [text[reached:start], way]
            reached = end
        yield "".join([*pieces, text[reached:]])


def _ways(texts: Iterable[str], store: DocumentStore) -> list[_Way]:
    """Return the leaves that look for texts, each leaf once."""
    found: dict[Query, _Way] = {}
    for text in texts:
        tokens = store.analyser.analyse(text)
        apart = [token.stem for token in _in_a_row(tokens)]
        joined = [token.stem for token in _together(tokens)]
        # "3/5/2021" is looked for as it stands; the words of "twenty-first" are looked for one by one too.
        is_figures = not any(map(str.isalpha, text))
        for words in [joined] if is_figures else [apart, joined]:
            if words:
                leaf = Term(ANY, words[0]) if len(words) == 1 else Phrase(ANY, words)
                found.setdefault(leaf, _Way(text, leaf))
    return list(found.values())


def phrases_in_writings(query: str, store: DocumentStore) -> list[Query]:
    """Return the phrases by which it is looked for what of a query is written in other ways too, each once."""
    if not store.has_our_words:
        return []
    texts = [way for each in find_writings(query) for way in (*each.others, *each.unless_sum)]
    found: list[Query] = [way.leaf for way in _ways(texts, store) if isinstance(way.leaf, Phrase)]
    return found[:_ASKED]


def _known(ways: Iterable[_Way], store: DocumentStore) -> list[_Way]:
    """Return the ways that an index has."""
    likely = [way for way in ways if _has_words(way.leaf, store)]
    phrases = [way.leaf for way in likely if isinstance(way.leaf, Phrase)]
    totals = store.snapshot.totals([SearchRequest(tree=leaf, limit=0) for leaf in phrases])
    found = {leaf for leaf, total in zip(phrases, totals, strict=True) if total}
    return [way for way in likely if isinstance(way.leaf, Term) or way.leaf in found]


def _is_likely(text: str, store: DocumentStore) -> bool:
    return all(store.snapshot.has_word(token.stem) for token in _in_a_row(store.analyser.analyse(text)))


# What is looked for of a text, as `query_units` says it; but a way of writing something is no query, in which such
# ways would be searched for again at ten times the cost.


def _in_a_row(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the first token at each position, those that stand for several left out."""
    reached = -1
    for token in tokens:
        if not token.joined and token.position > reached:
            reached = token.position
            yield token


def _together(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens in a row, with those in place of several that stand for them."""
    reached, covered = -1, 0
    for token in tokens:
        if token.joined:
            covered = token.end
            yield token
        elif token.position > reached and token.start >= covered:
            yield token
        if not token.joined:
            reached = max(reached, token.position)


def _has_words(leaf: Term | Phrase, store: DocumentStore) -> bool:
    return all(map(store.snapshot.has_word, [leaf.text] if isinstance(leaf, Term) else leaf.words))


def _total_of(node: Query, store: DocumentStore) -> int:
    return store.snapshot.totals([SearchRequest(tree=node, limit=0)])[0]


def _group(ways: Sequence[_Way]) -> Query:
    """Return one node for all ways, whose frequency is that of all of them together."""
    leaves = [way.leaf for way in ways]
    return leaves[0] if len(leaves) == 1 else Alternatives(leaves)
