"""What a rep did, and got, between two looks at the number: by their files and their own word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scoring.activity import Activity
from scoring.tips.tip import TipEvent, TipRecord

TOLD = (
    "starts.answered", "invites.accepted", "recommendations.received", "creator.engagements",
    "comments.actions", "shares.actions", "deep.threads", "connections.fit", "searches",
)  # fmt: skip
"""Facts that are worth a word, what others gave before what the rep did."""


@dataclass(frozen=True, slots=True)
class Since:
    """After `first` and up to `last`: ids of the tips that were done, in order and each once; how
    often each fact of TOLD was counted, in its order, without those that were not."""

    first: date
    last: date
    done: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def empty(self) -> bool:
        """Nothing is known of that time."""
        return not self.done and not self.counts


def happened(activity: Activity, records: Iterable[TipRecord], first: date, last: date) -> Since:
    """What is known of the days after `first` up to `last`."""
    done = [one.tip for one in records if one.event is TipEvent.DONE and first < one.day <= last]
    sums = {
        fact: sum(n for day, n in activity.amounts.get(fact, {}).items() if first < day <= last)
        for fact in TOLD
    }
    counts = {fact: round(n / 1000) for fact, n in sums.items() if n >= 500}
    return Since(first, last, tuple(dict.fromkeys(done)), counts)
