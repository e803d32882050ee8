"""Reading of the name that a piece of a list of persons holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from minutesearch.records import Span
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import (
    FIRST_NAMES,
    GROUPS,
    HONORIFICS,
    OFFICES,
    PLURAL_TITLES,
    UNNAMED,
    is_initial,
    is_name_word,
    names_place,
    title_length,
)
from minutesearch.segmenting.cues.titles_behind import POST_NOMINALS
from minutesearch.segmenting.people.persons import bare, iter_persons, read_person
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "MOST_OF_NAME",
    "NO_NAMES",
    "PERSONAL",
    "SURNAMES_TOO",
    "are_offices",
    "iter_inner",
    "person_within",
    "read_lone",
    "read_name",
]

#: What a name by itself has none of: the words of organisations, of quorums, of whatever else is listed.
NO_NAMES = (
    OFFICES
    | GROUPS
    | BODIES
    | UNNAMED
    | HONORIFICS
    | word_set(
        "email telephone tel phone mobile website web address contact academy agency all also apologies "
        "apology association attendance borough cabinet centre chief church "
        "city club "
        "college company corporate county department deputy development district division everyone executive "
        "federation "
        "finance head health housing in legal library limited line ltd media nhs nil no none office online parish "
        "planning police portfolio present press public quorum regrets remote remotely school service services "
        "society "
        "team through town trust union university vacancy vacant via vice video ward yes zoom item items agenda "
        "minutes "
        "january february march april may june july august september october november december absent excused "
        "late "
        "invited attendees "
        "his her worship worshipful honour councillors cllrs members officers staff note apologised the an their "
        "environment transport education "
        "culture "
        "resources communities community care adult adults children families neighbourhood governance "
        "democratic audit "
        "strategy policy operations engineering recreation parks treasury news gazette herald times radio "
        "advertiser courier express chronicle observer echo argus telegraph tribune journal "
        "approval adoption confirmation guests visitors activities events "
        "part section one two three four marketing communications administration selectboard selectmen board "
        "management performance organisation organization infrastructure emergency supply delivery experience "
        "democracy information technology digital systems assets property facilities compliance regulatory "
        "regulation waste water sewer wastewater roads roading transportation highways fleet works utilities "
        "energy sustainability sustainable climate environmental heritage museums leisure sport sports tourism "
        "economic economy enterprise innovation investment procurement purchasing risk assurance legal insurance "
        "payroll accounting budget revenue revenues taxation benefits welfare safeguarding safety security "
        "protection rescue ambulance enforcement licensing zoning inspections construction projects programmes "
        "programs partnership partnerships engagement relations customer customers commercial human training "
        "curriculum fire scottish national royal regional international inclusion diversity equality equity "
        "surveying mapping cultural growth regeneration business realm report reports absence leave jr sr "
        "session pres treas contractor contractors mtg"
    )
)
MOST_OF_NAME = 4
#: Which of several offices of one name somebody has.
_GRADES = ("I", "II", "III", "IV")
#: A call sign or a number of service.
_SIGN = re.compile(r"(?=[A-Z0-9]*[0-9])[A-Z]{1,3}[0-9]{1,4}[A-Z]{0,4}")
#: Behind a word that is counted, and no name: "Division 2".
_NUMBER = re.compile(r"\s(?:No\.?\s?)?\d")
#: What an office of a place begins with.
_BEFORE_OFFICES = word_set("assistant city county deputy district highway parish town township village")
#: Of these, those that are surnames as well; a first name must stand before them, in a list of persons.
SURNAMES_TOO = word_set(
    "church ward house college parks may march bishop dean judge marshal page provost ranger reeve sergeant "
    "sheriff warden"
)
#: Of these, those that are nearly always an office behind a word that is no first name.
_HELD = word_set("judge marshal provost ranger sergeant sheriff warden")
#: What an item's title begins with, and no surname is.
_NO_SURNAMES = word_set("approval adoption confirmation acceptance minutes matters apologies declarations")
#: Titles that stand before a person's name and nothing else.
PERSONAL = word_set("councillor cllr cr councilor mr mrs ms miss dr cyng cynghorydd comhairleoir comh")
#: Behind a name: how its bearer came, or that nobody did.
_CAME = word_set("attended attending here present")
_AWAY = word_set("absent apologies apology excused regrets")
#: What councillors are of, before their title.
_AREAS = word_set("borough city county district parish shire town unitary ward")
#: What a name may stand behind without a comma: "Police Chief Art Sloan", "Council members Tom Orr".
_BEFORE_NAMES = (
    OFFICES | PLURAL_TITLES | word_set("chief member members public sec councilmember alderman worship")
)


def person_within(text: str, span: Span) -> Span | None:
    """Return a person whom no comma parts from the role before: "Norfolk County Council Mr Kenny"."""
    words = list(iter_words(text, *span))
    found = [(first, last) for first, last in iter_persons(words, text) if first]
    if not found or words[found[0][0] - 1].text.islower():
        return None
    return Span(words[found[0][0]].start, words[found[0][1] - 1].end)


def iter_inner(text: str, span: Span) -> Iterator[Span]:
    """Yield the persons whom an office and no comma parts from one before: "Armstrong Clerk J Connelly"."""
    words = list(iter_words(text, *span))
    if names := _read_run(text, words):
        yield from names
        return
    at = 0
    while at < len(words):
        word = words[at]
        if not word.is_capitalised or (bare(word) not in _BEFORE_NAMES and word.lower not in HONORIFICS):
            at += 1
            continue
        behind = words[at + (bare(word) in OFFICES and word.lower not in PERSONAL) :]
        titled = bool(behind) and (title_length(behind, 0) > 0 or bare(behind[0]) in FIRST_NAMES)
        count = read_person(behind, 0, text) if titled else 0
        if not count and len(behind) > 1 and is_initial(behind[0].text) and is_name_word(behind[1]):
            count = 2
        if count:
            yield Span(behind[0].start, behind[count - 1].end)
        at += max(count, 1)


def _read_run(text: str, words: list[Word]) -> list[Span]:
    """Return the names of words that are nothing but names with a title or first name, whose commas are lost."""
    names: list[Span] = []
    at = 0
    while at < len(words):
        count = read_person(words, at, text)
        if not count:
            return []
        names.append(Span(words[at].start, words[at + count - 1].end))
        at += count
    return names


def read_lone(text: str, span: Span) -> Span | None:
    """Return a surname that is a word of places too, among surnames alone: "Cllrs Ives, Ward and Ellis"."""
    words = list(iter_words(text, *span))
    is_one = len(words) == 1 and words[0].is_capitalised and bare(words[0]) in SURNAMES_TOO
    return Span(words[0].start, words[0].end) if is_one else None


def read_name(text: str, span: Span, *, bare_names: bool, listed: bool) -> Span | None:
    """Return the span of the person that a piece begins with, without the letters behind it; None without one.

    Args:
        text: The text.
        span: The piece.
        bare_names: Whether a capitalised word by itself is a surname.
        listed: Whether a title for all stands before the list: "Councillors Amy Ash, Sue Church".
    """
    words = _without_code(_until_told(list(iter_words(text, *span))))
    if len(words) > 2 and words[1].lower in PERSONAL and (words[0].lower in _AREAS or _is_place(words[0])):
        words = words[1:]  # "County Councillor Stephen Dale", "Elmshire Councillor Stephen Dale"
    words = _without_ward(words)
    if not words:
        return None
    count = _count_name(text, words)
    if count < 0:
        return None
    count = _without_title(words, count)
    if count and not title_length(words, 0) and _is_of_body(text, words, count):
        return None  # "Rodney Local Board"
    if count:
        title = title_length(words, 0)
        # "Parish Councillors Mrs F. Clay, J. Cole": the first has a title besides that of all.
        first = next((at + 1 for at in range(title) if words[at].lower in PLURAL_TITLES and at + 1 < count), 0)
        is_one = title == 1 and words[0].lower in PERSONAL and bare(words[1]) in FIRST_NAMES
        if (first or is_one) and _is_common_surname(words[title:]):
            count = len(words)  # "Councillors Bob Ward", "Cllr Sam Reeve"
        return Span(words[first].start, words[count - 1].end)
    if behind := _titled_at_end(text, words):
        return behind
    if words[0].lower in PLURAL_TITLES and len(words) > 1:
        return _read_bare(text, words[1:], titled=True)
    if words[0].lower in PERSONAL and 1 < len(words) <= MOST_OF_NAME + 1:
        name = _read_bare(text, words[1:], titled=True)  # "Councillor Omar Dean", whose surname is an office too
        return Span(words[0].start, name.end) if name else None
    # "Kal Woods" in a list of names is one of them, but "Tree Warden" is whoever has the office.
    is_office = bare(words[-1]) in _HELD
    is_known = ((listed and not is_office) or bare(words[0]) in FIRST_NAMES) and _is_common_surname(words)
    return _read_bare(text, words, titled=is_known) if bare_names else None


def _without_ward(words: list[Word]) -> list[Word]:
    """Return a name without the ward of the one before it: "Elm Ward Mrs. B. Hill"."""
    ward = next(
        (
            at
            for at, word in enumerate(words[:-2])
            if at and word.lower == "ward" and words[at - 1].lower.rstrip(".") not in PERSONAL
        ),
        None,
    )
    return words[ward + 1 :] if ward is not None and words[ward + 1].lower.rstrip(".") in PERSONAL else words


def _is_place(word: Word) -> bool:
    """Return whether a word before a councillor's title says where: no title, no initial, no first name."""
    return (
        word.is_capitalised
        and not is_initial(word.text)
        and word.lower not in HONORIFICS
        and bare(word) not in OFFICES | FIRST_NAMES
        and word.lower not in PLURAL_TITLES
    )


