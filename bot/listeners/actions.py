"""Buttons. Values are opaque ids; who may do what is decided anew by the service on each click."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.blocks import about as abouts
from bot.blocks import card as cards
from bot.blocks import hidden, ids, notices
from bot.blocks import upload as upload_screens
from bot.blocks.checklist import ANSWER_IDS
from bot.blocks.message import Message
from bot.errors import Refused
from bot.importers import typed
from bot.listeners import (
    answering,
    asking,
    board_keeping,
    boards,
    digests,
    editing,
    homes,
    ifthen,
    privacy,
    quests,
    seats,
    steps,
    teams,
    uploads,
    whatif,
)
from bot.listeners.asking import House, Request
from bot.listeners.commands import (
    checklist,
    coach,
    export,
    forget,
    goal,
    helping,
    icp,
    log,
    outcome,
    pause,
    plan,
    report,
    settings,
    tips,
    trend,
    upload,
    why,
)
from bot.listeners.commands import privacy as privacy_word
from bot.listeners.commands.word import Answer
from bot.services import log as logging_service
from bot.services.outcome import Kind
from scoring.pillars import Pillar
from scoring.tips.tip import TipEvent

Body = dict[str, Any]
Run = Callable[[Request, Body, str], Answer | None]


def _log_open(request: Request, body: Body, value: str) -> Answer:
    container = body.get("container") or {}
    message = body.get("message") or {}
    kind = (message.get("metadata") or {}).get("event_type")
    if kind == "ssi_digest" or value == "digest":
        return log.form(request, (request.channel, str(container.get("message_ts", ""))))
    return log.form(request)


def _log_undo(request: Request, body: Body, value: str) -> Answer:
    card = logging_service.undo(request.store, request.team, request.user, value, request.now)
    editing.soon(request)
    return notices.nothing_to_undo() if card is None else notices.undone()


def _log_confirm(request: Request, body: Body, value: str) -> Answer:
    try:
        reading = typed.numbers(value, log.today(request))
    except Refused as refusal:
        return upload_screens.refused(refusal.code, refusal.facts, None)
    kept = logging_service.record(
        request.store, request.team, request.user, reading, request.now, sure=True
    )
    if isinstance(kept, logging_service.Doubt):
        return notices.nothing_to_undo()
    editing.soon(request)
    return cards.render(kept.card, saved=kept.id, ask_digest=kept.ask_digest)


SHOWN: dict[str, Callable[[Request], Answer]] = {
    hidden.CARD: report.shown,
    hidden.WHY: why.shown,
    hidden.TREND: trend.shown,
    hidden.GOAL: goal.shown,
    hidden.COACH: coach.shown,
    hidden.READINGS: trend.listed,
}
"""What "Show once" shows, by its value."""


def _show_once(request: Request, value: str) -> Answer:
    return SHOWN.get(value, report.shown)(request)


def _more(request: Request, body: Body, value: str) -> Answer:
    return helping.more(request)


def _about(pillar: Pillar) -> Run:
    return lambda request, body, value: abouts.render(pillar)


def _valued(run: Callable[[Request, str], Answer]) -> Run:
    return lambda request, body, value: run(request, value)


def _counted(kind: Kind) -> Run:
    return lambda request, body, value: outcome.choose(request, kind, value)


def _word(run: Callable[[Request], Answer]) -> Run:
    return lambda request, body, value: run(request)


ACTIONS: tuple[tuple[str, Run], ...] = (
    (ids.LOG_OPEN, _log_open),
    (ids.LOG_UNDO, _log_undo),
    (ids.LOG_CONFIRM, _log_confirm),
    (ids.UPLOAD_OPEN, _word(upload.run)),
    (ids.UPLOAD_DETAILS, uploads.details),
    (ids.UPLOAD_UNDO, uploads.undo),
    (ids.UPLOAD_RETRY, uploads.again),
    (ids.SEAT_OPEN, _valued(seats.form)),
    (ids.SEAT_YES, _valued(seats.yes)),
    (ids.SEAT_NO, _valued(seats.no)),
    (ids.SEAT_FORGET, _word(seats.forget)),
    (ids.SEAT_TAKE_BACK, _valued(seats.take_back)),
    (ids.SEAT_MATCH, _word(seats.match)),
    (ids.SEAT_AGAIN, _valued(seats.again)),
    (ids.PERIOD_OPEN, _valued(seats.dates)),
    (ids.ARCHIVE_REMIND, uploads.remind),
    (ids.CARD_OPEN, _word(report.run)),
    (ids.WHY_OPEN, _word(why.run)),
    (ids.SHOW_ONCE, _valued(_show_once)),
    (ids.PLAN_OPEN, _word(plan.run)),
    (ids.TIP_DONE, steps.answered(TipEvent.DONE)),
    (ids.TIP_UNDO, steps.undo),
    (ids.TIP_LATER, steps.answered(TipEvent.LATER)),
    (ids.TIP_SKIPPED, steps.answered(TipEvent.SKIPPED)),
    (ids.QUARTER_KEEP, _word(digests.keep)),
    (ids.QUARTER_CHANGE, _valued(digests.change)),
    (ids.TIP_NOT_FOR_ME, steps.answered(TipEvent.NOT_FOR_ME)),
    (ids.IFTHEN_TAKE, _valued(ifthen.take)),
    (ids.IFTHEN_OPEN, _valued(ifthen.form)),
    (ids.IFTHEN_CHANGE, _valued(ifthen.change)),
    (ids.IFTHEN_OTHER, _valued(ifthen.other)),
    (ids.IFTHEN_DONE, _valued(ifthen.done)),
    (ids.IFTHEN_NOT_NOW, _valued(ifthen.not_now)),
    (ids.IFTHEN_SILENCE, _valued(ifthen.silence)),
    (ids.IFTHEN_STOP, _valued(ifthen.stop)),
    (ids.IFTHEN_KEEP_ON, _valued(ifthen.keep_on)),
    (ids.IFTHEN_UNDO, _valued(ifthen.undo)),
    (ids.DIGEST_YES, digests.yes),
    (ids.DIGEST_NO, digests.no),
    (ids.DIGEST_CHANGE, digests.time),
    (ids.DIGEST_STOP, digests.stop),
    (ids.GO_ON, digests.go_on),
    (ids.PAUSE_ONE_WEEK, _word(lambda request: pause.weeks(request, 1))),
    (ids.PAUSE_TWO_WEEKS, _word(lambda request: pause.weeks(request, 2))),
    (ids.PAUSE_DAY, _word(pause.form)),
    (ids.PAUSE_OFF, _word(pause.off)),
    (ids.PAUSE_UNDO, _valued(pause.undo)),
    (ids.SETTINGS_OPEN, _word(settings.run)),
    (ids.BOARD_SETUP, boards.setup),
    (ids.BOARD_INVITE, boards.invite),
    (ids.BOARD_PREVIEW, boards.preview),
    (ids.BOARD_JOIN, boards.join),
    (ids.BOARD_LEAVE, boards.leave),
    (ids.BOARD_LINE, boards.line),
    (ids.BOARD_POST_AGAIN, _valued(board_keeping.post_again)),
    (ids.BOARD_POST_NOW, _valued(board_keeping.post_now)),
    (ids.BOARD_REMIND, _valued(board_keeping.remind)),
    (ids.BOARD_PAUSE, _valued(board_keeping.pause)),
    (ids.BOARD_RESUME, _valued(board_keeping.resume)),
    (ids.BOARD_HAND_OVER, _valued(board_keeping.hand_over)),
    (ids.BOARD_TAKE_OVER, _valued(board_keeping.take_over)),
    (ids.BOARD_NEXT_SEASON, _valued(board_keeping.next_season)),
    (ids.BOARD_CLOSE, _valued(board_keeping.close)),
    (ids.QUEST_OPEN, _valued(quests.form)),
    (ids.QUEST_BRING, _valued(quests.bring_form)),
    (ids.QUEST_END, _valued(quests.end)),
    *teams.ACTIONS,
    (ids.HELP_MORE, _more),
    (ids.ICP_OPEN, _word(icp.run)),
    *((id, _about(pillar)) for pillar, id in cards.ABOUT.items()),
    (ids.CHECK_START, _word(checklist.started)),
    (ids.CHECK_LIST, _word(checklist.listed)),
    (ids.CHECK_OPEN, _valued(checklist.opened)),
    *((id, _valued(checklist.answered)) for id in ANSWER_IDS.values()),
    (ids.TREND_OPEN, _word(trend.run)),
    (ids.READINGS_OPEN, _word(trend.readings)),
    (ids.READING_EDIT, _valued(trend.edit)),
    (ids.READING_DELETE, _valued(trend.delete)),
    (ids.WHATIF_OPEN, _word(whatif.form)),
    (ids.TIP_BACK, steps.back),
    (ids.TIPS_OPEN, _word(tips.run)),
    (ids.GOAL_OPEN, _word(goal.run)),
    (ids.GOAL_CHANGE, _word(goal.change)),
    (ids.GOAL_DROP, _word(goal.drop)),
    (ids.COACH_OPEN, _word(coach.run)),
    (ids.OUTCOME_OPEN, _word(outcome.run)),
    (ids.PAUSE_OPEN, _word(pause.run)),
    (ids.HELP_OPEN, _word(helping.run)),
    (ids.OUTCOME_CONVERSATIONS, _counted(Kind.CONVERSATIONS)),
    (ids.OUTCOME_MEETINGS, _counted(Kind.MEETINGS)),
    (ids.OUTCOME_UNDO, _valued(outcome.undo)),
    (ids.PRIVACY_OPEN, _word(privacy_word.run)),
    *((id, _word(privacy.shares(mode))) for id, mode in privacy.MODES.items()),
    (ids.MEDIAN_IN, _word(privacy.median(True))),
    (ids.MEDIAN_OUT, _word(privacy.median(False))),
    (ids.EXPORT_OPEN, _word(export.run)),
    (ids.AUDIT_EXPORT, _word(privacy.audit)),
    (ids.FORGET_OPEN, _word(forget.ask)),
    (ids.FORGET_YES, _word(privacy.forget)),
)
"""Every button and what it does."""

REPLACING = frozenset(
    (
        ids.LOG_CONFIRM,
        ids.LOG_UNDO,
        ids.IFTHEN_UNDO,
        ids.UPLOAD_UNDO,
        ids.GO_ON,
        ids.PAUSE_UNDO,
        ids.CHECK_OPEN,
        ids.CHECK_LIST,
        ids.READING_DELETE,
        ids.OUTCOME_CONVERSATIONS,
        ids.OUTCOME_MEETINGS,
        ids.OUTCOME_UNDO,
        *privacy.MODES,
        ids.MEDIAN_IN,
        ids.MEDIAN_OUT,
        ids.FORGET_YES,
        *ANSWER_IDS.values(),
    )
)
"""Buttons whose answer takes the place of the message they stand in."""


def register(app: App, house: House) -> None:
    """Attach every button, and one listener for links, which Slack reports as clicks too."""
    for action_id, run in ACTIONS:
        app.action(action_id)(_listener(house, action_id, run))

    @app.action(ids.SSI_LINK)
    def on_link(
        ack: Ack, body: Body, context: BoltContext, client: WebClient, respond: Respond
    ) -> None:
        ack()
        request = asking.request(house, context, client)
        line = answering.resumed(request)
        if line and body.get("response_url"):
            respond(response_type="ephemeral", replace_original=False, text=line)


def _listener(house: House, action_id: str, run: Run) -> Callable[..., None]:
    def on_click(
        ack: Ack, body: Body, context: BoltContext, client: WebClient, respond: Respond
    ) -> None:
        action = body["actions"][0]
        request = asking.request(
            house,
            context,
            client,
            channel=(body.get("channel") or {}).get("id", ""),
            trigger=body.get("trigger_id", ""),
        )
        said = run(request, body, str(action.get("value", "")))
        if action_id == ids.GO_ON:  # which says itself that the note goes on
            request = replace(request, resumed=False)
        if said is None and (line := answering.resumed(request)):
            said = notices.notice(line)
            request = replace(request, resumed=False)
        if isinstance(said, Message) and action_id in REPLACING:
            answering.in_place(request, body, respond, said)
        elif said is not None:
            answering.to_click(request, body, respond, said)
        ack()
        homes.soon(request)

    return on_click
