"""Vocabulary for persons and offices in minutes: titles, first names, nouns for offices."""

from __future__ import annotations

import re

from minutesearch.person_names import BEFORE_TITLES, OFFICE_TITLES, PLURAL_TITLES, SINGULAR_TITLES
from minutesearch.segmenting.text.sentences import Word
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "BEGINNINGS",
    "FIRST_NAMES",
    "GROUPS",
    "HONORIFICS",
    "OFFICES",
    "OFFICE_TITLES",
    "PLURAL_TITLES",
    "UNNAMED",
    "is_initial",
    "is_name_word",
    "names_place",
    "title_length",
]

#: Titles before a name, in lower case.
HONORIFICS = SINGULAR_TITLES | PLURAL_TITLES

#: Nouns that a person's office ends with, in lower case.
OFFICES = word_set(
    "accountant administrator adviser advisor assessor attorney collector"
    "  advocate agent ambassador analyst applicant architect archivist "
    "assistant auditor barrister bursar captain caseworker cathaoirleach ceo cfo chair "
    "chairman chairperson "
    "chairwoman leas-cathaoirleach leas-chathaoirleach champion chaplain clerk coach commander "
    "commissioner comptroller constable consultant "
    "controller convener convenor coordinator co-ordinator coroner correspondent counsel counsellor "
    "curator dean deputy designer developer director doctor ecologist economist editor engineer executive "
    "facilitator finance foreman governor gp head headteacher historian holder inspector investigator lawyer lead "
    "leader librarian lieutenant manager marshal mayor mayoress minister monitor nurse objector officer "
    "ombudsman operator organiser owner partner petitioner pharmacist physician planner postmaster "
    "postmistress practitioner president principal programmer provost psychologist ranger rapporteur recorder "
    "reeve "
    "registrar rfo cao reporter resident researcher scientist scrutineer secretary sergeant sheriff solicitor "
    "speaker specialist sponsor strategist substitute superintendent supervisor supporter surgeon "
    "surveyor teacher technician treasurer trustee tutor undersecretary valuer vice-chair vice-chairman "
    "vice-chairperson vice-president volunteer warden worker"
)
#: Nouns for one person whom the minutes do not name.
UNNAMED = word_set(
    "attendee councillor member parishioner person questioner representative student visitor witness"
)
#: Nouns for several persons.
GROUPS = word_set(
    "alderman aldermen applicants attendees auditors businesses clerks colleagues commissioners "
    "councillors delegates directors governors gps headteachers leaders managers members neighbours "
    "objectors officers officials parents parishioners partners people petitioners planners practitioners "
    "presenters reps representatives residents speakers staff students supporters surveyors trustees "
    "tenants volunteers witnesses"
)

