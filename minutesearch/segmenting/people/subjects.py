"""Parsing of noun phrases that may name a speaker, from a given word of a sentence."""

from __future__ import annotations

from typing import NamedTuple

from minutesearch.segmenting.cues.names import GROUPS, OFFICES, UNNAMED, title_length
from minutesearch.segmenting.cues.verbs import AUXILIARIES, PRESENT, is_finite_verb
from minutesearch.segmenting.people.initials_behind import name_end
from minutesearch.segmenting.people.noun_types import DETERMINERS, NounType, classify
from minutesearch.segmenting.people.persons import bare, read_person
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["LEADING", "Subject", "is_label", "is_opening", "read_agent", "read_subject"]

#: No noun phrase before a verb is longer in real minutes; a bound keeps hostile text linear.
_LONGEST = 40
#: No more commas and "and"s join one subject ("Councillors Amor, Bell, Carr and Lowe"); a mere list has more.
_MOST_JOINTS = 5
#: Words that no subject goes across; what follows them is another clause.
_BARRIERS = word_set(
    "he she they that which whether if because when where while whilst how what why not than it there this these "
    "those although however but re"
)
#: Words that begin a phrase before the subject, never the subject.
LEADING = word_set(
    "about after also and as asked at before but by concerned despite did due during following for from given "
    "had having in looking of on once or over part prior regarding responding referring since so through to "
    "should turning under until upon were with within without no"
)
_NO_BEGINNINGS = _BARRIERS | LEADING | AUXILIARIES
#: Adverbs that open a sentence, with no comma behind them: "Meanwhile Mr Elm said". More of them end in "ly".
_OPENINGS = word_set(
    "then next now today yesterday meanwhile again afterwards afterward later earlier lastly also both thereafter "
    "thereupon nevertheless nonetheless moreover furthermore perhaps still besides therefore however"
)
_NOUNS = OFFICES | GROUPS | UNNAMED
_NOUNS_BEHIND = OFFICES | GROUPS | {"public", "committee"}
#: After a comma, words of an insertion that ends at the next comma.
_INSERTIONS = word_set(
    "who whose which as speaking on in with having also via joining attending representing referring "
    "responding at by following noting for"
)


_ADVERBS = word_set("also then further again therefore")


class Subject(NamedTuple):
    """A noun phrase that may be the subject of a verb of speech."""

    #: Where it stands, half-open, in code points.
    start: int
    end: int
    sort: NounType
    #: The word after it, and after an insertion between it and its verb: a place among the sentence's words.
    next: int


class _Stop(NamedTuple):
    """The end of a noun phrase, and the word at which its verb begins."""

    end: int
    next: int


#: Where a noun phrase ends without a verb.
_NOWHERE = _Stop(-1, -1)


def read_subject(words: list[Word], place: int, text: str) -> Subject | None:
    """Read the noun phrase at a word, up to the verb that it is the subject of.

    Args:
        words: The words of one sentence.
        place: The word that the phrase begins at.
        text: The text that the words stand in.

    Returns:
        The phrase, or None where the words can be no subject of speech: there is no verb after them, or another
        clause begins first.
    """
    first = words[place]
    if first.lower in ("he", "she", "they"):
        return Subject(first.start, first.end, NounType.PRONOUN, place + 1)
    if not (first.is_capitalised or first.lower in DETERMINERS) or first.lower in _NO_BEGINNINGS:
        return None
    if is_opening(words, place, text) or _is_participle(words, place) or is_label(words, place, text):
        return None
    if first.lower == "further" and place + 1 < len(words) and words[place + 1].lower == "to":
        return None  # "Further to queries, Mr Elm said"
    stop = _find_verb(words, place, text)
    if stop is None:
        return None
    sort = classify(words[place : stop.end], text)
    return (
        None
        if sort is NounType.THING
        else Subject(first.start, _phrase_end(words, stop.end, text), sort, stop.next)
    )


