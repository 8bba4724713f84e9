"""What a word of the slash command is."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.blocks.message import Message, View
from bot.listeners.asking import Request


@dataclass(frozen=True, slots=True)
class Modal:
    """An answer that is a form. Where Slack lets none open (plain text in the DM), `instead`."""

    view: View
    instead: Message


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer with a chart. Where Slack takes none, `plain` says the same in words."""

    best: Message
    plain: Message


Answer = Message | Modal | Drawn


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the slash command and what it does. `first`: named in help before "More"."""

    name: str
    run: Callable[[Request], Answer]
    first: bool = False
