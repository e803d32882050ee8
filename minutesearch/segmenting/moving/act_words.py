"""The words of moving and seconding: verbs, nouns, labels, abbreviations, by what stands before or behind them."""

from __future__ import annotations

import re
from enum import StrEnum

from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["ACT_PARTS", "ANY_CUE", "CUE", "NO_NAMES", "Role", "is_active", "is_no_name"]


class Role(StrEnum):
    """What a person does for a motion."""

    MOVES = "moves"
    SECONDS = "seconds"


_NOUN = r"(?:motion|amendment|proposal|proposition|resolution|recommendation)"
_ADVERB = r"(?:(?:formally|duly|then|also|jointly|further|thus|accordingly|unanimously|now)\s)*"
_MADE = r"(?:made|makes|put\sforward|introduced|offered|presented|tabled|submitted|moved|given)"
#: A motion with an adjective before it or what it is for behind it: "a motion to approve the minutes was made".
_A_MOTION = rf"(?:a|an|the|this|that|his|her)\s(?:first\s|main\s|second\s|following\s|substitute\s|new\s)?{_NOUN}"
#: A verb, its tenses, and its abbreviation where a name follows.
_MOVED = r"(?:moved|proposed|motioned|mvd|prop(?:osed)?\.?(?=\s|:)|cynigiwyd)"
_SECONDED = r"(?:seconded|2nded|2nd|2d|second|sec(?:onded)?\.?(?=\s|:)|support(?:ed)?|cuidithe|eiliwyd)"
#: What stands between the verb and the name that follows it.
#: The Irish of "by" is "ag", the Welsh is "gan".
_BY = r"\s{0,20}(?::|-|–)?\s?(?:by|from|ag|gan)\b,?[\s:]*"
_MARK = r"\s?(?:[:(–]|-(?=\s))[\s(]*"

