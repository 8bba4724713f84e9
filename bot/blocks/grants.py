"""What a rep shares with whom: the form, the questions, the receipts, and the card itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.refusals import sentence
from bot.blocks.team import ITEMS
from bot.blocks.wording import SHORT_NAMES, count, day, fitting, listed, name, points, total, within
from scoring.pillars import PILLARS
from scoring.readings import REPORT

if TYPE_CHECKING:
    from bot.services.grants import Reader, Sharing
    from bot.services.team_granted import Granted
    from bot.store.grants import Grant
    from bot.store.receipts import Receipt
    from scoring.readings import Reading

MODES = {
    "private": "Private: no sum counts me",
    "sums": "Sums only: counted among five people or more",
    "open": "Open to my boards: named there, and counted in sums",
}
WHAT = (
    "Sums are of five people or more, and tell of nobody. "
    "Everything else is shown to one manager of a board that you joined, until you end it. "
    "Each look of theirs gives you a line in App Home."
)
PRIVATE_ENDS = "Going back to private ends all that you share."
NOTHING = "Nobody sees anything of you beside a board that you joined."
SHOWN = 20
"""Grants that a form lists."""
MANAGERS_SEE = "They see that you joined, sums of five people, and what you share."
GONE = "somebody who is gone"
LOOKED = {"team": "the team's page, with your name on it", "file": "a file of what you share"}


def form(known: Sharing) -> View:
    """What a member shares, to be changed."""
    blocks: list[Block] = [
        parts.section(WHAT if known.mode == "private" else f"{WHAT} {PRIVATE_ENDS}"),
        parts.select("mode", "What of me is counted", [(w, key) for key, w in MODES.items()],
                     known.mode),
    ]  # fmt: skip
    people = readers(known.readers)
    choices = [item for item in known.items if item != "pack"]
    if people and choices:
        blocks += [
            parts.select("reader", "Show something to", [("Nobody new", "nobody"), *people],
                         "nobody"),
            parts.select("item", "Namely", [(_capital(ITEMS[item]), item) for item in choices],
                         choices[0]),
        ]  # fmt: skip
    blocks += questions(known)
    for one in known.granted[:SHOWN]:
        end = parts.button("End", ids.GRANT_END, one.id, label="End this at once")
        blocks.append(parts.section(_sees(known, one), accessory=end))
    row = [parts.button("See what my manager sees", ids.SEE_AS_MANAGER)]
    if people:
        row.append(parts.button("My 1:1 page", ids.PACK_OPEN))
    blocks.append(parts.actions(*row))
    return parts.modal("What I share", blocks, callback_id=ids.SHARING_VIEW, submit="Save")


def readers(known: Sequence[Reader]) -> list[tuple[str, str]]:
    """Managers as options of a list, each once."""
    first: dict[str, Reader] = {}
    for one in known:
        first.setdefault(one.user, one)
    return [
        (within(one.name, 75), f"{one.channel} {one.user}") for one in list(first.values())[:99]
    ]


def instead() -> Message:
    """Where no form can open."""
    text = "What you share is one form."
    row = parts.actions(parts.button("What I share", ids.SHARING_OPEN))
    return Message(text, [parts.section(text), row])


def _sees(known: Sharing, one: Grant) -> str:
    since = f" since {_day(one.granted_at, known.zone)}" if one.granted_at else ""
    return f"{name(known.name(one.reader))} sees your {ITEMS[one.item]}{since}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(at: datetime, zone: str) -> str:
    return day(at.astimezone(ZoneInfo(zone)).date())


def questions(known: Sharing) -> list[Block]:
    """What managers asked for and nobody answered; on the person's own screens only."""
    blocks: list[Block] = []
    for one in known.asked[:SHOWN]:
        text = (
            f"*{name(known.name(one.reader))}*, manager of the board of <#{one.channel}>, "
            f"asks to see your {ITEMS[one.item]}. Either answer is fine, and a no is not told."
        )
        yes = (
            parts.button("Write the page first", ids.PACK_OPEN)
            if one.item == "pack"
            else parts.button("Show it", ids.GRANT_YES, one.id)
        )
        no = parts.button("No", ids.GRANT_NO, one.id, label="No, keep it to myself")
        blocks += [parts.section(text), parts.actions(yes, no)]
    return blocks


def beside(known: Sharing) -> list[Block]:
    """What stands in App Home: open questions, who manages one's boards, and who looked."""
    blocks = questions(known)
    people = readers(known.readers)
    if people:
        named = listed([name(who) for who, _ in people[:SHOWN]])
        blocks.append(parts.context(f"Managers of your boards: {named}. {MANAGERS_SEE}"))
    if known.granted:
        lines = [_sees(known, one) for one in known.granted]
        blocks.append(parts.section(fitting("*You share*, until you end it:", lines)))
    if known.receipts:
        lines = [receipt(one, known.names, known.zone) for one in known.receipts]
        blocks.append(parts.context(*lines))
    return blocks


def receipt(one: Receipt, names: Mapping[str, str], zone: str) -> str:
    """Who looked at what, and when."""
    who = name(names.get(one.actor, GONE))
    return f"{who} opened {looked_at(one.item)} on {_day(one.at, zone)}."


