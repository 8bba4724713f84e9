"""What is said where nobody answers, and the welcome of those who come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, parts
from bot.blocks.footer import footer
from bot.blocks.message import Message
from bot.blocks.wording import moment

if TYPE_CHECKING:
    from bot.services.silence import Quiet
    from bot.store.members import Member

MORE = ("I won't ask again.", "I ask at most once more.", "I ask at most twice more.")
"""By the number of questions that may follow."""
PAUSING = (
    "Two notes without an answer, so I pause. "
    "Type any word here whenever you like, and I go on. "
    "Until then I ask once in four weeks, three times at most."
)
WELCOME = "Good to see you again."


def render(quiet: Quiet) -> Message:
    """The note that says that it pauses, or the question whether to go on."""
    text = (
        PAUSING
        if quiet.pausing
        else f"Still here? One tap and your notes go on. {MORE[max(0, quiet.left)]}"
    )
    yes = parts.button("Yes, go on", ids.GO_ON, style="primary", label="Yes, go on with my notes")
    blocks = [
        parts.section(text),
        parts.actions(yes),
        *footer(quiet.member, "Your weekly note rests for now"),
    ]
    return Message(text, blocks)


def resumed(member: Member) -> str:
    """The one line in the answer to whoever does something while the note is paused."""
    return f"{WELCOME} {going_on(member)}"


def going_on(member: Member) -> str:
    """When the next note comes."""
    if member.next_digest_at is None:
        return "Your weekly note goes on."
    return (
        "Your weekly note goes on: the next one comes on "
        f"{moment(member.next_digest_at, member.zone)}."
    )