def _without_title(words: list[Word], count: int) -> int:
    """Return how many words a name has: "Peter Oak Approval of the minutes" lost the line between."""
    while count > title_length(words, 0) + 2 and (
        bare(words[count - 1]) in _NO_SURNAMES or _begins_office(words[count - 1 :])
    ):
        count -= 1
    return count


def _begins_office(words: list[Word]) -> bool:
    """Return whether words begin the office of the next in a list: "Ann Oak City Manager", whose lines ran on."""
    return len(words) > 1 and words[0].lower in _BEFORE_OFFICES and bare(words[1]) in OFFICES


def _count_name(text: str, words: list[Word]) -> int:
    """Count the words of the person at the start, 0 for none and -1 for a title that no name follows."""
    count = read_person(words, 0, text)
    if count and all(is_initial(word.text) for word in words[title_length(words, 0) : count]):
        return -1  # "Deputy C.E.O."
    if count > 1 and _NUMBER.match(text, words[count - 1].end):
        # "Travis Lindsay - Late Division 2", "Councillor Division No. 2"
        return count - 1 if count - 1 > title_length(words, 0) + 1 else -1
    return count - 1 if count > 2 and _are_initials(words[count - 1].text, words[: count - 1]) else count


def _is_of_body(text: str, words: list[Word], count: int) -> bool:
    """Return whether what looks like a name begins that of a body: "Stanley Town Council"."""
    behind = words[count : count + 2]
    if not behind or text[words[count - 1].end : behind[0].start] != " ":
        return False
    return any(bare(word) in BODIES and word.is_capitalised for word in behind)


