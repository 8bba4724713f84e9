"""What is kept of somebody, who sees it, who looked, and what they may choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.grants import GONE, receipt
from bot.blocks.message import Block, Message
from bot.blocks.team import ITEMS
from bot.blocks.wording import count, day, escape, listed, name, spoken

if TYPE_CHECKING:
    from bot.services.privacy import Privacy
    from bot.store.grants import Grant

WORDS: dict[str, tuple[str, str]] = {
    "member": ("page of your name, time zone and choices", "pages of choices"),
    "reading": ("reading of your index", "readings of your index"),
    "upload": ("upload", "uploads"),
    "upload_source": ("table of counts from files", "tables of counts from files"),
    "upload_level": ("level from files", "levels from files"),
    "forecast_log": ("forecast before a reading", "forecasts before readings"),
    "tip_event": ("note on a step", "notes on steps"),
    "declared": ("answer to the self-check", "answers to the self-check"),
    "goal": ("goal", "goals"),
    "outcome": ("week that you counted", "weeks that you counted"),
    "if_then_plan": ("plan of your own", "plans of your own"),
    "leave": ("pause", "pauses"),
    "consent": ("choice about messages, with its date", "choices about messages, with dates"),
    "archive_wait": ("reminder of an archive", "reminders of archives"),
    "sales_seat": ("seat of Sales Navigator", "seats of Sales Navigator"),
    "board_member": ("board that you joined or left", "boards that you joined or left"),
    "quest_share": ("share of a quest", "shares of quests"),
    "pack": ("page for a 1:1", "pages for a 1:1"),
    "share_grant": ("permission to see", "permissions to see"),
    "access_receipt": ("look by somebody", "looks by somebody"),
    "delivery": ("message sent or planned", "messages sent or planned"),
}
"""What a row of each table is called."""
MODES = {
    "private": ("Private", ids.SHARES_PRIVATE, 
        "No sum counts your numbers, and only boards that you joined name you."),
    "sums": ("Sums only", ids.SHARES_SUMS, "Sums of five or more people may count your numbers."),
    "open": ("Open to my boards", ids.SHARES_OPEN,
             "Boards that you joined may name you, and sums may count your numbers."),
}  # fmt: skip
SHOWN_TO = "What you show to a manager stands above, and ends under What I share."
NOBODY = "Nobody else sees anything of yours."
OPERATOR = "Whoever runs the database can read what lies in it."
GROUP = 5
"""Boards or permissions that are listed; the rest is a number."""


def render(made: Privacy, contact: str, *, admin: bool) -> Message:
    """The whole page. `contact`: whom to ask, if the operator said so; `admin`: may have the
    audit."""
    kept = _kept(made)
    seen = _seen(made)
    blocks = [
        parts.header("Your privacy"),
        parts.section(f"*What I keep*\n{kept}"),
        parts.section(f"*Who sees it now*\n{seen}"),
        *_looks(made),
        parts.section(_mode(made)),
        parts.actions(*_modes(made)),
        parts.section(_median(made), accessory=_switch(made)),
        parts.context(_retention(made.keep_months), _operator(contact)),
        parts.actions(*_rights(admin)),
    ]
    return Message(spoken(f"Your privacy. {kept} {seen}"), blocks)


def _kept(made: Privacy) -> str:
    said = [count(many, *WORDS[table]) for table, many in made.rows.items() if table in WORDS]
    return f"{'; '.join(said)}. No names, texts or files of other people."


def _seen(made: Privacy) -> str:
    lines = []
    if made.boards:
        where = [f"<#{channel}>" for channel in made.boards[:GROUP]]
        more = len(made.boards) - GROUP
        where += [f"{more} more"] if more > 0 else []
        lines.append(f"People in {listed(where)} may see your name on the board there.")
    lines += [_granted(one, made.names) for one in made.grants[:GROUP]]
    if len(made.grants) > GROUP:
        lines.append(f"And {len(made.grants) - GROUP} more permissions.")
    return "\n".join(lines) if lines else NOBODY


def _granted(one: Grant, names: Mapping[str, str]) -> str:
    since = f", since {day(one.granted_at.date())}" if one.granted_at else ""
    return f"{name(names.get(one.reader, GONE))} may see your {ITEMS[one.item]}{since}."


def _looks(made: Privacy) -> list[Block]:
    if not made.looks:
        return []
    lines = "\n".join(receipt(one, made.names, made.member.zone) for one in made.looks)
    return [parts.section(f"*Who looked*\n{lines}")]


def _mode(made: Privacy) -> str:
    title, _, says = MODES[made.member.shares]
    said = f"*What is counted of you: {title.lower()}*\n{says}"
    return f"{said} {SHOWN_TO}" if made.grants else said


def _modes(made: Privacy) -> list[dict[str, Any]]:
    others = [one for mode, one in MODES.items() if mode != made.member.shares]
    buttons = [parts.button(words, id, label=f"Set to: {words}") for words, id, _ in others]
    return [
        *buttons,
        parts.button("What I share", ids.SHARING_OPEN),
        parts.button("See what my manager sees", ids.SEE_AS_MANAGER),
    ]


def _median(made: Privacy) -> str:
    if made.member.median:
        return (
            "*The workspace's median*\nYour change counts in what the whole workspace moved by. "
            "Nobody sees it alone."
        )
    return (
        "*The workspace's median*\nYour change stays out of what the whole workspace moved by. "
        "You still see that figure."
    )


def _switch(made: Privacy) -> dict[str, Any]:
    if made.member.median:
        return parts.button("Keep mine out", ids.MEDIAN_OUT)
    return parts.button("Count mine", ids.MEDIAN_IN)


def _retention(months: int) -> str:
    return (
        f"I erase everything {count(months, 'month', 'months')} after you last did anything here, "
        "or when you say so. Messages are kept 13 months, the audit 12."
    )


def _operator(contact: str) -> str:
    asked = f" Ask {escape(contact)}." if contact else ""
    return f"{OPERATOR}{asked}"


def _rights(admin: bool) -> list[dict[str, Any]]:
    buttons = [
        parts.button("Get my data", ids.EXPORT_OPEN),
        parts.button("Forget me", ids.FORGET_OPEN, style="danger"),
    ]
    return [*buttons, *([parts.button("Get the audit", ids.AUDIT_EXPORT)] if admin else [])]
