"""Reading of the figures of a vote in one sentence: "by 12 votes to 3", "Carried 5-2", "none against"."""

from __future__ import annotations

import re

from minutesearch.recording.printed.numerals import NUMBER_WORDS, NUMERAL, read_numeral
from minutesearch.recording.voting.counted_words import count_words

__all__ = ["SIDES", "read_figures", "says_casting_vote", "tells_of_voting"]

SIDES = {
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
    for side, words in SIDES.items()
}
#: Behind a figure that is of something else: "against 2 benches".
_NO_THING = (
    r"(?!\s(?!(?:and|with|abst\w*|vot\w+|in|for|against|no|noes|yes|ayes?|nays?|members?|being|absent)\b)[a-z])"
)
#: "For 7, Against 2, Abstain 1".
_BARE = {
    side: re.compile(rf"(?:^|[;,.(:]\s*)(?:{words})\s+(?P<n>\d{{1,4}})\b{_NO_THING}", re.IGNORECASE)
    for side, words in SIDES.items()
}
_WHO = r"(?:of\s)?(?:(?:members?|councillors?|votes?|voters?|people|hands?)\s+)?(?:having\s|who\s)?"
#: "7 in favour, 2 against and 1 abstention", "nine Members voted for the amendment and nine against".
_SPOKEN = {
    side: re.compile(
        # The figure behind a label belongs to it: "Ayes 5 Noes 0".
        r"(?<!ayes )(?<!noes )(?<!nays )(?<!yes )(?<!for )(?<!against )"
        r"(?<!\bbut )"  # "all but one voted in favour"
        rf"\b(?<!\d\.)(?P<n>{NUMERAL}|none)\s+(?:[–-]\s?)?{_WHO}(?:voted\s+|voting\s+|were\s+|was\s+|cast\s+)?{words}\b",
        re.IGNORECASE,
    )
    for side, words in {
        "ayes": r"(?:for|in favou?r|ayes?|yeas?|yes(?=\s*[,.;)]|\Z|\sand\s\d|\svotes?\b))",
        "noes": r"(?:against|opposed|opposing|noes|nays?|dissenting|no(?=\s*[,.;)]|\Z|\sand\s\d))",
        "abstentions": r"(?:abstentions?|abstained|abstaining|abstain(?=\s*[,.;)(]|\sbeing\b|\Z))",
    }.items()
}
#: "by 12 votes to 3", "eleven votes to three".
_TO = re.compile(rf"\b(?P<ayes>{NUMERAL})\s+votes?\s+to\s+(?P<noes>{NUMERAL})\b", re.IGNORECASE)
#: "by a vote of 2 to 3", "carried 5 to 2".
_OF = re.compile(
    rf"\b(?:votes?\sof|(?:carried|passed|failed|lost|defeated|approved|rejected"
    rf"|carries|passes|fails)(?:\sby)?)\s(?P<ayes>{NUMERAL})\sto\s(?P<noes>{NUMERAL})\b"
    r"(?!\s(?!(?:in|with|and|on|for|against)\b)[a-z])",
    re.IGNORECASE,
)
#: What may stand between the word for the end and the score: "passed with a roll call vote of 5-2".
_FILLING = (
    r"(?:[\s:,(–—-]{1,4}(?:unanimously|unanimous|approval|votes?|voted|voting|with|by|on|in|a|an|the|of|was|roll|call|voice|hand|and|motion"
    r"|carried|passed)\b){0,6}[\s:,(]{1,4}(?:[–—-]\s)?"
)
_SCORED = (
    r"(?P<ayes>\d{1,3})\s?[-–/]\s?(?P<noes>\d{1,3})(?:\s?[-–/]\s?(?P<abstentions>\d{1,3}))?\b(?!\s?[-–/]\s?\d)"
    r"(?!\s(?!(?:in|with|and|on|votes?|for|against|by|to)\b)[a-z])"
)
#: "carried 5-2", "CARRIED 7/0", "Voted 3-0-0", "was adopted by a vote of 5-0".
_SCORE = re.compile(
    rf"\b(?:carrie[ds]|pass(?:ed|es)|fail(?:ed|s)|lost|defeated|approved|adopted|voted?|votes?|unanimous|in\sfavou?r)\b{_FILLING}{_SCORED}",
    re.IGNORECASE,
)
#: "(5 yes- 0 no)", "5 ayes/2 nays": each figure before its own word, whatever stands between.
_PAIRED = re.compile(
    r"(?<![\d.:/–-])(?<!\byes\s)(?<!\bfor\s)(?<!\bayes\s)(?<!\baye\s)\b(?P<ayes>\d{1,3})\s?(?:yes|ayes?|yeas?|for|in\sfavou?r)"
    r"\s?[-–/,;&]\s?(?P<noes>\d{1,3})\s?(?:noe?s?|nays?|against|opposed)\b(?!\s?[-–:/=]?\s?\d)",
    re.IGNORECASE,
)
#: "by unanimous voice vote – 5", "Unanimous (7)".
_UNANIMOUS = re.compile(
    r"\b(?:unanimous(?:ly)?|following)\s(?:[a-z]+\s){0,2}votes?\s*[–—:-]\s*(?P<ayes>\d{1,2})(?![\w/–-])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\s?[-–/]\s?\d")
