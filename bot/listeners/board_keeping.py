"""The buttons and forms of a board's keeper. The service decides anew who may do what."""

from datetime import date
from typing import Any

from slack_bolt import Ack

from bot.blocks import board as board_screens
from bot.blocks import board_status as screens
from bot.blocks import notices
from bot.dispatch import Work
from bot.listeners import admins, fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import board, board_keeping, board_post, board_season, people

View = dict[str, Any]


def post_now(request: Request, channel: str) -> Answer:
    """This week's post, now."""
    id = board_post.post_now(request.store, request.team, request.user, channel, request.now)
    _carry_out(request, id)
    return screens.posting(id)


def post_again(request: Request, channel: str) -> Answer:
    """The keeper decides that a doubtful post goes out once more."""
    id = board_post.post_again(request.store, request.team, request.user, channel, request.now)
    if id is None:
        return notices.gone()
    _carry_out(request, id)
    return screens.posting_again()


def remind(request: Request, channel: str) -> Answer:
    """One reminder in the channel."""
    id = board_keeping.remind(request.store, request.team, request.user, channel, request.now)
    _carry_out(request, id)
    return screens.reminding(id)


def pause(request: Request, channel: str) -> Answer:
    """The form with a day to choose."""
    board.kept_by(request.store, request.team, request.user, channel, "board pause", request.now)
    today = people.today(request.member, request.now)
    return Modal(screens.pause_form(channel, today), board_screens.where(request.command))


def submit_pause(request: Request, view: View, ack: Ack) -> None:
    """Post nothing before that day."""
    channel, until = _channel(view), _day(fields.texts(view).get("until", ""))
    made = until and board_keeping.pause(
        request.store, request.team, request.user, channel, until, request.now
    )
    if not made:
        ack(response_action="errors", errors={"until": screens.NO_DAY})
        return
    ack(response_action="update", view=notices.as_view(screens.paused(made)))


def resume(request: Request, channel: str) -> Answer:
    """End the pause."""
    return screens.resumed(
        board_keeping.resume(request.store, request.team, request.user, channel, request.now)
    )


def hand_over(request: Request, channel: str) -> Answer:
    """The form with a person to choose."""
    board.kept_by(
        request.store, request.team, request.user, channel, "board hand over", request.now
    )
    return Modal(screens.hand_over_form(channel), board_screens.where(request.command))


def submit_hand_over(request: Request, view: View, ack: Ack) -> None:
    """Somebody who joined keeps it from now on."""
    done = board_keeping.hand_over(
        request.store, request.team, request.user, _channel(view),
        fields.texts(view).get("whom", ""), request.now,
    )  # fmt: skip
    if not done:
        ack(response_action="errors", errors={"whom": screens.NOT_JOINED})
        return
    ack(response_action="update", view=notices.as_view(screens.handed_over()))


def take_over(request: Request, channel: str) -> Answer:
    """Keep it oneself."""
    made = board_keeping.take_over(
        request.store, request.team, request.user, channel,
        coach_admin=admins.is_one(request), now=request.now,
    )  # fmt: skip
    return screens.taken_over(made)


def next_season(request: Request, channel: str) -> Answer:
    """Start the next season."""
    return screens.season_started(
        board_season.start_next(request.store, request.team, request.user, channel, request.now)
    )


def close(request: Request, channel: str) -> Answer:
    """Turn the board off."""
    board_keeping.close(request.store, request.team, request.user, channel, request.now)
    return screens.closed()


def _carry_out(request: Request, id: str | None) -> None:
    if id is not None:
        request.house.dispatch.hand_over(Work("delivery", request.team, id))


def _channel(view: View) -> str:
    """The channel that the form was opened about; it was visible to the person, so it proves
    nothing."""
    return str(view.get("private_metadata", ""))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
