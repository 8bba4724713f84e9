"""How Slack reaches us: parse, call one service, render. Each listener is done in milliseconds."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.blocks import ids
from bot.listeners import actions, answering, asking, errors, events, homes, views
from bot.listeners.asking import House
from bot.listeners.commands import answer, log

Body = dict[str, Any]


def register(app: App, house: House) -> None:
    """Attach every listener and the one error handler."""
    errors.register(app, house)

    # First, because Bolt asks its listeners in turn, and the command is what people wait for.
    @app.command(house.settings.ssi_command)
    def on_command(
        ack: Ack, body: Body, context: BoltContext, client: WebClient, respond: Respond
    ) -> None:
        request = asking.request(
            house,
            context,
            client,
            channel=body.get("channel_id", ""),
            trigger=body.get("trigger_id", ""),
        )
        answering.to_command(request, ack, respond, answer(request, body.get("text", "")))
        homes.soon(request)

    @app.shortcut(ids.LOG_SHORTCUT)
    def on_shortcut(
        ack: Ack, body: Body, context: BoltContext, client: WebClient, respond: Respond
    ) -> None:
        request = asking.request(house, context, client, trigger=body.get("trigger_id", ""))
        answering.to_command(request, ack, respond, log.form(request))

    events.register(app, house)
    actions.register(app, house)
    views.register(app, house)
