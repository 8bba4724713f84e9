"""Connections.csv and Invitations.csv: who was won, and who was asked."""

from datetime import date
from urllib.parse import unquote

from bot.importers.bundle import Bundle, Invitation
from bot.importers.tables import Table, text_of
from scoring.titles import fit, seniority

SENIOR = 0.9


def slug(url: str) -> str:
    """The profile's name in a link, decoded and in lower case; '' for none."""
    _, found, tail = url.partition("/in/")
    if not found:
        return ""
    name = tail.partition("/")[0].partition("?")[0]
    return (unquote(name) if "%" in name else name).casefold()


def connections(table: Table, bundle: Bundle) -> None:
    """Count connections, their seniority and their fit. Blank rows are hidden members: they count
    as connections and are nobody."""
    on, url = table.at["connected on"], table.column("url")
    company, position = table.at["company"], table.at["position"]
    span, total, senior = bundle.span("archive/connections"), 0, 0
    bundle.has_slugs = url is not None
    ranks: dict[str, bool] = {}
    for row in table.rows():
        day = bundle.day(row[on])
        if day is None:
            continue
        total += 1
        span.widen(day)
        bundle.new_connections[day] = bundle.new_connections.get(day, 0) + 1
        title, at = row[position], row[company]
        if title:
            rank = ranks.get(title)
            if rank is None:
                rank = ranks[title] = seniority(text_of(title)) >= SENIOR
            senior += rank
        if url is not None and row[url]:
            bundle.connected[slug(row[url])] = day
        if title or at:
            bundle.pairs.append((day, title, at))
    bundle.levels["network.size"] = float(total)
    bundle.levels["network.senior"] = float(senior)


def fits(bundle: Bundle) -> None:
    """Sum the fit of the ten best-fitting of each day; own companies are known by now."""
    by_day: dict[date, list[float]] = {}
    known: dict[tuple[str, str], float] = {}
    for day, title, company in bundle.pairs:
        value = known.get((title, company))
        if value is None:
            value = known[title, company] = fit(
                text_of(title),
                text_of(company),
                ideal=bundle.context.ideal,
                own_companies=bundle.own_companies,
            )
        by_day.setdefault(day, []).append(value)
    source = "archive/connections"
    for day, count in bundle.new_connections.items():
        bundle.add(source, "connections.new", day, 1000 * count)
        values = sorted(by_day.get(day, ()), reverse=True)[:10]
        if values:
            bundle.add(source, "connections.fit", day, round(1000 * sum(values)))
        good = sum(1 for value in values if value >= 0.6)
        if good:
            bundle.add(source, "connections.good", day, 1000 * good)


def invitations(table: Table, bundle: Bundle) -> None:
    """Count invitations sent, and learn from them whose archive this is."""
    at, direction = table.at["sent at"], table.at["direction"]
    message = table.column("message")
    inviter, invitee = table.column("inviterprofileurl"), table.column("inviteeprofileurl")
    source = "archive/invitations"
    span = bundle.span(source)
    for row in table.rows():
        day = bundle.day(row[at])
        if day is None:
            continue
        span.widen(day)
        if row[direction].strip().upper() != "OUTGOING":
            continue
        noted = message is not None and bool(row[message].strip())
        bundle.add(source, "invites.sent", day, 1000)
        if noted:
            bundle.add(source, "invites.noted", day, 1000)
        if inviter is not None and bundle.owner is None:
            bundle.owner = slug(row[inviter]) or None
        to = slug(row[invitee]) if invitee is not None else ""
        bundle.invitations.append(Invitation(day, to, noted))
