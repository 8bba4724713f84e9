"""`log`: four numbers from LinkedIn, typed in one line or into a form."""

import json
from datetime import date

from bot.blocks import card as cards
from bot.blocks import log as screens
from bot.blocks import upload as refusals
from bot.errors import Refused
from bot.importers import typed
from bot.listeners import editing
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import log, people
from bot.services.log import Doubt
from scoring.readings import Reading


def run(request: Request) -> Answer:
    """Record the numbers after the word; without any, open the form."""
    if not request.rest:
        return form(request)
    try:
        reading = typed.numbers(request.rest, today(request))
    except Refused as refusal:
        return refusals.refused(refusal.code, refusal.facts, None)
    return store(request, reading, request.rest)


def store(request: Request, reading: Reading, text: str = "") -> Answer:
    """Keep the reading and show the card, or ask once when it jumps a long way."""
    result = log.record(request.store, request.team, request.user, reading, request.now)
    if isinstance(result, Doubt):
        return screens.confirm(text, reading, result.before, hidden=request.member.hidden)
    editing.soon(request)
    return cards.render(result.card, saved=result.id, ask_digest=result.ask_digest)


def confirm(request: Request, text: str) -> Answer:
    """Four bare numbers without the word: ask before anything is stored."""
    try:
        return screens.confirm(text, typed.numbers(text, today(request)))
    except Refused as refusal:
        return refusals.refused(refusal.code, refusal.facts, None)


def form(request: Request, place: tuple[str, str] | None = None) -> Modal:
    """The form with the last values; `place` (channel, ts) is the digest that Save will edit."""
    last = log.last(request.store, request.team, request.user)
    metadata = json.dumps(place) if place else ""
    return Modal(screens.modal(last, today(request), metadata), screens.how(request.command))


def today(request: Request) -> date:
    """The day where the person is."""
    return people.today(request.member, request.now)
