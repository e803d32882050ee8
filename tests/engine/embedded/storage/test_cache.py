"""What is kept is bounded, and what is asked for most stays."""

from collections.abc import Iterable

from minutesearch.engine import Cache


def made_for(kept: Cache[str], names: Iterable[str]) -> list[str]:
    """Ask the cache for some names, and return those whose values had to be made."""
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    for name in names:
        assert name == kept.get(name, lambda name=name: make(name))
    return made


def test_what_is_kept_is_made_once() -> None:
    assert ["a", "b"] == made_for(Cache(2, len), "abab")


def test_what_was_used_longest_ago_goes_for_what_is_asked_for_more() -> None:
    kept: Cache[str] = Cache(2, len)
    assert ["a", "b", "c", "c", "c"] == made_for(kept, "abaccc")
    assert [] == made_for(kept, "ca")
    assert ["b"] == made_for(kept, "b")


def test_a_round_of_more_than_there_is_room_for_does_not_push_out_all() -> None:
    kept: Cache[str] = Cache(3, len)
    made_for(kept, "abcde")
    assert ["d", "e"] == made_for(kept, "abcde")


def test_what_is_no_longer_asked_for_goes() -> None:
    kept: Cache[str] = Cache(1, len)
    made_for(kept, "a" * 5000)
    assert len(made_for(kept, "b" * 10_000)) < 5000
    assert ["a"] == made_for(kept, "a")


def test_what_is_too_large_is_given_and_not_kept() -> None:
    kept: Cache[str] = Cache(2, len)
    assert "large" == kept.get("x", lambda: "large")
    assert "small" == kept.get("x", lambda: "small")


def test_several_are_given_in_their_order_and_only_what_is_missing_is_made() -> None:
    kept: Cache[str] = Cache(9, len)
    made_for(kept, "ac")
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    assert ["B", "a", "B", "c"] == kept.get_all(["b", "a", "b", "c"], make)
    assert ["b"] == made
    assert ["a", "B"] == kept.get_all(["a", "b"], make)
    assert ["b"] == made


def test_several_count_as_uses_as_one_by_one() -> None:
    kept: Cache[str] = Cache(2, len)
    made_for(kept, "ab")
    for _ in range(3):
        kept.get_all(["c"], str)
    assert [] == made_for(kept, "c")


def test_any_number_of_values_come_and_go() -> None:
    kept: Cache[str] = Cache(50, len)
    names = [f"{number:05}" for number in range(12_000)]
    assert names == made_for(kept, names)
    assert names[:5000] == kept.get_all(names[:5000], str)
    roomy: Cache[str] = Cache(10**6, len)
    assert names == made_for(roomy, names)
    assert [] == made_for(roomy, names)
