"""`make season`: a quarter of a workspace is played, written down, and checked."""

import argparse
import sys
from pathlib import Path

from tests.season import check
from tests.season.playing import played
from tests.season.script import WEEKS

FOLDER = Path("build/season")


def main() -> int:
    """Exit code 1 where a rule was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=WEEKS)
    weeks = parser.parse_args().weeks
    played(FOLDER, weeks)
    found = check.check(FOLDER)
    for name, number in found.counted.items():
        print(f"{name:42} {number}")
    for broken in found.broken:
        print(f"BROKEN: {broken}", file=sys.stderr)
    print(f"{weeks} weeks are written down in {FOLDER}/. Broken rules: {len(found.broken)}.")
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
