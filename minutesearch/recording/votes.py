"""Extraction of votes with printed figures, and of the names of those who voted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minutesearch.recording.numerals import NUMBER_WORDS, NUMERAL, read_numeral
from minutesearch.recording.printed_names import iter_names
from minutesearch.records import Evidence, Kind, Passage, Span, Vote
from minutesearch.segmenting.people.persons import is_list_of_names
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_votes"]

_SIDES = {
    "ayes": r"(?:(?:voting |voted )?(?:for|in favou?r)|yes|ayes?|yeas?|votes? for)",
    "noes": r"(?:(?:voting |voted )?against|noes?|nays?|no|votes? against)",
    "abstentions": r"(?:abstentions?|abstain(?:ed|ing)?|not voting)",
}
#: "For: 35", "NO – 57", "Abstentions (2)", at the start of a passage or after another such count.
_LABELLED = {
    side: re.compile(
        rf"(?:^|[;,.\s(])(?:{words})\b(?:\s(?:the|this)\s(?:motion|amendment|vote))?\s*(?:[:=–—-]\s*+\(?"
        rf"|\()\s*+(?P<n>{NUMERAL})\b",
        re.IGNORECASE,
    )
    for side, words in _SIDES.items()
}
#: "For 7, Against 2, Abstain 1".
_BARE = {
    side: re.compile(rf"(?:^|[;,.(:]\s*)(?:{words})\s+(?P<n>\d{{1,4}})\b", re.IGNORECASE)
    for side, words in _SIDES.items()
}
#: A label without a figure that starts a list of names whose count stands at its end: "For: Councillors A, B (2)".
_LISTED = re.compile(
    r"^(?:(?P<ayes>for|in favou?r|yes|ayes?|yeas?|votes? for)|(?P<noes>against|noes?|nays?|no|votes? against)"
    r"|(?P<abstentions>abstentions?|abstain(?:ed|ing)?|not voting))\b"
    r"(?:\s*[:–—-]|\s+(?:the|this)\s(?:motion|amendment)\s*[:–—-]?)?",
    re.IGNORECASE,
)
_COUNTED_LIST = re.compile(rf"\(\s*(?P<n>{NUMERAL})\s*\)\s*\.?\Z|(?:^|[:–—-])\s*\(?(?P<m>\d{{1,3}})\)?\s*(?:\Z|:)")
_WHO = r"(?:of\s)?(?:(?:members?|councillors?|votes?|voters?|people|hands?)\s+)?(?:having\s|who\s)?"
#: "7 in favour, 2 against and 1 abstention", "nine Members voted for the amendment and nine against".
_SPOKEN = {
    side: re.compile(
        rf"\b(?P<n>{NUMERAL})\s+{_WHO}(?:voted\s+|voting\s+|were\s+|cast\s+)?{words}\b", re.IGNORECASE
    )
    for side, words in {
        "ayes": r"(?:for|in favou?r|ayes|yeas|yes(?=\s*[,.;)]|\Z))",
        "noes": r"(?:against|noes|nays|no(?=\s*[,.;)]|\Z))",
        "abstentions": r"(?:abstentions?|abstained|abstaining)",
    }.items()
}
#: "by 12 votes to 3", "eleven votes to three".
_TO = re.compile(rf"\b(?P<ayes>{NUMERAL})\s+votes?\s+to\s+(?P<noes>{NUMERAL})\b", re.IGNORECASE)
#: "carried 5-2", "CARRIED 7/0", "Voted 3-0-0".
_SCORE = re.compile(
    r"\b(?:carried|passed|failed|lost|defeated|approved|adopted|voted?"
    r"|votes?)\b(?:\sunanimously)?[\s:,(]*(?:by\s+)?(?:a\s+)?(?:vote\s+)?(?:of\s+)?"
    r"(?P<ayes>\d{1,3})\s?[-–/]\s?(?P<noes>\d{1,3})(?:\s?[-–/]\s?(?P<abstentions>\d{1,3}))?\b(?!\s?[-–/]\s?\d)",
    re.IGNORECASE,
)
#: "lost (5:7)", "Resolved (7:5)": the colon of a time is never beside such a word.
_RATIO = re.compile(
    r"\b(?:carried|passed|failed|lost|defeated|approved|refused|agreed|resolved|vote[ds]?)\b\s*\(\s*(?:by\s)?"
    r"(?P<ayes>\d{1,3})\s?:\s?(?P<noes>\d{1,3})(?:\s?:\s?(?P<abstentions>\d{1,3}))?\s*\)",
    re.IGNORECASE,
)
#: "2 members voted for the motion and 2 for the amendment".
_DIVISION = re.compile(
    rf"\b(?P<ayes>{NUMERAL})\s(?:\w+\s){{0,3}}for the motion,?\s(?:and"
    rf"|with)\s(?P<noes>{NUMERAL})\s(?:\w+\s){{0,3}}for the amendment\b",
    re.IGNORECASE,
)
#: "2 Members voted for the amendment and 2 for the motion".
_DIVISION_TURNED = re.compile(
    rf"\b(?P<noes>{NUMERAL})\s(?:\w+\s){{0,3}}for the amendment,?\s(?:and"
    rf"|with)\s(?P<ayes>{NUMERAL})\s(?:\w+\s){{0,3}}for the motion\b",
    re.IGNORECASE,
)
_TIED = re.compile(
    rf"\b(?P<n>{NUMERAL})\s+(?:votes?|members)\s+each\b|\btied\b[^.]{{0,20}}?(?P<m>\d{{1,3}})\s?-\s?(?P=m)",
    re.IGNORECASE,
)
_CASTING = re.compile(
    r"\bcasting vote\b|\b(?:cast|casting|gave|used)\b[^.;]{0,40}\bdeciding vote\b", re.IGNORECASE
)
_SIDE_WITH_NAMES = re.compile(
    r"\b(?:(?P<ayes>for|in favour)|(?P<noes>against)"
    r"|(?P<abstentions>abstentions?|abstain(?:ed|ing)?|not voting))\b"
    r"(?P<names>[^()]{4,4000}(?:\([A-Z]\)[^()]{1,4000}){0,40})\(\s*(?P<n>\d{1,3})\s*\)",
    re.IGNORECASE,
)
#: The names of a whole council, for and against, take no more.
_LONGEST_LIST = 8000
_KINDS = frozenset((Kind.MOTION, Kind.DECISION, Kind.PROCEDURAL, Kind.DISCUSSION, Kind.ATTENDANCE))
#: A count of words is a vote's only beside such words; "three for the price of two" is none.
_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|motion|amendment|show of hands|carried|lost|passed|failed|abst\w+|ayes|nays|yeas"
    r"|in favou?r)\b"
)


#: A figure in lower case.
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)})")

#: One of these stands in every text that `_VOTING` finds something in; looking for them is quicker.
_VOTING_PARTS = (
    "vot",
    "motion",
    "amendment",
    "show of",
    "carr",
    "lost",
    "pass",
    "fail",
    "abst",
    "yes",
    "ays",
    "yeas",
    "in fav",
)


@dataclass(slots=True)
class _Count:
    """A vote that later passages may still complete."""

    figures: dict[str, int] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    casting: bool = False
    evidence: list[Evidence] = field(default_factory=list)

    def to_vote(self) -> Vote:
        return Vote(
            ayes=self.figures.get("ayes"),
            noes=self.figures.get("noes"),
            abstentions=self.figures.get("abstentions"),
            names_for=self.names.get("ayes", ()),
            names_against=self.names.get("noes", ()),
            names_abstaining=self.names.get("abstentions", ()),
            by_casting_vote=self.casting,
            evidence=tuple(self.evidence),
        )


def read_votes(passages: Sequence[Passage]) -> tuple[Vote, ...]:
    """Return the votes of an item in order; a vote without a printed figure is not among them.

    Args:
        passages: The passages of the item in order.
    """
    counts: list[_Count] = []
    table: _Count | None = None  # a count of one figure to a passage goes on from passage to passage
    side: str | None = None
    for place, passage in enumerate(passages):
        if passage.kind not in _KINDS:
            table = None
            continue
        sides = _read_sides(place, passage.text)
        if sides is not None:
            counts.append(sides)
            table = None
            continue
        row = _read_row(passage.text)
        if row and table is not None and _is_division(table, passage.text):
            row = {"noes": row["ayes"]}  # "For the motion (14)", then "For the amendment (9)"
        if row:
            if table is None or set(row) & set(table.figures):
                table = _Count()
                counts.append(table)
            table.figures.update(row)
            side = list(row)[-1]
            _add_names(table, side, passage.text)
            table.evidence.append(Evidence(place + 1, Span(0, len(passage.text))))
        elif table is not None and side is not None and is_list_of_names(passage.text):
            _add_names(table, side, passage.text)
            table.evidence.append(Evidence(place + 1, Span(0, len(passage.text))))
        else:
            table = None
            counts += _read_sentences(place, passage.text)
    return tuple(count.to_vote() for count in counts)


def _is_division(table: _Count, text: str) -> bool:
    """Return whether a row counts votes for an amendment, after a row of those for the motion."""
    return list(table.figures) == ["ayes"] and re.match(r"\s*for the amendment\b", text, re.IGNORECASE) is not None


def _read_sides(place: int, text: str) -> _Count | None:
    """Read a list of names with their counts: "For Councillors A, B (2) Against Councillors C, D (2)"."""
    if len(text) > _LONGEST_LIST or _LISTED.match(text.strip()) is None:
        return None
    count = _Count(evidence=[Evidence(place + 1, Span(0, len(text)))])
    for match in _SIDE_WITH_NAMES.finditer(text):
        side = next(side for side in _SIDES if match[side])
        count.figures[side] = read_numeral(match["n"])
        _add_names(count, side, match["names"])
    return count if len(count.figures) > 1 else None


def _read_row(text: str) -> dict[str, int]:
    """Return the figures of a passage that is little but a count: "For: 35", "Against: Cllrs A and B (2)"."""
    label = _LISTED.match(text.strip())
    if label is None or len(text) > 4000:
        return {}
    found = {}
    for side, pattern in _LABELLED.items():
        match = pattern.search(text)
        if match is not None:
            found[side] = read_numeral(match["n"])
    if found:
        return found
    rest = text.strip()[label.end() :].strip()
    counted = _COUNTED_LIST.search(rest)
    if counted is None:
        return {}
    return {label.lastgroup or "ayes": read_numeral(counted["n"] or counted["m"])}


def _add_names(count: _Count, side: str, text: str) -> None:
    names = tuple(text[span.start : span.end] for span in iter_names(text))
    if names:
        count.names[side] = count.names.get(side, ()) + names


def _read_sentences(place: int, text: str) -> list[_Count]:
    found: list[_Count] = []
    if not _tells_of_voting(text.lower()) and not (":" in text and _RATIO.search(text)):
        return found
    for sentence in iter_sentences(text):
        stretch = text[sentence.start : sentence.end]
        figures = _read_figures(stretch)
        if not figures and found and _CASTING.search(stretch):
            found[-1].casting = True
            found[-1].evidence.append(Evidence(place + 1, sentence))
        if figures:
            found.append(
                _Count(
                    figures=figures,
                    casting=_CASTING.search(stretch) is not None,
                    evidence=[Evidence(place + 1, sentence)],
                )
            )
    return found


def _may_count(sentence: str) -> bool:
    """Return whether a sentence is about a vote and has a figure, in digits or words."""
    lower = sentence.lower()
    return _tells_of_voting(lower) and _FIGURE.search(lower) is not None


def _tells_of_voting(lower: str) -> bool:
    for part in _VOTING_PARTS:
        if part in lower:
            return _VOTING.search(lower) is not None
    return False


def _read_figures(sentence: str) -> dict[str, int]:
    """Return the figures of a sentence about a vote; empty unless it has two sides, or one and the word "vote"."""
    if len(sentence) > 4000:
        return {}
    ratio = _RATIO.search(sentence) if ":" in sentence else None
    if ratio is None and not _may_count(sentence):
        return {}
    score = ratio or _SCORE.search(sentence)
    if score is not None:
        return {side: int(score[side]) for side in _SIDES if score[side] is not None}
    tied = _TIED.search(sentence)
    if tied is not None:
        return dict.fromkeys(("ayes", "noes"), read_numeral(tied["n"] or tied["m"]))
    versus = _TO.search(sentence) or _DIVISION.search(sentence) or _DIVISION_TURNED.search(sentence)
    if versus is not None:
        figures = {side: read_numeral(versus[side]) for side in ("ayes", "noes")}
        abstained = _SPOKEN["abstentions"].search(sentence)
        return figures | ({"abstentions": read_numeral(abstained["n"])} if abstained else {})
    figures = {}
    for side in _SIDES:
        match = _SPOKEN[side].search(sentence) or _LABELLED[side].search(sentence) or _BARE[side].search(sentence)
        if match is not None:
            figures[side] = read_numeral(match["n"])
    # "one for ..." alone may be anything; a side must be against, or the sentence must tell of voting in favour.
    enough = len(figures) >= 2 or re.search(r"\bin favour\b|\bvoted\b|\babst", sentence, re.IGNORECASE)
    return figures if figures and enough else {}
