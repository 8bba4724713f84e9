"""How an answer reaches the person: in the acknowledgement, by the response URL, or as a modal."""

from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk.errors import SlackApiError

from bot.blocks import parts, quiet
from bot.blocks.message import Message
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Drawn, Modal
from bot.services import people

Body = dict[str, Any]

REFUSED_BLOCKS = frozenset(("invalid_blocks", "invalid_blocks_format", "unsupported_block_type"))
"""Codes with which Slack refuses a block that it does not know or draw there."""


def to_command(request: Request, ack: Ack, respond: Respond, answer: Answer) -> None:
    """Answer a slash command: the reply travels in the acknowledgement, but a chart, which Slack
    may refuse, by the response URL, where a refusal is heard."""
    answer = greeted(request, answer)
    if isinstance(answer, Modal):
        request.client.views_open(trigger_id=request.trigger, view=answer.view)
        ack()
    elif isinstance(answer, Drawn):
        ack()
        _drawn(respond, answer)
    else:
        ack(response_type="ephemeral", text=answer.text, blocks=answer.blocks)


def to_message(request: Request, answer: Answer) -> None:
    """Answer plain text in the DM with a message there."""
    answer = greeted(request, answer)
    if isinstance(answer, Drawn):
        try:
            _post(request, answer.best)
        except SlackApiError as error:
            if error.response.get("error") not in REFUSED_BLOCKS:
                raise
            _post(request, answer.plain)
        return
    _post(request, answer.instead if isinstance(answer, Modal) else answer)


def _post(request: Request, said: Message) -> None:
    request.client.chat_postMessage(channel=request.channel, text=said.text, blocks=said.blocks)


def _drawn(respond: Respond, answer: Drawn) -> None:
    """With the chart; where Slack refuses it, in words."""
    for said in (answer.best, answer.plain):
        result = respond(
            response_type="ephemeral",
            replace_original=False,
            text=said.text,
            blocks=said.blocks,
        )
        if result.status_code < 300:
            return


def to_click(request: Request, body: Body, respond: Respond, answer: Answer) -> None:
    """Answer a button: a modal opens; words come privately beside the message they belong to.

    In App Home, where there is no message, words open as a modal too.
    """
    answer = greeted(request, answer)
    _to_click(request, body, respond, answer)


def _to_click(request: Request, body: Body, respond: Respond, answer: Answer) -> None:
    if isinstance(answer, Modal):
        _open(request, body, answer)
    elif isinstance(answer, Drawn) and body.get("response_url"):
        _drawn(respond, answer)
    elif isinstance(answer, Drawn):
        _to_click(request, body, respond, answer.plain)
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


def _open(request: Request, body: Body, answer: Modal) -> None:
    """A form opens; over another modal it is laid on top."""
    if (body.get("view") or {}).get("type") == "modal":
        request.client.views_push(trigger_id=request.trigger, view=answer.view)
    else:
        request.client.views_open(trigger_id=request.trigger, view=answer.view)


def below(request: Request, view: Body, ack: Ack, answer: Message) -> None:
    """Answer a form that lies on another view: it closes, and the answer stands below. Where there
    is none, or it is gone meanwhile, the form turns into the answer."""
    made = parts.as_modal(answer)
    if _redrawn(request, view.get("previous_view_id"), made):
        ack()
    else:
        ack(response_action="update", view=made)


def _redrawn(request: Request, id: str | None, view: Body) -> bool:
    if not id:
        return False
    try:
        request.client.views_update(view_id=id, view=view)
    except SlackApiError:
        return False
    return True


def in_place(request: Request, body: Body, respond: Respond, answer: Message) -> None:
    """Put the answer where the clicked message stands, so that no second one is added."""
    if body.get("response_url"):
        said = _with_line(answer, resumed(request))
        respond(replace_original=True, text=said.text, blocks=said.blocks)
    else:
        to_click(request, body, respond, answer)


def privately(request: Request, answer: Answer) -> None:
    """Answer a submitted form: privately where it was opened, in the DM where that is unknown."""
    said = _plain(greeted(request, answer))
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


def resumed(request: Request) -> str:
    """The line that a paused note goes on, or nothing: this act did not end a silence, or ended
    the note itself."""
    if not request.resumed:
        return ""
    member = people.stored(request.store, request.team, request.user)
    return quiet.resumed(member) if member is not None and member.digest == "on" else ""


def greeted(request: Request, answer: Answer) -> Answer:
    """An answer with that line."""
    line = resumed(request)
    if not line:
        return answer
    if isinstance(answer, Drawn):
        return Drawn(_with_line(answer.best, line), _with_line(answer.plain, line))
    if isinstance(answer, Modal):
        view = {**answer.view, "blocks": [parts.context(line), *answer.view["blocks"]]}
        return Modal(view, _with_line(answer.instead, line))
    return _with_line(answer, line)


def _with_line(said: Message, line: str) -> Message:
    if not line:
        return said
    return Message(f"{line} {said.text}"[:3000], [parts.section(line), *said.blocks][:50])


def _plain(answer: Answer) -> Message:
    if isinstance(answer, Modal):
        return answer.instead
    return answer.plain if isinstance(answer, Drawn) else answer
