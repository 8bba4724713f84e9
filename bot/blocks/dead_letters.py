"""To the operator: messages that were not sent, by ids and codes alone."""

from typing import TYPE_CHECKING

from bot.blocks import parts
from bot.blocks.message import Message
from bot.blocks.wording import name

if TYPE_CHECKING:
    from bot.store.dead_letters import DeadLetter

SHOWN = 10
"""Lines of one message; the rest is a number."""


def render(letters: "tuple[DeadLetter, ...]") -> Message:
    """Which messages need a look, and where to look."""
    count = len(letters)
    head = "One message was not sent." if count == 1 else f"{count} messages were not sent."
    lines = [
        f"• `{one.id}` {name(one.kind)} {name(one.slot)}: {one.state}, {name(one.code)}"
        for one in letters[:SHOWN]
    ]
    if count > SHOWN:
        lines.append(f"… and {count - SHOWN} more.")
    hint = "`ssi-coach deliveries` lists them, and can send one again or drop it."
    return Message(head, [parts.section("\n".join((f"*{head}*", *lines))), parts.context(hint)])


def trial() -> Message:
    """From the doctor: this is where such messages will come."""
    text = "A test by `ssi-coach doctor`: this is where I tell of messages that were not sent."
    return Message(text, [parts.section(text)])
