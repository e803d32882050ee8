"""Members: those whom a meeting records as having come, by whom a word by itself is known to be a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minutesearch.segmenting.attending.list_pieces import iter_pieces
from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.people.initials_behind import in_order
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["NOBODY", "Members"]

#: "J." of "John", and no name by itself.
_INITIAL = 1


class Members:
    """Those who came to a meeting: "Hill", "Cllr Dean" and "J. Ward" are names where they are among them."""

    __slots__ = ("_firsts", "_initials", "_names", "_surnames")

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Know persons by their printed names.

        Args:
            names: The names, with titles and first names where the page prints them.
        """
        self._names = tuple(dict.fromkeys(names))
        #: The first names or initials of each surname.
        self._surnames: dict[str, set[str]] = {}
        #: How many have a first name.
        self._firsts: dict[str, int] = {}
        #: The first letters of each name, which some minutes print for it.
        self._initials: set[str] = set()
        for name in self._names:
            words = _without_title(in_order(name))
            if not words:
                continue
            self._surnames.setdefault(words[-1], set()).update(words[:1] if len(words) > 1 else ())
            if len(words) > 1:
                self._initials.add(words[0][0] + words[-1][0])
            if len(words) > 1 and len(words[0]) > _INITIAL:
                self._firsts[words[0]] = self._firsts.get(words[0], 0) + 1

    def with_names(self, names: Sequence[str]) -> Members:
        """Return these and others, known by the names that are printed of them."""
        return Members((*self._names, *names)) if names else self

    def __bool__(self) -> bool:
        """Return whether the page says of anybody that they came."""
        return bool(self._surnames)

    def has_initials(self, printed: str) -> bool:
        """Return whether printed letters are those that the names of one or more of them begin with: "AH"."""
        return printed.isupper() and printed.lower() in self._initials

    def knows(self, printed: str) -> bool:
        """Return whether printed words are one of them and nothing else: by surname, or by a first name of one."""
        words = _without_title(printed) if printed[:1].isupper() else []
        if not words:
            return False
        if words[-1] in self._surnames:
            firsts = self._surnames[words[-1]]
            return len(words) == 1 or not firsts or any(_may_be(words[0], first) for first in firsts)
        return len(words) == 1 and self._firsts.get(words[0]) == 1

    def lists(self, text: str) -> bool:
        """Return whether a text lists several of them and nothing else."""
        pieces = [text[piece.span.start : piece.span.end] for piece in iter_pieces(text, 0, len(text))]
        return bool(pieces) and all(map(self.knows, pieces))


def _without_title(name: str) -> list[str]:
    words = list(iter_words(name))
    return [word.lower.strip(".") for word in words[title_length(words, 0) :] if word.text[:1].isupper()]


def _may_be(word: str, first: str) -> bool:
    """Return whether a word and a first name may be of one person: "j" and "john"."""
    return word == first or (min(len(word), len(first)) == _INITIAL and word[0] == first[0])


#: Of a page that says of nobody that they came.
NOBODY = Members()
