"""The end of every message that comes unasked: why it came, and three ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.message import Block
from bot.blocks.wording import WEEKDAYS, clock, zone

if TYPE_CHECKING:
    from bot.store.members import Member

EVERY = {1: "every week", 2: "every second week", 4: "every fourth week"}


def rhythm(member: Member) -> str:
    """When the weekly note comes, as Mondays at 09:00, every week, Berlin time."""
    return (
        f"{WEEKDAYS[member.weekday]}s at {clock(member.minute)}, {EVERY[member.every]}, "
        f"{zone(member.zone)}"
    )


def footer(member: Member, why: str = "") -> list[Block]:
    """Why this came, and how to pause, change or stop it: each with one tap. `why`: in place of
    the rhythm."""
    return [
        parts.context(f"You get this because you said yes. {why or rhythm(member)}."),
        parts.actions(
            parts.button("Pause", ids.PAUSE_TWO_WEEKS, label="Pause the weekly note for two weeks"),
            parts.button("Change time", ids.DIGEST_CHANGE, label="Change the time of this note"),
            parts.button("Stop", ids.DIGEST_STOP, label="Stop the weekly note"),
        ),
    ]