#: "6-0-1." and nothing else, behind what was moved.
_ALONE = re.compile(
    r"\W*(?:vote\W+)?(?P<ayes>\d{1,2})\s?[-–/]\s?(?P<noes>\d{1,2})(?:\s?[-–/]\s?(?P<abstentions>\d{1,2}))?\W*",
    re.IGNORECASE,
)
#: "lost (5:7)", "Resolved (14 to 3)": the colon of a time is never beside such a word.
_RATIO = re.compile(
    r"\b(?:carried|passed|failed|lost|defeated|approved|refused|agreed|resolved|vote[ds]?)\b\s*\(\s*(?:by\s)?"
    r"(?P<ayes>\d{1,3})(?:\s?:\s?|\sto\s)(?P<noes>\d{1,3})(?:\s?:\s?(?P<abstentions>\d{1,3}))?\s*\)",
    re.IGNORECASE,
)
#: "2 members voted for the motion and 2 for the amendment".
_DIVISION = re.compile(
    rf"\b(?P<ayes>{NUMERAL})\s(?:\w+\s){{0,3}}for the motion,?\s(?:and"
    rf"|with)\s(?P<noes>{NUMERAL})\s(?:\w+\s){{0,3}}for the amendment\b",
    re.IGNORECASE,
)
#: "thirty-two Members voted to accept the wording and twenty-one against".
_VOTED_TO = re.compile(
    rf"\b(?P<ayes>{NUMERAL})\s(?:members?|councillors?)\svoted\sto\s(?!refuse\b|reject\b)[a-z]+\b[^.;]{{3,120}}?,?\sand\s"
    rf"(?P<noes>{NUMERAL})\s(?:(?:members?|councillors?)\s)?(?:voted\s)?against\b",
    re.IGNORECASE,
)
#: "2 Members voted for the amendment and 2 for the motion".
_DIVISION_TURNED = re.compile(
    rf"\b(?P<noes>{NUMERAL})\s(?:\w+\s){{0,3}}for the amendment,?\s(?:and"
    rf"|with)\s(?P<ayes>{NUMERAL})\s(?:\w+\s){{0,3}}for the motion\b",
    re.IGNORECASE,
)
#: "six to five in favour", "voted 5-1 against the plan": the more were on the side that is named.
_SIDED = re.compile(
    rf"\b(?<!\d[-–:/])(?P<more>{NUMERAL})(?:\s+(?:votes?\s+)?to\s+|(?<=\d)\s?[-–:/]\s?(?=\d))(?P<fewer>{NUMERAL})"
    r"\s+(?:votes?\s+)?(?:(?P<ayes>in favou?r)|(?P<noes>against))\b"
    r"(?!\sthe\s(?:advice|recommendation|wishes))",
    re.IGNORECASE,
)
#: "was lost by 47 votes to 17", "By 47 votes to 17 the motion fell": the more were against.
_LOST = r"\b(?:lost|defeated|rejected|negatived|fell|fail(?:ed|s))\b"
_LOST_WORD = re.compile(_LOST, re.IGNORECASE)
_LOST_BY = re.compile(rf"{_LOST}[^.;]{{0,30}}\Z", re.IGNORECASE)
_BY_LOST = re.compile(
    rf"[\s,]+(?:(?:an?|the|this|that|his|her|motion|amendment|proposal|resolution|original|substantive|was|were|then"
    rf"|declared|being)\s+){{1,6}}{_LOST}",
    re.IGNORECASE,
)
_TIED = re.compile(
    rf"\b(?P<n>{NUMERAL})\s+(?:votes?|members)\s+each\b|\btied\b[^.]{{0,20}}?(?P<m>\d{{1,3}})\s?-\s?(?P=m)",
    re.IGNORECASE,
)
_CASTING = re.compile(
    r"\bcasting vote\b|\b(?:cast|casting|gave|used)\b[^.;]{0,40}\bdeciding vote\b", re.IGNORECASE
)
#: A count of words is a vote's only beside such words; "three for the price of two" is none.
_VOTING = re.compile(
    r"\b(?:division|put and|then put|vot(?:e|es|ed|ing)|motion|amendment|show of hands|carried|lost|passed"
    r"|failed|abst\w+|ayes|noes|nays|yeas|unanimous(?:ly)?|margin"
    r"|in favou?r)\b"
)


