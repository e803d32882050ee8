"""Forms of one word that no ending tells to belong together: "children" of "child", "buses" of "bus"."""

from __future__ import annotations

import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, cast

from minutesearch.analysis.stemming import stem as our_stem

__all__ = ["other_forms"]

#: In everybody's minutes, and not in the table, which has only what WordNet counts as exceptions.
_EVERYDAY = (("person", "people"), ("money", "monies"))
#: Endings that the stemmer takes for part of a short word: "bus" and "buses", "gas" and "gases".
_HISSING = re.compile(r"(?P<word>[a-z]+?[aeiou]s)(?P<end>es|)")
#: And those before which it takes a doubled letter for the writing of a short vowel: "add" and "added".
_DOUBLED = re.compile(r"(?P<word>[aeiou]([bdgmnprt])\2)(?P<end>|s|ed|ing|er|ers)")


#: Nouns for people, of which the table has few, since WordNet has a rule for them.
_PERSON = re.compile(r"(?P<word>[a-z]+m)(?P<vowel>[ae])n")
#: How many letters the parts of a compound have at least, its last and what stands before it: "under-spent". Of
#: shorter ones too many are parts by chance, as the "eat" of "great" is.
_LAST_PART, _FIRST_PART = 4, 2

#: A word and a stem of it begin alike in this many letters; the stem of "die", though, is that of "dying" too.
_ALIKE = 2


class _Table(NamedTuple):
    """The irregular forms, by the word and by the form."""

    #: The lines, each a word with its irregular forms, by the letters that the word begins with.
    by_beginning: dict[str, list[tuple[str, ...]]]
    #: The lines that have a word or a form.
    having: dict[str, list[tuple[str, ...]]]


@lru_cache(maxsize=4096)
def other_forms(word: str, *, stem: Callable[[str], str] = our_stem) -> tuple[str, ...]:
    """Return the forms of a word that have another stem than it.

    Args:
        word: A word in lower case.
        stem: Returns the stem of a word.

    Returns:
        The forms; some may be no words at all ("adds" of "add"), so callers ask an index which of them it has.
        Empty for words whose forms the stemmer brings together.

    Example:
        >>> other_forms("children"), other_forms("chairman"), other_forms("meeting")
        (('child',), ('chairmen',), ())
    """
    found = dict.fromkeys(line[0] for line in _table().having.get(word, ()) if word in line[1:])
    for base in (word, *found):
        # A noun in -ing is a word of its own: who looks for meetings does not look for who met.
        if not base.endswith("ing") or stem(base) == base:
            found |= dict.fromkeys(_forms_of(stem(base), stem))
    found |= dict.fromkeys(_compounds_of(word))
    if person := _PERSON.fullmatch(word):
        found[f"{person['word']}{'a' if person['vowel'] == 'e' else 'e'}n"] = None
    if hissing := _HISSING.fullmatch(word):
        found[hissing["word"] + ("" if hissing["end"] else "es")] = None
    if doubled := _DOUBLED.fullmatch(word):
        found |= dict.fromkeys(doubled["word"] + end for end in ("", "s", "ed", "ing", "er"))
    return tuple(form for form in found if form != word and stem(form) != stem(word))


@lru_cache(maxsize=4096)
def _forms_of(root: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    """Return the irregular forms of the words that have a stem; such words begin as it does."""
    likely = _table().by_beginning.get(root[:_ALIKE], ())
    return tuple(form for word, *forms in likely if stem(word) == root for form in forms)


def _compounds_of(word: str) -> Iterator[str]:
    """Yield the forms of a compound by those of its last part: "underspend" of "underspent"."""
    having = _table().having
    for at in range(_FIRST_PART, len(word) - _LAST_PART + 1):
        for line in having.get(word[at:], ()):
            yield from (word[:at] + form for form in line if len(form) >= _LAST_PART and form != word[at:])


@cache
def _table() -> _Table:
    # By pkgutil: importlib.resources would load tempfile and zipfile before the first search of a process.
    text = cast("bytes", pkgutil.get_data("minutesearch.analysis.lexical", "irregular_forms.txt")).decode()
    lines = [tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#")]
    by_beginning: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    having: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in (*lines, *_EVERYDAY):
        by_beginning[line[0][:_ALIKE]].append(line)
        for each in line:
            having[each].append(line)
    return _Table(dict(by_beginning), dict(having))
