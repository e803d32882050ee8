"""Recognition of decisions by their first words: "RESOLVED that the Committee:", "It was resolved to"."""

from __future__ import annotations

import re

from minutesearch.segmenting.cues.bodies import body_length, is_body
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.text.markers import Style, read_marker
from minutesearch.segmenting.text.sentences import first_sentence, iter_words, words_between
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["begins_decision", "is_decision", "is_decision_lead", "is_disposition", "opens_decisions", "split_lead"]

_ADVERB = r"(?:unanimously|further|also|accordingly|therefore|formally)"
# A label is in capitals, or begins the line and is followed by what a label is followed by.
_SHOUTED = (
    rf"(?:(?:It|it|IT)\s(?:was|WAS)\s|(?:AND|and)\s"
    rf"|(?:NOW,?\s)?(?:THEREFORE,?\s)?BE\sIT\s(?:FURTHER\s)?)?(?:(?i:{_ADVERB})\s)?"
    r"(?:RECOMMENDATIONS?\sTO\s(?:THE\s)?(?:FULL\s)?(?:COUNCIL|CABINET|EXECUTIVE)|RESOLVED|AGREED|RECOMMENDED"
    r"|NOTED|DECIDED|ORDERED|PENDERFYNWYD|CYTUNWYD|NODWYD)\b"
)
_SPOKEN = (
    rf"(?:And\s)?(?:(?i:{_ADVERB})\s)?(?:Resolved|Agreed|Recommended|Noted|Decided)"
    r"(?=\s*+(?:[:–—(-]|$)|\s++(?:that|That|to|unanimously|accordingly)\b)"
)
_IMPERSONAL = (
    rf"It\s(?:was|is)\s(?:{_ADVERB}\s)?(?:resolved|agreed|decided|RESOLVED|AGREED|DECIDED)\s*+"
    rf"(?:(?:{_ADVERB}\s)?(?:not\s)?(?:that|to)\b|(?=[\s:–—-]*\Z))"
)
_BE_IT = r"(?i:now,?\s)?(?i:therefore,?\s)?(?i:be\sit\s(?:further\s|hereby\s|therefore\s)?resolved)\b,?"
_ADVERBIAL = rf"(?i:{_ADVERB})\s(?:resolved|agreed)\s(?:that|to)\b"
_NAMED = r"(?i:decisions?|resolution)(?:\staken)?\s*+[:–—-]+(?=\s*\S)"
_LABEL = re.compile(
    rf"[*_]{{0,3}}(?:{_SHOUTED}|(?:Penderfynwyd|Cytunwyd|Nodwyd)\b|{_SPOKEN}|{_IMPERSONAL}|{_BE_IT}|{_ADVERBIAL}"
    rf"|{_NAMED})[*_]{{0,3}}"
    r"(?:\s?/\s?(?i:resolved|agreed|noted|penderfynwyd|cytunwyd|nodwyd)\b)?"
    rf"(?:\s*+\([^()]{{0,120}}\))?(?:\s(?i:{_ADVERB})\b)?(?:,\s[^,:.]{{2,60}},(?=\s(?:that|to)\b))?"
)
#: Small words between a decision's label and what it says.
_LINK = re.compile(r"(?:[\s:;,–—-]|(?i:that|to|the following|as follows)\b)*+")
_COLON = re.compile(r"[:–—-]\s*-?\Z")
_RESOLVED_AT_END = re.compile(
    r"\b(?:RESOLVED|AGREED|RECOMMENDED|resolved|agreed|Resolved|Agreed)(?:\sunanimously)?(?:,[^,:]{1,80},)?"
    r"(?:\s(?:that|to)\s*[:–—-]*|(?:\sthe following)?\s*[:–—-]+)\s*-?\Z"
)
_INNER_LABEL = re.compile(r"\s(?=\(?(?:1|a|A|i)(?:\)|\.)\.?\s)")
_SHOUTED_WITHIN = re.compile(
    r"\b(?:it was|and|IT WAS|was|Council|Cabinet|Committee|Board|Panel|Members)\s"
    r"(?:unanimously\s|UNANIMOUSLY\s)?RESOLVED\b"
    r"|\b(?:Council|Cabinet|Committee|Board|Panel|Executive)\s(?:(?:\w+ly|then|also|therefore)\s)?"
    r"(?:AGREED|NOTED|APPROVED|REFUSED|DECIDED|GRANTED|RECOMMENDED|ENDORSED|ADOPTED)\b"
    r"|\b(?:was|were)\s(?:NOTED|APPROVED|AGREED|ADOPTED|CONFIRMED|REFUSED|GRANTED|DEFERRED)\b"
    r"|\AMembers\s(?:unanimously\s)?(?:RESOLVED|AGREED|NOTED|APPROVED|ENDORSED|RECOMMENDED|REFUSED|DEFERRED)\b"
)
_ACT = (
    r"(?:granted|refused|approved|noted|agreed|adopted|deferred|received|endorsed|authorised|accepted|confirmed"
    r"|delegated)"
)
#: "PERMISSION GRANTED subject to conditions", "Application REFUSED".
_SHOUTED_ACT = re.compile(
    r"(?i:planning\s)?(?i:permission|consent|applications?|licence)\b[^.]{0,80}?\b"
    r"(?:GRANTED|REFUSED|APPROVED|DEFERRED|WITHDRAWN)\b"
)
#: "Planning permission be refused for the reasons given": a clause that has lost its "RESOLVED that".
_WISH = re.compile(rf"(?P<subject>[A-Z][^.;:,]{{2,160}}?)\sbe\s(?:\w+ly\s)?{_ACT}\b")
#: "After discussion, it was agreed that", "Members agreed to note".
_SETTLED = re.compile(
    rf"(?:(?:After|Following|Upon|On|Having)\b[^,.;:]{{1,160}},\s++it\swas|(?:The\s)?Members)\s(?:{_ADVERB}\s)?"
    r"(?:resolved|agreed)\s(?:that|to)\b"
)
_MEMBERS_TO = re.compile(
    r"(?:The\s)?Members\b[^.]{0,30}\bto\s(?:note|approve|adopt|defer|refer|recommend|endorse|accept|receive"
    r"|delegate)\b"
)
#: "Councillor Smith was duly elected Chair".
_ELECTED = re.compile(
    r"(?:Councillor|Cllr|Alderman|Mr|Mrs|Ms|Miss|Dr)\b\.?\s[^.,;:]{2,80}?\s(?:was|were|be)\s(?:\w+ly\s)?"
    r"(?:elected|appointed|re-elected)\s(?:as\s)?(?:the\s)?(?:\w+\s)?(?i:(?:vice|deputy)?[-\s]?chair|mayor|leader)"
)
#: "RECEIVED AS INFORMATION", "Adopted as amended", "Referred to the Works Committee.": what became of an item.
_DONE_WITH = (
    r"(?:accepted|adopted|agreed|approved|concurred|confirmed|deferred|denied|endorsed|filed|granted|laid\sover|noted"
    r"|postponed|ratified|received|referred(?=\s)|refused|rejected|tabled|withdrawn)"
)
_DISPOSITION = re.compile(
    rf"(?:(?i:unanimously)\s|NOT\s|Not\s)?(?=[A-Z])(?i:{_DONE_WITH}(?:,?\s(?:and|&)\s{_DONE_WITH})*"
    r"(?:\s(?:as|for)\s(?:information|amended|presented|read|circulated|printed|recommended|submitted|written)"
    r"|\s(?:on|by)\s(?:consent|consensus)|\s(?:back\s)?(?:to|until)\s(?:the\s|a\s|next\s)?[\w’'&,\s-]{2,60}"
    r"|,?\sunanimously|\swith(?:out)?\s(?:conditions|amendments?|debate|modifications?|comment)|\sin\spart)?)\.?"
)
_LONGEST_DISPOSITION = 100
_NAMES_BEHIND = re.compile(r"\(?(?:[A-Z][\w’'.]*+\s?){1,3}/\s?(?:[A-Z][\w’'.]*+\s?){1,3}\)?")
_THAT_CLAUSE = re.compile(r"[“\"]?(?:THAT|That)\b")
#: "That Council accept the tender": what a body is wished to do.
_BODY_DOES = re.compile(
    r"[“\"]?(?:THAT|That)\s(?:the\s)?(?:Council|Committee|Board|Cabinet|Executive|Panel|we"
    r"|COUNCIL)\s(?:hereby\s)?(?:not\s)?(?:accept|adopt|agree|amend|appoint|pass|renew|hire|waive|establish|"
    r"approve|authori[sz]e|award|confirm|decline|defer|delegate|direct|endorse|enter|forward|grant|increase"
    r"|instruct|note|nominate|purchase|receive|"
    r"recommend|refer|refuse|reject|request|rescind|resolve|set|support|write)\b"
)
_BE = re.compile(r"\b(?:be|is|are|authorises?|approves?|notes?|agrees?|adopts?|supports?)\b")
#: "At the conclusion of the session, " before the body that decides.
_INTRODUCTION = re.compile(
    r"(?:After|At|Following|Having|In view of|On|Upon)\b[^,.;:]{1,160},\s++"
    r"|By\s(?:a\s)?[^.;:]{0,40}?\b(?:vot(?:e|es|ing)|majority)\b[^.;:]{0,80}?,?\s++(?=(?:the\s"
    r"|The\s)?(?:[A-Z]\w+\s){1,6}(?:resolved|agreed|decided"
    r"|approved|refused|adopted|rejected)\b)"
)
#: What a body does only by deciding, and what it also does in talk (a decision only as a whole short paragraph).
_DECIDING = word_set("resolved approved endorsed adopted ratified deferred refused granted delegated elected")
_SAID_SHORTLY = word_set("accepted agreed endorsed noted")
_THINGS = word_set(
    "agenda amendment business change report reports update minutes recommendation recommendations proposal "
    "proposals order appointment "
    "application applications request requests programme budget policy strategy plan this nomination "
    "bills claims invoices payroll reconciliation accounts statement payments schedule correspondence "
    "nominations item items matter matters"
)
_DONE = word_set(
    "noted agreed approved adopted accepted endorsed confirmed ratified deferred refused received granted"
)


