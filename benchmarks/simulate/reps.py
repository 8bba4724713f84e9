"""Invented reps: a general habit, habits of their own, and for half of them a change a month ago.

Everything is drawn from a seed. Amounts go straight into the model's facts, since reading files is
measured elsewhere.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.activity import EMPTY, Activity, Batch, Level, merge
from scoring.pillars import PILLARS
from scoring.signals import BY_NAME, PROFILE_CHECKS

TODAY = date(2026, 11, 20)
DAYS = 300
"""Days of a rep's life that are invented."""
BUSY = 1.7
"""Factor on all habits, so that totals lie near the 40 to 50 that people report."""
CHANGED = 28
"""Days ago at which half of the reps changed their habits: each pillar's by a factor e^N(0, .7)."""

HABITS: Mapping[str, tuple[str, float]] = {
    "posts": ("archive/shares", 0.5), "content_reach": ("analytics/engagement", 320),
    "searches": ("archive/searches", 2.0), "profile_views": ("sales_navigator", 6.0),
    "fit_connections": ("archive/connections", 1.4), "days_active": ("archive/activity", 2.6),
    "leads_saved": ("sales_navigator", 0.8), "comments": ("archive/comments", 2.2),
    "insight_shares": ("archive/shares", 0.5), "reactions": ("archive/reactions", 7.0),
    "engagement_recv": ("analytics/engagement", 7.0),
    "conversation_starts": ("archive/messages", 2.2),
    "deep_conversations": ("archive/messages", 1.0),
    "companies_followed": ("archive/follows", 0.35), "articles": ("archive/articles", 0.03),
    "give_first": ("archive/recommendations_given", 0.06),
    "endorsements": ("archive/endorsements_received", 0.16),
    "recommendations": ("archive/recommendations_received", 0.02),
}  # fmt: skip
"""Signal to its source and the median units a week."""
FACTS: Mapping[str, str] = {
    "posts": "posts.credit", "content_reach": "creator.impressions", "searches": "searches",
    "profile_views": "sn.profile_views", "fit_connections": "connections.fit",
    "days_active": "active.day", "leads_saved": "sn.leads_saved", "comments": "comments.credit",
    "insight_shares": "shares.credit", "reactions": "reactions",
    "engagement_recv": "creator.engagements", "conversation_starts": "starts.credit",
    "deep_conversations": "deep.threads", "companies_followed": "company.follows",
    "articles": "articles", "give_first": "recommendations.given",
    "endorsements": "endorsements.received", "recommendations": "recommendations.received",
}  # fmt: skip
RATES: Mapping[str, tuple[str, str, str, float, float]] = {
    "acceptance": (
        "archive/invitations+connections", "invites.decided", "invites.accepted", 2.5, 0.30),
    "reply_rate": ("archive/messages", "starts.decided", "starts.answered", 2.0, 0.18),
    "keep_in_touch": ("archive/messages", "inbound.decided", "inbound.answered", 3.0, 0.55),
}  # fmt: skip
"""Signal to its source, attempts, successes, attempts a week and the usual chance."""
LEVELS: Mapping[str, tuple[str, float]] = {
    "network_size": ("network.size", 700), "senior_connections": ("network.senior", 55),
    "groups": ("groups.count", 1.5), "inbound_views": ("inbound_views.week", 6),
}  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {
    "typed": (),
    "connections": ("archive/connections",),
    "archive": tuple(
        sorted({s for s, _ in HABITS.values() if s.startswith("archive/")}
               | {row[0] for row in RATES.values()})
    ),
    "everything": tuple(
        sorted({s for s, _ in HABITS.values()} | {row[0] for row in RATES.values()})
    ),
}  # fmt: skip
"""What a rep uploads, poorest first."""


@dataclass(frozen=True, slots=True)
class Rep:
    """`units` by signal and age in days (0 is today); `tried` and `won` of the rates likewise;
    `levels`, `profile` (share of checks), inputs that nobody exports, and offsets, by pillar."""

    units: Mapping[str, Sequence[float]]
    tried: Mapping[str, Sequence[int]]
    won: Mapping[str, Sequence[int]]
    levels: Mapping[str, float]
    profile: float
    unseen: Sequence[float]
    offsets: Sequence[float]
    changed: bool

    def activity(self, kind: str) -> Activity:
        """What the model sees of this rep's uploads of one kind, exported today."""
        return merge(self.batches(KINDS[kind]), self.stated(kind)) if KINDS[kind] else EMPTY

    def batches(self, sources: Sequence[str], ago: int = 0) -> list[Batch]:
        """What files of these sources hold, exported so many days ago."""
        return _batches(self, sources, ago)

    def stated(self, kind: str, ago: int = 0) -> list[Level]:
        """The levels in uploads of one kind, exported so many days ago."""
        return _levels(self, kind, TODAY - timedelta(days=ago))


