"""What a rep shares: the form, questions, ends, and a look through a manager's eyes."""

from typing import Any

from slack_bolt import Ack

from bot.blocks import grants as screens
from bot.blocks import notices
from bot.errors import Refused
from bot.listeners import fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import grants, team_granted

Body = dict[str, Any]
View = dict[str, Any]


def form(request: Request, body: Body, value: str) -> Answer:
    """What one shares, to be changed."""
    known = grants.sharing(request.store, request.team, request.user)
    return Modal(screens.form(known), screens.instead())


def submit(request: Request, view: View, ack: Ack) -> None:
    """Keep what is counted, and show one thing more to somebody, if that was chosen."""
    given = fields.texts(view)
    channel, _, reader = given.get("reader", "nobody").partition(" ")
    new = (channel, reader, given.get("item", "")) if reader else None
    try:
        made, granted = grants.save(
            request.store, request.team, request.user, given.get("mode", ""), new, request.now
        )
    except Refused as refusal:
        where = "mode" if new is None else "reader"
        ack(response_action="errors", errors={where: screens.field_error(refusal.code)})
        return
    ack(response_action="update", view=notices.as_view(screens.saved(made, granted)))


def yes(request: Request, body: Body, value: str) -> Answer:
    """Show what was asked for."""
    return _answered(request, value, yes=True)


def no(request: Request, body: Body, value: str) -> Answer:
    """Keep it to oneself."""
    return _answered(request, value, yes=False)


def _answered(request: Request, value: str, *, yes: bool) -> Answer:
    try:
        kept = grants.answer(request.store, request.team, request.user, value, yes, request.now)
    except Refused as refusal:
        return screens.not_shared(refusal.code)
    return notices.gone() if kept is None else screens.answered(yes)


def end(request: Request, body: Body, value: str) -> Answer:
    """End one grant."""
    kept = grants.end(request.store, request.team, request.user, value, request.now)
    if kept is None:
        return notices.gone()
    return screens.ended(kept, grants.sharing(request.store, request.team, request.user))


def see(request: Request, body: Body, value: str) -> Answer:
    """The very card that a manager sees; with several managers, first whose."""
    known = grants.sharing(request.store, request.team, request.user)
    people = screens.readers(known.readers)
    if not people:
        return screens.nobody()
    if value not in {one for _, one in people}:
        if len(people) > 1:
            return screens.choose(known)
        value = people[0][1]
    channel, _, reader = value.partition(" ")
    shown = team_granted.preview(
        request.store, request.team, request.user, reader, channel, request.now
    )
    return Modal(screens.card(shown), notices.gone())
