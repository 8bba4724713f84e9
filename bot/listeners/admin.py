"""Settings of the workspace and managers of boards, for coach admins; asked anew on each act."""

from typing import Any

from slack_bolt import Ack

from bot.blocks import admin as screens
from bot.blocks import first_steps as first_screens
from bot.blocks import notices
from bot.errors import Refused
from bot.listeners import admins, fields, homes
from bot.listeners.asking import Request
from bot.listeners.commands import settings
from bot.listeners.commands.word import Answer, Modal
from bot.services import admin, first_steps, managing
from bot.store.workspaces import Policy

Body = dict[str, Any]
View = dict[str, Any]


def form(request: Request, body: Body, value: str) -> Answer:
    """What holds in the workspace."""
    _must_be_admin(request)
    known = admin.known(request.store, request.team, request.member.zone, request.now)
    return Modal(screens.form(known), screens.instead())


def steps(request: Request, body: Body, value: str) -> Answer:
    """What is left to do after the installation."""
    _must_be_admin(request)
    known = first_steps.of(request.store, request.team, request.user, request.command)
    return first_screens.render(known)


def submit(request: Request, view: View, ack: Ack) -> None:
    """Keep everything, or nothing where a field is wrong."""
    _must_be_admin(request)
    given = fields.texts(view)
    days, fault = settings.days(fields.lines(given.get("holidays", "")))
    if fault:
        ack(response_action="errors", errors={"holidays": fault})
        return
    chosen = Policy(
        no_ranking="yes" in fields.ticks(view, "no_ranking"),
        keep_months=int(given["keep"]),
        weekday=int(given["weekday"]),
        minute=fields.minute(given["time"]),
    )
    try:
        changed = admin.save(
            request.store, request.team, request.user, request.member.zone, chosen, days,
            request.now,
        )  # fmt: skip
    except Refused as refusal:
        ack(response_action="errors", errors={"keep": screens.field_error(refusal.code)})
        return
    ack(response_action="update", view=notices.as_view(screens.saved(changed)))


def managers(request: Request, body: Body, value: str) -> Answer:
    """Who manages a board."""
    _must_lead(request, value)
    try:
        people = managing.of_board(request.store, request.team, value)
    except Refused:
        return notices.gone()
    return Modal(screens.managers(value, people), screens.managers_instead())


def submit_manager(request: Request, view: View, ack: Ack) -> None:
    """Name one more."""
    channel = str(view.get("private_metadata", ""))
    _must_lead(request, channel)
    whom = fields.texts(view).get("whom", "")
    try:
        if not admins.person(request, whom):
            raise Refused("not_a_person")
        fresh = managing.name(request.store, request.team, request.user, channel, whom, request.now)
    except Refused as refusal:
        ack(response_action="errors", errors={"whom": screens.field_error(refusal.code)})
        return
    homes.of(request, whom)
    ack(response_action="update", view=notices.as_view(screens.named(whom, fresh)))


def remove(request: Request, body: Body, value: str) -> Answer:
    """Somebody is a manager no more."""
    channel, _, whom = value.partition(" ")
    _must_lead(request, channel)
    was = managing.remove(request.store, request.team, request.user, channel, whom, request.now)
    homes.of(request, whom)
    return screens.removed(whom, was)


def _must_be_admin(request: Request) -> None:
    if not admins.is_one(request):
        admin.refused(request.store, request.team, request.user, request.now)


def _must_lead(request: Request, channel: str) -> None:
    if not admins.is_one(request):
        managing.refused(request.store, request.team, request.user, channel, request.now)