#: First names common in Britain, Ireland and North America, in lower case: a capitalised word behind one is a
#: surname.
FIRST_NAMES = word_set(
    "aaron abdul abigail adam adele adrian agnes ahmed aidan aileen aisha alan alasdair alastair albert alec "
    "alex alexander alexandra alfred ali alice alison alistair allan allen amanda amelia amina amir amy "
    "andrea andrew angela angus anil anita ann anna anne annette anthony antonia april arthur asif audrey "
    "barbara barry beatrice becky ben benjamin bernadette bernard beryl beth betty beverley bill billy bob "
    "bobby brad brandon brenda bret brett brian bridget bruce bryan bryce bryn callum cameron carl carol "
    "carole caroline carolyn catherine cathy cecilia chad charles charlie charlotte cheryl chloe chris "
    "christina christine christopher chuck claire clare clifford clint clive clyde cody colette colin colm "
    "connie connor corey cory craig curtis cynthia dan dana daniel danny daphne darlene darrell darren darryl "
    "daryl dave david dawn dean debbie deborah debra declan deirdre denis denise dennis derek dermot desmond "
    "diana diane dolores dominic don donald donna doreen dorothy doug douglas duncan dwight dylan eamon earl "
    "eddie edith edna edward edwin eileen elaine eleanor elizabeth ella ellen ellie elmer elsie emily emma "
    "eric erica erik erin ernest ethan ethel eugene eva evan evelyn faisal faith farah fatima felicity fergus "
    "fiona fionn florence floyd frances francis frank fred freddie frederick gail gareth garry gary gavin "
    "gemma gene geoff geoffrey george georgia georgina gerald geraldine gerard gerry gillian gladys glen "
    "glenn glenys gloria gordon grace graeme graham grant greg gregg gregory guy gwen hannah harold harriet "
    "harry hassan hazel heather hector heidi helen henry herbert hilary holly howard hugh huw iain ian imran "
    "ingrid irene iris irma isaac isabel isabella isla ivan jack jackie jacob jacqueline jacqui jade jake "
    "james jamie jan jane janet janice jared jasmine jason jay jayne jean jeanette jeanne jeff jeffery "
    "jeffrey jenna jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy jo joan joann "
    "joanna joanne jodi jodie jody joe joel john johnny jon jonathan jordan joseph josephine josh joshua "
    "josie joy joyce juanita judith judy julia julian julie june justin kamal karen karl kate katherine "
    "kathleen kathryn kathy katie kay kayla keith kelli kelly kelsey ken kendra kenneth kerri kerry kevin "
    "khalid kieran kim kimberley kirsten kirsty kristen kristi kristin kristine kurt kyle larry laura lauren "
    "lawrence leah lee leo leon leonard leroy lesley leslie lester lewis liam lilian lily linda lindsay lisa "
    "liz lloyd lonnie loren lori lorna lorraine louis louise lucille lucy luke lydia lyn lynda lynette lynn "
    "lynne madeleine maggie mairead malcolm mandy marc marcia marcus margaret maria marian marie marilyn "
    "marina marion marjorie mark marlene martha martin marty marvin mary mathew matt matthew maureen maurice "
    "max maxine megan melanie melinda melissa melvin michael michele michelle mickey miguel mike mildred "
    "miriam mitch mohamed mohammad mohammed moira molly monica monique morag muhammad myra nadia nancy naomi "
    "natalie natasha nate nathan nathaniel neil niall nicholas nick nicola nicole nigel nina noel nora norma "
    "norman olive oliver olivia omar oscar owen paddy pam pamela pat patricia patrick patti patty paul paula "
    "pauline peggy penelope penny peter phil philip phillip phoebe phyllis polly priya rachael rachel "
    "rachelle rajesh ralph ramon ramona randy ray raymond rebecca rene renee rex rhian rhiannon rhonda rhys "
    "ricardo richard rick ricky rita rob robby robert roberta robin robyn rochelle roderick rodney roger "
    "roisin roland ron ronald ronda ronnie rory rosalind rosemary rosie ross rowena roy ruby rupert russell "
    "ruth ryan sadie sally sam samantha sammy samuel sandra sanjay sara sarah saul scott seamus séan seán "
    "sean sebastian shane sharon shaun shawn sheila shelley sheri sherri sherry sheryl shirley sian sidney "
    "simon siobhan sonia sophia sophie stacey stacy stan stanley stefan stella stephanie stephen steve steven "
    "stewart stuart sue sunil susan susanna suzanne sybil sylvia tamara tami tammy tania tanya tara ted "
    "terence teresa terry thelma theodore theresa thomas tim timothy tina toby todd tom tommy tony tonya "
    "tracey traci tracy travis trent trevor troy trudy tyler tyrone una usha valerie vanessa vera vernon "
    "veronica vicki vicky victor victoria vikki vince vincent virgil viv vivian vivien vivienne wade wally "
    "walter wanda warren wayne wendy wesley wilfred will william willie wilma winifred yasmin yolanda yusuf "
    "yvette yvonne zach zachary zahra zara zoe"
)
#: Words that a capitalised pair ends with when it is no person: "Victoria Park".
_PLACES = word_set(
    "academy avenue bay bridge building buildings centre chambers church close college common corner "
    "court crescent cross day drive estate farm field fields garden gardens gate green grove hall heath "
    "hill hospital hotel house industrial lane library lodge mews mill park parish place plan primary "
    "quay ring road row school science square station stadium street surgery terrace theatre town trust "
    "university valley view village walk ward way wharf wood woods works yard"
)
#: The words that a person's printed name begins with, but for initials.
_TITLES = HONORIFICS | OFFICE_TITLES
_TITLE_WORDS = _TITLES | BEFORE_TITLES
BEGINNINGS = HONORIFICS | OFFICE_TITLES | BEFORE_TITLES | FIRST_NAMES
_NAME = re.compile(
    r"(?:(?:d[aeiu]|del|la|le|mac|mc|van|von)?[A-ZÀ-Þ][^\W\d_]*+(?:[’'\-.][^\W\d_]++)*+|(?:[A-Z]\.)+[A-Z]?)\Z"
)
#: Small words inside surnames.
_PARTICLES = word_set("ab ap ferch de da di del der van von la le bin ibn al el uí ní mac mc ó o")


#: "D.J.E.H": a word ends in no stop, and has one letter between two.
_LONGEST_INITIALS = 7


def is_initial(word: str) -> bool:
    """Return whether a word is one or more initials of a name: "J", "H.A"."""
    if len(word) > _LONGEST_INITIALS:
        return False  # most words
    return word.isupper() and (len(word) == 1 or ("." in word and all(len(one) <= 1 for one in word.split("."))))


def is_name_word(word: Word) -> bool:
    """Return whether a word can be part of a person's printed name."""
    return _NAME.match(word.text) is not None or word.lower in _PARTICLES


def names_place(word: Word) -> bool:
    """Return whether a capitalised word at the end of a name makes it the name of a place."""
    return word.lower in _PLACES


def _is_title(words: list[Word], place: int, here: int) -> bool:
    """Return whether a word of a title has its capital, or stands behind one that has: "Council member Ash"."""
    return words[here].is_capitalised or (
        here > place
        and words[here].lower in OFFICE_TITLES
        and here + 1 < len(words)
        and words[here + 1].is_capitalised
    )


def title_length(words: list[Word], place: int) -> int:
    """Count the words of a title at a place: 3 for "County Borough Councillor", 0 for "the report"."""
    here, end = place, len(words)
    if here >= end or words[here].lower not in _TITLE_WORDS:
        return 0  # most words
    while here < end and here < place + 3 and words[here].lower in BEFORE_TITLES and words[here].is_capitalised:
        here += 1
    while here < end and here < place + 5 and words[here].lower in _TITLES and _is_title(words, place, here):
        here += 1
    titled = here > place and words[here - 1].lower in _TITLES
    return here - place if titled else 0
