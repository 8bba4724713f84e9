"""`ssi-coach shred`: facts.json on stdout, what the bot would keep of files and nothing else.

It is made on the rep's own machine, by the same reading child, and uploaded instead of the files.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date

from bot.errors import Refused
from bot.importers import facts, vocabulary
from bot.importers.values import Import
from bot.score import REFUSED, read, said, warning

SEAT = "seat id"
"""The column by which a report on many seats is known."""


def main(files: Sequence[str], today: date) -> int:
    """Print facts.json of all files as one bundle, warnings on stderr. Exit code 2, with one
    sentence and nothing on stdout, where nothing could be used."""
    try:
        made = _made(files, today)
    except Refused as refusal:
        print(f"ssi-coach: {said(refusal)}", file=sys.stderr)
        return REFUSED
    for one in made.warnings:
        where = f"{one.file}: " if one.file else ""
        print(f"ssi-coach: {where}{warning(one)}", file=sys.stderr)
    print(json.dumps(facts.of(made, today), separators=(",", ":")))
    return 0


def _made(files: Sequence[str], today: date) -> Import:
    """What the files counted as. Raises Refused, as for a report on many people."""
    try:
        made = read(files, today, beside=False)
    except Refused as refusal:
        if refusal.code == "period_unknown" or SEAT in refusal.facts.get("seen", ""):
            raise Refused("report_not_shredded") from refusal
        raise
    seats = vocabulary.SEATS
    if any(one.kind == seats for one in made.files) or any(
        one.source == seats for one in made.batches
    ):
        raise Refused("report_not_shredded")
    return made