def is_opening(words: list[Word], place: int, text: str) -> bool:
    """Return whether a word is an adverb before the subject, as in "Then Mr Elm" and "Unfortunately the Chair"."""
    first = words[place]
    if place or len(words) < 2 or not (first.lower in _OPENINGS or first.lower.endswith("ly")):
        return False
    # Of the words that end in "ly" many are names: "Emily Hill", "Reilly and Marsh".
    following = words[1]
    return (
        following.lower in ("the", "our")
        or title_length(words, 1) > 0
        or (first.lower in _OPENINGS and following.is_capitalised and read_person(words, 1, text) > 0)
    )


def is_label(words: list[Word], place: int, text: str) -> bool:
    """Return whether a word is the letter of an entry: "G. Supervisor Elm", as no initial has a title behind."""
    if len(words[place].text) != 1 or not text.startswith(". ", words[place].end):
        return False
    title = title_length(words, place + 1) if place + 2 < len(words) else 0
    behind = place + 1 + title
    return title > 0 and behind < len(words) and words[behind].is_capitalised


def _is_participle(words: list[Word], place: int) -> bool:
    """Return whether a word and the next open a clause of their own: "Thanked by the Chair, Mr Elm said"."""
    return words[place].lower.endswith("ed") and place + 1 < len(words) and words[place + 1].lower == "by"


def _phrase_end(words: list[Word], end: int, text: str) -> int:
    """Return the end of a phrase in code points, with a bracket that closes right after its last word."""
    last = words[end - 1].end
    opened = text.count("(", words[max(0, end - _LONGEST)].start, last) - text.count(
        ")", words[max(0, end - _LONGEST)].start, last
    )
    if opened > 0 and text[last : last + 1] == ")":
        return last + 1
    return last


_DASHES = ("-", "–", "—")


def _joins(words: list[Word], place: int, here: int, gap: str, text: str) -> bool:
    """Return whether a dash stands in a phrase: with a space on both sides, or between the parts of a name."""
    return gap.startswith(" ") == gap.endswith(" ") or classify(words[place:here], text) is NounType.PERSON


def _find_verb(words: list[Word], place: int, text: str) -> _Stop | None:
    """Return where a noun phrase ends and its verb begins; None if no verb comes."""
    depth = joints = 0
    for here in range(place + 1, min(len(words), place + _LONGEST)):
        gap = text[words[here - 1].end : words[here].start]
        if gap != " ":
            if gap.strip() in _DASHES and " " in gap and not _joins(words, place, here, gap, text):
                return None  # "President’s Report- Ann Elm said"
            depth += gap.count("(") - gap.count(")")
            joints += "," in gap
        joints += words[here].lower == "and"
        if joints > _MOST_JOINTS:
            return None
        stop = _stop_at(words, here, gap, text) if depth <= 0 else None
        if stop is not None:
            return stop if 0 <= stop.next < len(words) else None
    return None


def _stop_at(words: list[Word], here: int, gap: str, text: str) -> _Stop | None:
    """Return how a noun phrase ends before a word; None where it continues."""
    word, before = words[here], words[here - 1]
    if gap != " ":
        if _breaks(gap, before):
            return _NOWHERE
        inserted = _skip_insertion(words, here, text) if "," in gap else None
        if inserted is not None:
            return _Stop(here, inserted)
    ahead = words[here + 1] if here + 1 < len(words) else None
    if _is_verb(word, before) or word.lower in _ADVERBS:
        return _Stop(here, here)
    if ahead is not None and word.lower.endswith("ly") and word.text.islower() and _is_verb(ahead, word):
        return _Stop(here, here)  # an adverb; "Councillor Kelly" is none
    if ahead is not None and word.lower == "in" and ahead.lower.endswith("ing"):
        return _past_occasion(words, here)
    if ahead is not None and word.lower == "in" and ahead.lower in ("response", "reply", "answer"):
        return _Stop(here, here + 2)
    # "The Section 151 Officer": a number inside the name of an office.
    inside = ahead is not None and before.is_capitalised and bare(ahead) in OFFICES and ahead.is_capitalised
    # "Kay Lunt of 7 Spring Road": the number of a house.
    inside = inside or (ahead is not None and ahead.is_capitalised and before.lower in ("of", "at"))
    ends = word.lower in _BARRIERS or (word.text[0].isdigit() and not inside) or word.text == "The"
    return _NOWHERE if ends else None