#: "MSC Ash/Elm to approve", "MSC: Ash, Elm."; not "MSP Ash and Cllr Elm attended", nor the stewards of the sea.
_SHORT_NAME = r"(?:[A-Z][\w.’'-]{0,30}\s){0,3}[A-Z][\w.’'-]{0,30}"
_NAME_OF_TWO = rf"\s?[:(]?\s?{_SHORT_NAME}\s?"
_CARRIED_TOO = (
    r"(?-i:(?<![a-z]\s)MS[CP]U?(?=[\s:(])(?=\s?:?\s?by\s"
    rf"|{_NAME_OF_TWO}(?:[/,&]|and\s)\s?{_SHORT_NAME}\)?\s(?:to|that)\b"
    rf"|(?<!P){_NAME_OF_TWO}[/,]\s?{_SHORT_NAME}\)?\.?\s?(?:[.;–-]|\Z|\n)))"
)
#: Both in one: "moved and seconded by", "Moved/Seconded (", "M/S/C".
_BOTH = (
    rf"(?:m/s(?:/[cpu])*|m/[cp]/s|m/2nd|{_CARRIED_TOO}|{_MOVED}(?:\s?[/&,]\s?|\s?,?\sand\s){_SECONDED}"
    r"(?:(?:\s?[/&,]\s?|\s?,?\sand\s)(?:carried|passed|approved|unanimous\w*))?"
    rf"|{_NOUN}\s?(?:/|and)\s?{_SECONDED}"
    # "A motion was made and seconded (Ash/Elm)", "Motion and second to adjourn (Member Ash and Member Elm)".
    rf"|made\sand\sseconded|(?-i:Motion|MOTION)\sand\s(?:a\s)?{_SECONDED}(?=[^.;:()]{{1,160}}\([^()]{{3,80}}\)))"
    r"\b\.?(?:[^.;:()]{1,160}(?=\([^()]{3,80}\)))?(?:\s?by\b)?\s?[:(–-]*\s*"
)
#: What has the shape of a name, with the title or initials before it.
_SHAPE = r"(?-i:(?:[A-Z]\.\s?|[A-Z]\s|[A-Z][\w’'-]+\.?\s|d[aeiu]l?\s|van\s|von\s){0,4}[A-Z][\w’'-]+)"
_TITLED = (
    r"(?-i:(?:Cllr|Clir|Clr|Cr|Councill?or|Mayor|Deputy|Mr|Mrs|Ms|Dr|Commissioner|Trustee|Alderman|Ald|Member)\b)"
)
#: What a meeting is moved to do.
_FORMAL_ACT = (
    r"(?:approve|accept|adopt|adjourn|pay|table|authori[sz]e|receive|amend|deny|grant|appoint|purchase|close|enter"
    r"|recess|open|go\sinto|reconvene)"
)
#: Behind what somebody else made, sent or drew, "by" names nobody who moves it; behind "as presented" it does.
_NOT_MADE = (
    "(?:"
    + "|".join(rf"(?<=\bas\s{word})" for word in ("presented", "submitted", "amended", "printed", "corrected"))
    + "|"
    + "".join(f"(?<!{word})" for word in ("ed", " drawn", " sent", " given", " made", " done"))
    + ")"
)
#: The last word of a place or a firm.
_HOUSE = (
    r"(?-i:(?:Hall|Lane|Road|Street|Avenue|Park|School|House|Bridge|River|Garage|Paving|Engineering|Council|Committee"
    r"|Services|Company|Ltd|Inc|LLC)\b)"
)
_ONE = (
    # "with a second by", "second from", "seconded by", "2nd:", "and supported by".
    rf"(?P<seconded_by>{_SECONDED}\b\.?(?:\s\([a-z]{{3,12}}\))?{_BY}|seconder\s?[:–-]+\s*|(?-i:S)[-–](?=(?-i:[A-Z][a-z]))|{_SECONDED}\b\.?{_MARK}|(?-i:S:\s)"
    rf"|(?-i:In|in)\sseconding\s(?:the|this|his|her|their)\s(?:\w+\s)?{_NOUN},?\s(?={_TITLED})"
    r"|(?-i:Seconded(?=(?:Director|Councill?or|Trustee|Commissioner|Mayor|Cllr)\b)))"
    # "Ar moladh Cllr Ash, cuidithe ag Cllr Elm", "P: Ash S: Elm", "M-Ash, S-Elm".
    rf"|(?P<proposed>(?-i:[AÁ]r|ar)(?:na)?\smh?oladh(?:\sag)?[\s:]*"
    r"|(?-i:[MP])(?:[-–]|:\s)(?=(?-i:[A-Z])(?:(?!\s(?-i:[a-z]))[^;:]){1,40}?\b(?-i:S)(?:[-–]|:\s)(?-i:[A-Z])))"
    # "moved by", "motion was made by", "on the proposal of", "Proposer:", "(on a motion by)".
    rf"|(?P<moved_by>(?<!\bas ){_ADVERB}(?:{_MOVED}|put\sforward|tabled|(?:submitted"
    rf"|standing)\sin\sthe\snames?)\b\.?\s{{1,20}}{_ADVERB}"
    r"(?:(?:(?:as\s(?:a\s)?(?:true|correct|accurate)[^.;,]{0,40}?|for\s(?:approval|adoption|acceptance)(?:(?!\bsecond)[^.;,]){0,60}?)\sby"
    r"|by|gan|of|in\sthe\snames?\sof)\b[\s:]*)"
    rf"|{_NOUN}\s?(?:(?:was|were|is|has\sbeen)\s)?{_ADVERB}(?:{_MADE}\s)?{_BY}"
    # "Mr Oak was proposed as Chair by Mr Ash, seconded by Mr Elm".
    rf"|proposed\s(?:as|for|in)\s(?:(?!\bsecond)[^.;,]){{3,60}}?\sby\s+(?={_SHAPE},?\s(?:and\s)?seconded\sby\b)"
    # "In proposing the motion Councillor Ash stated that it was overdue".
    rf"|(?-i:In|in)\s(?:proposing|moving)\s(?:the|this|his|her|their)\s(?:\w+\s)?{_NOUN},?\s(?={_TITLED})"
    # "Moved to adjourn the meeting by Ann Ash, seconded and approved".
    rf"|(?-i:Moved|MOVED)\sto\s{_FORMAL_ACT}\b[^.;:]{{0,200}}?{_NOT_MADE}\sby\s+(?={_SHAPE}\s*(?:[.,;]|\Z|(?:and|seconded)\b))"
    rf"(?!(?:[A-Z][\w’'-]+\s){{1,3}}{_HOUSE})"
    # "Approved – PWh, seconded – RW": who approves something that is seconded moves it.
    # So does who introduces, offers or submits it: "This was introduced by Ash and seconded by Elm".
    r"|(?:(?:approved|accepted|agreed)\s?[:–-]\s|(?-i:[A-Za-z][a-z]{3,})(?<=ed)"
    r"(?<!\bnot approved)(?<!\bnot accepted)(?<!\bnot agreed)(?<!\bnot adopted)\sby\s"
    r"(?:(?=(?-i:(?:[A-Z][\w’'.-]+\s){0,3})[\w’'-]+,?\s(?:and\s)?seconded\sby\b)|(?<=approved\sby\s)"
    r"|(?<=accepted\sby\s)|(?<=agreed\sby\s)))"
    r"(?=(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+){0,2}[\s,;.]+(?:and\s)?second)"
    rf"|(?:on|upon)\s(?:(?:the|a)\s)?{_NOUN}\s(?:of|from)\s"
    r"|(?:mover|proposer|moved|proposed|motion\smade|mvd|prop(?:osed)?\.?)\s?(?:[:–]|-(?=\s)|\()[\s(]*|(?-i:M:\s)|1st\s?[:–]\s"
    # "MovedDirector Ash", where a page has lost the space.
    r"|(?-i:Moved(?=(?:Director|Councill?or|Trustee|Commissioner|Mayor|Cllr)\b)))"
    # "A motion to approve the minutes was made by".
    rf"|(?P<made_by>(?:(?:was|were|is)\s)?{_ADVERB}(?:made|offered|introduced|put\sforward)\s(?:(?:by|from)\s+|\((?={_SHAPE}\))))"
    # "Motion to approve the minutes as read, by Jim."; "A motion was made to close by Ms Ash, seconded by Mr Elm".
    rf"|(?P<motion_by>(?-i:Motion|MOTION)\sto\s(?:(?!\bsecond)[^.;:]){{3,250}}?,\sby\s+(?=(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+)?\s*(?:\.|\Z))"
    # "Motion: Table the accounts by Ann Ash and seconded by Ben Elm", which nobody else is said to have moved.
    rf"|(?-i:Motion|MOTION)\s?:\s(?![^.;:]{{0,250}}\b(?:moves?d?|made|makes|proposed)\b)(?:[^.;:]|(?<=\d)[.:](?=\d)){{3,250}}?(?<!seconded)\sby\s+"
    rf"(?={_SHAPE}[.,]?\s(?:and\s)?seconded\sby\b)"
    # "Motion to adjourn the meeting at 8 pm by Ash."
    r"|(?-i:Motion|MOTION)\sto\s(?:adjourn|close)\s(?:(?!\bsecond|\b2nd)[^.;:,]|(?<=\d)[.:](?=\d)){0,60}?by\s+(?=(?-i:[A-Z])[\w’'-]+(?:\s(?-i:[A-Z])[\w’'-]+)?\s*(?:\.|\Z))"
    rf"|{_NOUN}\s(?:(?:was\s|is\s)?{_ADVERB}(?:made|moved|offered)\s)?(?:to|that|for)\s(?:[^.;]|(?<=\d)\.(?=\d)){{3,250}}?(?<!seconded)\sby\s+"
    rf"(?={_SHAPE}[.,;]?\s(?:and\s|with\sa\s|(?:the\s)?motion\s(?:was\s)?)?"
    rf"(?:second|2nd|{_SHAPE}\s(?:second|2nd|(?:made|offered|provided|gave)\s(?:a|the)\ssecond))))"
    # "Motion second by Todd": seconded, and who moved stands before.
    rf"|(?P<second_by>{_NOUN}\s(?:was\s)?second(?:ed)?\sby\s+)"
    # "Motion Earle, second Finch", "Motion to adjourn: Earle", "Motion Hill/Marsh".
    rf"|(?P<motion>(?-i:[Mm]otion|MOTION|Amendment|AMENDMENT|Proposal(?=\s\())(?:\s(?:to|for|that)\s(?:[^.:;]|(?<=\d)[.:](?=\d)){{3,200}}?\s?[:–]|\s?[:–-])?"
    r"\s?\(?\s?(?=(?-i:[A-Z]))"
    # "Motion to adjourn Ash, Elm seconds".
    r"|(?-i:[Mm]otion|MOTION)\sto\sadjourn\s(?=(?-i:[A-Z])[\w’'-]+[,;]))"
    # "19/086 ASH: That the minutes be accepted": the number of a resolution, who moved it, and its words.
    r"|(?P<that>(?<![\w.])\d{1,4}[-/]\d{1,4}\s+(?:(?-i:[A-Z][A-Z &]{2,40})\s[–-]\s)?"
    r"(?=(?-i:[A-Z][A-Z’'-]+|(?:Cr|Cllr|Councillor)\.?\s[A-Z][\w’'-]+)\s?[:–]\s?(?-i:That|THAT|BE\sIT)\b"
    # "11-13 REPORTS – Ash: That": the number, what it is about in capitals, and who moved it.
    r"|(?<=[A-Z]\s[–-]\s)(?-i:[A-Z][\w’'-]+)\s?:\s?(?-i:That|THAT)\b"
    # "002-16 Councillor Ash that the agenda be accepted".
    r"|(?-i:(?:Cr|Cllr|Councill?or|Alderman|Reeve|Mayor)\.?\s[A-Z][\w’'-]+)\s(?-i:that|That|THAT)\s[^.;]{3,400}?\bbe\b))"
    # "Councillor Ash’s motion".
    rf"|(?P<his>(?<=[’']s\s){_NOUN}\b)"
    # "Prop. Cllr Ash, sec. Cllr Elm", "2nd Elm".
    r"|(?P<short>(?:(?:prop|mvd|sec)\b\.?|(?:moved|proposed|seconded|second|2nd|2nded|(?-i:Proposer|PROPOSER|Mover|MOVER|Seconder|SECONDER)))\s(?=(?-i:[A-Z])))"
    # "moves", "so moved", "made a motion", "offered the following resolution"; a person stands before it.
    r"|(?P<moves>(?:so\s|also\s|then\s|formally\s|duly\s|further\s|again\s|first\s)*"
    rf"(?:moved|moves|proposed|proposes|motioned|(?:made|makes|offered|introduced|put\sforward|presented|tabled|submitted)\s{_A_MOTION}"
    # "RESOLVED that it be bought, with Cllr Ash proposing the item".
    # "Councillor Ash to MOVE and Councillor Elm to SECOND:".
    r"|to\s(?:move|propose)(?=\s?(?:[:;,.)]|and\b|\Z))"
    r"|motions(?=\s(?:to|that|for)\s[a-z])"
    # "Kelly move to approve the report", "with Ash making the motion", "Councillor Ash in proposing the motion".
    r"|has\sproposed(?=\s[^.;]{3,200}\bseconded\b)"
    rf"|move(?=\sto\s{_FORMAL_ACT}\b)|making\s{_A_MOTION}(?=\s*(?:[,.;]|\Z|(?:and|to|that|for)\b))"
    rf"|in\s(?:proposing|moving)\s(?:the|this|his|her|their)\s(?:\w+\s)?{_NOUN}"
    r"|(?:made|makes)\smotion(?=\s(?:to|that|for)\b|\s*[,.;]|\Z)"
    # "Mr Ash nominated Ms Reed, was seconded by Mr Elm and the motion carried".
    r"|nominated(?=[^;:]{3,200}?\.\s+(?:The|This)\snomination\swas\s(?:duly\s)?seconded\sby\b)"
    r"|nominated(?=(?:[^.;]|\b(?:Mr|Mrs|Ms|Dr|St|Cr|Cllr|[A-Z])\.){3,200}?\bseconded\sby\b(?:[^.;]|\b(?:Mr|Mrs|Ms|Dr|Cr|Cllr|[A-Z])\.){3,60}?"
    r"\bmotion\s(?:was\s)?(?:carried|passed|approved))"
    rf"|(?:proposing|moving)(?=\s(?:the\s(?:item|{_NOUN})|it\b|and\b)))\b(?!\sby\b))"
    rf"|(?P<seconds>in\sseconding\s(?:the|this|his|her|their)\s(?:\w+\s)?{_NOUN}\b(?!\sby\b)"
    rf"|(?:also\s|then\s|formally\s|duly\s)*(?:to\ssecond(?=\s?(?:[:;,.)]|\Z))|seconded|seconds|seconding(?=\s*(?:[.,;]|\Z|and\b|(?:the|this)\smotion\b))|2nded|2nd|second"
    rf"|(?:made|offered|provided|gave)\s(?:a|the)\ssecond)\b(?!\sby\b))"
)
#: No cue is the end of another word, but behind a dash: "Minutes-Motion to approve them by Ash, seconded by Elm".
#: Nor is it behind a slash, but "by Ash/second by Elm"; "First/Second Avenue" is a place.
_FREE = (
    r"(?:(?<![\w/])|(?<=[a-z]/)(?<!irst/)(?=(?-i:[Ss]econd(?:ed)?\s(?:by\s)?[A-Z])))"
    r"(?:(?<!-)|(?=(?-i:Motion\sto\b)))"
)
#: A cue for one person, and a cue that may be for both.
CUE = re.compile(rf"{_FREE}(?:{_ONE})", re.IGNORECASE)
ANY_CUE = re.compile(rf"{_FREE}(?:(?P<both>{_BOTH})|{_ONE})", re.IGNORECASE)
#: One of these stands in every text that has a cue; looking for them is quicker.
ACT_PARTS = (
    "mov",
    "propos",
    "second",
    "motion",
    "m/s",
    "m/c/s",
    "m/p/s",
    "2nd",
    "prop",
    "amendment",
    "mvd",
    "in the name",
    "put forw",
    "support",
    "oladh",
    "msc",
    "msp",
    "cuidithe",
    "cynigiwyd",
    "eiliwyd",
    ": that",
    "– that",
)
#: Words with a capital that no name has: what is printed beside who moved and seconded.
NO_NAMES = word_set(
    "tbc tba nil it motion motions amendment who he she they this that which all then we i duly so moved mover "
    "moves sec prop support supported standing already "
    "as consider passes fails carries properly regularly formally "
    "proposed proposer proposes second seconded seconder seconds carried passed failed lost agreed approved "
    "adopted resolved unanimous unanimously vote votes voted voting ayes aye nays nay noes yes no roll call "
    "action resolution minutes none by and to the a in on for with be whereas recommendation proposal "
    "discussion council committee board meeting there upon after following business item section report "
    "county township borough amendments variation development extension application works plans "
    "declaration declarations matters apologies correspondence finance planning highways interest interests "
    "not nothing vacant result results outcome decision status "
    "voice defeated rejected withdrawn opposed abstentions "
    "everyone everybody nobody someone staff members public yeas abstain abstained absent present time date "
    # The verb of a resolution that begins right behind a name: "Seconded by Councillor Elm Approve that".
    "approve adopt accept receive amend authorize authorise refer defer direct enact endorse confirm"
)
#: Small words that two letters may be the initials of.
_INITIALS = word_set("as no so")
_AUXILIARIES = word_set("be been being was were is are has have had not would could should to will")


def is_no_name(word: str) -> bool:
    """Return whether a word with a capital is in no name; "NO" in capitals is somebody's initials.

    Args:
        word: The word as printed.
    """
    return word.lower() in NO_NAMES and not (word.lower() in _INITIALS and word.isupper())


def is_active(before: str) -> bool:
    """Return whether a verb whose nearest word before is given can have a subject: not "had been moved"."""
    return before.lower() not in _AUXILIARIES
