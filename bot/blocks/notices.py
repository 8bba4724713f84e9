"""Short answers: what went wrong, what was kept, what to do next."""

from bot.blocks import parts
from bot.blocks.message import Message, View
from bot.blocks.wording import name


def notice(text: str) -> Message:
    """One paragraph."""
    return Message(text, [parts.section(text)])


def error(reference: str) -> Message:
    """Our fault: the same reference stands in the log."""
    return notice(
        "Something went wrong on my side, and nothing you gave is lost. "
        f"Please try again. If it happens twice, tell whoever runs me: reference {reference}."
    )


KNOWN = {
    "stranger": "I only work with people of this workspace. I kept nothing.",
    "guest": "Guests can use everything for themselves, but can't set up a board.",
    "not_keeper": "Only the person who keeps this board can do that. Nothing changed.",
    "not_coach_admin": "Only a coach admin can do that. Nothing changed.",
    "not_manager": "Only a manager of that board can see this. Nothing was opened.",
    "not_granted": "Nothing is shared with you there now. Nothing was opened.",
    "not_your_board": "This team is for people of its channel. Go there and type the word `team`.",
    "not_leading": "Only a keeper or manager of that board has this. Nothing changed.",
    "not_your_grant": "That is somebody else's to decide. Nothing changed.",
    "audit_not_yours": "Only a coach admin can have the audit. Nothing was sent.",
    "not_joined": "Only people who joined this board can do that. Nothing changed.",
    "not_orphaned": "This board has its keeper, so nothing changed. They can hand it over.",
    "no_ranking": "This workspace shows no names on boards. Nothing changed.",
    "board_off": "This board is off, so nothing changed. Choose what it shows first.",
    "no_channel": "A board lives in a channel. Go there and type the command again.",
}
"""Refusals that are about who asks or where."""


def known_error(code: str) -> Message:
    """A refusal by its code."""
    return notice(KNOWN.get(code, "I can't do that here. Nothing changed."))


def expired() -> Message:
    """A form that Slack would not open any more."""
    return notice("That took Slack too long to open. Please click once more.")


def unknown_word(word: str, nearest: str | None, command: str) -> Message:
    """An unknown word never acts; the nearest one is named."""
    meant = "" if nearest is None else f" Did you mean `{f'{command} {nearest}'.strip()}`?"
    return notice(
        f"I don't know the word “{name(word)}”, so I did nothing.{meant} "
        f"`{command} help` shows what I can do."
    )


def minutes(least: int, most: int) -> Message:
    """A budget that is no number of minutes."""
    return notice(
        f"Tell me how many minutes a week you have, from {least} to {most}: for example `plan 45`. "
        "I kept your former budget."
    )


def nothing_to_undo() -> Message:
    """Undone before, or never there."""
    return notice("There is nothing left to undo here. Your data is as it was.")


def undone() -> Message:
    """A reading was taken back."""
    return notice("Undone. That reading is gone, and your earlier ones stand as before.")


def gone() -> Message:
    """A button of a message that has outlived what it shows."""
    return notice("This button belongs to something that is no longer there. Nothing changed.")


def as_view(message: Message) -> View:
    """A notice as a modal, for a form that could not be handled."""
    return parts.as_modal(message)
