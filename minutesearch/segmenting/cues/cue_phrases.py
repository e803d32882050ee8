"""Cue phrases: fixed words that show the kind of the passage that a sentence begins."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = [
    "ACTION",
    "ANSWER",
    "APOLOGIES",
    "ASKING",
    "ATTENDANCE",
    "ATTENDS",
    "ENDING",
    "INTERESTS",
    "INTERROGATIVE",
    "MOTION",
    "MOVING",
    "OUTCOME",
    "PROCEDURAL",
    "QUESTION",
    "QUOTED",
    "REASON",
    "TASK",
    "VOTE_ROW",
    "VOTE_SIDE",
]


def _any(*alternatives: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    # Gaps between the words of an alternative are bounded, so that a long sentence costs no more than its length.
    return re.compile("(?:" + "|".join(alternatives) + ")", flags)


_NEVER = re.compile(r"(?!)")


class _Cue(NamedTuple):
    """Patterns of cue words: at the start of a sentence, or further on, which is costly and so tried last."""

    #: What the first words settle.
    first: re.Pattern[str]
    #: What stands further on.
    within: re.Pattern[str]
    #: In lower case: a text without any of these has nothing that `within` matches.
    parts: tuple[str, ...]

    def match(self, text: str) -> bool:
        """Return whether a sentence has the cue words."""
        if self.first.match(text) is not None:
            return True
        lower = text.lower()
        for part in self.parts:  # a loop, since `any` of a generator takes twice as long
            if part in lower:
                return self.within.match(text) is not None
        return False


APOLOGIES = _any(
    r"(?:an?\s|any\s|no\s|the\s|following\s|there\swere\sno\s){0,3}apolog(?:y|ies|ises)\b(?!\sfor\sthe\s)",
    r"[^.]{0,200}\b(?:sent|submitted|tendered|gave|given|offered|received|reported)\b[^.]{0,60}\bapologies\b",
    r"[^.]{0,120}\bapologies (?:for absence )?(?:were|was|had been|have been)\b",
)
_COMING = _any(
    r"(?:councillors?|cllrs?|mr|mrs|ms|miss|dr|the)\b[^.:;]{0,200}\b(?:joined the meeting|left the meeting"
    r"|arrived (?:at|during|late)"
    r"|(?:was|were) (?:also )?(?:in attendance|in the chair|present|absent|delayed|unable to attend)"
    r"|attended as (?:a )?substitute|substitut(?:ed|ing) for)\b(?!.{0,80}\b(?:interest|consideration of)\b)",
)
ATTENDANCE = _Cue(
    _any(
        r"(?:also )?(?:present|in attendance|absent|excused|regrets)(?:\s*(?::|\d|\|)|\s{2,}|\t)",
        r"(?:(?:members|those|also) )?present (?:was|were)\b",
        r".{0,400}\bfollowing (?:\w+\s){0,3}present\b.{0,12}:\Z",
        r"(?:the )?(?:board|council|commission|committee)\b[^.]{0,120}\bmet in (?:\w+ )?session\b"
        r".{0,300}\bpresent\b",
    ),
    _COMING,
    (
        "the meeting",
        "arrived",
        "attendance",
        "in the chair",
        "present",
        "absent",
        "delayed",
        "unable to",
        "substitut",
    ),
)
#: A label before those who attended, where the page gives no title: "Others: Town Administrator Kim Rhodes".
ATTENDS = _any(
    r"(?:roll call\W{1,3})?(?:[^/:]{2,40} / )?(?:present|in the chair|officers?|officials?|others?|staff"
    r"|members?|councillors|aldermen"
    r"|(?:sub-)?committee|panel|apologies|clerk|attendees|witnesses|guests"
    r"|chair\w*|public|in attendance|regrets|absent)\b[^:.]{0,30}:"
)
INTERESTS = _any(
    r"declar(?:ed|ation|ations|ing) (?:of |an? )?[^.]{0,60}\binterests?\b",
    r"\b(?:pecuniary|prejudicial|personal|non-pecuniary|disclosable|registrable) (?:and \w{1,20} )?interests?\b",
    r"\b(?:conflicts?|declarable) (?:of )?interests?\b",
    r"\binterests? (?:were|was|had been|have been)? ?(?:declared|disclosed)\b",
    r"\bdisclosures? of interests?\b",
    r"\bexpressions? of interest\b",
)
_PROCEDURES = _any(
    r"(?:none|nil|n/a|not applicable)\.?\Z",
    r"no (?:questions?|items?|urgent|matters?|declarations?|petitions?|public|other|further|requests?|comments?)\b"
    r".{0,120}\Z",
    r"th(?:is|e|ese) items? (?:was|were) (?:taken|considered|deferred|withdrawn|brought)\b",
    r"there (?:were|was|being) no\b(?! seconder)",
    r"(?:the )?(?:meeting|committee|board|council|panel|session)\b.{0,80}\b(?:adjourned|reconvened|rose at"
    r"|(?:closed|ended|finished|commenced|concluded|opened) at)\b",
    r"audio recording\b",
    r"\(?(?:to follow|minute no|minute number|exempt)\b",
    r"(?:note\s*[:–-]|please note\b|\(?nb\b)",
    r"(?:the )?(?:order|change in (?:the )?order) of business\b",
    r"(?:the )?(?:public )?(?:meeting|hearing|committee|board|council|panel|session"
    r"|proceedings)\b.{0,80}\b(?:adjourned|closed|terminated|resumed)\b",
    r"(?:\d{1,2}[.:]\d{2}\s?[ap]\.?m\.?\s+)(?:the )?(?:public|meeting|council|committee)\b.{0,120}\Z",
    r"there (?:being|was|were) (?:no|none|nothing)\b.{0,60}\Z|this concluded the\b"
    r"|termination of (?:the )?meeting\b",
    r"(?:none|nothing|nil)\b.{0,30}\Z|dim(?: / none)?\.?\Z",
    r"(?:the )?public (?:comments?|hearing|input|session)(?: period)?\b.{0,40}\b(?:opened|closed|reopened)\b",
    r"\d{1,2}[.:]\d{2}\s?[ap]\.?m\.?\Z",
    r"an? (?:recorded|named|roll[- ]call) vote was (?:taken|requested|called)\b",
    r"(?:the )?meeting was called to order\b",
    r"this item (?:was|is) not\b|out of (?:executive|closed) session\b",
    r"(?:the )?(?:date of )?(?:the )?(?:next meeting\b.{0,160}\Z)",
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}\b.{0,60}\Z",
    r"it was noted that no requests had been received\b",
)
_PROCEDURES_WITHIN = _any(
    r".{0,160}\b(?:declared the meeting|the press and public|exclusion of the public|webcast|livestreamed|filmed"
    r"|fire (?:alarm|evacuation)|emergency exits|(?<!\bhas )(?<!\bhad )stood down"
    r"|vacated the chair|took the chair|withdrew from"
    r"|left the (?:room|chamber))\b",
    r"(?:\d{1,2}[.:]\d{2}\s?[ap]\.?m\.?\s+)?.{0,160}\b(?:called the meeting to order"
    r"|closed the (?:public )?meeting|presided\b"
    r"|rose from closed session|opened the (?:public )?(?:hearing|meeting)|for (?:his|her|their) attendance)",
    r".{0,160}\b(?:requested|called for|demanded|asked for) (?:that )?an? (?:recorded|named|roll[- ]call)\b",
    r".{0,160}\b(?:returned to|rejoined|re-entered|re-joined|entered) the (?:meeting|room|chamber"
    r"|council chamber)\b",
)
PROCEDURAL = _Cue(
    _PROCEDURES,
    _PROCEDURES_WITHIN,
    (
        *(
            "the meeting",
            "public meeting",
            "the press",
            "the public",
            "webcast",
            "livestreamed",
            "filmed",
            "fire ",
        ),
        *("emergency", "stood down", "the chair", "withdrew", "left the", "presided", "closed session", "hearing"),
        *("attendance", "recorded", "named", "roll", "the room", "the chamber", "council chamber"),
    ),
)
_MOVED_THINGS = (
    r"(?:it|which|this|an? (?:\w{1,20} )?(?:motion|proposal|amendment)"
    r"|the (?:\w{1,20} )?(?:motion|amendment|proposal|recommendations?))"
)
_ENDS = (
    r"carried(?! (?:out|on|over|forward)\b)|lost|fell|failed|fallen|withdrawn|defeated|rejected|negatived"
    r"|not (?:agreed|approved|adopted|accepted|supported)"
)
_MOTIONS = _any(
    rf"{_MOVED_THINGS}\b[^.]{{0,160}}?\b(?:was|were|being)\b[^.]{{0,40}}?\b(?:moved|seconded)\b",
    r"\(?(?:moved|proposed|seconded|proposer|seconder|mover)\b\s*(?:by\b|:)"
    r"|(?:res(?:olution)?\W{0,2}[\w-]{1,12}\W{1,3})(?:moved|proposed)\b"
    r"|motion (?-i:[A-Z])[\w’'-]{1,20}, second\b|m/(?:[cp]/)?s(?:/[cpu])*\b",
    # "Tubes that had been moved": what is done to things, but for "was moved by".
    r"[^.;]{0,160}\b(?:(?<!\bbe )(?<!\bbeen )(?<!\bbeing )(?<!\bwas )(?<!\bwere )moved|moved (?:by|and)"
    r"|seconded)\b"
    r"(?! (?:on|to|into|from|forward|towards|away)\b)",
    r"[^.]{0,300}\b(?:proposed|moved|put forward|submitted) (?:the|a|an) (?:following )?(?:\w{1,20} )?"
    r"(?:motion|amendment)\b",
    r"(?:the|this|that|her|his|an?|there|on|upon|in|following|after|with)\b[^.]{0,200}"
    r"\b(?:motion|amendment|proposition|vote)s?\b[^.]{0,120}"
    rf"\b(?:{_ENDS}"
    r"|put to (?:the )?(?:vote|meeting|(?:sub-)?committee|council|panel|board)"
    r"|voted|accepted by the mover|votes?)\b",
    rf"(?:motion|amendment|proposition)s?\b[^.]{{0,160}}\b(?:{_ENDS}|put to|agreed|approved)\b",
    r"(?:the )?proposal (?:was|were) (?:then )?(?:put|declared|agreed|seconded|approved|adopted)\b",
    rf"(?:the )?proposals? (?:was|were) (?:then |also |subsequently )?(?:{_ENDS})\b",
    r"motion\s?(?:[:–—-]\s|\(|\s(?-i:[A-Z])[\w’'-]{1,20}\s?/)",
    r"(?:the )?motion (?:died|passed|failed|carried|lost|carries|passes|fails|dies)\b|motion (?:to"
    r"|that)\b[^.]{0,300}\s[–—-]\s|motion (?:was )?(?:made )?by\b",
    r"[^.]{0,120}\b(?:motion|amendment|proposal|recommendations?)\b[^.]{0,60}"
    r"\bput and (?:agreed|carried|lost|approved|adopted)\b",
    r"there (?:was|being) no seconder\b",
    r"an? (?:\w{1,20} )?proposal\b[^.]{0,80}\b(?:put forward|made) by\b",
    r"an? (?:\w{1,20} )?(?:motion|amendment)\b[^.]{0,80}\b(?:was|were)\b[^.]{0,40}"
    r"\b(?:proposed|tabled|put forward|submitted|made)\b",
    r"(?:the )?(?:mover|proposer)s?\b[^.]{0,80}\b(?:accepted|withdrew|agreed to (?:accept|withdraw))\b",
    r"it was (?:\w+ )?(?:proposed|moved) by\b",
    r"the votes? (?:was|were|cast|being)\b[^.]{0,60}\bagainst\b",
    r"(?:upon|on|following|after) (?:a|the|being put to (?:a|the))\s?(?:show of hands|vote|recorded vote)\b",
    r"(?:on|upon) (?:(?:a|the) )?motion (?:of|by|made by)\b|.{0,60}\bmade (?:a|the) motion\b",
    r"(?:the )?voting\b|(?:roll[- ]call |voice |recorded )?vote\s*:",
    r"an? (?:\w{1,12} )?vote was (?:then )?taken\b",
    r"[^.]{0,200}\b(?:was|were) (?:then )?put to (?:the |a )?(?:vote|meeting)\b",
    r"[^.]{0,200}\bvoting\b[^.]{0,60}\brecorded\b",
)
_COUNTS = _any(
    r"(?:voting |votes? )?(?:for|against|in favour|abstain(?:ed|ing)|abstentions?|yes|no)\b[^.:]{0,40}:\s*"
    r"(?:the )?(?:lord mayor|councillors?|cllrs?|aldermen|members)\b",
    r"(?:for|against|in favour)\b:? (?:councillors?|cllrs?)\b.{0,2000}\(\d{1,3}\)",
    r"(?:for|against|abstentions?|abstain(?:ed|ing)?|yes|no|not voting|carried|lost)\s*[:–—-]?\s*\(?\d",
    r"(?:on|upon) a (?:division|poll|roll[- ]call)\b",
    r"\d{1,3} (?:(?:members?|councillors?|votes?) )?(?:voted )?(?:for|in favou?r)\b[^.]{0,40}\bagainst\b",
)
MOTION = _Cue(
    _COUNTS,
    _MOTIONS,
    (
        *("moved", "second", "propos", "motion", "amendment", "vote", "voting", "mover", "show of hands"),
        *("put to", "put and", "m/s", "m/c/s", "m/p/s"),
    ),
)
#: A line that says how a motion ended, or how it was voted on, and nothing else.
ENDING = _any(
    r"(?:all (?:in favou?r|ayes?|agreed|voted (?:aye|yes|in favou?r))[.,;]? )?"
    r"(?:(?:the )?(?:motion|vote|resolution|amendment|proposal)\b[\s:–—-]*)?(?:was "
    r"|is )?(?:declared )?(?:put and )?"
    r"(?:unanimously |all )?(?:(?:not )?carried|not approved|lost|defeated|rejected|negatived|passed|failed"
    r"|carries|passes|fails"
    r"|unanimous(?:ly)?|in favou?r|agreed to)"
    r"(?: unanimously)?(?:,? by all(?: (?:those|members|councillors|trustees|commissioners|present)){0,3})?"
    r"[\s,:;–—-]*(?:by )?[\d\s/–-]{0,12}(?:(?:\w+ )?votes? to \w{1,12})?(?:\([^"
    r"()]{0,200}\))?[.!]?",
    r"all (?:present|members|councillors|those present) (?:were )?(?:agreed|in favou?r)[.!]?",
    r"(?:recorded|named|voice|roll[- ]?call) vote\b\s*[:–—-].{0,2000}",
    r"(?:votes? )?(?:ayes?|yeas?|nays?|noes)\b\s*[:–—-]?\s*\(?(?:\d|none\b|councill?or|cllr|cr\b"
    r"|[A-Z][a-z]).{0,1000}",
    r"(?:for|against)(?: the)? (?:vote|motion|amendment)\b\s*[:–—(-].{0,1000}",
    r"(?:for|against|in favou?r|abst\w+)\s*(?:[:–—-]\s*\(?\d.{0,200}|\(\d{1,3}\).{0,1000})",
    r"(?:yes|no)\s*[:–—-]\s*\(?\d{1,3}\)?",
    r"(?:opposed|dissenting|dissent|in favou?r)\s*[:–—-].{0,400}",
    r"voted? \d{1,3}\s?[-–]\s?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\.?",
)
#: Somebody by name who proposes, and whom another seconds, perhaps in the next sentence.
_MOVES = _any(
    r"(?:councill?or|cllr|cr|alderman|mr|mrs|ms|miss|dr|commissioner|member|mayor"
    r"|[A-Z])\b\.?[^;]{2,80}?\b(?:proposed|moved)\b[^;]{0,400}?\bseconded\b",
    r"(?-i:[A-Z])[\w’'-]{2,20}(?:\s(?-i:[A-Z])[\w’'.-]{0,20}){0,3}\s(?:proposed|moved)\b[^;]{0,400}?\bseconded\b",
    r"(?:(?:councill?or|cllr|cr|alderman|commissioner|member|mayor)\b[^.;]{2,60}?|(?-i:[A-Z])[\w’'-]{1,30}\s)"
    r"\bmoved to (?:approve|adopt|accept"
    r"|amend|table|enter|go|defer|deny"
    r"|continue|adjourn|recommend|refer|authori[sz]e|appoint)\b",
)
MOVING = _Cue(_NEVER, _MOVES, ("proposed", "moved"))
#: How one member voted, in a list of all: "Nolan    Yes".
VOTE_ROW = re.compile(
    r"(?:[A-Z][\w’'.-]*\s+){1,4}(?:Yes|No|Aye|Nay|Yea|For|Against|Abstain(?:ed|s)?|YES|NO|AYE|NAY|YEA|FOR|AGAINST"
    r"|ABSTAIN(?:ED)?)\W*"
)
#: The label and figure of one side of a vote, on a line of their own: "For 32", "AGAINST THE MOTION (2)".
VOTE_SIDE = re.compile(
    r"(?i:(?=.*[0-9]|.*\b(?:motion|amendment|proposal|resolution|recommendation)\b|vot|aye|nay|yea|noe)"
    r"(?:(?:members|councillors|those)\s)?(?:vot(?:ing|ed|es?)\s)?"
    r"(?:for|against|in\sfavou?r(?:\sof)?|ayes?|noes?|nays?|yeas?|abst(?:ain(?:ed|ing|s)?|entions?|aining)|opposed)"
    r"(?:\s(?:the|this)\s(?:\w+\s)?(?:motion|amendment|proposal|resolution|recommendation)s?)?"
    r"\s*[:–—-]?\s*\(?(?:[0-9]{1,3}|none|nil)?\)?\s*:?)"
)
OUTCOME = _any(r"\b(?:motion|amendment)\b[^.]{0,120}\b(?:carried(?! out)|lost|fell)\b")
REASON = _any(r"reasons?(?:\sfor\s[^:.]{1,60})?\s*[:–—-]")
ACTION = _any(r"actions?\s*(?:\([^()]{1,40}\)|\d{1,3})?\s*[:–—-]")
#: "Cllr Inch to speak to the school. ACTION: Cllr Inch".
TASK = _any(r"[^.;:]{1,80}\sto\s[^.;:]{1,300}[.;]?\s+\(?ACTIONS?\s?[:–-]\s?[^.:]{1,60}\.?\)?\Z", flags=0)
ANSWER = _any(
    r"in (?:response|reply|answer)\b",
    r"(?:respond(?:ing|ed)|replying|answering)\b",
    r"(?:answer|response|reply)\s*[:–—-]",
    r"a(?:nswer)?\s?(?:\d{1,2}\s?[.:)]|:)(?:\s|\Z)",
    r"asked (?:about|whether|how|if|why|what|for|by)\b",
)
_ABOUT = r"(?:(?:with regard|in (?:relation|regard)|further) to .{0,120}, )?"
QUESTION = _any(
    r"q(?:uestion)?\s?(?:\d{1,2}\s?[.:)]|:)(?:\s|\Z)",
    r"(?:supplementary )?question\b\s*(?:\d{1,3}\s*)?(?:(?:submitted|asked|received|put)\s)?"
    r"(?:[:–—-]|from\b|by\b)",
    r"(?:submitted|asked|tabled|put) by [^:?]{2,80}:\s*[“\"]",
    rf"{_ABOUT}it was (?:also |further )?(?:asked|queried|questioned|enquired)\b",
    rf"{_ABOUT}(?:further |some )?(?:clarification|information|assurances?|an update|details) (?:was|were) "
    r"(?:also )?(?:sought|requested)\b",
    rf"{_ABOUT}a (?:supplementary |further )?(?:question|query|request) was\b",
    rf"{_ABOUT}(?:(?:a|further|several|some|number|of) ){{0,3}}questions were\b",
)
ASKING = _any(
    r"(?<!\bbe )(?<!\bbeen )(?<!\bwas )(?<!\bwere )"
    r"\b(?:asked|queried|questioned|enquired|inquired|wanted to know)\b",
    r"\brequested (?:clarification|information|an? |further|that|more|details)",
    r"\bsought (?:clarification|(?:re)?assurances?|information|confirmation|an? |further|to know)",
    r"\braised (?:a|several|some|the)?\s?(?:questions?|quer(?:y|ies))\b",
    flags=0,
)
INTERROGATIVE = _any(
    r"(?:what|when|where|who|why|how|which|is|are|was|were|will|would|could|can|does|do|did|has|have|should)\b"
)
QUOTED = _any(r"[“\"‘]\s*(?:that|this|we|the|to|in|council|following)\b")
