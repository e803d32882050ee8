"""Short queries drawn from passages by a seed, each with the passages that are right: known items."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from benchmarks.corpus import Item, MeetingText, Text
from benchmarks.plain_bm25 import PlainBM25, words_of
from minutesearch.analysis import STOP_WORDS, find_acronyms, stem

__all__ = ["HEADINGS", "SETS", "KnownItem", "Passages", "draw_headings", "draw_known_items", "without_headings"]

#: The set whose queries are headings; its corpus has none.
HEADINGS = "headings"

#: The shares of the passages that a rare word and a middling word stand in, at least and at most.
_RARE, _MIDDLING = (0.0, 0.0005), (0.0005, 0.02)
#: A rare word stands in this many passages at least: one that stands in its own alone needs no ranking.
_LEAST_PASSAGES = 2
_QUERY_WORD = re.compile(r"[a-z]{4,20}")
#: How often a drawing is tried before the corpus is said to have no such query.
_TRIES = 400
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """One query with the passages that answer it."""

    #: The words as a person types them.
    text: str
    #: The passages that are right, by their numbers in the corpus.
    right: tuple[int, ...]


class Passages:
    """The passages of a corpus, with what queries are drawn by.

    Args:
        texts: The texts, in the order of the corpus.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.bm25 = PlainBM25(texts)
        seen: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            seen[" ".join(words_of(text))].append(number)
        #: The passages whose words no other passage has just so: of two alike neither could be called right.
        self.single = [numbers[0] for numbers in seen.values() if len(numbers) == 1]

    @cached_property
    def acronyms(self) -> list[tuple[str, tuple[str, ...]]]:
        """The acronyms that the passages define, each with the words of its long form."""
        found = (definition for text in self.texts for definition in find_acronyms(text))
        known = {(each.short, tuple(words_of(each.long))) for each in found if each.short.isalnum()}
        return sorted(known)

    def spelling_out(self, short: str, long: Sequence[str]) -> list[int]:
        """Return the passages that have the long form of an acronym, word for word, and not the acronym."""
        single = set(self.single)
        having = self.bm25.texts_with_all([stem(word) for word in long])
        said = {int(number): words_of(self.texts[number]) for number in having if int(number) in single}
        return [
            number
            for number, words in said.items()
            if short.casefold() not in words and f" {' '.join(long)} " in f" {' '.join(words)} "
        ]

    def words_within(self, number: int, shares: tuple[float, float]) -> list[str]:
        """Return the words of a passage that a given share of the passages has, one of each stem."""
        words = [word for word in words_of(self.texts[number]) if _QUERY_WORD.fullmatch(word)]
        by_stem = {stem(word): word for word in words if word not in STOP_WORDS}
        least = max(shares[0] * len(self.texts), _LEAST_PASSAGES - 1)
        return [
            word
            for stemmed, word in by_stem.items()
            # In a small corpus some middling words are as rare as the rarest of a large one.
            if least < len(self.bm25.texts_with(stemmed)) <= max(shares[1] * len(self.texts), 3 * _LEAST_PASSAGES)
        ]


def draw_known_items(passages: Passages, *, seed: int, count: int) -> dict[str, tuple[KnownItem, ...]]:
    """Return queries of every set but headings, by its name; fewer than asked for where the corpus has no more.

    Args:
        passages: The passages to draw from.
        seed: The seed of the drawing.
        count: How many queries of each set.
    """
    drawn = {}
    for name, draw in SETS.items():
        drawing = random.Random(f"{name}/{seed}")
        found: list[KnownItem] = []
        for _ in range(count):
            item = next((made for _ in range(_TRIES) if (made := draw(drawing, passages)) is not None), None)
            if item is None:
                break
            found.append(item)
        drawn[name] = tuple(found)
    return drawn


def _draw_words(shares: tuple[float, float]) -> Callable[[random.Random, Passages], KnownItem | None]:
    def draw(drawing: random.Random, passages: Passages) -> KnownItem | None:
        number = drawing.choice(passages.single)
        words = passages.words_within(number, shares)
        count = drawing.randint(3, 5)
        if len(words) < count:
            return None
        return KnownItem(text=" ".join(drawing.sample(words, count)), right=(number,))

    return draw


def _draw_typo(drawing: random.Random, passages: Passages) -> KnownItem | None:
    """Draw words of which one, of six letters or more, has a slip that makes it no word of the corpus."""
    item = _draw_words(_MIDDLING)(drawing, passages)
    if item is None:
        return None
    words = item.text.split()
    long = [at for at, word in enumerate(words) if len(word) >= 6]
    if not long:
        return None
    at = drawing.choice(long)
    words[at] = _misspell(drawing, words[at])
    if len(passages.bm25.texts_with(stem(words[at]))):
        return None
    return KnownItem(text=" ".join(words), right=item.right)


