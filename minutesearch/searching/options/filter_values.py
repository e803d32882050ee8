"""Matching of a typed filter value with the values that an index has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from minutesearch.analysis import Normalised, normalise
from minutesearch.late import compile_later
from minutesearch.person_names import SHORT_TITLES, count_titles, station_of

__all__ = ["Values", "match_names", "match_values", "name_words", "telling_words"]

_WORD = compile_later(r"[\w&]+(?:['’.]\w+)*")
#: "Ó Briain" and "O Brien" are "O'Briain" and "O'Brien" to those who type them.
_IRISH = compile_later(r"\bo\s(?=[^\W\d_]{2})")
#: What one page prints in a name and another does not.
_DROPPED = str.maketrans("", "", ".'’")

#: Words that say nothing of which value is meant: "the Chair" is "Chair".
_ARTICLES = frozenset({"a", "an", "the"})
#: The one of them that may be the initial of a first name instead.
_ARTICLE = "a"
#: Initials that are printed as one word.
_INITIALS = compile_later(r"[^\W\d_](?:\.[^\W\d_])+")

#: Titles that one page prints and another does not, and that are no word of an office: "Chief Constable".
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady"),
        *("cllr", "cr", "councillor", "ald", "alderman"),
    )
)

#: If one list is this many times shorter, each of its numbers is looked up in the longer one by bisection; else
#: the longer becomes a set, which takes 30 ns each.
_FEW = 16


class Values:
    """Look-up of a field's values by their words, each value being split once: there may be 100,000 titles.

    Args:
        values: The values, in the order in which they are to be returned.
        split: Returns the words of a value; None for those that its meaning is in, of whatever it is the value.
    """

    def __init__(self, values: Iterable[str], *, split: Callable[[str], tuple[str, ...]] | None = None) -> None:
        split = split or _words
        self._values = tuple(values)
        same: dict[tuple[str, ...], list[int]] = {}
        having: dict[str, list[int]] = {}
        for at, value in enumerate(self._values):
            words = split(value)
            same.setdefault(words, []).append(at)
            for word in dict.fromkeys(words):
                having.setdefault(word, []).append(at)
        # Tuples of numbers: two hundred thousand lists and sets would be gone through by Python's garbage
        # collector ever after.
        self._same = {words: tuple(places) for words, places in same.items()}
        self._having = {word: tuple(places) for word, places in having.items()}

    def same(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values that consist of exactly these words in this order."""
        return tuple(self._values[at] for at in self._same.get(words, ()))

    def having(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the values that have every one of some words; at least one word must be given."""
        found, *others = sorted((self._having.get(word, ()) for word in words), key=len)
        for other in others:
            if len(found) * _FEW < len(other):
                found = tuple(at for at in found if _has(other, at))
            else:
                found = tuple(filter(set(other).__contains__, found))
        return tuple(self._values[at] for at in found)


def _has(places: tuple[int, ...], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def match_values(asked: str, values: Iterable[str] | Values) -> tuple[str, ...]:
    """Return the values of a field (a council, a body, a title) that a typed value means.

    A value that is the same, letter case, punctuation and articles aside, is meant alone: "Planning Committee" is
    not the Planning Committee Working Group. Only if there is none are all values meant that have every word of
    it: "planning" means every planning committee.

    Args:
        asked: What was typed. With a "=" before it, only the same value is meant.
        values: The values that the index has.

    Returns:
        The values meant, in the order of `values`; empty if there are none.
    """
    wanted = _words(asked)
    if not wanted:
        return ()
    known = values if isinstance(values, Values) else Values(values)
    same = known.same(wanted)
    if asked.startswith("="):
        return _exactly(asked, same)
    return same or known.having(wanted)


def match_names(
    asked: str, names: Iterable[str] | Values, speakers: Iterable[str] | Values = ()
) -> tuple[str, ...]:
    """Return the persons and offices that a typed name means.

    All names that have every word of it are meant, even if one is exactly the same: pages print one person in
    several ways, and a page that is added must not hide the others. A title counts only against another title:
    "Mr Badu" is "Vincent Badu", and not "Mrs Badu". An initial stands for a first name that begins with it, in its
    place: "V Badu" is "Vincent Badu", and "A Badu" is not.

    Args:
        asked: What was typed. With a "=" before it, only the same name is meant: so a facet's value finds what the
            facet counted.
        names: The names that the index has.
        speakers: Texts with all that is known of each speaker, which are searched for the words too.

    Returns:
        The names and texts meant, in the order given; empty if there are none.
    """
    wanted = name_words(asked)
    if not wanted:
        return ()
    known, others = (
        each if isinstance(each, Values) else Values(each, split=name_words) for each in (names, speakers)
    )
    if asked.startswith("="):
        return _exactly(asked, known.same(wanted) or known.same(_without_article(wanted)))
    found = _match_in(wanted, known, others)
    if found or _ARTICLE not in wanted:
        return found
    # "A Member" is any: what was taken for an initial is an article, and says nothing against a first name.
    plain = _without_article(wanted)
    return tuple(each for each in _match_in(plain, known, others) if not _has_forename(each, plain))


def telling_words(asked: str, *, is_name: bool) -> tuple[str, ...]:
    """Return words that every value has which a typed one means, each once; no words if it means none.

    Args:
        asked: What was typed.
        is_name: Whether it is the name of a person or office.
    """
    wanted = name_words(asked) if is_name else _words(asked)
    if not is_name:
        return tuple(dict.fromkeys(wanted))
    untitled = tuple(word for word in wanted if word not in _TITLES) or wanted
    full = tuple(word for word in untitled if not _is_initial(word))
    return tuple(dict.fromkeys(full or wanted))


def _match_in(wanted: tuple[str, ...], names: Values, speakers: Values) -> tuple[str, ...]:
    untitled = tuple(word for word in wanted if word not in _TITLES) or wanted
    full = tuple(word for word in untitled if not _is_initial(word))
    if not full:
        return names.same(wanted)
    likely = (*names.having(full), *speakers.having(full))
    return tuple(dict.fromkeys(text for text in likely if _names(wanted, full, name_words(text))))


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word != _ARTICLE) or words


def _has_forename(text: str, wanted: tuple[str, ...]) -> bool:
    """Return whether a name has a first name before what was asked for: "Tom Penhale", not "Local resident"."""
    untitled = [word for word in name_words(text) if word not in _TITLES]
    return bool(untitled) and untitled[0] not in wanted and all(word[:1].isupper() for word in text.split())


def _exactly(asked: str, same: tuple[str, ...]) -> tuple[str, ...]:
    """Return the value that was typed, letter by letter; where no page prints it so, those of the same words."""
    typed = " ".join(asked.removeprefix("=").split())
    return tuple(each for each in same if " ".join(each.split()) == typed) or same


def _names(wanted: tuple[str, ...], full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether a name is one that was asked for, the whole words of which it has."""
    if words == wanted:
        return True
    titles = _TITLES.intersection(words)
    if titles and not _forms(_TITLES.intersection(wanted)) <= _forms(titles):
        return False
    # "Mayor" may be an office or a title, but Mr Hale is no Mayor Hale.
    asked, told = _station(wanted), _station(words)
    if asked and told and asked != told:
        return False
    initials = [word for word in wanted if _is_initial(word) and word not in full]
    return not initials or _stand_before(initials, full, [word for word in words if word not in _TITLES])


def _stand_before(initials: Sequence[str], full: tuple[str, ...], words: Sequence[str]) -> bool:
    """Return whether first names before the surname begin with some initials, each in its place.

    What is known of a speaker may have the name more than once: "Badu Mr V. Badu". Initials may also stand behind
    it: "Ashby, J".
    """
    begin = 0
    for at, word in enumerate(words):
        if word != full[-1]:
            continue
        before = [each for each in words[begin:at] if each not in full]
        behind = list(takewhile(_is_initial, words[at + 1 :]))
        for names in (before, behind):
            if len(names) >= len(initials) and all(map(str.startswith, names, initials)):
                return True
        begin = at + 1
    return False


def _station(words: tuple[str, ...]) -> str:
    return station_of(frozenset(words[: count_titles(words)]))


def _forms(words: Iterable[str]) -> set[str]:
    return {SHORT_TITLES.get(word, word) for word in words}


@lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    found = tuple(word.translate(_DROPPED) for word in _cut(text))
    return tuple(word for word in found if word not in _ARTICLES) or found


@lru_cache(maxsize=16_384)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, each initial by itself; "a" may be one, and is kept.

    Args:
        text: A name as typed or printed.
    """
    cut = _cut(text)
    split = [
        # "J.A. Smith" has two initials, and "A.B.C." by itself is one word.
        word.split(".") if _INITIALS.fullmatch(word) and at < len(cut) - 1 else [word.translate(_DROPPED)]
        for at, word in enumerate(cut)
    ]
    found = tuple(chain.from_iterable(split))
    return tuple(word for word in found if word == _ARTICLE or word not in _ARTICLES) or found


def _cut(text: str) -> list[str]:
    plain: Normalised = normalise(text)
    return _WORD.findall(_IRISH.sub("o", plain.text.casefold()))
