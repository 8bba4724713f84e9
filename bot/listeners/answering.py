"""How an answer reaches the person: in the acknowledgement, by the response URL, or as a modal."""

from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk.errors import SlackApiError

from bot.blocks import parts
from bot.blocks.message import Message
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal

Body = dict[str, Any]


def to_command(request: Request, ack: Ack, answer: Answer) -> None:
    """Answer a slash command: the whole reply travels in the acknowledgement."""
    if isinstance(answer, Modal):
        request.client.views_open(trigger_id=request.trigger, view=answer.view)
        ack()
        return
    ack(response_type="ephemeral", text=answer.text, blocks=answer.blocks)


def to_message(request: Request, answer: Answer) -> None:
    """Answer plain text in the DM with a message there."""
    said = answer.instead if isinstance(answer, Modal) else answer
    request.client.chat_postMessage(channel=request.channel, text=said.text, blocks=said.blocks)


def to_click(request: Request, body: Body, respond: Respond, answer: Answer) -> None:
    """Answer a button: a modal opens; words come privately beside the message they belong to.

    In App Home, where there is no message, words open as a modal too.
    """
    if isinstance(answer, Modal):
        request.client.views_open(trigger_id=request.trigger, view=answer.view)
    elif body.get("response_url"):
        respond(
            response_type="ephemeral",
            replace_original=False,
            text=answer.text,
            blocks=answer.blocks,
        )
    else:
        in_modal = (body.get("view") or {}).get("type") == "modal"
        show = request.client.views_update if in_modal else request.client.views_open
        where = {"view_id": body["view"]["id"]} if in_modal else {"trigger_id": request.trigger}
        show(view=parts.as_modal(answer), **where)


def in_place(request: Request, body: Body, respond: Respond, answer: Message) -> None:
    """Put the answer where the clicked message stands, so that no second one is added."""
    if body.get("response_url"):
        respond(replace_original=True, text=answer.text, blocks=answer.blocks)
    else:
        to_click(request, body, respond, answer)


def privately(request: Request, answer: Answer) -> None:
    """Answer a submitted form: privately where it was opened, in the DM where that is unknown."""
    said = answer.instead if isinstance(answer, Modal) else answer
    if request.channel:
        try:
            request.client.chat_postEphemeral(
                channel=request.channel, user=request.user, text=said.text, blocks=said.blocks
            )
        except SlackApiError:
            pass
        else:
            return
    request.client.chat_postMessage(channel=request.user, text=said.text, blocks=said.blocks)
