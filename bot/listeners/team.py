"""The page of a team and its buttons. Each service asks anew who may see what."""

from typing import Any

from slack_bolt import Ack

from bot.blocks import grants as grant_screens
from bot.blocks import launch, notices
from bot.blocks import team as screens
from bot.dispatch import Work
from bot.errors import Refused
from bot.listeners import admins, fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import grants, team, team_file, team_granted

Body = dict[str, Any]
View = dict[str, Any]


def page(request: Request, channel: str, *, here: bool, first: int = 0) -> Answer:
    """The page of a channel's team. `here`: the command was typed in that channel."""
    try:
        found = team.view(
            request.store, request.team, request.user, channel, request.now,
            here=here, first=first,
        )  # fmt: skip
    except Refused:
        return screens.no_board(request.command)
    return screens.render(found, admin=admins.is_one(request))


def opened(request: Request, body: Body, value: str) -> Answer:
    """Open a team from the list of one's own."""
    if not value:
        return listed(request)
    return page(request, value, here=False)


def listed(request: Request) -> Answer:
    """Elsewhere than in a channel: the teams that one may open."""
    return screens.choose(team.mine(request.store, request.team, request.user), request.command)


def more(request: Request, body: Body, value: str) -> Answer:
    """The next people of a manager's page."""
    channel, _, first = value.partition(" ")
    return page(request, channel, here=False, first=int(first) if first.isdecimal() else 0)


def rep(request: Request, body: Body, value: str) -> Answer:
    """What one rep granted; the rep gets a receipt."""
    channel, _, owner = value.partition(" ")
    shown = team_granted.open_card(
        request.store, request.team, request.user, channel, owner, request.now
    )
    return Modal(grant_screens.card(shown), notices.gone())


def ask(request: Request, body: Body, value: str) -> Answer:
    """The form in which a manager asks."""
    items = grants.may_ask(request.store, request.team, request.user, value, request.now)
    return Modal(grant_screens.ask_form(value, items), notices.gone())


def submit_ask(request: Request, view: View, ack: Ack) -> None:
    """Keep the question."""
    given = fields.texts(view)
    channel = str(view.get("private_metadata", ""))
    try:
        grants.ask(
            request.store, request.team, request.user, channel, given.get("whom", ""),
            given.get("item", ""), request.now,
        )  # fmt: skip
    except Refused as refusal:
        ack(
            response_action="errors",
            errors={"whom": grant_screens.field_error(refusal.code)},
        )
        return
    ack(response_action="update", view=notices.as_view(grant_screens.asked()))


def kit(request: Request, body: Body, value: str) -> Answer:
    """The launch kit."""
    found = team.leads(request.store, request.team, request.user, value, request.now, "launch_kit")
    settings = request.house.settings
    return Modal(launch.kit(found, request.command, settings.operator_contact), notices.gone())


def as_file(request: Request, body: Body, value: str) -> Answer:
    """What reps granted, as a file that comes into the manager's chat."""
    made = team_file.promise(request.store, request.team, request.user, value, request.now)
    if made.id is None:
        return screens.on_its_way() if made.people else screens.nothing_to_send()
    request.house.dispatch.hand_over(Work("delivery", request.team, made.id))
    return screens.file_begun(made.people)
