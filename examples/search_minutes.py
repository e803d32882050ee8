"""Index a folder of minutes, search it and print the hits.

    python examples/search_minutes.py seeds "voluntary sector engagement"

A second run reads only the files that changed since the first.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import minutesearch as ms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of minutes")
    parser.add_argument("query", help="what to look for")
    parser.add_argument("--index", type=Path, default=Path("indexes/example"), help="the folder of the index")
    parser.add_argument("--limit", type=int, default=3, help="how many hits to print")
    options = parser.parse_args()
    try:
        with ms.open_index(options.index, create=True) as index:
            report = index.sync(options.folder)
            for problem in report.problems:
                print(f"problem: {problem}", file=sys.stderr)
            print_results(index.search(options.query, limit=options.limit))
    except ms.MinuteSearchError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def print_results(results: ms.Results) -> None:
    print(f"{results.total} passages for: {results.query}")
    for hit in results:
        snippet = ms.cut_snippet(hit.passage.text, hit.highlights, width=200)
        print(f"\n{hit.rank}. {hit.citation}")
        if hit.passage.lead_in:
            print(f"   {hit.passage.lead_in}")
        print(f"   {mark_plain(snippet)}")


def mark_plain(snippet: ms.Snippet) -> str:
    """Return a snippet's text with asterisks round the matches, put in from the end so that offsets stay right."""
    text = snippet.text
    for start, end in reversed(snippet.highlights):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return text


if __name__ == "__main__":
    sys.exit(main())
