"""The page for a 1:1: drafted, edited, shared or not."""

from typing import Any

from slack_bolt import Ack

from bot.blocks import notices
from bot.blocks import packs as screens
from bot.errors import Refused
from bot.listeners import fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import packs, people

Body = dict[str, Any]
View = dict[str, Any]


def form(request: Request, body: Body, value: str) -> Answer:
    """The page to be edited."""
    draft = packs.draft(request.store, request.team, request.user, request.now)
    return Modal(screens.form(draft), screens.instead())


def submit(request: Request, view: View, ack: Ack) -> None:
    """Keep the page; share it if a reader was chosen."""
    given = fields.texts(view)
    channel, _, reader = given.get("reader", "nobody").partition(" ")
    try:
        kept = packs.save(
            request.store, request.team, request.user, given.get("page", ""),
            (channel, reader) if reader else None, request.now,
        )  # fmt: skip
    except Refused as refusal:
        where = "page" if refusal.code == "page_too_long" else "reader"
        ack(response_action="errors", errors={where: screens.field_error(refusal.code)})
        return
    known = people.stored(request.store, request.team, kept.reader) if kept.reader else None
    said = screens.saved(kept, known.name if known else "")
    ack(response_action="update", view=notices.as_view(said))
