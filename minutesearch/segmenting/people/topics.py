"""Recognition of run-in headings: "Role of Care Navigators: In response to ..."."""

from __future__ import annotations

import re

from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.cues.names import OFFICES
from minutesearch.segmenting.cues.verbs import AUXILIARIES, OTHER_VERBS, REPORTING
from minutesearch.segmenting.people.persons import iter_persons
from minutesearch.segmenting.text.sentences import Word, ends_sentence, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["is_label_word", "is_office_label", "read_topic", "shares_word"]

_RUN_IN = re.compile(r"(?P<topic>[A-Z0-9“‘][^:.;?!“”\n]{1,100}?)(?:\s*+:-?\s++|\s[–—-]\s++)(?=\S)")
_MOST_WORDS = 12
#: The mark behind a run-in heading stands within so many characters, but for space.
_LONGEST = 200
#: Words before a colon that say what sort of text follows, not what it is about.
_LABELS = word_set(
    "resolved agreed decision decisions decided recommended recommendation recommendations resolution "
    "noted note notes nb reason reasons action actions question questions supplementary answer answers "
    "response responses reply present apologies apology attendance attending absent for against "
    "abstentions abstained abstain yes no motion amendment proposed proposer seconded seconder moved "
    "venue contact date time started finished ended minutes discussion summary cllr councillor members "
    "officers chair chairman part appendix annex agenda item minute page email tel telephone link webcast "
    "audio recording voting vote application ref reference purpose wards ward declarations in also public "
    "carried lost background voted premises applicant applicants"
)
#: What an office is addressed with before a colon.
_ADDRESSES = word_set("the madam madame mr mister acting deputy vice lord honourable")
_LONGEST_OFFICE = 5
_DETERMINERS = word_set("the a an it there this these he she they")
_STEM = 5


def is_label_word(text: str) -> bool:
    """Return whether a text begins with a word such as "Reason" or "Present", which is a label and no title."""
    words = list(iter_words(text[:80]))
    return bool(words) and words[0].lower in _LABELS


def read_topic(text: str) -> tuple[str, int] | None:
    """Read the run-in heading at the start of a paragraph.

    Returns:
        The heading, and where the words after it begin; None where the paragraph has none.
    """
    begin = text[:_LONGEST]
    marked = ":" in begin or "–" in begin or "—" in begin or "-" in begin
    match = _RUN_IN.match(text) if marked else None
    if match is None or begins_decision(text):
        return None
    topic, rest = match["topic"].rstrip(), text[match.end() :]
    words = list(iter_words(topic))
    if not words or len(words) > _MOST_WORDS or is_label_word(topic):
        return None
    if not words[0].is_capitalised or not topic[0].isalpha() or _is_speaker(words):
        return None
    if any(word.lower in AUXILIARIES or (word.text.islower() and _is_verb(word.lower)) for word in words):
        return None
    if words[0].lower in _DETERMINERS and any(word.lower in OFFICES for word in words):
        return None
    if any(first == 0 for first, _ in iter_persons(words, topic)) or topic.count("(") != topic.count(")"):
        return None
    following = list(iter_words(rest[:400]))
    if len(following) < 4 or not ends_sentence(text) or rest.isupper():
        return None
    return topic, match.end()


def _is_speaker(words: list[Word]) -> bool:
    """Return whether a label names a speaker, as in a transcript: "Mayor Katz:", "The Chair:"."""
    if is_office_label(words):
        return True
    rest = words[1:] if words[0].lower == "the" else words
    return len(words) <= 3 and bool(rest) and rest[0].lower in OFFICES and all(one.is_capitalised for one in rest)


def is_office_label(words: list[Word]) -> bool:
    """Return whether words name an office as it is addressed: "The Chair", "MADAM DEPUTY SPEAKER"."""
    lower = [word.lower for word in words]
    return (
        1 < len(words) <= _LONGEST_OFFICE
        and lower[0] in _ADDRESSES
        and lower[-1] in OFFICES
        and all(word.is_capitalised for word in words[1:])
    )


def _is_verb(word: str) -> bool:
    return word in REPORTING or word in OTHER_VERBS


def shares_word(topic: str, text: str) -> bool:
    """Return whether a paragraph shares a word with a heading, by first letters: "prevention", "preventative".

    Five letters are enough to take endings together and too many for chance.
    """
    words = {word.lower[:_STEM] for word in iter_words(topic) if len(word.text) >= 4 and word.lower not in _COMMON}
    return any(word.lower[:_STEM] in words for word in iter_words(text) if len(word.text) >= 4)


_COMMON = word_set(
    "with from into role provision activity report update support other their over under about health"
)
