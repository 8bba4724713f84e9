"""Buttons and forms of seats and of reports without dates. Roles are asked anew on each act."""

from datetime import date, timedelta
from typing import Any

from slack_bolt import Ack

from bot.blocks import notices
from bot.blocks import seats as screens
from bot.blocks import upload as uploads
from bot.dispatch import Work
from bot.errors import NotAllowed, Refused
from bot.listeners import admins, fields
from bot.listeners.asking import Request
from bot.listeners.commands.word import Answer, Modal
from bot.services import people, seats
from bot.services import upload as uploading

Body = dict[str, Any]
View = dict[str, Any]


def known(request: Request) -> seats.Standing:
    """The acting person's own seats, and what they are asked."""
    return seats.standing(request.store, request.team, request.user, request.now)


def form(request: Request, value: str) -> Answer:
    """One's own seat; a coach admin sees beside it who has one. `value`: an upload that waits."""
    team = None
    if admins.is_one(request):
        team = seats.everyone(request.store, request.team, request.now)
    view = screens.modal(known(request), team, value, request.member.zone)
    return Modal(view, screens.instead())


def submit(request: Request, view: View, ack: Ack) -> None:
    """Keep the address; read the report that waits for it once more."""
    address = fields.texts(view).get("email", "")
    try:
        seats.own(request.store, request.team, request.user, address, request.now)
    except Refused as refusal:
        ack(response_action="errors", errors={"email": screens.field_error(refusal.code)})
        return
    reading = _again(request, fields.waiting(view))
    ack(response_action="update", view=notices.as_view(screens.saved(reading)))


def yes(request: Request, value: str) -> Answer:
    """The seat is mine."""
    return _answered(request, value, yes=True)


def no(request: Request, value: str) -> Answer:
    """It is not."""
    return _answered(request, value, yes=False)


def forget(request: Request) -> Answer:
    """Forget one's own seat."""
    seats.forget(request.store, request.team, request.user)
    return screens.forgotten()


def take_back(request: Request, value: str) -> Answer:
    """Erase what somebody else's report brought oneself."""
    gone = seats.take_back(request.store, request.team, request.user, value)
    return screens.taken_back() if gone else notices.nothing_to_undo()


def again(request: Request, value: str) -> Answer:
    """Read one's own report once more, with the seats that were confirmed since."""
    found = uploading.anew(request.store, request.team, request.user, value, request.now)
    if found is None:
        return notices.gone()
    request.house.dispatch.hand_over(Work("upload", request.team, found.id))
    return screens.reading_again()


def match(request: Request) -> Answer:
    """The form for coach admins."""
    _must_be_admin(request)
    return Modal(screens.match_form(), screens.instead())


def submit_match(request: Request, view: View, ack: Ack) -> None:
    """Ask a person of this workspace whether a seat is theirs."""
    _must_be_admin(request)
    given = fields.texts(view)
    whom = given.get("whom", "")
    try:
        if not admins.person(request, whom):
            raise Refused("not_a_person")
        seats.ask(request.store, request.team, request.user, whom, given["seat"], request.now)
    except Refused as refusal:
        where = "whom" if refusal.code == "not_a_person" else "seat"
        ack(response_action="errors", errors={where: screens.field_error(refusal.code)})
        return
    ack(response_action="update", view=notices.as_view(screens.asked(whom)))


def dates(request: Request, value: str) -> Answer:
    """Ask for the two dates of a report; last month stands there."""
    last = people.today(request.member, request.now).replace(day=1) - timedelta(days=1)
    return Modal(screens.period_form(value, last.replace(day=1), last), screens.instead())


def submit_dates(request: Request, view: View, ack: Ack) -> None:
    """Read the same file with the dates that were given."""
    given = fields.texts(view)
    try:
        first, last = (date.fromisoformat(given[name]) for name in ("first", "last"))
    except (KeyError, ValueError):
        first, last = date.max, date.min
    if not first <= last <= people.today(request.member, request.now):
        ack(response_action="errors", errors={"last": screens.dates_wrong()})
        return
    if not _again(request, fields.waiting(view), (first, last)):
        ack(response_action="update", view=notices.as_view(notices.gone()))
        return
    ack(response_action="update", view=uploads.reading_view())


def _again(request: Request, upload: str, period: tuple[date, date] | None = None) -> bool:
    found = uploading.again(request.store, request.team, request.user, upload, period)
    if found is None:
        return False
    request.house.dispatch.hand_over(Work("upload", request.team, found.id))
    return True


def _answered(request: Request, value: str, *, yes: bool) -> Answer:
    try:
        asked = seats.answer(request.store, request.team, request.user, value, yes, request.now)
    except Refused as refusal:
        return screens.not_answered(refusal.code)
    return notices.gone() if asked is None else screens.answered(yes)


def _must_be_admin(request: Request) -> None:
    if not admins.is_one(request):
        raise NotAllowed("not_coach_admin")
