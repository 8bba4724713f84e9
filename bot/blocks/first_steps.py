"""To the operator and coach admins: what is left to do after an installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import parts
from bot.blocks.message import Message

if TYPE_CHECKING:
    from bot.services.first_steps import Steps

TITLE = "SSI Coach is installed"
NOBODY = "Nobody else was told. People begin by themselves, once they hear of the command."


def render(steps: Steps) -> Message:
    """The list; what the bot can see itself is ticked."""
    command = steps.command
    lines = (
        (steps.numbers, f"*Try it yourself*: type `{command}` and give four numbers."),
        (None, "*Check the machine*: `ssi-coach doctor` says ok, or what to do, in each line."),
        (None, "*Back up daily*: the timer in `deploy/`, or `ssi-coach backup FILE` by your own."),
        (None, "*Know the admins*: `ssi-coach admins` lists who may change settings here."),
        (steps.board, f"*Set up a board*: type `{command} board` in a channel of your company."),
        (steps.manager, "*Name a manager of it*: in App Home, under Workspace settings."),
        (None, f"*Tell the team*: `{command} team` in that channel has words to copy."),
    )
    listed = "\n".join(f"{_tick(done)} {said}" for done, said in lines)
    done = sum(done is True for done, _ in lines)
    return Message(
        f"{TITLE}. First steps: {done} of {len(lines)} seen as done.",
        [
            parts.header(TITLE),
            parts.section(f"*First steps*\n{listed}"),
            parts.context(NOBODY, "`docs/operating.md` has all the rest: health, logs, upgrades."),
        ],
    )


def _tick(done: bool | None) -> str:
    """In words too, so that nothing hangs on a sign alone."""
    return "✓ Done." if done else "•"