def looked_at(item: str) -> str:
    """What a receipt is about."""
    own = [f"your {ITEMS[one]}" for one in item.split() if one in ITEMS]
    return LOOKED.get(item) or listed(own) or "what you share"


def with_card(message: Message, known: Sharing) -> Message:
    """A card with what managers ask for below it."""
    added = questions(known)[: max(0, 50 - len(message.blocks))]
    return Message(message.text, [*message.blocks, *added]) if added else message


def saved(made: Sharing, new: Grant | None) -> Message:
    """What holds from now on."""
    said = [f"Saved: “{MODES[made.mode]}”."]
    if new is not None:
        said.append(_sees(made, new))
    elif not made.granted:
        said.append(NOTHING)
    return notice(" ".join(said))


def answered(yes: bool) -> Message:
    """A question has its answer."""
    if yes:
        return notice("Shown from now on. It ends with one tap, under What I share.")
    return notice("Kept to yourself. Whoever asked is not told.")


def ended(over: Grant, known: Sharing) -> Message:
    """A grant is over."""
    return notice(
        f"Ended. {name(known.name(over.reader))} sees your {ITEMS[over.item]} no more, "
        "also not in a window that is still open."
    )


def not_shared(code: str) -> Message:
    """Why something could not be shown."""
    text = sentence(code)
    row = parts.actions(parts.button("My 1:1 page", ids.PACK_OPEN))
    return Message(text, [parts.section(text), *([row] if code == "nothing_written" else [])])


def field_error(code: str) -> str:
    """What is wrong with a field."""
    return sentence(code)


def ask_form(channel: str, items: Sequence[str]) -> View:
    """For a manager: whom to ask for what."""
    whom: Block = {
        "type": "input",
        "block_id": "whom",
        "label": parts.plain("Person"),
        "element": {"type": "users_select", "action_id": "whom"},
    }
    blocks = [
        parts.section(
            "They see your question when they next open me, and I write to nobody. "
            "A no is not told to you, and asking again changes nothing."
        ),
        whom,
        parts.select("item", "What would you like to see?",
                     [(_capital(ITEMS[item]), item) for item in items], items[0]),
    ]  # fmt: skip
    return parts.modal(
        "Ask for something", blocks, callback_id=ids.TEAM_ASK_VIEW, submit="Ask", metadata=channel
    )


def asked() -> Message:
    """A question waits."""
    return notice("Asked. If they say yes, it stands on the team's page.")


def choose(known: Sharing) -> Message:
    """Whose eyes to look through."""
    text = "Through whose eyes? You see the very card that they see."
    people = readers(known.readers)[:20]
    rows = [
        parts.section(name(who), accessory=parts.button("Look", ids.SEE_AS_MANAGER, value))
        for who, value in people
    ]
    return Message(text, [parts.section(text), *rows])


def nobody() -> Message:
    """No board that they joined has a manager."""
    return notice(f"No board that you joined has a manager. {NOTHING}")


BY_ITS_OWNER = "Shared by its owner, who sees each look and may end it any day."
ON_THE_PAGE = "The team's page names whoever joined the board, and counts them in sums of five."


def card(shown: Granted) -> View:
    """What one rep granted: the same for the reader and for its owner."""
    blocks: list[Block] = [parts.header(within(shown.name, 150))]
    if not shown.since:
        blocks.append(parts.section("Nothing is shared here."))
    if "pack" in shown.since:
        blocks += _page(shown)
    if shown.readings or "readings" in shown.since:
        blocks.append(parts.section(_readings(shown)))
    if shown.weeks is not None:
        kept, of = shown.weeks.weeks, count(shown.weeks.of, "week", "weeks")
        since = day(shown.weeks.since, shown.today)
        blocks.append(parts.section(f"*Kept weeks*: {kept} of {of} since {since}."))
    if shown.since:
        blocks.append(parts.context(BY_ITS_OWNER))
    blocks.append(parts.context(ON_THE_PAGE))
    return parts.modal("What they share", blocks)


def _page(shown: Granted) -> list[Block]:
    if shown.page is None:
        return []
    text, since = shown.page
    return [
        parts.section(f"*Page for a 1:1*, written by them, shared on {day(since, shown.today)}."),
        {"type": "section", "text": parts.plain(text)},
        parts.divider(),
    ]


def _readings(shown: Granted) -> str:
    if not shown.readings:
        return "*Reported numbers*: none yet."
    lines = [_reading(one, shown) for one in shown.readings]
    return "\n".join(["*Reported numbers*, the newest first", *lines])


def _reading(one: Reading, shown: Granted) -> str:
    by = " (usage report)" if one.source is REPORT else ""
    said = f"• {day(one.day, shown.today)}{by}: {total(one.total)} of 100"
    if one.pillars is None:
        return said
    four = zip(PILLARS, one.pillars, strict=True)
    return f"{said} · " + ", ".join(f"{SHORT_NAMES[pillar]} {points(n)}" for pillar, n in four)
