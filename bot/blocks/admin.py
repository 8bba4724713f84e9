"""For coach admins: what holds in the workspace, and who manages which board."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, parts
from bot.blocks.message import Block, Message, View
from bot.blocks.notices import notice
from bot.blocks.refusals import sentence
from bot.blocks.settings import HOLIDAYS_MOST
from bot.blocks.wording import clock, count

if TYPE_CHECKING:
    from bot.services.admin import Known

KEEP = {6: "6 months", 12: "12 months", 24: "24 months", 36: "36 months"}
NO_RANKING = "Without rankings: nobody's figure is shown to others by name"
NOBODY_YET = (
    "Nobody manages this board yet. Its keeper sets it up, and is a manager only if named here."
)
CHANGED = {
    "new": "New members get the new day and time. Those who chose keep theirs.",
    "keep_months": "Data is kept for the new time after its owner's last act.",
    "no_ranking": "The choice about rankings holds at once.",
    "holidays": "The holidays are changed.",
}
SEE_NOTHING = "Neither coach admins nor keepers see anybody's numbers."
LISTED = 20
"""Boards in the form."""
THERE = "Ask me for the board in its own channel: the same button stands there."
MANAGER_SEES = (
    "A manager sees what single reps grant them, one thing at a time, and sums of five people. "
    "Whoever is removed sees nothing more at once."
)


def home() -> Block:
    """The entry in App Home."""
    return parts.actions(
        parts.button("Workspace settings", ids.ADMIN_OPEN),
        parts.button("First steps", ids.FIRST_STEPS, label="First steps after the installation"),
    )


def form(known: Known) -> View:
    """What holds, to be changed."""
    policy = known.policy
    tick = {"text": parts.plain(NO_RANKING), "value": "yes"}
    boxes: dict[str, Any] = {"type": "checkboxes", "action_id": "no_ranking", "options": [tick]}
    if policy.no_ranking:
        boxes["initial_options"] = [tick]
    keep = [(words, str(months)) for months, words in KEEP.items()]
    blocks: list[Block] = [
        parts.section(f"These hold for the whole workspace. {SEE_NOTHING}"),
        parts.select("weekday", "Day of the note, for new members", parts.DAYS,
                     str(policy.weekday)),
        parts.select("time", "Time of the note, for new members", parts.TIMES,
                     clock(policy.minute)),
        parts.field("holidays", "Holidays", optional=True, multiline=True, most=HOLIDAYS_MOST,
                    placeholder="2026-12-25",
                    value="\n".join(day.isoformat() for day in known.holidays),
                    hint="One day a line. Nobody is written to on these days."),
        parts.select("keep", "Keep data after somebody's last act for", keep,
                     str(policy.keep_months)),
        {"type": "input", "block_id": "no_ranking", "optional": True,
         "label": parts.plain("Rankings"), "element": boxes},
    ]  # fmt: skip
    if known.boards:
        blocks += [parts.divider(), parts.section(f"*Managers of boards*\n{MANAGER_SEES}")]
    blocks += [
        parts.section(
            f"<#{channel}>",
            accessory=parts.button("Managers", ids.MANAGERS_OPEN, channel,
                                   label="Managers of this board"),
        )
        for channel in known.boards[:LISTED]
    ]  # fmt: skip
    left = len(known.boards) - LISTED
    if left > 0:
        blocks.append(parts.section(f"And {count(left, 'more board', 'more boards')}. {THERE}"))
    return parts.modal("Workspace settings", blocks, callback_id=ids.ADMIN_VIEW, submit="Save")


def instead() -> Message:
    """Where no form can open."""
    text = "The settings of the workspace are one form."
    return Message(text, [parts.section(text), home()])


def saved(changed: Collection[str]) -> Message:
    """What changed."""
    said = [sentence for name, sentence in CHANGED.items() if name in changed]
    return notice(" ".join(("Saved.", *said)) if said else "Nothing changed.")


def managers(channel: str, people: Sequence[str]) -> View:
    """Who manages a board; one more may be named."""
    blocks: list[Block] = [parts.section(f"Managers of the board of <#{channel}>. {MANAGER_SEES}")]
    blocks += [
        parts.section(
            f"<@{user}>",
            accessory=parts.button("Remove", ids.MANAGER_REMOVE, f"{channel} {user}",
                                   style="danger", label="Remove this manager at once"),
        )
        for user in people[:40]
    ]  # fmt: skip
    if not people:
        blocks.append(parts.section(NOBODY_YET))
    whom: Block = {
        "type": "input",
        "block_id": "whom",
        "label": parts.plain("Name a manager"),
        "element": {"type": "users_select", "action_id": "whom"},
    }
    return parts.modal(
        "Managers", [*blocks, whom], callback_id=ids.MANAGERS_VIEW, submit="Name",
        metadata=channel,
    )  # fmt: skip


def managers_instead() -> Message:
    """Where no form can open."""
    return notice("Managers are named in a form. Open it from App Home, under Workspace settings.")


def named(user: str, fresh: bool) -> Message:
    """Somebody is a manager now."""
    if not fresh:
        return notice(f"<@{user}> was a manager of this board already. Nothing changed.")
    return notice(f"<@{user}> is a manager of this board now. {MANAGER_SEES}")


def removed(user: str, was: bool) -> Message:
    """Somebody is a manager no more."""
    if not was:
        return notice(f"<@{user}> was no manager of this board. Nothing changed.")
    return notice(f"<@{user}> is no manager of this board any more, and sees nothing of it.")


def field_error(code: str) -> str:
    """What is wrong with a field."""
    return sentence(code)