def _misspell(drawing: random.Random, word: str) -> str:
    place = drawing.randrange(1, len(word) - 1)
    slip = drawing.randrange(4)
    if slip == 0:
        return word[:place] + word[place + 1 :]
    if slip == 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    letter = drawing.choice(_LETTERS)
    return word[:place] + letter + word[place + (slip == 2) :]


def _draw_acronym(drawing: random.Random, passages: Passages) -> KnownItem | None:
    """Draw an acronym with two or three words of a passage that has its long form and not the acronym."""
    if not passages.acronyms:
        return None
    short, long = drawing.choice(passages.acronyms)
    spelt = passages.spelling_out(short, long)
    if not spelt:
        return None
    number = drawing.choice(spelt)
    stems = {stem(word) for word in long}
    words = [word for word in passages.words_within(number, _MIDDLING) if stem(word) not in stems]
    count = drawing.randint(2, 3)
    if len(words) < count:
        return None
    return KnownItem(text=" ".join([short, *drawing.sample(words, count)]), right=(number,))


def _draw_wrong(drawing: random.Random, passages: Passages) -> KnownItem | None:
    """Draw words of which one is taken from elsewhere, so that no passage has them all."""
    item = _draw_words(_MIDDLING)(drawing, passages)
    elsewhere = passages.words_within(drawing.choice(passages.single), _MIDDLING)
    if item is None or not elsewhere:
        return None
    words = item.text.split()
    words[drawing.randrange(len(words))] = drawing.choice(elsewhere)
    stems = [stem(word) for word in words]
    if len(set(stems)) < len(stems) or len(passages.bm25.texts_with_all(stems)):
        return None
    return KnownItem(text=" ".join(words), right=item.right)


#: How each set is drawn. Headings are drawn by themselves, since their corpus is another.
SETS: dict[str, Callable[[random.Random, Passages], KnownItem | None]] = {
    "rare words": _draw_words(_RARE),
    "middling words": _draw_words(_MIDDLING),
    "one typo": _draw_typo,
    "acronym": _draw_acronym,
    "one word wrong": _draw_wrong,
}


_NUMBERED = re.compile(r"(?:#+\s*|\*\*)?\d{1,3}(?:\.\d{1,2})*\\?[.):]?\s+(?P<text>[^\W\d_].{8,})")
_LONGEST_HEADING = 80
#: A heading that more items have than this asks for nothing in particular ("Apologies").
_MOST_ITEMS = 3


def heading_of(text: str) -> str | None:
    """Return what a numbered heading says, without its number; None if a paragraph is no heading."""
    found = _NUMBERED.fullmatch(text.strip()) if len(text) <= _LONGEST_HEADING else None
    if found is None or found["text"].rstrip().endswith((".", ";", ",")):
        return None
    said = " ".join(found["text"].strip(" *:#").split())
    words = [word for word in words_of(said) if word not in STOP_WORDS and not word.isdigit()]
    return said if len(words) >= 2 else None


def without_headings(meetings: Iterable[MeetingText]) -> Iterator[tuple[MeetingText, list[str | None]]]:
    """Yield meetings without the paragraphs that are headings; what stood under each is an item without a title.

    Yields:
        Each meeting with any passages left, and the heading that each of them stood under; None before the first.
    """
    for meeting in meetings:
        items: list[list[Text]] = [[]]
        under: list[str | None] = []
        heading: str | None = None
        for passage in (passage for item in meeting.items for passage in item.passages):
            if said := heading_of(passage.text):
                heading = said
                items.append([])
            else:
                items[-1].append(passage)
                under.append(heading)
        if under:
            yield replace(meeting, items=tuple(Item(None, tuple(each)) for each in items if each)), under


def draw_headings(under: Sequence[str | None], *, seed: int, count: int) -> tuple[KnownItem, ...]:
    """Return headings as queries; right is every passage that stood under a heading of the same words.

    Args:
        under: The heading that each passage of the corpus stood under.
        seed: The seed of the drawing.
        count: How many queries.
    """
    right: defaultdict[str, list[int]] = defaultdict(list)
    items: Counter[str] = Counter()
    said: dict[str, str] = {}
    before: str | None = None
    for number, heading in enumerate(under):
        key = " ".join(words_of(heading)) if heading else None
        if key and heading:
            right[key].append(number)
            said.setdefault(key, heading)
            items[key] += key != before
        before = key
    few = [key for key in right if items[key] <= _MOST_ITEMS]
    chosen = random.Random(f"{HEADINGS}/{seed}").sample(few, min(count, len(few)))
    return tuple(KnownItem(text=said[key], right=tuple(right[key])) for key in chosen)
