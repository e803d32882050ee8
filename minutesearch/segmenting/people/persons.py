"""Recognition of persons' names in a text: "Mr Badu", "PC Lowe", "Councillors Amor, Bell and Carr"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import (
    BEGINNINGS,
    FIRST_NAMES,
    GROUPS,
    HONORIFICS,
    OFFICE_TITLES,
    OFFICES,
    PLURAL_TITLES,
    is_initial,
    is_name_word,
    names_place,
    title_length,
)
from minutesearch.segmenting.cues.titles_behind import POST_NOMINALS
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "begins_with_person",
    "find_persons",
    "given_names",
    "is_list_of_names",
    "is_list_of_offices",
    "iter_persons",
    "may_be_one",
    "read_person",
    "surname",
]

_MOST_NAMES = 4
#: Titles that are printed with a stop.
_ABBREVIATED = word_set(
    "ald cllr cllrs cr crs cyng comh mr mrs ms dr drs messrs prof rev revd hon st sgt insp supt"
)
#: Titles that are no surnames: where one stands after a name, another name begins.
_NEW_NAME = word_set("cllr cyng comh councillor mr mrs ms miss dr alderman")
_IN_OFFICES = word_set("the and of for to")
_ROLE = re.compile(r"\s?\([^()]{1,80}\)")
_OFFICE_SURNAMES = word_set("bishop dean head judge marshal page provost ranger sergeant sheriff warden")
#: What a name in capitals behind an office may be instead: "Chair Update", "Member Development".
_PARTS = word_set(
    "development states training update updates report reports question questions services finance housing "
    "planning education health transport environment interests declarations allowances champions involvement "
    "representation reference induction requests behaviour attendance working nominations appointments seminar "
    "briefing events elect engagement conduct support"
)
#: Titles that two persons of one surname are told apart by.
_OF_ONE_SEX = {
    **dict.fromkeys(("mr", "sir", "lord"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "dame"), "female"),
}
_ENDS_OF_OFFICES = OFFICES | {"chief"}
#: No small word inside a surname is longer ("van"), and neither is "and".
_LONGEST_PARTICLE = 3
#: Words that no list of names has; looking for them is quicker than cutting a paragraph into words.
_OF_SENTENCES = (" that ", " with ", " from ", " were ", " been ", " would ", " which ", " this ", " have ")
#: The names of a whole council take no more.
_LONGEST_LIST = 8000
#: Texts up to this length keep their persons for a while.
_MOST_REMEMBERED = 4000
_NOT_NAMES = (
    OFFICES
    | GROUPS
    | word_set(
        "associate chief council council’s committee board group police health the for and of in on at "
        "that there with not minutes resolved carried seconded seconder proposer mover motion vote votes agreed "
        "approved passed acting present absent excused attended attending "
        "declaration declarations matters apologies interests "
        "no quorum unanimous lost whereas director general services service member cabinet portfolio"
        " borough county district parish town deputy assistant first second public question item report one "
        "two three four five six seven "
        "eight nine ten eleven twelve "
        "ward party pro tem tempore pres treas"
    )
)


#: What a council is called by behind its place.
_AUTHORITIES = word_set("borough county district")


#: Round the name that somebody goes by.
_QUOTES_OPEN, _QUOTES_CLOSE = (" “", " ‘", ' "', " '"), ("” ", "’ ", '" ', "' ")


def _adjoins(text: str, before: Word, after: Word) -> bool:
    """Return whether only space stands between two words, or the stop of a title or an initial."""
    gap = text[before.end : after.start]
    if not gap.strip():
        return len(gap) <= 1  # a wider gap parts a name from what is printed beside it
    if before.text == "O" and gap in ("’ ", "' "):
        return True  # "Patsy O’ Neill"
    if gap in _QUOTES_OPEN or (gap in _QUOTES_CLOSE and text[before.start - 1 : before.start] in "“‘\"'("):
        return True  # "Peter “Chap” Doyle"
    return gap.strip() == "." and (is_initial(before.text) or before.lower in _ABBREVIATED)


def _name_length(words: list[Word], place: int, text: str) -> int:
    """Count the words of a name at a place, not counting titles."""
    count = 0
    while count < _MOST_NAMES and place + count < len(words):
        word = words[place + count]
        if not is_name_word(word) or (
            bare(word) in _NOT_NAMES and not (count == 0 and _is_first(words, place, text))
        ):
            break
        if (
            count
            and word.text == "I"
            and len(words[place + count - 1].text) > 2
            and text[word.end : word.end + 1] != "."
        ):
            break  # "Councillor Egan I will move"
        if count and not _adjoins(text, words[place + count - 1], word):
            break
        # "Cllr Sue Lintern Cllr Jim McNeill" are two, and "Mrs Birch MBE" has an honour behind the name.
        if count and (word.lower in _NEW_NAME or _is_honour(words[place + count - 1], word)):
            break
        if count > 1 and _begins_another(words, place + count, text):
            break  # "Ann Ash Bob Birch", whose comma is lost
        count += 1
        if is_possessive(word):
            break
    if count > 2 and place + count < len(words) and words[place + count].lower in _AUTHORITIES:
        count -= 1  # "Cllr Martin Storey Norfolk County Council", where a comma is lost
    while count and not words[place + count - 1].is_capitalised:
        count -= 1
    return count


def _begins_another(words: list[Word], place: int, text: str) -> bool:
    """Return whether a first name behind a surname begins the next name of a list without commas."""
    after = words[place + 1] if place + 1 < len(words) else None
    return (
        words[place].lower in FIRST_NAMES
        and words[place - 1].lower not in FIRST_NAMES
        and not is_initial(words[place - 1].text)
        and words[place - 1].is_capitalised
        and after is not None
        and after.is_capitalised
        and is_name_word(after)
        and bare(after) not in _NOT_NAMES
        and _adjoins(text, words[place], after)
    )


def _is_first(words: list[Word], place: int, text: str) -> bool:
    """Return whether an office is a first name here: "Dean" of "Councillors Dean Carroll and Julian Dean"."""
    after = words[place + 1] if place + 1 < len(words) else None
    return (
        place > 0
        and words[place].lower in FIRST_NAMES
        and words[place - 1].lower in HONORIFICS
        and after is not None
        and after.is_capitalised
        and is_name_word(after)
        and bare(after) not in _NOT_NAMES
        and _adjoins(text, words[place], after)
    )


def bare(word: Word) -> str:
    """Return a word in lower case without its "’s"."""
    lower = word.lower
    return lower if lower[-1] != "s" else lower.removesuffix("’s").removesuffix("'s")


def is_possessive(word: Word) -> bool:
    """Return whether a word ends in a possessive "’s"."""
    return word.lower.endswith(("’s", "'s"))


def read_person(words: list[Word], place: int, text: str) -> int:
    """Count the words of one person's name at a place, title included; 0 if there is no name.

    A name without a title needs a first name of the list or an initial: "Peter Nicholls", "C Storey"; "Otterpool
    Park" is none.
    """
    if place >= len(words):
        return 0
    first = words[place]
    if not (first.is_capitalised and (first.lower in BEGINNINGS or is_initial(first.text))):
        return 0  # most words: a title, first name or initial begins every person
    if first.lower == "council" and (place + 1 == len(words) or words[place + 1].lower not in OFFICE_TITLES):
        return 0  # the word is frequent, and begins a title in "Council Member Doty" alone
    title = title_length(words, place)
    if title > 1 and _is_parted(text, words[place], words[place + title - 1]):
        return 0  # "(Chairman), Mrs Birch"
    return _titled_length(words, place, title, text) if title else _untitled_length(words, place, text)


def _titled_length(words: list[Word], place: int, title: int, text: str) -> int:
    """Count the words of a name behind a title, title included; 0 where the title has no name."""
    begin = place + title
    if begin < len(words) and not _adjoins(text, words[begin - 1], words[begin]):
        return 0
    count = _name_length(words, begin, text) or _surname_length(words, begin)
    if (
        count
        and words[begin - 1].lower in OFFICE_TITLES
        and not _is_titled_office(words, place, begin, count, text)
    ):
        return 0
    if count and _is_shouted_title(words[begin - 1], words[begin]):
        return 0
    titled = words[begin - 1].lower in _NEW_NAME  # "Mr Grove Clerk" has lost a comma
    if count and titled and _surname_length(words, begin + count):
        return title + count + 1  # "Councillor Omar Dean"
    if begin + count < len(words) and count and not titled and bare(words[begin + count]) in _ENDS_OF_OFFICES:
        ahead = words[begin + count]
        if ahead.is_capitalised and not text[words[begin + count - 1].end : ahead.start].strip():
            return 0  # "Deputy Town Clerk" is an office
    return title + count if count else 0


def _untitled_length(words: list[Word], place: int, text: str) -> int:
    """Count the words of a name by itself, which a first name or an initial begins."""
    count = _name_length(words, place, text)
    if count < 2:
        return 0
    first, last = words[place], words[place + count - 1]
    # "A Partnership" and "I Agree" are no names; "A. Curtis" and "C Storey" are.
    initial = is_initial(first.text) and (first.text not in ("A", "I") or text[first.end : first.end + 1] == ".")
    known = first.lower in FIRST_NAMES or initial
    return count if known and not names_place(last) and not is_initial(last.text) else 0


def _is_parted(text: str, before: Word, after: Word) -> bool:
    """Return whether a comma, bracket or the like stands between the words of a title."""
    return any(mark in text[before.start : after.end] for mark in ",;:()|")


def _is_honour(before: Word, word: Word) -> bool:
    """Return whether a word stands for an honour behind a name, which is not in capitals itself."""
    if not word.text.isupper() or word.lower not in POST_NOMINALS or is_initial(word.text):
        return False
    return not before.text.isupper()


def _surname_length(words: list[Word], place: int) -> int:
    """Count a surname that is also an office ("Councillor Dean"); 0 where further words make it the office."""
    if place >= len(words) or words[place].lower not in _OFFICE_SURNAMES or not words[place].is_capitalised:
        return 0
    ahead = words[place + 1] if place + 1 < len(words) else None
    return 0 if ahead is not None and (ahead.is_capitalised or ahead.lower in _IN_OFFICES) else 1


def _is_titled_office(words: list[Word], place: int, begin: int, count: int, text: str) -> bool:
    """Return whether an office is the title of a name: in "Mayor Hume", but not in "Chair Finance Committee".

    The name must be short, and must not continue as a body, place or office.
    """
    if words[begin - 1].lower == "deputy" or count > 3:
        return False
    before = words[place - 1].lower if place else ""
    if (
        place
        and before not in ("by", "and", "of", "from", "to", "that")
        and text[words[place - 1].end : words[place].start] == " "
    ):
        return False  # "Cabinet Member Housing"
    name = words[begin : begin + count]
    if names_place(name[-1]) or any(bare(word) in BODIES or word.lower in _PARTS for word in name):
        return False
    ahead = words[begin + count] if begin + count < len(words) else None
    return ahead is None or not (ahead.is_capitalised and text[name[-1].end : ahead.start] == " ")


def _is_shouted_title(title: Word, name: Word) -> bool:
    """Return whether a seeming title is an acronym: "MS Teams"."""
    return title.text in ("MS", "MR", "DR", "MRS", "REV", "SIR") and not name.text.isupper()


def iter_persons(words: list[Word], text: str) -> Iterator[tuple[int, int]]:
    """Yield the persons named in a text, each as a half-open range of word indexes.

    "Councillors Amor, Bell and Carr" names three.
    """
    place = 0
    for begin, word in enumerate(words):
        # Most words begin no name, which their first letter shows, or the word by itself.
        if not word.is_capitalised or begin < place or not (word.lower in BEGINNINGS or is_initial(word.text)):
            continue
        place = begin
        count = read_person(words, place, text)
        if not count:
            continue
        yield place, place + count
        plural = any(one.lower in PLURAL_TITLES for one in words[place : place + title_length(words, place)])
        place += count
        while plural and place < len(words):
            after = _after_bracket(text, words[place - 1].end)
            while place < len(words) and words[place].start < after:
                place += 1
            if place == len(words):
                break
            gap = text[after : words[place].start].strip()
            link = words[place].lower in ("and", "&")
            first = place + 1 if link else place
            count = _name_length(words, first, text) if gap in ("", ",") and (link or gap == ",") else 0
            if not count:
                break
            yield first, first + count
            place = first + count


def find_persons(text: str) -> tuple[list[Word], tuple[tuple[int, int], ...]]:
    """Return the words of a text and the word ranges of its persons; short texts are remembered."""
    return _remember_persons(text) if len(text) <= _MOST_REMEMBERED else _find_persons(text)


def _find_persons(text: str) -> tuple[list[Word], tuple[tuple[int, int], ...]]:
    words = list(iter_words(text))
    return words, tuple(iter_persons(words, text))


_remember_persons = lru_cache(maxsize=1024)(_find_persons)


def _after_bracket(text: str, place: int) -> int:
    """Return the place after a bracketed role: "Councillors Rook (Chair), Crow and Jay"."""
    match = _ROLE.match(text, place)
    return match.end() if match else place


def begins_with_person(text: str) -> bool:
    """Return whether a text begins with a person's name."""
    return read_person(list(iter_words(text[:120])), 0, text) > 0