def begins_decision(text: str) -> bool:
    """Return whether a text begins with a decision's label: "RESOLVED", "Agreed –", "It was resolved that"."""
    return _LABEL.match(text) is not None


def is_disposition(text: str) -> bool:
    """Return whether a text says what became of an item and nothing else: "Received for information"."""
    return len(text) <= _LONGEST_DISPOSITION and _DISPOSITION.fullmatch(text) is not None


def is_decision_lead(text: str) -> bool:
    """Return whether a line only introduces decisions: "The Board:", "RESOLVED that the Committee:"."""
    if len(text) > 400:
        return False
    bare = _COLON.sub("", text).rstrip()
    label = _LABEL.match(text)
    if label is not None:
        rest = bare[min(label.end(), len(bare)) :]
        rest = rest[_match_end(rest) :]
        if _NAMES_BEHIND.fullmatch(rest):
            return True  # "RESOLVED      Mayor/Dunn": who moved and seconded what stands below
        return not rest or is_body(rest) or (bare != text and bool(re.search(r"\b(?:that|to)\Z", rest)))
    if bare == text:
        return False
    if is_body(bare) and bare != "Members":
        return True
    return _is_body_resolving(bare) or _is_resolved_at_last(text)


def _match_end(text: str) -> int:
    match = _LINK.match(text)
    return match.end() if match else 0


