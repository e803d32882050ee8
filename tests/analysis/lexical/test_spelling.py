"""British and American spelling."""

import pytest

from minutesearch.analysis import spelling_variants

PAIRS = [
    ("organisation", "organization"),
    ("prioritise", "prioritize"),
    ("recognising", "recognizing"),
    ("analysed", "analyzed"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("neighbourhood", "neighborhood"),
    ("honour", "honor"),
    ("labour", "labor"),
    ("centre", "center"),
    ("theatres", "theaters"),
    ("travelling", "traveling"),
    ("counsellor", "counselor"),
    ("enrolment", "enrollment"),
    ("fulfil", "fulfill"),
    ("licence", "license"),
    ("defence", "defense"),
    ("catalogue", "catalog"),
    ("judgement", "judgment"),
    ("kerb", "curb"),
    ("ageing", "aging"),
    ("practise", "practice"),
    ("practising", "practicing"),
    ("licensing", "licencing"),
    ("skilful", "skillful"),
    ("wilfully", "willfully"),
    ("focussed", "focused"),
    ("connexion", "connection"),
    ("sulphur", "sulfur"),
    ("sceptical", "skeptical"),
    ("despatched", "dispatched"),
    ("kerbside", "curbside"),
    ("draughtsman", "draftsman"),
    ("paediatric", "pediatric"),
    ("orthopaedics", "orthopedics"),
    ("anaesthetic", "anesthetic"),
    ("anaemia", "anemia"),
    ("haemorrhage", "hemorrhage"),
    ("archaeology", "archeology"),
    ("foetal", "fetal"),
    ("oestrogen", "estrogen"),
    ("encyclopaedia", "encyclopedia"),
    ("manoeuvres", "maneuvers"),
]


@pytest.mark.parametrize(("british", "american"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_each_spelling_gives_the_other(british: str, american: str) -> None:
    assert american in spelling_variants(british)
    assert british in spelling_variants(american)


@pytest.mark.parametrize("word", ["", "care", "£5.4m", "2020-21", "budget", "meeting", "wise"])
def test_a_word_without_such_an_ending_has_no_other_spelling(word: str) -> None:
    assert spelling_variants(word) == ()


@pytest.mark.parametrize(("british", "american"), [("paediatric", "pediatric"), ("anaesthetic", "anesthetic")])
def test_the_american_e_is_found_from_the_british_side(british: str, american: str) -> None:
    assert spelling_variants(british) == (american,)
