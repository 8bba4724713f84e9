"""Modal submissions: read the fields, call one service, and mark what cannot be used."""

import json
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks import digest as digests
from bot.blocks import icp as customers
from bot.blocks import ids
from bot.blocks import log as screens
from bot.blocks import upload as uploads
from bot.dispatch import Work
from bot.errors import Refused
from bot.importers import pasted, typed
from bot.listeners import (
    answering,
    asking,
    board_keeping,
    boards,
    editing,
    fields,
    homes,
    ifthen,
    quests,
    seats,
    teams,
    whatif,
)
from bot.listeners.asking import House, Request
from bot.listeners.commands import digest, goal, log, pause, settings, trend
from bot.services import log as logging_service
from bot.services import people
from bot.services import upload as uploading
from bot.services.log import Doubt, Logged
from scoring.readings import Reading
from scoring.titles import IdealCustomer

Body = dict[str, Any]
View = dict[str, Any]
Submit = Callable[[Request, View, Ack], None]


def _log(request: Request, view: View, ack: Ack) -> None:
    faults, reading = fields.reading(fields.texts(view), log.today(request))
    if reading is None:
        ack(response_action="errors", errors=screens.field_errors(faults))
        return
    former = _correct(request, reading, view)
    if former is not None:
        editing.soon(request)
        answering.below(request, view, ack, trend.listed(request, former))
        return
    kept = _keep(request, reading)
    if not editing.digest(request, view.get("private_metadata", "")):
        ack(response_action="update", view=screens.saved(kept.card, kept.id, kept.ask_digest))
        return
    ack()


def _upload(request: Request, view: View, ack: Ack) -> None:
    files, text = fields.files(view), fields.texts(view).get("pasted", "").strip()
    if not files and not text:
        ack(response_action="errors", errors={"pasted": uploads.nothing_given()})
        return
    if fields.too_large(view):
        ack(response_action="errors", errors={"files": uploads.LARGER_THERE})
        return
    kept = None
    if text:
        try:
            kept = _keep(request, _pasted(text, request))
            editing.soon(request)
        except Refused as refusal:
            ack(response_action="errors", errors={"pasted": uploads.field_error(refusal.code)})
            return
    if files:
        try:
            _promise(request, files)
        except Refused as refusal:
            ack(response_action="errors", errors={"files": uploads.field_error(refusal.code)})
            return
        ack(response_action="update", view=uploads.reading_view())
    elif kept:
        ack(response_action="update", view=screens.saved(kept.card, kept.id, kept.ask_digest))


def _icp(request: Request, view: View, ack: Ack) -> None:
    given = fields.texts(view)
    ideal = people.save_ideal(
        request.store,
        request.team,
        request.user,
        IdealCustomer(
            titles=fields.lines(given.get("titles", "")),
            industries=fields.lines(given.get("industries", "")),
            companies=fields.lines(given.get("companies", "")),
        ),
    )
    ack(response_action="update", view=customers.saved(ideal))


def _digest(request: Request, view: View, ack: Ack) -> None:
    given = fields.texts(view)
    member = digest.keep(
        request,
        state="on",
        weekday=int(given["weekday"]),
        time=fields.minute(given["time"]),
        every=int(given["every"]),
        how="form",
    )
    ack(response_action="update", view=digests.changed_view(member, request.now))


VIEWS: tuple[tuple[str, Submit], ...] = (
    (ids.LOG_VIEW, _log),
    (ids.UPLOAD_VIEW, _upload),
    (ids.ICP_VIEW, _icp),
    (ids.DIGEST_VIEW, _digest),
    (ids.PAUSE_VIEW, pause.submit),
    (ids.SETTINGS_VIEW, settings.submit),
    (ids.BOARD_VIEW, boards.submit),
    (ids.BOARD_PAUSE_VIEW, board_keeping.submit_pause),
    (ids.BOARD_HAND_OVER_VIEW, board_keeping.submit_hand_over),
    (ids.QUEST_VIEW, quests.submit),
    (ids.QUEST_BRING_VIEW, quests.submit_bring),
    (ids.WHATIF_VIEW, whatif.submit),
    (ids.GOAL_VIEW, goal.submit),
    (ids.IFTHEN_VIEW, ifthen.submit),
    (ids.SEAT_VIEW, seats.submit),
    (ids.SEAT_MATCH_VIEW, seats.submit_match),
    (ids.PERIOD_VIEW, seats.submit_dates),
    *teams.VIEWS,
)
"""Every form and what its button does."""


def register(app: App, house: House) -> None:
    """Attach every form."""
    for callback_id, submit in VIEWS:
        app.view(callback_id)(_listener(house, submit))


def _listener(house: House, submit: Submit) -> Callable[..., None]:
    def on_submit(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        request = asking.request(house, context, client, trigger=str(body.get("trigger_id") or ""))
        submit(request, body["view"], ack)
        homes.soon(request)

    return on_submit


def _keep(request: Request, reading: Reading) -> Logged:
    """Four fields filled one by one are no slip of a line: a form is not asked back."""
    kept = logging_service.record(
        request.store, request.team, request.user, reading, request.now, sure=True
    )
    if isinstance(kept, Doubt):
        raise Refused("not_a_number")
    return kept


def _correct(request: Request, reading: Reading, view: View) -> Reading | None:
    """The reading from which the form was opened gives way, and is told; None where it was opened
    from none."""
    known = metadata(view)
    id = str(known.get("reading", "")) if isinstance(known, dict) else ""
    if not id:
        return None
    return logging_service.correct(
        request.store, request.team, request.user, id, reading, request.now
    )


def _pasted(text: str, request: Request) -> Reading:
    today = log.today(request)
    if typed.looks_like_numbers(text):
        return typed.numbers(text, today)
    return pasted.reading(text, today)


def _promise(request: Request, files: list[str]) -> None:
    promised = uploading.accept(request.store, request.team, request.user, files, None, request.now)
    if promised is not None:
        request.house.dispatch.hand_over(Work("upload", request.team, promised.id))


def metadata(view: View) -> Any:
    """The small JSON that a form carries; it was visible to the person, so it proves nothing."""
    try:
        return json.loads(view.get("private_metadata") or "null")
    except json.JSONDecodeError:
        return None
