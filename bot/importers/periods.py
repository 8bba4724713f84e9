"""Files that tell of a period of their own: several in one upload, and their own last day."""

from collections.abc import Sequence
from datetime import date, timedelta

from scoring.activity import Batch, merge


def joined(batches: Sequence[Batch]) -> tuple[Batch, int]:
    """Several periods of one source as one, and how many were left out.

    An upload keeps one stretch of days for each source, so periods with days between them cannot
    all be kept: the newest stretch is. Within it each day is owned as between uploads.
    """
    order = sorted(batches, key=lambda one: (one.as_of, one.first_seen), reverse=True)
    run, first = [order[0]], order[0].first_seen
    for one in order[1:]:
        if one.as_of >= first - timedelta(days=1):
            run.append(one)
            first = min(first, one.first_seen)
    last = order[0].as_of
    partial = {day for one in run for day in one.partial if not _whole(run, day)}
    amounts = merge(run, ()).amounts
    made = Batch(order[0].source, first, last, frozenset(partial), amounts, order[0].rules)
    return made, len(order) - len(run)


def _whole(run: Sequence[Batch], day: date) -> bool:
    """Whether one of them saw all of that day."""
    return any(one.first_seen <= day <= one.as_of and day not in one.partial for one in run)
