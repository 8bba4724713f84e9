"""`ssi-coach doctor`: is all well? Each line is ok, or says what to do."""

import shutil
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import clients, manifest, specimens
from bot.blocks.dead_letters import trial
from bot.blocks.message import Message, View
from bot.clients import Fault, Meaning
from bot.errors import CoachError
from bot.process import TO_MEND, opened, system_clock
from bot.services import dead_letters
from bot.settings import Settings, Unusable

SKEW_S = 60
"""Seconds that this machine's clock may differ from Slack's."""

COPIES, SPARE = 2, 64 << 20
"""What should be free beside a SQLite file: room for a backup and for an upgrade of it, and some
bytes for its log. Chosen, not measured."""

SHOWN = 3
"""Faults of screens that are named."""

Finding = tuple[str, str]
"""A subject, and what to do about it; '' when it is well."""


def main(environment: Mapping[str, str]) -> int:
    """Print the findings; exit code 1 if anything is wrong."""
    wrong = 0
    for subject, remedy in findings(environment):
        print(f"{subject:10} {remedy or 'ok'}")
        wrong += bool(remedy)
    return 1 if wrong else 0


def findings(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Settings first; the rest only if they can be used."""
    try:
        settings = Settings.read(environment)
    except Unusable as error:
        for fault in error.faults:
            yield "settings", fault
        return
    yield "settings", ""
    yield from _slack(settings)
    yield from _database(settings)


def _slack(settings: Settings) -> Iterator[Finding]:
    token = settings.slack_bot_token.get_secret_value()
    client = WebClient(token, base_url=settings.slack_api_url, timeout=10)
    try:
        answer = client.auth_test()
    except clients.FAULTS as error:
        yield _refused("bot token", clients.fault(error), settings, "Copy it anew from your app.")
        return
    yield "bot token", ""
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    yield _scopes(headers)
    yield _clock(headers)
    try:
        client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except clients.FAULTS as error:
        remedy = "It needs the scope connections:write, and Socket Mode has to be on."
        yield _refused("app token", clients.fault(error), settings, remedy)
    else:
        yield "app token", ""
    yield _screens(client, settings)
    yield _message(client, settings)


def _screens(client: WebClient, settings: Settings) -> Finding:
    """Every screen, as Slack's own checker sees it."""
    wrong = []
    for name, drawing in specimens.drawn(settings, system_clock()):
        try:
            faults = _faults(client, drawing)
        except clients.FAULTS as error:
            met = clients.fault(error)
            return "screens", f"They could not be checked: Slack answered {met.code}."
        wrong += [f"{name}: {fault}" for fault in faults]
    if wrong:
        return "screens", f"Slack would refuse some. Please report this: {'; '.join(wrong[:SHOWN])}"
    return "screens", ""


def _faults(client: WebClient, drawing: Message | View) -> list[str]:
    try:
        if isinstance(drawing, Message):
            answer = client.blocks_validate(blocks=drawing.blocks)
        else:
            answer = client.blocks_validate(view=drawing)
    except SlackApiError as error:
        if clients.fault(error).meaning is Meaning.BLOCKS:
            return [clients.fault(error).code]
        raise
    return [str(one.get("message", one)) for one in answer.get("errors") or ()]


def _message(client: WebClient, settings: Settings) -> Finding:
    """A message to where the operator is told of trouble."""
    place = settings.operator_channel
    if not place:
        return "message", ""
    said = trial()
    try:
        client.chat_postMessage(channel=place, text=said.text, blocks=said.blocks)
    except clients.FAULTS as error:
        code = clients.fault(error).code
        return "message", f"OPERATOR_CHANNEL could not be told ({code}). Is the bot in there?"
    return "message", ""


def _refused(subject: str, met: Fault, settings: Settings, remedy: str) -> Finding:
    if met.meaning is Meaning.UNCLEAR:
        return "network", f"No good answer from {settings.slack_api_url} ({met.code})."
    if met.meaning is Meaning.WAIT:
        return subject, "Slack asks to wait. Run the doctor again in a minute."
    setting = f"SLACK_{subject.upper().replace(' ', '_')}"
    return subject, f"Slack refuses {setting} ({met.code}). {remedy}"


def _scopes(headers: Mapping[str, Any]) -> Finding:
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    lacking = sorted(manifest.scopes() - granted)
    if lacking:
        named = ", ".join(lacking)
        return "scopes", f"The app lacks {named}. Install it again with the current manifest."
    return "scopes", ""


def _clock(headers: Mapping[str, Any]) -> Finding:
    try:
        theirs = parsedate_to_datetime(str(headers["date"]))
    except (KeyError, ValueError):
        return "clock", "Slack did not tell the time, so the clock was not compared."
    seconds = abs((system_clock() - theirs).total_seconds())
    if seconds > SKEW_S:
        return "clock", f"This machine's clock is off by {seconds:.0f} s. Set it by NTP."
    return "clock", ""


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        store = opened(settings.database_url)
    except CoachError as error:
        yield "database", TO_MEND[error.code]
        return
    try:
        new = store.path is not None and store.revision() is None
        if not new:  # the first start makes the tables of a SQLite file
            store.check()
    except CoachError as error:
        yield "database", TO_MEND[error.code]
    else:
        yield "database", ""
        if store.path is not None:
            free = shutil.disk_usage(store.path.resolve().parent).free
            yield _disk(free, store.path.stat().st_size)
        yield "deliveries", "" if new else _unsent(dead_letters.counts(store, system_clock()))
    finally:
        store.close()


def _disk(free: int, size: int) -> Finding:
    """Room beside a database of so many bytes."""
    if free >= COPIES * size + SPARE:
        return "disk", ""
    return "disk", f"Only {free >> 20} MB are free beside the database. Make room there."


def _unsent(counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    told = " and ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    return f"{told} of the last 14 days. See `ssi-coach deliveries`."
