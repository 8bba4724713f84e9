"""Invented reps: batches, levels and readings, small enough to reason about."""

from datetime import date, timedelta

from hypothesis import strategies as st

from scoring.activity import Activity, Batch, Level, merge
from scoring.readings import Reading, Source, make
from scoring.signals import PROFILE_CHECKS, SIGNALS

TODAY = date(2026, 11, 20)

FACTS: dict[str, tuple[str, ...]] = {
    "archive/shares": ("posts.credit", "shares.credit", "shares.actions"),
    "archive/comments": ("comments.credit", "comments.actions"),
    "archive/reactions": ("reactions",),
    "archive/searches": ("searches",),
    "archive/follows": ("company.follows",),
    "archive/articles": ("articles",),
    "archive/connections": ("connections.new", "connections.fit", "connections.good"),
    "archive/invitations+connections": ("invites.decided", "invites.accepted"),
    "archive/messages": (
        "starts.credit", "starts.count", "starts.copied", "starts.decided", "starts.answered",
        "deep.threads", "inbound.decided", "inbound.answered",
    ),
    "archive/activity": ("active.day",),
    "archive/endorsements_received": ("endorsements.received",),
    "archive/recommendations_received": ("recommendations.received",),
    "archive/endorsements_given": ("endorsements.given",),
    "archive/recommendations_given": ("recommendations.given",),
    "analytics/engagement": (
        "creator.impressions", "creator.followers", "creator.engagements"),
    "sales_navigator": (
        "sn.searches", "sn.profile_views", "sn.days_active", "sn.leads_saved",
        "sn.accounts_saved"),
}  # fmt: skip
SUCCESS_OF = {
    "invites.accepted": "invites.decided",
    "starts.answered": "starts.decided",
    "inbound.answered": "inbound.decided",
}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def batch(
    source: str,
    amounts: dict[str, dict[date, int]],
    *,
    first: date | None = None,
    as_of: date = TODAY,
    partial: frozenset[date] | None = None,
    rules: str = "1",
) -> Batch:
    """One source of one upload; covered is the quarter before `as_of` unless said otherwise."""
    return Batch(
        source,
        first or as_of - timedelta(days=120),
        as_of,
        partial if partial is not None else frozenset({as_of}),
        amounts,
        rules,
    )


def steady(units: float, every: int = 7, days: int = 119) -> dict[date, int]:
    return {ago(age): round(1000 * units) for age in range(0, days, every)}


def median_rep() -> Activity:
    """A rep with a complete archive whose every signal stands near the middle."""
    week = {
        "posts.credit": 0.5, "shares.credit": 0.5, "shares.actions": 1, "shares.count": 1,
        "comments.credit": 2, "comments.actions": 3, "reactions": 5, "searches": 1.5,
        "connections.fit": 1, "connections.new": 3, "connections.good": 1, "active.day": 2,
        "invites.decided": 3, "invites.accepted": 1, "starts.credit": 2, "starts.count": 2,
        "starts.decided": 2, "starts.answered": 0.5, "deep.threads": 1, "inbound.decided": 2,
        "inbound.answered": 1,
    }  # fmt: skip
    batches = [
        batch(source, {fact: steady(week[fact]) for fact in facts if fact in week})
        for source, facts in FACTS.items()
        if source.startswith("archive/")
    ]
    return merge(batches, [*profile(6), level("network.size", 600), level("network.senior", 40)])


def level(fact: str, value: float | bool, as_of: date = TODAY, sequence: int = 0) -> Level:
    return Level(fact, value, as_of, sequence)


def profile(good: int, known: int = 10) -> list[Level]:
    return [level(f"profile.{check}", at < good) for at, check in enumerate(PROFILE_CHECKS[:known])]


def typed(
    points: tuple[float, float, float, float], days_ago: int = 0, sequence: int = 0
) -> Reading:
    four = tuple(round(100 * value) for value in points)
    return make(ago(days_ago), four, None, Source.TYPED, sequence=sequence)


def total_only(points: float, days_ago: int = 0) -> Reading:
    return make(ago(days_ago), None, round(100 * points), Source.TYPED)


@st.composite
def histories(draw: st.DrawFn, most: int = 20_000, days: int = 130) -> dict[date, int]:
    ages = draw(st.lists(st.integers(0, days), max_size=12, unique=True))
    return {ago(age): draw(st.integers(1, most)) for age in sorted(ages)}


@st.composite
def batches(draw: st.DrawFn, source: str) -> Batch:
    amounts = {fact: draw(histories()) for fact in FACTS[source]}
    for won, tried in SUCCESS_OF.items():
        if won in amounts:
            amounts[won] = {
                day: min(amount, amounts[tried].get(day, 0)) for day, amount in amounts[won].items()
            }
    return batch(source, amounts, first=ago(draw(st.integers(0, 150))))


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    sources = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True))
    checks = draw(st.integers(0, 10))
    levels = profile(draw(st.integers(0, 10)), checks)
    if draw(st.booleans()):
        levels += [
            level("network.size", float(draw(st.integers(0, 30_000)))),
            level("network.senior", float(draw(st.integers(0, 3_000)))),
        ]
    return merge([draw(batches(source)) for source in sources], levels)


@st.composite
def readings(draw: st.DrawFn, least: int = 0, most: int = 6) -> list[Reading]:
    ages = draw(st.lists(st.integers(0, 250), unique=True, min_size=least, max_size=most))
    found = []
    for at, age in enumerate(sorted(ages, reverse=True)):
        four = tuple(draw(st.integers(0, 2500)) for _ in range(4))
        alone = draw(st.integers(0, 4)) == 0
        found.append(
            make(ago(age), None if alone else four, sum(four) if alone else None, Source.TYPED,
                 sequence=at)
        )  # fmt: skip
    return found


NAMES = tuple(signal.name for signal in SIGNALS)