#: A figure in lower case.
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)})")

#: One of these stands in every text that `_VOTING` finds something in; looking for them is quicker.
_VOTING_PARTS = (
    "division",
    "put and",
    "then put",
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
    "noes",
    "in fav",
    "unanim",
    "margin",
)


def _may_count(sentence: str) -> bool:
    """Return whether a sentence is about a vote and has a figure, in digits or words."""
    lower = sentence.lower()
    return tells_of_voting(lower) and _FIGURE.search(lower) is not None


def tells_of_voting(lower: str) -> bool:
    """Return whether a text, in lower case, tells of a vote."""
    for part in _VOTING_PARTS:
        if part in lower:
            return _VOTING.search(lower) is not None
    return False


#: One figure beside such a word is that of a vote.
_ENOUGH = re.compile(
    rf"\b(?:carried|passed)\s(?:with|by)\s{NUMERAL}\syes\b"
    r"|\bin favour\b|\bvoted\b|\babst|\b(?:ayes?|yeas?)\b(?!\s(?:and|or|nay)\b)|\A\W*(?:noes|nays)\b",
    re.IGNORECASE,
)
#: "8 for 2 abstentions": the second figure is of what follows it.
_RUN_ON = re.compile(r"(?<=\d\s)(for|against|in favour)\s(?=\d{1,3}\s(?:against|abst))", re.IGNORECASE)


def read_figures(sentence: str, *, moved: bool = False) -> dict[str, int]:
    """Return the figures of a sentence about a vote; empty unless it has two sides, or one and the word "vote".

    Args:
        sentence: The sentence.
        moved: Whether the sentence before it moves something, so that "6-0-1." by itself is its vote.
    """
    if len(sentence) > 4000:
        return {}
    figures = _read_worded(sentence, moved=moved)
    counted = count_words(sentence) if _may_count(sentence) else {}
    # What is read beside its words completes what a wording gave, and never contradicts it.
    if len(counted) > len(figures) and all(counted.get(side) == figure for side, figure in figures.items()):
        return counted
    return figures


def _read_worded(sentence: str, *, moved: bool) -> dict[str, int]:
    """Return the figures of a sentence in a known wording; empty for any other."""
    sentence = _RUN_ON.sub(r"\1,", sentence)
    alone = _ALONE.fullmatch(sentence) if moved else None
    if alone is not None:
        return _of_sides(alone)
    figures = (_read_sided(sentence) if tells_of_voting(sentence.lower()) else {}) or _read_score(sentence)
    if figures or not _may_count(sentence):
        return figures
    tied = _TIED.search(sentence)
    if tied is not None:
        return dict.fromkeys(("ayes", "noes"), read_numeral(tied["n"] or tied["m"]))
    return _read_versus(sentence) or _read_sides(sentence)