def _past_occasion(words: list[Word], here: int) -> _Stop | None:
    """Return the end of a phrase before "in seconding the Motion", with the verb after that; None without one."""
    for later in range(here + 2, min(len(words), here + 14)):
        if is_finite_verb(words[later].lower):
            return _Stop(here, later)
    return None


def _is_verb(word: Word, before: Word) -> bool:
    if word.is_capitalised:
        return False  # "The Lead Petitioner", "Adult Social Care Commissioned Services"
    return is_finite_verb(word.lower) or (
        word.lower in PRESENT and (bare(before) in GROUPS or bare(before) in OFFICES)
    )


def _breaks(gap: str, before: Word) -> bool:
    """Return whether the punctuation between two words ends a noun phrase."""
    marks = gap.strip()
    if marks == "." and (len(before.text) <= 4):
        return False  # "Cllr. Smith", "K. Evans"
    return any(mark in '.;:?!“”"…' for mark in marks)


def _skip_insertion(words: list[Word], here: int, text: str) -> int | None:
    """Return the index after an insertion between commas (", as Chair,"); None if none begins here."""
    # "Councillor Patel, seconded by Councillor Webb, moved": a participle with its agent is an insertion too.
    passive = here + 1 < len(words) and words[here + 1].lower == "by" and words[here].lower.endswith("ed")
    # "Janet Dole, 414 Oak Street, spoke": an address is one.
    if words[here].lower not in _INSERTIONS and not passive and not words[here].text[0].isdigit():
        return None
    for later in range(here + 1, min(len(words), here + 25)):
        gap = text[words[later - 1].end : words[later].start]
        if "," in gap:
            return later
        if _breaks(gap, words[later - 1]):
            break
    return len(words)


def read_agent(words: list[Word], place: int, text: str) -> Subject | None:
    """Read the person or office after "by": "moved by Councillor Bright"; return None if there is none."""
    count = read_person(words, place, text)
    end = place + count
    if count:
        stop = name_end(text, words[place].start, words[end - 1].end)
        while end < len(words) and words[end].start < stop:
            end += 1
        return Subject(words[place].start, stop, NounType.PERSON, end)
    begin = place + 1 if words[place].lower in DETERMINERS and not words[place].is_capitalised else place
    end = begin
    while end < min(len(words), begin + _LONGEST):
        if end > begin and _breaks(text[words[end - 1].end : words[end].start], words[end - 1]):
            break
        if end > begin and "," in text[words[end - 1].end : words[end].start]:
            break
        if not words[end].is_capitalised and not _links(words, end, begin):
            break
        end += 1
    phrase = words[place:end]
    if end == begin or classify(phrase, text) in (NounType.THING, NounType.ORGANISATION, NounType.BODY):
        return None
    return Subject(words[place].start, _phrase_end(words, end, text), classify(phrase, text), end)


def _links(words: list[Word], here: int, begin: int) -> bool:
    """Return whether a small word is part of an office's name ("Head of the Paid Service"), or is its noun."""
    word = words[here]
    if bare(word) in _NOUNS:
        return True
    ahead = [one for one in words[here + 1 : here + 3] if one.lower != "the"]
    if word.lower in ("of", "for", "the", "&") or (word.lower == "and" and here > begin):
        return bool(ahead) and (ahead[0].is_capitalised or bare(ahead[0]) in _NOUNS_BEHIND)
    return False
