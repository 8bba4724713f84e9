"""What is said of the total: its range or its change, what came of it since, what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import hedges, requests
from bot.blocks.hedges import Hedge
from bot.blocks.wording import WORDS, count, day, listed, total
from scoring.tips import by_id
from scoring.trend import Word

if TYPE_CHECKING:
    from bot.services.card import Card

COUNTED: dict[str, tuple[str, str]] = {
    "starts.answered": ("answer to your first messages", "answers to your first messages"),
    "invites.accepted": ("accepted invitation", "accepted invitations"),
    "recommendations.received": ("recommendation received", "recommendations received"),
    "creator.engagements": ("response to your posts", "responses to your posts"),
    "comments.actions": ("comment of yours", "comments of yours"),
    "shares.actions": ("share of yours", "shares of yours"),
    "deep.threads": ("conversation that went on", "conversations that went on"),
    "connections.fit": ("new connection that fits", "new connections that fit"),
    "searches": ("search for people", "searches for people"),
}
"""One and many of each fact that is told."""
NAMED = 2
"""Facts, or steps, that are told at most."""


def lines(card: Card) -> list[str]:
    """Every line on the total that applies, in order."""
    said = (
        hedges.shown(Hedge.RANGE, card),
        requests.unlock(card),
        change(card),
        hedges.shown(Hedge.SHIFT, card),
        since(card),
        hedges.shown(Hedge.BASIS, card),
        _mismatch(card),
    )
    return [line for line in said if line]


def change(card: Card) -> str:
    """The change since the reading before, by the one noise rule."""
    found = card.report.change
    if found is None:
        return ""
    if found.word is Word.STEADY:
        return hedges.sentence(Hedge.NOISE, card)
    then = day(found.since, card.today)
    if card.hidden:
        return f"Your total {WORDS[found.word]} since {then}."
    before, after = total(found.before), total(found.after)
    return f"Your total {WORDS[found.word]}: {before} to {after} since {then}."


def since(card: Card) -> str:
    """What the rep did, and got, between the two readings, as far as anybody knows."""
    found = card.since
    if found is None or found.empty:
        return ""
    if found.counts:
        return f"In that time, by your files: {_counts(card)}."
    done = [tip.say.rstrip(".") for tip in map(by_id, found.done) if tip is not None]
    if not done:
        return ""
    more = len(done) - NAMED
    quoted = [f"“{say}”" for say in done[:NAMED]]
    quoted += ["more" if card.hidden else f"{more} more"] if more > 0 else []
    return f"In that time you did: {listed(quoted)}."


def _counts(card: Card) -> str:
    """The first two facts; without their numbers where those are hidden."""
    assert card.since is not None  # noqa: S101  the caller has looked
    first = list(card.since.counts.items())[:NAMED]
    if card.hidden:
        return listed([COUNTED[fact][1] for fact, _ in first])
    return listed([count(n, *COUNTED[fact]) for fact, n in first])


def _mismatch(card: Card) -> str:
    reading = card.report.reading
    if reading is None or not reading.mismatch or reading.pillars is None:
        return ""
    if card.hidden:
        return "Your four numbers don't add up to your total. Please check which of them is off."
    added = total(sum(reading.pillars))
    return f"Your four numbers add up to {added}. Please check which of them is off."