def _is_body_resolving(bare: str) -> bool:
    """Return whether a line is only a body and a verb, with the decision still to come ("Cabinet agreed to")."""
    words = [word.lower for word in iter_words(bare)]
    named = body_length(list(iter_words(bare)))
    rest = [word for word in words[named:] if word not in ("unanimously", "also", "therefore", "then")]
    tail: tuple[list[str], ...] = ([], ["that"], ["to"], ["as", "follows"], ["the", "following"])
    return (
        bool(named and rest)
        and rest[0] in _DECIDING | {"agreed", "noted", "decided", "recommended"}
        and rest[1:] in tail
    )


def _is_resolved_at_last(text: str) -> bool:
    moved = re.search(r"\b(?:moved|proposed|seconded|motion)\b", text)
    return moved is None and first_sentence(text) == text and _RESOLVED_AT_END.search(text) is not None


def opens_decisions(text: str) -> bool:
    """Return whether a text introduces a list of decisions: a bare lead-in, or "... it was RESOLVED that:"."""
    return is_decision_lead(text) or _RESOLVED_AT_END.search(text[-120:]) is not None


def split_lead(text: str) -> tuple[str, str] | None:
    """Split "Resolved: (i) That ..." into the lead-in and its first entry; return None without such a lead-in."""
    found = _INNER_LABEL.search(text, 0, 200)
    if found is None:
        return None
    lead, rest = text[: found.start()].rstrip(), text[found.end() :]
    marker = read_marker(rest)
    if marker is None or marker.value != 1 or marker.style in (Style.BULLET, Style.DOTTED):
        return None
    ready = begins_decision(lead) and is_decision_lead(lead)
    return (lead, rest) if ready else None


