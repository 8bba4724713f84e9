"""What needs more than one file, or all texts at once; then only dates and numbers remain."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.importers import network, periods, published, reputation, sales_navigator, talks
from bot.importers.bundle import Bundle
from bot.importers.told import Invitation
from bot.importers.values import KEPT_DAYS, READER, Import, Warned
from scoring.activity import Batch, Level
from scoring.text import WINDOW_DAYS

DECIDED = timedelta(days=14)
"""After which an unanswered invitation counts as decided."""
PENDING = timedelta(days=30)
EARLY = timedelta(days=1)
"""A connection may be dated a day before its invitation: the files differ in their time zone."""
WINDOW = timedelta(days=90)
GUARD = 20
"""New connections of a quarter from which it is no accident that no invitation is among them."""
CREDITED = ("archive/shares", "archive/comments", "archive/messages", "archive/activity")
"""Sources whose texts are compared; they cover 182 days at most."""
LASTING = (
    "archive/endorsements_received",
    "archive/recommendations_received",
)
"""Sources that count over all their years; the others leave with `KEPT_DAYS` at most."""
SHORT_LIVED = ("archive/invitations", "archive/invitations+connections", "archive/searches")
"""Sources that LinkedIn cuts after some months: their first day may be cut in the middle."""
ACTING = {
    "archive/reactions": ("reactions",),
    "archive/searches": ("searches",),
    "archive/follows": ("company.follows",),
    "archive/endorsements_given": ("endorsements.given",),
    "archive/recommendations_given": ("recommendations.given",),
    "archive/shares": ("shares.actions", "posts.credit"),
    "archive/comments": ("comments.actions",),
}
"""Facts that are the owner's own acts. Invitations are not: an ignored one must never help."""
LOGS = ("archive/comments", "archive/reactions", "archive/shares", "archive/searches")


def finish(bundle: Bundle) -> Import:
    """Make the joins, and leave everything else behind."""
    as_of = bundle.as_of or bundle.context.today
    if "archive/connections" in bundle.spans:
        network.fits(bundle)
    reputation.levels(bundle)
    reputation.endorsements(bundle)
    _acceptance(bundle, as_of)
    published.posts(bundle, as_of)
    published.comments(bundle, as_of)
    published.reactions(bundle)
    published.searches(bundle)
    talks.join(bundle, as_of)
    published.articles(bundle)
    _active(bundle)
    covered = [_batch(bundle, source, as_of) for source in sorted(bundle.spans)]
    covered += _periods(bundle)
    levels = (*bundle.level_list(as_of), *_newest(bundle.own_levels))
    seats = sales_navigator.finish(bundle)
    of_seats = (batch.as_of for seat in seats for batch in seat.batches)
    seen = [*(one.as_of for one in covered), *(one.as_of for one in levels), *of_seats]
    return Import(
        batches=tuple(covered),
        levels=levels,
        readings=tuple(bundle.readings),
        files=tuple(bundle.files),
        ignored=tuple(bundle.ignored),
        warnings=tuple(bundle.warnings),
        notes=tuple(bundle.notes),
        as_of=max(seen, default=None),
        left_out=tuple(bundle.left_out),
        ideal=bundle.context.ideal.version,
        seats=seats,
    )


def _periods(bundle: Bundle) -> list[Batch]:
    made = []
    for source in sorted({one.source for one in bundle.periods}):
        same = [one for one in bundle.periods if one.source == source]
        batch, left = periods.joined(same)
        made.append(batch)
        if left:
            bundle.warnings.append(Warned("periods_apart", None, left))
    return made


def _newest(levels: Sequence[Level]) -> list[Level]:
    """Each fact once: an upload shows one state of it."""
    known: dict[str, Level] = {}
    for level in sorted(levels, key=lambda one: (one.as_of, one.value)):
        known[level.fact] = level
    return list(known.values())


def _batch(bundle: Bundle, source: str, as_of: date) -> Batch:
    span = bundle.spans[source]
    first = min(span.first or as_of - WINDOW, as_of)
    if source in CREDITED:
        first = max(first, as_of - timedelta(days=WINDOW_DAYS - 1))
    elif source not in LASTING:
        first = max(first, as_of - timedelta(days=KEPT_DAYS - 1))
    partial = {as_of, first} if source in SHORT_LIVED else {as_of}
    amounts = {
        fact: {day: amount for day, amount in days.items() if first <= day <= as_of and amount}
        for fact, days in bundle.amounts.get(source, {}).items()
    }
    return Batch(source, first, as_of, frozenset(partial), amounts, READER)


def _acceptance(bundle: Bundle, as_of: date) -> None:
    """Who accepted is in Connections.csv of the same bundle, from the day before on."""
    asked, spans = bundle.invitations, bundle.spans
    if "archive/invitations" not in spans or not (asked or bundle.has_invitees):
        return
    named = [one for one in asked if one.to]
    possible = "archive/connections" in spans and bundle.has_slugs and bundle.has_invitees
    if not possible or (asked and not named):
        if asked:
            bundle.warnings.append(Warned("join_impossible"))
        return
    won = [_accepted(bundle, one) for one in named]
    pending = sum(
        as_of - one.day > PENDING and not accepted for one, accepted in zip(named, won, strict=True)
    )
    bundle.levels["invites.pending_30d"] = float(pending)
    recent = sum(n for day, n in bundle.new_connections.items() if as_of - day <= WINDOW)
    if recent >= GUARD and not any(won) and named:
        bundle.warnings.append(Warned("join_impossible"))  # a file of pending requests only
        return
    source = "archive/invitations+connections"
    bundle.span(source).cover([d for d in (spans["archive/invitations"].first,) if d])
    for one, accepted in zip(named, won, strict=True):
        if accepted or as_of - one.day >= DECIDED:
            bundle.add(source, "invites.decided", one.day, 1000)
        if accepted:
            bundle.add(source, "invites.accepted", one.day, 1000)


def _accepted(bundle: Bundle, one: Invitation) -> bool:
    on = bundle.connected.get(one.to)
    return on is not None and on >= one.day - EARLY


def _active(bundle: Bundle) -> None:
    """Days with an act of the owner's own; only where messages and one activity log were given."""
    spans = bundle.spans
    if talks.SOURCE not in spans or not any(log in spans for log in LOGS):
        return
    days = set(bundle.acted)
    for source, facts in ACTING.items():
        for fact in facts:
            days.update(day for day, n in bundle.amounts.get(source, {}).get(fact, {}).items() if n)
    seen = [spans[one].first for one in (talks.SOURCE, *ACTING) if one in spans]
    bundle.span("archive/activity").cover([day for day in seen if day])
    for day in days:
        bundle.add("archive/activity", "active.day", day, 1000)
