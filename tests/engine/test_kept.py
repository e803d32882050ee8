"""What is kept is bounded, and what was used last stays."""

from minutesearch.engine import Kept


def test_what_was_used_longest_ago_goes_first() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    kept: Kept[str] = Kept(2, len)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert name == kept.get(name, lambda name=name: make(name))
    assert ["a", "b", "c", "b"] == made


def test_what_is_too_large_is_given_and_not_kept() -> None:
    kept: Kept[str] = Kept(2, len)
    assert "large" == kept.get("x", lambda: "large")
    assert "small" == kept.get("x", lambda: "small")
