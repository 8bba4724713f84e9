"""Events: words and files in the DM, App Home opened, people who change, an app that goes."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.blocks import upload as screens
from bot.dispatch import Work
from bot.errors import Refused
from bot.listeners import admins, answering, asking, home, homes
from bot.listeners.asking import House
from bot.listeners.commands import answer
from bot.services import arrivals, people, upload

Body = dict[str, Any]
Event = dict[str, Any]

SILENT = ("message_changed", "message_deleted", "bot_message")
"""Subtypes that are no act of a person and need no answer."""


def register(app: App, house: House) -> None:
    """Attach the event listeners. Each is repeated safely: Slack may send an event again."""

    @app.event("message")
    def on_message(body: Body, event: Event, context: BoltContext, client: WebClient) -> None:
        if event.get("channel_type") != "im" or event.get("subtype") in SILENT:
            return
        if event.get("bot_id") or not event.get("user"):
            return
        if arrivals.was_seen(house.store, context.team_id or "", body["event_id"]):
            return
        request = asking.request(house, context, client, channel=event["channel"])
        if event.get("files"):
            line = answering.resumed(request)
            if line:
                client.chat_postMessage(channel=request.channel, text=line)
            _files(house, request, event)
        else:
            answering.to_message(request, answer(request, _text(event, house)))
        arrivals.mark(house.store, request.team, body["event_id"], request.now)
        homes.soon(request)

    @app.event("app_home_opened")
    def on_home(event: Event, context: BoltContext, client: WebClient) -> None:
        if event.get("tab") != "home":
            return
        request = asking.request(house, context, client, act=False)
        people.opened_home(house.store, request.member)
        view = home.view(
            house.store, request.team, request.user, request.now, request.command,
            admin=admins.is_one(request),
        )  # fmt: skip
        client.views_publish(user_id=request.user, view=view)

    @app.event("user_change")
    def on_user_change(event: Event, context: BoltContext) -> None:
        user, team = event["user"], context.team_id or ""
        arrivals.changed(house.store, team, user["id"], asking.profile(user, team), house.clock())

    @app.event("app_uninstalled")
    @app.event("tokens_revoked")
    def on_gone(context: BoltContext) -> None:
        arrivals.gone(house.store, context.team_id or "", house.clock())


def _files(house: House, request: asking.Request, event: Event) -> None:
    """The files of one message are one bundle."""
    files = [file["id"] for file in event["files"]]
    try:
        promised = upload.accept(
            request.store, request.team, request.user, files, request.channel, request.now
        )
    except Refused as refusal:
        answering.to_message(request, screens.refused(refusal.code, refusal.facts, None))
        return
    if promised is not None:
        house.dispatch.hand_over(Work("upload", request.team, promised.id))


def _text(event: Event, house: House) -> str:
    """The text without the command itself, which some people type in the DM too."""
    return str(event.get("text", "")).strip().removeprefix(house.settings.ssi_command).strip()
