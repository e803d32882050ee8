import pytest

from minutesearch.analysis import analyse, nearest


@pytest.fixture(scope="session", autouse=True)
def nltk_is_loaded() -> None:
    """Loads NLTK, or the first property to run would spend Hypothesis's deadline of 0.2 s on the import."""
    analyse("minutes")
    nearest("minutes", ["minute"])
