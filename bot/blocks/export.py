"""One's own data as files, and the audit for those who may have it."""

from typing import TYPE_CHECKING

from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.blocks.wording import LONG_NAMES
from scoring.pillars import PILLARS

if TYPE_CHECKING:
    from bot.services.auditing import Lines
    from bot.services.exporting import Own

COLUMNS = (
    "Date",
    *(LONG_NAMES[pillar] for pillar in PILLARS),
    "Total",
    "Industry rank",
    "Network rank",
    "Industry average",
    "Network average",
)
"""The columns of one's readings, as an upload takes them back."""
AUDIT_COLUMNS = ("when", "who", "what", "whom", "result")

LACKING = ("missing_scope", "not_allowed_token_type")
"""Codes with which Slack says that the app may not hand files over."""


def begun() -> Message:
    """The files were promised."""
    return notice(
        "I am putting your files together. They come into our chat, usually within a minute. "
        "A table holds your readings, and a second file holds everything else."
    )


def on_their_way() -> Message:
    """Asked again within a minute."""
    return notice("Your files are on their way already. They come into our chat.")


def sent(made: "Own") -> Message:
    """Beside the files."""
    return notice(
        "Here is everything that I keep of you. "
        "The table opens in a spreadsheet, and `upload` takes it back. "
        "The other file holds the rest, for people and programs."
    )


def audit_sent(made: "Lines") -> Message:
    """Beside the audit."""
    return notice(
        "Here is the audit of this workspace: who did what, by id, and what was refused. "
        "Please keep it where only those see it who need to."
    )


def not_sent(code: str) -> Message:
    """The files could not be handed over."""
    if code in LACKING:
        return notice(
            "I could not send you the files, because Slack lets me hand over none here. "
            "Nothing is lost. Please ask whoever runs me to add the permission files:write "
            "and to install me again."
        )
    return notice(
        "I could not send you the files, because Slack did not take them. "
        "Nothing is lost. Please ask for them again in a while."
    )