def draw(seed: int, count: int) -> list[Rep]:
    """Reps of one seed."""
    lots = random.Random(seed)
    return [_rep(lots) for _ in range(count)]


def poisson(lots: random.Random, mean: float) -> int:
    """A count with this mean; of large means by the normal curve."""
    if mean > 30:
        return max(0, round(lots.gauss(mean, math.sqrt(mean))))
    edge, product, count = math.exp(-mean), lots.random(), 0
    while product > edge:
        product *= lots.random()
        count += 1
    return count


def _rep(lots: random.Random) -> Rep:
    habit, changed = lots.gauss(0, 1), lots.random() < 0.5
    factors = {p: math.exp(lots.gauss(0, 0.7)) if changed else 1.0 for p in PILLARS}
    # Zero of a habit is common: one in six reps never does it.
    units = {
        signal: _days(
            lots,
            BUSY * weekly * math.exp(0.55 * habit + lots.gauss(0, 0.8)),
            factors[BY_NAME[signal].pillar],
        )
        if lots.random() > 0.16
        else [0.0] * DAYS
        for signal, (_, weekly) in HABITS.items()
    }
    units["days_active"] = [min(1.0, one) for one in units["days_active"]]
    tried, won = {}, {}
    for signal, (_, _, _, weekly, usual) in RATES.items():
        chance = 1 / (
            1 + math.exp(-(math.log(usual / (1 - usual)) + 0.4 * habit + lots.gauss(0, 0.6)))
        )
        attempts = [
            int(n)
            for n in _days(
                lots, weekly * math.exp(lots.gauss(0, 0.7)), factors[BY_NAME[signal].pillar]
            )
        ]
        tried[signal] = attempts
        won[signal] = [sum(lots.random() < chance for _ in range(n)) for n in attempts]
    levels = {
        signal: middle * math.exp(0.35 * habit + lots.gauss(0, 0.8))
        for signal, (_, middle) in LEVELS.items()
    }
    profile = max(0.1, min(1.0, round(10 * (0.62 + 0.1 * habit + lots.gauss(0, 0.17))) / 10))
    unseen = [1 / (1 + math.exp(-(0.6 * habit + lots.gauss(0, 0.9)))) for _ in range(4)]
    return Rep(
        units, tried, won, levels, profile, unseen, [lots.gauss(0, 2) for _ in range(4)], changed
    )


def _days(lots: random.Random, weekly: float, factor: float) -> list[float]:
    """Units by age. Work happens on five days; a change holds from a month ago on, a little
    different for each habit."""
    now = weekly if factor == 1.0 else weekly * factor * math.exp(lots.gauss(0, 0.3))
    return [
        float(poisson(lots, (now if age < CHANGED else weekly) / 5)) if age % 7 < 5 else 0.0
        for age in range(DAYS)
    ]


def _batches(rep: Rep, sources: Sequence[str], ago: int) -> list[Batch]:
    facts: dict[str, dict[str, dict[date, int]]] = {source: {} for source in sources}
    for signal, (source, _) in HABITS.items():
        if source in facts:
            facts[source][FACTS[signal]] = _amounts(rep.units[signal], ago)
    for signal, (source, tried, won, _, _) in RATES.items():
        if source in facts:
            facts[source][tried] = _amounts(rep.tried[signal], ago)
            facts[source][won] = _amounts(rep.won[signal], ago)
    for source, fact, signals in (
        ("archive/shares", "shares.actions", ("posts", "insight_shares")),
        ("archive/comments", "comments.actions", ("comments",)),
    ):
        if source in facts:
            both = [sum(rep.units[signal][age] for signal in signals) for age in range(DAYS)]
            facts[source][fact] = _amounts(both, ago)
    first = TODAY - timedelta(days=DAYS - 1)
    last = TODAY - timedelta(days=ago)
    return [Batch(source, first, last, frozenset(), found, "1") for source, found in facts.items()]


def _levels(rep: Rep, kind: str, day: date) -> list[Level]:
    network = ("network_size", "senior_connections")
    shown = {"connections": network, "archive": network, "everything": tuple(LEVELS)}[kind]
    found = [Level(LEVELS[name][0], rep.levels[name], day) for name in shown]
    if kind != "connections":
        met = round(10 * rep.profile)
        found += [
            Level(f"profile.{check}", at < met, day) for at, check in enumerate(PROFILE_CHECKS)
        ]
    return found


def _amounts(units: Sequence[float], ago: int) -> dict[date, int]:
    return {
        TODAY - timedelta(days=age): round(1000 * n)
        for age, n in enumerate(units)
        if n and age >= ago
    }