def is_list_of_names(text: str) -> bool:
    """Return whether a text is nothing but names with their titles: "Councillors Amor, Bell and Carr"."""
    if not text[:1].isupper() or len(text) > _LONGEST_LIST or text.rstrip().endswith(":"):
        return False
    if any(word in text for word in _OF_SENTENCES):
        return False
    words = list(iter_words(text))
    if any(
        word.text.islower() and len(word.text) > _LONGEST_PARTICLE and word.lower not in HONORIFICS
        for word in words
    ):
        return False
    inside = {place for first, last in iter_persons(words, text) for place in range(first, last)}
    return bool(inside) and all(
        place in inside
        or word.lower == "and"
        or word.lower in HONORIFICS
        or (word.text.isupper() and word.lower in POST_NOMINALS)
        for place, word in enumerate(words)
    )


def is_list_of_offices(text: str) -> bool:
    """Return whether a text only lists offices: "The Chief Executive, the Monitoring Officer and the Clerk"."""
    if not text.startswith("The ") or len(text) > _LONGEST_LIST or not ("," in text or " and " in text):
        return False
    words = list(iter_words(text))
    offices = sum(bare(word) in OFFICES for word in words)
    return offices > 1 and all(word.is_capitalised or word.lower in _IN_OFFICES for word in words)


