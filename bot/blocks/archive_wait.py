"""The wait for LinkedIn's larger archive: the offer, its answer, the reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.blocks.wording import moment, zone

if TYPE_CHECKING:
    from bot.services.archive_wait import Asked

OFFER = "LinkedIn takes 24 to 48 hours to make the larger archive. Shall I remind you?"


def button() -> dict[str, Any]:
    """Asks for one reminder."""
    return parts.button("Remind me", ids.ARCHIVE_REMIND, label="Remind me of my archive")


def asked(one: Asked) -> Message:
    """When the reminder comes."""
    when = f"{moment(one.due_at, one.zone)} ({zone(one.zone)})"
    if one.before:
        return notice(f"You asked before: I write to you once, on {when}.")
    return notice(f"I write to you once, on {when}. If your archive reaches me before, I don't.")


def remind(user: str) -> Message:
    """The reminder itself."""
    text = (
        "You asked me to remind you: your LinkedIn archive may be ready now. "
        "LinkedIn mails you a link that usually works for 72 hours. "
        "Drop the .zip file here, and I read it."
    )
    row = parts.actions(parts.button("Open the form", ids.UPLOAD_OPEN))
    return Message(text, [parts.section(text), row])
