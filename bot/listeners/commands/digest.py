"""`digest`: on, off, another day or time."""

from bot.blocks import digest as screens
from bot.blocks.message import Message
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import digest, people
from bot.services.slots import round_to_quarter
from bot.store.members import Member

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SWITCH = {"on": "on", "off": "off", "stop": "off"}


def run(request: Request) -> Answer:
    """Show the settings, or change what the words after `digest` say."""
    words = request.rest.casefold().split()
    if not words:
        return status(request)
    state, weekday, time, unknown = "on", None, None, False
    for word in words:
        day = _day(word)
        clock = _time(word)
        if word in SWITCH:
            state = SWITCH[word]
        elif day is not None:
            weekday = day
        elif clock is not None:
            time = clock
        else:
            unknown = True
    if unknown:
        return screens.how(request.command)
    return choose(request, state=state, weekday=weekday, time=time, how="command")


def status(request: Request) -> Answer:
    """The settings as they are."""
    member = people.stored(request.store, request.team, request.user) or request.member
    return screens.status(member, request.now)


def choose(
    request: Request,
    *,
    state: str,
    weekday: int | None = None,
    time: int | None = None,
    every: int | None = None,
    how: str,
) -> Message:
    """Keep the choice and say what follows from it."""
    member = keep(request, state=state, weekday=weekday, time=time, every=every, how=how)
    if state == "off":
        return screens.stopped(request.command)
    return screens.changed(member, request.now, rounded=time is not None and time % 15 != 0)


def keep(
    request: Request,
    *,
    state: str,
    weekday: int | None = None,
    time: int | None = None,
    every: int | None = None,
    how: str,
) -> Member:
    """Keep the choice; `time` is the minute of the day and is rounded to a quarter hour."""
    return digest.choose(
        request.store,
        request.team,
        request.user,
        state=state,
        weekday=weekday,
        minute=None if time is None else round_to_quarter(time),
        every=every,
        how=how,
        now=request.now,
    )


def form(request: Request) -> Modal:
    """The form for day, time and rhythm, filled with what is stored."""
    member = people.stored(request.store, request.team, request.user) or request.member
    return Modal(screens.modal(member), screens.how(request.command))


def _day(word: str) -> int | None:
    """The weekday of which the word holds at least three letters; Monday is 0."""
    if len(word) < 3:
        return None
    return next((at for at, day in enumerate(DAYS) if day.startswith(word.rstrip("s"))), None)


def _time(word: str) -> int | None:
    """`08:15`, `8:15` or `8` as the minute of the day; None for anything else."""
    hours, colon, minutes = word.partition(":")
    if not all(
        part.isascii() and part.isdigit() and len(part) <= 2 for part in (hours, minutes or "0")
    ):
        return None
    hour, minute = int(hours), int(minutes) if colon else 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None
