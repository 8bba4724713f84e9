"""The one table of inputs: what is counted, in which pillar, with which weight.

LinkedIn names inputs (its 2015 deck "How is SSI calculated?" and Help a105145) and publishes
neither weights nor curves. Targets, weights and priors are our judgement; docs/scoring.md gives
the source of every row.
"""

from dataclasses import dataclass
from enum import StrEnum

from scoring.pillars import PILLARS, Pillar


class Kind(StrEnum):
    """How amounts become a share of 0 to 1."""

    HABIT = "habit"
    """Units a week, recency-weighted over 91 days."""
    STOCK = "stock"
    """Units in a window, or faded with age."""
    LEVEL = "level"
    """A state."""
    RATE = "rate"
    """Successes of attempts over 91 days."""
    STEADY = "steady"
    """The share of weeks with at least `target` acts."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to see a signal: facts (added up) and the sources that must have been uploaded."""

    facts: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """One row. `weight` is its share of the pillar; `mean` and `spread` are what is assumed of a
    rep whose signal nobody saw. `days`: window of a stock, or its half-life when `fades`."""

    name: str
    pillar: Pillar
    kind: Kind
    target: float
    weight: float
    mean: float
    spread: float
    readers: tuple[Reader, ...]
    days: int = 0
    fades: bool = False


_B, _P, _I, _R = PILLARS


def _archive(*facts: str, of: tuple[str, ...]) -> Reader:
    return Reader(facts, tuple(f"archive/{name}" for name in of))


def _report(*facts: str) -> Reader:
    return Reader(facts, ("sales_navigator",))


SIGNALS: tuple[Signal, ...] = (
    Signal("profile_complete", _B, Kind.LEVEL, 1, 0.34, 0.60, 0.22, ()),
    Signal(
        "endorsements", _B, Kind.STOCK, 30, 0.12, 0.40, 0.30,
        (_archive("endorsements.received", of=("endorsements_received",)),), 730, True,
    ),
    Signal(
        "recommendations", _B, Kind.STOCK, 5, 0.12, 0.35, 0.30,
        (_archive("recommendations.received", of=("recommendations_received",)),), 1095, True,
    ),
    Signal("posts", _B, Kind.HABIT, 2, 0.22, 0.25, 0.25,
           (_archive("posts.credit", of=("shares",)),)),
    Signal(
        "content_reach", _B, Kind.HABIT, 1000, 0.12, 0.30, 0.27,
        (Reader(("creator.impressions", "creator.followers"), ("analytics/engagement",)),),
    ),
    Signal("articles", _B, Kind.STOCK, 1.5, 0.08, 0.12, 0.22,
           (_archive("articles", of=("articles",)),), 180),
    Signal("searches", _P, Kind.HABIT, 5, 0.20, 0.35, 0.27,
           (_archive("searches", of=("searches",)), _report("sn.searches"))),
    Signal("profile_views", _P, Kind.HABIT, 15, 0.20, 0.35, 0.27, (_report("sn.profile_views"),)),
    Signal("fit_connections", _P, Kind.HABIT, 4, 0.25, 0.35, 0.27,
           (_archive("connections.fit", of=("connections",)),)),
    Signal("days_active", _P, Kind.HABIT, 4, 0.13, 0.55, 0.25,
           (_archive("active.day", of=("activity",)), _report("sn.days_active"))),
    Signal("leads_saved", _P, Kind.HABIT, 5, 0.10, 0.12, 0.22,
           (_report("sn.leads_saved", "sn.accounts_saved"),)),
    Signal("companies_followed", _P, Kind.STOCK, 10, 0.07, 0.30, 0.27,
           (_archive("company.follows", of=("follows",)),), 90),
    Signal("inbound_views", _P, Kind.LEVEL, 15, 0.05, 0.35, 0.27, ()),
    Signal("comments", _I, Kind.HABIT, 6, 0.28, 0.30, 0.27,
           (_archive("comments.credit", of=("comments",)),)),
    Signal(
        "insight_shares", _I, Kind.HABIT, 2, 0.17, 0.22, 0.25,
        (_archive("shares.credit", of=("shares", "instant_reposts")),),
    ),
    Signal("reactions", _I, Kind.HABIT, 15, 0.08, 0.40, 0.28,
           (_archive("reactions", of=("reactions",)),)),
    Signal("engagement_recv", _I, Kind.HABIT, 20, 0.20, 0.30, 0.27,
           (Reader(("creator.engagements",), ("analytics/engagement",)),)),
    Signal("conversation_starts", _I, Kind.HABIT, 5, 0.10, 0.35, 0.27,
           (_archive("starts.credit", of=("messages",)),)),
    Signal(
        "steady_weeks", _I, Kind.STEADY, 2, 0.12, 0.45, 0.30,
        (_archive("shares.actions", "comments.actions", of=("shares", "comments")),),
    ),
    Signal("groups", _I, Kind.LEVEL, 5, 0.05, 0.25, 0.27, ()),
    Signal(
        "acceptance", _R, Kind.RATE, 0.45, 0.20, 0.50, 0.25,
        (_archive("invites.accepted", "invites.decided", of=("invitations+connections",)),),
    ),
    Signal(
        "reply_rate", _R, Kind.RATE, 0.40, 0.22, 0.40, 0.25,
        (_archive("starts.answered", "starts.decided", of=("messages",)),
         _report("sn.inmails_accepted", "sn.inmails_sent")),
    ),
    Signal("deep_conversations", _R, Kind.HABIT, 3, 0.18, 0.30, 0.27,
           (_archive("deep.threads", of=("messages",)),)),
    Signal("network_size", _R, Kind.LEVEL, 1000, 0.13, 0.60, 0.25, ()),
    Signal("senior_connections", _R, Kind.LEVEL, 100, 0.12, 0.45, 0.27, ()),
    Signal("keep_in_touch", _R, Kind.RATE, 0.80, 0.09, 0.50, 0.28,
           (_archive("inbound.answered", "inbound.decided", of=("messages",)),)),
    Signal(
        "give_first", _R, Kind.STOCK, 3, 0.06, 0.25, 0.27,
        (_archive("recommendations.given", "endorsements.given",
                  of=("recommendations_given", "endorsements_given")),), 180,
    ),
)  # fmt: skip

BY_NAME: dict[str, Signal] = {signal.name: signal for signal in SIGNALS}

FACT_WEIGHT: dict[str, float] = {"creator.followers": 20.0, "endorsements.given": 0.2}
"""A new follower is worth 20 impressions; five endorsements given one recommendation (ours)."""

DAILY_CAP: dict[str, int] = {
    "posts.credit": 2000,
    "shares.credit": 3000,
    "comments.credit": 8000,
    "shares.actions": 8000,
    "comments.actions": 8000,
    "reactions": 10_000,
    "searches": 10_000,
    "starts.credit": 10_000,
    "active.day": 1000,
}
"""Thousandths of a fact that one day can hold: 500 reactions in a day are worth ten."""

PROFILE_CHECKS = (
    "headline", "summary", "industry", "location", "positions",
    "current", "education", "skills", "photo", "banner",
)  # fmt: skip
"""The ten checks of a complete profile, as levels `profile.<check>`."""

LEVEL_FACT: dict[str, str] = {
    "inbound_views": "inbound_views.week",
    "groups": "groups.count",
    "network_size": "network.size",
    "senior_connections": "network.senior",
}
"""Signals that are one level put through the curve."""

EXPIRES: dict[str, int] = {"inbound_views.week": 90}
"""Days after which a level says nothing any more."""