def given_names(words: list[Word]) -> tuple[str, ...]:
    """Return what tells a person from others of the surname, in lower case: Mr or Mrs, a first name or initial."""
    title = title_length(words, 0)
    sexes = [word.lower for word in words[:title] if word.lower in _OF_ONE_SEX]
    return (*sexes[-1:], *(word.lower.rstrip(".") for word in words[title:-1][:1]))


def may_be_one(first: str, second: str) -> bool:
    """Return whether two keys, a surname and its `given_names`, may be one person: "smith j" and "smith mr"."""
    mine, other = first.split(), second.split()
    if not mine or not other or mine[0] != other[0]:
        return False
    for given, theirs in zip(_by_sort(mine[1:]), _by_sort(other[1:]), strict=True):
        if (
            given
            and theirs
            and given != theirs
            and not (min(len(given), len(theirs)) == 1 and given[0] == theirs[0])
        ):
            return False
    return True


def _by_sort(names: list[str]) -> tuple[str, str]:
    """Return the sex that a title says, and the first name or initial; empty where there is none."""
    sex = next((_OF_ONE_SEX[name] for name in names if name in _OF_ONE_SEX), "")
    return sex, next((name for name in names if name not in _OF_ONE_SEX), "")


@lru_cache(maxsize=4096)
def surname(printed: str) -> str:
    """Return the last word of a name in lower case, as a key: "badu" for "Mr Badu’s", "o'brien" for "O’Brien"."""
    last = printed.split()[-1].replace("’", "'") if printed.split() else ""
    return last.lower().removesuffix("'s").strip(".,;:()'")
