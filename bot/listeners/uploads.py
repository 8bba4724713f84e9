"""Buttons of uploads."""

from typing import Any

from bot.blocks import notices, parts, upload_details
from bot.blocks import upload as uploads
from bot.dispatch import Work
from bot.listeners.asking import Request
from bot.listeners.commands import upload
from bot.listeners.commands.word import Answer, Modal
from bot.services import upload as uploading

Body = dict[str, Any]


def details(request: Request, body: Body, value: str) -> Answer:
    """What was read, skipped and never opened."""
    found = uploading.details(request.store, request.team, request.user, value)
    if found is None or not found.receipt:
        return notices.gone()
    return upload_details.details(found.receipt, found.id)


def undo(request: Request, body: Body, value: str) -> Answer:
    """As if the upload had never been."""
    card = uploading.undo(request.store, request.team, request.user, value, request.now)
    return notices.nothing_to_undo() if card is None else uploads.undone(card)


def again(request: Request, body: Body, value: str) -> Answer | None:
    """The worker writes into the message of the button, so nothing else does."""
    found = uploading.again(request.store, request.team, request.user, value)
    if found is None:
        return notices.gone()
    request.house.dispatch.hand_over(Work("upload", request.team, found.id))
    return None


def remind(request: Request, body: Body, value: str) -> Answer:
    """Over the form the answer is laid on top, so that what stands in the form stays."""
    said = upload.remind(request)
    in_form = (body.get("view") or {}).get("type") == "modal"
    return Modal(parts.as_modal(said), said) if in_form else said
