"""What if: a form, and its answer in the same place. Nothing is stored."""

from typing import Any

from slack_bolt import Ack

from bot.blocks import whatif as screens
from bot.listeners import fields
from bot.listeners.asking import Request
from bot.listeners.commands import plan
from bot.listeners.commands.word import Answer, Modal
from bot.services import card
from scoring import whatif

View = dict[str, Any]

WITHIN = 4
"""Weeks within which so many points should come."""
MOST_POINTS = 25.0


def form(request: Request) -> Answer:
    """Open the form; where none can open, the plan says what is nearest."""
    return Modal(screens.form(), plan.shown(request))


def submit(request: Request, view: View, ack: Ack) -> None:
    """Answer in place, or mark what cannot be read."""
    given = fields.texts(view)
    signal = given.get("signal", "")
    if signal not in whatif.ASKED:
        ack(response_action="errors", errors={"amount": screens.AMOUNT_WRONG.format(most=1)})
        return
    most = whatif.ceiling(signal)
    amount = _number(given.get("amount", ""), most)
    wanted = _number(given.get("points", ""), MOST_POINTS)
    faults = {}
    if amount == 0 or (amount is None and wanted is None):
        faults["amount"] = screens.AMOUNT_WRONG.format(most=f"{most:g}")
    if wanted == 0:
        faults["points"] = screens.POINTS_WRONG
    if faults:
        ack(response_action="errors", errors=faults)
        return
    report = card.build(request.store, request.team, request.user, request.now).report
    known = report.measures, report.assumed
    answers = [
        (weeks, whatif.answer(signal, amount, weeks, *known))
        for weeks in screens.STEPS
        if amount is not None
    ]
    need = (wanted, whatif.needed(signal, wanted, WITHIN, *known)) if wanted is not None else None
    ack(
        response_action="update",
        view=screens.answered(signal, amount, answers, need, hidden=request.member.hidden),
    )


def _number(text: str, most: float) -> float | None:
    """A number above 0 up to `most`; None for an empty field, 0 for anything else."""
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        return 0.0
    return value if 0 < value <= most else 0.0
