"""`settings`: one form for what somebody chose; holidays for coach admins, asked anew on Save."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slack_bolt import Ack

from bot.blocks import notices
from bot.blocks import settings as screens
from bot.listeners import admins, fields
from bot.listeners.asking import Request
from bot.listeners.commands.plan import LEAST, MOST
from bot.listeners.commands.word import Answer, Modal
from bot.services import settings
from bot.services.settings import Choices, Known

HOLIDAYS = 100
"""Holidays that a workspace may keep ahead."""
TOOL = {"yes": True, "no": False, "unsaid": None}


def run(request: Request) -> Answer:
    """Open the form, filled with what is stored."""
    known = settings.known(request.store, request.team, request.user, request.now)
    return Modal(screens.modal(known, admin=admins.is_one(request)), screens.instead())


def submit(request: Request, view: dict[str, Any], ack: Ack) -> None:
    """Keep everything, or nothing where a field is wrong."""
    known = settings.known(request.store, request.team, request.user, request.now)
    given = fields.texts(view)
    faults: dict[str, str] = {}
    minutes = _whole(given.get("minutes", ""))
    if not LEAST <= minutes <= MOST:
        faults["minutes"] = screens.MINUTES
    opens, closes = fields.minute(given["opens"]), fields.minute(given["closes"])
    if closes <= opens:
        faults["closes"] = screens.CLOSES
    if not fields.ticks(view, "work_days"):
        faults["work_days"] = screens.NO_DAYS
    free, fault = _holidays(request, given, known)
    if fault:
        faults["holidays"] = fault
    if faults:
        ack(response_action="errors", errors=faults)
        return
    chosen = Choices(
        on=given["note"] == "on",
        weekday=int(given["weekday"]),
        minute=fields.minute(given["time"]),
        every=int(given["every"]),
        work_days=sum(1 << int(one) for one in fields.ticks(view, "work_days")),
        opens=opens,
        closes=closes,
        minutes=minutes,
        sales_navigator=TOOL[given["sales_navigator"]],
        hidden=given["numbers"] == "hidden",
        holidays=free,
    )
    made = settings.save(request.store, request.team, request.user, chosen, request.now)
    ack(response_action="update", view=notices.as_view(screens.saved(made)))


def _holidays(
    request: Request, given: Mapping[str, str], known: Known
) -> tuple[frozenset[date] | None, str]:
    """The days in the field, None where they stay as they are; and what is wrong with them."""
    lines = fields.lines(given.get("holidays", ""))
    if "holidays" not in given or lines == tuple(day.isoformat() for day in known.holidays):
        return None, ""
    if not admins.is_one(request):
        return None, screens.NOT_ADMIN
    found, fault = days(lines)
    return (None, fault) if fault else (found, "")


def days(lines: Sequence[str]) -> tuple[frozenset[date], str]:
    """The days that are written a line each, and what is wrong with them."""
    read = {line: _day(line) for line in lines}
    odd = [line for line, day in read.items() if day is None]
    if odd:
        return frozenset(), screens.no_day(odd)
    if len(read) > HOLIDAYS:
        return frozenset(), screens.MANY
    return frozenset(day for day in read.values() if day is not None), ""


def _day(line: str) -> date | None:
    try:
        return date.fromisoformat(line) if len(line) == len("2026-12-25") else None
    except ValueError:
        return None


def _whole(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else 0
