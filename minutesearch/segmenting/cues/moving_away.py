"""What "moved" has behind it where somebody goes elsewhere and moves no motion."""

from __future__ import annotations

import re

__all__ = ["goes_elsewhere", "made_is_moved"]

_AWAY = re.compile(
    r"\s+(?:(?:quickly|swiftly|straight|then|now|recently|since|again)\s+)?"
    r"(?:(?:on|into|onto|from|away|out|back|up|down|across|along|forward|forwards|towards?|through|around|round|off"
    r"|closer|house|home|premises|office|offices|seats?|in\s(?:with|to))\b"
    # "to Limerick", "to the next item", "to item 7"; but "to approve", "to adopt".
    r"|to\s+(?:(?:the|a|an|his|her|their|its|this|that|another|new|next|item|items|agenda|page|section|question"
    r"|questions|any|other|where|live|(?:vote|voting)(?!\sto))\b|(?-i:[A-Z][^\W\d_]*[a-z])|\d)"
    r"|(?:his|her|their|its|my|our)\s(?!(?:first\s|second\s|own\s)?(?:motion|amendment|proposal|recommendation"
    r"|resolution|proposition|report|item|nomination)))",
    re.IGNORECASE,
)
#: In the same sentence: then a motion was moved, whatever stands behind the verb.
_SECONDED = re.compile(r"[^.;!?]{0,300}\bsecond(?:ed|s|er)?\b(?!\sto\s(?:the\b|an?\b|(?-i:[A-Z])))", re.IGNORECASE)
#: What is made in a clause behind the one that has the motion: "On the motion, these points were made by".
_MADE_ELSE = re.compile(
    r",\s(?:a|an|the|some|several|further|these|those|other|many|two|three)\b(?![^,]*\b(?:motion|amendment)s?\b)[^,]*\Z"
    r"|(?<!motions\s)(?<!amendments\s)(?<!proposals\s)(?<!resolutions\s)\bwere\s\Z",
    re.IGNORECASE,
)


def goes_elsewhere(text: str, end: int) -> bool:
    """Return whether "moved" is followed by a place, a house or the next item, and by no motion.

    Args:
        text: The text.
        end: Where the verb ends.
    """
    return _AWAY.match(text, end) is not None and _SECONDED.match(text, end) is None


def made_is_moved(text: str, start: int, made: int) -> bool:
    """Return whether it is the motion before "made" that was made, and no point or comment.

    Args:
        text: The text.
        start: Where the words "motion" or "amendment" stand, or before them.
        made: Where "made" begins.
    """
    return _MADE_ELSE.search(text, start, made) is None
