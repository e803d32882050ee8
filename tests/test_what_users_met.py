"""What new users met, row by row, and the tests that hold it mended.

A: answers that misled; B: the command line; C: Python. Each row names at least one test, and each test is there.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

#: By row: what should come, and which tests see that it does, as "file::test".
ROWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "A1": (
        "all who speak in a passage stand in JSON, each with what is known of them",
        (
            "cli/test_whole_truth.py::test_json_names_every_speaker_with_what_each_did_and_the_words_that_show_it",
            "recording/test_acts_in_an_index.py::test_every_passage_that_a_filter_finds_names_who_was_asked_for",
        ),
    ),
    "A2": (
        "moving and seconding are not speaking",
        (
            "cli/test_whole_truth.py::test_seconding_is_not_speaking",
            "recording/test_acts_in_an_index.py::test_speaking_moving_and_seconding_are_three_things",
        ),
    ),
    "A3": (
        "rows that are cut are said on standard error, and all can be had",
        (
            "cli/commands/test_exporting.py::test_rows_that_are_cut_are_said_on_standard_error",
            "cli/commands/test_exporting.py::test_all_rows_are_those_of_the_library_in_its_order",
            "cli/commands/test_exporting.py::test_a_file_that_is_cut_says_so",
        ),
    ),
    "A4": (
        "a misspelt filter is named with the nearest values",
        (
            "searching/understanding/test_unmatched.py::test_a_filter_that_lets_nothing_through_is_named",
            "cli/output/test_answers.py::test_what_the_results_say_of_filters_is_shown",
        ),
    ),
    "A5": (
        "that no meeting has a date is said",
        ("searching/understanding/test_unmatched.py::test_that_no_meeting_has_a_date_is_said",),
    ),
    "A6": (
        "what was asked is said with its filters, and reads back to the same hits",
        (
            "searching/understanding/test_said_back.py::test_all_that_was_asked_reads_back_to_the_same_hits",
            "test_queries.py::test_filters_in_any_order_are_said_the_same_way_and_read_back_to_the_same_hits",
        ),
    ),
    "A7": (
        "a question that names a speaker offers what that speaker said",
        (
            "searching/understanding/test_questioning.py::test_what_a_named_speaker_said_is_offered",
            (
                "searching/understanding/test_questioning.py"
                "::test_words_that_only_ask_and_titles_find_nothing_by_themselves"
            ),
        ),
    ),
    "A8": (
        "of the nearest words the frequent one is looked for",
        (
            (
                "searching/test_expansion.py"
                "::test_of_the_nearest_words_the_frequent_one_is_looked_for_and_rarer_ones_are_offered"
            ),
        ),
    ),
    "A9": (
        "NEAR and a star between quotation marks are errors that say what to write",
        (
            "test_queries.py::test_what_other_engines_take_is_said_and_never_searched_as_a_word",
            "test_queries.py::test_the_same_letters_as_a_word_are_a_word",
        ),
    ),
    "A10": (
        "a citation names one passage",
        (
            "test_citations.py::test_no_two_passages_have_one_citation",
            "test_citations.py::test_unnumbered_items_with_one_title_are_told_apart_by_the_id",
        ),
    ),
    "A11": (
        "minutes published twice count once",
        (
            "test_copies.py::test_the_same_passage_of_draft_and_confirmed_minutes_is_one_hit",
            "test_copies.py::test_totals_are_those_of_counting_by_hand",
            "test_copies.py::test_one_meeting_under_two_ids_is_one",
            "test_copies.py::test_what_is_confirmed_is_shown_before_a_draft",
        ),
    ),
    "A12": (
        "a facet of persons, put together by people.csv",
        (
            "indexing/test_participants.py::test_persons_are_those_who_speak_move_or_second_by_name",
            "test_people.py::test_people_csv_puts_printed_forms_together_by_body_and_day",
            "test_people.py::test_short_and_long_titles_are_one_value",
        ),
    ),
    "A13": (
        "passages without kind or speaker are told when they are indexed, and can be read",
        (
            "reading/formats/test_jsonl.py::test_passages_without_kind_or_speaker_are_told_once",
            "reading/formats/test_jsonl.py::test_read_passages_have_kinds_and_speakers_in_an_index",
        ),
    ),
    "A14": (
        "a row of a table has what the passage hangs from and stands in",
        (
            "cli/commands/test_exporting.py::test_a_row_has_what_the_passage_hangs_from_and_stands_in",
            "cli/commands/test_exporting.py::test_a_list_entry_has_its_lead_in",
            "cli/commands/test_exporting.py::test_a_row_of_a_group_says_how_many_more",
        ),
    ),
    "B1": (
        "Ctrl-C while indexing is one line",
        ("cli/commands/test_stopping.py::test_ctrl_c_is_one_line_and_nothing_else",),
    ),
    "B2": (
        "a search does not wait for what it does not need",
        (
            "cli/test_program.py::test_a_search_loads_nothing_that_only_reading_needs",
            "cli/test_program.py::test_help_and_completion_do_not_wait_for_heavy_libraries",
        ),
    ),
    "B3": (
        "without an index it is said how to make one, and which is near",
        (
            "cli/commands/test_sources.py::test_a_search_without_an_index_says_how_to_make_one",
            "cli/commands/test_sources.py::test_a_search_without_an_index_names_one_that_is_near",
        ),
    ),
    "B4": (
        "one cause is said once with its files",
        ("cli/commands/test_sources.py::test_one_cause_is_said_once_with_its_files",),
    ),
    "B5": (
        "reading a folder ends with a table",
        ("cli/commands/test_sources.py::test_reading_a_folder_ends_with_a_table",),
    ),
    "B6": (
        "what cannot be read leaves no empty index",
        (
            "cli/commands/test_sources.py::test_what_cannot_be_read_leaves_no_empty_index",
            "cli/commands/test_sources.py::test_a_search_of_an_empty_index_says_so",
        ),
    ),
    "B7": (
        "choices have any letter case, and the nearest is offered",
        (
            "cli/commands/test_values.py::test_a_choice_may_have_capitals",
            "cli/commands/test_values.py::test_the_nearest_choice_is_offered",
        ),
    ),
    "B8": (
        "days may be said as seen from today, and what is none is one sentence",
        (
            "cli/commands/test_values.py::test_days_may_be_said_as_seen_from_today",
            "cli/commands/test_values.py::test_what_is_no_day_is_one_sentence",
        ),
    ),
    "B9": (
        "fields of other archives are known by their names here",
        ("cli/commands/test_values.py::test_fields_of_other_archives_are_known_by_their_names_here",),
    ),
    "B10": (
        "an id may be in capitals or cut short",
        (
            "cli/commands/test_values.py::test_an_id_may_be_in_capitals_or_cut_short",
            "cli/commands/test_values.py::test_an_id_that_several_begin_with_names_them",
        ),
    ),
    "B11": (
        "another spelling is said only if it finds anything",
        ("cli/commands/test_values.py::test_another_spelling_is_said_only_if_it_finds_anything",),
    ),
    "B12": (
        "a council without committees is named once",
        ("cli/commands/test_values.py::test_a_council_without_committees_is_named_once",),
    ),
    "B13": (
        "the bar counts passages, within a large file too, and ends with how long it took",
        (
            "indexing/test_advance.py::test_one_large_file_is_told_bit_by_bit",
            "cli/test_commands.py::test_a_terminal_sees_passages_counted_within_one_file",
            "cli/test_commands.py::test_the_last_step_has_a_name_since_it_takes_long",
            "cli/test_commands.py::test_what_took_long_ends_with_how_long",
        ),
    ),
    "B14": (
        "years stand in their order with gaps, each with its passages",
        (
            "test_showing_results.py::test_years_are_counted_in_their_order_with_gaps_and_all_passages_of_each",
            "cli/commands/test_values.py::test_years_stand_in_their_order_with_what_is_between",
        ),
    ),
    "B15": (
        "help is a command, and -V the version",
        ("cli/commands/test_values.py::test_help_is_a_command_too", "cli/test_program.py::test_version"),
    ),
    "B16": (
        "what can be filtered by is listed and completed",
        (
            "cli/commands/test_values.py::test_values_of_a_field_are_listed_most_first",
            "cli/commands/test_values.py::test_stats_list_councils_bodies_and_years",
            "cli/commands/test_values.py::test_a_shell_completes_values_of_the_index",
        ),
    ),
    "C1": (
        "a console and a notebook show text",
        (
            "test_showing_results.py::test_what_a_console_shows_has_text",
            "test_showing_results.py::test_what_a_notebook_shows_is_marked_cited_and_escaped",
            "test_showing_results.py::test_a_notebook_shows_a_timeline_as_a_picture",
        ),
    ),
    "C2": (
        "results are a sequence",
        ("test_results.py::test_results_are_a_sequence_of_their_hits",),
    ),
    "C3": (
        "results pickle and copy",
        (
            "test_results.py::test_results_pickle_whole_after_the_index_has_gone",
            "test_results.py::test_pickled_results_are_read_by_a_process_that_knows_nothing_else",
        ),
    ),
    "C4": (
        "a wrong name fails type checking",
        (
            "test_consumer.py::test_what_does_not_exist_fails_type_checking",
            "test_consumer.py::test_a_project_that_uses_the_package_passes_strictly",
        ),
    ),
    "C5": (
        "an item and a meeting are given whole by their ids",
        (
            "test_showing_results.py::test_an_item_and_a_meeting_are_given_whole",
            "test_index.py::test_sources_say_what_each_has_and_what_remove_takes",
        ),
    ),
    "C6": (
        "every hit in reading order, in constant memory",
        (
            "test_scanning.py::test_a_scan_has_the_hits_of_a_search_in_reading_order",
            "test_scanning.py::test_memory_does_not_grow_with_the_hits",
        ),
    ),
    "C7": (
        "plain text is never refused",
        ("searching/understanding/test_said_back.py::test_plain_text_is_never_refused",),
    ),
    "C8": (
        "a site describes its parameters and its answers",
        (
            "web/test_downloads.py::test_the_description_names_every_parameter_and_form",
            "web/test_downloads.py::test_the_schema_has_every_key_of_an_answer",
        ),
    ),
    "C9": (
        "a faulty record raises at the call, and plain values make one",
        (
            "test_index.py::test_a_record_with_values_of_other_types_is_refused_at_the_call",
            "test_building.py::test_plain_values_become_a_meeting_that_can_be_added",
            "test_building.py::test_any_meeting_goes_to_json_and_back",
        ),
    ),
    "C10": (
        "there is a page for each use, and it is run",
        ("docs/test_pages.py::test_the_blocks_of_a_page_print_what_it_shows",),
    ),
}

#: The pages that C10 asks for.
PAGES = ("django", "notebooks", "pandas", "async", "alerts", "export", "language-models", "quotes", "embedding")


@cache
def named_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in found)


def test_every_row_is_here() -> None:
    letters = {"A": 14, "B": 16, "C": 10}
    assert list(ROWS) == [f"{letter}{at}" for letter, last in letters.items() for at in range(1, last + 1)]


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_tests_that_are_there(row: str) -> None:
    said, named = ROWS[row]
    assert said
    assert named
    for each in named:
        file, _, test = each.partition("::")
        assert test in named_in(TESTS / file), each


@pytest.mark.parametrize("page", PAGES)
def test_every_use_has_its_page(page: str) -> None:
    assert (TESTS.parent / "docs" / "how-to" / f"{page}.md").is_file()
