"""Leave: until when, and what waits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.wording import day, moment

if TYPE_CHECKING:
    from bot.services.leave import Away, Paused, Refusal
    from bot.store.members import Member

REFUSED = {
    "past": "That day has passed, so nothing changed. Choose a day after today.",
    "too_long": "I can pause for 26 weeks at most, so nothing changed. Choose an earlier day.",
}
"""A sentence for each refusal; it stands at the field of the form too."""


def show(away: Away) -> Message:
    """Whether one is away, and the lengths to choose from."""
    if away.leave is None:
        text = (
            "You aren't paused. A pause holds the weekly note, your streak waits, "
            "and boards leave you out. I come back by myself."
        )
        return Message(text, [parts.section(text), parts.actions(*_lengths())])
    text = f"{_until(away.leave.back, away.today)} {_next(away.member)}".strip()
    row = parts.actions(parts.button("End it today", ids.PAUSE_OFF), *_lengths())
    return Message(text, [parts.section(text), row])


def paused(made: Paused) -> Message:
    """A pause was kept: until when, and how to take it back or choose another length."""
    text = f"{_until(made.leave.back, made.today)} {_next(made.member)}".strip()
    value = "|".join(
        (
            made.leave.id,
            made.ended.isoformat() if made.ended else "",
            made.due.isoformat() if made.due else "",
        )
    )
    undo = parts.button("Undo", ids.PAUSE_UNDO, value, label="Undo the pause")
    return Message(text, [parts.section(text), parts.actions(undo, *_lengths())])


def ended(member: Member) -> Message:
    """Back today."""
    return notice(f"Welcome back. Your pause ends today. {_next(member)}".strip())


def undone(away: Away) -> Message:
    """As it was before."""
    if away.leave is not None:
        return notice(f"Undone. {_until(away.leave.back, away.today)} {_next(away.member)}".strip())
    return notice(f"Undone. You aren't paused. {_next(away.member)}".strip())


def not_paused(command: str) -> Message:
    """There is nothing to end."""
    return notice(f"You aren't paused, so nothing changed. `{command} pause 2w` begins a pause.")


def how(command: str) -> Message:
    """What may be typed."""
    return notice(
        f"I didn't understand that, so nothing changed. Try `{command} pause 2w`, "
        f"`{command} pause 10d`, `{command} pause until 2026-12-28` or `{command} pause off`."
    )


def refused(refusal: Refusal) -> Message:
    """A day that can't be."""
    return notice(REFUSED[refusal])


def modal(today: date) -> View:
    """A day to be back on."""
    picker = {
        "type": "datepicker",
        "action_id": "back",
        "initial_date": (today + timedelta(weeks=2)).isoformat(),
    }
    field: Block = {
        "type": "input",
        "block_id": "back",
        "label": parts.plain("When are you back?"),
        "element": picker,
    }
    return parts.modal("Pause", [field], callback_id=ids.PAUSE_VIEW, submit="Pause")


def _lengths() -> tuple[dict[str, Any], ...]:
    return (
        parts.button("1 week", ids.PAUSE_ONE_WEEK, label="Pause for one week"),
        parts.button("2 weeks", ids.PAUSE_TWO_WEEKS, label="Pause for two weeks"),
        parts.button("Pick a date", ids.PAUSE_DAY, label="Pick the day on which you are back"),
    )


def _until(back: date, today: date) -> str:
    return (
        f"Paused until {day(back, today)}. Your streak waits, and boards leave you out until then."
    )


def _next(member: Member) -> str:
    if member.digest != "on" or member.next_digest_at is None:
        return ""
    return f"Your next note comes on {moment(member.next_digest_at, member.zone)}."
