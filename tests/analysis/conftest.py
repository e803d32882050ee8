import pytest

from minutesearch.analysis import analyse, nearest


@pytest.fixture(scope="session", autouse=True)
def nltk_is_loaded() -> None:
    """Load NLTK first, or the first property to run would spend Hypothesis's 0.2 s deadline on the import."""
    analyse("minutes")
    nearest("minutes", ["minute"])
