"""The torture tests at full size, which break minutesearch on purpose, and their report, reliability.md.

    python -m tests.torture                        every fault; takes hours
    python -m tests.torture bit-flips --size 500   one fault, smaller
    python -m tests.torture bit-flips --seed 7     the same cases again

The results of a run are kept in tests/torture/results.json, so that the faults can be tried one by one; the report
is docs/explanation/reliability.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from tests.torture.fault import iter_faults
from tests.torture.report import keep_result, write_report


def main() -> int:
    faults = {fault.name: fault for fault in iter_faults()}
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*faults, []], metavar="FAULT", help=", ".join(faults))
    parser.add_argument("--size", type=int, help="how many cases instead of the full size")
    parser.add_argument("--seed", type=int, help="what the cases are drawn by; printed, and random without it")
    parser.add_argument("--write", action="store_true", help="keep the results and write the page")
    options = parser.parse_args()
    failed = False
    for name in options.names or faults:
        fault = faults[name]
        size = options.size or fault.full
        seed = random.SystemRandom().randrange(2**31) if options.seed is None else options.seed
        print(f"{name}: {size} {fault.unit}, seed {seed}", flush=True)
        began = time.perf_counter()
        outcome = fault.run(size, seed)
        seconds = time.perf_counter() - began
        figures = "".join(f", {figure} {value}" for figure, value in outcome.figures)
        print(f"  {outcome.tried} tried, {len(outcome.failures)} failed, {seconds:.0f} s{figures}", flush=True)
        for line in outcome.failures:
            print(f"  {line}")
        failed |= bool(outcome.failures)
        if options.write:
            keep_result(fault, outcome, seed=seed, seconds=seconds)
            write_report()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
