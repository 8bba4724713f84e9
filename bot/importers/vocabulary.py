"""Every word that may leave the reading child: sources, facts, levels, kinds, codes.

Closed lists, so that no text of anybody can ride along in a word's place. A new source or fact is
a row here; a test compares this table with what the importers write.
"""

from bot.importers import history, kinds

SOURCES: dict[str, tuple[str, ...]] = {
    "archive/activity": ("active.day",),
    "archive/articles": ("articles",),
    "archive/comments": ("comments.credit", "comments.actions"),
    "archive/connections": ("connections.new", "connections.fit", "connections.good"),
    "archive/endorsements_given": ("endorsements.given",),
    "archive/endorsements_received": ("endorsements.received",),
    "archive/follows": ("company.follows",),
    "archive/instant_reposts": ("shares.credit", "shares.bare", "shares.count"),
    "archive/invitations": ("invites.sent", "invites.noted"),
    "archive/invitations+connections": ("invites.decided", "invites.accepted"),
    "archive/messages": (
        "starts.credit", "starts.count", "starts.copied", "starts.decided", "starts.answered",
        "deep.threads", "inbound.decided", "inbound.answered",
    ),
    "archive/reactions": ("reactions",),
    "archive/recommendations_given": ("recommendations.given",),
    "archive/recommendations_received": ("recommendations.received",),
    "archive/searches": ("searches",),
    "archive/shares": (
        "posts.credit", "shares.credit", "shares.count", "shares.bare", "shares.actions",
    ),
    "analytics/engagement": (
        "creator.impressions", "creator.engagements", "creator.followers",
    ),
    "analytics/followers": ("creator.followers",),
    "readings": (),
    "sales_navigator": (
        "sn.days_active", "sn.searches", "sn.profile_views", "sn.leads_saved",
        "sn.accounts_saved", "sn.inmails_sent", "sn.inmails_accepted",
    ),
}  # fmt: skip
"""Each source, and the facts that it may tell (docs/scoring.md, Facts)."""

SEATS = "sales_navigator"
"""A report on many people: it needs the map of enrolled members, so no facts.json holds it."""

CHECKS = tuple(
    f"profile.{name}"
    for name in ("headline", "summary", "industry", "location", "positions", "current",
                 "education", "skills", "photo", "banner")
)  # fmt: skip
"""Levels that are yes or no."""

LEVELS = (
    "network.size", "network.senior", "groups.count", "comments.median_words",
    "starts.median_chars", "invites.pending_30d", "inbound.waiting", "contacts.silent_90d",
    "best_post.ratio", "creator.followers_total",
)  # fmt: skip
"""Levels that are numbers."""

KINDS = frozenset(kinds.readable()) | {
    "ssi_page", "articles", "creator_engagement", "creator_followers", "creator_top_posts", "facts",
}  # fmt: skip
"""What a receipt may say was read."""

WARNINGS = (
    "rows_left_out", "dates_left_out", "encoding_guessed", "decimal_comma_read",
    "date_order_read", "total_mismatch", "pillars_missing", "conflicting_rows", "large_jump",
    "member_unreadable", "ambiguous_member", "member_too_large", "too_many_rows",
    "sheet_missing", "localised_headers", "periods_apart", "owner_unknown", "join_impossible",
    "seats_not_matched", "seat_without_data", "activity_incomplete",
)  # fmt: skip
"""What was left out or guessed. Any other code (a file that was refused beside a good one) is told
on the spot, and in facts.json as "member_unreadable"."""

NOTES = (
    "private_skipped", "unknown_ignored", "parts_joined", "basic_archive", "duplicates_dropped",
    "nothing_new", "older_than_known",
)  # fmt: skip

COLUMNS = ("date", *history.COLUMNS)
"""Columns of a table of readings in which something could not be used."""

REASONS = ("dates", "cells", "unreadable", "values", "other")
"""Why a row was left out: no date that can be read; cells missing; no row at all; numbers out of
range; anything else."""