def _titled_at_end(text: str, words: list[Word]) -> Span | None:
    """Return a person with a title at the end of honours: "The Right Worshipful the Mayor Councillor R T Beck"."""
    if words[0].lower != "the":
        return None
    for first, last in iter_persons(words, text):
        if first and last == len(words) and title_length(words, first):
            return Span(words[first].start, words[last - 1].end)
    return None


def _is_common_surname(words: list[Word]) -> bool:
    """Return whether words are a first name and a surname that is a word of places or bodies too: "Sue Church"."""
    if len(words) != 2 or not all(is_name_word(word) and word.is_capitalised for word in words):
        return False
    return bare(words[0]) not in NO_NAMES and (names_place(words[1]) or bare(words[1]) in SURNAMES_TOO)


def _read_bare(text: str, words: list[Word], *, titled: bool) -> Span | None:
    """Return a name without a title, perhaps behind an office: "Rich Dale", "Okoro", "City Manager Gatz"."""
    behind = [] if titled else _past_office(words)
    if behind and title_length(behind, 0):
        count = read_person(behind, 0, text)
        return Span(behind[0].start, behind[count - 1].end) if count else None
    words = behind or words
    if len(words) > 2 and words[0].text in _GRADES:
        words = words[1:]  # "Analyst II" on the line above
    words = _without_letters(words)
    if not 0 < len(words) <= MOST_OF_NAME or not all(is_name_word(word) for word in words):
        return None
    known = titled or (len(words) > 1 and is_initial(words[0].text))
    known = known or (len(words) == 2 and bare(words[0]) in FIRST_NAMES and names_place(words[1]))
    if len(words) > 2 and names_place(words[0]) and not known:
        return None  # "Place Shaper South"
    if not (words[0].is_capitalised or len(words) > 1) or (
        names_place(words[-1]) and len(words) > 1 and not known
    ):
        return None
    if any(bare(word) in NO_NAMES for word in (words[:-1] if known else words)) or are_offices(bare(words[-1])):
        return None
    last = words[-1]
    is_half = len(words) == 1 and re.search(r"-[a-z]", last.text) is not None  # "CAO Back-up"
    if is_half or is_initial(last.text) or last.text[0].isdigit() or len(last.text) < 2 or not last.is_capitalised:
        return None
    if len(last.text) <= 3 and last.text.isupper() and not any(word.text.isupper() for word in words[:-1]):
        return None  # "KCC"
    if any(_parts(text[before.end : after.start], before) for before, after in pairwise(words)):
        return None
    return Span(words[0].start, last.end)