def is_decision(text: str) -> bool:
    """Return whether a paragraph states a decision of the body by itself, without a heading over it."""
    # Every act that is shouted ends so, and most paragraphs shout nothing.
    if begins_decision(text) or ("ED" in text and _SHOUTED_WITHIN.search(text)):
        return True
    opening = first_sentence(text)
    if _THAT_CLAUSE.match(text):
        return text[0] == "T" and (_BE.search(opening) is not None or _BODY_DOES.match(opening) is not None)
    alone = opening == text.rstrip()
    if _SHOUTED_ACT.match(opening) or _is_election(opening) or (alone and _is_settled(opening)):
        return True
    led = _INTRODUCTION.match(opening)
    begin = led.end() if led else 0
    words = words_between(text, begin, min(len(opening), begin + 600))
    named = body_length(words)
    verbs = [
        word.lower
        for word in words[named : named + 3]
        if word.lower not in ("unanimously", "then", "also", "therefore")
    ]
    if named and verbs:
        if verbs[0] == "decided" and verbs[1:2] in (["not"], ["to"], ["that"], ["against"]):
            return words[0].text != "Members"
        if verbs[0] in _DECIDING:
            return words[0].text != "Members" or verbs[0] in ("resolved", "approved")
        bare_remark = len(verbs) > 1 and verbs[0] != "agreed" and verbs[1] in ("that", "the")
        shortly = verbs[0] in _SAID_SHORTLY and words[0].text != "Members"
        return alone and shortly and (not bare_remark or verbs[1] == "the") and len(words) <= 60
    return alone and _is_thing_done([word.lower for word in words])


def _is_election(sentence: str) -> bool:
    return ("elected" in sentence or "appointed" in sentence) and _ELECTED.match(sentence) is not None


def _is_settled(sentence: str) -> bool:
    """Return whether a one-sentence paragraph says that something was settled, or asks for it to be done."""
    if _SETTLED.match(sentence):
        return not sentence.startswith(("Members", "The Members")) or _MEMBERS_TO.match(sentence) is not None
    wish = _WISH.match(sentence) if "be" in sentence else None
    return wish is not None and not any(is_finite_verb(word.lower) for word in iter_words(wish["subject"]))


def _is_thing_done(words: list[str]) -> bool:
    """Return whether words say that a report, minutes or proposal was noted, agreed or the like."""
    if not _THINGS & set(words[:4]):
        return False
    for place, word in enumerate(words[:40]):
        if word in ("was", "were"):
            after = words[place + 1 : place + 4]
            done = (
                after[1:2]
                if after[:1] in (["unanimously"], ["then"], ["therefore"], ["duly"], ["formally"])
                else after[:1]
            )
            return bool(set(done) & _DONE)
    return False
