import io

import pytest

from minutesearch.cli.output.terminal import Part, Terminal

SENTENCE = "The Committee was advised that the creation of a single Kent and Medway CCG was under consideration."


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_one_plain_line_however_long_it_is() -> None:
    pipe = io.StringIO()

    Terminal(pipe).write(Part("found: ", "title"), SENTENCE, indent=4)

    assert f"    found: {SENTENCE}\n" == pipe.getvalue()


def test_a_terminal_gets_lines_wrapped_to_its_width_and_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    screen = _Screen()

    Terminal(screen).write(
        "The creation of a ", Part("single", "match"), " CCG was under consideration.", indent=4
    )

    assert "    The creation of a \x1b[1;31msingle\x1b[0m CCG was\n    under consideration.\n" == screen.getvalue()


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colour_is_wrapped_all_the_same(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv(name, value)
    screen = _Screen()

    Terminal(screen).write(Part("The creation of a single CCG was under consideration.", "match"))

    assert "The creation of a single CCG was under\nconsideration.\n" == screen.getvalue()


def test_force_color_colours_a_pipe_and_does_not_wrap_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    pipe = io.StringIO()

    Terminal(pipe).write(Part(SENTENCE, "match"))

    assert f"\x1b[1;31m{SENTENCE}\x1b[0m\n" == pipe.getvalue()


def test_no_color_wins_over_force_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    pipe = io.StringIO()

    Terminal(pipe).write(Part("noted", "match"))

    assert "noted\n" == pipe.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO, _Screen], ids=["pipe", "terminal"])
def test_markup_and_escapes_in_a_text_are_shown_and_not_obeyed(stream: type[io.StringIO]) -> None:
    written = stream()

    Terminal(written).write("[bold]noted[/bold] :smile: \x1b[2J")

    assert "[bold]noted[/bold] :smile: \N{REPLACEMENT CHARACTER}[2J\n" == written.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO, _Screen], ids=["pipe", "terminal"])
def test_an_empty_line_is_empty(stream: type[io.StringIO]) -> None:
    written = stream()

    Terminal(written).write()

    assert "\n" == written.getvalue()


def test_the_cells_of_a_table_stand_below_each_other() -> None:
    pipe = io.StringIO()

    Terminal(pipe).write_table([("decision", "10"), ("answer\x1b", "3")], indent=2)

    assert "  decision  10\n  answer\N{REPLACEMENT CHARACTER}   3\n" == pipe.getvalue()
