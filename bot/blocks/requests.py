"""What would make the numbers surer: the file that shows most, and the best use of a minute."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scoring.requests import Request

if TYPE_CHECKING:
    from bot.services.card import Card
    from scoring.pillars import Pillar

NAMED = {
    Request.ARCHIVE: "your larger LinkedIn archive",
    Request.WORKBOOK: "the workbook of your creator analytics",
    Request.REPORT: "a Sales Navigator usage report",
}
BEST = {
    Request.NUMBERS: "the four numbers from your SSI page, half a minute",
    Request.SELF_CHECK: "ten quick questions, about a minute",
    Request.ARCHIVE: (
        "your larger LinkedIn archive, three minutes and up to two days until LinkedIn sends it"
    ),
    Request.WORKBOOK: "the workbook of your creator analytics, two minutes",
    Request.REPORT: "a Sales Navigator usage report, three minutes",
}


def unlock(card: Card) -> str:
    """The file that would show most of what may show no number yet; empty where nothing hides.

    Whoever gave a total is asked for the four numbers instead: they show all.
    """
    files = Counter(card.report.unlocks.values())
    if not files or card.report.reading is not None:
        return ""
    return f"What would show most of the rest: {NAMED[files.most_common(1)[0][0]]}."


def of_pillar(card: Card, pillar: Pillar) -> str:
    """The file that would show most of one pillar."""
    found = card.report.unlocks.get(pillar)
    return f"What would show most of it: {NAMED[found]}." if found else ""


def best(card: Card) -> str:
    """What tells most for the minutes it takes."""
    found = card.report.requests
    return f"What would tell most for its time: {BEST[found[0]]}." if found else ""