def are_offices(word: str) -> bool:
    """Return whether a word in small letters is several of an office, and so no surname: "superintendents"."""
    one = word.removesuffix("s")
    return one != word and one in OFFICES and one not in SURNAMES_TOO


def _past_office(words: list[Word]) -> list[Word]:
    """Return the words behind an office at the start: "Kim Rhodes" of "Town Administrator Kim Rhodes"."""
    ends = [
        n
        for n, word in enumerate(words)
        if bare(word) in _BEFORE_NAMES or re.split(r"[-/]", bare(word))[-1] in OFFICES
    ]
    if not ends or not all(word.is_capitalised or bare(word) in _BEFORE_NAMES for word in words[: ends[-1] + 1]):
        return []
    return words[ends[-1] + 1 :]


def _parts(gap: str, before: Word) -> bool:
    if before.text == "O" and gap in ("’ ", "' "):
        return False  # "Patsy O’ Neill"
    return gap not in (" ", ". ", ".") or (
        "." in gap and not (is_initial(before.text) or before.lower in HONORIFICS or before.text == "St")
    )


def _without_letters(words: list[Word]) -> list[Word]:
    """Return a name without the letters of honours and its own initials behind it."""
    while len(words) > 1 and words[-1].text.isupper() and words[-1].lower in POST_NOMINALS:
        words = words[:-1]
    return words[:-1] if len(words) > 2 and _are_initials(words[-1].text, words[:-1]) else words


def _until_told(words: list[Word]) -> list[Word]:
    """Return the words of a piece up to what is said of them: "Joe Oak" of "Joe Oak were present".

    None are left of who did not come, "Joe Oak Absent".
    """
    if any(word.lower in _AWAY for word in words[1:]):
        return []
    ends = (
        at
        for at, word in enumerate(words[:-1])
        if at and word.text in ("was", "were") and words[at + 1].lower in ("all", "also", "present", "in")
    )
    came = (at for at, word in enumerate(words) if at and word.is_capitalised and word.lower in _CAME)
    return words[: min(next(ends, len(words)), next(came, len(words)))]


def _without_code(words: list[Word]) -> list[Word]:
    """Return a name without the sign behind it that has letters and figures: "Tom Elm VE7TGA"."""
    is_sign = len(words) > 1 and _SIGN.fullmatch(words[-1].text) is not None
    return words[:-1] if is_sign else words


def _are_initials(text: str, words: list[Word]) -> bool:
    """Return whether a word is the initials of the name before it: "Rob Weatherston RW", "Paul Wheelhouse PWh"."""
    return (
        text[:1] == words[0].text[:1]
        and len(text) <= len(words) + 2
        and sum(map(str.isupper, text)) > 1
        and ([letter for letter in text if letter.isupper()][-1] == words[-1].text[:1])
    )
