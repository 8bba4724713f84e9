"""What needs more than one file, or all texts at once; then only dates and numbers remain."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from bot.importers import messages, network
from bot.importers.bundle import Bundle
from bot.importers.values import READER, Import, Warned
from bot.importers.writing import BARE, COMMENT_WORDS, VIEW_WORDS
from scoring.activity import Batch
from scoring.text import WINDOW_DAYS, Written, credits, words

DECIDED = timedelta(days=14)
"""After which an unanswered invitation counts as decided."""
PENDING = timedelta(days=30)
WINDOW = timedelta(days=90)
OWN_POST_MS = 5000
"""A comment whose link is this near an own post in time stands under that post."""
CREDITED = ("archive/shares", "archive/comments", "archive/messages")
"""Sources whose texts are compared; they cover 182 days at most."""
LASTING = (
    "archive/endorsements_received",
    "archive/recommendations_received",
)
"""Sources that count over all their years."""
KEPT_DAYS = 400
"""Days of every other source that leave the child: the score looks back 91, readings half a year,
and an archive may lie some months before it is given. What is older is nobody's business."""
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


def finish(bundle: Bundle) -> Import:
    """Make the joins, and leave everything else behind."""
    as_of = bundle.as_of or bundle.context.today
    if "archive/connections" in bundle.spans:
        network.fits(bundle)
    _acceptance(bundle, as_of)
    _posts(bundle, as_of)
    _comments(bundle, as_of)
    messages.join(bundle, as_of)
    _active(bundle)
    if bundle.dropped:
        bundle.warnings.append(Warned("dates_left_out", None, bundle.dropped))
    covered = tuple(_batch(bundle, source, as_of) for source in sorted(bundle.spans))
    return Import(
        batches=covered,
        levels=bundle.level_list(as_of),
        readings=tuple(bundle.readings),
        files=tuple(bundle.files),
        ignored=tuple(bundle.ignored),
        warnings=tuple(bundle.warnings),
        notes=tuple(bundle.notes),
        as_of=as_of if covered or bundle.levels else None,
        left_out=tuple(bundle.left_out),
        ideal=bundle.context.ideal.version,
    )


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
    asked = [one for one in bundle.invitations if one.to]
    if "archive/invitations" not in bundle.spans or "archive/connections" not in bundle.spans:
        return
    if not bundle.has_slugs or not asked:
        bundle.warnings.append(Warned("join_impossible"))
        return
    won = [one for one in asked if _accepted(bundle, one.to, one.day)]
    recent = sum(n for day, n in bundle.new_connections.items() if as_of - day <= WINDOW)
    if recent >= 20 and not won:
        bundle.warnings.append(Warned("join_impossible"))  # a file of pending requests only
        return
    source = "archive/invitations+connections"
    span = bundle.span(source)
    pending = 0
    for one in asked:
        span.widen(one.day)
        accepted = _accepted(bundle, one.to, one.day)
        if accepted or as_of - one.day >= DECIDED:
            bundle.add(source, "invites.decided", one.day, 1000)
        if accepted:
            bundle.add(source, "invites.accepted", one.day, 1000)
        pending += not accepted and as_of - one.day > PENDING
    bundle.levels["invites.pending_30d"] = float(pending)


def _accepted(bundle: Bundle, to: str, sent: date) -> bool:
    on = bundle.connected.get(to)
    return on is not None and on >= sent - timedelta(days=1)


def _recent(day: date, as_of: date) -> bool:
    return (as_of - day).days < WINDOW_DAYS


def _credit(texts: Sequence[Written], bundle: Bundle) -> list[int]:
    return credits(texts) if bundle.context.credit else [1000] * len(texts)


def _posts(bundle: Bundle, as_of: date) -> None:
    kept = [
        (text, shape)
        for text, shape in zip(bundle.own_posts, bundle.post_shares, strict=True)
        if _recent(text.day, as_of)
    ]
    source = "archive/shares"
    given = _credit([text for text, _ in kept], bundle)
    for (text, (is_post, has_link)), credit in zip(kept, given, strict=True):
        day, viewed = text.day, words(text.text) >= VIEW_WORDS
        bundle.add(source, "shares.count", day, 1000)
        if is_post:
            bundle.add(source, "posts.credit", day, credit)
        if has_link and viewed:
            bundle.add(source, "shares.credit", day, credit)
        elif has_link:
            bundle.add(source, "shares.credit", day, BARE)
            bundle.add(source, "shares.bare", day, 1000)
        if credit and (is_post or (has_link and viewed)):
            bundle.add(source, "shares.actions", day, 1000)


def _comments(bundle: Bundle, as_of: date) -> None:
    kept = [one for one in bundle.own_comments if _recent(one[0].day, as_of)]
    source, own = "archive/comments", sorted(bundle.share_times)
    given = _credit([text for text, _ in kept], bundle)
    lengths = []
    for (text, posted), credit in zip(kept, given, strict=True):
        count = words(text.text)
        lengths.append(count)
        share = max(0.2, min(1.0, count / COMMENT_WORDS))
        under_own = bool(posted) and _near(own, posted)
        amount = round(credit * share * (0.5 if under_own else 1.0))
        if amount:
            bundle.add(source, "comments.credit", text.day, amount)
            bundle.add(source, "comments.actions", text.day, 1000)
    if len(lengths) >= 5:
        bundle.levels["comments.median_words"] = float(sorted(lengths)[len(lengths) // 2])


def _near(times: Sequence[int], moment: int) -> bool:
    at = bisect_left(times, moment - OWN_POST_MS)
    return at < len(times) and times[at] <= moment + OWN_POST_MS


def _active(bundle: Bundle) -> None:
    """Days with an act of the owner's own; only where messages and one activity log were given."""
    logs = ("archive/comments", "archive/reactions", "archive/shares", "archive/searches")
    if messages.SOURCE not in bundle.spans or not any(log in bundle.spans for log in logs):
        return
    days = set(bundle.acted)
    for source, facts in ACTING.items():
        for fact in facts:
            days.update(day for day, n in bundle.amounts.get(source, {}).get(fact, {}).items() if n)
    span = bundle.span("archive/activity")
    for day in days:
        span.widen(day)
        bundle.add("archive/activity", "active.day", day, 1000)
