"""Classification of a decision clause by its first verb from a fixed list: noted, approved, deferred."""

from __future__ import annotations

import re

from minutesearch.records import DecisionType
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.text.sentences import Word, iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["read_decision_type"]

# Each type with its verbs; the conventions name adopt, confirm and endorse beside approve, the rest are the
# ordinary words of standing orders for the same act.
_VERBS = {
    DecisionType.NOTED: "note",
    DecisionType.AGREED: "agree",
    DecisionType.APPROVED: "approve adopt confirm endorse ratify grant accept",
    DecisionType.RECOMMENDED: "recommend",
    DecisionType.REFERRED: "refer",
    DecisionType.DELEGATED: "delegate authorise authorize",
    DecisionType.REQUESTED: "request ask invite",
    DecisionType.DEFERRED: "defer postpone",
    DecisionType.REFUSED: "refuse reject dismiss",
    DecisionType.WITHDRAWN: "withdraw",
    DecisionType.ELECTED: "elect appoint nominate",
}
_IRREGULAR = {
    "referred": "refer",
    "referring": "refer",
    "deferred": "defer",
    "withdrawn": "withdraw",
    "withdrew": "withdraw",
}
_BE = word_set("be been being is are was were")
_ADVERBS = word_set("also then further therefore unanimously formally hereby duly strongly not and or jointly")
_DETERMINERS = word_set("the a an this that these those its their his her our each any no for of in by")
_SUBJECTS = BODIES | {
    "members",
    "council’s",
    "leader",
    "chair",
    "chairman",
    "mayor",
    "director",
    "officer",
    "member",
    "holder",
}
#: "DECISION: Refused.": the label is no verb, and hides that the next word is.
_NAMED = re.compile(r"\s*(?:key\s)?(?:decisions?|resolution)(?:\s(?:taken|made))?\s*[:–—-]+\s*", re.IGNORECASE)
#: A line that introduces conditions.
_OF_CONDITIONS = re.compile(r"\b(?:conditions?|informatives?)\b[^.:]{0,60}[:–—-]+\s*\Z", re.IGNORECASE)
#: What is received so is noted.
_FOR_INFORMATION = re.compile(r"\breceived\s(?:as|for)\s(?:\w+\s)?information\b", re.IGNORECASE)
_TO_COUNCIL = re.compile(r"recommendations?\sto\b", re.IGNORECASE)
#: A condition up to its comma, or the whole clause where none ends it and nothing "be" done.
_CONDITION = re.compile(r"(?i:that\s)?(?i:subject to)\b(?:[^,]{1,400},|(?!.*\b(?:be|is|are)\b).*)", re.DOTALL)
#: A label says that something was resolved, not what: "AGREED that the report be noted" is noted.
_LABELS = frozenset({"RESOLVED", "AGREED", "Agreed", "Resolved"})


def _forms() -> dict[str, tuple[DecisionType, str]]:
    forms: dict[str, tuple[DecisionType, str]] = {}
    for kind, verbs in _VERBS.items():
        for verb in verbs.split():
            stem = verb.removesuffix("e")
            forms |= {verb: (kind, "base"), verb + "s": (kind, "present"), stem + "ed": (kind, "past")}
    for printed, verb in _IRREGULAR.items():
        forms[printed] = (forms[verb][0], "past")
    return forms


_FORMS = _forms()


def read_decision_type(clause: str, lead_in: str | None = None) -> DecisionType:
    """Return the type of a decision: by the first listed verb of the clause, else of its lead-in, else AGREED.

    Args:
        clause: The words of a decision.
        lead_in: The line that introduces it; None without one.
    """
    of_lead = _first_verb(lead_in) if lead_in else None
    if lead_in is not None and _TO_COUNCIL.match(lead_in):
        return DecisionType.RECOMMENDED
    if of_lead is not None and lead_in is not None and _OF_CONDITIONS.search(lead_in):
        return of_lead  # "in a colour to be agreed" is what the condition asks, and no act
    if of_lead is DecisionType.RECOMMENDED:
        return of_lead  # "RECOMMENDED to Council that:" comes before the verb of its entry
    verb = _first_verb(_NAMED.sub("", clause, count=1))
    if verb is None and _FOR_INFORMATION.search(clause):
        return DecisionType.NOTED
    return verb or of_lead or DecisionType.AGREED


def _first_verb(text: str) -> DecisionType | None:
    words = list(iter_words(_past_condition(text[:4000])))
    for place, word in enumerate(words):
        form = _FORMS.get(word.lower)
        if form is None or not _is_verb(words, place, form[1]):
            continue
        if word.lower in ("agreed", "agree") and _is_mere_agreement(words, place):
            continue
        return form[0]
    return None


def _past_condition(text: str) -> str:
    """Drop a condition at the start of a clause: "Subject to the amendment ..., the minutes be"."""
    condition = _CONDITION.match(text)
    return text[condition.end() :] if condition else text


def _is_mere_agreement(words: list[Word], place: int) -> bool:
    """Return whether "agreed" is only a label, or introduces the real verb as in "agreed to note"."""
    after = [word.lower for word in words[place + 1 : place + 3]]
    if len(after) == 2 and after[0] == "to" and after[1] in _FORMS and _FORMS[after[1]][1] == "base":
        return True
    # The label stands first, but for what comes before every label ("It was", "UNANIMOUSLY").
    return place < 3 and words[place].text in _LABELS and (words[place].text.isupper() or not place)


def _is_verb(words: list[Word], place: int, form: str) -> bool:
    """Return whether a word that may be a noun ("at the request of") or adjective is the verb of its clause."""
    before = [word.lower for word in words[max(0, place - 3) : place]]
    while before and (before[-1] in _ADVERBS or before[-1].endswith("ly")):
        before.pop()
    last = before[-1] if before else ""
    if not before:
        return True
    if form == "base":
        return last in ("to", "that", "resolved", "agreed", "should", "shall", "will") or _is_subject(last)
    if form == "present":
        return _is_subject(last)
    return last not in _DETERMINERS and (
        last in _BE
        or _is_subject(last)
        or last in _FORMS
        or words[place].text.isupper()
        or _is_coordinated(words, place)
    )


def _is_subject(word: str) -> bool:
    return word in _SUBJECTS


def _is_coordinated(words: list[Word], place: int) -> bool:
    return words[place - 1].lower in ("and", "or")
