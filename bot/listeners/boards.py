"""The buttons and the form of boards. The service decides anew who may do what."""

from typing import Any

from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from bot.blocks import board as screens
from bot.blocks import board_status, notices
from bot.dispatch import Work
from bot.listeners import admins, fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import board, board_keeping, board_line, board_preview
from bot.services.slots import local_day

Body = dict[str, Any]
View = dict[str, Any]


def form(request: Request, channel: str) -> Modal:
    """The set-up of a channel's board."""
    known = board.get(request.store, request.team, channel)
    modes = board.modes(request.store, request.team)
    view = screens.modal(known, channel, request.member.zone, modes)
    return Modal(view, screens.where(request.command))


def setup(request: Request, body: Body, value: str) -> Answer:
    """Open the set-up again, for the keeper."""
    board.kept_by(request.store, request.team, request.user, value, "board set-up", request.now)
    return form(request, value)


def submit(request: Request, view: View, ack: Ack) -> None:
    """Keep the set-up; without the tick nothing is kept."""
    if "yes" not in fields.ticks(view, "own_company"):
        ack(response_action="errors", errors={"own_company": screens.tick_missing()})
        return
    given = fields.texts(view)
    made = board.set_up(
        request.store,
        request.team,
        request.user,
        str(view.get("private_metadata", "")),
        mode=given["mode"],
        weekday=int(given["weekday"]),
        minute=fields.minute(given["time"]),
        season_weeks=int(given["season"]),
        now=request.now,
    )
    joined = board.takes_part(request.store, request.team, made.channel)
    ack(response_action="update", view=notices.as_view(screens.set_up(made, len(joined))))


def preview(request: Request, body: Body, value: str) -> Answer:
    """What others would see, for the keeper."""
    known = board.kept_by(
        request.store, request.team, request.user, value, "board preview", request.now
    )
    return screens.preview(board_preview.example(known, local_day(request.now, known.zone)))


def invite(request: Request, body: Body, value: str) -> Answer:
    """Post the invitation, because the keeper pressed the button; once a season."""
    row = board_keeping.invite(request.store, request.team, request.user, value, request.now)
    made = board.shown(request.store, request.team, value)
    if row is None or made is None:
        return screens.invited_before()
    said = screens.invitation(made)
    try:
        post = request.client.chat_postMessage(channel=value, text=said.text, blocks=said.blocks)
    except SlackApiError as error:
        if error.response.get("error") in ("not_in_channel", "channel_not_found"):
            board_keeping.invited(request.store, request.team, row, None)
            return screens.not_in_channel()
        raise
    board_keeping.invited(request.store, request.team, row, str(post["ts"]))
    return screens.invited()


def join(request: Request, body: Body, value: str) -> Answer:
    """Take part, by one's own press."""
    return joining(request, value)


def leave(request: Request, body: Body, value: str) -> Answer:
    """Take part no more."""
    return leaving(request, value)


def line(request: Request, body: Body, value: str) -> Answer:
    """One's own line, for oneself."""
    own = board_line.own_line(request.store, request.team, request.user, value, request.now)
    return screens.no_board(request.command) if own is None else screens.own_line(own)


def joining(request: Request, channel: str) -> Answer:
    """Join the board of a channel."""
    fresh = board.join(request.store, request.team, request.user, channel, request.now)
    made = board.shown(request.store, request.team, channel)
    if fresh is None or made is None:
        return screens.no_board(request.command)
    return screens.joined(made, fresh)


def leaving(request: Request, channel: str) -> Answer:
    """Leave the board of a channel; its last post is edited at once."""
    was_in = board.leave(request.store, request.team, request.user, channel, request.now)
    if was_in is None:
        return screens.no_board(request.command)
    edit = board.open_edit(request.store, request.team, channel)
    if edit is not None:
        request.house.dispatch.hand_over(Work("delivery", request.team, edit))
    return screens.left(was_in)


def show(request: Request) -> Answer:
    """The board of this channel as the person may see it, or its set-up."""
    admin = admins.is_one(request)
    state = board_line.status(
        request.store, request.team, request.user, request.channel, coach_admin=admin,
        now=request.now,
    )  # fmt: skip
    if state is None:
        return form(request, request.channel)
    return board_status.status(state, admin=admin)
