"""`trend`: the course of the readings, with a chart where Slack draws one."""

import json
from datetime import date

from bot.blocks import course as screens
from bot.blocks import hidden, notices
from bot.blocks import log as forms
from bot.blocks.message import Message
from bot.listeners import editing
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Drawn, Modal
from bot.services import course, log, people
from scoring.readings import Reading

LISTED = 10
"""Readings in the list of one's own."""


def run(request: Request) -> Answer:
    """The last three months, or since a day."""
    since = None
    if request.rest:
        since = _since(request.rest)
        if since is None:
            return screens.how(request.command)
    if request.member.hidden:
        return hidden.ask(hidden.TREND)
    return shown(request, since)


def shown(request: Request, since: date | None = None) -> Answer:
    """The course with its numbers."""
    made = course.build(request.store, request.team, request.user, request.now, since)
    return Drawn(screens.render(made), screens.classic(made))


def readings(request: Request) -> Answer:
    """One's own readings, newest first."""
    return hidden.ask(hidden.READINGS) if request.member.hidden else listed(request)


def listed(request: Request, former: Reading | None = None) -> Message:
    """The same with their numbers. `former`: one that was corrected just now."""
    today = people.today(request.member, request.now)
    rows = log.mine(request.store, request.team, request.user)[:LISTED]
    return screens.readings([(one.id, one.reading) for one in rows], today, former)


def edit(request: Request, id: str) -> Answer:
    """The form with one reading in it; Save puts the new one in its place."""
    found = next(
        (one for one in log.mine(request.store, request.team, request.user) if one.id == id), None
    )
    if found is None:
        return notices.gone()
    today = people.today(request.member, request.now)
    view = forms.modal(found.reading, today, json.dumps({"reading": id}), day=found.reading.day)
    return Modal(view, forms.how(request.command))


def delete(request: Request, id: str) -> Answer:
    """Take one reading away, and show what is left."""
    if log.undo(request.store, request.team, request.user, id, request.now) is None:
        return notices.nothing_to_undo()
    editing.soon(request)
    return listed(request)


def _since(text: str) -> date | None:
    words = text.casefold().split()
    try:
        return date.fromisoformat(words[-1]) if words[:-1] in ([], ["since"]) else None
    except ValueError:
        return None
