"""Connections.csv and Invitations.csv: who was won, and who was asked."""

from collections import Counter
from datetime import date
from urllib.parse import unquote

from bot.importers.bundle import Bundle
from bot.importers.tables import EMPTY, Table
from bot.importers.told import Invitation
from scoring.titles import fit, seniority

SENIOR, GOOD = 0.9, 0.6
"""Seniority of a senior connection, and fit of a good one."""
BEST = 10
"""Connections of a day whose fit counts."""


def slug(url: str) -> str:
    """The profile's name in a link, decoded and in lower case; '' for none."""
    _, found, tail = url.partition("/in/")
    if not found:
        return ""
    name = tail
    for end in "/?":
        if end in name:
            name = name[: name.index(end)]
    return (unquote(name) if "%" in name else name).strip().casefold()


def connections(table: Table, bundle: Bundle) -> None:
    """Count connections, their seniority and their fit. Blank rows are hidden members: they count
    as connections and are nobody."""
    on, url = table.at["connected on"], table.column("url")
    company, position = table.at["company"], table.at["position"]
    span, new, known = bundle.span("archive/connections"), bundle.new_connections, bundle.connected
    bundle.has_slugs = bundle.has_slugs or url is not None
    ranks: dict[str, bool] = {}
    total = seniors = 0
    for row in bundle.rows(table):
        day = bundle.day(row[on])
        if day is None:
            continue
        title, at = table.text(row[position]), table.text(row[company])
        if title is None or at is None:
            bundle.leave("unreadable")
            continue
        total += 1
        new[day] = new.get(day, 0) + 1
        if title:
            rank = ranks.get(title)
            if rank is None:
                rank = ranks[title] = seniority(title) >= SENIOR
            seniors += rank
        who = slug(row[url]) if url is not None and row[url] else ""
        if who:
            before = known.get(who)
            known[who] = day if before is None or day > before else before
            if at:
                bundle.employers[who] = at
        if title or at:
            bundle.pairs.append((day, title, at))
    span.cover(new)
    bundle.count("connections", total)
    bundle.count("senior", seniors)


def fits(bundle: Bundle) -> None:
    """Sum the fit of the ten best-fitting of each day; own companies are known by now."""
    by_day: dict[date, list[float]] = {}
    known: dict[tuple[str, str], float] = {}
    own = frozenset(bundle.own_companies)
    for day, title, company in bundle.pairs:
        value = known.get((title, company))
        if value is None:
            value = known[title, company] = fit(
                title, company, ideal=bundle.context.ideal, own_companies=own
            )
        by_day.setdefault(day, []).append(value)
    source = "archive/connections"
    for day, count in bundle.new_connections.items():
        bundle.add(source, "connections.new", day, 1000 * count)
        values = sorted(by_day.get(day, ()), reverse=True)[:BEST]
        if values:
            bundle.add(source, "connections.fit", day, round(1000 * sum(values)))
        good = sum(1 for value in by_day.get(day, ()) if value >= GOOD)
        if good:
            bundle.add(source, "connections.good", day, 1000 * good)
    bundle.levels["network.size"] = float(bundle.tally.get("connections", 0))
    bundle.levels["network.senior"] = float(bundle.tally.get("senior", 0))


def invitations(table: Table, bundle: Bundle) -> None:
    """Count invitations sent, and learn from them whose archive this is."""
    at, direction = table.at["sent at"], table.at["direction"]
    message = table.column("message")
    inviter, invitee = table.column("inviterprofileurl"), table.column("inviteeprofileurl")
    source = "archive/invitations"
    span = bundle.span(source)
    bundle.has_invitees = bundle.has_invitees or invitee is not None
    inviters: Counter[str] = Counter()
    days: set[date] = set()
    sent: Counter[date] = Counter()
    with_note: Counter[date] = Counter()
    for row in bundle.rows(table):
        day = bundle.day(row[at])
        if day is None:
            continue
        days.add(day)
        if row[direction].strip().upper() != "OUTGOING":
            continue
        noted = message is not None and row[message].strip().casefold() not in EMPTY
        sent[day] += 1
        if noted:
            with_note[day] += 1
        if inviter is not None:
            inviters[row[inviter]] += 1
        to = slug(row[invitee]) if invitee is not None else ""
        bundle.invitations.append(Invitation(day, to, noted))
    span.cover(days)
    for fact, found in (("invites.sent", sent), ("invites.noted", with_note)):
        for day, many in found.items():
            bundle.add(source, fact, day, 1000 * many)
    _whose(inviters, bundle)


def _whose(links: Counter[str], bundle: Bundle) -> None:
    """Whoever sent most of the invitations owns the archive."""
    inviters: Counter[str] = Counter()
    for link, many in links.items():
        inviters[slug(link)] += many
    del inviters[""]
    if inviters and bundle.owner is None:
        bundle.owner = max(inviters, key=lambda one: (inviters[one], one))
