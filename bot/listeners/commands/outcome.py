"""`outcome`: what somebody counts each week, beside the index."""

import re
from datetime import date

from bot.blocks import notices
from bot.blocks import outcome as screens
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer
from bot.services import outcome, people
from bot.services.outcome import Kind

_COUNT = re.compile(r"(\d{1,4})(?:\s+on\s+(\d{4}-\d{2}-\d{2}))?", re.ASCII)


def run(request: Request) -> Answer:
    """Show the series, or keep the count of a week; what is counted is asked once."""
    today = people.today(request.member, request.now)
    log = outcome.show(request.store, request.team, request.user, request.now)
    if not request.rest and log.kind is not None:
        return screens.show(log, today, request.command, hidden=request.member.hidden)
    if request.rest and _read(request.rest, today) is None:
        return screens.how(request.command)
    if log.kind is None:
        return screens.ask(request.rest)
    return _keep(request, log.kind, request.rest)


def choose(request: Request, kind: Kind, given: str) -> Answer:
    """Keep what is counted, and the number that was given before it was asked."""
    outcome.choose(request.store, request.team, request.user, kind)
    return _keep(request, kind, given) if given != "-" else screens.how(request.command)


def undo(request: Request, monday: str) -> Answer:
    """Take a week's count back."""
    try:
        outcome.remove(request.store, request.team, request.user, date.fromisoformat(monday))
    except ValueError:
        return notices.gone()
    return screens.removed()


def _keep(request: Request, kind: Kind, text: str) -> Answer:
    today = people.today(request.member, request.now)
    found = _read(text, today)
    if found is None:
        return screens.how(request.command)
    made = outcome.keep(request.store, request.team, request.user, *found)
    log = outcome.show(request.store, request.team, request.user, request.now)
    return screens.kept(made, kind, log.verdict, today)


def _read(text: str, today: date) -> tuple[int, date] | None:
    """The count, and a day of its week; not one that is still to come."""
    found = _COUNT.fullmatch(text.casefold().strip())
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[2]) if found[2] else today
    except ValueError:
        return None
    return (int(found[1]), day) if day <= today else None