def _of_sides(match: re.Match[str]) -> dict[str, int]:
    found = match.groupdict()
    return {side: int(found[side]) for side in SIDES if found.get(side) is not None}


def _read_score(sentence: str) -> dict[str, int]:
    """Return the figures of "lost (5:7)", "carried 5-2", "by unanimous voice vote – 5"."""
    score = _RATIO.search(sentence) if "(" in sentence else None
    score = score or _PAIRED.search(sentence)
    if score is None and _DIGITS.search(sentence) is not None:
        score = _SCORE.search(sentence)
    if score is not None:
        figures = _of_sides(score)
        # "failed 3-2": three for it where more were wanted, or three against; nothing says which.
        return {} if figures["ayes"] > figures["noes"] and _is_lost(sentence, score) else figures
    unanimous = _UNANIMOUS.search(sentence)
    if unanimous is None:
        return {}
    noes = _LABELLED["noes"].search(sentence)
    return {"ayes": int(unanimous["ayes"])} | ({"noes": read_numeral(noes["n"])} if noes else {})


def _is_lost(sentence: str, score: re.Match[str]) -> bool:
    """Return whether what a score is of was lost, by the words just before or behind it."""
    return (
        _LOST_BY.search(sentence[: score.start("ayes")]) is not None
        or _BY_LOST.match(sentence, score.end()) is not None
    )


def _read_sided(sentence: str) -> dict[str, int]:
    """Return the figures of "six to five in favour" and "5-1 against"; empty where none is worded so."""
    sided = _SIDED.search(sentence)
    if sided is None:
        return {}
    fewer, more = sorted((read_numeral(sided["fewer"]), read_numeral(sided["more"])))
    is_for = sided["ayes"] is not None
    if is_for and read_numeral(sided["more"]) == fewer and _LOST_WORD.search(sentence):
        is_for = False  # "was 2-3 in favour, and so lost"
    figures = {"ayes": more, "noes": fewer} if is_for else {"ayes": fewer, "noes": more}
    abstained = _SPOKEN["abstentions"].search(sentence)
    return figures | ({"abstentions": read_numeral(abstained["n"])} if abstained else {})


def _read_versus(sentence: str) -> dict[str, int]:
    """Return the figures of "by 12 votes to 3", "2 voted for the motion and 2 for the amendment"."""
    versus = (
        _TO.search(sentence)
        or _OF.search(sentence)
        or _DIVISION.search(sentence)
        or _DIVISION_TURNED.search(sentence)
        or _VOTED_TO.search(sentence)
    )
    if versus is None:
        return {}
    figures = {side: read_numeral(versus[side]) for side in ("ayes", "noes")}
    if figures["ayes"] > figures["noes"] and _is_lost(sentence, versus):
        figures = {"ayes": figures["noes"], "noes": figures["ayes"]}
    abstained = _SPOKEN["abstentions"].search(sentence)
    return figures | ({"abstentions": read_numeral(abstained["n"])} if abstained else {})


def _read_sides(sentence: str) -> dict[str, int]:
    """Return the figures of each side where two are named, or one with a word that only a vote has."""
    figures = {}
    for side in SIDES:
        match = _SPOKEN[side].search(sentence) or _LABELLED[side].search(sentence) or _BARE[side].search(sentence)
        if match is not None:
            figures[side] = read_numeral(match["n"])
    if len(figures) == 1 and any(len(_SPOKEN[side].findall(sentence)) > 1 for side in figures):
        return {}  # "two voted for all five, one voted for four": for different things
    # "one for ..." alone may be anything; a side must be against, or the sentence must tell of voting in favour.
    return figures if len(figures) >= 2 or _ENOUGH.search(sentence) else {}


def says_casting_vote(sentence: str) -> bool:
    """Return whether a sentence says that a casting vote decided."""
    return _CASTING.search(sentence) is not None
