"""Buttons and the form of if-then plans."""

import json
from typing import Any

from slack_bolt import Ack

from bot.blocks import ifthen as screens
from bot.blocks import notices, parts
from bot.blocks import plan as plans
from bot.listeners import fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import ifthen, plan
from bot.services.ifthen import Wish
from scoring.cues import KINDS
from scoring.tips import by_id
from scoring.tips.tip import TipEvent

View = dict[str, Any]
DAYS = frozenset(value for _, value in parts.DAYS)
TIMES = frozenset(value for _, value in parts.TIMES)


def take(request: Request, tip: str) -> Answer:
    """Take a tip as it stands."""
    kept = ifthen.take(request.store, request.team, request.user, tip, request.now)
    return notices.gone() if kept is None else screens.kept(kept)


def form(request: Request, tip: str) -> Answer:
    """The form, filled from a tip."""
    known = by_id(tip)
    if known is None:
        return notices.gone()
    return Modal(screens.new(known, request.member.zone), screens.closed_form())


def change(request: Request, id: str) -> Answer:
    """The form, filled from a plan."""
    return _change(request, id, "")


def other(request: Request, value: str) -> Answer:
    """The same with the cue that was offered."""
    id, _, kind = value.partition(":")
    return _change(request, id, kind if kind in KINDS else "")


def _change(request: Request, id: str, kind: str) -> Answer:
    found = ifthen.mine(request.store, request.team, request.user, id)
    if found is None:
        return notices.gone()
    view = screens.change(found, by_id(found.tip), request.member.zone, kind)
    return Modal(view, screens.closed_form())


def submit(request: Request, view: View, ack: Ack) -> None:
    """Keep the plan, or mark what is missing."""
    given, known = fields.texts(view), _known(view)
    faults, wish = read(given, known)
    if wish is None:
        ack(response_action="errors", errors=faults)
        return
    kept = ifthen.make(request.store, request.team, request.user, wish, request.now)
    said = notices.gone() if kept is None else screens.kept(kept)
    ack(response_action="update", view=notices.as_view(said))


def read(given: dict[str, str], known: dict[str, str]) -> tuple[dict[str, str], Wish | None]:
    """The plan in the form, or what is wrong, by field. A moment that was newly chosen brings its
    own words where the line was left as it stood."""
    kind = given.get("kind", "")
    cue = ifthen.when_part(given.get("cue", ""))
    if kind != known.get("kind") and cue == ifthen.when_part(known.get("cue", "")):
        cue = screens.CUES.get(kind) or cue
    action = ifthen.will_part(given.get("action", ""))
    weekday, time = given.get("weekday", ""), given.get("time", "")
    reminded = weekday != screens.NO_REMINDER
    tests = (
        ("kind", kind not in KINDS, screens.UNKNOWN),
        ("cue", not cue, screens.NEEDED),
        ("cue", len(cue) > screens.CUE, screens.TOO_LONG.format(most=screens.CUE)),
        ("action", not action, screens.NEEDED),
        ("action", len(action) > screens.ACTION, screens.TOO_LONG.format(most=screens.ACTION)),
        ("weekday", reminded and weekday not in DAYS, screens.UNKNOWN),
        ("time", reminded and time not in TIMES, screens.UNKNOWN),
    )
    faults = {name: said for name, wrong, said in tests if wrong}
    if faults:
        return faults, None
    at = (int(weekday), fields.minute(time)) if reminded else (None, None)
    return {}, Wish(known.get("tip", ""), kind, cue, action, *at)


def _known(view: View) -> dict[str, str]:
    """What the form was opened with; it was visible to the person and proves nothing."""
    try:
        found = json.loads(view.get("private_metadata") or "null")
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        return {}
    return {str(name): str(value) for name, value in found.items()}


def done(request: Request, id: str) -> Answer:
    """The step was done this week."""
    return _told(request, id, TipEvent.DONE)


def not_now(request: Request, id: str) -> Answer:
    """Not this week; another cue is offered after two reminders without the step."""
    said = _told(request, id, TipEvent.SKIPPED)
    now = ifthen.running(request.store, request.team, request.user, request.now)
    if now is None or now.plan.id != id:
        return said
    return screens.not_now(now.plan, now.other)


def _told(request: Request, id: str, event: TipEvent) -> Answer:
    found = ifthen.mine(request.store, request.team, request.user, id)
    made = None
    if found is not None:
        made = plan.answer(request.store, request.team, request.user, found.tip, event, request.now)
    return notices.gone() if made is None else plans.noted(made, hidden=request.member.hidden)


def silence(request: Request, id: str) -> Answer:
    """No more reminders of this plan."""
    kept = ifthen.silence(request.store, request.team, request.user, id, request.now)
    return notices.gone() if kept is None else screens.silenced(kept)


def stop(request: Request, id: str) -> Answer:
    """End the plan."""
    kept = ifthen.stop(request.store, request.team, request.user, id, request.now)
    return notices.nothing_to_undo() if kept is None else screens.stopped(kept)


def keep_on(request: Request, id: str) -> Answer:
    """Four more weeks."""
    kept = ifthen.keep_on(request.store, request.team, request.user, id, request.now)
    return notices.gone() if kept is None else screens.longer(kept)


def undo(request: Request, value: str) -> Answer:
    """Take back what was just planned, or stopped."""
    made, _, before = value.partition(":")
    back = ifthen.undo(request.store, request.team, request.user, made, before, request.now)
    return screens.undone() if back else notices.nothing_to_undo()
