"""The page of a team and its buttons. Each service asks anew who may see what."""

from typing import Any

from slack_bolt import Ack

from bot import clients, exports, logs
from bot.blocks import grants as grant_screens
from bot.blocks import launch, notices
from bot.blocks import team as screens
from bot.errors import Refused
from bot.exports import File
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
    """What reps granted, as a file in the manager's chat. Receipts stand before it is handed over:
    a file that was perhaps not taken is told, one that was taken is never untold."""
    made = team_file.make(request.store, request.team, request.user, value, request.now)
    if made is None:
        return screens.nothing_to_send()
    file = File("shared-with-me.csv", exports.table(team_file.COLUMNS, made.rows))
    try:
        clients.send_files(request.client, request.user, [file], screens.file_text())
    except clients.FAULTS as error:
        logs.event(
            "file_not_sent", team=request.team, user=request.user, code=clients.fault(error).code
        )
        return screens.file_not_sent()
    return screens.file_sent(made.people)
