"""Vocabulary of verbs: those that report speech in minutes, and other verbs in the past tense."""

from __future__ import annotations

from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "AUXILIARIES",
    "OTHER_VERBS",
    "PARTICIPLES",
    "PRESENT",
    "QUESTIONS",
    "REPORTING",
    "SPEECH",
    "STANCES",
    "is_finite_verb",
]

#: Verbs that only a speaker can be the subject of; an organisation is believed to speak with these alone.
SPEECH = word_set(
    "added addressed advised advocated affirmed alleged announced answered apologised apologized argued "
    "articulated asked asserted assured attested averred briefed called cautioned challenged claimed "
    "clarified commended commented complained conceded concluded condemned confirmed congratulated "
    "conveyed countered criticised criticized declared defended demanded denied described detailed "
    "disagreed discussed disputed echoed elaborated emphasised emphasized enquired exclaimed explained "
    "expressed extolled gestured highlighted illustrated implored indicated informed inquired insisted "
    "instructed interjected intervened introduced invited joked lamented lobbied maintained mentioned "
    "moved murmured narrated nominated noted notified objected observed offered opined outlined "
    "paraphrased pleaded pledged pointed posed praised prayed presented proclaimed promised proposed "
    "protested queried questioned quoted raised reaffirmed reasoned reassured recalled recapped recited "
    "recommended recounted referred reflected refuted reiterated rejoined related relayed remarked "
    "reminded remonstrated repeated replied reported represented requested responded restated retorted "
    "said seconded shared signalled signposted specified speculated spoke stated stipulated stressed "
    "submitted suggested summarised summarized surmised sympathised tabled talked testified thanked told "
    "underlined underscored undertook unveiled updated urged uttered ventured voiced volunteered vowed "
    "vouched warned welcomed wondered"
)
#: Verbs of opinion, which minutes use for what a person said that he or she thought.
STANCES = word_set(
    "accepted acknowledged admitted agreed anticipated appealed applauded appreciated assumed backed "
    "believed considered contended cited debated deemed deplored disapproved doubted endorsed envisaged "
    "estimated expected favoured feared felt hoped imagined intimated opposed paid preferred predicted "
    "recognised recognized regretted resolved suspected supported sought thought trusted understood "
    "viewed voted wanted wished"
)
#: All the verbs, in the past tense, that can show who speaks.
REPORTING = SPEECH | STANCES
#: The same acts as participles after a comma: "X opened the item, explaining that".
PARTICIPLES = word_set(
    "adding advising asking commenting confirming emphasising explaining expressing highlighting "
    "informing noting observing outlining proposing questioning querying reminding reporting requesting "
    "responding saying stating stressing suggesting thanking urging warning welcoming"
)
#: Present forms that are not nouns too ("request", "report" and "note" are): minutes of some councils use them.
PRESENT = word_set(
    "advise advises ask asks believe believes confirm confirms consider considers explain explains "
    "express expresses feel feels propose proposes recommend recommends say says suggest suggests think "
    "thinks"
)
#: Verbs whose first use in a passage makes it a question.
QUESTIONS = word_set("asked enquired inquired queried questioned requested wondered")

AUXILIARIES = word_set(
    "am are be been being can cannot could did do does had has have is may might must ought shall should "
    "was were will would"
)
#: Other verbs in the past tense that minutes say of persons and that do not end in "ed".
OTHER_VERBS = word_set(
    "arose ate became began bought brought built came chose cut dealt did drew drove fell felt fought "
    "found gave got grew heard held kept knew laid lay led left lent lost made met put ran read rose sat "
    "saw sent set shook showed slept sold spent stood stuck swept swore took taught threw understood went "
    "withdrew won wore wrote"
)
#: Words in "ed" that are not verbs where they stand before a noun or in an office.
_NOT_VERBS = word_set(
    "appointed assisted associated based combined co-opted coopted detailed elected embedded experienced "
    "funded integrated interested learned limited managed named need related registered retired selected "
    "shared specialised supported trusted united unregistered"
)


_KNOWN = REPORTING | AUXILIARIES | OTHER_VERBS


def is_finite_verb(word: str) -> bool:
    """Return whether a word, in lower case, is a finite verb and so ends a noun phrase.

    A word in "ed" counts as one, but for those that offices are named with ("the elected members").
    """
    if word in _KNOWN:
        return True
    return len(word) > 4 and word.endswith("ed") and word not in _NOT_VERBS
