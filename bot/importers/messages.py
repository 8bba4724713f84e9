"""messages.csv: who wrote what to whom, sorted by the other person.

Only talk between two people counts. Texts are kept for as long as near copies must be found: the
owner's own of the last 182 days.
"""

from collections.abc import Mapping
from datetime import date

from bot.importers.bundle import Bundle
from bot.importers.dates import moment
from bot.importers.network import slug
from bot.importers.tables import Table
from bot.importers.talks import ME, SILENCE, SOURCE, TURN
from scoring.text import WINDOW_DAYS


def messages(table: Table, bundle: Bundle) -> None:
    """Sort the messages by the other person. Group chats, drafts, spam and adverts are left out."""
    at, column = table.at, table.column
    conversation, date_at = at["conversation id"], at["date"]
    sender, to = at["sender profile url"], at["recipient profile urls"]
    title, content, who = at["conversation title"], at["content"], at["from"]
    named = at["to"]
    folder, draft = column("folder"), column("is message draft")
    slugs, quick = _Slugs(), bundle.days.quick
    early = bundle.told_from(WINDOW_DAYS + (SILENCE + TURN).days)
    talks, owner, known_name = bundle.talks, bundle.owner, bundle.owner_name
    old: dict[tuple[str, str], int] = {}
    days: set[date] = set()
    namesakes: set[str] = set()
    for row in bundle.rows(table) if bundle.same else table.rows():
        stamp = row[date_at]
        day = quick(stamp[:11]) or bundle.day(stamp)
        if day is None:
            continue
        days.add(day)
        if folder is not None and row[folder] == "SPAM":
            continue
        if draft is not None and row[draft] == "Yes":
            continue
        others = row[to]
        if day < early:
            both = row[sender], others
            old[both] = old.get(both, 0) + 1
            continue
        if row[title] == "Sponsored Conversation" or "," in others or ";" in others:
            continue
        from_, to_ = slugs.of(row[sender]), slugs.of(others)
        if owner is None and from_ and known_name and row[who] == known_name:
            namesakes.add(from_)
        text = None
        if (owner is None or from_ == owner) and bundle.context.credit:
            text = table.text(row[content])
            if text is None:
                bundle.leave("unreadable")
                continue
        if not (from_ and to_):
            pair = f"\n{row[conversation]}"
        else:
            pair = f"{from_}\n{to_}" if from_ <= to_ else f"{to_}\n{from_}"
        if stamp[4:5] != "-":
            stamp = moment(stamp, day)
        talks.setdefault(pair, []).append((stamp, day, from_, text, row[named]))
    bundle.span(SOURCE).cover(days)
    _met_before(old, slugs, bundle)
    if owner is None and len(namesakes) == 1:
        bundle.owner = namesakes.pop()


def _met_before(old: Mapping[tuple[str, str], int], slugs: "_Slugs", bundle: Bundle) -> None:
    """How often two people wrote before the days that count; groups and strangers are left out."""
    for (sender, others), number in old.items():
        two = slugs.of(sender), slugs.of(others)
        if all(two) and "," not in others and ";" not in others:
            bundle.met[two] = bundle.met.get(two, 0) + number


def plain_messages(table: Table, bundle: Bundle) -> None:
    """The layout of 2018: no links, but it says which way each message went. People go by name."""
    at = table.at
    span = bundle.span(SOURCE)
    for row in bundle.rows(table):
        day = bundle.day(row[at["date"]])
        if day is None:
            continue
        span.widen(day)
        if row[at["folder"]].strip().upper() == "SPAM":
            continue
        mine = row[at["direction"]].strip().upper() == "OUTGOING"
        text, name = table.text(row[at["content"]]), row[at["to" if mine else "from"]]
        if text is None:
            bundle.leave("unreadable")
            continue
        when = moment(row[at["date"]], day)
        kept = text if mine and bundle.context.credit else None
        talk = bundle.named_talks.setdefault(" ".join(name.casefold().split()), [])
        talk.append((when, day, ME if mine else "", kept, name))


class _Slugs:
    """Links to slugs, remembered."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, url: str) -> str:
        found = self._known.get(url)
        if found is None:
            found = self._known[url] = slug(url)
        return found
